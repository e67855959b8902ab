package pipeline

import (
	"context"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
	"frontdesk/matchers"
)

// addJudgements keeps what the message of an agent says of what matchers answered in its conversation.
func (s *settling) addJudgements(ctx context.Context) error {
	conversation, who := s.st.Conversation.ID, s.rec.Author.Canonical()
	text, answers := s.agentsWords()
	says := s.st.Correction != nil || s.dec.Effects != nil && s.dec.Effects.Retract != ""
	if conversation == "" || !answers && !says {
		return nil
	}
	trials, err := s.g.store.Trials(ctx, conversation)
	if err != nil || len(trials) == 0 {
		return err
	}
	if says {
		if s.st.Judgements, err = s.words(ctx, trials, who); err != nil {
			return err
		}
	}
	if !answers {
		return nil
	}
	drafts, err := s.g.store.Deliveries(ctx, conversation)
	s.st.Judgements = append(s.st.Judgements, judgedByAnswer(trials, drafts, text, who)...)
	return err
}

// agentsWords is what a person of ours answers the customer with this message; false where it is no answer.
func (s *settling) agentsWords() (text string, ok bool) {
	switch {
	case s.dec.Relay != nil:
		return s.dec.Relay.Text, true
	case s.dec.Change != nil && s.dec.Change.ByHand:
		return s.rec.NewText, true
	}
	return "", false
}

// words are the judgements of an agent who said what a message was about, or took an answer back.
func (s *settling) words(ctx context.Context, trials []store.Trial, who string) ([]store.Judgement, error) {
	if c := s.st.Correction; c != nil {
		return judgedByWord(trials, c.Message, &c.Meant, who), nil
	}
	out, found, err := s.post(ctx, s.dec.Effects.Retract)
	if err != nil || !found {
		return nil, err
	}
	return judgedByWord(trials, out.Message, nil, who), nil
}

// judgedByWord judges by what a message was about: meant, a matcher or empty for none; nil where it is only said that the answer
// was wrong. Of a message to which no matcher gave an answer it speaks of the last answer before, of which the customer went on
// to speak.
func judgedByWord(trials []store.Trial, message string, meant *string, who string) []store.Judgement {
	var out []store.Judgement
	answered := ""
	for _, t := range trials {
		if t.Mode != string(matchers.ModeShadow) && t.Message <= message {
			answered = t.Message
		}
	}
	for _, t := range trials {
		shadow := t.Mode == string(matchers.ModeShadow)
		if !shadow && t.Message != answered || shadow && (t.Message != message || meant == nil) {
			continue
		}
		right := meant != nil && *meant == t.Matcher
		out = append(out, store.Judgement{Message: t.Message, Matcher: t.Matcher, By: store.JudgedWord, Who: who, Right: right})
	}
	return out
}

// judgedByAnswer judges by what an agent wrote to the customer. A draft that waited was right where the answer shows one of its
// articles, and not where the agent wrote something else. A matcher in shadow mode was right where the answer shows one of
// its articles, wrong where it shows another page of the same site; else nothing can be told.
func judgedByAnswer(trials []store.Trial, sent []store.Outgoing, text, who string) []store.Judgement {
	var out []store.Judgement
	for _, t := range trials {
		j := store.Judgement{Message: t.Message, Matcher: t.Matcher, Who: who}
		shows, other := compareLinks(text, t.Links)
		j.Right = shows
		switch {
		case t.Mode == string(matchers.ModeDraft) && waitsAsDraft(sent, t.Message):
			j.By = store.JudgedDraft
		case t.Mode == string(matchers.ModeShadow) && (shows || other):
			j.By = store.JudgedAnswer
		default:
			continue
		}
		out = append(out, j)
	}
	return out
}

// judgedByApproval: the drafts that wait were right.
func judgedByApproval(trials []store.Trial, sent []store.Outgoing, who string) []store.Judgement {
	var out []store.Judgement
	for _, t := range trials {
		if t.Mode == string(matchers.ModeDraft) && waitsAsDraft(sent, t.Message) {
			out = append(out, store.Judgement{Message: t.Message, Matcher: t.Matcher, By: store.JudgedDraft, Who: who, Right: true})
		}
	}
	return out
}

func waitsAsDraft(sent []store.Outgoing, message string) bool {
	return slices.ContainsFunc(sent, func(o store.Outgoing) bool { return o.Message == message && o.State == gateway.DeliveryDraft })
}

// link matches the address of a page in an agent's text.
var link = regexp.MustCompile(`https?://[^\s<>"'()\[\]]+`)

// compareLinks says whether a text shows one of some pages, or else another one of their sites.
func compareLinks(text string, pages []string) (shows, other bool) {
	if len(pages) == 0 {
		return false, false
	}
	hosts, known := map[string]bool{}, map[string]bool{}
	for _, p := range pages {
		host, page := pageOf(p)
		hosts[host], known[page] = true, true
	}
	for _, found := range link.FindAllString(text, -1) {
		host, page := pageOf(found)
		shows, other = shows || known[page], other || hosts[host] && !known[page]
	}
	return shows, other && !shows
}

// pageOf is the host and the page of an address, without what people leave out or programs add.
func pageOf(address string) (host, page string) {
	u, err := url.Parse(strings.TrimRight(address, ".,;:!?*_"))
	if err != nil {
		return "", address
	}
	host = strings.TrimPrefix(strings.ToLower(u.Host), "www.")
	return host, host + strings.TrimRight(u.Path, "/")
}

// judged reads what is needed to judge by what is done at a ticket.
func (d *Desk) judged(ctx context.Context, conversation string) ([]store.Trial, []store.Outgoing, error) {
	trials, err := d.store.Trials(ctx, conversation)
	if err != nil || len(trials) == 0 {
		return nil, nil, err
	}
	sent, err := d.store.Deliveries(ctx, conversation)
	return trials, sent, err
}
