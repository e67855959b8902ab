package manners

import (
	"regexp"
	"strings"
	"unicode"
)

// withoutCode takes stretches in backticks away, fenced or not. A fence that is not closed goes to the end.
func withoutCode(s string) string {
	if !strings.Contains(s, "`") {
		return s
	}
	var out strings.Builder
	for {
		start := strings.IndexByte(s, '`')
		if start < 0 {
			out.WriteString(s)
			return out.String()
		}
		out.WriteString(s[:start])
		rest := strings.TrimLeft(s[start:], "`")
		fence := s[start : len(s)-len(rest)]
		end := strings.Index(rest, fence)
		switch {
		case end >= 0:
			out.WriteByte(' ')
			s = rest[end+len(fence):]
		case len(fence) >= 3:
			return out.String()
		default:
			s = rest
		}
	}
}

// isQuote: a line that somebody else wrote.
func isQuote(line string) bool { return strings.HasPrefix(line, ">") }

// isLog: a line that a machine wrote: it begins with a moment or a level, or is a frame of a stack.
func isLog(line string) bool { return logLine.MatchString(line) }

var logLine = regexp.MustCompile(`^\s*(\[?\d{4}-\d\d-\d\d[T ]\d|\[?\d\d:\d\d:\d\d|\[(?:INFO|WARN|WARNING|ERROR|DEBUG|FATAL|TRACE)\]|(?:INFO|WARN|ERROR|DEBUG|FATAL|TRACE)\b[ :\[]|at [\w$.<>]+\(|File "[^"]*", line \d|Traceback \(|[\w.]+(?:Error|Exception)\b: )`)

// isCommand: commands to other bots begin with a sign and a word: !rank, /roll 20, .play, ?help, $price.
func isCommand(text string) bool {
	text = strings.TrimSpace(text)
	if len(text) < 2 || !strings.ContainsRune("!/.?$;+=~^&%", rune(text[0])) {
		return false
	}
	c := text[1]
	if c < 'a' || c > 'z' {
		return c >= 'A' && c <= 'Z' && text[0] != '?' && text[0] != '.'
	}
	return true
}

func isLink(w string) bool {
	w = strings.TrimLeft(w, "<([")
	return strings.Contains(w, "://") || strings.HasPrefix(w, "www.") || strings.HasPrefix(w, "mailto:")
}

// isMention: a person, a room or an emoji by name: @ann, <#123>, :smile:.
func isMention(w string) bool {
	switch w[0] {
	case '@', '<':
		return len(w) > 1
	case '#':
		return len(w) > 1 && !unicode.IsDigit(rune(w[1]))
	case ':':
		return len(w) > 2 && strings.HasSuffix(w, ":")
	}
	return false
}

// isEmoticon: what is drawn with marks and at most a letter: :D, xD, ;-P, <3, :-/.
func isEmoticon(w string) bool {
	switch strings.ToLower(w) {
	case "xd", "xdd", "<3", "d:", "o_o", "t_t", ":3":
		return true
	}
	return len(w) <= 3 && strings.ContainsAny(w[:1], ":;=8") && len(w) > 1
}

// isLaugh: what people laugh with in writing, in several languages.
func isLaugh(w string) bool {
	w = strings.ToLower(strings.TrimRight(w, ".!?,~"))
	switch w {
	case "lol", "lmao", "lmfao", "rofl", "lul", "kek", "heh", "mdr", "ptdr", "xd", "ww", "笑", "草", "233", "lolz", "rs", "rsrs", "kk":
		return true
	}
	if strings.ContainsAny(w, "😂🤣") {
		return true
	}
	return len(w) >= 3 && (only(w, "k") || only(w, "w") || only(w, "5") && len(w) > 3 || only(w, "哈") || only(w, "ㅋ") || only(w, "ㅎ")) ||
		len(w) >= 4 && (only(w, "ha") || only(w, "he") || only(w, "ja") || only(w, "je") || only(w, "xaх") || only(w, "хa") || only(w, "аха") || only(w, "hi"))
}

// only says whether w is of these letters alone, and has each of them.
func only(w, letters string) bool {
	return strings.Trim(w, letters) == "" && strings.IndexFunc(letters, func(r rune) bool { return !strings.ContainsRune(w, r) }) < 0
}
