package configs

import "strings"

// FrontMatter splits a Markdown file into the YAML between two lines of "---" at its top and the text below; bodyLine is
// the line where the text begins. Without such lines meta is empty and the whole file is the text.
func FrontMatter(f File, p *Problems) (meta Section, body []byte, bodyLine int) {
	meta = Section{At: f.At(1, 1), src: f.source()}
	text := string(f.Content)
	first, rest, _ := strings.Cut(text, "\n")
	if strings.TrimRight(first, " \t") != "---" {
		return meta, f.Content, 1
	}
	// The blank line stands for the first "---", so that the lines keep their numbers.
	front, line := "\n", 2
	for rest != "" {
		var current string
		current, rest, _ = strings.Cut(rest, "\n")
		line++
		if strings.TrimRight(current, " \t") == "---" {
			meta.node = parse(front, meta.src, p)
			return meta, []byte(rest), line
		}
		front += current + "\n"
	}
	p.Add(meta.At, `the "---" at the top is not closed`, `write "---" again below the last key`)
	meta.node = broken(meta.At)
	return meta, nil, line
}
