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

// maxAlike is how like an example, as a cosine, a sentence of the background may be that is to stand for nothing.
const maxAlike = 0.3

// dropAlike takes the texts from a place on out that are like one of the examples, which are the first texts: what a
// matcher is for is not nothing.
func (c *corpus) dropAlike(examples, from int) {
	v := newVocabulary(c.texts)
	c.vocabulary = v
	xs := make([]vector, examples)
	for i := range xs {
		xs[i], _ = v.vector(c.texts[i])
	}
	kept := from
	dense := make([]float32, len(v.hashes))
	for i := from; i < len(c.texts); i++ {
		x, _ := v.vector(c.texts[i])
		for k, f := range x.at {
			dense[f] = x.value[k]
		}
		if likest(dense, xs) <= maxAlike {
			c.texts[kept], c.lengths[kept] = c.texts[i], c.lengths[i]
			kept++
		}
		for _, f := range x.at {
			dense[f] = 0
		}
	}
	c.texts, c.lengths, c.of = c.texts[:kept], c.lengths[:kept], c.of[:kept]
}

// likest is the largest cosine of a text with one of others.
func likest(dense []float32, xs []vector) float32 {
	top := float32(0)
	for _, x := range xs {
		sum := float32(0)
		for k, f := range x.at {
			sum += dense[f] * x.value[k]
		}
		top = max(top, sum)
	}
	return top
}
