package htmltext

import (
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestPagesBecomeText(t *testing.T) {
	for page, want := range map[string]string{
		"<p>Hello,</p><p>my order.</p>":                                                           "Hello,\n\nmy order.",
		"<div>a</div><div><br></div><div>b</div>":                                                 "a\n\nb",
		"a<br>b<br><br>c":                                                                         "a\nb\n\nc",
		"<p class=MsoNormal>a</p><p class=MsoNormal>b</p>":                                        "a\nb",
		"<p style='margin:0'>a</p><p style='margin:0 0 0 0'>b</p>":                                "a\nb",
		"one <b>two</b>three\n\n four":                                                            "one twothree four",
		"<ul><li>one<li>two<ul><li>three</ul></ul>four":                                           "* one\n* two\n* three\n\nfour",
		"<ol><li>one<li>two</ol>":                                                                 "1. one\n2. two",
		"<table><tr><td>Order</td><td>17</td></tr><tr><td>Size<td>40</table>":                     "Order 17\nSize 40",
		"<blockquote>a<br>b<blockquote>c</blockquote></blockquote>d":                              "> a\n> b\n>> c\nd",
		"<blockquote style='margin:0 0 0 40px;border:none;padding:0'>a</blockquote>b":             "a\nb",
		"<pre>a  b\n  c</pre>d":                                                                   "a  b\n  c\nd",
		`see <a href="https://example.com/a">this page</a>.`:                                      "see this page <https://example.com/a>.",
		`see <a href="https://example.com/a">https://example.com/a</a>`:                           "see https://example.com/a",
		`see <a href="https://example.com/">example.com</a>`:                                      "see example.com",
		`<a href="mailto:a@example.com">write</a> <a href="javascript:x">x</a>`:                   "write x",
		"<title>t</title><style>s</style><script>x</script>a<!-- c --><noscript>n</noscript>":     "a",
		"<div style='display:none'>pre</div><span style='font-size:0px'>h</span><p hidden>h</p>a": "a",
		"<span style='font-size:0.9em'>seen</span>":                                               "seen",
		"a&nbsp;b&amp;c&#1;d":                                                                     "a b&cd",
		"a<hr>b":                                                                                  "a\n__________\nb",
		"":                                                                                        "",
		"just text":                                                                               "just text",
	} {
		if got, _ := Text(page); got != want {
			t.Errorf("%s\ngot  %q\nwant %q", page, got, want)
		}
	}
}

func TestStylesThatHide(t *testing.T) {
	for style, want := range map[string]bool{
		"display:none": true, "DISPLAY : None !important": true, "color:red;display:none;x:y": true, "display:block": false, "border:none": false,
		"/* preheader */display:none": true, "display:\nnone": true,
		"visibility:hidden": true, "visibility: collapse": true, "overflow:hidden": false, "mso-hide:all": true,
		"opacity:0": true, "opacity: 0.00;": true, "opacity:0%": true, "opacity:0.5": false,
		"max-height:0": true, "max-height:0px; a:b": true, "max-height:0 !important": true, "max-height:0.5px": false, "max-height:10px": false, "max-height:none": false,
		"height:0;overflow:hidden": true, "overflow: hidden; width:0; height: 0px": true, "height:0": false, "height:10px;overflow:hidden": false, "line-height:0;overflow:hidden": false,
		"font-size:0": true, "a:b; font-size: 0px;": true, "font-size:0%": true, "font-size:1px;line-height:1px": true, "font-size:0.1px": true, "font:0/0 a": true,
		"font-size:0.9em": false, "font-size:1em": false, "font-size:07px": false, "mso-ansi-font-size:0": false, "font-size:0;font-size:12px": false,
		"": false, ":": false, "display": false, "display:": false,
	} {
		if got, _ := Text("<div style='" + style + "'>words</div>"); (got == "") != want {
			t.Errorf("%q: got %q", style, got)
		}
	}
}

func TestTextHasASizeOfItsOwnInAGapWithoutOne(t *testing.T) {
	for page, want := range map[string]string{
		"<table><tr><td style='font-size:0px;padding:20px 0'><div style='font-size:13px'>Hello <b>you</b></div>gap</td>": "Hello you",
		"<table style='font-size:0'><tr><td style='FONT: bold 12px/1.5 Arial'>Hello</td></tr></table>":                   "Hello",
		"<div style='font-size:0'><p>gap<p style='font-size:medium'>Hello</div>you":                                      "Hello\n\nyou",
		"<table><tr><td style='height:0;overflow:hidden'>Hello</td>":                                                     "Hello",
	} {
		if got, _ := Text("<!doctype html>" + page); got != want {
			t.Errorf("%s: got %q, want %q", page, got, want)
		}
	}
}

func TestLineEndsStandWhereTheStyleKeepsThem(t *testing.T) {
	for page, want := range map[string]string{
		"<div style='white-space: pre-wrap'>one\n  two</div>\nthree": "one\n  two\nthree",
		"<p style='white-space:pre-line'>one\ntwo":                   "one\ntwo",
		"<p style='white-space:nowrap'>one\ntwo":                     "one two",
	} {
		if got, _ := Text(page); got != want {
			t.Errorf("%s: got %q, want %q", page, got, want)
		}
	}
}

func TestALinkIsShownUnlessItsWordsSayWhereItLeads(t *testing.T) {
	for words, seen := range map[string]bool{
		"https://example.com/Order": false, "example.com/order/": false, "www.example.com/order": false, "HTTP://example.com/order": false,
		"example.com": true, "order": true, "the page": true, "https://example.org/order": true,
	} {
		got, _ := Text("<a href='https://www.example.com/order?id=7'>" + words + "</a>")
		if strings.Contains(got, "<https") != seen {
			t.Errorf("%s: got %q", words, got)
		}
	}
	if got, _ := Text("<a href='https://example.com.evil.example/'>example.com</a>"); !strings.Contains(got, "evil") {
		t.Errorf("got %q", got)
	}
}

func TestLargeAndDeepPagesKeepTheirWords(t *testing.T) {
	for name, page := range map[string]string{
		"large": "<p>first</p>" + strings.Repeat("<p>word</p>\n", maxPage/12) + "<p>last</p>",
		"deep":  "<p>first</p>" + strings.Repeat("<div><blockquote>", 50_000) + "last",
	} {
		got, _ := Text(page)
		if !strings.HasPrefix(got, "first") || !strings.HasSuffix(got, "last") {
			t.Errorf("%s: got %.60q", name, got)
		}
	}
}

// Twice the page takes about twice the memory, whatever its shape.
func TestWorkGrowsWithThePage(t *testing.T) {
	for _, unit := range []string{"<div>", "<p>a", "<b>a", "<blockquote>a</blockquote>", "<ul><li>a", "<a href=https://example.com/x>a", "a ", "<table><tr><td>a", "&nbsp;", "<br>", "<font><p>", "<!--a-->", "<div class=gmail_quote>", "<pre>\n"} {
		cost := func(n int) uint64 {
			page := strings.Repeat(unit, n/len(unit))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			Text(page)
			runtime.ReadMemStats(&after)
			return after.TotalAlloc - before.TotalAlloc
		}
		small, large := cost(128<<10), cost(256<<10)
		if large > 3*small+1<<20 {
			t.Errorf("%s: %d bytes for a page, %d for twice the page", unit, small, large)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add(`<div>a</div><div class="gmail_quote"><div class="gmail_attr">b</div><blockquote>c</blockquote></div>`)
	f.Add(`<div id=appendonsend></div><p>a<hr><table><tr><td><pre> b`)
	f.Add(`<blockquote type=cite><div id=Signature><ol><li><a href="https://example.com">x</a>`)
	f.Fuzz(func(t *testing.T, page string) {
		if !utf8.ValidString(page) {
			return
		}
		text, marks := Text(page)
		if !utf8.ValidString(text) {
			t.Fatalf("%q is no UTF-8", text)
		}
		end := 0
		for _, m := range marks {
			if m.Start < end || m.End <= m.Start || m.End > len(text) || m.Start > 0 && text[m.Start-1] != '\n' {
				t.Fatalf("marks %v of %q", marks, text)
			}
			end = m.End
		}
	})
}
