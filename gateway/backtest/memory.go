package backtest

import (
	"slices"
	"strconv"
	"sync"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
	"frontdesk/gateway/screen"
)

// memory stands for the store: what happened before a mail, as far as an archive can tell. doc.go says what it assumes. Mails
// of different lanes may use it at once; a talk is only touched by mails of one lane.
type memory struct {
	policy *pipeline.Policy
	keys   *gateway.Keyring
	people map[string]bool // canonical addresses of the team and of the channels

	mu        sync.Mutex                 // of the maps
	threads   map[threadKey]*talk        // by the id of a message in it
	stored    map[string]*talk           // by the conversation that a running gateway put its first message into
	guards    map[string]gateway.Message // by guard: the first with it, its text left out
	replies   map[string][]time.Time     // automatic replies by the key of a cap, within the last day
	languages map[string]string          // of customers
}

type threadKey struct{ channel, id string }

// talk is a conversation.
type talk struct {
	gateway.Conversation
	participants []string // canonical
	replies      []gateway.PastReply
	articles     []string
	personWrote  time.Time
	ticket       *gateway.Ticket
	earlier      []string
}

// Bounds of what is remembered of a conversation.
const (
	maxEarlier = 10      // texts, a subject or a body each
	maxText    = 2 << 10 // bytes of each
	maxThread  = 100     // ids that a message follows
)

func newMemory(p *pipeline.Policy, keys *gateway.Keyring) *memory {
	m := &memory{
		policy: p, keys: keys, people: map[string]bool{}, threads: map[threadKey]*talk{}, stored: map[string]*talk{}, guards: map[string]gateway.Message{},
		replies: map[string][]time.Time{}, languages: map[string]string{},
	}
	for _, address := range p.People() {
		m.people[gateway.Address{Addr: address}.Canonical()] = true
	}
	return m
}

// thread is the conversation of the nearest message that the mail follows and in which the sender takes part; anybody can
// quote an id.
func (mem *memory) thread(mail Mail, sender string) *talk {
	if sender == "" {
		return nil
	}
	m := mail.Event.Message
	keys := m.Thread.Keys()
	for _, key := range keys[:min(len(keys), maxThread)] {
		if t := mem.threads[threadKey{m.Channel, key}]; t.with(sender) {
			return t
		}
	}
	if t := mem.stored[mail.Conversation]; t.with(sender) {
		return t
	}
	return nil
}

// with says whether somebody takes part; nobody does in none.
func (t *talk) with(sender string) bool { return t != nil && slices.Contains(t.participants, sender) }

// wrote notes a mail of the team; false where it is none, or belongs to nothing.
func (mem *memory) wrote(mail Mail) bool {
	mem.mu.Lock()
	defer mem.mu.Unlock()
	m := mail.Event.Message
	if !mem.people[m.Author.Canonical()] && !m.FromUs {
		return mem.answersForward(m) // who answers a forward is no customer, whoever it is
	}
	t := mem.stored[mail.Conversation]
	for _, key := range m.Thread.Keys() {
		if t == nil {
			t = mem.threads[threadKey{m.Channel, key}]
		}
	}
	if t == nil {
		return m.FromUs // what people keep of their own mail is never a customer's
	}
	t.answered(mail.At)
	if m.Thread.ID != "" {
		mem.threads[threadKey{m.Channel, m.Thread.ID}] = t
	}
	return true
}

// answersForward says whether a mail answers what was forwarded to a team.
func (mem *memory) answersForward(m gateway.Message) bool {
	return slices.ContainsFunc(m.Thread.Keys(), func(key string) bool {
		own, ok := mem.keys.ParseMessageID(key)
		return ok && own.Forward
	})
}

// answered: a person of ours wrote to the customer.
func (t *talk) answered(at time.Time) {
	t.personWrote = at
	if t.ticket != nil {
		t.ticket.State = gateway.TicketAnswered
	}
}

// noticeAnswer takes a mail that answers one that the archive does not hold for the answer to a person of ours.
func (mem *memory) noticeAnswer(t *talk, m gateway.Message, at time.Time) {
	if t.ticket == nil || t.ticket.State != gateway.TicketOpen || len(m.Thread.InReplyTo) == 0 {
		return
	}
	for _, key := range m.Thread.InReplyTo {
		if own, ok := mem.keys.ParseMessageID(key); ok && own.Automatic || mem.threads[threadKey{m.Channel, key}] != nil {
			return
		}
	}
	t.answered(at.Add(-time.Second))
}

// history is what a running gateway would know of the past of a message.
func (mem *memory) history(mail Mail, c gateway.Channel) (gateway.History, *talk) {
	mem.mu.Lock()
	defer mem.mu.Unlock()
	m, now := mail.Event.Message, mail.At
	sender := screen.Sender(&m, c)
	var h gateway.History
	t := mem.thread(mail, sender.Canonical())
	if t != nil {
		mem.noticeAnswer(t, m, now)
		h.Conversation, h.Replies, h.Articles, h.PersonWrote, h.Earlier = t.Conversation, t.replies, t.articles, t.personWrote, t.earlier
		if t.ticket != nil {
			ticket := *t.ticket
			h.Ticket = &ticket
		}
	}
	senderKey, shapeKey := screen.SenderKey(sender), screen.ShapeKey(sender, m.Subject)
	mem.forget(senderKey, now)
	mem.forget(shapeKey, now)
	h.Used = gateway.CapsUsed{
		SenderHour: since(mem.replies[senderKey], now.Add(-time.Hour)), SenderDay: len(mem.replies[senderKey]),
		ShapeHour: since(mem.replies[shapeKey], now.Add(-time.Hour)),
	}
	h.Language = mem.languages[sender.Canonical()]
	if first, known := mem.guards[mail.Event.Guard]; known && first.Channel != m.Channel {
		h.Duplicate = first.SourceID
		h.DuplicateTeam = mem.policy.Channels[first.Channel].Team
	}
	return h, t
}

