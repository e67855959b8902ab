package trim

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// isContact says whether a line names a way to reach somebody: a link, an address, a labelled number or account, or a
// number of a telephone.
func isContact(text string) bool {
	return hasLink(text) || hasAddress(text) || hasLabel(text) || hasNumber(text)
}

// blanks are the white space of ASCII.
const blanks = " \t\n\f\r"

func isBlank(c byte) bool { return strings.IndexByte(blanks, c) >= 0 }

func hasLink(text string) bool {
	shouted := (strings.Contains(text, "WW.") || strings.Contains(text, "ww.")) && strings.ContainsAny(text, "@:0123456789：")
	if !shouted && !strings.Contains(text, "://") && !strings.Contains(text, "www.") {
		return false
	}
	text = strings.ToLower(text)
	for _, start := range []string{"http://", "https://", "www."} {
		for rest := text; ; {
			_, after, ok := strings.Cut(rest, start)
			if !ok {
				break
			}
			if after != "" && !isBlank(after[0]) {
				return true
			}
			rest = after
		}
	}
	return false
}

// hasAddress finds "anna@example.com".
func hasAddress(text string) bool {
	for from := 0; ; {
		i := strings.IndexByte(text[from:], '@')
		if i < 0 {
			return false
		}
		at := from + i
		if at > 0 && !isBlank(text[at-1]) && isHost(text[at+1:]) {
			return true
		}
		from = at + 1
	}
}

// isHost says whether a text begins with a name that has a dot and a letter behind it.
func isHost(text string) bool {
	if end := strings.IndexAny(text, blanks); end >= 0 {
		text = text[:end]
	}
	for from := 1; from < len(text); from++ {
		if text[from] != '.' {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(text[from+1:]); unicode.IsLetter(r) {
			return true
		}
	}
	return false
}

// contactLabels stand before a number or an account, in lower case.
var contactLabels = wordSet(`t|f|m|p|tel|fax|phone|mobile|mob|cell|telefon|téléphone|teléfono|telefone|skype|whatsapp|line|tlf|puh|тел|电话|手机|電話|携帯|전화`)

// hasLabel finds "Tel: 1" and "m. 2", at the start of the line or behind a blank or a bar. Without a figure or a colon in
// the line, a stop is the end of a sentence.
func hasLabel(text string) bool {
	if !strings.Contains(text, ":") && !strings.ContainsAny(text, figures) && !strings.Contains(text, "：") && !strings.Contains(text, "@") {
		return false
	}
	start := 0
	for i, r := range text {
		switch {
		case r == '.' || r == ':' || r == '：':
			if said(text[i+utf8.RuneLen(r):]) && i-start <= longestLabel && lookUp(contactLabels, text[start:i]) {
				return true
			}
		case r == '|' || r < utf8.RuneSelf && isBlank(byte(r)):
			start = i + 1
		}
	}
	return false
}

// longestLabel is the length in bytes of none of contactLabels.
const longestLabel = 20

// said says whether something stands behind a label and one blank.
func said(text string) bool {
	return text != "" && (!isBlank(text[0]) || len(text) > 1 && !isBlank(text[1]))
}

// hasNumber finds nine characters of a number, from figure to figure.
func hasNumber(text string) bool {
	const least = 9
	first := -1 // the first figure of the run
	for i := range len(text) {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
			if first < 0 {
				first = i
			}
			if i-first+1 >= least {
				return true
			}
		case c == ' ', c == '(', c == ')', c == '.', c == '/', c == '-':
		default:
			first = -1
		}
	}
	return false
}
