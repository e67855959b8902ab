package classify

import (
	"embed"
	"strings"
)

// Sentences of everyday talk that ask for nothing: a line each.
//
//go:embed background/*.txt
var backgroundFiles embed.FS

// Background returns sentences that ask for nothing, in some languages: greetings, small talk, matters of everyday life.
// They were written for this project.
func Background(languages ...string) []string {
	var out []string
	for _, code := range languages {
		content, err := backgroundFiles.ReadFile("background/" + code + ".txt")
		if err != nil {
			continue
		}
		for line := range strings.Lines(string(content)) {
			if line = strings.TrimSpace(line); line != "" {
				out = append(out, line)
			}
		}
	}
	return out
}
