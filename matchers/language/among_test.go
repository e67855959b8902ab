package language

import (
	"slices"
	"testing"
)

var ten = []string{"en", "de", "fr", "es", "pt", "it", "nl", "pl", "ja", "zh"}

func TestAmongFewLanguagesShortTextsAreCertain(t *testing.T) {
	for _, test := range []struct{ want, text string }{
		{"en", "Show me my invoice"},
		{"en", "Refund AB-123456 please"},
		{"de", "Zeigen Sie mir die Rechnung"},
		{"de", "Lampe kaputt, brauche Ersatz"},
		{"fr", "Je veux un remboursement"},
		{"es", "Quisiera cambiar la dirección"},
		{"pt", "Preciso da fatura"},
		{"it", "Vorrei la fattura"},
		{"nl", "Mag ik de factuur"},
		{"pl", "Chciałbym zwrócić lampę"},
		{"ja", "iPhone 15 Pro 用のケースは ありますか"},
		{"zh", "你好，iPhone Pro 有货吗"},
	} {
		if got := DetectAmong(test.text, ten); got != test.want {
			t.Errorf("%q: got %q, want %q", test.text, got, test.want)
		}
	}
}

func TestAmongOthersNothingIsGuessed(t *testing.T) {
	for _, text := range []string{
		"", "OK", "Anna", "AB-123456", "Lumen", "hello привет hello привет",
		"Hej, var är min beställning? Jag har inte fått den ännu.",
		"Merhaba, siparişim nerede? Henüz gelmedi, lütfen yardım edin.",
		"Bună ziua, unde este comanda mea? Nu am primit nimic.",
		"Здравствуйте, где мой заказ?", "환불은 언제 되나요?",
	} {
		if got := DetectAmong(text, ten); got != "" {
			t.Errorf("%q: got %q, want nothing", text, got)
		}
	}
	if got := DetectAmong("Wann bekomme ich mein Geld zurück?", []string{"en", "fr"}); got != "" {
		t.Errorf("German among English and French: got %q", got)
	}
}

func TestTheLanguageIsReturnedAsGiven(t *testing.T) {
	text := "Olá, onde está o meu pedido? Ainda não chegou."
	if got := DetectAmong(text, []string{"en", "pt-BR", "pt-PT"}); got != "pt-BR" {
		t.Errorf("got %q", got)
	}
	if got := DetectAmong("退款多久到账？", []string{"ZH-Hant"}); got != "ZH-Hant" {
		t.Errorf("got %q", got)
	}
	if got := DetectAmong(text, nil); got != Detect(text) {
		t.Errorf("without languages: got %q", got)
	}
}

func FuzzDetectAmong(f *testing.F) {
	for _, s := range []string{"", "Hi, where is my refund?", "退款多久到账？ iPhone", "\xff\xc3", "i̇İıß"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := DetectAmong(s, ten)
		if got != "" && !slices.Contains(ten, got) {
			t.Errorf("%q: got %q", s, got)
		}
		if sure := Detect(s); slices.Contains(ten, sure) && got != sure {
			t.Errorf("%q: %q, but %q among ten", s, sure, got)
		}
	})
}

func BenchmarkDetectAmong(b *testing.B) {
	for b.Loop() {
		DetectAmong("Hallo, wo ist meine Bestellung? Ich warte schon seit zwei Wochen auf die Lampe.", ten)
	}
}
