package trim

import (
	"strings"
	"testing"
)

// Gateways to other channels write a mail into one line, or lose the line end before the quote.
func TestQuotesThatWereJoinedToTheAnswerAreCut(t *testing.T) {
	const answer = "The blue one, please. I need it on Monday"
	for _, quote := range []string{
		"On Thu, Jan 1, 2026 at 10:00 AM Support <support@example.com> wrote: Which one?",
		"On Thu, 1 Jan 2026 at 10:00, Support Team <support@example.com> wrote: > Which one? > Red or blue?",
		"On 1 Jan 2026, at 10:00, Support <support@example.com> wrote:\n\nWhich one?\n",
		"On Thu, Jan 1, 2026 at 10:00 AM Support <support@example.com> wrote:\n> Which one?",
		"Am Do., 1. Jan. 2026 um 10:00 Uhr schrieb Support <support@example.com>: Welche?",
		"Le jeu. 1 janv. 2026 à 10:00, Support <support@example.com> a écrit : Laquelle ?",
		"El jue, 1 ene 2026 a las 10:00, Soporte (<soporte@example.com>) escribió: ¿Cuál?",
		"Il giorno gio 1 gen 2026 alle ore 10:00 Supporto <support@example.com> ha scritto: Quale?",
		"Em qui., 1 de jan. de 2026 às 10:00, Suporte <suporte@example.com> escreveu: Qual?",
		"Op do 1 jan 2026 om 10:00 schreef Support <support@example.com>: Welke?",
		"czw., 1 sty 2026 o 10:00 Pomoc <pomoc@example.com> napisał(a): Która?",
		"Dnia 01 stycznia 2026 10:00 Pomoc < pomoc@example.com > napisał(a): Która?",
		"чт, 1 янв. 2026 г. в 10:00, Поддержка <support@example.com>: Какую?",
		"2026年1月1日(木) 10:00 サポート <support@example.com>: どれですか。",
		"2026년 1월 1일 (목) 오전 10:00, Support <support@example.com>님이 작성: 어느 것입니까?",
		"From: Support <support@example.com> Sent: Thursday, January 1, 2026 10:00 AM To: Anna <anna@example.net> Subject: RE: Colour Which one?",
		"Von: Support <support@example.com> Gesendet: Donnerstag, 1. Januar 2026 10:00 An: Anna Betreff: AW: Farbe Welche?",
		"De : Support <support@example.com> Envoyé : jeudi 1 janvier 2026 10:00 À : Anna <anna@example.net> Objet : RE: Couleur Laquelle ?",
		"From: Support <support@example.com>\nSent: Thursday, January 1, 2026 10:00 AM\nTo: Anna\nSubject: RE: Colour\n\nWhich one?",
		"________________________________ From: Support <support@example.com>\nSent: Thursday, January 1, 2026 10:00 AM\nTo: Anna\nSubject: RE: Colour\n\nWhich one?",
		"-----Original Message----- From: Support Sent: Thursday To: Anna Subject: RE: Colour Which one?",
		"-----Ursprüngliche Nachricht----- Von: Support Gesendet: Donnerstag An: Anna Betreff: AW: Farbe Welche?",
	} {
		for _, end := range []string{". ", "? ", " "} {
			if got, _ := split(answer + end + quote); got != strings.TrimSpace(answer+end) {
				t.Errorf("of\n%s\nis left\n%s", answer+end+quote, got)
			}
		}
	}
}

// Where a name comes first, the end of the sentence before it is where it starts. Words of East Asia are short.
func TestJoinedQuotesMayStartWithAName(t *testing.T) {
	for answer, quote := range map[string]string{
		"할인이 있어요.":  "홍길동 <hong@example.com>님이 2026년 1월 1일 오전 10:00에 작성: 가격은 페이지에 있습니다.",
		"割引はありますか。": "山田 <yamada@example.com> 2026年1月1日(木) 10:00: 価格はページにあります。",
		"好的。":       "张三 <zhang@example.com> 于2026年1月1日周四 10:00写道： 价格在网页上。",
	} {
		if got, _ := split(answer + " " + quote); got != answer {
			t.Errorf("of\n%s\nis left\n%s", answer+" "+quote, got)
		}
	}
}

func TestWhatIsToldWithinALineIsNoJoinedQuote(t *testing.T) {
	for _, text := range []string{
		"I wrote to you. Am 3. November 2026 um 10:15 schrieb mir Frau Berg: die Lampe kommt. Sie kam nicht.",
		"Thanks. On 3 November 2026 at 10:15 your driver wrote: left with the neighbour. Which one?",
		"My rule is From: billing@shop.example To: me@example.net Subject: invoice, then move to Trash. Why does it fail?",
		"I filled in From: Leeds To: York Date: 3 November 2026 10:30 Subject: piano and got no price. Why?",
		"Write to me at anna@example.net: I am there from 10:00 on 3/11/2026. Or at ben@example.net: he is there, too.",
		"I moved on 3 Nov 2026 and my address is now anna@example.net: please send all there.",
		`{"id":17,"text":"Where is it?\n\nOn Thu, 1 Jan 2026 at 10:00, Support <support@example.com> wrote:\n> Which one?"}`,
	} {
		if got, cuts := split(text); got != text || len(cuts) > 0 {
			t.Errorf("of %q is left %q, cut %v", text, got, cuts)
		}
	}
}

func TestAnswersBelowAQuoteThatBeginsWithAHeaderAreNew(t *testing.T) {
	for _, header := range []string{
		"From: Support <support@example.com>\nSent: Thursday, January 1, 2026 10:00 AM\nTo: Anna <anna@example.net>\nSubject: Colour",
		"Von: Support <support@example.com>\nGesendet: Donnerstag, 1. Januar 2026 10:00\nAn: Anna\nBetreff: Farbe",
		"-----Original Message-----\nFrom: Support <support@example.com>\nSent: Thursday\nTo: Anna\nSubject: Colour",
		"________________________________\nDe : Support <support@example.com>\nEnvoyé : jeudi 1 janvier 2026 10:00\nÀ : Anna\nObjet : Couleur",
	} {
		if got, _ := split(header + "\n\n> Which one?\n> Red or blue?\n\nThe blue one, please."); got != "The blue one, please." {
			t.Errorf("below\n%s\nis left\n%s", header, got)
		}
	}
}
