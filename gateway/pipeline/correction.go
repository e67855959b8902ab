package pipeline

import (
	"context"
	"errors"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

// addCorrection stores which matcher should have fitted, for the message that the answered forward was about, or the answer
// that a moderator took back.
func (s *settling) addCorrection(ctx context.Context) error {
	if e := s.dec.Effects; e != nil && e.Retract != "" && e.Right != "" {
		return s.addModeratorsWord(ctx, *e)
	}
	if s.dec.Change == nil || s.dec.Change.Meant == nil || s.ticket == nil {
		return nil
	}
	about, err := s.aboutMessage(ctx)
	if err != nil {
		return err
	}
	c := &store.Correction{Message: about, Agent: s.rec.Author.Addr, Meant: *s.dec.Change.Meant}
	before, err := s.g.store.Trace(ctx, about)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	c.Said = before.Matcher
	s.st.Correction = c
	return nil
}

func (s *settling) addModeratorsWord(ctx context.Context, e gateway.Effects) error {
	out, found, err := s.post(ctx, e.Retract)
	if err != nil || !found {
		return err
	}
	s.st.Correction = &store.Correction{Message: out.Message, Agent: s.rec.Author.Canonical(), Said: e.Wrong, Meant: e.Right}
	return nil
}

// aboutMessage is the customer's message that the answered forward brought; that which opened the ticket, where the
// forward was about a mail of the team's own.
func (s *settling) aboutMessage(ctx context.Context) (string, error) {
	d, err := s.g.store.Delivery(ctx, s.history.Forward.Delivery)
	if errors.Is(err, store.ErrNotFound) {
		return s.ticket.Message, nil
	}
	if err != nil {
		return "", err
	}
	before, err := s.g.store.Trace(ctx, d.Message)
	if errors.Is(err, store.ErrNotFound) || before.Trace.History.Forward != nil {
		return s.ticket.Message, nil
	}
	return d.Message, err
}

// suppressSpam keeps the machine from answering a sender whom an agent calls a spammer. A mail that was not answered before,
// since nobody knows who sent it, says nothing of the address that it names.
func (s *settling) suppressSpam(ctx context.Context) error {
	if s.dec.Change == nil || !s.dec.Change.Spam || s.ticket == nil {
		return nil
	}
	before, err := s.g.store.Trace(ctx, s.ticket.Message)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil || !before.Trace.Verdict.MayReply() {
		return err
	}
	s.st.Suppress, s.st.SuppressUntil = s.history.Conversation.Customer, s.now.Add(suppressTerm)
	s.st.SuppressWhy = "spam, said " + s.rec.Author.Addr
	return nil
}
