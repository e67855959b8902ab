package replies

import (
	"fmt"
	"time"

	"frontdesk/gateway"
)

// within is a promise with its preposition: "within 8 working hours".
func (w *words) within(p *gateway.Promise, workingDay time.Duration) string {
	amount := w.amount(p, workingDay, "_within")
	if amount == "" {
		return ""
	}
	return w.say("within", map[string]any{"Time": amount})
}

// promise says a promise as an amount: "8 working hours", "30 minutes", "2 days".
func (w *words) promise(p *gateway.Promise, workingDay time.Duration) string {
	return w.amount(p, workingDay, "")
}

// amount says business time, never as plain time, which would promise more. workingDay is the length of a usual day of
// the team; where it is known, and the promise is two or more whole ones, it is said in days. The form is that of the
// words: "_within" after a preposition, where the language has a case for it.
func (w *words) amount(p *gateway.Promise, workingDay time.Duration, form string) string {
	if w == nil || p == nil || p.Within <= 0 {
		return ""
	}
	within := p.Within.Round(time.Minute)
	if within < p.Within {
		within += time.Minute
	}
	switch {
	case p.Always && within >= 2*day && within%day == 0:
		return w.count(int(within/day), "day", form)
	case p.Always:
		return w.plainTime(within, form)
	case workingDay > 0 && within >= 2*workingDay && within%workingDay == 0:
		return w.count(int(within/workingDay), "working_day", form)
	case within%time.Hour == 0:
		return w.count(int(within/time.Hour), "working_hour", form)
	default:
		return w.say("working", map[string]any{"Time": w.plainTime(within, form)})
	}
}

// plainTime is "2 hours 30 minutes".
func (w *words) plainTime(d time.Duration, form string) string {
	hours, minutes := int(d/time.Hour), int(d%time.Hour/time.Minute)
	switch {
	case minutes == 0:
		return w.count(hours, "hour", form)
	case hours == 0:
		return w.count(minutes, "minute", form)
	default:
		return w.say("joined", map[string]any{"Hours": w.count(hours, "hour", form), "Minutes": w.count(minutes, "minute", form)})
	}
}

// count is a number of units in the form of the words, else in the usual one.
func (w *words) count(n int, unit, form string) string {
	if s := w.plural(unit+form, n, nil); s != "" {
		return s
	}
	return w.plural(unit, n, nil)
}

// sizeText is "12 KB".
func sizeText(bytes int64) string {
	switch {
	case bytes < 1000:
		return fmt.Sprintf("%d bytes", bytes)
	case bytes < 1000*1000:
		return fmt.Sprintf("%d KB", (bytes+500)/1000)
	default:
		return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
	}
}
