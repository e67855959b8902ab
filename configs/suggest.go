package configs

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// Suggest returns `did you mean "x"?` for the known name nearest to a mistyped one, or "" where none is near.
func Suggest(name string, known []string) string {
	best, distance := "", nearEnough(name)+1
	folded := strings.ToLower(name)
	for _, k := range known {
		if d := levenshtein.ComputeDistance(folded, strings.ToLower(k)); d < distance && k != name {
			best, distance = k, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("did you mean %q?", best)
}

// Hint is Suggest, or a list of the known words where none is near; empty where none is known.
func Hint(word string, known ...string) string {
	if s := Suggest(word, known); s != "" {
		return s
	}
	if len(known) == 0 {
		return ""
	}
	return "known are " + strings.Join(known, ", ")
}

// nearEnough is how many letters may differ: about a third, so that two swapped ones count too from four letters on.
// Very long names are not compared.
func nearEnough(name string) int {
	n := utf8.RuneCountInString(name)
	if n > 100 {
		return 0
	}
	return (n + 2) / 3
}

// suggestKey is the hint for an unknown key: the nearest known one, else all known ones.
func suggestKey(name string, known []string) string {
	if s := Suggest(name, known); s != "" {
		return s
	}
	if len(known) == 0 {
		return ""
	}
	return "known here: " + strings.Join(known, ", ")
}
