package tone

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestAngryAndDesperatePeopleAreHeard(t *testing.T) {
	for _, test := range []struct{ language, text string }{
		{"en", "This is unacceptable. I want my money."},
		{"en", "I am fed up with your excuses."},
		{"en", "Worst service ever, and the lamp is broken."},
		{"en", "How dare you send me a used lamp?"},
		{"en", "I’m furious, it came broken AGAIN."},
		{"en", "This is ridiculous, nobody answers my mails."},
		{"en", "It is outrageous!!! Where is my parcel?"},
		{"en", "Very disappointed. This is the third time that I write."},
		{"en", "I'm desperate, the party is tomorrow."},
		{"en", "Please, I am at my wits' end."},
		{"en", "I don't know what to do anymore, please help."},
		{"en", "WHERE IS MY PARCEL, THIS IS RIDICULOUS"},
		{"de", "Das ist eine Frechheit."},
		{"de", "Mir reicht's jetzt, ich will mein Geld."},
		{"de", "Ich bin stinksauer, die Lampe ist wieder kaputt."},
		{"de", "Sehr enttäuscht!!! Wo bleibt mein Paket?"},
		{"de", "Ich bin verzweifelt, bitte helfen Sie mir."},
		{"de", "Zum dritten Mal schreibe ich Ihnen, und niemand antwortet."},
		{"fr", "C’est inadmissible, je veux être remboursé."},
		{"fr", "J'en ai marre d'attendre."},
		{"fr", "Je suis désespérée, aidez-moi."},
		{"es", "Es una vergüenza, quiero mi dinero."},
		{"es", "Estoy harta de esperar."},
		{"es", "Estoy desesperado, ya no sé qué hacer."},
		{"it", "È una vergogna, voglio i miei soldi."},
		{"it", "Sono stufo di aspettare."},
		{"pt", "Isso é um absurdo, quero meu dinheiro."},
		{"pt-BR", "Não aguento mais esperar."},
		{"nl", "Ik ben het zat, waar blijft mijn lamp?"},
		{"nl", "Ik ben ten einde raad."},
		{"pl", "To skandal, gdzie jest moja paczka?"},
		{"pl", "Mam dość czekania."},
		{"ja", "いい加減にしてください。"},
		{"ja", "対応がひどすぎます。"},
		{"zh", "你们太过分了，退钱"},
		{"zh", "气死我了，灯又坏了"},
		{"zh", "等了一个月，我快崩溃了"},
		{"", "Das ist eine Frechheit."},
		{"ko", "This is unacceptable."},
	} {
		if got := Of(test.text, test.language, 0); !got.Heated() {
			t.Errorf("%s %q: %.1f by %v", test.language, test.text, got.Weight, got.Reasons)
		}
	}
}

