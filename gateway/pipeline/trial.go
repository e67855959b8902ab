package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"math"
	"slices"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
	"frontdesk/matchers"
)

// addTrials keeps what matchers answered to the message, drafted for it, or would have decided, so that people can say
// whether they were right.
func (s *settling) addTrials(context.Context) error {
	s.st.Trials = s.p.trials(s.rec.Message, s.dec)
	return nil
}

// trials are what a decision says of its matchers. A matter that goes on was a trial before.
func (pol *Policy) trials(m gateway.Message, dec gateway.Decision) []store.Trial {
	var out []store.Trial
	switch r := dec.Reply; {
	case dec.Draft != nil && dec.Draft.Matcher != "": // agents decide about every one of them
		out = append(out, store.Trial{Matcher: dec.Draft.Matcher, Mode: string(matchers.ModeDraft), Share: 1, Drawn: true, Links: linksOf(dec.Draft.Articles)})
	case r == nil || dec.Matcher == "" || r.Kind != gateway.KindAnswer && r.Kind != gateway.KindQuestion || goesOn(dec):
	case len(dec.Trace.Requests) > 1 && r.Kind == gateway.KindAnswer:
		out = pol.trialsOfRequests(m, dec.Trace.Requests)
	default:
		out = append(out, pol.trial(m, store.Trial{Matcher: dec.Matcher, Mode: string(matchers.ModeAuto), Links: linksOf(r.Articles)}))
	}
	for _, sh := range dec.Trace.Shadow {
		if sh.Decides {
			out = append(out, pol.trial(m, store.Trial{Matcher: sh.Match.Matcher, Mode: string(matchers.ModeShadow), Links: pol.links(sh.Articles)}))
		}
	}
	return out
}

// trialsOfRequests are those of a reply that answers several requests, one for each matcher.
func (pol *Policy) trialsOfRequests(m gateway.Message, requests []gateway.Request) []store.Trial {
	var out []store.Trial
	for _, r := range requests {
		answered := func(t store.Trial) bool { return t.Matcher == r.Matcher }
		one, known := pol.Matchers.Matcher(r.Matcher)
		if !known || slices.ContainsFunc(out, answered) {
			continue
		}
		var ids []string
		for _, ref := range one.Answer {
			ids = append(ids, ref.Name)
		}
		out = append(out, pol.trial(m, store.Trial{Matcher: r.Matcher, Mode: string(matchers.ModeAuto), Links: pol.links(ids)}))
	}
	return out
}

// trial draws, or not.
func (pol *Policy) trial(m gateway.Message, t store.Trial) store.Trial {
	t.Share = pol.Aim.AuditShare()
	t.Drawn = drawn(m.ID+" "+t.Matcher, t.Share)
	return t
}

// drawn says whether something belongs to a sample of a share of all, 0 to 1. The same name always does or never does.
func drawn(name string, share float64) bool {
	sum := sha256.Sum256([]byte(name))
	return float64(binary.BigEndian.Uint64(sum[:8])) < share*math.MaxUint64
}

// goesOn says whether the matcher has replied in the conversation before: the answer to its question tells nothing new of it.
func goesOn(dec gateway.Decision) bool {
	h := dec.Trace.History
	return !dec.OwnConversation && h.Conversation.Matcher == dec.Matcher && len(h.Replies) > 0
}

func linksOf(articles []gateway.Article) []string {
	var out []string
	for _, a := range articles {
		if a.URL != "" {
			out = append(out, a.URL)
		}
	}
	return out
}

// links are those of articles by their ids.
func (pol *Policy) links(ids []string) []string {
	var articles []gateway.Article
	for _, id := range ids {
		if a, ok := pol.Articles.Article(id); ok {
			articles = append(articles, a)
		}
	}
	return linksOf(articles)
}
