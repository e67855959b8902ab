package backtest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"frontdesk/gateway"
)

// busy is mail of a few people who write often, in threads that run into one another, with copies and mail of the team.
func busy(mails int) *letters {
	l, random := &letters{}, rand.New(rand.NewPCG(7, 11))
	texts := []string{
		"Do you ship to Norway?", "I forgot my password", "Thank you!", "You are thieves, I will call my lawyer.", "Well?",
		"Where is my order LL-123456?", "Can the shade be dyed?", "I want to speak to a person.", "No, that did not help.",
	}
	ids := []string{"0@x"}
	for i := range mails {
		from := fmt.Sprintf("c%d@%s", random.IntN(12), []string{"gmail.com", "firm.example", "studio.example"}[random.IntN(3)])
		if random.IntN(12) == 0 {
			from = "support@lumen.example"
		}
		if i > 0 && random.IntN(20) == 0 {
			l.mails = append(l.mails, l.mails[random.IntN(i)]) // a copy
			continue
		}
		id := fmt.Sprintf("%d@x", i+1)
		var follows []string
		for range random.IntN(3) {
			follows = append(follows, ids[max(0, len(ids)-1-random.IntN(40))])
		}
		ids = append(ids, id)
		l.add(id, from, []string{"Question", "Re: Question", "Hello"}[random.IntN(3)], texts[random.IntN(len(texts))], follows...)
	}
	return l
}

// Mails are judged at once where they know nothing of one another; the order must not show.
func TestMailsJudgedAtOnceComeOutAsOneByOne(t *testing.T) {
	policy, channel := shop(t, nil)
	mails := busy(2 * window)
	want := fatesIn(t, policy, channel, mails)
	if n := len(slices.Compact(slices.Sorted(slices.Values(want)))); n < 8 {
		t.Fatalf("only %d kinds of fates", n)
	}
	for range 2 {
		i := 0
		report := reportOf(t, Options{Policy: policy, Channel: channel, Judged: func(r Result) {
			for want[i] == "twice" {
				i++
			}
			got := strings.TrimSuffix(string(r.Fate)+": "+r.Reason, ": ")
			if got != want[i] {
				t.Errorf("%s: %s, one by one %s", r.Mail.Name, got, want[i])
			}
			i++
		}}, mails)
		if report.Mails+report.Twice != len(mails.mails) || report.Twice == 0 {
			t.Errorf("%d mails and %d twice of %d", report.Mails, report.Twice, len(mails.mails))
		}
	}
}

func TestAMailWaitsForAllThatItMayKnowOf(t *testing.T) {
	l := newLanes()
	waits := func(keys, threads string) []int {
		var on []int
		before, _ := l.enter(strings.Fields(keys), strings.Fields(threads))
		for _, end := range before {
			on = append(on, slices.Index(l.ends[:], end))
		}
		slices.Sort(on)
		return slices.Compact(on)
	}
	for i, c := range []struct {
		keys, threads string
		want          []int
	}{
		{"ann", "1", nil},
		{"bob", "2", nil},
		{"ann ann", "3 1", []int{0}},
		{"cleo", "4 2 1", []int{1, 2}}, // the threads run into one another
		{"dan", "5 3", []int{3}},
		{"eve", "6 2", []int{4}},
		{"bob", "", []int{1}},
		{"", "", nil},
	} {
		if got := waits(c.keys, c.threads); !slices.Equal(got, c.want) {
			t.Errorf("mail %d waits for %v, want %v", i, got, c.want)
		}
	}
	for range 100 * window {
		waits(fmt.Sprint("k", l.next), "")
	}
	if len(l.last) > 32*window {
		t.Errorf("%d keys are kept", len(l.last))
	}
	if got := waits("ann", "6"); len(got) > 0 {
		t.Errorf("waits for %v, which ended long ago", got)
	}
}

// Each mail that is judged has its place before the next one takes it, however many wait in one lane.
func TestALaneLongerThanTheWindowIsGoneThrough(t *testing.T) {
	policy, channel := shop(t, nil)
	l := &letters{}
	for i := range window + 3 {
		l.add(fmt.Sprintf("%d@x", i), "ann@firm.example", "Question", "Do you ship to Norway?", fmt.Sprintf("%d@x", i-1))
	}
	report := reportOf(t, Options{Policy: policy, Channel: channel, Keys: gateway.NewKeyring(), Baseline: policy, BaselineChannel: channel}, l)
	if report.Mails != len(l.mails) || report.Changes.Total != 0 {
		t.Errorf("%d mails of %d, %d changes by the same policy", report.Mails, len(l.mails), report.Changes.Total)
	}
}
