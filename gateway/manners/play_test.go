package manners_test

import (
	"container/heap"
	"fmt"
	"testing"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/manners"
)

// outcome is how a message ended.
type outcome struct {
	manners.Judgement
	at time.Time
}

// player is the pipeline as far as manners see it: what was said is read as the store reads it, waits end, the messages of one
// author are decided one after the other.
type player struct {
	said    []utterance
	manners gateway.Manners
	log     []gateway.Said // what the room shows, with ours
	answers []gateway.Answers
	tickets map[string]time.Time
	ended   map[int]outcome
	held    map[string][]int // messages of an author that wait for an earlier one
	busy    map[string]bool
}

// due is a message to be judged at a time; next says whether it is said then as well.
type due struct {
	at   time.Time
	i    int
	says bool
}

type queue []due

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].at.Before(q[j].at) }
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)        { *q = append(*q, x.(due)) }
func (q *queue) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}

func play(said []utterance, m gateway.Manners) *player {
	p := &player{said: said, manners: m, tickets: map[string]time.Time{}, ended: map[int]outcome{}, held: map[string][]int{}, busy: map[string]bool{}}
	q := &queue{}
	for i, u := range said {
		heap.Push(q, due{u.Received, i, true})
	}
	for q.Len() > 0 {
		d := heap.Pop(q).(due)
		u := said[d.i]
		if d.says {
			p.log = append(p.log, gateway.Said{
				ID: u.SourceID, Author: u.Author.Addr, At: u.Received, ReplyTo: u.Chat.ReplyTo, Automatic: u.Chat.Automatic,
				Settles: manners.Withdraws(u.NewText), Mentions: u.Chat.Mentions,
			})
			if u.Chat.Automatic {
				continue
			}
			if p.busy[u.Author.Addr] {
				p.held[u.Author.Addr] = append(p.held[u.Author.Addr], d.i)
				continue
			}
			p.busy[u.Author.Addr] = true
		}
		p.judge(q, d)
	}
	return p
}

func (p *player) judge(q *queue, d due) {
	u := p.said[d.i]
	j := manners.Judge(p.input(u, d.at))
	if j.Say == manners.Wait {
		heap.Push(q, due{j.Until, d.i, false})
		return
	}
	p.ended[d.i] = outcome{j, d.at}
	switch j.Say {
	case manners.Speak:
		if j.Rule != "its ticket" { // it is attached in silence
			p.log = append(p.log, gateway.Said{ID: fmt.Sprint("o", d.i), Author: "us", At: d.at, ReplyTo: u.SourceID, Ours: true})
			p.answers = append([]gateway.Answers{{At: d.at, Room: u.Room, To: u.Author.Addr, Matcher: u.best.Matcher}}, p.answers...)
		}
	case manners.Queue:
		p.tickets[u.Author.Addr] = d.at
	}
	if waits := p.held[u.Author.Addr]; len(waits) > 0 {
		p.held[u.Author.Addr] = waits[1:]
		heap.Push(q, due{d.at, waits[0], false})
		return
	}
	p.busy[u.Author.Addr] = false
}

// input reads the room as the store does: the last thirty before, all since, an hour's figures.
func (p *player) input(u utterance, now time.Time) manners.Input {
	past := gateway.RoomPast{Answers: p.answers}
	for _, s := range p.log {
		if s.At.After(now.Add(-time.Hour)) {
			past.HourAll++
			if s.Ours {
				past.HourOurs++
			}
		}
		switch {
		case s.At.Before(u.Received) && s.At.After(u.Received.Add(-time.Hour)):
			past.Before = append(past.Before, s)
		case s.At.After(u.Received):
			past.Since = append(past.Since, s)
		}
	}
	past.Before = past.Before[max(0, len(past.Before)-30):]
	ticket, has := p.tickets[u.Author.Addr]
	has = has && now.Sub(ticket) < 15*time.Minute
	return manners.Input{Message: &u.Message, Manners: p.manners, Past: past, Best: u.best, Continues: has, Ticket: has, MaxAge: time.Hour, Now: now}
}

// tally is what a played room came to.
type tally struct {
	messages, questions                                                   int
	spoken, queued, toPeople                                              int // of real questions
	unseen                                                                int // real questions that the detector took for none
	lost                                                                  int // real questions left to people whom nobody answered
	twice                                                                 int // real questions with more than one message of ours
	inExchange                                                            int // messages of ours about what people said to each other
	noise                                                                 int // messages of ours about other chatter
	tickets                                                               int // of what is no question
	talkedOver, talkedOverPlainly, overBudget, mostInHour, answeredByHand int
	seen                                                                  figures
}

