// Package record says how often a matcher was right, as people judged it, and how sure that is.
//
// A [Tally] counts judgements; [Tally.Upper] and [Tally.Lower] bound the share that is right among all, at every look, however
// often somebody looks. A [Record] puts together what is known of one matcher in one mode: a sample and what people said of
// their own accord, which are biased differently. Everything here is pure.
//
// It does not know where judgements come from, nor what becomes of a matcher: that is gateway/pipeline/trust.go.
package record
