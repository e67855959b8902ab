package markdown

import (
	"strings"
	"testing"

	"github.com/rivo/uniseg"
)

func TestPlainTextOfMarkdown(t *testing.T) {
	cases := map[string]struct{ source, want string }{
		"paragraphs are wrapped": {
			"one two three four five six seven eight nine ten eleven twelve thirteen fourteen\nfifteen\n\nnext",
			"one two three four five six seven eight nine ten eleven twelve thirteen\nfourteen fifteen\n\nnext\n",
		},
		"a link within a line":                {"see [the page](https://a.example/x) now", "see the page (https://a.example/x) now\n"},
		"a link alone":                        {"**[The page](https://a.example/x)**", "The page: https://a.example/x\n"},
		"a Japanese link alone":               {"[パスワードの再設定](https://a.example/x)", "パスワードの再設定： https://a.example/x\n"},
		"a Chinese link alone, in brackets":   {"[退款（英语）](https://a.example/x)", "退款（英语）： https://a.example/x\n"},
		"a Korean link alone":                 {"[환불](https://a.example/x)", "환불: https://a.example/x\n"},
		"a question as a link":                {"[Why?](https://a.example/x)", "Why? https://a.example/x\n"},
		"a link that is its own text":         {"[https://a.example/x](https://a.example/x) <https://b.example>", "https://a.example/x https://b.example\n"},
		"an address of mail":                  {"[write](mailto:a@b.example), <a@b.example>", "write (a@b.example), a@b.example\n"},
		"a link that runs something":          {"[x](javascript:alert(1)) [y](data:text/html,hi)", "x y\n"},
		"an address with brackets":            {`[x](https://a.example/a\(b\)?c=1\&d=2)`, "x: https://a.example/a(b)?c=1&d=2\n"},
		"a long link is not cut":              {"at the end of a line that is nearly full already, with a link to (https://a.example/a-b/c?d=e-f)", "at the end of a line that is nearly full already, with a link to\n(https://a.example/a-b/c?d=e-f)\n"},
		"lists":                               {"- one\n- two\n  1. a\n  2. b\n\nend", "- one\n- two\n  1. a\n  2. b\n\nend\n"},
		"loose lists":                         {"- one\n\n- two\n\n  more", "- one\n\n- two\n\n  more\n"},
		"a list that counts from three":       {"3. c\n4. d", "3. c\n4. d\n"},
		"an empty item":                       {"- \n- b", "-\n- b\n"},
		"quotes":                              {"a\n\n> b\n>\n> c\n\nd", "a\n\n    b\n\n    c\n\nd\n"},
		"a quote in an item":                  {"- > a\n- b", "-     a\n- b\n"},
		"headings":                            {"# One\ntext\n\n## 二\n", "One\n===\n\ntext\n\n二\n--\n"},
		"code":                                {"a\n\n```\nx  <y>\n\n- z\n```\nb", "a\n\n    x  <y>\n\n    - z\n\nb\n"},
		"a mail":                              {"a:\n\n```mail\nx\n\ny\n```\n", "a:\n\n> x\n>\n> y\n"},
		"hard ends of lines":                  {"a\\\nb  \nc<br>d", "a\nb\nc\nd\n"},
		"raw HTML and images":                 {"a <b>b</b> ![c](https://x.example/i.png)\n\n<div>d</div>\n\ne", "a b c\n\ne\n"},
		"escapes and entities":                {`\*a\* &lt;b&gt; &amp; \&amp; ` + "`c\\*`", "*a* <b> & &amp; c\\*\n"},
		"a rule":                              {"a\n\n---\n\nb", "a\n\n* * *\n\nb\n"},
		"nothing":                             {"", ""},
		"Chinese lines join without a space":  {"你好，\n世界\n한국\n어", "你好，世界 한국 어\n"},
		"a link in Chinese":                   {"请见https://a.example/b。谢谢", "请见https://a.example/b。谢谢\n"},
		"what is too deep is not indented on": {strings.Repeat("> ", 12) + "a", strings.Repeat(" ", 4*maxDepth) + "a\n"},
	}
	d := New()
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if got := d.Parse([]byte(c.source)).Text(); got != c.want {
				t.Errorf("got\n%q, want\n%q", got, c.want)
			}
		})
	}
}

func TestChineseIsWrappedByColumnsAndItsMarksStayAtTheirWords(t *testing.T) {
	source := strings.Repeat("我们收到退回的商品后，会在两个工作日内为您办理“退款”（见网页）。", 8)
	text := New().Parse([]byte(source)).Text()
	if strings.ReplaceAll(text, "\n", "") != source {
		t.Errorf("something was lost:\n%s", text)
	}
	lines := strings.Split(strings.TrimSpace(text), "\n")
	if len(lines) < 4 {
		t.Errorf("%d lines", len(lines))
	}
	for _, line := range lines {
		if w := uniseg.StringWidth(line); w > Width {
			t.Errorf("%d columns: %s", w, line)
		}
		if strings.ContainsRune("，。”）", firstRune(line)) || strings.ContainsRune("“（", lastRune(line)) {
			t.Errorf("a mark stands apart: %s", line)
		}
	}
}

