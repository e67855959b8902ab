package simulate

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/backtest"
	"frontdesk/matchers"
)

// Shares of what comes in; the rest is what matchers are for.
const (
	machineShare = 0.08 // out of office, newsletters
	unknownShare = 0.15 // of what customers write: what no matcher knows
	againShare   = 0.15 // of customers who write once more on the same matter
	againWithin  = 8 * time.Hour
	weekendShare = 0.4 // of a weekday
	busiestHour  = 13  // of the local day
	dayAndNight  = 0.9 // how much more comes at the busiest hour than on average
)

// Customers say who writes, when and how much.
type Customers struct {
	From    time.Time // midnight of the first day
	Days    int
	PerDay  float64 // messages on a plain weekday
	Surge   float64 // how many times as many come on the second half of the first day; 1: as usual
	Place   Place
	Seed    uint64
	Address string   // of the channel
	Texts   []string // what they write
	// Read makes of a raw mail what the channel makes of it.
	Read func(raw []byte) gateway.Event
}

// Texts are what the examples and tests of matchers say customers write, in the order of the config.
func Texts(set *matchers.Set) []string {
	var texts []string
	for _, m := range set.All() {
		for _, e := range m.Examples {
			texts = append(texts, e.Text)
		}
		for _, t := range m.Tests {
			if t.Say != "" {
				texts = append(texts, t.Say)
			}
		}
	}
	return texts
}

// unheard is what customers write that no matcher is likely to know.
var unheard = []string{
	"I read about you in the newspaper and wanted to say that I enjoyed the article very much.",
	"Could somebody from your side speak at our neighbourhood meeting in May?",
	"My grandmother says that she bought something from your founder in 1974. Do you have an archive?",
	"We are students and would like to ask you five questions for a paper.",
	"There is something odd with the third picture on your page, it is upside down.",
	"I have thought about it for a while and I am still not sure. What would you do?",
}

// again is what customers write who write once more.
var again = []string{
	"Is there any news?", "I have not heard from you yet.", "That did not help, I am afraid.", "Thanks, and one more thing: who can I call?",
}

// machines write what is no customer's: the header fields that say so, and a text.
var machines = []struct{ fields, text string }{
	{"Auto-Submitted: auto-replied\r\nSubject: Out of office", "I am away until Monday."},
	{"List-Id: <news.example>\r\nList-Unsubscribe: <https://news.example/out>\r\nPrecedence: bulk\r\nSubject: News of the week", "Ten things that you should not miss."},
	{"Auto-Submitted: auto-generated\r\nSubject: Your invoice is ready", "This mail was made by a machine."},
}

// mail is one that will come.
type mail struct {
	at       time.Time
	customer int
	number   int
	follows  *mail // the one before, of the same customer
	fields   string
	text     string
}

// stream is all of them, in the order of time. It is a [backtest.Source].
type stream struct {
	customers Customers
	mails     []*mail
}

// write plays the customers minute by minute.
func (c Customers) write() *stream {
	r := rand.New(rand.NewPCG(c.Seed, 1))
	s := &stream{customers: c}
	for minute := range c.Days * 24 * 60 {
		at := c.From.Add(time.Duration(minute) * time.Minute)
		for expected := c.rate(at); r.Float64() < expected; expected-- {
			s.arrive(r, at)
		}
	}
	end := c.From.AddDate(0, 0, c.Days)
	s.mails = slices.DeleteFunc(s.mails, func(m *mail) bool { return !m.at.Before(end) })
	slices.SortStableFunc(s.mails, func(a, b *mail) int { return a.at.Compare(b.at) })
	return s
}

// rate is how many messages a minute brings on average.
func (c Customers) rate(at time.Time) float64 {
	local := at.In(c.Place.Zone)
	perMinute := c.PerDay / (24 * 60) / (1 + againShare)
	perMinute *= 1 + dayAndNight*math.Cos(float64(local.Hour()-busiestHour)*math.Pi/12)
	if d := local.Weekday(); d == time.Saturday || d == time.Sunday {
		perMinute *= weekendShare
	}
	if since := at.Sub(c.From); since >= 12*time.Hour && since < 24*time.Hour {
		perMinute *= c.Surge
	}
	return perMinute
}

// arrive lets somebody write, and perhaps once more.
func (s *stream) arrive(r *rand.Rand, at time.Time) {
	m := &mail{at: at.Add(time.Duration(r.IntN(60)) * time.Second), number: len(s.mails), customer: len(s.mails)}
	switch kind := r.Float64(); {
	case kind < machineShare:
		machine := machines[r.IntN(len(machines))]
		m.fields, m.text = machine.fields, machine.text
		s.mails = append(s.mails, m)
		return
	case kind < machineShare+unknownShare || len(s.customers.Texts) == 0:
		m.text = unheard[r.IntN(len(unheard))]
	default:
		m.text = s.customers.Texts[r.IntN(len(s.customers.Texts))]
	}
	m.fields = "Subject: " + subject(m.text)
	s.mails = append(s.mails, m)
	if r.Float64() < againShare {
		later := m.at.Add(time.Duration(r.ExpFloat64() * float64(againWithin)))
		s.mails = append(s.mails, &mail{
			at: later, number: len(s.mails), customer: m.customer, follows: m, fields: "Subject: Re: " + subject(m.text), text: again[r.IntN(len(again))],
		})
	}
}

// subject is the beginning of a text, in plain letters.
func subject(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	plain := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return -1
		}
		return r
	}, line)
	if words := strings.Fields(plain); len(words) > 0 {
		return strings.Join(words[:min(len(words), 5)], " ")
	}
	return "Question"
}

// Len implements [backtest.Source].
func (s *stream) Len() int { return len(s.mails) }

// Each implements [backtest.Source].
func (s *stream) Each(ctx context.Context, each func(backtest.Mail) error) error {
	for _, m := range s.mails {
		if err := ctx.Err(); err != nil {
			return err
		}
		e := s.customers.Read(s.raw(m))
		e.Kind = gateway.EventMessage
		if err := each(backtest.Mail{Name: fmt.Sprint(m.number), At: m.at, Event: e}); err != nil {
			return err
		}
	}
	return nil
}

// raw is the mail as it would lie in the mailbox.
func (s *stream) raw(m *mail) []byte {
	from := fmt.Sprintf("customer%d@customers%d.example", m.customer, m.customer)
	date := m.at.Format(time.RFC1123Z)
	head := "Return-Path: <" + from + ">\r\nReceived: from mx by mx; " + date + "\r\nFrom: <" + from + ">\r\nTo: <" + s.customers.Address + ">\r\n" +
		m.fields + "\r\nDate: " + date + "\r\nMessage-ID: <" + m.id() + ">\r\n"
	if m.follows != nil {
		head += "In-Reply-To: <" + m.follows.id() + ">\r\nReferences: <" + m.follows.id() + ">\r\n"
	}
	return []byte(head + "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" +
		strings.ReplaceAll(m.text, "\n", "\r\n") + "\r\n")
}

func (m *mail) id() string { return fmt.Sprintf("s%d@customers.example", m.number) }
