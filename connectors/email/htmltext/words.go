package htmltext

import (
	"strings"

	"golang.org/x/net/html"
)

// words keeps the words of a page of any size and shape, in linear time.
func words(page string) string {
	z := html.NewTokenizer(strings.NewReader(page))
	z.SetMaxBuf(maxPage)
	var b strings.Builder
	skip := ""
	for {
		switch z.Next() {
		case html.ErrorToken:
			return strings.TrimSpace(b.String())
		case html.TextToken:
			if skip == "" {
				b.WriteString(clean(strings.ReplaceAll(string(z.Text()), "\r\n", "\n")))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			switch tag := string(name); tag {
			case "style", "script", "title", "head":
				skip = tag
			case "br", "p", "div", "tr", "li", "blockquote":
				b.WriteByte('\n')
			case "body":
				skip = ""
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == skip {
				skip = ""
			}
		}
	}
}
