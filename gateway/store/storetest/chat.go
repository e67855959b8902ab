package storetest

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

func chatContract() []contract {
	return []contract{
		{"chatter is kept without its words, for a day", chatterIsForgotten},
		{"a room is told as it stood around a message", roomIsTold},
		{"one author's words in a room belong together for a while", wordsBelongTogether},
		{"an opened room leads to its conversation", openedRoomLeads},
		{"a shared thread leads there for who takes part", sharedThreadLeads},
		{"what is said elsewhere is not kept", elsewhereIsNotKept},
		{"an edit counts until the message is settled", editCountsUntilSettled},
		{"an answer is held back when somebody answered", answeredMeanwhile},
		{"a deletion has the answer taken back", deletionTakesBack},
		{"who turns to us wakes what waits", turningToUsWakes},
		{"silence is wished and ended", silenceIsWished},
		{"a command finds its conversation", commandFindsConversation},
	}
}

// said is a chat message in a watched room.
func (d *desk) said(room, author, text string) gateway.Event {
	d.seen++
	id := room + "/" + fmt.Sprint(1000+d.seen)
	return gateway.Event{Kind: gateway.EventMessage, Message: gateway.Message{
		SourceID: id, Room: room, Author: gateway.Address{Name: "Somebody", Addr: author}, Text: text, NewText: text,
		Thread: gateway.Thread{ID: id}, Sent: d.clock.Now(), Received: d.clock.Now(),
		Chat: &gateway.Chat{Community: "c", Form: gateway.FormRoom, Watched: true},
	}}
}

// replied settles a chat message with an answer that stands in its room.
func (d *desk) replied(e gateway.Event) (store.Received, store.Settlement) {
	d.Helper()
	r, w := d.arrive(e)
	st := answer(r, w)
	post := &st.Deliveries[0]
	post.Post = &gateway.Post{Place: gateway.PlaceReply, Room: r.Room, ReplyTo: r.SourceID}
	post.Matcher, post.Articles = "refund", []string{"refund-timing"}
	post.HoldIf = []gateway.Hold{gateway.HoldIfQuestionDeleted}
	d.must(d.Settle(d.ctx, st))
	return r, st
}

// roomOf is what the history of a message tells of its room.
func (d *desk) roomOf(m gateway.Message) gateway.RoomPast {
	d.Helper()
	h := d.history(store.HistoryQuery{Message: m, Sender: m.Author.Canonical()})
	if h.Room == nil {
		d.Fatal("the history of a chat message tells nothing of its room")
	}
	return *h.Room
}

func chatterIsForgotten(d *desk) {
	r, w := d.arrive(d.said("r1", "ann", "lunch anybody?"))
	d.must(d.Settle(d.ctx, store.Settlement{Work: w, Message: r.Message, Decision: gateway.Decision{
		Outcome: gateway.OutcomeNotForUs, Reason: "no question",
		Trace: gateway.Trace{Matches: []gateway.Match{{Matcher: "food", Evidence: []gateway.Evidence{{Found: "lunch"}}}}},
	}}))
	kept, err := d.Message(d.ctx, r.ID)
	d.must(err)
	if kept.Text+kept.NewText+kept.Author.Name != "" || kept.Author.Addr != "ann" || kept.SourceID != r.SourceID {
		d.Errorf("kept of chatter: %+v", kept.Message)
	}
	trace, err := d.Trace(d.ctx, r.ID)
	d.must(err)
	if trace.Reason == "" || len(trace.Trace.Matches) != 1 || trace.Trace.Matches[0].Evidence != nil {
		d.Errorf("trace of chatter: %+v", trace)
	}
	d.clock.Advance(25 * time.Hour)
	swept, err := d.Sweep(d.ctx, d.clock.Now().Add(-time.Hour))
	d.must(err)
	if _, err := d.Message(d.ctx, r.ID); err == nil || swept.Chatter != 1 {
		d.Errorf("after a day: %+v, %v", swept, err)
	}
}

func roomIsTold(d *desk) {
	for i, who := range []string{"bob", "cay", "bob"} {
		e := d.said("r1", who, "talk")
		e.Message.Chat.Automatic = i == 1
		if ids := d.accept(e); (len(ids) == 0) != e.Message.Chat.Automatic {
			d.Errorf("%s: accepted %v", who, ids)
		}
		d.clock.Advance(time.Second)
	}
	asked, _ := d.replied(d.said("r1", "ann", "Where is my refund?"))
	d.clock.Advance(time.Second)
	back := d.said("r1", "bob", "@ann look in your mail")
	back.Message.Chat.ReplyTo, back.Message.Chat.Mentions = asked.SourceID, []string{"ann", "cay"}
	d.accept(back, d.said("r2", "dan", "another room"))
	p := d.roomOf(asked.Message)
	if len(p.Before) != 3 || p.Before[0].Author != "bob" || !p.Before[1].Automatic || len(p.Since) != 1 || p.Since[0].ReplyTo != asked.SourceID ||
		strings.Join(p.Since[0].Mentions, " ") != "ann cay" || p.Since[0].Settles {
		d.Errorf("the room: %+v", p)
	}
	if p.HourAll != 6 || p.HourOurs != 1 || len(p.Answers) != 1 || p.Answers[0].To != "ann" || p.Answers[0].Matcher != "refund" || p.Answers[0].Articles[0] != "refund-timing" {
		d.Errorf("its figures: %+v", p)
	}
	d.accept(d.said("r1", "ann", "nvm, found it"))
	if p = d.roomOf(asked.Message); len(p.Since) != 2 || !p.Since[1].Settles || p.HourAll != 7 {
		d.Errorf("after its author found it: %+v", p)
	}
}

