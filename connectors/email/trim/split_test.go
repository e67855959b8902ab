package trim

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"frontdesk/gateway"
)

// split is Split of a text whose subject says nothing.
func split(text string) (string, []gateway.Cut) { return Split(Mail{Text: text}) }

// A file of testdata holds a text, a line "=====" and what is new of it.
func TestTextIsTrimmedAsTheFilesSay(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no texts: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			text, want, ok := bytes.Cut(raw, []byte("=====\n"))
			if !ok {
				t.Fatal("no ===== line")
			}
			if got, _ := split(string(text)); got != strings.TrimSpace(string(want)) {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

// Each announces a quote that has no other mark; the next line must not be taken for new.
func TestQuotesAreAnnouncedInManyLanguages(t *testing.T) {
	for _, announcement := range []string{
		"On Thu, 1 Jan 2026 at 10:00, Support <support@example.com> wrote:",
		"On Thursday, January 1, 2026, Support Team of Example\n<support@example.com> wrote:",
		"Am Do., 1. Jan. 2026 um 10:00 Uhr schrieb Support <support@example.com>:",
		"Am 01.01.2026 um 10:00 schrieb Support:",
		"Le jeu. 1 janv. 2026 à 10:00, Support <support@example.com> a écrit :",
		"Le 01/01/2026 10:00, Support a écrit\u00a0:",
		"El jue, 1 ene 2026 a las 10:00, Support (<support@example.com>) escribió:",
		"Il giorno gio 1 gen 2026 alle ore 10:00 Support <support@example.com> ha scritto:",
		"Em qui., 1 de jan. de 2026 às 10:00, Support <support@example.com> escreveu:",
		"Op do 1 jan 2026 om 10:00 schreef Support <support@example.com>:",
		"Den tors 1 jan. 2026 kl 10:00 skrev Support <support@example.com>:",
		"to 1. tammik. 2026 klo 10.00 Support (support@example.com) kirjoitti:",
		"czw., 1 sty 2026 o 10:00 Support <support@example.com> napisał(a):",
		"čt 1. 1. 2026 v 10:00 odesílatel Support <support@example.com> napsal:",
		"чт, 1 янв. 2026 г. в 10:00, Support <support@example.com>:",
		"01.01.2026 10:00, Support пишет:",
		"Support <support@example.com>, 1 Oca 2026 Per, 10:00 tarihinde şunu yazdı:",
		"Στις Πέμ 1 Ιαν 2026 στις 10:00 π.μ., ο χρήστης Support <support@example.com> έγραψε:",
		"Support <support@example.com> 于2026年1月1日周四 10:00写道：",
		"Support <support@example.com> 於 2026年1月1日 週四 上午10:00寫道：",
		"2026年1月1日(木) 10:00 Support <support@example.com>:",
		"2026년 1월 1일 (목) 오전 10:00, Support <support@example.com>님이 작성:",
		"Vào Th 5, 1 thg 1, 2026 vào lúc 10:00 Support <support@example.com> đã viết:",
		"-----Original Message-----",
		"-----Ursprüngliche Nachricht-----",
		"-------- Message d'origine --------",
		"------------------ 原始邮件 ------------------",
		"---- On Thu, 01 Jan 2026 10:00:00 +0000 Support <support@example.com> wrote ----",
		"From: Support <support@example.com>\nSent: Thursday, January 1, 2026 10:00\nTo: Anna\nSubject: Order",
		"________________________________\nVon: Support\nGesendet: Donnerstag, 1. Januar 2026 10:00\nAn: Anna\nBetreff: Bestellung",
		"*De :* Support <support@example.com>\n*Envoyé :* jeudi 1 janvier 2026 10:00\n*À :* Anna\n*Objet :* Commande",
		"发件人: Support <support@example.com>\n发送时间: 2026年1月1日 10:00\n收件人: Anna\n主题: 订单",
		"寄件者: Support\n寄件日期: 2026年1月1日\n收件者: Anna\n主旨: 訂單",
		"差出人: Support\n送信日時: 2026年1月1日\n宛先: Anna\n件名: 注文",
		"De: Support\nEnviado el: jueves, 1 de enero de 2026\nPara: Anna\nAsunto: Pedido",
	} {
		text := "Where is my order?\n\n" + announcement + "\n\nHello Anna, it is on its way.\n"
		if got, _ := split(text); got != "Where is my order?" {
			t.Errorf("%s\nleft: %q", announcement, got)
		}
	}
}

func TestWhatCustomersWriteIsKept(t *testing.T) {
	for _, text := range []string{
		"Where is my order?",
		"From: Berlin\nTo: Paris\nDate: 3 May\nPlease book this.",
		"My friend wrote:\nyou are great",
		"I ordered on 2026-01-01 at 10:00.\nWhere is it?",
		"The error says:\n-----\nnot found\n-----\nWhat now?",
		"> only a quote",
		"-- \nonly a signature",
		"Please sent from now on to my new address",
		"From my point of view: it is late. To: be fair, it is winter.",
		"",
	} {
		if got, cuts := split(text); got != strings.TrimSpace(text) || len(cuts) > 0 {
			t.Errorf("of %q is left %q, cut %v", text, got, cuts)
		}
	}
}

func TestCutsAreTheRestOfTheText(t *testing.T) {
	text := "Hello\n\nOn Thu, 1 Jan 2026, S <s@example.com> wrote:\n> a\n> b\n\nan answer\n> c\n-- \nAnna\n"
	got, cuts := split(text)
	if got != "Hello\n\n\nan answer" {
		t.Errorf("new: %q", got)
	}
	var removed []string
	for _, c := range cuts {
		removed = append(removed, c.Rule+": "+text[c.Start:c.End])
	}
	want := "quote: On Thu, 1 Jan 2026, S <s@example.com> wrote:\n> a\n> b\n|quote: > c\n|signature: -- \nAnna\n"
	if s := strings.Join(removed, "|"); s != want {
		t.Errorf("cut %q, want %q", s, want)
	}
}

func FuzzTrim(f *testing.F) {
	f.Add("Hello\n\nOn Thu, 1 Jan 2026, S <s@example.com> wrote:\n> a\n\nb\n-- \nAnna")
	f.Add("a\n____________\nFrom: a@b\nSent: 1\nTo: c\n\nb")
	f.Add("退款\n\n发件人: a@b\n主题: x\n> >\n>")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		got, cuts := split(text)
		if got == "" && strings.TrimSpace(text) != "" {
			t.Fatalf("nothing is left of %q", text)
		}
		end := 0
		for _, c := range cuts {
			if c.Start < end || c.End <= c.Start || c.End > len(text) {
				t.Fatalf("cuts %v of %d bytes", cuts, len(text))
			}
			end = c.End
		}
	})
}

func BenchmarkTrim(b *testing.B) {
	for name, text := range map[string]string{
		"reply": "Where is it?\n\nOn Thu, 1 Jan 2026, S <s@example.com> wrote:\n" + strings.Repeat("> a quoted line of some length\n", 40),
		"1 MiB": strings.Repeat("a line with 10:30 in it and <\n", 1<<20/30),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				split(text)
			}
		})
	}
}
