package store

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"frontdesk/gateway"
)

const (
	// byHandKept is how long a mail of ours may be known before the message that it answers.
	byHandKept = 14 * 24 * time.Hour
	// Of one mail so many thread keys, the nearest, and so many recipients are noted.
	byHandKeys, byHandRecipients = 10, 20
)

const (
	insertByHand = `insert into by_hand (channel, key, recipient, at) values {rows} on conflict (channel, key, recipient) do nothing`
	deleteByHand = `delete from by_hand where at < $1`
)

// answeredBy are the rows that say what a message FromUs may answer.
func answeredBy(m gateway.Message, at int64) [][]any {
	keys, to := m.Thread.Keys(), slices.Concat(m.To, m.Cc)
	keys, to = keys[:min(len(keys), byHandKeys)], to[:min(len(to), byHandRecipients)]
	var rows [][]any
	for _, key := range keys {
		for _, a := range to {
			rows = append(rows, []any{m.Channel, asKey(key), asKey(a.Canonical()), at})
		}
	}
	return rows
}

const selectByRecipients = `select found.key, found.conversation, found.body,
		(select count(*) from participants p where p.conversation = found.conversation and p.sender in {texts $3})
	from (
		select m.thread_id as key, m.conversation, m.body from messages m
			where m.channel = $1 and m.thread_id in {texts $2} and m.thread_id <> '' and m.conversation <> '' and m.id <> $4
		union all
		select d.remote_id, d.conversation, '' from deliveries d
			where d.channel = $1 and d.remote_id in {texts $2} and d.remote_id <> '' and d.conversation <> ''
		union all
		select d.id, d.conversation, '' from deliveries d where d.id in {texts $2} and d.channel = $1 and d.conversation <> ''
	) as found`

// keyed is what a thread key leads to.
type keyed struct {
	key, conversation, body string
	parts                   int64 // how many of the people take part in the conversation
}

func scanKeyed(row scanner) (keyed, error) {
	var k keyed
	err := row.Scan(&k.key, &k.conversation, &k.body, &k.parts)
	return k, err
}

// byRecipients finds the conversation of a message FromUs.
func (t *tx) byRecipients(ctx context.Context, q HistoryQuery) (string, error) {
	if len(q.Keys) == 0 || len(q.People) == 0 {
		return "", nil
	}
	keys := asKeys(q.Keys)
	found, err := all(ctx, t, scanKeyed, selectByRecipients, q.Message.Channel, list(keys), list(asKeys(q.People)), q.Message.ID)
	if err != nil {
		return "", err
	}
	for _, key := range keys {
		for _, k := range found {
			if k.key == key && (k.parts > 0 || k.asksFor(q.People)) {
				return k.conversation, nil
			}
		}
	}
	return "", nil
}

// asksFor says whether the message wants its answer at one of these addresses.
func (k keyed) asksFor(people []string) bool {
	var m gateway.Message
	if k.body == "" || json.Unmarshal([]byte(k.body), &m) != nil {
		return false
	}
	return slices.ContainsFunc(m.ReplyTo, func(a gateway.Address) bool { return slices.Contains(people, a.Canonical()) })
}

// A customer's message and its decision, which says whether a machine wrote it.
const selectLatest = `select m.body, d.body from messages m
	join participants p on p.conversation = m.conversation and p.sender = m.sender
	join decisions d on d.message = m.id
	where m.conversation = $1 and m.conversation <> '' order by m.id desc limit $2`

// judged is a message as it is stored, and its decision.
type judged struct{ message, decision string }

func scanJudged(row scanner) (judged, error) {
	var j judged
	err := row.Scan(&j.message, &j.decision)
	return j, err
}

// wroteSince looks for words of the customer that came after the mail of ours was sent, and that it does not answer.
func (t *tx) wroteSince(ctx context.Context, q HistoryQuery, h *gateway.History) error {
	if h.Conversation.ID == "" || q.Message.Sent.IsZero() {
		return nil
	}
	latest, err := all(ctx, t, scanJudged, selectLatest, h.Conversation.ID, maxEarlier)
	if err != nil {
		return err
	}
	for _, row := range latest {
		var m gateway.Message
		var d gateway.Decision
		if err := errors.Join(json.Unmarshal([]byte(row.message), &m), json.Unmarshal([]byte(row.decision), &d)); err != nil {
			return err
		}
		if !slices.Contains(q.Keys, m.Thread.ID) && !d.Trace.Verdict.Machine && arrived(m).After(q.Message.Sent) {
			h.WroteSince = true
		}
	}
	return nil
}

// arrived is when a message was there to be read by people.
func arrived(m gateway.Message) time.Time {
	if m.Received.IsZero() || m.Received.After(m.Accepted) {
		return m.Accepted
	}
	return m.Received
}
