package kb

import (
	"strings"
	"testing"
	"unicode/utf8"

	"frontdesk/configs"
)

func load(files map[string]string) (*Index, []string) {
	var list []configs.File
	for _, name := range []string{"kb/a.md", "kb/b.md", "kb/sub/c.md"} {
		if content, ok := files[name]; ok {
			list = append(list, configs.File{Path: name, Content: []byte(content)})
		}
	}
	var p configs.Problems
	x := Load(list, &p)
	var problems []string
	for _, one := range p.All() {
		problems = append(problems, one.String())
	}
	return x, problems
}

const good = `---
id: refund-timing
title: When will I get   my money back?
url: https://shop.example.com/help/refund-timing
---
# Refunds

**We** send a [refund](https://x.example) within two days.
Your bank needs &lt; 5 more. Then it is there! A fourth sentence.

Another paragraph.
`

func TestAnArticleIsWhatItsFileSays(t *testing.T) {
	x, problems := load(map[string]string{"kb/a.md": good, "kb/sub/c.md": "---\ntitle: C\nurl: http://c.example/\n---\nText."})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if got := strings.Join(x.IDs(), " "); got != "c refund-timing" {
		t.Errorf("ids %s", got)
	}
	a, ok := x.Article("refund-timing")
	if !ok || a.Title != "When will I get my money back?" || a.URL != "https://shop.example.com/help/refund-timing" {
		t.Errorf("got %+v, %v", a, ok)
	}
	if want := "We send a refund within two days. Your bank needs < 5 more. Then it is there!"; a.Passage != want {
		t.Errorf("passage %q, want %q", a.Passage, want)
	}
	if _, ok := x.Article("refund"); ok {
		t.Error("an article that nobody wrote")
	}
	full, _ := x.Full("refund-timing")
	if !strings.HasSuffix(full.Body, "Another paragraph.\n") || full.At.Line != 2 {
		t.Errorf("got %+v", full)
	}
}

func TestProblemsOfArticlesNameTheirPlace(t *testing.T) {
	head := func(lines string) string { return "---\ntitle: T\nurl: https://x.example/\n" + lines + "---\nText.\n" }
	cases := map[string]struct {
		files map[string]string
		want  []string
	}{
		"no front matter": {map[string]string{"kb/a.md": "Text."}, []string{
			"kb/a.md:1:1: the article has no title", "kb/a.md:1:1: the article has no address",
		}},
		"an unknown key": {map[string]string{"kb/a.md": head("tittle: x\n")}, []string{`kb/a.md:4:1: unknown key "tittle"; did you mean "title"?`}},
		"two of an id":   {map[string]string{"kb/a.md": head("id: x\n"), "kb/b.md": head("id: x\n")}, []string{`kb/b.md:4:5: article "x" is defined twice; the first is at kb/a.md:4:5`}},
		"a bad id":       {map[string]string{"kb/a.md": head("id: 'a b'\n")}, []string{`kb/a.md:4:5: "a b" cannot be the id of an article`}},
		"no text":        {map[string]string{"kb/a.md": "---\ntitle: T\nurl: https://x.example/\n---\n# Only a heading\n"}, []string{"kb/a.md:5:1: the article has no text to quote"}},
		"a bad address":  {map[string]string{"kb/a.md": "---\ntitle: T\nurl: javascript:alert(1)\n---\nText."}, []string{"kb/a.md:3:6: the address does not begin with https:// or http://"}},
		"no host":        {map[string]string{"kb/a.md": "---\ntitle: T\nurl: https:/x\n---\nText."}, []string{"kb/a.md:3:6: the address has no host"}},
		"a user name":    {map[string]string{"kb/a.md": "---\ntitle: T\nurl: https://bank@evil.example\n---\nText."}, []string{"kb/a.md:3:6: the address holds a user name"}},
		"a space":        {map[string]string{"kb/a.md": "---\ntitle: T\nurl: 'https://x.example/a b'\n---\nText."}, []string{"kb/a.md:3:6: the address holds a character that no address has"}},
		"a long title":   {map[string]string{"kb/a.md": "---\ntitle: " + strings.Repeat("x", 151) + "\nurl: https://x.example\n---\nText."}, []string{"kb/a.md:2:1: the title is too long"}},
		"all keys":       {map[string]string{"kb/a.md": head("language: EN\ntags: [x]\nowner: anna\nquestions: [How?]\nreview_by: 2026-01-31\nexpires: 2027-01-01\n")}, nil},
		"wrong values": {map[string]string{"kb/a.md": head("language: klingon!\nexpires: soon\nreview_by: 2026-02-30\nquestions: ['  ']\n")}, []string{
			`kb/a.md:4:11: "klingon!" is no language`, `kb/a.md:5:10: "soon" is no date`,
			`kb/a.md:6:12: "2026-02-30" is no date`, `kb/a.md:7:13: an empty question`,
		}},
		"a long question":        {map[string]string{"kb/a.md": head("questions:\n  - Why?\n  - " + strings.Repeat("x", 301) + "\n")}, []string{"kb/a.md:6:5: the question is too long"}},
		"unknown translation":    {map[string]string{"kb/a.md": head("translations: {de: aa}\n")}, []string{`kb/a.md:4:20: unknown article "aa"; did you mean "a"?`}},
		"unwritten translation":  {map[string]string{"kb/a.md": head("translations: {de: geld}\n")}, []string{`kb/a.md:4:20: unknown article "geld"; write it as kb/geld.md`}},
		"a translation's tongue": {map[string]string{"kb/a.md": head("translations: {d: b}\n"), "kb/b.md": head("")}, []string{`kb/a.md:4:19: "d" is no language`}},
		"its own translation":    {map[string]string{"kb/a.md": head("translations: {de: a}\n")}, []string{`kb/a.md:4:20: article "a" is named as its own translation`}},
		"another language":       {map[string]string{"kb/a.md": head("translations: {de: b}\n"), "kb/b.md": head("language: fr\n")}, []string{`kb/a.md:4:20: article "b" is in "fr", not in "de"`}},
		"too long":               {map[string]string{"kb/a.md": head("") + strings.Repeat("word ", 60<<10)}, []string{"kb/a.md:1:1: the article is 300 KB long"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, got := load(c.files)
			if len(got) != len(c.want) {
				t.Fatalf("got %d problems, want %d:\n%s", len(got), len(c.want), strings.Join(got, "\n"))
			}
			for i := range got {
				if !strings.HasPrefix(got[i], c.want[i]) {
					t.Errorf("got  %s\nwant %s", got[i], c.want[i])
				}
			}
		})
	}
}

