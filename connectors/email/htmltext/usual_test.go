package htmltext

import (
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// usualPages have what mail has, well and badly formed.
var usualPages = []string{
	"", "text", "a < b &amp; c&nbsp;&#228;&copy", "<!DOCTYPE html><html xmlns:o='x'><head><meta charset=utf-8><title>a &lt;</title><style>p{}</style></head><body style='a:b'><p>a</body></html>\n",
	"<p>a<p>b<div>c</div><h1>d</h1>e<hr>f</p>g", "<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "<ol><li><p>a</p></li></ol><dl><dt>a<dd>b<dt>c</dl>",
	"<table><tr><td>a<td>b<tr><th>c</table>d", "<table>\n<tbody>\n<tr>\n<td><b>a</td></tr></tbody><tfoot><tr><td><table><td>b</table></table>", "<p>a<table><tr><td>b</table>c</p>d",
	"<b>a<p>b</p></b>", "<p><b>a<p>b</b>c", "<p><font size=1><i>a<p>b</i></font>c", "<a href=http://a.example/?a=1&b=2&amp;c>a<a href='http://b.example'>b</a>", "<div><b style='display:none'>a</div>b</b>c",
	"<o:p>a</o:p><custom-tag>b", "<!--[if mso]><p>a<![endif]--><![if !mso]>b<![endif]><?xml:namespace prefix = o />c", "<script><!--\nif (a</b) {}\n//--></script><iframe src=x><p></iframe>a",
	"<pre>\na  b\n c</pre><pre>\n\nd</pre>", "a</br>b</p>c</div>d</td>e</unknown>f<img src=x></img>", "<div class=gmail_quote>a<blockquote class=gmail_quote type=cite>b</blockquote></div>",
	"<b><b><b><b>a</b></b></b></b>b", "<p><b><b><b><b>a</p>b</b>c", "<span><div>a</span>b</div>c", "<b>a<p>b</b>c</p>d", "<b><i><u><p>a<div>b</b>c</i>d</div>e", "<a href=http://a.example>a<div>b<a href=http://b.example>c</div>d", "<i><div><div><div><div><div><div><div><div><div>a</i>b", "a</>b</ div>c",
	"<form action=x>a<input><form>b</form>c</form>d", "<table><form><tr><td><form>a</form>b</table>", "<table><colgroup><col><col></colgroup><tr><td>a<col><tr><td>b</table><col>c", "<TABLE><TR><TD ALIGN=left CLASS=\"a\" class=b>a</TABLE>", "<p a/b=c / d>e<br/>f",
	"a<select name=x><optgroup label=y><option>b<option selected>c</option></optgroup><!-- d --></select>e</select>f", "<p><b>a</p><select> </select>b<pre><select></select>\nc", "<table><tr><td><select><option></select>a</table>",
	"<nobr>a<nobr>b</nobr>c</nobr>d", "<p><nobr>a<p>b<nobr>c</p>d", "<nobr><table><tr><td><nobr>a</table>b", "<nobr><b>a<p>b<nobr>c",
}

// oddPages are left to the library.
var oddPages = []string{
	"<table>a<tr><td>b</table>", "<table><b>a</b></table>", "<svg><p>a</svg>", "<select><b>a</select>", "<select><option>a", "<select><select>a", "<table><select></select></table>", "<textarea><p>a</textarea>", "a\x00b", "a\r\nb",
	"<p", "<p a='b", "<!-- a", "<!-->a-->", "<title>a", "<pre><!-- a -->\nb</pre>", "<!DOCTYPE html><p>a<table><tr><td>b</table>", "<form><div>a</form>b", "<table><form><input>a</table>", "<table><tr><td><table><b>a", "<body><body class=a>b",
	strings.Repeat("<div>", maxOpen+1),
}

func TestUsualPagesAreShownAsTheLibraryShowsThem(t *testing.T) {
	for _, page := range usualPages {
		body, styles, ok := usual(page)
		if !ok {
			t.Errorf("%q: not usual", page)
			continue
		}
		document, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		got, marks := shown(body, styles)
		want, wantMarks := shown(document, stylesIn(document))
		if got != want || !reflect.DeepEqual(marks, wantMarks) {
			t.Errorf("%q:\ngot  %q %v\nwant %q %v", page, got, marks, want, wantMarks)
		}
	}
	for _, page := range oddPages {
		if _, _, ok := usual(page); ok {
			t.Errorf("%q: usual", page)
		}
	}
}

func FuzzUsualPagesAreShownAsTheLibraryShowsThem(f *testing.F) {
	for _, page := range append(usualPages, oddPages...) {
		f.Add(page)
	}
	f.Fuzz(func(t *testing.T, page string) {
		body, styles, ok := usual(page)
		if !ok || !utf8.ValidString(page) {
			return
		}
		document, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		got, marks := shown(body, styles)
		want, wantMarks := shown(document, stylesIn(document))
		if got != want || !reflect.DeepEqual(marks, wantMarks) {
			t.Fatalf("got  %q %v\nwant %q %v", got, marks, want, wantMarks)
		}
	})
}

// Elements that go on in every paragraph would be opened again a hundred million times.
func TestElementsThatGoOnForeverDoNotFillTheMemory(t *testing.T) {
	var first strings.Builder
	for i := range 480 {
		fmt.Fprintf(&first, "<b id=%d>", i)
	}
	for name, page := range map[string]string{
		"usual": "<p>first" + first.String() + strings.Repeat("<p>a", 200_000) + "<p>last",
		"odd":   "<textarea></textarea><p>first" + first.String() + strings.Repeat("<p>a", 200_000) + "<p>last",
	} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		text, _ := Text(page)
		runtime.ReadMemStats(&after)
		if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 512 {
			t.Errorf("%s: %d MB", name, used)
		}
		if !strings.HasPrefix(text, "first") || !strings.HasSuffix(text, "last") {
			t.Errorf("%s: got %.60q", name, text)
		}
	}
}
