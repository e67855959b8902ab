package classify

import "unicode/utf8"

// block is a family of features; each family of a text has the same length as a vector, whatever its number.
type block uint8

const (
	blockWord   block = iota // words and pairs of words; of scripts without spaces, single characters
	blockPart                // two to five characters in a word; of scripts without spaces, two and three
	blockNotion              // what words mean
	blockPair                // two things meant near one another
	blocks                   // their number
)

// How long a feature may be, in characters.
const (
	minPart    = 2
	maxPart    = 5
	maxCJK     = 3
	pairReach  = 4 // notions that far apart make a pair
	maxNotions = 64
)

// feature is one thing seen in a text. What it was is only kept as a hash.
type feature struct {
	hash  uint64
	block block
	shows bool   // that it is known or not shows how much of the text is known
	word  uint16 // where: the index of the (last) word
}

// reader finds the features of texts.
type reader struct {
	lexicon *lexicon
}

// read returns the features of a text, as often as they occur.
func (r reader) read(ws []word) []feature {
	return r.readInto(make([]feature, 0, 24*len(ws)+8), ws)
}

// readInto is read into room that is empty.
func (r reader) readInto(out []feature, ws []word) []feature {
	var prev uint64 = begin
	for i, w := range ws {
		if w.cjk {
			out = charGrams(out, w.text, uint16(i))
			prev = begin
			continue
		}
		h := hashWord(w.text)
		out = append(out, feature{h, blockWord, false, uint16(i)})
		if i > 0 {
			out = append(out, feature{join(prev, h), blockWord, false, uint16(i)})
		}
		prev = h
		out = parts(out, w.text, maxPart, uint16(i))
	}
	return r.notions(out, ws)
}

func hashWord(s string) uint64 { return hashString(uint64(blockWord)+seed, s) }

// charGrams are the characters of a run of a script without spaces, and all runs of two and three of them.
func charGrams(out []feature, s string, at uint16) []feature {
	for i, r := range s {
		out = append(out, feature{hashWord(s[i : i+utf8.RuneLen(r)]), blockWord, true, at})
	}
	return parts(out, s, maxCJK, at)
}

// parts are all runs of two to most characters of a word, whose ends count as characters.
func parts(out []feature, s string, most int, at uint16) []feature {
	for i := -1; i < len(s); {
		h, n, j := uint64(blockPart)+seed, 0, i
		for n < most && j <= len(s) {
			size := 1
			switch {
			case j < 0 || j == len(s):
				h = mix(h, boundary)
			default:
				_, size = utf8.DecodeRuneInString(s[j:])
				h = hashString(h, s[j:j+size])
			}
			j += size
			if n++; n >= minPart {
				out = append(out, feature{h, blockPart, true, at})
			}
		}
		if i < 0 {
			i = 0
			continue
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
	return out
}

// notions are what the words mean, once each, and pairs of notions near one another.
func (r reader) notions(out []feature, ws []word) []feature {
	if r.lexicon == nil {
		return out
	}
	var found []notionAt
	for i, w := range ws {
		if found = r.lexicon.find(found, w, uint16(i)); len(found) > maxNotions {
			break
		}
	}
	first := len(out)
	meanings(found, func(hash uint64, b block, word uint16) {
		out = appendOnce(out, first, feature{hash, b, false, word})
	})
	return out
}

// meanings tells of each notion, and of each pair of notions near one another, in any order; as often as they occur.
func meanings(found []notionAt, tell func(hash uint64, b block, word uint16)) {
	for i, a := range found {
		tell(mix(seed, a.notion), blockNotion, a.word)
		for _, b := range found[i+1 : min(i+1+pairReach, len(found))] {
			if a.notion != b.notion {
				tell(join(min(a.notion, b.notion), max(a.notion, b.notion)), blockPair, b.word)
			}
		}
	}
}

func appendOnce(out []feature, first int, f feature) []feature {
	for _, o := range out[first:] {
		if o.hash == f.hash {
			return out
		}
	}
	return append(out, f)
}

// Constants of the hash (FNV-1a); begin stands for the start of a text, boundary for the end of a word.
const (
	seed     = 14695981039346656037
	prime    = 1099511628211
	begin    = 0x9E3779B97F4A7C15
	boundary = 0x01
)

func hashString(h uint64, s string) uint64 {
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * prime
	}
	return h
}

func mix(h, x uint64) uint64 {
	h = (h ^ x) * prime
	return h ^ h>>29
}

func join(a, b uint64) uint64 { return mix(mix(a*prime, b), boundary) }
