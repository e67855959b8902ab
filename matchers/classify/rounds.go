package classify

// corpus is what is learnt from: texts with their classes. The class of a sentence that asks for nothing is the last.
type corpus struct {
	texts    [][]feature
	lengths  []int // in words
	of       []int
	labels   int // classes of examples; one more where there are sentences that ask for nothing
	examples int // they are the first texts
	nothing  bool

	vocabulary *vocabulary // of all texts, and of those that were dropped
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
	labels int   // that were learnt
}

const (
	groups      = 5          // into so many parts the labels are dealt, one of which a round does without
	manyLabels  = 2 * groups // from here on a round may do without some of them and still ask the others
	maxLeft     = 1500       // examples of left-out labels that a round is asked
	manyTexts   = 4000       // from here on fewer rounds
	fewRounds   = 3
	usualRounds = 5
)

// newRounds deals the examples of each label evenly to rounds, each of which is asked its share. What nobody has foreseen is
// stood in for by the examples of labels that a round does without. Where there are many labels one round does both. Of
// few, each is missed, so that there are rounds for the one and rounds for the other.
func newRounds(c *corpus) []round {
	rounds := usualRounds
	if len(c.texts) > manyTexts {
		rounds = fewRounds
	}
	random := newRandom()
	group := random.Perm(c.labels)
	for i := range group {
		group[i] %= groups
	}
	at := make([]int, c.classes()) // where the next text of a class goes
	for i := range at {
		at[i] = random.IntN(rounds)
	}
	both := c.labels >= manyLabels
	asking, leaving := make([]round, rounds), make([]round, min(groups, c.labels))
	for _, i := range random.Perm(len(c.texts)) {
		class := c.of[i]
		at[class]++
		in := -1 // group of its label
		if class < c.labels {
			in = group[class]
		}
		for k := range asking {
			asking[k].put(i, at[class]%rounds == k, in < 0, both && in == k)
		}
		for k := range leaving {
			leaving[k].put(i, false, in < 0, in == k)
		}
	}
	if !both {
		asking = append(asking, leaving...)
	}
	for k := range asking {
		asking[k].count(c)
	}
	return asking
}

func (f *round) put(i int, asked, idle, left bool) {
	switch {
	case idle && asked:
		f.idle = append(f.idle, i)
	case left && len(f.left) < maxLeft:
		f.left = append(f.left, i)
	case left:
	case asked:
		f.inside = append(f.inside, i)
	default:
		f.learn = append(f.learn, i)
	}
}

// count says how many labels are learnt.
func (f *round) count(c *corpus) {
	seen := make([]bool, c.classes())
	for _, i := range f.learn {
		if class := c.of[i]; class < c.labels && !seen[class] {
			seen[class] = true
			f.labels++
		}
	}
}
