package markdown

import (
	"regexp"
	"strings"
	"unicode"
)

// Marks of Discord beside Markdown ("Message Formatting"): mentions of people, roles, rooms and commands, emoji of a guild,
// moments; emoji by name; lists at the start of a line.
var (
	ringing   = regexp.MustCompile(`(?i)@(everyone|here)|<(@|#|/|:|a:|t:|id:)`)
	emojiName = regexp.MustCompile(`^:[0-9A-Za-z_+~-]+:`)
	numbered  = regexp.MustCompile(`^\d+[.)]`)
	chatLink  = regexp.MustCompile(`(?i)\bhttps?://[!-;=?-~]+`)
	webURL    = regexp.MustCompile(`(?i)^https?://[^\s<>]+$`)
)

// maxChatURL bounds an address that is linked to: a longer one is text, which may be cut.
const maxChatURL = 1000

// mentions says whether s begins with what would be a mention.
func mentions(s string) bool {
	at := ringing.FindStringIndex(s[:min(len(s), len("@everyone"))])
	return at != nil && at[0] == 0
}

// isWeb says whether s is an address that a chat may link to.
func isWeb(s string) bool {
	return len(s) <= maxChatURL && webURL.MatchString(s) && len(chatURL(s)) <= maxChatURL
}

// chatURL encodes what would end an address in a message, or be read as markup or as a mention in it.
func chatURL(s string) string {
	var b strings.Builder
	for i, r := range s {
		mention := r == '@' && mentions(s[i:])
		if !mention && !unicode.IsSpace(r) && !Hidden(r) && !unseen(r) && !strings.ContainsRune("\"'()*<>\\`|", r) {
			b.WriteRune(r)
			continue
		}
		for _, c := range []byte(string(r)) {
			b.WriteByte('%')
			b.WriteByte("0123456789ABCDEF"[c>>4])
			b.WriteByte("0123456789ABCDEF"[c&15])
		}
	}
	return b.String()
}

// unseen says whether a rune has no width of its own, beside those of [Hidden]: joiners, marks of direction, fillers, tags.
func unseen(r rune) bool {
	switch r {
	case '\u034f', '\u115f', '\u1160', '\u17b4', '\u17b5', '\u3164', '\uffa0':
		return true
	}
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r)
}

// joins says whether a rune belongs to what stands before it: several scripts and emoji need joiners and variants.
func joins(r rune) bool {
	return r == '\u200c' || r == '\u200d' || r >= 0xFE00 && r <= 0xFE0F || r >= 0x1F3FB && r <= 0x1F3FF || unicode.Is(unicode.M, r)
}

// visible leaves out what cannot be seen. Joiners stay behind what is not ASCII.
func visible(s string) string {
	last := rune(0)
	return strings.Map(func(r rune) rune {
		joiner := r == '\u200c' || r == '\u200d'
		if r != '\n' && r != '\t' && Hidden(r) || unseen(r) && (!joiner || last < 0x80 || last == r) {
			return -1
		}
		last = r
		return r
	}, s)
}

// harmlessCode is code that cannot end its block, nor mention anybody.
func harmlessCode(s string) string {
	s = strings.ReplaceAll(visible(s), "```", "`\u200b`\u200b`")
	return ringing.ReplaceAllStringFunc(s, func(m string) string { return m[:1] + "\u200b" + m[1:] })
}

// text writes running text in which nothing means anything but addresses of the web.
func (w *chatWriter) text(s string) {
	for at := chatLink.FindStringIndex(s); at != nil; at = chatLink.FindStringIndex(s) {
		address := strings.TrimRight(s[at[0]:at[1]], ".,:;!?'\")]*_~|`\\")
		w.plain(visible(s[:at[0]]))
		w.address(address)
		s = s[at[0]+len(address):]
	}
	w.plain(visible(s))
}

// plain writes visible text in which nothing means anything.
func (w *chatWriter) plain(s string) {
	digits := 0 // of a number that would begin a list
	for i, r := range s {
		if breaks(r) {
			w.soft = r == '\n' && (!w.space || w.soft)
			w.space = true
			continue
		}
		if !w.started {
			digits = len(numbered.FindString(s[i:]))
		}
		text := string(r)
		switch {
		case joins(r) && w.started && !w.space && len(w.atoms) > 0:
			w.append(text)
			continue
		case digits == 1 && (r == '.' || r == ')'), w.means(r, s[i:]):
			text = w.escaped(r, s[i:])
		}
		digits--
		w.write(text)
	}
}

// means says whether a rune at the start of rest could be read as markup where it stands.
func (w *chatWriter) means(r rune, rest string) bool {
	switch r {
	case '\\', '*', '_', '~', '|', '`', '[', ']', '<':
		return true
	case '#', '-', '+', '>':
		return !w.started
	case '@':
		return mentions(rest)
	case ':':
		return emojiName.MatchString(rest) || strings.HasPrefix(rest, "://")
	}
	return false
}

// escaped is a rune that would be read as markup.
func (w *chatWriter) escaped(r rune, rest string) string {
	switch {
	case w.label && r == '[': // Discord knows no escapes of these in the text of a link
		return "("
	case w.label && r == ']':
		return ")"
	case r == '@':
		return "@\u200b"
	case r == ':' && w.label && strings.HasPrefix(rest, "://"): // nor is there a link with an address as its text
		return ":\u200b"
	case mentions(rest):
		return `\` + string(r) + "\u200b"
	}
	return `\` + string(r)
}
