package email

import (
	"strings"
)

// reading is the text that was chosen in a MIME tree, and the parts it was made of.
type reading struct {
	text string
	used map[*part]bool // also the alternatives that were not chosen
}

// readBody chooses what a person would read.
func readBody(root *part) reading {
	r := reading{used: map[*part]bool{}}
	r.text = cleanText(r.of(root))
	return r
}

func (r reading) of(p *part) string {
	switch {
	case p.isLeaf():
		return r.leaf(p)
	case p.kind == "multipart/alternative":
		return r.alternative(p)
	case p.kind == "multipart/report", p.kind == "multipart/related", p.kind == "multipart/signed", p.kind == "multipart/encrypted":
		return r.first(p)
	default:
		return r.all(p)
	}
}

func (r reading) leaf(p *part) string {
	if p.isAttachment() {
		return ""
	}
	r.used[p] = true
	text := decodeBody(p)
	if p.kind == "text/html" {
		text = htmlText(text)
	}
	return strings.TrimRight(text, " \t\r\n")
}

// alternative prefers plain text, then the richest of the others (RFC 2046 section 5.1.4: the last).
func (r reading) alternative(p *part) string {
	chosen := ""
	for _, child := range p.parts {
		text := r.of(child)
		if strings.TrimSpace(text) == "" {
			continue
		}
		if child.isPlain() {
			r.skip(p)
			return text
		}
		chosen = text
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
func (r reading) first(p *part) string {
	for _, child := range p.parts {
		if text := r.of(child); strings.TrimSpace(text) != "" {
			return text
		}
	}
	return ""
}

func (r reading) all(p *part) string {
	var texts []string
	for _, child := range p.parts {
		if text := r.of(child); strings.TrimSpace(text) != "" {
			texts = append(texts, text)
		}
	}
	return strings.Join(texts, "\n")
}

// decodeBody is the part's text as UTF-8, by its charset, else by what an HTML page says of itself, else guessed.
func decodeBody(p *part) string {
	content := p.content()
	label := p.params["charset"]
	if label == "" && p.kind == "text/html" {
		label = htmlCharset(content)
	}
	return decodeCharset(content, label)
}
