package backtest

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
)

// textChanges is how many changes a terminal shows.
const textChanges = 40

// WriteText writes the report for a terminal.
func (r *Report) WriteText(w io.Writer, shown Shown) error {
	t := &textReport{out: tabwriter.NewWriter(w, 0, 0, 2, ' ', 0), shown: shown}
	t.head(r)
	t.counted("held back, by reason", most(r.Held, 0))
	t.counted("not for an answer, by class (docs/screening.md)", most(r.Screened, 0))
	t.matchers(r)
	t.shadows(r)
	t.counted("subjects that no matcher knows", printed(shown, most(r.Unknown, unknownShown)))
	t.changes(r.Changes)
	t.measured(r.Measured)
	if t.err != nil {
		return t.err
	}
	return t.out.Flush()
}

// textReport writes one section after the other; its cells are set off by tabs.
type textReport struct {
	out   *tabwriter.Writer
	shown Shown
	err   error
}

func (t *textReport) line(format string, args ...any) {
	if t.err == nil {
		_, t.err = fmt.Fprintf(t.out, format+"\n", args...)
	}
}

// section sets a heading. The columns of each section are their own.
func (t *textReport) section(name string) {
	if t.err == nil {
		t.err = t.out.Flush()
	}
	t.line("\n%s", name)
	if t.err == nil {
		t.err = t.out.Flush()
	}
}

func (t *textReport) head(r *Report) {
	t.line("mails: %d, %s", r.Mails, r.Dates())
	if r.Twice > 0 {
		t.line("there twice and left out: %d", r.Twice)
	}
	if r.Chats > 0 {
		t.line("messages of chats, left out since nobody knows what their rooms did around them: %d", r.Chats)
	}
	may := r.May()
	t.section(fmt.Sprintf("that a machine may answer: %d", may))
	for _, f := range fates {
		if f != Screened && f != ByPeople {
			t.line("  %s\t%d\t%.1f %%\t%s", f, r.Fates[f], 100*share(r.Fates[f], may), strings.Repeat("█", int(40*share(r.Fates[f], may)+0.5)))
		}
	}
	t.section("the rest")
	t.line("  %s\t%d", Screened, r.Fates[Screened])
	t.line("  %s\t%d", ByPeople, r.Fates[ByPeople])
	t.section("for people")
	t.line("  tickets\t%d", r.Queued)
	t.line("  of these urgent\t%d", r.Urgent)
	if r.Drafts > 0 {
		t.line("  drafts to let go\t%d", r.Drafts)
	}
}

func (t *textReport) counted(name string, list []Counted) {
	if len(list) == 0 {
		return
	}
	t.section(name)
	for _, c := range list {
		t.line("  %s\t%d", c.Name, c.N)
	}
}

func printed(shown Shown, list []Counted) []Counted {
	for i := range list {
		list[i].Name = orNothing(printable(shown.line(list[i].Name, 70)))
	}
	return list
}

func (t *textReport) matchers(r *Report) {
	busy, idle := r.byMails()
	if len(busy) > 0 {
		t.section("matchers")
		t.line("  \tmails\tanswered\tto a person\tleast certain\t")
	}
	for _, m := range busy {
		row := fmt.Sprintf("  %s\t%d\t%d\t%d\t", m.Name, m.Mails, m.Fates[Answered], m.Fates[Told]+m.Fates[Silent])
		if len(m.Riskiest) > 0 {
			risk := m.Riskiest[0]
			row += fmt.Sprintf("%.2f\t%s: %s", risk.Certainty, printable(risk.Mail.Name), printable(t.shown.line(risk.Mail.Event.Message.Subject, 40)))
		}
		t.line("%s", row)
	}
	if len(idle) > 0 {
		t.line("  never: %s", strings.Join(idle, ", "))
	}
}

func (t *textReport) shadows(r *Report) {
	if len(r.Shadows) == 0 {
		return
	}
	t.section("matchers in shadow mode, if they were trusted")
	t.line("  \tfit\twould decide\twould answer")
	for _, name := range keysOf(r.Shadows) {
		s := r.Shadows[name]
		t.line("  %s\t%d\t%d\t%d", name, s.Fits, s.Decides, s.Answers)
	}
}

func (t *textReport) changes(c *Changes) {
	if c == nil {
		return
	}
	t.section(fmt.Sprintf("decided otherwise than by the baseline: %d", c.Total))
	for _, k := range most(c.Kinds, 0) {
		t.line("  %d\t%s", k.N, k.Name)
	}
	if c.Total > 0 {
		t.section("message by message")
	}
	for _, one := range c.List[:min(len(c.List), textChanges)] {
		t.line("  %s  %s", printable(one.Now.Mail.Name), printable(t.shown.line(one.Now.Mail.Event.Message.Subject, 60)))
		for _, d := range one.Differs {
			t.line("      %s", printable(d))
		}
	}
	if more := c.Total - textChanges; more > 0 {
		t.line("  and %d more; --html shows up to %d", more, maxChanges)
	}
}

func (t *textReport) measured(m *Measured) {
	if m == nil {
		return
	}
	t.section(fmt.Sprintf("with a label: %d", m.Labelled))
	t.line("  decided by a matcher\t%d\tprecision %.3f", m.Decided, m.Precision())
	t.line("  meant for a matcher\t%d\trecall %.3f", m.Meant, m.Recall())
	t.line("  answered\t%d\tby the right matcher %d", m.Answered, m.Well)
	t.section("  by matcher")
	t.line("  \tlabelled\tdecided\tprecision\trecall")
	for _, name := range keysOf(m.Matchers) {
		one := m.Matchers[name]
		t.line("  %s\t%d\t%d\t%s\t%s", name, one.Meant, one.Decided, ratio(one.Right, one.Decided), ratio(one.Right, one.Meant))
	}
	t.counted("wrong: label → decided by", most(m.Wrong, 20))
	if len(m.Missing) > 0 {
		t.section(fmt.Sprintf("labels that fit no mail: %d, such as %s", len(m.Missing), m.Missing[0]))
	}
}

// ratio is a share for people; "-" where there is nothing that it could be of.
func ratio(part, whole int) string {
	if whole == 0 {
		return "-"
	}
	return fmt.Sprintf("%.3f", share(part, whole))
}

func keysOf[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// printable leaves out what plays tricks on a terminal: control characters, and those that turn the direction of writing.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 || r == 0x061c || r == 0x200e || r == 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return -1
		}
		return r
	}, s)
}

func orNothing(s string) string {
	if s == "" {
		return "(nothing)"
	}
	return s
}
