package simulate

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"frontdesk/gateway/backtest"
)

// fates are those that can be, in the order in which they are shown.
var fates = []backtest.Fate{backtest.Answered, backtest.Asked, backtest.Told, backtest.Silent, backtest.Kept, backtest.Screened}

// capped is the reason under which a backtest counts replies that a limit withheld.
const capped = "limits of automatic replies"

const (
	barWidth   = 30
	labelWidth = 30
	hourWidth  = 10
	teamWidth  = 14 // a longer name has a line of its own
)

// heights of a small chart, of eighths.
var heights = []rune(" ▁▂▃▄▅▆▇█")

// WriteText writes the report for a terminal of 80 columns.
func (r *Report) WriteText(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", r.title(), r.scope())
	fmt.Fprintf(&b, "\nWhat becomes of them\n")
	for _, f := range fates {
		n := r.Decided.Fates[f]
		fmt.Fprintf(&b, "  %-*s %5d  %4s  %s\n", labelWidth, f, n, percent(n, r.Messages), bar(n, r.Messages))
	}
	fmt.Fprintf(&b, "  %-*s %5d\n", labelWidth, "replies withheld by limits", r.Decided.Held[capped])
	fmt.Fprintf(&b, "\nBy hour of the day, %s\n", r.Customers.Place)
	r.writeDay(&b)
	r.writeTeams(&b)
	for _, advice := range r.Advice() {
		fmt.Fprintf(&b, "\n%s\n", strings.ReplaceAll(advice, ". ", ".\n")) // a sentence a line
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (r *Report) title() string {
	if r.Customers.Days == 1 {
		return "A day like " + r.Customers.From.Format("Monday 2006-01-02")
	}
	return fmt.Sprintf("%d days from %s", r.Customers.Days, r.Customers.From.Format("Monday 2006-01-02"))
}

func (r *Report) scope() string {
	text := fmt.Sprintf("%d messages, seed %d", r.Messages, r.Customers.Seed)
	if r.Customers.Surge != 1 {
		text += fmt.Sprintf(", %g times as many on the first afternoon", r.Customers.Surge)
	}
	return text
}

// byHour sums the hours of all days, by the local hour: all, and those that a machine answered.
func (r *Report) byHour() (all, answered [24]int) {
	for _, h := range r.Hours {
		i := h.At.In(r.Customers.Place.Zone).Hour()
		all[i] += h.Total()
		answered[i] += h.Fates[backtest.Answered]
	}
	return all, answered
}

func (r *Report) writeDay(b *strings.Builder) {
	all, answered := r.byHour()
	most := max(1, slices.Max(all[:]))
	for _, row := range []struct {
		name   string
		counts [24]int
	}{{"come in", all}, {"answered", answered}} {
		fmt.Fprintf(b, "  %-*s", hourWidth, row.name)
		for _, n := range row.counts {
			c := heights[(n*8+most-1)/most]
			fmt.Fprintf(b, "%c%c", c, c)
		}
		fmt.Fprintf(b, "  most %.1f an hour\n", float64(slices.Max(row.counts[:]))/float64(r.Customers.Days))
	}
	fmt.Fprintf(b, "  %-*s0     3     6     9     12    15    18    21\n", hourWidth, "")
}

func (r *Report) writeTeams(b *strings.Builder) {
	if len(r.Teams) == 0 {
		fmt.Fprintf(b, "\nNothing is left for people.\n")
		return
	}
	fmt.Fprintf(b, "\nTeams; an answer takes %s in the median\n", span(r.Agents.Effort))
	fmt.Fprintf(b, "  %-*s %6s %7s %6s  %5s  %8s %8s  %s\n", teamWidth, "", "agents", "tickets", "urgent", "kept", "half in", "90 % in", "most waiting")
	for _, t := range r.Teams {
		name := t.name()
		if utf8.RuneCountInString(name) > teamWidth {
			fmt.Fprintf(b, "  %s\n", name)
			name = ""
		}
		fmt.Fprintf(b, "  %-*s %6d %7d %6d  %5s  %8s %8s  %s\n", teamWidth, name, t.Agents, t.Tickets, t.Urgent, t.keptText(), span(t.Half), span(t.Ninety), t.mostText(r.Customers.Place.Zone))
	}
}

func (t Team) name() string {
	if t.Name == "" {
		return "(no team)"
	}
	return t.Name
}

func (t Team) keptText() string {
	if t.Promised == 0 {
		return "-"
	}
	return percent(t.Kept, t.Promised)
}

func (t Team) mostText(zone *time.Location) string {
	if t.Most == 0 {
		return "0"
	}
	return fmt.Sprintf("%d, %s", t.Most, t.MostAt.In(zone).Format("Mon 15:04"))
}

// keptAim is the share of promises that is aimed at.
const keptAim = 0.8

// Advice says in words what an admin should look at; empty where all is well.
func (r *Report) Advice() []string {
	var out []string
	for _, t := range r.Teams {
		switch {
		case t.Agents == 0:
			out = append(out, fmt.Sprintf("%s has no agents here, and %d tickets. Give it some: --agents %s=2.", t.name(), t.Tickets, t.name()))
		case t.Unanswered > 0:
			out = append(out, fmt.Sprintf("%s does not get through: %d tickets have no answer two weeks later. More agents, or more that a machine may answer.", t.name(), t.Unanswered))
		case t.KeptShare() < keptAim:
			out = append(out, fmt.Sprintf("%s keeps %s of what it promises. More agents, a longer promise, or more that a machine may answer.", t.name(), t.keptText()))
		}
	}
	if n := r.Decided.Held[capped]; n > r.Messages/50 {
		out = append(out, fmt.Sprintf("Limits withheld %d replies. docs/screening.md says which; customers who write again get a person.", n))
	}
	return out
}

func bar(n, of int) string { return strings.Repeat("█", barWidth*n/max(1, of)) }

func percent(n, of int) string { return fmt.Sprintf("%d %%", (100*n+of/2)/max(1, of)) }

// span is a time in the two largest units that matter.
func span(d time.Duration) string {
	d = d.Round(time.Minute)
	switch h := int(d.Hours()); {
	case h >= 48:
		return fmt.Sprintf("%dd %dh", h/24, h%24)
	case h > 0:
		return fmt.Sprintf("%dh %02dm", h, int(d.Minutes())%60)
	default:
		return fmt.Sprintf("%dm", int(d.Minutes()))
	}
}
