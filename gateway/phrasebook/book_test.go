package phrasebook

import (
	"strings"
	"testing"
	"unicode"
)

func TestFindsPhrasesOfEachGroup(t *testing.T) {
	book := MustNew([]string{"out of office", "can't", "550 "}, []string{"office", " wrote", "écrit"}, []string{"邮件", "сообщение"})
	for text, want := range map[string]uint64{
		"":                         0,
		"I am out of the office":   2,
		"OUT OF OFFICE":            3,
		"out\n\t of\u00a0office":   3,
		"out of  offic":            0,
		"out out of officer":       3,
		"can’t":                    1,
		"550 unknown":              1,
		"550":                      0,
		"550 \n":                   0,
		"5 550\tx":                 1,
		"Anna\r\nwrote":            2,
		"wrote":                    0,
		"ÉCRIT":                    2,
		"这封邮件":                     4,
		"СООБЩЕНИЕ":                4,
		"сообщени":                 0,
		"\u212aoffice":             2,
		"o\u200bf\u00adfice\u200f": 2,
		"OFFI\u017fE offıce":       2,
		"offi\xffce":               0,
		"邮\xe4\xbb件":               0,
	} {
		if got := book.In(text); got != want {
			t.Errorf("%q: %b, want %b", text, got, want)
		}
	}
}

// Phrases that part after one has ended, that end inside another, and white space inside: what states in the middle of a
// phrase lead to.
func TestFindsPhrasesThatShareTheirBeginning(t *testing.T) {
	book := MustNew([]string{"notification"}, []string{"notifications"}, []string{"notification settings", "notification sent"}, []string{"cations set", "on  s"}, []string{"fica"})
	for text, want := range map[string]uint64{
		"notificatio":                 16,
		"Notification":                17,
		"notifications":               19,
		"notification  \n settings":   29,
		"notification\tsent":          29,
		"notification s":              25,
		"notifications settings":      27,
		"notifinotification settings": 29,
		"notif ication settings":      8,
	} {
		if got := book.In(text); got != want {
			t.Errorf("%q: %b, want %b", text, got, want)
		}
	}
}

func TestPhrasesMayBeginInOnePieceAndEndInTheNext(t *testing.T) {
	book := MustNew([]string{"out of office"}, []string{"fficer", "of"})
	var behind State
	for _, piece := range []struct {
		text string
		want uint64
	}{{"I am out", 0}, {"\n", 0}, {" of\r\n", 2}, {"", 0}, {"offi", 2}, {"ce", 1}, {"r", 2}, {" of", 2}, {"office", 2}} {
		var got uint64
		if got, behind = book.Hear(piece.text, behind); got != piece.want {
			t.Errorf("%q: %b, want %b", piece.text, got, piece.want)
		}
	}
}

// folded is the form in which a text is compared, by the plain way.
func folded(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) && fold(r) == unseen {
			return -1
		}
		return unicode.ToLower(unicode.ToUpper(r))
	}, strings.ReplaceAll(text, "’", "'"))
	return strings.Join(strings.FieldsFunc(text, unicode.IsSpace), " ")
}

func FuzzFindsWhatContainsFinds(f *testing.F) {
	f.Add("a b", "b  c", "a b’C")
	f.Add("aa", "aba", "abaabaa")
	f.Add("é", "e", "É\u0130\u212a")
	f.Add("a\u3000b", "\u2028b", "x a b")
	f.Fuzz(func(t *testing.T, one, two, text string) {
		one, two = folded(one), folded(two)
		if one == "" || two == "" || len(one)+len(two) > 1000 {
			return
		}
		text = strings.ToValidUTF8(text, "\ufffd")
		book := MustNew([]string{one}, []string{two})
		want := uint64(0)
		for i, phrase := range []string{one, two} {
			if strings.Contains(folded(text), phrase) {
				want |= 1 << i
			}
		}
		if got := book.In(text); got != want {
			t.Errorf("%q and %q in %q: %b, want %b", one, two, text, got, want)
		}
	})
}

// In two places at once no more and no less is heard than in one, wherever a phrase lies about the middle.
func FuzzHearsInTwoPlacesWhatItHearsInOne(f *testing.F) {
	f.Add("out of office", "office", "I am out of the offi", "ce. ", uint8(7))
	f.Add("abababababab", "ba", "ab", "ba", uint8(200))
	f.Add("сообщение", "е", "Это сообще", "ние\xd0", uint8(30))
	f.Add("a b", "b  c", "a  \u200b", "b\xff\x80\x80c", uint8(99))
	f.Fuzz(func(t *testing.T, one, two, left, right string, times uint8) {
		if folded(one) == "" || folded(two) == "" || len(one)+len(two) > 1000 {
			return
		}
		a := MustNew([]string{one}, []string{two}).automaton()
		text := strings.Repeat(left, int(times)) + right + strings.Repeat(right+left, int(times))
		for before := range State(min(len(one), 3)) {
			want, wantBehind := a.read(text, before)
			if got, behind := a.hear(text, before); got != want || behind != wantBehind {
				t.Errorf("%q and %q in %q: %b and %d, want %b and %d", one, two, text, got, behind, want, wantBehind)
			}
		}
	})
}