func wordsBelongTogether(d *desk) {
	asked, st := d.replied(d.said("r1", "ann", "Where is my refund?"))
	d.clock.Advance(10 * time.Minute)
	again := d.said("r1", "ann", "And how long does it take?").Message
	again.Channel = asked.Channel
	find := func(m gateway.Message) string {
		return d.history(store.HistoryQuery{Message: m, Sender: m.Author.Canonical()}).Conversation.ID
	}
	if got := find(again); got != st.Conversation.ID {
		d.Errorf("ten minutes later: conversation %q", got)
	}
	other := again
	other.Author.Addr = "bob"
	if got := find(other); got != "" {
		d.Errorf("somebody else: conversation %q", got)
	}
	d.clock.Advance(10 * time.Minute)
	if got := find(again); got != "" {
		d.Errorf("twenty minutes later: conversation %q", got)
	}
}

func openedRoomLeads(d *desk) {
	_, st := d.replied(d.said("r1", "ann", "I want a person"))
	underWay := func(who string) bool {
		e := d.said("t9", who, "hello?")
		e.Message.Channel = channel
		return d.history(store.HistoryQuery{Message: e.Message, Sender: who, Now: d.clock.Now()}).Room.UnderWay
	}
	b := d.begin()[0]
	if !underWay("ann") || underWay("bob") {
		d.Errorf("what is being said to ann: ann %v, bob %v", underWay("ann"), underWay("bob"))
	}
	d.must(d.FinishSend(d.ctx, []store.Result{{Work: b.Work, State: gateway.DeliverySent, Receipt: gateway.Receipt{RemoteID: "t9/1", Room: "t9"}}}))
	if underWay("ann") {
		d.Error("what was said is still being said")
	}
	home, err := d.Home(d.ctx, st.Conversation.ID)
	d.must(err)
	if home != "t9" {
		d.Fatalf("home %q", home)
	}
	e := d.said("t9", "ann", "hello?")
	e.Message.Chat.Watched = false
	ids := d.accept(e)
	if len(ids) != 1 {
		d.Fatal("what the customer says in the room of the ticket is not kept")
	}
	e.Message.ID, e.Message.Channel = ids[0], channel
	if h := d.history(store.HistoryQuery{Message: e.Message, Sender: "ann"}); h.Conversation.ID != st.Conversation.ID || h.Room.Home != "t9" {
		d.Errorf("conversation %q, home %q", h.Conversation.ID, h.Room.Home)
	}
}

func sharedThreadLeads(d *desk) {
	r, w := d.arrive(d.said("r1", "ann", "Where is my refund?"))
	st := answer(r, w)
	st.Deliveries[0].Post = &gateway.Post{Place: gateway.PlaceThread, Room: "r1", ReplyTo: r.SourceID}
	d.must(d.Settle(d.ctx, st))
	b := d.begin()[0]
	d.must(d.FinishSend(d.ctx, []store.Result{{Work: b.Work, State: gateway.DeliverySent, Receipt: gateway.Receipt{RemoteID: "t8/1", Room: "t8"}}}))
	for who, want := range map[string]string{"ann": st.Conversation.ID, "bob": ""} {
		m := d.said("t8", who, "And how long does it take?").Message
		m.Channel, m.Chat.Form = channel, gateway.FormThread
		h := d.history(store.HistoryQuery{Message: m, Sender: who})
		if h.Conversation.ID != want || h.Room.Home != "" {
			d.Errorf("%s: conversation %q, home %q", who, h.Conversation.ID, h.Room.Home)
		}
	}
}

func elsewhereIsNotKept(d *desk) {
	e := d.said("r7", "ann", "not watched")
	e.Message.Chat.Watched = false
	if ids := d.accept(e); len(ids) != 0 {
		d.Errorf("kept %v", ids)
	}
	e.Message.Chat.ToUs = true
	if ids := d.accept(e); len(ids) != 1 {
		d.Error("what is said to us is not kept")
	}
}

func editCountsUntilSettled(d *desk) {
	e := d.said("r1", "ann", "Where is my refnd?")
	r, w := d.arrive(e)
	e.Kind, e.Message.Text, e.Message.NewText = gateway.EventEdit, "Where is my refund?", "Where is my refund?"
	d.accept(e)
	r, err := d.Message(d.ctx, r.ID)
	d.must(err)
	if !strings.Contains(r.NewText, "refund") || r.ID == "" {
		d.Errorf("after the edit: %+v", r.Message)
	}
	d.must(d.Settle(d.ctx, answer(r, w)))
	e.Message.NewText = "something else"
	d.accept(e)
	if r, err = d.Message(d.ctx, r.ID); err != nil || !strings.Contains(r.NewText, "refund") {
		d.Errorf("an edit after settling: %q, %v", r.NewText, err)
	}
}

