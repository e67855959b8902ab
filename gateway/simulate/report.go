package simulate

import (
	"context"
	"maps"
	"slices"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/backtest"
	"frontdesk/gateway/pipeline"
)

// Options of Run.
type Options struct {
	Policy    *pipeline.Policy
	Channel   gateway.Channel
	Customers Customers
	Agents    Agents
	Progress  func(done, total int) // may be nil
}

// Report is what a simulated time was like.
type Report struct {
	Customers Customers
	Agents    Agents
	Messages  int
	Hours     []Hour
	Teams     []Team
	Decided   *backtest.Report
}

// Hour is one hour of it.
type Hour struct {
	At    time.Time
	Fates map[backtest.Fate]int
}

// Total is how many messages came.
func (h Hour) Total() int {
	n := 0
	for _, m := range h.Fates {
		n += m
	}
	return n
}

// Team is what was left for one team, and how it fared.
type Team struct {
	Name            string
	Agents          int
	Tickets, Urgent int
	Promised, Kept  int
	Half, Ninety    time.Duration // time until the answer that half and nine of ten tickets had at most; by the clock, not by hours
	Unanswered      int           // two weeks later
	Backlog         []int         // tickets that waited at the end of each hour
	Most            int           // of Backlog
	MostAt          time.Time
}

// KeptShare is the share of promises that were kept, 1 where none was made.
func (t Team) KeptShare() float64 {
	if t.Promised == 0 {
		return 1
	}
	return float64(t.Kept) / float64(t.Promised)
}

// Run plays the customers, judges what they write, and lets the teams work what is left.
func Run(ctx context.Context, o Options) (*Report, error) {
	mails := o.Customers.write()
	r := &Report{Customers: o.Customers, Agents: o.Agents, Messages: len(mails.mails), Hours: make([]Hour, o.Customers.Days*24)}
	for i := range r.Hours {
		r.Hours[i] = Hour{At: o.Customers.From.Add(time.Duration(i) * time.Hour), Fates: map[backtest.Fate]int{}}
	}
	tickets := map[string][]*ticket{}
	decided, err := backtest.Run(ctx, mails, backtest.Options{
		Policy: o.Policy, Channel: o.Channel, Progress: o.Progress,
		Judged: func(one backtest.Result) { r.note(one, tickets) },
	})
	if err != nil {
		return nil, err
	}
	r.Decided = decided
	end := o.Customers.From.AddDate(0, 0, o.Customers.Days)
	for i, name := range slices.Sorted(maps.Keys(tickets)) {
		d := &desk{team: name, calendar: calendarOf(o.Policy, name), agents: o.Agents.of(name), tickets: tickets[name]}
		backlog := d.work(o.Customers.From, end, o.Agents.Effort, o.Customers.Seed+uint64(i))
		r.Teams = append(r.Teams, d.sum(backlog, o.Customers.From))
	}
	return r, nil
}

// note counts one message, and files the ticket that it opens.
func (r *Report) note(one backtest.Result, tickets map[string][]*ticket) {
	if i := int(one.Mail.At.Sub(r.Customers.From) / time.Hour); i >= 0 && i < len(r.Hours) {
		r.Hours[i].Fates[one.Fate]++
	}
	draft := one.Judged.Decision.Ticket
	if draft == nil || one.Asked.History.Ticket != nil || draft.Urgency == gateway.UrgencyLow {
		return // what is low nobody works
	}
	tickets[draft.Team] = append(tickets[draft.Team], &ticket{created: one.Mail.At, due: draft.Due, urgent: draft.Urgency == gateway.UrgencyUrgent})
}

// sum is what became of a team's tickets.
func (d *desk) sum(backlog []int, from time.Time) Team {
	t := Team{Name: d.team, Agents: d.agents, Tickets: len(d.tickets), Backlog: backlog}
	var waits []time.Duration
	for _, one := range d.tickets {
		if one.urgent {
			t.Urgent++
		}
		if !one.due.IsZero() {
			t.Promised++
			if one.kept() {
				t.Kept++
			}
		}
		if one.answered.IsZero() {
			t.Unanswered++
			continue
		}
		waits = append(waits, one.answered.Sub(one.created))
	}
	slices.Sort(waits)
	if len(waits) > 0 {
		t.Half, t.Ninety = waits[len(waits)/2], waits[len(waits)*9/10]
	}
	for hour, n := range backlog {
		if n > t.Most {
			t.Most, t.MostAt = n, from.Add(time.Duration(hour+1)*time.Hour)
		}
	}
	return t
}