func TestHTMLHoldsNothingRawAndNothingThatRuns(t *testing.T) {
	source := "<script>x</script>\n\na <img src=x onerror=y> ![i](https://x.example/p.png) [l](javascript:z) [m](https://ok.example \"t\")\n\n```\n<b>\n```\n"
	got, err := New().Parse([]byte(source)).HTML()
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"<script", "<img", "<b>", "javascript", "omitted"} {
		if strings.Contains(got, bad) {
			t.Errorf("%s in\n%s", bad, got)
		}
	}
	for _, good := range []string{`href="https://ok.example"`, "&lt;b&gt;", ">i<"} {
		if !strings.Contains(strings.ReplaceAll(got, " i ", ">i<"), good) {
			t.Errorf("no %s in\n%s", good, got)
		}
	}
}

func TestDroppedNamesWhatIsNotShown(t *testing.T) {
	found := New().Parse([]byte("a <b>b</b>\n\n<div>\n</div>\n\nx ![i](u)")).Dropped()
	var got []string
	for _, f := range found {
		got = append(got, f.What)
	}
	if want := "raw HTML raw HTML raw HTML an image"; strings.Join(got, " ") != want {
		t.Errorf("got %v", found)
	}
	if found[0].Offset != 2 || found[2].Offset != 12 {
		t.Errorf("offsets %v", found)
	}
}

func TestFirstParagraph(t *testing.T) {
	cases := map[string]struct{ source, want string }{
		"the first with text":    {"# Title\n\n![only](an.png \"image\")\n\n<div>x</div>\n\n**Send** [it](https://a.example)\nback.\n\nNext.", "only"},
		"below a heading":        {"# Title\n\n**Send** [it](https://a.example)\nback.\n\nNext.", "Send it back."},
		"free before nested":     {"- item\n\n> quote\n\nfree", "free"},
		"nested where none free": {"# T\n\n- item one\n- two", "item one"},
		"code is none":           {"    code\n\n```\nmore\n```", ""},
		"none":                   {"# Title", ""},
		"Chinese":                {"退款\n多久", "退款多久"},
	}
	for name, c := range cases {
		if got := New().Parse([]byte(c.source)).FirstParagraph(); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func FuzzEscapedTextReadsAsItWas(f *testing.F) {
	for _, s := range []string{
		"Jane", "# a", "1. b", "- c", "[x](http://y)", "<script>", "`code", "a\nb", "&amp;", "\\", "=====", "***", "http://x.example",
		"\u202eevil", "    indented", "~~~", "|a|b|", "王小明", "é́́", "a\x00b", "{{.Name}}", "> q", "+", "a  \nb", "_x_",
	} {
		f.Add(s)
	}
	d := New()
	f.Fuzz(func(t *testing.T, s string) {
		want := strings.Join(strings.Fields(strings.Map(func(r rune) rune {
			if r != '\t' && r != '\n' && r != '\r' && r != '\v' && r != '\f' && r != 0x85 && r != 0x2028 && r != 0x2029 && Hidden(r) {
				return -1
			}
			return r
		}, s)), " ")
		doc := d.Parse([]byte(Escape(s)))
		if got := doc.FirstParagraph(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		html, err := doc.HTML()
		if err != nil || strings.Count(html, "<") > 2 { // the paragraph
			t.Errorf("%v: %s", err, html)
		}
	})
}

func FuzzFencedMailStaysInItsFence(f *testing.F) {
	for _, s := range []string{"a", "```\nb", "````\n```mail\nx\n````", "~~~", "\n\n\n", "a\r\nb", "> q", "\t- x\n</pre><b>", "`"} {
		f.Add(s)
	}
	d := New()
	f.Fuzz(func(t *testing.T, s string) {
		doc := d.Parse([]byte("before" + Fence(s, InfoMail) + "after"))
		lines := strings.Split(strings.TrimSuffix(doc.Text(), "\n"), "\n")
		if lines[0] != "before" || lines[len(lines)-1] != "after" {
			t.Fatalf("not within: %q", lines)
		}
		for _, line := range lines[1 : len(lines)-1] {
			if line != "" && line != ">" && !strings.HasPrefix(line, "> ") {
				t.Errorf("outside the quote: %q", line)
			}
		}
		html, err := doc.HTML()
		if err != nil || strings.Count(html, "<") != 6 { // two paragraphs and the block, each opened and closed
			t.Errorf("%v: %s", err, html)
		}
	})
}

func FuzzAnyMarkdownIsShown(f *testing.F) {
	f.Add("# a\n\n- b\n  > c\n\n[d](e)\n\n| f |\n")
	f.Add(strings.Repeat("> - ", 200) + "x")
	f.Add("[a]: b\n\n[a] ![a] <c@d.e> <br>\n\n1)\n\n\t\tx")
	d := New()
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 4<<10 {
			return
		}
		doc := d.Parse([]byte(s))
		if text := doc.Text(); len(text) > 200*len(s)+200 {
			t.Errorf("%d bytes became %d", len(s), len(text))
		}
		if _, err := doc.HTML(); err != nil {
			t.Error(err)
		}
		doc.FirstParagraph()
		doc.Dropped()
	})
}