func (p *player) tally() tally {
	t := tally{messages: len(p.said)}
	spoke, how := map[int]int{}, map[int]manners.Say{}
	rank := map[manners.Say]int{manners.Speak: 4, manners.Queue: 3, manners.LeaveToPeople: 2, manners.NotForUs: 1}
	byHand := p.answeredAt()
	for i, u := range p.said {
		o, judged := p.ended[i]
		if !judged {
			continue
		}
		if !u.inside {
			t.seen.count(o.Rule != "no question", u.question > 0)
		}
		speaks := o.Say == manners.Speak && o.Rule != "its ticket"
		switch {
		case u.question > 0:
			if speaks {
				spoke[u.question]++
				t.over(p.said, byHand[u.question], o.at)
			}
			if rank[o.Say] > rank[how[u.question]] {
				how[u.question] = o.Say
			}
		case speaks && u.inside:
			t.inExchange++
		case speaks:
			t.noise++
		case o.Say == manners.Queue:
			t.tickets++
		}
	}
	t.questions = len(how)
	for n, say := range how {
		t.end(say, spoke[n], byHand[n])
	}
	t.budget(p.log, p.manners)
	return t
}

// answeredAt is which message of people answered or withdrew each question.
func (p *player) answeredAt() map[int][]int {
	at := map[int][]int{}
	for i, u := range p.said {
		if u.answers > 0 {
			at[u.answers] = append(at[u.answers], i)
		}
	}
	return at
}

// over counts where we spoke although a person had answered.
func (t *tally) over(said []utterance, byHand []int, at time.Time) {
	for _, i := range byHand {
		switch {
		case !said[i].Received.Before(at):
		case said[i].plainly:
			t.talkedOverPlainly++
		default:
			t.talkedOver++
		}
	}
}

func (t *tally) end(say manners.Say, spoken int, byHand []int) {
	if spoken > 1 {
		t.twice++
	}
	if len(byHand) > 0 {
		t.answeredByHand++
	}
	switch {
	case say == manners.Speak:
		t.spoken++
	case say == manners.Queue:
		t.queued++
	case say == manners.LeaveToPeople && len(byHand) > 0:
		t.toPeople++
	case say == manners.LeaveToPeople:
		t.lost++
	case len(byHand) == 0:
		t.unseen++
	default:
		t.toPeople++
	}
}

// budget looks at every hour that ends with a message of ours.
func (t *tally) budget(log []gateway.Said, m gateway.Manners) {
	for i, s := range log {
		if !s.Ours {
			continue
		}
		all, ours := 0, 0
		for _, o := range log[:i+1] {
			if o.At.After(s.At.Add(-time.Hour)) {
				all++
				if o.Ours {
					ours++
				}
			}
		}
		t.mostInHour = max(t.mostInHour, ours)
		if ours > m.HourMost || ours > 3 && float64(ours) > m.ShareMost*float64(all) {
			t.overBudget++
		}
	}
}

func (t *tally) add(o tally) {
	for _, f := range []struct{ to, from *int }{
		{&t.messages, &o.messages},
		{&t.questions, &o.questions},
		{&t.spoken, &o.spoken},
		{&t.queued, &o.queued},
		{&t.toPeople, &o.toPeople},
		{&t.unseen, &o.unseen},
		{&t.lost, &o.lost},
		{&t.twice, &o.twice},
		{&t.inExchange, &o.inExchange},
		{&t.noise, &o.noise},
		{&t.tickets, &o.tickets},
		{&t.talkedOver, &o.talkedOver},
		{&t.talkedOverPlainly, &o.talkedOverPlainly},
		{&t.overBudget, &o.overBudget},
		{&t.answeredByHand, &o.answeredByHand},
		{&t.seen.right, &o.seen.right},
		{&t.seen.wrong, &o.seen.wrong},
		{&t.seen.missed, &o.seen.missed},
	} {
		*f.to += *f.from
	}
	t.mostInHour = max(t.mostInHour, o.mostInHour)
}

const seeds = 30

// A room is judged as it would be: see docs/manners.md for what the figures mean and what is not held.
func TestABusyRoomIsAnsweredAndNotDisturbed(t *testing.T) {
	for _, room := range []struct {
		messages int     // an hour
		lost     float64 // share of the questions that may be left to people who do not answer
	}{{500, 0.005}, {40, 0.05}} {
		t.Run(fmt.Sprint(room.messages, " an hour"), func(t *testing.T) {
			var sum tally
			for seed := range uint64(seeds) {
				one := play(newRoom(t, seed+1, room.messages), rules()).tally()
				if one.twice+one.inExchange+one.overBudget+one.talkedOver > 0 {
					t.Errorf("seed %d: %+v", seed+1, one)
				}
				sum.add(one)
			}
			t.Logf("%d seeds: %+v", seeds, sum)
			t.Logf("is a question for us: precision %.3f, recall %.3f", sum.seen.precision(), sum.seen.recall())
			if float64(sum.lost) > room.lost*float64(sum.questions) {
				t.Errorf("%d questions were left to people who did not answer", sum.lost)
			}
			if share := float64(sum.unseen) / float64(sum.questions); share > 0.08 {
				t.Errorf("%.1f %% of the questions were taken for none", 100*share)
			}
			if sum.spoken < sum.questions/10 || sum.queued == 0 || sum.toPeople == 0 {
				t.Errorf("nothing happened: %+v", sum)
			}
			if sum.noise > 3+sum.messages/800 {
				t.Errorf("%d messages of ours were about chatter", sum.noise)
			}
		})
	}
}
