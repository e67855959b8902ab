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
	var b strings.Builder
	b.Grow(len(fields) * len("authentication"))
	ends := make([]int, len(fields))
	for i, f := range fields {
		b.WriteString(strings.TrimSpace(f.Name))
		ends[i] = b.Len()
	}
	all, names, start := b.String(), make([]string, len(fields)), 0
	plain := isASCII(all)
	if plain {
		all = strings.ToLower(all) // which keeps the lengths
	}
	for i, end := range ends {
		if names[i] = all[start:end]; !plain {
			names[i] = strings.ToLower(names[i])
		}
		start = end
	}
	return names
}
