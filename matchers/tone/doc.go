// Package tone hears whether a customer is angry or desperate, so that no machine answers.
//
// [Of] adds up signs: phrases (words.go, for each of ten languages), exclamation marks, capitals, repeated contact. Each has
// a weight, and each that was found is a reason. It would rather miss than mistake: signs that friendly people give too,
// such as capitals, are never enough alone, and what is denied does not count.
//
// It does not say what a message is about: that is package matchers. What follows of it is said by pipeline.Decide.
package tone
