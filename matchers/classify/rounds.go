package classify

// corpus is what is learnt from: texts with their classes. The class of a sentence that asks for nothing is the last.
type corpus struct {
	texts    [][]feature
	lengths  []int // in words
	of       []int
	labels   int // classes of examples; one more where there are sentences that ask for nothing
	examples int // they are the first texts
	nothing  bool
}

func (c *corpus) classes() int {
	if c.nothing {
		return c.labels + 1
	}
	return c.labels
}

// round is a part of the cross-validation: what is learnt from, and what is then asked.
type round struct {
	learn  []int
	inside []int // of classes that were learnt
	left   []int // of classes that were not
	idle   []int // sentences that ask for nothing
}

// groups is into how many parts the labels are dealt, one of which a round does without.
const (
	groups      = 5
	maxLeft     = 1500 // examples of left-out labels that a round is asked
	manyTexts   = 4000 // from here on fewer rounds
	fewRounds   = 3
	usualRounds = 5
)

// newRounds deals the examples of each label evenly to rounds. Each round also does without some labels altogether:
// their examples stand in for what nobody has foreseen.
func newRounds(c *corpus) []round {
	rounds := usualRounds
	if len(c.texts) > manyTexts {
		rounds = fewRounds
	}
	random := newRandom()
	group := random.Perm(c.labels)
	at := make([]int, c.classes()) // where the next text of a class goes
	for i := range at {
		at[i] = random.IntN(rounds)
	}
	out := make([]round, rounds)
	for _, i := range random.Perm(len(c.texts)) {
		class := c.of[i]
		at[class]++
		for k := range out {
			out[k].put(i, at[class]%rounds == k, class == c.labels, c.labels >= groups && group[min(class, c.labels-1)]%groups == k)
		}
	}
	return out
}

func (f *round) put(i int, asked, idle, left bool) {
	switch {
	case idle && asked:
		f.idle = append(f.idle, i)
	case idle:
		f.learn = append(f.learn, i)
	case left && len(f.left) < maxLeft:
		f.left = append(f.left, i)
	case left:
	case asked:
		f.inside = append(f.inside, i)
	default:
		f.learn = append(f.learn, i)
	}
}
