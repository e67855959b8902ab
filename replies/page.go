package replies

import (
	"fmt"
	"html"
	"strings"

	"frontdesk/replies/markdown"
)

// Text is a rendered reply or forward. Text and HTML say the same.
type Text struct {
	Subject string // complete, with its prefix; one line, never empty
	Text    string // text/plain, LF line ends
	HTML    string // a whole page
}

// The page holds no table, no image, no script and no colour: a mail program's own colours, dark or light, show it.
const (
	pageHead = `<!DOCTYPE html>
<html%s>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>%s</title>
</head>
<body style="margin:0;padding:0">
<div style="max-width:40em;padding:1em;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5">
`
	pageFoot = "</div>\n</body>\n</html>\n"
)

// What stands between the languages of a reply. It is no line of hyphens: that would begin a signature.
const (
	textRule = "\n* * *\n\n"
	htmlRule = "<hr style=\"border:0;border-top:1px solid #8a8f98;margin:1em 0\">\n"
)

// part is one language of a text: a template and what it is filled in with.
type part struct {
	layout *layout
	fields any
}

// page renders a layout with its fields as plain text and as an HTML page.
func (b *Book) page(l *layout, fields any, title string) (Text, error) {
	return b.pages([]part{{l, fields}}, title)
}

// pages renders parts one below the other.
func (b *Book) pages(parts []part, title string) (Text, error) {
	var text, page strings.Builder
	lang := langAttribute(parts[0].layout)
	fmt.Fprintf(&page, pageHead, lang, html.EscapeString(title))
	for i, part := range parts {
		source, err := part.layout.execute(part.fields)
		if err != nil {
			return Text{}, err
		}
		doc := b.dialect.Parse([]byte(source))
		body, err := doc.HTML()
		if err != nil {
			return Text{}, err
		}
		if i > 0 {
			text.WriteString(textRule)
			body = htmlRule + "<div" + langAttribute(part.layout) + ">\n" + body + "</div>\n"
		}
		text.WriteString(doc.Text())
		page.WriteString(body)
	}
	page.WriteString(pageFoot)
	return Text{Text: text.String(), HTML: page.String()}, nil
}

func langAttribute(l *layout) string {
	if l.language == "" {
		return ""
	}
	return fmt.Sprintf(" lang=%q", l.language)
}

// oneLine makes a header's text of foreign text: white space folded, hidden characters left out, at most limit runes.
func oneLine(s string, limit int) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case markdown.Hidden(r):
			return -1
		default:
			return r
		}
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if runes := []rune(s); len(runes) > limit {
		return strings.TrimSpace(string(runes[:limit-1])) + "…"
	}
	return s
}
