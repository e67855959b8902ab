package matchers

import (
	"fmt"
	"mime"
	"path"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"
)

// kind is a kind of condition.
type kind struct {
	name string
	help string
	// load checks a rule and fills what is compared; what is wrong and a hint are returned.
	load func(r *Rule) (what, hint string)
	// holds returns what in the message a rule holds of.
	holds func(s *search, r *Rule) (found string, ok bool)
}

// KindChannel is the kind of condition whose rules name channels; who knows the channels checks the names.
const KindChannel = "channel"

// kinds are all kinds of conditions.
var kinds = []kind{
	{"words", "Words and phrases that stand in the message", loadWord, (*search).word},
	{"pattern", "Regular expressions (RE2) that fit a part of it", loadPattern, (*search).pattern},
	{"sender", "Addresses of senders; @domain.example for all of a domain, *.domain.example for those below it", loadSender, sender},
	{"subject", "Words that stand in its subject", loadWord, (*search).subjectWord},
	{KindChannel, "Channels that it arrives in", loadChannel, channel},
	{"attachment", "Names of attachments, such as *.pdf", loadGlob, attachment},
	{kindWhen, "Formulas that must hold", loadWhen, (*search).holdsWhen},
	{kindExamples, "Messages that it is not for (below not only)", loadExample, func(*search, *Rule) (string, bool) { return "", false }}, // they are learnt from
}

func kindNames() []string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = k.name
	}
	return names
}

func kindOf(name string) (kind, bool) {
	i := slices.IndexFunc(kinds, func(k kind) bool { return k.name == name })
	if i < 0 {
		return kind{}, false
	}
	return kinds[i], true
}

// Bounds of what a config may hold.
const (
	maxWord    = 200  // characters
	maxPattern = 2000 // bytes
)

func loadWord(r *Rule) (what, hint string) {
	r.literal = foldLiteral(r.Text)
	switch {
	case strings.TrimSpace(r.Text) == "":
		return "an empty word", "write a word or remove it"
	case r.literal == "":
		return fmt.Sprintf("the word %q has nothing that can be found", r.Text), "write letters, digits or signs"
	case len([]rune(r.literal)) > maxWord:
		return fmt.Sprintf("a word of more than %d characters", maxWord), "write the few words that matter"
	}
	r.phrase, what, hint = loadMarks(r.Text)
	return what, hint
}

func loadExample(r *Rule) (what, hint string) {
	if strings.TrimSpace(r.Text) == "" {
		return "an empty example", "write a message or remove it"
	}
	return "", ""
}

func loadPattern(r *Rule) (what, hint string) {
	parsed, what, hint := parse(r.Text)
	if what != "" {
		return what, hint
	}
	text := r.Text
	r.pattern = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(text) })
	r.needs = required(parsed)
	return "", ""
}

// parse checks a pattern of the config, also one of ask. What it takes compiles.
func parse(text string) (parsed *syntax.Regexp, what, hint string) {
	if text == "" {
		return nil, "an empty pattern", "write a pattern or remove it"
	}
	if len(text) > maxPattern {
		return nil, fmt.Sprintf("a pattern of more than %d bytes", maxPattern), "split it into several"
	}
	parsed, err := syntax.Parse(text, syntax.Perl)
	if err != nil {
		return nil, strings.TrimPrefix(err.Error(), "error parsing regexp: "), patternHint(text)
	}
	if fitsNothing(parsed) {
		return nil, fmt.Sprintf("the pattern `%s` fits the empty text, and so every message", text), "ask for at least one character"
	}
	return parsed, "", ""
}

// fitsNothing says whether a pattern fits somewhere without a single character.
func fitsNothing(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpLiteral, syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL, syntax.OpNoMatch:
		return false
	case syntax.OpCapture, syntax.OpPlus:
		return fitsNothing(re.Sub[0])
	case syntax.OpRepeat:
		return re.Min == 0 || fitsNothing(re.Sub[0])
	case syntax.OpConcat:
		return !slices.ContainsFunc(re.Sub, func(s *syntax.Regexp) bool { return !fitsNothing(s) })
	case syntax.OpAlternate:
		return slices.ContainsFunc(re.Sub, fitsNothing)
	default:
		return true
	}
}

