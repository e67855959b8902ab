package screen

import (
	"strings"

	"frontdesk/gateway"
)

// index finds header fields by their names. Rules ask for many names that a mail does not have.
type index struct {
	names  []string // in lower case
	values []string
	starts [64]int16 // by hash: 1 + the topmost field of a chain
	next   []int16   // by field: 1 + the next field of the chain, further below
}

func newIndex(names, values []string) index {
	x := index{names: names, values: values, next: make([]int16, len(names))}
	for i := len(names) - 1; i >= 0; i-- {
		h := hash(names[i])
		x.next[i], x.starts[h] = x.starts[h], int16(i+1) // maxFields bounds it
	}
	return x
}

// hash of names tells most of those in use apart.
func hash(name string) uint {
	if name == "" {
		return 0
	}
	n := len(name)
	return (uint(n)*7 + uint(name[0]) + uint(name[n-1])*3 + uint(name[n/2])*5) & 63
}

// first is the topmost value of a field.
func (x *index) first(name string) (value string, ok bool) {
	for i := x.starts[hash(name)]; i > 0; i = x.next[i-1] {
		if x.names[i-1] == name {
			return x.values[i-1], true
		}
	}
	return "", false
}

// all are the values of a field, topmost first.
func (x *index) all(name string) []string {
	var found []string
	for i := x.starts[hash(name)]; i > 0; i = x.next[i-1] {
		switch at := int(i - 1); {
		case x.names[at] != name:
		case found == nil:
			found = x.values[at : at+1 : at+1]
		default:
			found = append(found, x.values[at])
		}
	}
	return found
}

// lowerNames are the names of fields in lower case, all in one text to save memory.
func lowerNames(fields []gateway.HeaderField) []string {
	size := 0
	for _, f := range fields {
		size += len(f.Name)
	}
	var all strings.Builder
	all.Grow(size)
	ends := make([]int, len(fields))
	for i, f := range fields {
		writeLower(&all, strings.TrimSpace(f.Name))
		ends[i] = all.Len()
	}
	names, start := make([]string, len(fields)), 0
	for i, end := range ends {
		names[i] = all.String()[start:end]
		start = end
	}
	return names
}

func writeLower(b *strings.Builder, s string) {
	if !isASCII(s) {
		s = strings.ToLower(s)
	}
	for i := range len(s) {
		b.WriteByte(lower(s[i]))
	}
}

// lower is a character of ASCII in lower case.
func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c | 0x20
	}
	return c
}
