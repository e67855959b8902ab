package email

import (
	"regexp"
	"slices"
	"strings"

	"frontdesk/connectors/email/htmltext"
	"frontdesk/connectors/email/trim"
	"frontdesk/gateway"
)

// passage is readable text, and what the marks of its HTML say of ranges of it.
type passage struct {
	text  string
	marks []gateway.Cut
}

func (p passage) blank() bool { return strings.TrimSpace(p.text) == "" }

// followedBy is both, one below the other.
func (p passage) followedBy(next passage) passage {
	switch {
	case next.blank():
		return p
	case p.blank():
		return next
	}
	marks := slices.Clone(p.marks)
	for _, m := range next.marks {
		marks = append(marks, gateway.Cut{Rule: m.Rule, Start: m.Start + len(p.text) + 1, End: m.End + len(p.text) + 1})
	}
	return passage{p.text + "\n" + next.text, marks}
}

// reading is how the text is chosen in a MIME tree, and the parts it was made of.
type reading struct {
	passage
	used  map[*part]bool // also the alternatives that were not chosen
	files *[]uuFile      // that stood in texts
}

// readBody chooses what a person would read.
func readBody(root *part) reading {
	r := reading{used: map[*part]bool{}, files: &[]uuFile{}}
	if r.passage = r.of(root); r.blank() {
		r.passage = r.instead(root)
	}
	return r
}

func (r reading) of(p *part) passage {
	switch {
	case p.isLeaf():
		return r.leaf(p)
	case p.kind == "multipart/alternative":
		return r.alternative(p)
	case p.kind == "multipart/report", p.kind == "multipart/related", p.kind == "multipart/signed", p.kind == "multipart/encrypted":
		return r.first(p)
	default:
		return r.mixed(p)
	}
}

func (r reading) leaf(p *part) passage {
	if p.isAttachment() {
		return passage{}
	}
	return r.readable(p)
}

// readable is the text of a part.
func (r reading) readable(p *part) passage {
	r.used[p] = true
	text := cleanText(decodeBody(p))
	var marks []gateway.Cut
	switch {
	case p.isPage():
		text, marks = htmltext.Text(text)
	case p.kind == "text/enriched", p.kind == "text/richtext":
		text, _ = htmltext.Text(pageOf(text))
	}
	text, blocks := withoutArmor(text)
	if strings.EqualFold(p.params["format"], "flowed") && !p.isPage() {
		text = unflow(text, strings.EqualFold(p.params["delsp"], "yes"))
	}
	files, ranges := filesInText(text)
	if len(blocks)+len(files) == 0 {
		return passage{strings.TrimRight(text, " \t\n"), marks}
	}
	*r.files = append(append(*r.files, blocks...), files...)
	text = strings.TrimRight(text, " \t\n")
	if len(blocks) > 0 {
		ranges = append(ranges, closedIn(text)...)
		slices.SortFunc(ranges, func(a, b gateway.Cut) int { return a.Start - b.Start })
	}
	return passage{text, ranges}
}

// isPage says whether a part is HTML.
func (p *part) isPage() bool {
	return strings.HasSuffix(p.kind, "html") || p.kind == "application/xhtml+xml"
}

// noText are the types of text that programs read.
var noText = map[string]bool{
	"text/calendar": true, "text/vcard": true, "text/x-vcard": true, "text/directory": true, "text/css": true, "text/csv": true,
	"text/javascript": true, "text/xml": true, "text/rfc822-headers": true,
}

// isOtherText says whether a part is of a type that is shown like plain text where it is not known (RFC 2046 section 4.1.4).
func (p *part) isOtherText() bool {
	return (strings.HasPrefix(p.kind, "text/") && !noText[p.kind] || p.isPage()) && !p.isSentAsFile()
}

var enrichedParam = regexp.MustCompile(`(?i)<param>[^<]*</param>`)

// pageOf is a text with the marks of RFC 1896 as HTML: they look alike, and an empty line stands for a line's end.
func pageOf(enriched string) string {
	page := strings.ReplaceAll(enrichedParam.ReplaceAllString(enriched, ""), "<<", "&lt;")
	return strings.ReplaceAll(page, "\n\n", "<br>\n")
}

// alternative prefers plain text, then the richest of the others (RFC 2046 section 5.1.4: the last).
func (r reading) alternative(p *part) passage {
	var chosen passage
	for _, child := range p.parts {
		found := r.of(child)
		if found.blank() {
			continue
		}
		if child.isPlain() {
			r.skip(p)
			return found
		}
		chosen = found
	}
	return chosen
}

// skip marks the texts of the other alternatives as seen; files among them stay attachments.
func (r reading) skip(p *part) {
	p.walk(func(below *part) {
		if below.isLeaf() && !below.isAttachment() {
			r.used[below] = true
		}
	})
}

func (p *part) isPlain() bool {
	if !p.isLeaf() {
		return len(p.parts) > 0 && p.parts[0].isPlain()
	}
	return p.kind == "text/plain"
}

// first is the root of a compound, whose other parts are pictures, signatures or reports.
func (r reading) first(p *part) passage {
	for _, child := range p.parts {
		if found := r.of(child); !found.blank() {
			return found
		}
	}
	return passage{}
}

// mixed joins the texts between which a file stands, as some programs cut a text around pictures. A text right behind
// another is none of the sender's: list servers and gateways append theirs so. It stays an attachment.
func (r reading) mixed(p *part) passage {
	var joined passage
	behindText := false
	for _, child := range p.parts {
		if behindText && !joined.blank() && child.isText() {
			continue
		}
		joined = joined.followedBy(r.of(child))
		behindText = child.isText()
	}
	return joined.withClosed(p)
}

// withClosed tells below a text which of the parts beside it are closed.
func (p passage) withClosed(parent *part) passage {
	for _, child := range parent.parts {
		what := closed(child)
		if child.kind == "multipart/encrypted" {
			what = openPGP
		}
		if what != "" && !p.blank() && !child.isText() {
			line := "[This part is " + what + leftClosed
			p = p.followedBy(passage{line, []gateway.Cut{{Rule: trim.Closed, End: len(line)}}})
		}
	}
	return p
}

// isText says whether a part is nothing but text to be read.
func (p *part) isText() bool {
	if !p.isLeaf() {
		return slices.ContainsFunc(p.parts, (*part).isText)
	}
	return !p.isAttachment()
}

// decodeBody is the part's text as UTF-8, by its charset, else by what an HTML page says of itself, else guessed.
func decodeBody(p *part) string {
	content := p.content()
	label := p.params["charset"]
	if label == "" && p.isPage() {
		label = htmlCharset(content)
	}
	return decodeCharset(content, label)
}

var metaCharset = regexp.MustCompile(`(?i)<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)`)

// htmlCharset is what a page says of itself at its beginning.
func htmlCharset(page []byte) string {
	if m := metaCharset.FindSubmatch(page[:min(len(page), 4096)]); m != nil {
		return string(m[1])
	}
	return ""
}
