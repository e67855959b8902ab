package rtftext

import "strconv"

// token is the next thing in RTF: a brace, a control word or symbol, or a byte of text.
type token struct {
	kind     tokenKind
	word     string // of a control word, or the character of a symbol
	number   int    // behind a control word
	numbered bool
	char     byte // of text
}

type tokenKind uint8

const (
	end tokenKind = iota
	open
	shut
	control
	plainByte
)

// maxWord bounds the name of a control word.
const maxWord = 32

// next reads a token. Line ends are none of the text.
func (r *reader) next() token {
	for r.at < len(r.rtf) {
		c := r.rtf[r.at]
		r.at++
		switch c {
		case '{':
			return token{kind: open}
		case '}':
			return token{kind: shut}
		case '\\':
			return r.control()
		case '\r', '\n', 0:
		default:
			return token{kind: plainByte, char: c}
		}
	}
	return token{kind: end}
}

// control reads what follows a backslash.
func (r *reader) control() token {
	if r.at >= len(r.rtf) {
		return token{kind: end}
	}
	c := r.rtf[r.at]
	if !isLetter(c) {
		r.at++
		switch c {
		case '\'':
			return r.hex()
		case '{', '}', '\\':
			return token{kind: plainByte, char: c}
		case '\r', '\n':
			return token{kind: control, word: "par"}
		}
		return token{kind: control, word: string(rune(c))}
	}
	start := r.at
	for r.at < len(r.rtf) && r.at-start < maxWord && isLetter(r.rtf[r.at]) {
		r.at++
	}
	t := token{kind: control, word: string(r.rtf[start:r.at])}
	t.number, t.numbered = r.number()
	if r.at < len(r.rtf) && r.rtf[r.at] == ' ' {
		r.at++
	}
	return t
}

// number reads the figures behind a word.
func (r *reader) number() (n int, ok bool) {
	const longest = 10
	start := r.at
	if r.at < len(r.rtf) && r.rtf[r.at] == '-' {
		r.at++
	}
	for r.at < len(r.rtf) && r.at-start <= longest && r.rtf[r.at] >= '0' && r.rtf[r.at] <= '9' {
		r.at++
	}
	n, err := strconv.Atoi(string(r.rtf[start:r.at]))
	return n, err == nil
}

// hex reads a byte in two figures.
func (r *reader) hex() token {
	if r.at+2 > len(r.rtf) {
		return token{kind: end}
	}
	n, err := strconv.ParseUint(string(r.rtf[r.at:r.at+2]), 16, 8)
	if err != nil {
		return token{kind: control}
	}
	r.at += 2
	return token{kind: plainByte, char: byte(n)}
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
