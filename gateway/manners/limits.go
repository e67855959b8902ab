package manners

import (
	"fmt"
	"slices"
	"time"

	"frontdesk/gateway"
)

func tooOld(v *view) (Say, string, bool) {
	age := v.Now.Sub(v.Message.Received)
	return Queue, fmt.Sprintf("it is %s old", age.Round(time.Minute)), v.MaxAge > 0 && age > v.MaxAge
}

func urgent(v *view) (Say, string, bool) { return Speak, "it is urgent", v.Urgent }

func (v *view) graceEnd() time.Time {
	g := v.Manners.Grace
	if own := v.room().Grace; own != nil {
		g = *own
	}
	return v.Message.Received.Add(g)
}

func grace(v *view) (Say, string, bool) {
	return Wait, "people answer first", v.Now.Before(v.graceEnd())
}

func quietHours(v *view) (Say, string, bool) {
	return Queue, "nothing is said unasked at this hour", slices.ContainsFunc(v.Manners.Quiet, func(q gateway.QuietHours) bool { return within(q, v.Now) })
}

// within says whether a moment is in quiet hours, by the clock on the wall: they may pass midnight, and begin and end at the
// same hour on the days when clocks change.
func within(q gateway.QuietHours, now time.Time) bool {
	zone := q.Zone
	if zone == nil {
		zone = time.UTC
	}
	local := now.In(zone)
	at := time.Duration(local.Hour())*time.Hour + time.Duration(local.Minute())*time.Minute + time.Duration(local.Second())*time.Second
	if q.From <= q.To {
		return q.From <= at && at < q.To
	}
	return at >= q.From || at < q.To
}

func unsure(v *view) (Say, string, bool) {
	switch {
	case v.Best == nil:
		return Queue, "no matcher knows it", true
	case v.Best.Score < v.Manners.Confidence:
		return Queue, fmt.Sprintf("matcher %s is sure by %.2f, unasked it takes %.2f", v.Best.Matcher, v.Best.Score, v.Manners.Confidence), true
	}
	return "", "", false
}

// askedBefore: who asks the same again was not helped by the answer.
func askedBefore(v *view) (Say, string, bool) {
	return Queue, "its author asked the same before and was answered: now a person answers", slices.ContainsFunc(v.Past.Answers, func(a gateway.Answers) bool {
		return a.To == v.author && a.Matcher != "" && a.Matcher == v.Best.Matcher
	})
}

func cooldown(v *view) (Say, string, bool) {
	c := v.Manners.Cooldown
	for _, a := range v.Past.Answers {
		ago := v.Now.Sub(a.At)
		here := a.Room == v.Message.Room
		switch {
		case a.To == v.author && ago < c.Person:
			return Queue, "its author was answered a short while ago", true
		case here && ago < c.Room:
			return Queue, "we spoke here a short while ago", true
		case here && a.Matcher == v.Best.Matcher && ago < c.Matcher:
			return Queue, "the same was answered here a short while ago", true
		case here && v.Article != "" && slices.Contains(a.Articles, v.Article) && ago < c.Article:
			return Queue, "the same article was shown here a short while ago", true
		}
	}
	return "", "", false
}

// fewMessages is how many of ours in an hour are no burden in any room: a share of few messages says nothing.
const fewMessages = 2

func budget(v *view) (Say, string, bool) {
	p, m := v.Past, v.Manners
	switch {
	case m.HourMost > 0 && p.HourOurs >= m.HourMost:
		return Queue, fmt.Sprintf("we wrote %d messages here within an hour", p.HourOurs), true
	case m.ShareMost > 0 && p.HourOurs >= fewMessages && float64(p.HourOurs+1) > m.ShareMost*float64(p.HourAll+1):
		return Queue, fmt.Sprintf("%d of %d messages here within an hour are ours", p.HourOurs, p.HourAll), true
	}
	return "", "", false
}
