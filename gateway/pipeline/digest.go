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
	team := g.Policy().Teams[parts[0]]
	if team == nil { // it left the config; its tickets are in the queue
		return r, nil
	}
	rows, err := g.backlog(ctx, team.Name, parts[1], from)
	if err != nil || len(rows) == 0 {
		return r, err
	}
	say := gateway.Delivery{Subject: fmt.Sprintf("[backlog] %d older mails wait in the queue", len(rows)), Text: digestText(rows, parts[1])}
	for _, way := range team.Ways {
		r.Deliveries = append(r.Deliveries, way.address(say, parts[1]))
	}
	return r, nil
}

// backlog are the team's tickets of mail that was too old, opened in the period.
func (g *Gateway) backlog(ctx context.Context, team, channel string, from time.Time) ([]store.TicketRow, error) {
	rows, err := g.store.Tickets(ctx, store.TicketFilter{Team: team, Channel: channel, States: []gateway.TicketState{gateway.TicketOpen, gateway.TicketTaken}, Limit: maxBacklog})
	if err != nil {
		return nil, err
	}
	var old []store.TicketRow
	for _, row := range rows {
		if row.Backlog && !row.Created.Before(from) && row.Created.Before(from.Add(digestPeriod)) {
			old = append(old, row)
		}
	}
	return old, nil
}

const (
	maxBacklog = 1_000_000
	maxListed  = 50
)

func digestText(rows []store.TicketRow, channel string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d mails in channel %s were too old for an automatic reply when they were read. Nobody was answered.\n", len(rows), channel)
	b.WriteString("Each has a ticket; `frontdesk tickets` lists them, `frontdesk tickets show ID` shows one.\n\n")
	for i, row := range rows {
		if i == maxListed {
			fmt.Fprintf(&b, "… and %d more\n", len(rows)-maxListed)
			break
		}
		fmt.Fprintf(&b, "%s  %s  %s\n", row.ID, row.Customer.Addr, row.Subject)
	}
	return b.String()
}
