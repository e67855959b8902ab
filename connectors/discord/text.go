package discord

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Names are shown in tickets, mails and rooms; longer ones are cut.
const maxName = 80

// isTrick says whether a character changes how others are shown, or shows nothing: bidirectional controls, zero-width and
// other format characters. Joiners are left where joined says so, since several scripts and emoji need them.
func isTrick(r rune, joined bool) bool {
	switch {
	case r == '\u200c', r == '\u200d':
		return !joined
	case r >= 0xFE00 && r <= 0xFE0F: // variation selectors of emoji
		return !joined
	case r == '\u00ad', r == '\u034f', r == '\u115f', r == '\u1160', r == '\u17b4', r == '\u17b5', r == '\u3164', r == '\uffa0':
		return true
	}
	return unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Co, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r)
}

// cleanText is text as people read it: without control characters and tricks of direction or width.
func cleanText(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return r
		}
		if unicode.IsControl(r) || isTrick(r, true) {
			return -1
		}
		return r
	}, s)
}

// cleanName is a name on one line, without tricks; empty where nothing that shows is left.
func cleanName(s string) string { return printable(s, maxName) }

// printable is a text on one line, cut after most characters.
func printable(s string, most int) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), isTrick(r, false), r == utf8.RuneError:
			return -1
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) > most {
		s = strings.TrimSpace(string([]rune(s)[:most-1])) + "…"
	}
	return s
}

// named finds the name of an id that a text mentions; empty where it is not known.
type named struct{ user, room, role func(id string) string }

// markup is what Discord writes in angle brackets ("Message Formatting"): a user, a room, a role, a command, an emoji of a
// guild, a moment.
var markup = regexp.MustCompile(`<(?:(@[!&]?|#)(\d{17,20})|/([^:<>]{1,80}):\d{17,20}|a?:(\w{1,40}):\d{17,20}|t:(-?\d{1,12})(?::[a-zA-Z])?)>`)

// readable is a text with its mentions as people see them. Code is left as it is.
func readable(s string, n named) string {
	var out strings.Builder
	for s != "" {
		start, end := codeSpan(s)
		out.WriteString(markup.ReplaceAllStringFunc(s[:start], func(m string) string { return readableMarkup(m, n) }))
		out.WriteString(s[start:end])
		s = s[end:]
	}
	return out.String()
}

func readableMarkup(m string, n named) string {
	f := markup.FindStringSubmatch(m)
	switch {
	case f[1] == "#":
		return "#" + cmp.Or(n.room(f[2]), "room")
	case f[1] == "@&":
		return "@" + cmp.Or(n.role(f[2]), "role")
	case f[2] != "":
		return "@" + cmp.Or(n.user(f[2]), "somebody")
	case f[3] != "":
		return "/" + f[3]
	case f[4] != "":
		return ":" + f[4] + ":"
	}
	at, err := strconv.ParseInt(f[5], 10, 64)
	if err != nil {
		return m
	}
	return time.Unix(at, 0).UTC().Format("2006-01-02 15:04 MST")
}

// codeSpan is the first stretch of code in s with its backticks; both are len(s) where there is none.
func codeSpan(s string) (start, end int) {
	for i := 0; i < len(s); i++ {
		if s[i] != '`' {
			continue
		}
		fence := s[i : i+runOf(s[i:])]
		if closing := strings.Index(s[i+len(fence):], fence); closing >= 0 {
			return i, i + len(fence) + closing + len(fence)
		}
		i += len(fence) - 1
	}
	return len(s), len(s)
}

// runOf is how many backticks s begins with.
func runOf(s string) int { return len(s) - len(strings.TrimLeft(s, "`")) }

// quotes finds what a text quotes: lines that begin with "> ", and all after ">>> ". Code is no quote.
func quotes(s string) [][2]int {
	var found [][2]int
	fenced, at := false, 0
	for _, line := range strings.SplitAfter(s, "\n") {
		end := at + len(line)
		switch {
		case strings.Contains(line, "```") && strings.Count(line, "```")%2 == 1:
			fenced = !fenced
		case fenced:
		case strings.HasPrefix(line, ">>> "):
			return append(found, [2]int{at, len(s)})
		case strings.HasPrefix(line, "> "):
			if n := len(found); n > 0 && found[n-1][1] == at {
				found[n-1][1] = end
			} else {
				found = append(found, [2]int{at, end})
			}
		}
		at = end
	}
	return found
}
