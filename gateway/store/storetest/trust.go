package storetest

import (
	"reflect"
	"strconv"
	"sync"
	"time"

	"frontdesk/gateway/store"
)

func trustContract() []contract {
	return []contract{
		{"what matchers answered is kept with its message", trialsAreKept},
		{"what was drawn waits to be judged, the oldest first", drawnWaits},
		{"a track record has the last words on each answer", trackRecord},
		{"judgements of what was no answer are left out", judgementsNeedTrials},
		{"whoever looks for judgements finds whose matchers they are", judgedSince},
		{"a change of mode is kept with its evidence, and told once", modeChanges},
		{"of those who decide a change at once, one does", modeChangesOnce},
		{"all of it is in a backup", trustIsInABackup},
	}
}

// tried lets a mail arrive to which a matcher gives an answer.
func (d *desk) tried(one store.Trial) (store.Received, store.Settlement) {
	d.Helper()
	r, w := d.arrive(d.mail("ann@example.org"))
	st := answer(r, w)
	st.Trials = []store.Trial{one}
	d.must(d.Settle(d.ctx, st))
	d.clock.Advance(time.Second)
	return r, st
}

func trialsAreKept(d *desk) {
	link := "https://example.org/refunds"
	at := d.clock.Now()
	r, w := d.arrive(d.mail("ann@example.org"))
	st := answer(r, w)
	st.Trials = []store.Trial{{Matcher: "refund", Mode: "auto", Share: 0.05, Drawn: true, Links: []string{link}}, {Matcher: "gift", Mode: "shadow", Share: 0.05}}
	d.must(d.Settle(d.ctx, st))
	d.tried(store.Trial{Matcher: "refund", Mode: "auto", Share: 1})
	for _, list := range []func() ([]store.Trial, error){
		func() ([]store.Trial, error) { return d.Trials(d.ctx, st.Conversation.ID) },
		func() ([]store.Trial, error) { return d.MessageTrials(d.ctx, r.ID) },
	} {
		got, err := list()
		d.must(err)
		if len(got) != 2 || got[0].Matcher != "gift" || got[0].Drawn || len(got[0].Links) != 0 {
			d.Fatalf("got %+v", got)
		}
		one := got[1]
		if one.Message != r.ID || one.Mode != "auto" || one.Share != 0.05 || !one.Drawn || len(one.Links) != 1 || one.Links[0] != link || !one.At.Equal(at) {
			d.Errorf("got %+v", one)
		}
	}
	if got, err := d.Trials(d.ctx, ""); err != nil || len(got) != 0 {
		d.Errorf("of no conversation: %+v, %v", got, err)
	}
}

func drawnWaits(d *desk) {
	first, _ := d.tried(store.Trial{Matcher: "refund", Mode: "auto", Share: 0.05, Drawn: true})
	d.tried(store.Trial{Matcher: "refund", Mode: "auto", Share: 0.05})
	d.tried(store.Trial{Matcher: "refund", Mode: "draft", Share: 1, Drawn: true})
	second, _ := d.tried(store.Trial{Matcher: "gift", Mode: "shadow", Share: 0.05, Drawn: true})
	waiting := func(want ...string) {
		d.Helper()
		got, err := d.ToJudge(d.ctx, 10)
		d.must(err)
		if len(got) != len(want) {
			d.Fatalf("%d wait, want %d: %+v", len(got), len(want), got)
		}
		for i := range want {
			if got[i].Message != want[i] {
				d.Errorf("number %d is %s, want %s", i, got[i].Message, want[i])
			}
		}
	}
	waiting(first.ID, second.ID)
	if got, err := d.ToJudge(d.ctx, 1); err != nil || len(got) != 1 {
		d.Errorf("at most one: %+v, %v", got, err)
	}
	d.judge(store.Judgement{Message: first.ID, Matcher: "refund", By: store.JudgedWord})
	waiting(first.ID, second.ID) // somebody's word is no review
	d.judge(store.Judgement{Message: first.ID, Matcher: "refund", By: store.JudgedReview, Right: true})
	waiting(second.ID)
}

// judge stores judgements of which each is of a trial.
func (d *desk) judge(js ...store.Judgement) {
	d.Helper()
	n, err := d.Judge(d.ctx, js, nil)
	d.must(err)
	if n != len(js) {
		d.Errorf("stored %d of %d judgements", n, len(js))
	}
}