func TestHarmlessMessagesAreNot(t *testing.T) {
	for _, test := range []struct{ language, text string }{
		{"en", "Where is my order? I have been waiting for a week."},
		{"en", "Thank you so much!!! The lamp is great!!!"},
		{"en", "I am not angry, I only wonder where it is."},
		{"en", "I was never very disappointed by you so far."},
		{"en", "It isn't ridiculous at all."},
		{"en", "Is this mail a scam or from you?"},
		{"en", "URGENT: please change the address"},
		{"en", "HELLO, MY LAMP DOES NOT WORK. PLEASE HELP. THANKS"},
		{"en", "The LUNA and HALO lamps with LED and USB, are they CE marked?"},
		{"en", "It is a joke of a price, I love it."},
		{"en", "This is the third time that I order from you, always good."},
		{"en", "Can you help me, please?"},
		{"en", "I would hate to miss the delivery."},
		{"en", "Really?! You ship to Norway? Great!"},
		{"en", "The fire place is hot and the hell hound lamp is sold out?"},
		{"en", "The shade tears easily, can I get a new one?"},
		{"en", "My first mail had no answer yet, could you look?"},
		{"de", "Wann kommt mein Paket?"},
		{"de", "Ich bin nicht sehr verärgert, nur neugierig."},
		{"de", "Vielen Dank!!! Alles bestens!!!"},
		{"de", "Die Lampe ist sehr schön, nie wieder im Dunkeln!"},
		{"de", "Die Sauerkirschlampe finde ich toll."},
		{"de", "Es reicht, wenn Sie nächste Woche liefern."},
		{"de", "Reicht eine Lampe für zwanzig Quadratmeter?"},
		{"fr", "Où est ma commande, s'il vous plaît ?"},
		{"fr", "Je ne suis pas en colère, je me renseigne."},
		{"fr", "Merci beaucoup !!! C'est parfait."},
		{"fr", "J'ai assez de lampes, une suffit."},
		{"es", "¿Dónde está mi pedido?"},
		{"es", "No estoy muy enfadado, solo pregunto."},
		{"es", "¡¡¡Muchas gracias!!!"},
		{"it", "Dov'è il mio pacco?"},
		{"it", "Non sono molto arrabbiato, chiedo soltanto."},
		{"pt", "Onde está meu pedido?"},
		{"pt", "Não é um absurdo, só queria saber."},
		{"nl", "Waar is mijn pakket?"},
		{"nl", "Ik ben niet erg boos, ik vraag het alleen."},
		{"pl", "Gdzie jest moja paczka?"},
		{"pl", "Proszę o pomoc w wyborze lampy."},
		{"ja", "荷物はいつ届きますか。"},
		{"ja", "助けてください、設定が分かりません。"},
		{"zh", "我的快递到哪了？"},
		{"zh", "我没有很生气，只是问一下"},
		{"zh", "第三次在你们这买灯，很满意"},
		{"", ""},
		{"", "ok"},
		{"", "!!!"},
		{"", "\xff\xfe"},
	} {
		if got := Of(test.text, test.language, 0); got.Heated() {
			t.Errorf("%s %q: %.1f by %v", test.language, test.text, got.Weight, got.Reasons)
		}
	}
}

func TestRepeatedContactAddsUp(t *testing.T) {
	const text = "Nobody answers, where is my parcel?"
	if Of(text, "en", 0).Heated() || Of(text, "en", repeatedly-1).Heated() || !Of(text, "en", repeatedly).Heated() {
		t.Error("only a third message makes it heated")
	}
	if Of("And where is it now?", "en", 50).Heated() {
		t.Error("who only writes often is not angry")
	}
}

func TestReasonsAreNamed(t *testing.T) {
	got := Of("WHERE IS THIS LAMP, ANSWER NOW!!! Nobody answers.", "en", 3)
	var signs []string
	sum := 0.0
	for _, r := range got.Reasons {
		signs = append(signs, r.Sign+" "+r.Found)
		sum += r.Weight
	}
	want := "phrase nobody answers, marks !!!, capitals WHERE THIS LAMP ANSWER, repeated 3 messages before"
	if s := strings.Join(signs, ", "); s != want || sum != got.Weight {
		t.Errorf("got %s, weight %v of %v", s, got.Weight, sum)
	}
}

func TestPhrasesAreFoldedAndReachable(t *testing.T) {
	if len(phrases) != len(languages) || len(denials) != len(languages) {
		t.Error("a language is missing in one of the tables")
	}
	for code, list := range phrases {
		for _, p := range slices.Concat(list.enough, list.partly) {
			if p != fold(p) {
				t.Errorf("%s: %q is not folded", code, p)
			}
			if !Of("x "+p+" x", code, 0).has(p) {
				t.Errorf("%s: %q is not found where it is written", code, p)
			}
		}
	}
}

func FuzzOf(f *testing.F) {
	f.Add("This is unacceptable!!!", "en", 1)
	f.Add("很生气", "", 9)
	f.Add("\xff\xfe n't fed up", "xx-YY", -1)
	f.Fuzz(func(t *testing.T, text, language string, earlier int) {
		for _, r := range Of(text, language, earlier).Reasons {
			if utf8.ValidString(text) && !utf8.ValidString(r.Found) || r.Weight <= 0 {
				t.Errorf("%q: %+v", text, r)
			}
		}
	})
}

func BenchmarkOf(b *testing.B) {
	text := strings.Repeat("I wrote about the lamp last week and would like to know where it is. ", 30)
	for _, language := range []string{"en", ""} {
		b.Run("language="+language, func(b *testing.B) {
			for b.Loop() {
				Of(text, language, 0)
			}
		})
	}
}
