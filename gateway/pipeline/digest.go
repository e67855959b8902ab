package pipeline

import (
	"context"
	"fmt"
	"strings"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

// WorkDigest tells a team of a backlog: mail that was too old to be answered when it was read has tickets, and one mail
// for all of them instead of a forward each. Its key is the team and the period.
const WorkDigest store.WorkKind = "digest"

const (
	// digestPeriod is how much backlog one digest covers.
	digestPeriod = 10 * time.Minute
	// digestGrace is how long after its period a digest waits for tickets that are just being settled.
	digestGrace = time.Minute
)

const digestSeparator = "|"

// backlogWork is the digest by which the team of an old message's ticket hears of it when the period is over.
func (pol *Policy) backlogWork(t *gateway.Ticket, dec gateway.Decision) []store.Later {
	if t == nil || dec.Ticket == nil || dec.Trace.Verdict.Class != gateway.ClassOld {
		return nil
	}
	team := pol.Teams[t.Team]
	if team == nil || len(team.Ways) == 0 {
		return nil
	}
	from := t.Created.Truncate(digestPeriod)
	key := strings.Join([]string{team.Name, t.Channel, from.UTC().Format(time.RFC3339)}, digestSeparator)
	return []store.Later{{Kind: WorkDigest, Key: key, At: from.Add(digestPeriod + digestGrace)}}
}

// digest writes the digest of one team and period to each of the team's ways.
func (g *Gateway) digest(ctx context.Context, w store.Work) (store.Result, error) {
	r := store.Result{Work: w}
	parts := append(strings.Split(w.Key, digestSeparator), "", "")
	from, err := time.Parse(time.RFC3339, parts[2])
	if err != nil {
		return r, fmt.Errorf("digest %q: %w", w.Key, err)
	}
	p := g.Policy()
	team := p.Teams[parts[0]]
	if team == nil { // it left the config; its tickets are in the queue
		return r, nil
	}
	rows, err := g.backlog(ctx, team.Name, parts[1], from)
	if err != nil || len(rows) == 0 {
		return r, err
	}
	text, err := p.Book.RenderDigest(parts[1], rows)
	if err != nil {
		return r, err
	}
	paused, err := g.pausedLine(ctx, parts[1])
	if err != nil {
		return r, err
	}
	chat, err := p.forChat(team, func(limit int) (string, error) {
		chat, err := p.Book.RenderDigestChat(parts[1], rows, limit-len(paused))
		return strings.TrimLeft(paused+"\n"+chat, "\n"), err
	})
	if err != nil {
		return r, err
	}
	say := gateway.Delivery{Subject: text.Subject, Text: text.Text, HTML: text.HTML}
	if paused != "" {
		say.Text, say.HTML = paused+"\n\n"+say.Text, withLine(say.HTML, paused)
	}
	for _, way := range team.Ways {
		r.Deliveries = append(r.Deliveries, way.address(say, parts[1], p.ways(nil, chat)))
	}
	return r, nil
}

// backlog are the team's tickets of mail that was too old, opened in the period.
func (g *Gateway) backlog(ctx context.Context, team, channel string, from time.Time) ([]gateway.Ticket, error) {
	rows, err := g.store.Tickets(ctx, store.TicketFilter{Team: team, Channel: channel, States: []gateway.TicketState{gateway.TicketOpen, gateway.TicketTaken}, Limit: maxBacklog})
	if err != nil {
		return nil, err
	}
	var old []gateway.Ticket
	for _, row := range rows {
		if row.Backlog && !row.Created.Before(from) && row.Created.Before(from.Add(digestPeriod)) {
			old = append(old, row.Ticket)
		}
	}
	return old, nil
}

const maxBacklog = 1_000_000
