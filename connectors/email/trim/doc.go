// Package trim tells apart what is new in the text of a mail and what is not: the quote of the mail that it answers, the
// signature, a legal notice, a forwarded mail. [Split] is all there is; it is pure and linear in the text.
//
// What it goes by are tables of what mail programs write in the languages that their makers translate to: attribution
// lines (attribution.go), blocks of header lines (header.go), separators (separator.go), lines of telephones (device.go),
// notices (notice.go). Marks that only HTML has are found by the reader of HTML, which hands them in as hints.
//
// A customer's own words are worth more than a clean cut; docs/reading.md says what that means, and how well it holds.
//
// It does not read MIME or HTML (package email does), and does not judge what a text is about.
package trim
