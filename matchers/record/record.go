package record

// Risk is the chance at which a bound is ever wrong, on each side: together they hold with a confidence of 95 %.
const Risk = 0.025

// Record is what people said of a matcher's answers since it has its mode.
type Record struct {
	// Answers is how often it answered, or would have.
	Answers int
	// Wrong is how many of these somebody called wrong, in the sample or not. People say so of their own accord where an answer
	// was wrong, and hardly ever where it was right, so that these words are no measure of how often it is right. But it can
	// not have been right more often than in all others.
	Wrong int
	// Sample is what was judged since it was drawn, not since somebody had something to say. It is biased where people leave
	// out those that are hard to judge, or approve drafts without reading.
	Sample []Judged
}

// Judged is one case of a sample.
type Judged struct {
	Right bool
	// Share is the chance with which it was drawn, above 0, at most 1.
	Share float64
}

// Tally counts the sample.
func (r Record) Tally() Tally {
	var t Tally
	for _, j := range r.Sample {
		if j.Right {
			t.Right++
		} else {
			t.Wrong++
		}
	}
	return t
}

// Precision is the share of right answers, 0 to 1; false where none of the sample is judged. Each case stands for as many as
// its chance to be drawn says (Horvitz and Thompson, A generalization of sampling without replacement from a finite universe,
// J. Amer. Statist. Assoc. 47, 1952; divided by the weights, as Hájek has it), so that it stays unbiased where the share
// that is drawn was changed.
func (r Record) Precision() (float64, bool) {
	right, all := 0.0, 0.0
	for _, j := range r.Sample {
		weight := 1 / j.Share
		all += weight
		if j.Right {
			right += weight
		}
	}
	if all == 0 {
		return 0, false
	}
	return right / all, true
}

// Bounds are those of the precision, each with Risk, at all looks together. The upper one is the lower of two: what the sample
// says, and what is left where every answer that nobody called wrong was right. They take a matcher to be as good at the end
// as it was at the beginning, which is why a record is not to be older than some months.
func (r Record) Bounds() (low, high float64) {
	sample := r.Tally()
	said := Tally{Right: max(0, r.Answers-r.Wrong), Wrong: r.Wrong}
	return sample.Lower(Risk), min(sample.Upper(Risk/2), said.Upper(Risk/2))
}
