// Package kb is the knowledge base: the articles that a reply may show, read from kb/**.md of the config, and the search
// among them.
//
// An article is a Markdown file whose front matter says its id, title and address, and may say more: its language (else
// recognised in its text), the questions that it answers, tags, its translations (a mapping of language to article id; one
// of a pair naming the other is enough), who keeps it right, when to review it and when it expires. The text below is
// quoted in replies, never rewritten: a passage is whole sentences that follow one another in one paragraph (passage.go),
// those that fit the question (quote.go).
//
// [Index.Find] has bleve find what shares words with a question, field by field and in the language's own way (analyze.go,
// searcher.go), orders it by how like the question is to the titles and questions of the articles (rank.go) and by what was
// learnt from these (learn.go), and says for each whether it may be shown to a customer though no matcher names it. docs/decisions/0008-retrieval.md says why so and
// what was measured. Nothing here knows the clock, and nothing here decides: package pipeline does.
// [Links] alone uses the network; only frontdesk kb check calls it.
package kb
