package matchers

import (
	"regexp"

	"frontdesk/gateway"
)

// Details are the values that the matcher asks for, each from the first of the texts that has it; nil where none has any.
func (m *Matcher) Details(texts ...string) gateway.Details {
	if len(m.Ask) == 0 {
		return nil
	}
	var parts []string
	for _, text := range texts {
		parts = append(parts, clip(text)...)
	}
	var out gateway.Details
	for _, d := range m.Ask {
		find := func(text string) []int { return findValue(d.Pattern, text) }
		if value := firstFit(find, parts); value != "" {
			if out == nil {
				out = gateway.Details{}
			}
			out[d.Name] = shorten(value)
		}
	}
	return out
}

// findValue is where the pattern's first group is, or all of it where it has none.
func findValue(re *regexp.Regexp, part string) []int {
	at := re.FindStringSubmatchIndex(part)
	if len(at) >= 4 && at[2] >= 0 {
		return at[2:4]
	}
	return at
}
