package storetest

import (
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

func byHandContract() []contract {
	return []contract{
		{"an answer by hand is of the nearest key that its recipient knows", recipientsLead},
		{"an answer by hand goes where the customer asked for it", replyToLeads},
		{"an answer by hand may come before its message", answeredBefore},
		{"words of the customer after an answer by hand are told", wroteSince},
		{"an answer by hand waits for no other, and its words are not kept where it concerns nobody", byHandStandsAlone},
	}
}

// byHand is a mail of ours to an address, as an answer to these ids.
func (d *desk) byHand(to string, keys ...string) gateway.Event {
	e := d.mail("desk@example.com")
	e.Message.FromUs, e.Message.To = true, []gateway.Address{{Addr: to}}
	e.Message.Thread.InReplyTo = keys
	return e
}

func fromUs(people string, keys ...string) store.HistoryQuery {
	return store.HistoryQuery{Message: gateway.Message{FromUs: true, Channel: channel}, People: []string{people}, Keys: keys}
}

func recipientsLead(d *desk) {
	r1, st1 := d.answered("ann@example.org")
	r2, st2 := d.answered("ann@example.org")
	for name, c := range map[string]struct {
		q    store.HistoryQuery
		want string
	}{
		"the nearest of two":                      {fromUs("ann@example.org", "?", r2.Thread.ID, r1.Thread.ID), st2.Conversation.ID},
		"a delivery of ours":                      {fromUs("ann@example.org", st1.Deliveries[0].ID, r2.Thread.ID), st1.Conversation.ID},
		"to somebody else":                        {fromUs("eve@example.org", r1.Thread.ID), ""},
		"to nobody but ourselves":                 {store.HistoryQuery{Message: gateway.Message{FromUs: true}, Keys: []string{r1.Thread.ID}}, ""},
		"no key":                                  {fromUs("ann@example.org"), ""},
		"the mail of somebody of another channel": {store.HistoryQuery{Message: gateway.Message{FromUs: true, Channel: "sales"}, People: []string{"ann@example.org"}, Keys: []string{r1.Thread.ID}}, ""},
	} {
		if h := d.history(c.q); h.Conversation.ID != c.want {
			d.Errorf("%s: %q, want %q", name, h.Conversation.ID, c.want)
		}
	}
}

func replyToLeads(d *desk) {
	e := d.mail("ann@example.org")
	e.Message.ReplyTo = []gateway.Address{{Addr: "Ann+home@elsewhere.example"}}
	r, w := d.arrive(e)
	st := answer(r, w)
	d.must(d.Settle(d.ctx, st))
	if h := d.history(fromUs("ann@elsewhere.example", r.Thread.ID)); h.Conversation.ID != st.Conversation.ID {
		d.Errorf("conversation %q", h.Conversation.ID)
	}
}

func answeredBefore(d *desk) {
	question := d.mail("ann@example.org")
	q := store.HistoryQuery{Message: question.Message, People: []string{"ann@example.org"}}
	if d.history(q).AnsweredByHand {
		d.Error("answered by nobody")
	}
	d.accept(d.byHand("Ann@example.org", question.Message.Thread.ID))
	if !d.history(q).AnsweredByHand {
		d.Error("the answer is not known")
	}
	q.People = []string{"eve@example.org"}
	if d.history(q).AnsweredByHand {
		d.Error("passed on to somebody else is no answer")
	}
	q.People = []string{"ann@example.org"}
	d.clock.Advance(15 * 24 * time.Hour)
	swept, err := d.Sweep(d.ctx, d.clock.Now())
	d.must(err)
	if swept.ByHand != 1 || d.history(q).AnsweredByHand {
		d.Errorf("swept %+v", swept)
	}
}

func wroteSince(d *desk) {
	r, first := d.answered("ann@example.org")
	d.clock.Advance(time.Minute)
	q := fromUs("ann@example.org", r.Thread.ID)
	q.Message.Sent = d.clock.Now()
	machine := d.followUp("ann@example.org", first.Conversation, 1)
	machine.Decision.Trace.Verdict.Machine = true
	d.clock.Advance(time.Minute)
	d.must(d.Settle(d.ctx, machine))
	if d.history(q).WroteSince {
		d.Error("a machine counts as the customer's word")
	}
	later := d.followUp("ann@example.org", first.Conversation, 2)
	d.must(d.Settle(d.ctx, later))
	if !d.history(q).WroteSince {
		d.Error("the customer's new mail is not told")
	}
	q.Keys = append(q.Keys, later.Message.Thread.ID)
	if d.history(q).WroteSince {
		d.Error("the answer names the new mail, and is told to be older")
	}
}

func byHandStandsAlone(d *desk) {
	ids := d.accept(d.byHand("ann@example.org", "x@example.org"), d.byHand("ann@example.org", "y@example.org"))
	works := d.claim(store.WorkDecide)
	if len(ids) != 2 || len(works) != 2 {
		d.Fatalf("%d accepted, %d may be decided", len(ids), len(works))
	}
	r, err := d.Message(d.ctx, works[0].Key)
	d.must(err)
	st := store.Settlement{Work: works[0], Message: r.Message, Decision: gateway.Decision{Outcome: gateway.OutcomeIgnore}}
	d.must(d.Settle(d.ctx, st))
	r, err = d.Message(d.ctx, works[0].Key)
	d.must(err)
	if r.Text+r.NewText+r.Subject != "" || r.Thread.ID == "" || !r.FromUs || r.Outcome != gateway.OutcomeIgnore {
		d.Errorf("kept %+v", r)
	}
}
