package configs

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// inline writes a value on one line.
func inline(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return inlineText(v)
	case []any:
		parts := make([]string, 0, len(v))
		for _, item := range v {
			parts = append(parts, inline(item))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case map[string]any:
		parts := make([]string, 0, len(v))
		for _, key := range slices.Sorted(maps.Keys(v)) {
			parts = append(parts, key+": "+inline(v[key]))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	default:
		return fmt.Sprint(v)
	}
}

// plainText is what reads the same in quotes and without.
var plainText = regexp.MustCompile(`^[\pL\pM\pN_./@+(*\\^$][^\n\r\t,\[\]{}"'#]*$`)

// inlineText puts a text in quotes where it could be taken for something else without.
func inlineText(text string) string {
	if plainText.MatchString(text) && !strings.Contains(text, ": ") && strings.TrimSpace(text) == text {
		return text
	}
	return strconv.Quote(text)
}
