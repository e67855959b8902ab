package htmltext

import (
	"iter"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// sheet is what the style elements of a page say of how its elements are seen. Nothing is hidden by more than an element,
// a class or an id, or one of these with an element: "p", ".x", "p.x", "#x". Who else might show what these hide
// is believed. Rules that hold for some screens only, as those of telephones, are not read.
type sheet struct {
	rules   ranks
	showing ranks // by selectors that say more than is understood here
}

// ranks are looks by what they are for.
type ranks map[selector]look

// selector is what a rule is for; mark is '.' of a class, '#' of an id, 0 of an element alone.
type selector struct {
	element string
	mark    byte
	name    string
}

// readSheet reads styles. Of those that hide nothing, as most, nothing is kept.
func readSheet(styles []string) (s sheet) {
	var asked traits
	for i, style := range styles {
		styles[i] = withoutRemarks(style)
		for _, body := range rules(styles[i]) {
			asked |= declared(body).has
		}
	}
	if asked&^clipped == 0 {
		return s
	}
	s = sheet{ranks{}, ranks{}}
	for _, style := range styles {
		for selectors, body := range rules(style) {
			if l := declared(body); l.said&asked != 0 {
				s.add(selectors, look{l.said & asked, l.has & asked, l.forced & asked})
			}
		}
	}
	return s
}

func (s sheet) add(selectors string, l look) {
	shows := l.said &^ (l.has | spaced)
	for one := range strings.SplitSeq(selectors, ",") {
		switch selector, whole := readSelector(one); {
		case whole:
			s.rules[selector] = l.over(s.rules[selector])
		case shows != 0:
			s.showing[selector] = s.showing[selector].beside(look{said: shows, forced: l.forced & shows})
		}
	}
}

// readSelector reads the last part of a selector. It is not whole where there is more to it: then it is for some
// of the elements at most.
func readSelector(s string) (last selector, whole bool) {
	s = strings.Trim(s, blanks)
	i := strings.LastIndexAny(s, blanks+">+~")
	whole, s = i < 0, s[i+1:]
	name, rest := cutName(s)
	last.element = lower(name)
	if rest != "" && (rest[0] == '.' || rest[0] == '#') {
		last.mark = rest[0]
		last.name, rest = cutName(rest[1:])
	}
	return last, whole && rest == "" && last != selector{}
}

// cutName cuts behind a name.
func cutName(s string) (name, rest string) {
	if i := strings.IndexAny(s, ".#:[]*()\"'"); i >= 0 {
		return s[:i], s[i:]
	}
	return s, ""
}

// lookOf is what the styles of a page and the element's own say of it.
func (s sheet) lookOf(n *html.Node) look {
	l := ownLook(n)
	if s.rules == nil {
		return l
	}
	return l.over(s.showing.of(n).over(s.rules.of(n)))
}

// of looks an element up; an id counts for more than a class, and a class for more than the element.
func (r ranks) of(n *html.Node) look {
	if len(r) == 0 {
		return look{}
	}
	var classes, ids look
	for _, a := range n.Attr {
		switch a.Key {
		case "class":
			for class := range strings.FieldsSeq(a.Val) {
				classes = classes.beside(r[selector{n.Data, '.', class}].over(r[selector{"", '.', class}]))
			}
		case "id":
			ids = r[selector{n.Data, '#', a.Val}].over(r[selector{"", '#', a.Val}])
		}
	}
	return ids.over(classes).over(r[selector{element: n.Data}]).over(r[selector{}])
}

// rules are the selectors and the declarations of those rules of a style that hold everywhere.
func rules(style string) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for {
			i := strings.IndexAny(style, "{}@;")
			if i < 0 {
				return
			}
			switch style[i] {
			case '@':
				style = behindAt(style[i:])
				continue
			case '{':
				selectors := style[:i]
				body, rest := cutBlock(style[i+1:])
				if !strings.Contains(body, "{") && !yield(selectors, body) {
					return
				}
				style = rest
				continue
			}
			style = style[i+1:] // it belongs to nothing
		}
	}
}

// behindAt goes over what an at-rule says: up to its semicolon, or with its block.
func behindAt(style string) string {
	i := strings.IndexAny(style, "{;")
	switch {
	case i < 0:
		return ""
	case style[i] == '{':
		_, rest := cutBlock(style[i+1:])
		return rest
	}
	return style[i+1:]
}

// cutBlock cuts at the brace that ends a block.
func cutBlock(s string) (block, rest string) {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth == 0 {
				return s[:i], s[i+1:]
			}
			depth--
		}
	}
	return s, ""
}

// withoutRemarks is a style without its comments, and without those around it that hide it from old programs.
func withoutRemarks(style string) string {
	if strings.Contains(style, "<!--") || strings.Contains(style, "-->") {
		style = strings.NewReplacer("<!--", " ", "-->", " ").Replace(style)
	}
	if !strings.Contains(style, "/*") {
		return style
	}
	var b strings.Builder
	for {
		before, remark, found := strings.Cut(style, "/*")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		b.WriteByte(' ')
		_, style, _ = strings.Cut(remark, "*/")
	}
}

// stylesIn are the styles of a tree that the library made.
func stylesIn(n *html.Node) (styles []string) {
	for n := range n.Descendants() {
		if n.Type == html.ElementNode && n.DataAtom == atom.Style && n.Namespace == "" && n.FirstChild != nil && isForScreens(attr(n, "media")) {
			styles = append(styles, n.FirstChild.Data)
		}
	}
	return styles
}

// isForScreens says whether a style with this attribute holds for all screens.
func isForScreens(media string) bool {
	media = lower(strings.Trim(media, blanks))
	return media == "" || media == "all" || media == "screen"
}