func patternHint(text string) string {
	if strings.Contains(text, "(?=") || strings.Contains(text, "(?!") || strings.Contains(text, "(?<") {
		return "patterns are RE2: without looking ahead or back; use not: for what must be missing"
	}
	return "the syntax is RE2: https://github.com/google/re2/wiki/Syntax"
}

func loadSender(r *Rule) (what, hint string) {
	r.literal = strings.ToLower(strings.TrimSpace(r.Text))
	local, domain, at := strings.Cut(r.literal, "@")
	rest, wild := strings.CutPrefix(r.literal, "*.")
	switch {
	case r.literal == "":
		return "an empty sender", "write an address, @domain or *.domain"
	case strings.ContainsAny(r.literal, " \t\r\n<>,;"):
		return fmt.Sprintf("%q is no sender", r.Text), "write an address, @domain or *.domain, without a name"
	case wild && !at && rest != "" && !strings.Contains(rest, "*"):
		return "", ""
	case strings.Contains(r.literal, "*") && at && local == "*":
		return fmt.Sprintf("%q is no sender", r.Text), fmt.Sprintf("write %q", "@"+domain)
	case strings.Contains(r.literal, "*"):
		return fmt.Sprintf("%q is no sender", r.Text), "a star stands only before a domain: *.example.com, for all domains below it"
	case at && domain == "":
		return fmt.Sprintf("%q is no sender", r.Text), "the domain is missing"
	case !at && strings.Contains(r.literal, "."):
		return fmt.Sprintf("%q is no sender", r.Text), fmt.Sprintf("write %q for all addresses of this domain", "@"+r.literal)
	}
	return "", ""
}

// sender compares the author's address; a +tag in it does not matter unless the rule has one.
func sender(s *search, r *Rule) (string, bool) {
	author := s.message.Author
	addr := strings.ToLower(strings.TrimSpace(author.Addr))
	switch {
	case addr == "":
		return "", false
	case strings.HasPrefix(r.literal, "@"):
		return author.Addr, author.Domain() == r.literal[1:]
	case strings.HasPrefix(r.literal, "*."):
		return author.Addr, strings.HasSuffix(author.Domain(), r.literal[1:])
	}
	return author.Addr, addr == r.literal || author.Canonical() == r.literal
}

func loadChannel(r *Rule) (what, hint string) {
	r.literal = r.Text
	if r.Text == "" {
		return "an empty name of a channel", "write a name or remove it"
	}
	return "", ""
}

func channel(s *search, r *Rule) (string, bool) {
	return s.message.Channel, s.message.Channel == r.literal
}

func loadGlob(r *Rule) (what, hint string) {
	r.literal = foldName(r.Text)
	if r.literal == "" {
		return "an empty attachment", `write a name or a media type: "*.pdf", "image/*"`
	}
	if _, err := path.Match(r.literal, ""); err != nil {
		return fmt.Sprintf("%q is no glob: %v", r.Text, err), `write a name or a media type: "*.pdf", "image/*"`
	}
	return "", ""
}

// attachment compares names, or media types where the glob has a slash.
func attachment(s *search, r *Rule) (string, bool) {
	ofType := strings.Contains(r.literal, "/")
	for _, a := range s.message.Attachments {
		shown, compared := a.Name, strings.ReplaceAll(foldName(a.Name), "/", "_")
		if ofType {
			shown, compared = a.Type, mediaType(a.Type)
		}
		if ok, err := path.Match(r.literal, compared); ok && err == nil {
			return shown, true
		}
	}
	return "", false
}

func mediaType(s string) string {
	if t, _, err := mime.ParseMediaType(s); err == nil {
		return t
	}
	return strings.ToLower(strings.TrimSpace(s))
}

func foldName(s string) string { return strings.ToLower(norm.NFKC.String(strings.TrimSpace(s))) }
