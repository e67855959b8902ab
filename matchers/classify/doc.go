// Package classify learns from example sentences what a text asks for, and says how sure it is.
//
// [Train] makes a [Model] from examples, each a text with the label of what it asks for; [Model.Classify] gives the
// labels of a text, the best first, with a probability each; [Model.Threshold] is the probability from which an answer
// is right as often as asked for. The same examples always give the same model.
//
// The way of a text: fold.go (one form of letters), features.go (words, parts of words, notions), vocabulary.go (a
// sparse vector), linear.go (a score a label), confidence.go (a probability). The way of training: svm.go and
// softmax.go learn the same linear form in two ways, folds.go and stand.go find out how they do on texts they have not
// seen, blend.go takes what does best, threshold.go says from where on to trust it.
//
// It knows nothing of mail, chat or configs, has no clock, no disk and no network. Rules and evidence beside the trained
// part are package matchers; a model of sentence meaning is not in here.
package classify
