package screen

import (
	"strings"
	"unicode"

	ac "github.com/petar-dambovaliev/aho-corasick"
)

// tongue is what a phrase gives away of its writer.
type tongue uint8

const (
	saysAutomatic   tongue = 1 << iota // that a machine wrote it, or that no answer will be read
	saysUnsubscribe                    // how to leave a list, in the words of the one who runs it
	saysWebView                        // that the mail is also on the web
	saysSmallPrint                     // a company's small print
	saysBounce                         // that mail was not delivered
)

// phrases are looked for in folded text: lower case, one space between words, plain apostrophes. A customer's own words
// about such mail ("please unsubscribe me") must not be among them.
var phrases = map[tongue][]string{
	saysAutomatic: {
		"do not reply to this", "do not respond to this", "don't reply to this", "please do not reply to it", "cannot reply to this e", "can't reply to this e",
		"replies to this email are not", "replies to this message are not", "replies to this address are not", "replies to this email will not", "not possible to reply to this",
		"this is an automated", "this is an automatic ", "this is an auto-generated", "this is an automatically", "this is a system generated", "this is a system-generated",
		"was generated automatically", "was sent automatically", "was automatically generated", "was automatically sent", "is automatically generated", "has been automatically generated", "has been automatically sent",
		"automatically generated message", "automatically generated email", "automatically generated e-mail", "automatically generated mail", "automatically generated response", "automatically generated reply", "generated automatically by",
		"type your reply above this line", "write your reply above this line", "reply above this line to respond",
		"wurde automatisch generiert", "wurde automatisch erstellt", "wurde automatisch erzeugt", "wurde automatisch versandt", "wurde automatisch versendet", "wurde automatisch verschickt",
		"automatisch generierte e-mail", "automatisch generierte mail", "automatisch generierte nachricht", "automatisch erstellte e-mail", "automatisch erstellte nachricht", "automatisch erzeugte", "automatisch versendete",
		"antworten sie nicht auf diese", "antworten sie bitte nicht auf diese", "nicht auf diese e-mail", "nicht auf diese nachricht zu antworten",
		"ne pas répondre à ce", "envoyé automatiquement", "généré automatiquement", "no responda a este", "no responda este", "no conteste a este", "no conteste este", "generado automáticamente", "enviado automáticamente",
		"não responda a est", "não responda est", "gerada automaticamente", "gerado automaticamente", "enviada automaticamente", "enviado automaticamente",
		"non rispondere a quest", "generata automaticamente", "generato automaticamente", "inviata automaticamente", "inviato automaticamente", "niet te antwoorden op deze", "niet te reageren op deze", "antwoord niet op deze", "automatisch gegenereerd", "automatisch verzonden", "automatisch verstuurd",
		"svara inte på detta", "svar ikke på denne", "wygenerowana automatycznie", "wygenerowany automatycznie", "wysłana automatycznie", "nie odpowiadaj na", "nie odpowiadać na", "neodpovídejte na",
		"не отвечайте на это", "создано автоматически", "сформировано автоматически", "отправлено автоматически", "автоматическое сообщение", "автоматическое уведомление",
		"请勿回复", "请勿直接回复", "請勿回覆", "請勿直接回覆", "系统自动发", "系統自動發", "自動送信", "自動配信", "自動返信", "返信しないで", "返信いただいても", "返信はできません", "발신 전용", "발신전용",
	},
	saysUnsubscribe: {
		"to unsubscribe", "to be unsubscribed", "be unsubscribed from", "unsubscribe here", "unsubscribe link", "unsubscribe from this", "unsubscribe from these", "unsubscribe at any time", "unsubscribe instantly", "/unsubscribe", "unsubscribe.", "| unsubscribe", "unsubscribe |",
		"to cancel these notices", "to be removed", "be instantly removed", "to be taken off", "no longer wish to receive", "no longer want to receive", "manage preferences", "manage your preferences", "update your preferences", "change your preferences", "email preferences", "manage your subscription", "manage my subscriptions", "update your subscription", "change your subscription", "subscription preferences",
		"you are receiving this", "you're receiving this", "you received this email because", "you received this message because", "you have received this e", "you've received this e", "you are subscribed to", "you're subscribed to", "you have been subscribed to",
		"newsletter abbestellen", "newsletter abmelden", "newsletter abzubestellen", "vom newsletter abmelden", "hier abmelden", "désabonner", "désinscri", "darse de baja", "cancelar la suscripción", "cancelar su suscripción", "cancelar suscripción", "cancelar inscrição", "cancelar a inscrição", "cancelar a sua inscrição", "disiscri", "annulla l'iscrizione",
		"afmelden", "uitschrijven", "avregistrera", "wypisać się", "отписаться", "退订", "取消订阅", "退訂", "取消訂閱", "配信停止", "購読解除", "수신거부",
	},
	saysWebView: {
		"view this email", "view this e-mail", "view this newsletter", "view this message in", "view it in your browser", "view in browser", "view online", "read this email online", "read this newsletter online", "can't read this", "can't see this", "cannot read this", "cannot see this", "trouble viewing", "trouble reading", "problems viewing", "problems reading",
		"im browser anzeigen", "im browser ansehen", "im browser öffnen", "online-version", "online-ansicht", "version en ligne", "dans votre navigateur", "en su navegador", "en tu navegador", "nel browser", "in uw browser", "in je browser", "在浏览器中", "ブラウザで", "ブラウザーで",
	},
	saysSmallPrint: {
		"all rights reserved", "privacy policy", "privacy statement", "privacy notice", "terms of use", "terms of service", "terms and conditions", "copyright", "©", "advertisement", "to learn about advertising", "alle rechte vorbehalten", "tous droits", "datenschutz", "impressum",
	},
	saysBounce: {
		"could not be delivered", "couldn't be delivered", "cannot be delivered", "can not be delivered", "can't be delivered", "was not delivered", "were not delivered", "wasn't delivered", "not able to deliver", "wasn't able to deliver", "unable to deliver", "could not deliver", "undeliver", "did not reach", "delivery to the following", "delivery of your message", "returned to sender", "permanent error", "permanent fatal error", "permanent failure",
		"user unknown", "unknown user", "recipient unknown", "unknown recipient", "recipient rejected", "address rejected", "no such user", "mailbox unavailable", "mailbox full", "mailbox is full", "over quota", "mail delivery", "550 ", "554 ", "5.1.1", "5.7.1", "5.2.2", "nicht zugestellt", "unzustellbar", "n'a pas pu être", "no se pudo entregar", "não foi possível entregar", "не доставлено", "无法投递", "退信", "配信できません",
	},
}

