package screen

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxSubject is the number of characters of a subject that are looked at or repeated.
const maxSubject = 250

// emptySubject stands where nothing is left of the original.
const emptySubject = "Automated reply"

// replyPrefix is what mail programs put before the subject of a reply, in their languages, with the counts that some
// add: "Re[2]:", "AW(3):", "RE^2:", "回复：". Some stand for a forward elsewhere (TR, VS, Vl, ENC).
var replyPrefix = regexp.MustCompile(`^(?i:re|aw|antwort|antw|sv|vs|odp|ynt|r|rif|res|ref|rép|réf|tr|enc|bls|atb|vá|vl|απ|σχετ|yml|отв|на|відп|回复|答复|回覆|答覆|返信|회신|답장|תשובה|رد|ตอบ|trả lời)` + afterPrefix)

// forwardPrefix is the same of a forward.
var forwardPrefix = regexp.MustCompile(`^(?i:fw|fwd|wg|rv|i|vb|doorst|pd|转发|轉寄|轉發|転送|전달|пересл)` + afterPrefix)

const afterPrefix = `[\s\p{Zs}]{0,3}(\[\d{1,4}\]|\(\d{1,4}\)|\^\d{1,4})?[\s\p{Zs}]{0,3}[:：][\s\p{Zs}]*`

// ReplySubject is "Re: " and the original without older prefixes of replies; the marks of a ticket stay, since the other
// side sorts by them. The result is one line of at most 250 characters and never empty.
func ReplySubject(subject string) string {
	subject = strings.Join(strings.FieldsFunc(firstRunes(subject, maxSubject), isSpaceOrControl), " ")
	for {
		rest := subject[len(replyPrefix.FindString(subject)):]
		if rest == subject {
			break
		}
		subject = rest
	}
	subject = strings.TrimSpace(subject)
	if subject == "" {
		return emptySubject
	}
	return "Re: " + subject
}

func isSpaceOrControl(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

// ticketMark is a mark in brackets with a number or # in it: [#123], (Ticket 77), [AB-12345].
var ticketMark = regexp.MustCompile(`[\[(][^\[\]()]{0,60}[#\d][^\[\]()]{0,60}[\])]`)

// Shape is what stays the same when a machine writes again: the words of the subject, folded, without prefixes, ticket
// marks and every word with a digit in it.
func Shape(subject string) string {
	subject = strings.TrimSpace(ticketMark.ReplaceAllString(foldSubject(subject), " "))
	for {
		rest := subject[len(replyPrefix.FindString(subject)):]
		rest = strings.TrimSpace(rest[len(forwardPrefix.FindString(rest)):])
		if rest == subject {
			break
		}
		subject = rest
	}
	words := strings.FieldsFunc(subject, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsNumber(r) })
	kept := words[:0]
	for _, w := range words {
		if !strings.ContainsFunc(w, unicode.IsNumber) {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// foldSubject brings a subject into one form for comparing: compatibility forms and width (NFKC), case, white space.
func foldSubject(subject string) string {
	subject = firstRunes(subject, maxSubject)
	if isASCII(subject) {
		return foldASCII(subject)
	}
	folded := strings.ToLower(norm.NFKC.String(subject))
	return strings.Join(strings.FieldsFunc(folded, isSpaceOrControl), " ")
}

func foldASCII(subject string) string {
	var b strings.Builder
	b.Grow(len(subject))
	blank := false
	for i := range len(subject) {
		c := subject[i]
		if c <= ' ' || c == 0x7f {
			blank = b.Len() > 0
			continue
		}
		if blank {
			b.WriteByte(' ')
			blank = false
		}
		b.WriteByte(lower(c))
	}
	return b.String()
}

// firstRunes cuts to n characters and drops what is no UTF-8.
func firstRunes(s string, n int) string {
	if len(s) > n {
		s = firstBytes(s, 4*n)
		count := 0
		for i := range s {
			if count == n {
				s = s[:i]
				break
			}
			count++
		}
	}
	return strings.ToValidUTF8(s, "")
}
