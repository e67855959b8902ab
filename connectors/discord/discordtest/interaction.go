package discordtest

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"time"
)

// InteractionKind is what a person did (developers/interactions/receiving-and-responding, section Interaction Type).
type InteractionKind int

// The kinds of interactions.
const (
	Command      InteractionKind = 2
	Press        InteractionKind = 3
	Autocomplete InteractionKind = 4
	Submit       InteractionKind = 5
)

// Interaction is one use of a command, button, menu or modal. What is exported does not change.
type Interaction struct {
	ID   string
	Kind InteractionKind
	User *User
	Room *Room

	bot      *Bot
	command  CommandKind // of commands
	token    string
	created  time.Time
	source   *message // whose button was pressed
	from     *Interaction
	acked    time.Time // zero: not yet
	response int       // the callback's type
	original *message  // the answer, or the message that the component is on
	follows  []*message
	modal    *Modal
	choices  []Choice
	hidden   bool // the deferred answer will be ephemeral
	payload  map[string]any
}

// Modal is a form that a bot showed.
type Modal struct {
	CustomID   string
	Title      string
	Components []Component
}

// Outcome is what became of an interaction so far.
type Outcome struct {
	// Acknowledged says that the bot answered in time, Deferred that it promised an answer, Ephemeral that only the person sees it.
	Acknowledged, Deferred, Ephemeral bool
	// After is how long the bot took to acknowledge.
	After time.Duration
	// Updated says that the message with the component is changed instead of a new one sent.
	Updated bool
	// Original is the answer, nil while it is promised only, if it was deleted, and where there is none.
	Original *Message
	// FollowUps are further answers, deleted ones not among them.
	FollowUps []Message
	// Modal is the form shown, Choices are what was offered while typing.
	Modal   *Modal
	Choices []Choice
}

// Outcome says what the bot has done so far.
func (i *Interaction) Outcome() Outcome {
	i.bot.s.mu.Lock()
	defer i.bot.s.mu.Unlock()
	o := Outcome{
		Acknowledged: !i.acked.IsZero(), Deferred: i.response == deferAnswer || i.response == deferUpdate, Ephemeral: i.hidden,
		Updated: i.response == deferUpdate || i.response == updateMessage, Modal: i.modal, Choices: slices.Clone(i.choices),
	}
	if o.Acknowledged {
		o.After = i.acked.Sub(i.created)
	}
	if i.original != nil && i.original.Flags&FlagLoading == 0 {
		m := i.original.snapshot()
		o.Original = &m
		o.Ephemeral = m.Ephemeral()
	}
	for _, f := range i.follows {
		o.FollowUps = append(o.FollowUps, f.snapshot())
	}
	return o
}

// ErrNotAcknowledged is what people see as "The application did not respond".
var ErrNotAcknowledged = errors.New("discordtest: the interaction was not acknowledged in time")

// Acknowledged waits until the bot acknowledged, for AckWithin of real time at most.
func (i *Interaction) Acknowledged(ctx context.Context) error {
	ctx, cancel := context.WithTimeoutCause(ctx, i.bot.s.o.AckWithin, ErrNotAcknowledged)
	defer cancel()
	if err := i.bot.s.Await(ctx, func() bool { return i.Outcome().Acknowledged }); err != nil {
		return fmt.Errorf("interaction %s: %w", i.ID, errors.Join(err, context.Cause(ctx)))
	}
	return nil
}

// Answer waits for the answer: the original once it has content, or the changed message. After a deferred update it is the
// message with the component as it is.
func (i *Interaction) Answer(ctx context.Context) (Message, error) {
	var found Message
	err := i.bot.s.Await(ctx, func() bool {
		o := i.Outcome()
		if o.Original == nil || !o.Acknowledged {
			return false
		}
		found = *o.Original
		return true
	})
	return found, err
}

// newInteraction makes and sends an interaction; the lock is held. data is its kind's data.
func (s *Server) newInteraction(b *Bot, kind InteractionKind, u *User, r *Room, data map[string]any) *Interaction {
	secret := make([]byte, 48)
	_, _ = rand.Read(secret) // never fails
	i := &Interaction{
		ID: s.newID(), Kind: kind, User: u, Room: r, bot: b, created: s.o.Now(), token: base64.RawURLEncoding.EncodeToString(secret),
	}
	i.payload = map[string]any{
		"id": i.ID, "application_id": b.User.ID, "type": int(kind), "data": data, "channel_id": r.ID, "channel": r.wire(nil),
		"token": i.token, "version": 1, "locale": "en-US", "entitlements": []any{}, "authorizing_integration_owners": map[string]any{},
		"app_permissions": r.permissions(b.User).wire(), "attachment_size_limit": 10 << 20, "context": 1,
	}
	if r.Guild == nil {
		i.payload["user"] = u.wire()
	} else {
		i.fillGuild(r)
	}
	s.interactions[i.token] = i
	return i
}

func (i *Interaction) fillGuild(r *Room) {
	i.payload["guild_id"], i.payload["guild_locale"], i.payload["context"] = r.Guild.ID, "en-US", 0
	i.payload["guild"] = map[string]any{"id": r.Guild.ID, "locale": "en-US", "features": []string{}}
	if m := r.Guild.members[i.User.ID]; m != nil {
		i.payload["member"] = extend(m.wire(true), "permissions", r.permissions(i.User).wire())
	}
}

// deliver sends INTERACTION_CREATE, which needs no intent, to the bot's session of that guild. With several sessions of one
// shard all get it.
func (s *Server) deliver(i *Interaction) *Interaction {
	s.dispatch(event{name: "INTERACTION_CREATE", guild: i.Room.Guild, to: i.bot, body: func(*Bot) any { return i.payload }})
	s.touch()
	return i
}

// expired says that the interaction's token cannot be used any more.
func (i *Interaction) expired(now time.Time) bool { return now.Sub(i.created) > i.bot.s.o.TokenLife }
