package trim

import (
	"regexp"
	"testing"
	"unicode/utf8"
)

// contact is what isContact finds, as one expression.
var contact = regexp.MustCompile(`(?i)(?:https?://|www\.)\S|\S@\S+\.\pL|(?:^|[\s|])(?:t|f|m|p|tel|fax|phone|mobile|mob|cell|telefon|téléphone|teléfono|telefone|skype|whatsapp|line|tlf|puh|тел|电话|手机|電話|携帯|전화)[.:：]\s?\S|\+?\d[\d ()./-]{7,}\d`)

// gate: a line without any of these is a sentence.
var gate = regexp.MustCompile(`[@:：0-9]|www\.`)

func FuzzContactsAreThoseOfTheExpression(f *testing.F) {
	for _, s := range []string{
		"Tel: 030 123", "m. 1", "Fax.1", "|T:\tx", "a@b.c", "@b.c", "a@.b.c", "a@b.1", "a@b..c", "http:// x", "HTTPS://x", "www.x", "WWW.X 1", "www. x http://a",
		"+49 (30) 123-45", "1 2 3 4 5", "12345678", "(((1.......1", "тел.：5", "电话：1", "hotel: a", "tel.", "tel:  a", "Fr. 5", "phone:a@", "a @b.c", "a@b c.d", "Mob\u00a0:1", "İ.1", "\u212a: 1",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || odd.MatchString(text) {
			return
		}
		if got, want := isContact(text), gate.MatchString(text) && contact.MatchString(text); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	})
}

// odd letters are those that only the expression takes for the case of others.
var odd = regexp.MustCompile(`[\x{130}\x{17f}\x{212a}]|wWw|WwW|wwW|WWw|wWW`)
