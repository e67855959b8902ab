package backtest

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
	"frontdesk/gateway/screen"
)

// Report is what came out of a run.
type Report struct {
	Mails       int       // judged
	Twice       int       // the same mail again, left out
	Chats       int       // messages of chats, left out
	First, Last time.Time // zero where no mail has a date
	Undated     int       // mails without a date, which count in no day

	Fates    map[Fate]int
	Held     map[string]int // why mail that a machine may answer was not
	Screened map[string]int // by class
	Queued   int            // tickets opened
	Urgent   int            // of these
	Drafts   int            // answers that wait for a person
	Matchers map[string]*MatcherReport
	Days     map[time.Time]map[Fate]int
	Unknown  map[string]int           // shapes of subjects of mail that no matcher knows
	Shadows  map[string]*ShadowReport // matchers in shadow mode
	Unheard  []Sample                 // of what no matcher knows
	Changes  *Changes                 // nil without a baseline
	Measured *Measured                // nil without labels

	policy *pipeline.Policy
	labels Labels
}

// MatcherReport is what one matcher decided.
type MatcherReport struct {
	Name     string
	Mails    int
	Fates    map[Fate]int
	Best     []Sample // of which it is the most certain
	Riskiest []Sample
}

// ShadowReport is what a matcher in shadow mode would have done.
type ShadowReport struct {
	Fits, Decides, Answers int
}

func newReport(o Options) *Report {
	r := &Report{
		Fates: map[Fate]int{}, Held: map[string]int{}, Screened: map[string]int{}, Matchers: map[string]*MatcherReport{},
		Days: map[time.Time]map[Fate]int{}, Unknown: map[string]int{}, Shadows: map[string]*ShadowReport{},
		policy: o.Policy, labels: o.Labels,
	}
	for _, m := range o.Policy.Matchers.All() {
		r.Matchers[m.Name] = &MatcherReport{Name: m.Name, Fates: map[Fate]int{}}
	}
	if o.Baseline != nil {
		r.Changes = &Changes{Kinds: map[string]int{}}
	}
	if o.Labels != nil {
		r.Measured = newMeasured()
	}
	return r
}

// Numbers of samples that are shown.
const (
	bestShown     = 2
	riskiestShown = 4
	unheardShown  = 12
	unknownShown  = 15
)

// add counts one mail.
func (r *Report) add(res Result) {
	r.Mails++
	r.Fates[res.Fate]++
	r.addDay(res)
	if res.Fate == ByPeople {
		return
	}
	dec := res.Judged.Decision
	if dec.Ticket != nil && dec.Trace.History.Ticket == nil {
		r.Queued++
		if dec.Ticket.Urgency == gateway.UrgencyUrgent {
			r.Urgent++
		}
	}
	if dec.Draft != nil {
		r.Drafts++
	}
	r.addShadows(dec)
	if r.Measured != nil {
		r.Measured.add(r.labels, res)
	}
	if res.Fate == Screened {
		r.Screened[res.Reason]++
		return
	}
	if res.Reason != "" {
		r.Held[res.Reason]++
	}
	r.addSample(res)
}

// addDay counts one mail on its day.
func (r *Report) addDay(res Result) {
	if res.Mail.Undated {
		r.Undated++
		return
	}
	if r.First.IsZero() {
		r.First = res.Mail.At
	}
	r.Last = res.Mail.At
	d := day(res.Mail.At)
	if r.Days[d] == nil {
		r.Days[d] = map[Fate]int{}
	}
	r.Days[d][res.Fate]++
}

// Dates are the first and the last day of the mails, for people.
func (r *Report) Dates() string {
	if r.First.IsZero() {
		return "none with a date"
	}
	dates := r.First.UTC().Format(time.DateOnly) + " to " + r.Last.UTC().Format(time.DateOnly)
	if r.Undated > 0 {
		dates += fmt.Sprintf(", and %d without a date", r.Undated)
	}
	return dates
}

func (r *Report) addShadows(dec gateway.Decision) {
	for _, s := range dec.Trace.Shadow {
		one := r.Shadows[s.Match.Matcher]
		if one == nil {
			one = &ShadowReport{}
			r.Shadows[s.Match.Matcher] = one
		}
		one.Fits++
		if s.Decides {
			one.Decides++
		}
		if s.Decides && s.Outcome == gateway.OutcomeAnswer {
			one.Answers++
		}
	}
}

func (r *Report) addSample(res Result) {
	if slices.Contains([]string{reasonNone, reasonShown, reasonUnsure}, res.Reason) {
		r.Unknown[screen.Shape(res.Mail.Event.Message.Subject)]++
		if len(r.Unheard) < unheardShown {
			r.Unheard = append(r.Unheard, newSample(res))
		}
	}
	m := r.Matchers[res.Judged.Decision.Matcher]
	if m == nil {
		return
	}
	m.Mails++
	m.Fates[res.Fate]++
	if best := res.Judged.Choice.Best; best == nil || best.Name != m.Name {
		return // it goes on with what it asked before; nothing in this mail speaks for it
	}
	s := newSample(res)
	m.Riskiest = insert(m.Riskiest, s, riskiestShown, riskier)
	m.Best = insert(m.Best, s, bestShown, func(a, b Sample) int { return riskier(b, a) })
}

// May is how many mails a machine may answer.
func (r *Report) May() int {
	n := 0
	for _, f := range fates {
		if f != Screened && f != ByPeople {
			n += r.Fates[f]
		}
	}
	return n
}

// AnsweredShare is the part of the mail that a machine may answer, and did, 0 to 1.
func (r *Report) AnsweredShare() float64 { return share(r.Fates[Answered], r.May()) }

// finish renders what would have been said in the samples.
func (r *Report) finish() error {
	for _, m := range r.Matchers {
		for _, list := range [][]Sample{m.Best, m.Riskiest} {
			for i := range list {
				if err := list[i].render(r.policy); err != nil {
					return err
				}
			}
		}
	}
	if r.Measured != nil {
		r.Measured.Missing = r.labels.missing(r.Measured.seen)
	}
	return nil
}

// Counted is a name and how often it came.
type Counted struct {
	Name string
	N    int
}

// most are the entries of a count, the most frequent first, at most n of them; 0: all.
func most(counts map[string]int, n int) []Counted {
	var out []Counted
	for name, count := range counts {
		out = append(out, Counted{name, count})
	}
	slices.SortFunc(out, func(a, b Counted) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Name, b.Name)) })
	if n > 0 && len(out) > n {
		out = out[:n]
	}
	return out
}

// byMails are the matchers that decided something, the busiest first, and the names of the others.
func (r *Report) byMails() (busy []*MatcherReport, idle []string) {
	for _, m := range r.policy.Matchers.All() {
		if one := r.Matchers[m.Name]; one.Mails > 0 {
			busy = append(busy, one)
		} else if r.Shadows[m.Name] == nil {
			idle = append(idle, m.Name)
		}
	}
	slices.SortStableFunc(busy, func(a, b *MatcherReport) int { return cmp.Compare(b.Mails, a.Mails) })
	return busy, idle
}

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}
