package htmltext

import "golang.org/x/net/html/atom"

// role is what an element does to those that are open (HTML standard, section 13.2.6).
type role int

const (
	unsupported role = iota // the library knows what it does
	frame                   // html, head, body
	meta                    // of the head, also where it stands in the body
	embedded                // holds what is no part of the page
	void                    // has no content
	choice                  // select, whose content nobody sees
	rule                    // hr
	inline
	formatting // goes on behind a block that ends within
	block
	heading
	item
	form
	table
	columns // of a table
	section
	row
	cell
)

func roleOf(a atom.Atom) role {
	switch a {
	case 0, atom.Span, atom.Sub, atom.Sup, atom.Ins, atom.Del, atom.Label, atom.Abbr, atom.Acronym, atom.Cite, atom.Q, atom.Dfn, atom.Kbd, atom.Samp, atom.Var, atom.Bdo, atom.Bdi, atom.Mark, atom.Time, atom.Map:
		return inline
	case atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.Nobr, atom.S, atom.Small, atom.Strike, atom.Strong, atom.Tt, atom.U:
		return formatting
	case atom.Iframe:
		return embedded
	case atom.Br, atom.Img, atom.Wbr, atom.Area, atom.Embed, atom.Input:
		return void
	case atom.Select:
		return choice
	case atom.Hr:
		return rule
	case atom.Div, atom.P, atom.Blockquote, atom.Center, atom.Ul, atom.Ol, atom.Dl, atom.Pre, atom.Listing, atom.Address, atom.Article, atom.Aside,
		atom.Details, atom.Dir, atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Header, atom.Hgroup, atom.Main, atom.Menu, atom.Nav, atom.Section, atom.Summary:
		return block
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return heading
	case atom.Li, atom.Dd, atom.Dt:
		return item
	case atom.Table:
		return table
	case atom.Form:
		return form
	case atom.Col, atom.Colgroup:
		return columns
	case atom.Tbody, atom.Thead, atom.Tfoot:
		return section
	case atom.Tr:
		return row
	case atom.Td, atom.Th:
		return cell
	case atom.Html, atom.Head, atom.Body:
		return frame
	case atom.Meta, atom.Link, atom.Base, atom.Style, atom.Script, atom.Title:
		return meta
	}
	return unsupported
}

// isRaw says whether the content of an element is no HTML.
func isRaw(a atom.Atom) bool {
	return a == atom.Style || a == atom.Script || a == atom.Title || a == atom.Iframe
}

// holdsParts says whether an element is of a table and takes nothing but other parts of it.
func holdsParts(a atom.Atom) bool {
	return roleOf(a) == table || roleOf(a) == section || roleOf(a) == row
}

// Elements that end a look for open ones: section 13.2.4.2 of the standard calls them scopes.
func isTable(a atom.Atom) bool     { return a == atom.Table }
func isCell(a atom.Atom) bool      { return a == atom.Td || a == atom.Th }
func isScope(a atom.Atom) bool     { return isTable(a) || isCell(a) }
func isListScope(a atom.Atom) bool { return isScope(a) || a == atom.Ul || a == atom.Ol }
