package pipeline

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
	"frontdesk/matchers"
	"frontdesk/replies"
)

// tellMode tells the team of a matcher that it was demoted or promoted.
func (g *Gateway) tellMode(ctx context.Context, w store.Work) (store.Result, error) {
	r := store.Result{Work: w}
	id, err := strconv.ParseInt(w.Key, 10, 64)
	if err != nil {
		return r, fmt.Errorf("tell mode %q: %w", w.Key, err)
	}
	c, err := g.store.ModeChangeOf(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return r, nil
	}
	if err != nil {
		return r, err
	}
	r.Deliveries, err = g.Policy().modeMails(c)
	return r, err
}

// modeMails go by all ways of the matcher's teams.
func (pol *Policy) modeMails(c store.ModeChange) ([]gateway.Delivery, error) {
	m, ok := pol.Matchers.Matcher(c.Matcher)
	if !ok { // it left the config
		return nil, nil
	}
	mail := replies.NewMode{Matcher: c.Matcher, Demoted: c.Why == store.ModeDemoted, From: c.Evidence.From, To: c.Mode, Evidence: evidenceWords(c)}
	text, err := pol.Book.RenderMode(mail)
	if err != nil {
		return nil, err
	}
	say := gateway.Delivery{Subject: text.Subject, Text: text.Text, HTML: text.HTML}
	var out []gateway.Delivery
	for _, of := range pol.teamsOf(m) {
		chat, err := pol.forChat(of.team, func(limit int) (string, error) { return pol.Book.RenderModeChat(mail, limit) })
		if err != nil {
			return nil, err
		}
		for _, way := range of.team.Ways {
			out = append(out, way.address(say, of.channel, pol.ways(nil, chat)))
		}
	}
	return out, nil
}

// channelTeam is a team, and a channel whose tickets it gets.
type channelTeam struct {
	team    *Team
	channel string
}

// teamsOf are the teams that get a matcher's tickets: the one that it names, else those of all channels.
func (pol *Policy) teamsOf(m *matchers.Matcher) []channelTeam {
	var out []channelTeam
	for _, name := range keys(pol.Channels) {
		team := pol.team(m, pol.Channels[name])
		if team != nil && !slices.ContainsFunc(out, func(o channelTeam) bool { return o.team == team }) {
			out = append(out, channelTeam{team, name})
		}
	}
	return out
}
