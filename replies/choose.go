package replies

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"frontdesk/gateway"
)

// layout finds the template of a kind for a language: the matcher's own in the language, the matcher's own without one,
// then the same of all matchers, then the built-in one. So who wrote a reply without a language in its name finds it in
// every reply of the kind. nil: nothing is written in the language.
func (b *Book) layout(matcher string, kind gateway.DeliveryKind, code string) *layout {
	codes := append(parents(canonical(code)), "")
	if code == "" {
		codes = []string{"", builtinLanguage}
	}
	for _, m := range []string{matcher, ""} {
		for _, c := range codes {
			if l := b.layouts[key{m, kind, c}]; l != nil {
				return l
			}
		}
	}
	for _, c := range codes {
		if l := b.builtin[key{"", kind, c}]; l != nil {
			return l
		}
	}
	return nil
}

// written are the templates to write a reply with, one for each of its languages, each once, at most two; where nothing
// is written in any of them, the one for no language.
func (b *Book) written(r gateway.Reply) ([]*layout, error) {
	var out []*layout
	for _, code := range r.Languages {
		if l := b.layout(r.Matcher, r.Kind, code); l != nil && !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	if len(out) == 0 {
		l := b.layout(r.Matcher, r.Kind, "")
		if l == nil {
			return nil, fmt.Errorf("render %q: no such template", r.Kind)
		}
		out = append(out, l)
	}
	return out[:min(len(out), maxLanguages)], nil
}

// wordsOf are the words for what a template says of times: of its own language; where that is not known, of the first of
// the reply's that there are words for. nil where there are none for its language.
func (b *Book) wordsOf(l *layout, languages []string) *words {
	if l.language != "" {
		return b.words[base(l.language)]
	}
	for _, code := range languages {
		if w := b.words[base(canonical(code))]; w != nil {
			return w
		}
	}
	return b.words[builtinLanguage]
}

// canonical is a BCP 47 code as keys have it; one that is none is as it is.
func canonical(code string) string {
	if tag, err := language.Parse(code); err == nil {
		return tag.String()
	}
	return strings.ToLower(code)
}
