package main

import (
	"fmt"

	"frontdesk/configs"
)

// checkCommand is frontdesk check.
type checkCommand struct {
	configFlag
}

// Run prints every problem of the folder; errors make the exit status 1, warnings do not.
func (c checkCommand) Run(p process) error {
	var problems configs.Problems
	l := load(c.dir(), &problems)
	l.folder.CheckMissing(&problems)
	l.resolveSecrets(&problems)
	printProblems(p.stdout, &problems)
	if n := problems.Errors(); n > 0 {
		fmt.Fprintf(p.stderr, "%s in %s\n", count(n, "error"), c.dir())
		return errSilent
	}
	fmt.Fprintf(p.stdout, "%s is well: %s, %s, %s, %s, %s\n", c.dir(), count(len(l.channels), "channel"), count(len(l.policy.Teams), "team"),
		count(len(l.policy.Matchers.All()), "matcher"), count(len(l.policy.Articles.IDs()), "article"),
		count(len(problems.All()), "warning"))
	return nil
}
