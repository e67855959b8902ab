package language

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestLanguageOfMail(t *testing.T) {
	for _, test := range []struct{ want, text string }{
		{"en", "Hi, where is my refund? I ordered two weeks ago."},
		{"en", "I haven’t got my parcel yet. Can you help?"},
		{"en", "Please cancel my order AB-123456"},
		{"de", "Wann bekomme ich mein Geld zurück? Die Lampe ist kaputt."},
		{"de", "Hallo, wo ist meine Bestellung?"},
		{"de", "Bitte schicken Sie mir die Rechnung noch einmal"},
		{"fr", "Bonjour, je n'ai pas encore reçu ma commande. Merci de votre aide."},
		{"fr", "Où est mon colis ?"},
		{"es", "Hola, ¿dónde está mi pedido? Todavía no ha llegado."},
		{"es", "Quiero devolver la lámpara, por favor"},
		{"pt", "Olá, onde está o meu pedido? Ainda não chegou."},
		{"pt", "Gostaria de devolver uma compra que não funciona"},
		{"it", "Buongiorno, dove è il mio ordine? Non è ancora arrivato."},
		{"nl", "Hallo, waar is mijn bestelling? Ik heb nog niets ontvangen."},
		{"pl", "Dzień dobry, gdzie jest moje zamówienie? Jeszcze nie dotarło."},
		{"sv", "Hej, var är min beställning? Jag har inte fått den ännu."},
		{"fi", "Hei, missä tilaukseni on? Se ei ole vielä tullut."},
		{"cs", "Dobrý den, kde je moje objednávka? Ještě nepřišla."},
		{"hu", "Jó napot, hol van a rendelésem? Még nem érkezett meg."},
		{"ro", "Bună ziua, unde este comanda mea? Nu am primit nimic."},
		{"tr", "Merhaba, siparişim nerede? Henüz gelmedi, lütfen yardım edin."},
		{"vi", "Xin chào, đơn hàng của tôi khi nào được giao?"},
		{"id", "Halo, kapan pesanan saya akan dikirim?"},
		{"ja", "注文した商品がまだ届きません。いつ届きますか？"},
		{"ja", "返金してください"},
		{"zh", "退款多久到账？"},
		{"zh", "你好，我的订单 AB-123456 还没有收到 iPhone 15 Pro"},
		{"ko", "환불은 언제 되나요?"},
		{"ru", "Здравствуйте, где мой заказ? Я ещё не получил его."},
		{"uk", "Добрий день, де моє замовлення? Я ще не отримав його."},
		{"bg", "Здравейте, къде е поръчката ми? Още не е пристигнала."},
		{"el", "Πού είναι η παραγγελία μου;"},
		{"he", "איפה ההזמנה שלי?"},
		{"th", "สินค้าของฉันอยู่ที่ไหน"},
		{"ar", "مرحبا، أين طلبي؟ لم يصل حتى الآن"},
		{"fa", "سلام، سفارش من کجاست؟ هنوز نرسیده است"},
		{"hi", "मेरा ऑर्डर कहाँ है?"},
	} {
		if got := Detect(test.text); got != test.want {
			t.Errorf("Detect(%q) = %q, want %q", test.text, got, test.want)
		}
	}
}

func TestUncertainTextHasNoLanguage(t *testing.T) {
	for _, text := range []string{
		"", " ", "?", "AB-123456", "12.50", "OK", "Anna", "refund", "退", "no", "Lumen",
		"https://shop.example/the/and/you", "anna@example.com", "👍👍👍", "\xff\xfe", "Max Mustermann GmbH",
		"hello привет hello привет",
	} {
		if got := Detect(text); got != "" {
			t.Errorf("Detect(%q) = %q, want nothing", text, got)
		}
	}
}

func TestAddressesAndLinksHaveNoVote(t *testing.T) {
	text := "我的订单 https://shop.example/where/is/the/order/of/you/and/me/that/was/not/there 没收到"
	if got := Detect(text); got != "zh" {
		t.Errorf("got %q, want zh", got)
	}
}

func TestOnlyTheBeginningIsRead(t *testing.T) {
	german := strings.Repeat("ich habe die Lampe noch nicht, wo ist sie? ", 100)
	if got := Detect(german + strings.Repeat("退款多久到账", 10000)); got != "de" {
		t.Errorf("got %q, want de", got)
	}
	if h := head(strings.Repeat("退", maxBytes)); !utf8.ValidString(h) || len(h) > maxBytes || len(h) < maxBytes-utf8.UTFMax {
		t.Errorf("cut to %d bytes, valid %v", len(h), utf8.ValidString(h))
	}
}

func FuzzDetect(f *testing.F) {
	for _, s := range []string{"", "Hi, where is my refund?", "退款多久到账？", "\xff\xc3", "i̇İıß"} {
		f.Add(s)
	}
	known := map[string]bool{"": true, "zh": true, "ja": true}
	for _, l := range languages {
		known[l.code] = true
	}
	for _, code := range languageOf {
		known[code] = true
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := Detect(s); !known[got] {
			t.Errorf("Detect(%q) = %q", s, got)
		}
	})
}