// phraseBook finds all phrases in one pass over the text.
type phraseBook struct {
	automaton ac.AhoCorasick
	says      []tongue // by pattern
}

var allPhrases = newPhraseBook()

func newPhraseBook() phraseBook {
	var b phraseBook
	var patterns []string
	for says, list := range phrases {
		for _, p := range list {
			patterns = append(patterns, p)
			b.says = append(b.says, says)
		}
	}
	builder := ac.NewAhoCorasickBuilder(ac.Opts{MatchKind: ac.StandardMatch})
	b.automaton = builder.Build(patterns)
	return b
}

// spoken returns what the phrases of a text give away.
func (b phraseBook) spoken(text string) tongue {
	var heard tongue
	matches := b.automaton.IterOverlapping(foldText(text))
	for m := matches.Next(); m != nil; m = matches.Next() {
		heard |= b.says[m.Pattern()]
	}
	return heard
}

// spoken reads the text and, where trimming left less of it, the new text.
func (l *letter) spoken() (words, ownWords tongue) {
	words = allPhrases.spoken(bothEnds(l.msg.Text))
	if l.msg.NewText == l.msg.Text {
		return words, words
	}
	return words, allPhrases.spoken(bothEnds(l.msg.NewText))
}

// foldText lowers case and puts one space between words, so that a phrase is found over the end of a line.
func foldText(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	space := false
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			space = true
			continue
		case r == '’':
			r = '\''
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