func TestSentencesEndWhereReadersSeeThemEnd(t *testing.T) {
	cases := []string{ // sentences, each behind a bar
		"One.| Two!| Three?",
		"We ship, e.g. by post.| It costs 5.50 Euro.| Done",
		"Write to Dr. Smith or J. R. Doe.| Thanks",
		"Am 3. März geht es los.| Sie können z. B. anrufen, d. h. mit uns sprechen.| Gut",
		"She said \"Stop.\"| Then (he left.)| End",
		"See example.com/a.b?c=d. and go on",
		"Wait... what?| Yes… no.| Well…| Yes",
		"Version 2.0 is out.| 50 people use it",
		"我们收到了。|请等待！|谢谢？|好",
		"他说：“好。”|然后走了",
		"Paid!| 退款到账。|OK",
		"क्या?| हाँ।| अच्छा",
		"no end at all",
		"",
	}
	for _, c := range cases {
		text := strings.ReplaceAll(c, "|", "")
		var want []string
		for s := range strings.SplitSeq(c, "|") {
			if s = strings.TrimSpace(s); s != "" {
				want = append(want, s)
			}
		}
		var got []string
		for _, s := range Sentences(text) {
			got = append(got, strings.TrimSpace(s))
		}
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestAPassageIsWholeSentencesAndShort(t *testing.T) {
	long := "Word " + strings.Repeat("word ", 29) + "end. "
	cases := map[string]struct{ in, want string }{
		"up to three":        {"A bb. C dd. E ff. G hh.", "A bb. C dd. E ff."},
		"fewer where long":   {strings.Repeat(long, 4), strings.TrimSpace(strings.Repeat(long, 2))},
		"one long, cut":      {strings.Repeat("word ", 100), strings.TrimSpace(strings.Repeat("word ", 79)) + "…"},
		"long, without end":  {strings.Repeat("退", 500), strings.Repeat("退", 399) + "…"},
		"long, with a comma": {strings.Repeat("退", 300) + "，" + strings.Repeat("款", 300), strings.Repeat("退", 300) + "…"},
		"nothing":            {"  ", ""},
	}
	for name, c := range cases {
		if got := Passage(c.in); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func FuzzPassageIsQuotedFromItsText(f *testing.F) {
	for _, s := range []string{"A b. C d! E", "退款。到账", "z. B. so", "...", "\"", strings.Repeat("a.b. ", 200)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if strings.Join(Sentences(s), "") != s {
			t.Errorf("sentences of %q lose something", s)
		}
		p := Passage(s)
		if utf8.RuneCountInString(p) > MaxRunes {
			t.Errorf("%d runes", utf8.RuneCountInString(p))
		}
		if utf8.ValidString(s) && !strings.Contains(s, strings.TrimSuffix(p, "…")) {
			t.Errorf("%q is not quoted from %q", p, s)
		}
	})
}

func FuzzLoadArticle(f *testing.F) {
	f.Add([]byte(good))
	f.Add([]byte("---\nid: [a]\n---\n> - x"))
	f.Add([]byte("---\n---\n\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		var p configs.Problems
		x := Load([]configs.File{{Path: "kb/a.md", Content: content}}, &p)
		if p.Errors() > 0 {
			return
		}
		for _, id := range x.IDs() {
			a, _ := x.Article(id)
			if a.Title == "" || wrongURL(a.URL) != "" || a.Passage == "" || strings.Contains(a.Title+a.Passage, "\n") {
				t.Errorf("a bad article without a problem: %+v", a)
			}
		}
	})
}
