package pipeline

import (
	"context"
	"errors"
	"strings"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
	"frontdesk/replies"
)

// addEffects writes what a command of a chat changes beside reply, ticket and relay.
func (s *settling) addEffects(ctx context.Context) error {
	e, chat := s.dec.Effects, s.rec.Chat
	if e == nil || chat == nil {
		return nil
	}
	if chat.Command == nil {
		s.addWord(e.Note)
		return nil
	}
	if e.QuietPerson != "" || e.QuietRoom != "" {
		s.st.Quiet = &store.Quieting{Channel: s.rec.Channel, Room: e.QuietRoom, Person: e.QuietPerson, Off: e.QuietOff, By: s.rec.Author.Canonical()}
	}
	s.addNote(*e, *chat.Command)
	if err := s.addStanding(ctx, *chat.Command); err != nil {
		return err
	}
	return s.addPostChanges(ctx, *e)
}

// addPostChanges takes back, ends or shares what was said before.
func (s *settling) addPostChanges(ctx context.Context, e gateway.Effects) error {
	for _, change := range []struct {
		id   string
		make func(store.Outgoing) gateway.Delivery
	}{{e.Retract, retraction}, {e.Done, withoutButtons}, {e.Share, s.shared}} {
		if change.id == "" {
			continue
		}
		out, found, err := s.post(ctx, change.id)
		if err != nil {
			return err
		}
		if !found {
			continue
		}
		if change.id == e.Share {
			if done, err := s.isShared(ctx, out); done || err != nil {
				return err
			}
		}
		if d := change.make(out); d.ID != "" {
			s.st.Deliveries = append(s.st.Deliveries, d)
		} else if change.id == e.Retract { // it is on its way
			s.st.Later = append(s.st.Later, store.Later{Kind: store.WorkRetract, Key: out.Message, At: s.now.Add(retractWait)})
		}
	}
	return nil
}

// post is what was said in the conversation, by its id, the remote's, or that of the message that it answers; false where
// there is none.
func (s *settling) post(ctx context.Context, id string) (store.Outgoing, bool, error) {
	out, err := s.g.store.PostOf(ctx, s.rec.Channel, id)
	if errors.Is(err, store.ErrNotFound) {
		return out, false, nil
	}
	return out, err == nil && out.Post != nil && out.Conversation == s.st.Conversation.ID, err
}

// standings are what a team's room shows above a ticket, by what its agent did there.
var standings = map[gateway.CommandName]gateway.NoteName{
	gateway.CommandTake: gateway.NoteHasIt, gateway.CommandReply: gateway.NoteHasAnswered, gateway.CommandClose: gateway.NoteHasClosed,
}

// addStanding shows all of a team how the ticket stands whose button one of them pressed.
func (s *settling) addStanding(ctx context.Context, c gateway.Command) error {
	name, ok := standings[c.Name]
	if !ok || s.dec.Change == nil || c.About == "" {
		return nil
	}
	out, found, err := s.post(ctx, c.About)
	if err != nil || !found || out.Kind != gateway.KindForward || out.Ticket != s.ticket.ID {
		return err
	}
	d := withoutButtons(out)
	d.Text = "-# " + s.p.Book.Note(name, nil, replies.NoteFields{Agent: called(s.rec.Author)}) + "\n" + out.Text
	if c.Name != gateway.CommandClose {
		d.Post.Buttons = s.p.ticketButtons(s.ticket.ID)
	}
	s.st.Deliveries = append(s.st.Deliveries, d)
	return nil
}

// isShared says whether everybody was shown that answer before.
func (s *settling) isShared(ctx context.Context, o store.Outgoing) (bool, error) {
	all, err := s.g.store.Posts(ctx, o.Message)
	for _, d := range all {
		if d.Kind == gateway.KindAnswer && d.Post.Place == gateway.PlaceRoom {
			return true, err
		}
	}
	return false, err
}

