package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"frontdesk/configs"
	"frontdesk/matchers"
)

// testCommand is frontdesk test: the tests that stand beside the matchers. It builds no transport and no store.
type testCommand struct {
	configFlag
	Matchers []string `arg:"" optional:"" name:"matcher" help:"Only the tests beside these matchers."`
	JUnit    string   `name:"junit" type:"path" placeholder:"FILE" help:"Write the results as JUnit XML too."`
	Verbose  bool     `short:"v" help:"Name the tests that pass too."`
}

// Run judges every test as run would judge its message. A test that fails makes the exit status 1.
func (c testCommand) Run(p process) error {
	l, err := c.mustLoad(p.stderr)
	if err != nil {
		return err
	}
	chosen, err := c.chosen(l.policy.Matchers)
	if err != nil {
		return err
	}
	t := tester{loaded: l, now: time.Now()}
	for _, m := range chosen {
		for _, one := range m.Tests {
			r := t.judge(m, one)
			t.done = append(t.done, r)
			r.print(p.stdout, c.Verbose)
		}
	}
	t.printUntested(p.stdout, chosen)
	t.printSum(p.stdout)
	if err := c.writeJUnit(t); err != nil {
		return err
	}
	if t.failed() > 0 {
		return errSilent
	}
	return nil
}

// chosen are the matchers named, or all.
func (c testCommand) chosen(set *matchers.Set) ([]*matchers.Matcher, error) {
	if len(c.Matchers) == 0 {
		return set.All(), nil
	}
	var known []string
	for _, m := range set.All() {
		known = append(known, m.Name)
	}
	var out []*matchers.Matcher
	for _, name := range c.Matchers {
		m, ok := set.Matcher(name)
		if !ok {
			return nil, errors.New(strings.TrimSuffix(fmt.Sprintf("the config has no matcher %q; %s", name, configs.Hint(name, known...)), "; "))
		}
		out = append(out, m)
	}
	return out, nil
}

func (c testCommand) writeJUnit(t tester) error {
	if c.JUnit == "" {
		return nil
	}
	f, err := os.Create(c.JUnit)
	if err != nil {
		return fmt.Errorf("write the results: %w", notWritten(c.JUnit, err))
	}
	return errors.Join(t.junit(f), f.Close())
}

func (t *tester) failed() int {
	n := 0
	for _, r := range t.done {
		if r.failed() {
			n++
		}
	}
	return n
}

func (t *tester) printSum(w io.Writer) {
	failed := t.failed()
	if len(t.done) == 0 {
		fmt.Fprintln(w, "no tests; write some beside a matcher: tests: [{say: \"Where is my order?\", expect: order-status}]")
		return
	}
	fmt.Fprintf(w, "%s: %d passed, %d failed\n", count(len(t.done), "test"), len(t.done)-failed, failed)
}

// printUntested names the matchers that tests say too little of.
func (t *tester) printUntested(w io.Writer, among []*matchers.Matcher) {
	chosen := map[*matchers.Matcher]bool{}
	for _, m := range among {
		chosen[m] = true
	}
	list := func(what string, ms []*matchers.Matcher) {
		var names []string
		for _, m := range ms {
			if chosen[m] {
				names = append(names, m.Name)
			}
		}
		if len(names) > 0 {
			fmt.Fprintf(w, "%s: %s\n", what, strings.Join(names, ", "))
		}
	}
	withoutYes, withoutNo := t.policy.Matchers.Untested()
	list("no test expects", withoutYes)
	list("no test beside it says what it is not for", withoutNo)
}
