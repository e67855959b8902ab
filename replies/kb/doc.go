// Package kb is the knowledge base: the articles that a reply may show, read from kb/**.md of the config.
//
// An article is a Markdown file whose front matter says its id, title and address; the text below is quoted in replies,
// never rewritten: a passage is the beginning of its first paragraph, cut at the ends of sentences (passage.go). Nothing
// here fetches pages, and nothing here decides which article fits a message: matchers name articles by id.
// How a passage looks in a reply is package replies.
package kb
