package matchers

import (
	"strings"
	"unicode/utf8"

	"frontdesk/gateway"
)

// Bounds of a text that is searched. Of a longer one the beginning and the end are, where people say what they want.
const (
	maxText  = 64 << 10
	headSize = 48 << 10
	tailSize = maxText - headSize
)

// reading is a message as it is searched: its parts as written, and all of them folded, with a separator between them.
type reading struct {
	message *gateway.Message
	around  Around
	raw     string // the parts, joined by a byte each
	parts   []string
	folded  folded
	subject int // where the subject ends in the folded text
	body    int // number of the first part that is not the subject
}

func read(m *gateway.Message, a Around) *reading {
	r := &reading{message: m, around: a}
	r.parts = append(r.parts, clip(m.Subject)...)
	r.body = len(r.parts)
	r.parts = append(r.parts, clip(m.NewText)...)
	r.raw = strings.Join(r.parts, "\n")
	r.fold(newFolder(len(r.raw)))
	return r
}

// fold folds the parts with a folder, whose room the reading keeps.
func (r *reading) fold(f *folder) {
	offset := 0
	for i, part := range r.parts {
		f.add(part, offset)
		offset += len(part)
		f.separate(offset)
		offset++
		if i == r.body-1 {
			r.subject = len(f.out)
		}
	}
	r.folded = f.done(len(r.raw))
}

// only is a part of a message as if that was all that it says; what is around it, and what conditions ask of the message,
// stays. It holds until the folder, of which it uses the room, folds again.
func (r *reading) only(text string, f *folder) *reading {
	one := &reading{message: r.message, around: r.around, parts: []string{"", text}, body: 1, raw: "\n" + text}
	f.empty()
	one.fold(f)
	return one
}

// clip returns a text whole, or its beginning and its end, cut at white space where there is some.
func clip(s string) []string {
	if len(s) <= maxText {
		return []string{s}
	}
	head, tail := s[:headSize], s[len(s)-tailSize:]
	if i := strings.LastIndexAny(head, " \n"); i > headSize-1024 {
		head = head[:i]
	}
	if i := strings.IndexAny(tail, " \n"); i >= 0 && i < 1024 {
		tail = tail[i:]
	}
	return []string{trimBroken(head), strings.TrimLeftFunc(tail, func(r rune) bool { return r == utf8.RuneError })}
}

// trimBroken takes an incomplete rune off the end.
func trimBroken(s string) string {
	for range utf8.UTFMax {
		if r, size := utf8.DecodeLastRuneInString(s); r != utf8.RuneError || size != 1 {
			break
		}
		s = s[:len(s)-1]
	}
	return s
}

// found is what a stretch of the folded text is in the message.
func (r *reading) found(start, end int) string {
	source := r.folded.source
	to := end
	for to < len(source)-1 && source[to] == source[end-1] {
		to++
	}
	return r.raw[source[start]:min(int(source[to]), len(r.raw))]
}
