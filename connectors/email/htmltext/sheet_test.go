package htmltext

import (
	"strings"
	"testing"
)

func TestStyleElementsThatHide(t *testing.T) {
	const seen, hidden = "first words", "words"
	for css, want := range map[string]string{
		".x{display:none}": hidden, ".x { DISPLAY : none !important; }": hidden, "#y{display:none}": hidden, "p{display:none}": hidden, "P.x{display:none}": hidden, "p#y{display:none}": hidden,
		".x{visibility:hidden}": hidden, ".x{max-height:0}": hidden, ".x{font-size:0}": hidden, ".x{height:0;overflow:hidden}": hidden, ".x{mso-hide:all}": hidden, ".x{opacity:0}": hidden,
		".a, .x , #b{display:none}": hidden, "a{b:c} .x{display:none}": hidden, "/* .x{} */.x{/* a */display:/* b */none}": hidden, "<!-- .x{display:none} -->": hidden, "@import 'a.css';.x{display:none}": hidden,
		"@font-face{a:b} .x{display:none": hidden, "}.x{display:none}": hidden, "; .x{display:none}": hidden,

		".X{display:none}": seen, "#x{display:none}": seen, ".y{display:none}": seen, "div.x{display:none}": seen, ".xx{display:none}": seen, "": seen, "{display:none}": seen,
		"@media (max-width:600px){.x{display:none}}": seen, "@media print{.x{display:none}}.y{display:none}": seen, "@supports (a:b){@media all{.x{display:none}}}": seen, "@media print{.x{display:none}": seen,
		"*{display:none}": seen, ".a .x{display:none}": seen, ".x:hover{display:none}": seen, "[class=x]{display:none}": seen, "p[id]{display:none}": seen, ".x.y{display:none}": seen, "p>.x{display:none}": seen, ".x::before{display:none}": seen,
		".x{.y{display:none}}": seen, ".x{color:#fff}": seen, ".x{overflow:hidden}": seen,

		".x{display:none;display:block}": seen, ".x{display:none}.x{display:block}": seen, ".x{display:block}.x{display:none}": hidden, ".x{display:none!important}.x{display:block}": hidden,
		"p{display:none}.x{display:block}": seen, ".x{display:none}p{display:block}": hidden, ".x{display:none}#y{display:block}": seen, ".x{display:none}p.x{display:inline}": seen,
		".x{display:none}.z{display:block}": seen, ".x{display:none}.z{color:red}": hidden, ".x{display:none}.z{visibility:visible}": hidden,
		".x{display:none}:checked~.x{display:block}": seen, ".x{display:none}.x[id]{display:block}": seen, ".x{display:none!important}div>.x{display:block}": hidden, ".x{display:none}.a *{display:block}": seen,
		".x{font-size:0}div p{font-size:12px}": seen, ".x{display:none}div p{font-size:12px}": hidden, ".x{display:none}@media screen{.x{display:block}}": hidden,
	} {
		page := "<style>" + css + "</style><div><p class='x z' id=y>first</p> words</div>"
		got, _ := Text(page)
		if got = strings.Join(strings.Fields(got), " "); got != want {
			t.Errorf("%s: got %q", css, got)
		}
		odd, _ := Text(page + "<textarea></textarea>")
		if odd = strings.Join(strings.Fields(odd), " "); odd != want {
			t.Errorf("%s: got %q by the library", css, odd)
		}
	}
}

func TestAnElementsOwnStyleCountsForMoreThanAStyleElement(t *testing.T) {
	for page, want := range map[string]string{
		"<style>.x{display:none}</style><p class=x style='display:block'>a</p>b":                     "a\n\nb",
		"<style>.x{display:none !important}</style><p class=x style='display:block'>a</p>b":          "b",
		"<style>.x{display:block}</style><p class=x style='display:none'>a</p>b":                     "b",
		"<style>.x{display:none}</style><p class=x style='color:red'>a</p>b":                         "b",
		"<style>.x{display:none}</style><p hidden style='display:block'>a</p>b":                      "a\n\nb",
		"<style>.x{font-size:0}</style><p class=x>a<b style='font-size:9pt'>b</b></p>c":              "b\n\nc",
		"<style>.x{overflow:hidden}</style><p class=x style='height:0'>a</p>b":                       "a\n\nb",
		"<style>.x{height:0}</style><p class=x style='overflow:hidden'>a</p>b":                       "b",
		"<style>.x{white-space:pre-wrap}</style><p class=x>a\nb</p>c":                                "a\nb\n\nc",
		"<style>.x{white-space:pre-wrap}</style><p class=x style='white-space:normal'>a\nb</p>c":     "a b\n\nc",
		"<p class=x>a</p>b<style>.x{display:none}</style>":                                           "b",
		"<head><style>p{}</style><style>.x{display:none}</style></head><body><p class=x>a</p>b":      "b",
		"<style media=print>.x{display:none}</style><p class=x>a</p>b":                               "a\n\nb",
		"<style media='screen and (max-width:9px)'>.x{display:none}</style><p class=x>a</p>b":        "a\n\nb",
		"<style media=' Screen '>.x{display:none}</style><p class=x>a</p>b":                          "b",
		"<!--[if mso]><style>.x{display:none}</style><![endif]--><p class=x>a</p>b":                  "a\n\nb",
		"<style>body{display:none}</style><p>a</p>b":                                                 "a\n\nb",
		"<style>.x{font-size:0}</style><table class=x><tr><td style='font-size:10px'>a<td>b</table>": "a",
	} {
		if got, _ := Text(page); got != want {
			t.Errorf("%s: got %q, want %q", page, got, want)
		}
	}
}

// What attributes say is read up to a limit. The long style below is read anew in each of thousands of paragraphs.
func TestAttributesThatGoOnForeverAreForgotten(t *testing.T) {
	page := "<p><b style='display:none;" + strings.Repeat("a:b;", 50_000) + "'>none" + strings.Repeat("<p>a", 100)
	if got, _ := Text(page); !strings.HasPrefix(got, "a") || strings.Contains(got, "none") || strings.Count(got, "a") > 99 {
		t.Errorf("got %.60q", got)
	}
}