// forget leaves out replies that are older than a day.
func (mem *memory) forget(key string, now time.Time) {
	list := mem.replies[key]
	n := len(list) - since(list, now.Add(-24*time.Hour))
	switch {
	case n == len(list):
		delete(mem.replies, key)
	case n > 0:
		mem.replies[key] = slices.Clone(list[n:])
	}
}

// since counts the times after a moment; they are in order.
func since(times []time.Time, after time.Time) int {
	n := 0
	for i := len(times) - 1; i >= 0 && times[i].After(after); i-- {
		n++
	}
	return n
}

// twice says whether the same mail came in by the same channel before, and remembers it.
func (mem *memory) twice(mail Mail) bool {
	mem.mu.Lock()
	defer mem.mu.Unlock()
	m, guard := mail.Event.Message, mail.Event.Guard
	if guard == "" {
		return false
	}
	first, known := mem.guards[guard]
	if !known {
		mem.guards[guard] = gateway.Message{Channel: m.Channel, SourceID: m.SourceID}
	}
	return known && first.Channel == m.Channel
}

// settle remembers what was decided.
func (mem *memory) settle(mail Mail, t *talk, c gateway.Channel, dec gateway.Decision) {
	mem.mu.Lock()
	defer mem.mu.Unlock()
	m, now := mail.Event.Message, mail.At
	sender := screen.Sender(&m, c)
	if t == nil || dec.OwnConversation {
		t = &talk{Conversation: gateway.Conversation{
			ID: "backtest-" + strconv.Itoa(mail.number), Channel: m.Channel, Customer: sender.Canonical(), Subject: m.Subject,
		}}
	}
	t.settle(m, dec)
	if mail.Conversation != "" && mem.stored[mail.Conversation] == nil {
		mem.stored[mail.Conversation] = t
	}
	if m.Thread.ID != "" {
		mem.threads[threadKey{m.Channel, m.Thread.ID}] = t
	}
	if v := dec.Trace.Verdict; !v.Machine && dec.Trace.Language != "" {
		mem.languages[sender.Canonical()] = dec.Trace.Language
	}
	if dec.Reply == nil {
		return
	}
	keys := []string{screen.SenderKey(sender)}
	if !screen.ShapeExempt(sender, screen.IsFormSender(&m, c)) {
		keys = append(keys, screen.ShapeKey(sender, m.Subject))
	}
	for _, key := range keys {
		mem.replies[key] = append(mem.replies[key], now)
	}
	t.replies = append(slices.Clip(t.replies), gateway.PastReply{Kind: dec.Reply.Kind, At: now})
}

// settle changes the conversation as the decision does; the reply is counted by the caller.
func (t *talk) settle(m gateway.Message, dec gateway.Decision) {
	switch dec.Outcome {
	case gateway.OutcomeResolve:
		t.State = gateway.ConversationResolved
	case gateway.OutcomeAnswer, gateway.OutcomeAsk, gateway.OutcomeAcknowledge, gateway.OutcomeTicket:
		t.State = gateway.ConversationOpen
	}
	if t.Matcher == "" {
		t.Matcher = dec.Matcher
	}
	v := dec.Trace.Verdict
	if sender := v.Sender.Canonical(); !v.Machine && sender != "" && !slices.Contains(t.participants, sender) {
		t.participants = append(t.participants, sender)
	}
	if t.Customer != "" && !slices.Contains(t.participants, t.Customer) {
		t.participants = append(t.participants, t.Customer)
	}
	for _, r := range []*gateway.Reply{dec.Reply, dec.Draft} {
		if r == nil {
			continue
		}
		for _, art := range r.Articles {
			if !slices.Contains(t.articles, art.ID) {
				t.articles = append(slices.Clip(t.articles), art.ID)
			}
		}
	}
	t.earlier = append([]string{clip(m.Subject), clip(m.NewText)}, t.earlier[:min(len(t.earlier), maxEarlier-2)]...)
	t.fileTicket(m, dec)
}

// fileTicket opens the conversation's ticket, or raises it.
func (t *talk) fileTicket(m gateway.Message, dec gateway.Decision) {
	draft := dec.Ticket
	switch {
	case draft == nil:
	case t.ticket == nil:
		t.ticket = &gateway.Ticket{
			ID: "T" + t.ID, State: gateway.TicketOpen, Urgency: draft.Urgency, Team: draft.Team, Channel: t.Channel,
			Conversation: t.ID, Subject: m.Subject, Reason: draft.Reason, Due: draft.Due, Opened: draft.Urgency,
		}
	default:
		t.ticket.State = gateway.TicketOpen
		if draft.Urgency == gateway.UrgencyUrgent {
			t.ticket.Urgency = gateway.UrgencyUrgent
		}
	}
}

// clip keeps the beginning of a text.
func clip(s string) string {
	if len(s) <= maxText {
		return s
	}
	return string([]byte(s[:maxText])) // a copy, so that the whole can be forgotten
}