// addWord answers a message that was no command.
func (s *settling) addWord(n gateway.NoteName) {
	s.st.Deliveries = append(s.st.Deliveries, gateway.Delivery{
		ID: store.NewID(), Kind: gateway.KindNote, Channel: s.rec.Channel, Message: s.rec.ID, To: s.rec.Author,
		NotAfter: s.now.Add(chatAnswerTerm).UTC(), Text: s.p.Book.Note(n, s.noteLanguages(), replies.NoteFields{}),
		Post: &gateway.Post{Place: gateway.PlaceReply, Room: s.rec.Room, ReplyTo: s.rec.SourceID},
	})
}

// addNote answers the command itself, where somebody waits for a word and the reply does not stand there.
func (s *settling) addNote(e gateway.Effects, c gateway.Command) {
	if e.Note == "" || c.Respond == nil || s.reply != nil && s.reply.Post != nil && s.reply.Post.Place == gateway.PlaceRespond {
		return
	}
	texts := []string{s.p.Book.Note(e.Note, s.noteLanguages(), s.noteFields(e))}
	if c.Name == gateway.CommandReply && s.dec.Relay == nil {
		texts = append(texts, unsent(s.rec.NewText)...)
	}
	for _, text := range texts {
		s.st.Deliveries = append(s.st.Deliveries, gateway.Delivery{
			ID: store.NewID(), Kind: gateway.KindNote, Channel: s.rec.Channel, Conversation: s.st.Conversation.ID, Message: s.rec.ID,
			To: s.rec.Author, NotAfter: c.Respond.Until, Text: text,
			Post: &gateway.Post{Place: gateway.PlaceRespond, Room: s.rec.Room, Respond: c.Respond},
		})
	}
}

// unsentPart is how many characters of an agent's text are given back in one message.
const unsentPart = 1800

// unsent gives an agent back what was not passed on, to be copied: the form that it was written in is gone.
func unsent(text string) []string {
	var out []string
	rest := []rune(strings.ReplaceAll(strings.TrimSpace(text), "```", "'''"))
	for len(rest) > 0 {
		n := min(len(rest), unsentPart)
		out, rest = append(out, "```\n"+string(rest[:n])+"\n```"), rest[n:]
	}
	return out
}

// noteFields are what a note names: also where the reply goes that it announces.
func (s *settling) noteFields(e gateway.Effects) replies.NoteFields {
	f := replies.NoteFields{Agent: e.Other}
	if s.reply != nil && s.reply.Post != nil {
		f.Place = s.reply.Post.Place
		f.Here = s.reply.Post.Room == s.rec.Room && (f.Place == gateway.PlaceRoom || f.Place == gateway.PlaceReply)
	}
	return f
}

// noteLanguages are those of the reply beside it, else the person's.
func (s *settling) noteLanguages() []string {
	if s.dec.Reply != nil {
		return s.dec.Reply.Languages
	}
	return spoken(s.rec.Message, s.history, s.channel)
}

// about starts a delivery that changes what an earlier one left at the remote.
func about(o store.Outgoing, kind gateway.DeliveryKind) gateway.Delivery {
	return gateway.Delivery{
		ID: store.NewID(), Kind: kind, Channel: o.Channel, Conversation: o.Conversation, Message: o.Message, Ticket: o.Ticket, To: o.To,
		Post: &gateway.Post{Place: o.Post.Place, Room: o.Post.Room, Target: o.RemoteID, Respond: o.Post.Respond},
	}
}

// retraction takes a delivery back; one that has not left needs none.
func retraction(o store.Outgoing) gateway.Delivery {
	if o.RemoteID == "" {
		return gateway.Delivery{}
	}
	return about(o, gateway.KindRetraction)
}

// withoutButtons is a delivery whose buttons have served.
func withoutButtons(o store.Outgoing) gateway.Delivery {
	if o.RemoteID == "" {
		return gateway.Delivery{}
	}
	d := about(o, gateway.KindEdit)
	d.Text = o.Text
	return d
}

// shared shows everybody an answer that one person got.
func (s *settling) shared(o store.Outgoing) gateway.Delivery {
	d := o.Delivery
	d.ID, d.Post = store.NewID(), &gateway.Post{Place: gateway.PlaceRoom, Room: o.Post.Room}
	d.NotAfter, d.HoldIf = s.now.Add(chatAnswerTerm).UTC(), nil
	d.Post.Buttons = s.p.answerButtons(d.ID, d.Post, s.noteLanguages())
	return d
}
