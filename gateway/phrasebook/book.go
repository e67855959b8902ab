// Package phrasebook finds which of many phrases stand in a text, in one pass over its bytes, whatever their number.
//
// It is no language and knows no words: packages screen and trim bring theirs, in groups, and ask which groups a text
// speaks of. Matchers, which must know where a word stands, use the automaton of a library (package matchers); this one
// forgets the places and makes nothing, so that it costs a few nanoseconds for a byte.
package phrasebook

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Book is a table of phrases. It is made ready when it is first asked: a command that reads no mail waits for none. It is
// safe for concurrent use.
type Book struct {
	automaton func() *automaton
}

// automaton goes over the bytes of folded text (Aho and Corasick, 1975). Most states are in the middle of one phrase: they
// know the one byte that leads on and where to look otherwise. The few that texts are mostly in, near the beginning and where
// phrases part, know what is behind each byte.
type automaton struct {
	class  [256]uint8 // of each byte; those of no phrase are of class 0
	column [256]uint  // of next, for each byte
	next   []uint16   // by column and state, of those below wide: the state behind
	wide   uint       // from this state on, links says what is behind
	links  []link
	blank  uint8    // the class of white space
	found  uint     // from this state on, a phrase ends in each
	says   []uint64 // by state from found on: the groups of the phrases that end there
}

// link is a state in the middle of a phrase.
type link struct {
	child, other uint16 // the state behind a byte of class, and the one that knows what is behind any other
	class        uint8
	blank        bool // behind white space, of which more is the same
}

// State is where a book stands in a text that comes in pieces. The zero value is that before the first.
type State uint

// In returns the groups of which a phrase stands in the text: bit i for groups[i] of MustNew. The text is folded as the
// phrases are, and white space at its end is none of it.
func (b *Book) In(text string) uint64 {
	heard, _ := b.Hear(strings.TrimRightFunc(text, unicode.IsSpace), 0)
	return heard
}

// Hear returns the groups of which a phrase ends in a piece of a text, and the state behind it. A phrase may begin in the
// pieces before, but a character must not.
func (b *Book) Hear(piece string, before State) (heard uint64, behind State) {
	return b.automaton().hear(piece, before)
}

// long is the size of a piece that is worth to be heard in two places at once.
const long = 256

// hear goes over a long piece in two places at once: each look-up waits for the one before, but not for that of another
// place. From the middle on, the first goes on until it is where the second was there.
func (a *automaton) hear(piece string, before State) (heard uint64, behind State) {
	if len(piece) < long {
		return a.read(piece, before)
	}
	middle := len(piece) / 2
	for middle < len(piece) && !utf8.RuneStart(piece[middle]) {
		middle++
	}
	one, two := uint(before), uint(0)
	i, j := 0, middle
	next, column, wide := a.next, &a.column, a.wide
	for i < middle && j < len(piece) {
		if c, d := piece[i], piece[j]; c < utf8.RuneSelf && d < utf8.RuneSelf {
			if one < wide {
				one = uint(next[column[c]+one])
			} else {
				one = a.linked(one, c)
			}
			if two < wide {
				two = uint(next[column[d]+two])
			} else {
				two = a.linked(two, d)
			}
			if one >= a.found {
				heard |= a.says[one-a.found]
			}
			if two >= a.found {
				heard |= a.says[two-a.found]
			}
			i, j = i+1, j+1
			continue
		}
		one, i = a.step(piece, i, one, &heard)
		two, j = a.step(piece, j, two, &heard)
	}
	inFirst, state := a.read(piece[i:middle], State(one))
	inSecond, last := a.read(piece[j:], State(two))
	inBoth, last := a.goOn(piece[middle:], state, last)
	return heard | inFirst | inSecond | inBoth, last
}

// goOn reads the begin of a piece of which the rest is read, until the state before makes no difference any more. last is
// the state behind the piece where there was none before.
func (a *automaton) goOn(piece string, before, last State) (heard uint64, behind State) {
	one, two := uint(before), uint(0)
	for i := 0; one != two; {
		if i == len(piece) {
			return heard, State(one)
		}
		var ignored uint64
		two, _ = a.step(piece, i, two, &ignored)
		one, i = a.step(piece, i, one, &heard)
	}
	return heard, last
}

func (a *automaton) read(piece string, before State) (heard uint64, behind State) {
	state := uint(before)
	next, column, wide := a.next, &a.column, a.wide
	for i := 0; i < len(piece); {
		c := piece[i]
		if c >= utf8.RuneSelf {
			state, i = a.step(piece, i, state, &heard)
			continue
		}
		if state < wide {
			state = uint(next[column[c]+state])
		} else {
			state = a.linked(state, c)
		}
		if state >= a.found {
			heard |= a.says[state-a.found]
		}
		i++
	}
	return heard, State(state)
}

// after is the state behind a byte.
func (a *automaton) after(state uint, c byte) uint {
	if state < a.wide {
		return uint(a.next[a.column[c]+state])
	}
	return a.linked(state, c)
}

// linked is the state behind a byte in the middle of a phrase.
func (a *automaton) linked(state uint, c byte) uint {
	class := a.class[c]
	for state >= a.wide {
		l := &a.links[state-a.wide]
		if class == l.class {
			return uint(l.child)
		}
		if l.blank && class == a.blank {
			return state
		}
		state = uint(l.other)
	}
	return uint(a.next[a.column[c]+state])
}

// step is the state behind the character at a place, and the place of the next.
func (a *automaton) step(piece string, at int, state uint, heard *uint64) (behind uint, next int) {
	if c := piece[at]; c < utf8.RuneSelf {
		state = a.after(state, c)
		if state >= a.found {
			*heard |= a.says[state-a.found]
		}
		return state, at + 1
	}
	r, n := utf8.DecodeRuneInString(piece[at:])
	if r = fold(r); r != unseen {
		state = a.behind(state, r, heard)
	}
	return state, at + n
}

// behind is the state behind a folded character.
func (a *automaton) behind(state uint, r rune, heard *uint64) uint {
	var buf [utf8.UTFMax]byte
	for _, c := range buf[:utf8.EncodeRune(buf[:], r)] {
		state = a.after(state, c)
		if state >= a.found {
			*heard |= a.says[state-a.found]
		}
	}
	return state
}

// unseen is what a character is folded to that readers do not see.
const unseen = -1

// fold brings a character into the form of the phrases: letters that differ by case alone are one, by the rules of
// regular expressions too, and marks of direction and joints of no width are none.
func fold(r rune) rune {
	switch {
	case r > 0x3000 && r < 0xa640, r >= 0xac00 && r < 0xd800:
		return r // East Asian: it has no case
	case unicode.IsSpace(r):
		return ' '
	case r == '’':
		return '\''
	case r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x2069, r == 0xfeff, r == 0xad:
		return unseen
	}
	return unicode.ToLower(unicode.ToUpper(r))
}
