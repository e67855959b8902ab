package markdown

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"
)

func TestMarkdownOfChats(t *testing.T) {
	cases := map[string]struct{ source, want string }{
		"a paragraph is one line":       {"one\ntwo\n  three\n\nnext", "one two three\n\nnext"},
		"Chinese joins without a space": {"你好，\n世界\n한국\n어", "你好，世界 한국 어"},
		"a hard break":                  {"one\\\ntwo", "one\ntwo"},
		"emphasis":                      {"**bold** and *thin* and ***both***", "**bold** and *thin* and ***both***"},
		"a heading":                     {"# Title\n\ntext", "**Title**\n\ntext"},
		"a link":                        {"see [the page](https://a.example/x) now", "see [the page](<https://a.example/x>) now"},
		"a link alone in bold":          {"**[Why?](https://a.example/x)**", "**[Why?](<https://a.example/x>)**"},
		"a link that is its own text":   {"[https://a.example/x](https://a.example/x) <https://b.example>", "<https://a.example/x> <https://b.example>"},
		"a link without text":           {"[](https://a.example/x)", "<https://a.example/x>"},
		"an address as text of another": {"[https://good.example](https://a.example/x)", "[https:\u200b//good.example](<https://a.example/x>)"},
		"brackets in a link":            {`[When \[EU\] (all)](https://a.example/x_\(EU\)?a=1&b=2)`, "[When (EU) (all)](<https://a.example/x_%28EU%29?a=1&b=2>)"},
		"an address that rings":         {"[x](https://a.example/@everyone) https://b.example/@here.", "[x](<https://a.example/%40everyone>) <https://b.example/%40here>."},
		"an address of mail":            {"[write](mailto:a@b.example), <a@b.example>", "write, a@b.example"},
		"a link that runs something":    {"[x](javascript:alert(1)) [y](data:text/html,hi)", "x y"},
		"a bare address":                {"请见https://a.example/b_c。谢谢", "请见<https://a.example/b_c>。谢谢"},
		"another scheme is text":        {"steam://run/1 discord://x", "steam\\://run/1 discord\\://x"},
		"a quote":                       {"before:\n\n> one\n> two\n>\n> three\n\nafter", "before:\n> one two\n> \n> three\n\nafter"},
		"a quote in a quote":            {"> a\n>> b\n\n> - c\n>   - d", "> a\n> b\n\n> - c\n>   - d"},
		"lists":                         {"such:\n\n- one\n- two\n  1. a\n  2. b\n\nend", "such:\n- one\n- two\n  1. a\n  2. b\n\nend"},
		"small letters":                 {"text\n\n-# small *and* more\nof it", "text\n-# small *and* more of it"},
		"small letters of a value":      {"text\n\n" + Escape("-# small"), "text\n\n\\-# small"},
		"code":                          {"a `b*c` d\n\n```go\nx := `y` // @everyone\n```", "a `b*c` d\n```\nx := `y` // @\u200beveryone\n```"},
		"code that would end its block": {"~~~\na ``` b\n~~~", "```\na `\u200b`\u200b` b\n```"},
		"code with a mark in it":        {"``a`b``", "a\\`b"},
		"a rule":                        {"a\n\n---\n\nb", "a\n\n───\n\nb"},
		"raw HTML and images":           {"a <b>x</b> ![pic](u)\n\n<div>no</div>\n\nb<br>c", "a x pic\n\nb\nc"},
		"entities":                      {"a &amp; b &lt;c&gt; &copy;", "a & b \\<c> ©"},
		"nothing":                       {"", ""},
	}
	d := New()
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if got, whole := Chat(0, d.Parse([]byte(c.source))); got != c.want || !whole {
				t.Errorf("got\n%q, want\n%q", got, c.want)
			}
		})
	}
}

func TestTextOfOthersMeansNothingInAChat(t *testing.T) {
	cases := map[string]struct{ text, want string }{
		"marks":                    {`*a* _b_ ~~c~~ ||d|| ` + "`e` [f](g) \\", "\\*a\\* \\_b\\_ \\~\\~c\\~\\~ \\|\\|d\\|\\| \\`e\\` \\[f\\](g) \\\\"},
		"the start of a line":      {"# head", `\# head`},
		"a list":                   {"- a", `\- a`},
		"a number":                 {"12. a", `12\. a`},
		"no number":                {"12.5 a", `12\.5 a`},
		"a quote":                  {">>> a", `\>>> a`},
		"inside a line":            {"a - # > 1. b", "a - # > 1. b"},
		"everybody":                {"@everyone @Here @everyon @anna", "@\u200beveryone @\u200bHere @everyon @anna"},
		"everybody, hidden":        {"@every\u200bone @\u2060here", "@\u200beveryone @\u200bhere"},
		"mentions":                 {"<@1> <@!1> <@&1> <#2> </a:3> <id:guide> <t:4:R>", "\\<\u200b@1> \\<\u200b@!1> \\<\u200b@&1> \\<\u200b#2> \\<\u200b/a:3> \\<\u200bid:guide> \\<\u200bt\\:4:R>"},
		"emoji":                    {":smile: <:x:1> <a:x:1> 10:30:45 👩\u200d👧", "\\:smile: \\<\u200b\\:x:1> \\<\u200ba\\:x:1> 10\\:30:45 👩\u200d👧"},
		"bidi and zero width":      {"a\u202eb\u200bc\u200dd\u00ade\u200ff\ufeffg\U000E0041h", "abcdefgh"},
		"joiners of other scripts": {"می\u200cخواهم क्\u200dष", "می\u200cخواهم क्\u200dष"},
		"an address is no link":    {"x](https://a.example/b) https://c.example", "x\\](https\\://a.example/b) https\\://c.example"},
		"entities stay":            {"&amp; &lt;", "&amp; &lt;"},
	}
	d := New()
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if got, _ := Chat(0, d.Parse([]byte(Escape(c.text)))); got != c.want {
				t.Errorf("got\n%q, want\n%q", got, c.want)
			}
		})
	}
}

