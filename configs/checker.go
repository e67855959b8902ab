package configs

// Checker reports what is wrong in one section, where it stands.
type Checker struct {
	Section  Section
	Problems *Problems
}

// Bad reports an error at a key of the section, by its path of keys; the hint says what to do.
func (c Checker) Bad(what, hint string, path ...string) {
	c.Problems.Add(c.Section.Where(path...), what, hint)
}
