// Package htmltext makes readable text of the HTML of a mail. [Text] is all there is.
//
// What no reader sees is dropped, by the styles of elements (hidden.go) and by the page's style elements (sheet.go), blocks
// become lines, quotes get their ">". What mail programs mark as a quote, a signature or a forwarded mail by their own
// classes and ids (mark.go) is handed on as ranges of the text; package trim judges them together with the words.
//
// The tree of most pages is made here (usual.go), that of all others by golang.org/x/net/html, which knows what browsers do
// with any page and takes several times as long. Both are shown alike.
//
// It shows no layout: tables become lines of cells, pictures nothing. It is bounded: of a page that is too large or too
// deep only the words are kept (words.go).
package htmltext
