// Package classify learns from example sentences what a text asks for, and says how sure it is.
//
// [Train] makes a [Model] from examples, each a text with the label of what it asks for; [Model.Classify] gives the
// labels of a text, the best first, with a probability; [Model.Threshold] is the probability from which on answers are
// right as often as is asked for; [Model.Explain] tells the words that carried it. The same examples always give the
// same model, which can be kept ([Model.Save], [Load], [Key]).
//
// The way of a text: fold.go (one form of letters), features.go (words, parts of words, and by lexicon.go what they
// mean), vocabulary.go (a sparse vector), packed.go (a score a label), confidence.go (a probability). The way of a
// training: svm.go and softmax.go learn the same linear form in two ways, rounds.go and validate.go ask what they make
// of texts and labels that they have not seen, blend.go takes what does best, threshold.go says from where on to answer.
//
// It knows nothing of mail, chat or configs, has no clock, no disk and no network. Rules are package matchers, languages
// are told apart by package language. docs/matching.md says what to expect of it.
package classify
