package storetest

import (
	"bytes"
	"errors"
	"strings"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

func inboxContract() []contract {
	return []contract{
		{"accept stores message, work and cursor", acceptStoresAll},
		{"a known source or guard is stored once", knownIsStoredOnce},
		{"a guard holds within its channel only", guardWithinChannel},
		{"a lost lease stores nothing", lostLeaseStoresNothing},
		{"raw bytes and attachments come back", bytesComeBack},
		{"what strangers write does not stop a batch", strangersText},
		{"a deletion marks the message", deletionMarks},
		{"what changes in the batch that it came with counts", changesOfTheSameBatchCount},
		{"an unknown event stores nothing", unknownEvent},
		{"messages are listed newest first", newestFirst},
	}
}

func acceptStoresAll(d *desk) {
	e := d.mail("ann@example.org")
	e.NoReply = "the mailbox was rebuilt"
	a, err := d.Accept(d.ctx, d.lease, channel, []gateway.Event{e}, gateway.Cursor{Source: "INBOX", Value: "1:7"})
	d.must(err)
	if a.New != 1 || a.Known != 0 || len(a.IDs) != 1 {
		d.Fatalf("accepted %+v", a)
	}
	cursor, err := d.Cursor(d.ctx, channel, "INBOX")
	d.must(err)
	if cursor != "1:7" {
		d.Errorf("cursor %q", cursor)
	}
	r, err := d.Message(d.ctx, a.IDs[0])
	d.must(err)
	if r.Channel != channel || r.Subject != e.Message.Subject || r.NoReply != e.NoReply || r.Guard != e.Guard || r.State != store.MessageNew {
		d.Errorf("stored %+v", r)
	}
	if !r.Accepted.Equal(d.clock.Now()) {
		d.Errorf("accepted at %v, want %v", r.Accepted, d.clock.Now())
	}
	ws := d.claim(store.WorkDecide)
	if len(ws) != 1 || ws[0].Key != r.ID || ws[0].Group != "ann@example.org" || ws[0].Attempt != 1 {
		d.Errorf("work %+v", ws)
	}
}

func knownIsStoredOnce(d *desk) {
	first := d.mail("ann@example.org")
	sameSource, sameGuard := d.mail("ann@example.org"), d.mail("ann@example.org")
	sameSource.Message.SourceID = first.Message.SourceID
	sameGuard.Guard = first.Guard
	a, err := d.Accept(d.ctx, d.lease, channel, []gateway.Event{first, sameSource, sameGuard}, gateway.Cursor{})
	d.must(err)
	if a.New != 1 || a.Known != 2 {
		d.Errorf("in one batch: %+v", a)
	}
	moved := d.mail("ann@example.org")
	moved.Guard = first.Guard
	again := moved
	again.Guard = "another guard, but the source of a known one"
	for _, e := range []gateway.Event{first, sameGuard, moved, again} {
		a, err := d.Accept(d.ctx, d.lease, channel, []gateway.Event{e}, gateway.Cursor{})
		d.must(err)
		if a.New != 0 || a.Known != 1 {
			d.Errorf("%s: %+v", e.Message.SourceID, a)
		}
	}
	d.count(store.WorkDecide, 1)
}

func guardWithinChannel(d *desk) {
	e := d.mail("ann@example.org")
	d.accept(e)
	sales, err := d.AcquireLease(d.ctx, "sales", owner, term)
	d.must(err)
	a, err := d.Accept(d.ctx, sales, "sales", []gateway.Event{e}, gateway.Cursor{})
	d.must(err)
	if a.New != 1 {
		d.Errorf("in another channel: %+v", a)
	}
}

func lostLeaseStoresNothing(d *desk) {
	d.clock.Advance(2 * term)
	_, err := d.AcquireLease(d.ctx, channel, "them", term)
	d.must(err)
	_, err = d.Accept(d.ctx, d.lease, channel, []gateway.Event{d.mail("a@example.org")}, gateway.Cursor{Source: "INBOX", Value: "1:1"})
	if !errors.Is(err, gateway.ErrLeaseLost) {
		d.Errorf("error %v", err)
	}
	d.count(store.WorkDecide, 0)
	cursor, err := d.Cursor(d.ctx, channel, "INBOX")
	d.must(err)
	if cursor != "" {
		d.Errorf("cursor moved to %q", cursor)
	}
}

func bytesComeBack(d *desk) {
	e := d.mail("ann@example.org")
	e.Quarantine = "no part can be read"
	e.Raw = []byte("From: \x00\xff\r\n\r\nhello")
	e.Message.Attachments = []gateway.Attachment{
		{Name: "photo.jpg", Type: "image/jpeg", Size: 3, Content: []byte{0, 0xff, 1}},
		{Name: "film.mp4", Type: "video/mp4", Size: 1 << 30},
		{Name: "empty.txt", Type: "text/plain", Content: []byte{}},
	}
	r, err := d.Message(d.ctx, d.accept(e)[0])
	d.must(err)
	raw, err := d.Raw(d.ctx, r.ID)
	d.must(err)
	if !bytes.Equal(raw, e.Raw) || !r.HasRaw {
		d.Errorf("raw %q, has %v", raw, r.HasRaw)
	}
	content, err := d.Attachment(d.ctx, r.Attachments[0].ID)
	d.must(err)
	if !bytes.Equal(content, e.Message.Attachments[0].Content) {
		d.Errorf("attachment %v", content)
	}
	if r.Attachments[1].ID != "" || r.Attachments[2].ID == "" {
		d.Errorf("attachments %+v", r.Attachments)
	}
	if e.Message.Attachments[0].ID != "" {
		d.Error("the caller's event was changed")
	}
	if _, err := d.Raw(d.ctx, "nothing"); !errors.Is(err, store.ErrNotFound) {
		d.Errorf("raw of nothing: %v", err)
	}
}

func strangersText(d *desk) {
	bad := d.mail("x")
	bad.Message.Author.Addr = "a\x00b\xff" + strings.Repeat("ä", 4000) + "@example.org"
	bad.Message.Thread.ID = strings.Repeat("long\x00", 3000)
	bad.Message.Subject, bad.Message.Text = "nul \x00", "broken \xc3\x28 \x00"
	bad.Message.SourceID = "INBOX/\xff\x00/1"
	bad.Guard = "g\x00\xff"
	bad.Quarantine = "header: \xff\x00"
	ids := d.accept(bad, d.mail("ann@example.org"))
	if len(ids) != 2 {
		d.Fatalf("accepted %v", ids)
	}
	if a, err := d.Accept(d.ctx, d.lease, channel, []gateway.Event{bad}, gateway.Cursor{}); err != nil || a.Known != 1 {
		d.Errorf("again: %+v, %v", a, err)
	}
	r, err := d.Message(d.ctx, ids[0])
	d.must(err)
	st := answer(r, d.claim(store.WorkDecide)[0])
	st.Conversation.Customer, st.Conversation.Subject = r.Author.Canonical(), "s\x00\xff"
	d.must(d.Settle(d.ctx, st))
	reply := gateway.Message{Channel: channel}
	h, err := d.History(d.ctx, store.HistoryQuery{
		Message: reply, Sender: r.Author.Canonical(), Keys: []string{bad.Message.Thread.ID}, Guard: "\x00", SenderKey: "\xff", Now: d.clock.Now(),
	})
	d.must(err)
	if h.Conversation.ID != st.Conversation.ID {
		d.Errorf("conversation %q, want %q", h.Conversation.ID, st.Conversation.ID)
	}
}

func deletionMarks(d *desk) {
	e := d.mail("ann@example.org")
	id := d.accept(e)[0]
	d.accept(gateway.Event{Kind: gateway.EventDeletion, Message: gateway.Message{SourceID: e.Message.SourceID}})
	r, err := d.Message(d.ctx, id)
	d.must(err)
	if !r.Deleted.Equal(d.clock.Now()) {
		d.Errorf("deleted at %v", r.Deleted)
	}
}

func changesOfTheSameBatchCount(d *desk) {
	edited, deleted := d.said("r1", "ann", "Where is my refnd?"), d.said("r1", "ben", "Where is my order?")
	edit := edited
	edit.Kind, edit.Message.NewText = gateway.EventEdit, "Where is my refund?"
	deletion := gateway.Event{Kind: gateway.EventDeletion, Message: gateway.Message{SourceID: deleted.Message.SourceID}}
	ids := d.accept(edited, deleted, edit, deletion, d.said("r1", "cid", "Good morning"))
	if len(ids) != 3 {
		d.Fatalf("%d messages", len(ids))
	}
	r, err := d.Message(d.ctx, ids[0])
	d.must(err)
	if r.NewText != edit.Message.NewText {
		d.Errorf("the edited one says %q", r.NewText)
	}
	if r, err = d.Message(d.ctx, ids[1]); err != nil || r.Deleted.IsZero() {
		d.Errorf("the deleted one: deleted %v, %v", r.Deleted, err)
	}
	d.count(store.WorkDecide, 3)
}

func unknownEvent(d *desk) {
	events := []gateway.Event{d.mail("ann@example.org"), {Kind: "dance"}}
	if _, err := d.Accept(d.ctx, d.lease, channel, events, gateway.Cursor{}); err == nil {
		d.Error("accepted an event of an unknown kind")
	}
	d.count(store.WorkDecide, 0)
}

func newestFirst(d *desk) {
	first := d.accept(d.mail("a@example.org"), d.mail("b@example.org"))
	d.clock.Advance(time.Second)
	last := d.accept(d.mail("c@example.org"))[0]
	rs, err := d.Messages(d.ctx, store.MessageFilter{Channel: channel})
	d.must(err)
	if len(rs) != 3 || rs[0].ID != last || rs[2].ID != first[0] {
		d.Errorf("listed %d, first %s", len(rs), rs[0].ID)
	}
	rs, err = d.Messages(d.ctx, store.MessageFilter{State: store.MessageNew, After: first[1], Limit: 5})
	d.must(err)
	if len(rs) != 1 || rs[0].ID != last {
		d.Errorf("after the second: %d", len(rs))
	}
}