func TestSeveralDocumentsAreOneMessage(t *testing.T) {
	d := New()
	got, _ := Chat(0, d.Parse([]byte("one\n\n-# small")), d.Parse([]byte("zwei\n\n-# klein")), d.Parse([]byte("-# only")))
	if want := "one\n-# small\n\nzwei\n-# klein\n-# only"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestALongMessageIsCutBetweenWordsAndClosed(t *testing.T) {
	source := "**Title and more** [a link](https://a.example/b)\n\n> a quote of *some words* here\n\n```\nsome code\n```"
	doc := New().Parse([]byte(source))
	for limit, want := range map[int]string{
		1: "…", 15: "**Title and…**", 18: "**Title and…**", 30: "**Title and more**…", 60: "**Title and more** [a link](<https://a.example/b>)\n> a…",
		72: "**Title and more** [a link](<https://a.example/b>)\n> a quote of *some…*",
		80: "**Title and more** [a link](<https://a.example/b>)\n> a quote of *some words*…",
		97: "**Title and more** [a link](<https://a.example/b>)\n> a quote of *some words* here\n\n```\nsome…\n```",
	} {
		if got, whole := Chat(limit, doc); got != want || whole {
			t.Errorf("%d: got %q, want %q", limit, got, want)
		}
	}
	whole, _ := Chat(0, doc)
	if got, ok := Chat(ChatLength(whole), doc); got != whole || !ok {
		t.Errorf("what fits was cut: %q", got)
	}
}

func TestTheLengthOfAMessageIsThatOfUTF16(t *testing.T) {
	for _, s := range []string{"", "abc", "退款", "💶", "👩\u200d👧", "é"} {
		if got, want := ChatLength(s), len(utf16.Encode([]rune(s))); got != want {
			t.Errorf("%q: got %d, want %d", s, got, want)
		}
	}
}

func TestPlainChatIsWhatAMessageSays(t *testing.T) {
	d := New()
	for source, want := range map[string]string{
		"**[When?](https://a.example/x)**\n\n> It says *this*.\n\n-# small": "When? (https://a.example/x)\n> It says this.\nsmall",
		Escape(`*a* [b](c) :smile: \ <@1> @everyone`):                       `*a* [b](c) :smile: \ <@1> @everyone`,
		"see https://a.example/b_c\n\n- one\n- `two`":                       "see https://a.example/b_c\n- one\n- two",
	} {
		message, _ := Chat(0, d.Parse([]byte(source)))
		if got := PlainChat(message); got != want {
			t.Errorf("%q: got\n%q, want\n%q", source, got, want)
		}
	}
}

// active finds what Discord would read as markup in a message of text alone.
var (
	escaped = regexp.MustCompile(`\\[^0-9A-Za-z\s]`)
	shown   = regexp.MustCompile(`(?i)<https?://[^\s<>()*]+>`)
	active  = regexp.MustCompile("(?im)[*_~|`\\[\\]<\\\\]|@(everyone|here)|^(> )?(#|- |-#|\\+|>|\\d+[.)] )|https?://")
)

func FuzzTextOfOthersMeansNothingInAChat(f *testing.F) {
	for _, s := range []string{"*a*", "# a\n- b", "<@1>", "@everyone", "https://a.example/_b_ c", "\u202ea", "1. b", "-# a", ":a:", "```\na", "[x](https://a.example)", "a\\"} {
		f.Add(s, 50)
	}
	d := New()
	f.Fuzz(func(t *testing.T, s string, limit int) {
		if len(s) > 4<<10 {
			return
		}
		limit = max(limit, 0) % 3000
		forms := ChatText(s, max(limit, maxChatURL+2))
		for _, source := range []string{Escape(s), Fence(s, InfoMail)} {
			message, whole := Chat(limit, d.Parse([]byte(source)))
			if limit > 0 && ChatLength(message) > limit {
				t.Errorf("%d characters of %d: %q", ChatLength(message), limit, message)
			}
			if again, _ := Chat(0, d.Parse([]byte(source))); whole != (message == again) {
				t.Errorf("whole is %v of %q", whole, message)
			}
			forms = append(forms, strings.ReplaceAll(message, "\n> ", "\n"))
		}
		for _, form := range forms {
			form = strings.TrimPrefix(form, "> ")
			rest := shown.ReplaceAllString(escaped.ReplaceAllString(form, "x"), "x")
			if found := active.FindString(rest); found != "" {
				t.Errorf("%q means something in %q", found, form)
			}
		}
	})
}

func FuzzAnyMarkdownIsAMessage(f *testing.F) {
	f.Add("# a\n\n- b\n  > c\n\n[d](https://e.example)\n\n`f`\n\n    g", 20)
	f.Add(strings.Repeat("> - ", 200)+"x", 100)
	f.Add("***[a*](https://b.example)**", 7)
	d := New()
	f.Fuzz(func(t *testing.T, s string, limit int) {
		if len(s) > 4<<10 {
			return
		}
		limit = max(limit, 0) % 3000
		message, _ := Chat(limit, d.Parse([]byte(s)))
		if limit > 0 && ChatLength(message) > limit || len(message) > 200*len(s)+200 {
			t.Errorf("%d characters of %d", ChatLength(message), limit)
		}
		if ringing.MatchString(shown.ReplaceAllString(message, "")) {
			t.Errorf("it rings: %q", message)
		}
		PlainChat(message)
	})
}