func trackRecord(d *desk) {
	say := func(r store.Received, by store.JudgedBy, right bool) {
		d.judge(store.Judgement{Message: r.ID, Matcher: "refund", By: by, Who: "anna@example.org", Right: right})
	}
	d.tried(store.Trial{Matcher: "refund", Mode: "auto", Share: 0.05, Drawn: true})
	before := d.clock.Now()
	a, _ := d.tried(store.Trial{Matcher: "refund", Mode: "auto", Share: 0.05, Drawn: true})
	b, _ := d.tried(store.Trial{Matcher: "refund", Mode: "auto", Share: 0.5})
	c, _ := d.tried(store.Trial{Matcher: "refund", Mode: "draft", Share: 1, Drawn: true})
	d.tried(store.Trial{Matcher: "gift", Mode: "auto", Share: 0.05, Drawn: true})
	say(b, store.JudgedWord, false)
	say(a, store.JudgedReview, false)
	say(a, store.JudgedReview, true)
	say(a, store.JudgedWord, false)
	say(c, store.JudgedDraft, true)

	got, err := d.TrackRecord(d.ctx, "refund", "auto", before)
	d.must(err)
	want := []store.Case{{Share: 0.5}, {Drawn: true, Share: 0.05, Reviewed: true, RightReviewed: true}}
	if got.Answers != 2 || len(got.Cases) != 2 || got.Cases[0] != want[0] || got.Cases[1] != want[1] {
		d.Errorf("auto: %+v", got)
	}
	if got, err = d.TrackRecord(d.ctx, "refund", "draft", before); err != nil || got.Answers != 1 || len(got.Cases) != 1 || !got.Cases[0].Right {
		d.Errorf("draft: %+v, %v", got, err)
	}
	if got, err = d.TrackRecord(d.ctx, "refund", "auto", time.Time{}); err != nil || got.Answers != 3 {
		d.Errorf("from the beginning: %+v, %v", got, err)
	}
}

func judgementsNeedTrials(d *desk) {
	r, _ := d.answered("ann@example.org") // by no matcher
	n, err := d.Judge(d.ctx, []store.Judgement{{Message: r.ID, Matcher: "refund", By: store.JudgedReview}},
		&store.Correction{Message: r.ID, Agent: "anna@example.org", Said: "refund", Meant: "gift"})
	if d.must(err); n != 0 {
		d.Errorf("%d judgements stored", n)
	}
	said, err := d.Corrections(d.ctx, time.Time{})
	if d.must(err); len(said) != 1 || said[0].Meant != "gift" {
		d.Errorf("corrections %+v", said)
	}
}

func judgedSince(d *desk) {
	a, _ := d.tried(store.Trial{Matcher: "refund", Mode: "auto", Share: 1, Drawn: true})
	b, st := d.tried(store.Trial{Matcher: "gift", Mode: "draft", Share: 1, Drawn: true})
	names, last, err := d.JudgedSince(d.ctx, 0)
	if d.must(err); len(names) != 0 || last != 0 {
		d.Errorf("before: %v, %d", names, last)
	}
	d.judge(store.Judgement{Message: a.ID, Matcher: "refund", By: store.JudgedReview})
	names, last, err = d.JudgedSince(d.ctx, 0)
	if d.must(err); len(names) != 1 || names[0] != "refund" {
		d.Errorf("got %v", names)
	}
	r, w := d.arrive(d.mail("anna@example.org")) // and with another settlement
	later := answer(r, w)
	later.Conversation = st.Conversation
	later.Conversation.Version = 1
	later.Judgements = []store.Judgement{{Message: b.ID, Matcher: "gift", By: store.JudgedAnswer, Right: true}}
	d.must(d.Settle(d.ctx, later))
	names, _, err = d.JudgedSince(d.ctx, last)
	if d.must(err); len(names) != 1 || names[0] != "gift" {
		d.Errorf("behind %d: %v", last, names)
	}
}