func deletionTakesBack(d *desk) {
	asked, _ := d.replied(d.said("r1", "ann", "Where is my refund?"))
	b := d.begin()[0]
	d.must(d.FinishSend(d.ctx, []store.Result{{Work: b.Work, State: gateway.DeliverySent, Receipt: gateway.Receipt{RemoteID: "r1/77"}}}))
	e := gateway.Event{Kind: gateway.EventDeletion, Message: gateway.Message{SourceID: asked.SourceID}}
	d.accept(e)
	d.accept(e)
	d.count(store.WorkRetract, 1)
	posts, err := d.Posts(d.ctx, asked.ID)
	d.must(err)
	if len(posts) != 1 || posts[0].RemoteID != "r1/77" || !d.roomOf(asked.Message).Deleted {
		d.Errorf("said about it: %+v", posts)
	}
}

func answeredMeanwhile(d *desk) {
	asked, st := d.arrive(d.said("r1", "ann", "Where is my refund?"))
	settled := answer(asked, st)
	settled.Deliveries[0].Post = &gateway.Post{Place: gateway.PlaceReply, Room: "r1", ReplyTo: asked.SourceID}
	settled.Deliveries[0].HoldIf = []gateway.Hold{gateway.HoldIfPersonAnswered}
	d.must(d.Settle(d.ctx, settled))
	own, other := d.said("r1", "ann", "it was in May"), d.said("r1", "bob", "five days")
	own.Message.Chat.ReplyTo = asked.SourceID
	d.accept(own)
	var cancelled *store.CancelledError
	other.Message.Chat.ReplyTo = asked.SourceID
	d.accept(other)
	if b := d.begin(); len(b) != 1 || !errors.As(b[0].Err, &cancelled) || cancelled.Hold != gateway.HoldIfPersonAnswered {
		d.Errorf("begun %+v", b)
	}
	if o, err := d.PostOf(d.ctx, channel, asked.SourceID); err != nil || o.ID != settled.Deliveries[0].ID {
		d.Errorf("what was said about it: %+v, %v", o.Delivery, err)
	}
}

func turningToUsWakes(d *desk) {
	r, w := d.arrive(d.said("r1", "ann", "Where is my refund?"))
	d.must(d.Defer(d.ctx, w, d.clock.Now().Add(time.Minute), "people answer first"))
	d.accept(d.said("r1", "bob", "talk"))
	if ws := d.claim(store.WorkDecide); len(ws) != 1 || ws[0].Key == r.ID {
		d.Fatalf("claimed %+v", ws)
	}
	e := d.said("r1", "ann", "@bot ?")
	e.Message.Chat.ToUs = true
	d.accept(e)
	if ws := d.claim(store.WorkDecide); len(ws) != 1 || ws[0].Key != r.ID {
		d.Errorf("claimed %+v", ws)
	}
}

func silenceIsWished(d *desk) {
	wish := func(q store.Quieting) {
		d.Helper()
		e := d.said("r1", "mod", "")
		e.Message.Chat.Command = &gateway.Command{Name: gateway.CommandMute}
		r, w := d.arrive(e)
		st := answer(r, w)
		st.Deliveries, st.Quiet = nil, &q
		d.must(d.Settle(d.ctx, st))
	}
	m := d.said("r1", "ann", "Where is my refund?").Message
	m.Channel = channel
	wish(store.Quieting{Channel: channel, Room: "r1", By: "mod"})
	wish(store.Quieting{Channel: channel, Person: "ann", By: "ann"})
	if p := d.roomOf(m); !p.Muted || !p.OptedOut {
		d.Errorf("wished: %+v", p)
	}
	wish(store.Quieting{Channel: channel, Room: "r1", Off: true})
	if p := d.roomOf(m); p.Muted || !p.OptedOut {
		d.Errorf("ended for the room: %+v", p)
	}
}

func commandFindsConversation(d *desk) {
	asked, st := d.replied(d.said("r1", "ann", "Where is my refund?"))
	b := d.begin()[0]
	d.must(d.FinishSend(d.ctx, []store.Result{{Work: b.Work, State: gateway.DeliverySent, Receipt: gateway.Receipt{RemoteID: "r1/77"}}}))
	for name, c := range map[string]gateway.Command{
		"by our delivery": {Name: gateway.CommandSolved, Delivery: b.Outgoing.ID},
		"by its place":    {Name: gateway.CommandSolved, About: "r1/77"},
		"by the question": {Name: gateway.CommandHandOver, About: asked.SourceID},
	} {
		e := d.said("r1", "bob", "")
		e.Message.Chat.Command = &c
		e.Message.Channel = channel
		if h := d.history(store.HistoryQuery{Message: e.Message, Sender: "bob"}); h.Conversation.ID != st.Conversation.ID {
			d.Errorf("%s: conversation %q", name, h.Conversation.ID)
		}
	}
}
