// Package matchers says what a message is about: it loads the matchers of the config and classifies messages by them.
//
// A [Matcher] is a set of conditions with what follows from it: articles, a team, urgency. The kinds of conditions
// are one literal table (kinds.go). [Load] compiles all matchers into a [Set], [Set.Classify] says which of them fit a
// message and why, [Set.Choose] which one of these counts. Everything here is pure: no clock, no disk, no network.
//
// How words are compared is in fold.go and boundary.go. What makes thousands of matchers cheap is in index.go: one
// automaton finds all words of all matchers in one pass, and the text that a pattern cannot do without (literals.go),
// so that only the few patterns that may fit are run.
//
// It does not decide what is done with a match: that is pipeline.Decide. It does not learn: the trained part is package
// classify. Which language a text is in is said by package language.
package matchers
