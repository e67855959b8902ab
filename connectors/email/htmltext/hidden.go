package htmltext

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// isHidden says whether no reader sees an element, whatever its style.
func isHidden(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Head, atom.Style, atom.Script, atom.Title, atom.Template, atom.Noscript, atom.Object, atom.Iframe, atom.Select, atom.Svg, atom.Math:
		return true
	case 0:
		return n.Data == "xml" // Office's own
	}
	return false
}

// traits are what styles say of how an element is seen.
type traits uint16

const (
	undisplayed traits = 1 << iota // display: none
	invisible                      // visibility: hidden
	faded                          // opacity: 0
	shut                           // max-height: 0
	unprinted                      // Office's own mso-hide
	flat                           // height: 0
	clipped                        // nothing is seen outside of it
	tiny                           // letters that nobody can read; so are those of what stands in it, unless that says otherwise
	spaced                         // white space counts
)

// look is what one or more styles say of an element. So are preheaders hidden, text for the list of mails that is not part
// of what was written.
type look struct {
	said   traits // it is spoken of
	has    traits // those of them that the element has
	forced traits // those of them that are marked as important
}

// over is a look with what others say where it says nothing, or where they insist.
func (l look) over(lower look) look {
	kept := lower.said &^ (l.said &^ (lower.forced &^ l.forced))
	return look{l.said | lower.said, l.has&^kept | lower.has&kept, l.forced | lower.forced}
}

// beside joins looks of equal rank: where they contradict each other, the element is shown.
func (l look) beside(other look) look {
	agreed := l.has & other.has
	return look{l.said | other.said, agreed | l.has&^other.said | other.has&^l.said, l.forced | other.forced}
}

// hides says whether an element with this look is not seen. A cell of a table is as high as what stands in it.
func (l look) hides(kind atom.Atom) bool {
	const both = flat | clipped
	return l.has&(undisplayed|invisible|faded|shut|unprinted) != 0 || l.has&both == both && !isCell(kind)
}

// ownLook is what the attributes of an element say.
func ownLook(n *html.Node) (l look) {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			l = l.over(look{said: undisplayed, has: undisplayed})
		case "style":
			l = declared(a.Val).over(l)
		}
	}
	return l
}

// declared is what the declarations of a style say; of the same trait, the last one counts.
func declared(style string) (l look) {
	for {
		i := strings.IndexByte(style, ':')
		if i < 0 {
			return l
		}
		before := strings.TrimRight(style[:i], blanks)
		style = style[i+1:]
		l = declaration(lower(before[strings.LastIndexAny(before, ";/"+blanks)+1:]), style).over(l)
	}
}

// declaration is what one property says; behind its value stand others.
func declaration(name, rest string) look {
	t := traitOf(name)
	if t == 0 {
		return look{}
	}
	value, _, _ := strings.Cut(rest[:min(len(rest), declarationBytes)], ";")
	value = strings.ToLower(strings.TrimLeft(value, blanks))
	l := look{said: t}
	if hasTrait(name, value) {
		l.has = t
	}
	if name == "font" && !strings.ContainsAny(value, "0123456789") {
		return look{} // it names another property's value
	}
	if _, mark, found := strings.Cut(value, "!"); found && strings.HasPrefix(strings.TrimLeft(mark, blanks), "important") {
		l.forced = t
	}
	return l
}

// traitOf is the trait that a property is about; 0 for most.
func traitOf(property string) traits {
	switch property {
	case "display":
		return undisplayed
	case "visibility":
		return invisible
	case "opacity":
		return faded
	case "max-height":
		return shut
	case "mso-hide":
		return unprinted
	case "height":
		return flat
	case "overflow":
		return clipped
	case "font-size", "font":
		return tiny
	case "white-space":
		return spaced
	}
	return 0
}

func hasTrait(property, value string) bool {
	switch property {
	case "display":
		return strings.HasPrefix(value, "none")
	case "visibility":
		return strings.HasPrefix(value, "hidden") || strings.HasPrefix(value, "collapse")
	case "opacity", "max-height", "height":
		return isNought(value)
	case "mso-hide":
		return strings.HasPrefix(value, "all")
	case "overflow":
		return strings.HasPrefix(value, "hidden")
	case "font-size":
		return isTiny(value)
	case "font":
		return isTiny(value[max(0, strings.IndexAny(value, "0123456789")):])
	case "white-space":
		return strings.HasPrefix(value, "pre") || strings.HasPrefix(value, "break-spaces")
	}
	return false
}

// isTiny judges a size: of one pixel or less nothing can be read.
func isTiny(value string) bool {
	number, unit := cutNumber(value)
	absolute := strings.HasPrefix(unit, "px") || strings.HasPrefix(unit, "pt")
	return number != "" && (strings.Trim(number, "0.") == "" || absolute && (number == "1" || strings.HasPrefix(number, "0.")))
}

// cutNumber cuts behind figures and dots.
func cutNumber(value string) (number, rest string) {
	rest = strings.TrimLeft(value, "0123456789.")
	return value[:len(value)-len(rest)], rest
}

// isNought says whether a value is 0 of some unit and nothing more.
func isNought(value string) bool {
	number, rest := cutNumber(value)
	rest = strings.TrimLeft(strings.TrimLeft(rest, "abcdefghijklmnopqrstuvwxyz%"), blanks)
	return number != "" && strings.Trim(number, "0.") == "" && (rest == "" || rest[0] == '!')
}

const blanks = " \t\n\f\r"

// declarationBytes of a value are looked at.
const declarationBytes = 100

func attr(n *html.Node, key string) string { return valueOf(n.Attr, key) }

func valueOf(attrs []html.Attribute, key string) string {
	for _, a := range attrs {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
