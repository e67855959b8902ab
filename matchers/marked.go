package matchers

import "slices"

// marked are the rules of an index whose words have marks. Words of a message are looked up once each, so that it costs
// little however many rules there are.
type marked struct {
	words   []markedWord
	numbers map[markedWord]int
	typos   typos
	forms   *forms // nil where no word is marked with it
	phrases []anchored
	by      map[int][]int // phrases by the word that they are looked for by
}

type markedWord struct {
	text string
	mark rune
}

// anchored is a phrase and the place of the word that it is looked for by.
type anchored struct {
	*phrase
	anchor  int
	literal int // the index's
}

// add takes a phrase in, whose finding is that of a literal.
func (m *marked) add(ph *phrase, literal int) {
	for i := range ph.words {
		if w := &ph.words[i]; w.mark != 0 {
			w.id = m.word(*w)
		}
	}
	a := anchored{ph, ph.anchor(), literal}
	id := ph.words[a.anchor].id
	m.by[id] = append(m.by[id], len(m.phrases))
	m.phrases = append(m.phrases, a)
}

func (m *marked) word(w phraseWord) int {
	key := markedWord{w.text, w.mark}
	id, known := m.numbers[key]
	if known {
		return id
	}
	id = len(m.words)
	m.words = append(m.words, key)
	m.numbers[key] = id
	if w.mark == markTypos {
		m.typos.add(w.text, id)
		return id
	}
	if m.forms == nil {
		m.forms = newForms()
	}
	m.forms.add(w.text, w.raw, id)
	return id
}

// searchMarked is a message being compared with marked words.
type searchMarked struct {
	*marked
	*reading
	spans []span
	means [][]int // for each span the marked words that it may mean, sorted
}

// search tells of each phrase that is in a message where it is, the first place first.
func (m *marked) search(r *reading, hit func(literal int, at span)) {
	s := &searchMarked{marked: m, reading: r, spans: spans(r.folded.text)}
	known := map[string][]int{}
	for _, at := range s.spans {
		text := r.folded.text[at.start:at.end]
		ids, seen := known[text]
		if !seen {
			ids = s.meant(text, at)
			known[text] = ids
		}
		s.means = append(s.means, ids)
	}
	for i, ids := range s.means {
		for _, id := range ids {
			for _, n := range s.by[id] {
				if at, ok := s.phraseAt(&s.phrases[n], i); ok {
					hit(s.phrases[n].literal, at)
				}
			}
		}
	}
}

func (s *searchMarked) meant(text string, at span) []int {
	var ids []int
	if id, asWritten := s.numbers[markedWord{text, markForms}]; asWritten {
		ids = append(ids, id)
	}
	ids = s.typos.find(ids, text)
	if s.forms != nil {
		ids = s.forms.find(ids, text, s.found(at.start, at.end), s.message.Language)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// phraseAt says whether a phrase is where its anchor is word number i of the message, and from where to where.
func (s *searchMarked) phraseAt(ph *anchored, i int) (at span, ok bool) {
	first := i - ph.anchor
	if first < 0 || first+len(ph.words) > len(s.spans) {
		return at, false
	}
	text := s.folded.text
	for k, w := range ph.words {
		here := s.spans[first+k]
		from := here.start - len(w.gap)
		switch {
		case w.mark == 0 && text[here.start:here.end] != w.text,
			w.mark != 0 && !slices.Contains(s.means[first+k], w.id),
			from < 0 || text[from:here.start] != w.gap,
			k > 0 && from != s.spans[first+k-1].end:
			return at, false
		}
	}
	at = span{s.spans[first].start - len(ph.words[0].gap), s.spans[first+len(ph.words)-1].end}
	if end := at.end + len(ph.tail); end <= len(text) && text[at.end:end] == ph.tail {
		at.end = end
		return at, boundary(text, at.start) && boundary(text, at.end)
	}
	return at, false
}