func modeChanges(d *desk) {
	change := func(c store.ModeChange, before int64) {
		d.Helper()
		done, err := d.ChangeMode(d.ctx, c, before)
		if d.must(err); !done {
			d.Fatalf("%+v was not made", c)
		}
		d.clock.Advance(time.Second)
	}
	at := d.clock.Now()
	evidence := store.ModeEvidence{From: "auto", Target: 0.95, Answers: 400, Wrong: 7, Right: 20, Missed: 5, Precision: 0.8, Low: 0.55, High: 0.94}
	change(store.ModeChange{Matcher: "refund", Why: store.ModeDemoted, Configured: "auto", Mode: "draft", Evidence: evidence}, 0)
	change(store.ModeChange{Matcher: "gift", Why: store.ModePromoted, Configured: "draft", Mode: "auto"}, 0)
	d.count(store.WorkMode, 2)
	now, err := d.Modes(d.ctx)
	if d.must(err); len(now) != 2 || now[1].Matcher != "refund" || now[1].Mode != "draft" || now[1].Configured != "auto" || now[1].Evidence != evidence || !now[1].At.Equal(at) {
		d.Fatalf("modes %+v", now)
	}
	for _, w := range d.claim(store.WorkMode) {
		id, err := strconv.ParseInt(w.Key, 10, 64)
		d.must(err)
		if c, err := d.ModeChangeOf(d.ctx, id); err != nil || c.ID != id {
			d.Errorf("change %s: %+v, %v", w.Key, c, err)
		}
	}
	change(store.ModeChange{Matcher: "refund", Why: store.ModeRestored, Configured: "auto", Mode: "auto", Who: "root@example.org"}, now[1].ID)
	d.count(store.WorkMode, 2) // who restored it knows
	if peeked, err := store.PeekModes(d.ctx, d.url); err != nil || len(peeked) != 2 || peeked[1].Why != store.ModeRestored {
		d.Errorf("peeked at %+v, %v", peeked, err)
	}
	if done, err := d.ChangeMode(d.ctx, store.ModeChange{Matcher: "refund", Why: store.ModeDemoted, Mode: "draft"}, now[1].ID); err != nil || done {
		d.Errorf("a change that was decided on an old one: %v, %v", done, err)
	}
	if all, err := d.ModeHistory(d.ctx, "refund"); err != nil || len(all) != 2 || all[0].Why != store.ModeDemoted || all[1].Who != "root@example.org" {
		d.Errorf("history %+v, %v", all, err)
	}
	if all, err := d.ModeHistory(d.ctx, ""); err != nil || len(all) != 3 {
		d.Errorf("history of all %+v, %v", all, err)
	}
}

func modeChangesOnce(d *desk) {
	stores := []*store.Store{d.Store, d.open()}
	var wait sync.WaitGroup
	done := make([]bool, 8)
	errs := make([]error, len(done))
	for i := range done {
		wait.Go(func() {
			done[i], errs[i] = stores[i%2].ChangeMode(d.ctx, store.ModeChange{Matcher: "refund", Why: store.ModeDemoted, Configured: "auto", Mode: "draft"}, 0)
		})
	}
	wait.Wait()
	n := 0
	for i := range done {
		if d.must(errs[i]); done[i] {
			n++
		}
	}
	if n != 1 {
		d.Errorf("%d of %d made the change", n, len(done))
	}
	d.count(store.WorkMode, 1)
}

func trustIsInABackup(d *desk) {
	r, _ := d.tried(store.Trial{Matcher: "refund", Mode: "auto", Share: 0.05, Drawn: true, Links: []string{"https://example.org/refunds"}})
	d.judge(store.Judgement{Message: r.ID, Matcher: "refund", By: store.JudgedReview, Who: "anna@example.org"})
	change := store.ModeChange{Matcher: "refund", Why: store.ModeDemoted, Configured: "auto", Mode: "draft", Evidence: store.ModeEvidence{High: 0.9123}}
	if done, err := d.ChangeMode(d.ctx, change, 0); err != nil || !done {
		d.Fatal(err)
	}
	file, _ := d.backup()
	want, err := d.MessageTrials(d.ctx, r.ID)
	d.must(err)
	for kind, database := range targets {
		other := d.restored(file, database(d.T))
		got, err := other.MessageTrials(d.ctx, r.ID)
		d.must(err)
		known, err := other.TrackRecord(d.ctx, "refund", "auto", time.Time{})
		d.must(err)
		modes, err := other.Modes(d.ctx)
		d.must(err)
		if !reflect.DeepEqual(got, want) || len(known.Cases) != 1 || len(modes) != 1 || modes[0].Evidence.High != 0.9123 {
			d.Errorf("%s: %+v, %+v, %+v", kind, got, known, modes)
		}
	}
}
