package demo

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"frontdesk/connectors/retry"
	"frontdesk/gateway/pipeline"
)

// turn is one act on its way.
type turn struct {
	act
	previous *turn         // the last one that was said in the room; nil: none
	begun    chan struct{} // closed when deed is set
	deed     deed
	done     chan struct{} // closed when outcome and err are set
	outcome  outcome
	err      error
}

func newTurn(a act) *turn {
	return &turn{act: a, begun: make(chan struct{}), done: make(chan struct{})}
}

// fast plays all acts and prints one line an act in the order of the table.
func (c *community) fast(ctx context.Context) error {
	ctx, cancel := context.WithTimeoutCause(ctx, fastLimit, fmt.Errorf("not all was done within %s", fastLimit))
	defer cancel()
	began := time.Now()
	claimed := &claims{ids: map[string]bool{}}
	turns := make([]*turn, len(acts))
	for i, a := range acts {
		turns[i] = newTurn(a)
	}
	c.play(ctx, turns, claimed)
	var unexpected []string
	for _, t := range turns {
		<-t.done
		if wrong := c.printTurn(t); wrong != "" {
			unexpected = append(unexpected, t.Name+": "+wrong)
		}
	}
	unexpected = append(unexpected, c.unasked(turns, claimed)...)
	if len(unexpected) > 0 {
		return fmt.Errorf("not as expected:\n  %s%s", strings.Join(unexpected, "\n  "), c.troubles.Last())
	}
	fmt.Fprintf(c.Stdout, "all %d ended as expected, after %.1f s\n", len(turns), time.Since(began).Seconds())
	return nil
}

// play lets all acts happen: each once those that it is about are done, and what is said in a room once the message before it
// is decided. It returns at once; turns are done when they are done.
func (c *community) play(ctx context.Context, turns []*turn, claimed *claims) {
	byName := make(map[string]*turn, len(turns))
	spoke := map[string]*turn{} // by room
	for _, t := range turns {
		byName[t.Name] = t
		if t.Does != says {
			continue
		}
		t.previous, spoke[t.Room] = spoke[t.Room], t
	}
	for _, t := range turns {
		go func() { // waited for by done
			defer close(t.done)
			before := t.wait(byName)
			if t.On != "" && !t.hurries() {
				retry.Sleep(ctx, reading)
			}
			t.deed, t.err = c.do(ctx, t.act, before)
			close(t.begun)
			if t.err == nil {
				t.outcome, t.err = c.complete(ctx, t.act, t.deed, before, claimed)
			}
		}()
	}
}

// wait returns what the act is about, once it may begin.
func (t *turn) wait(byName map[string]*turn) done {
	before := done{}
	if t.previous != nil {
		<-t.previous.done
	}
	for _, name := range t.about() {
		other := byName[name]
		<-other.begun
		before[name] = outcome{deed: other.deed}
		if !t.hurries() {
			<-other.done
			before[name] = other.outcome
		}
	}
	return before
}

// reading is how long people look at what the bot said before they do something with it.
const reading = 250 * time.Millisecond

// hurries: an edit and a person's reply come while the message that they are about waits for its grace time.
func (a act) hurries() bool { return a.Does == edits || a.Does == replies }

// printTurn prints outcome, reason, room, person and words, and returns what is not as expected.
func (c *community) printTurn(t *turn) string {
	outcome, reason := string(t.Outcome), oneLine(t.outcome.Settled.Decision.Reason, communityReason)
	switch {
	case t.err != nil:
		outcome, reason = "failed", "-"
	case t.Outcome == "":
		outcome, reason = "-", "changes what was said"
	case t.Unread:
		reason = "not read: another bot's, or the room is not watched"
	default:
		outcome = string(t.outcome.Settled.Decision.Outcome)
	}
	fmt.Fprintf(c.Stdout, "%s  %s  %s  %s\n", pad(outcome, communityOutcome), pad(reason, communityReason),
		pad(oneLine(t.where(), communityRoom), communityRoom), oneLine(t.Who+": "+t.words(), lineWidth))
	if t.err != nil {
		return t.err.Error()
	}
	return t.differs(t.outcome)
}

// Columns of the lines of a fast community, in cells.
const (
	communityOutcome = 14
	communityReason  = 48
	communityRoom    = 12
)

// where is the room of an act, or the room that its thread is below.
func (t *turn) where() string {
	r := t.deed.Room
	switch {
	case r == nil:
		return ""
	case r.Parent != nil:
		return "#" + r.Parent.Name() + " »"
	}
	return "#" + r.Name()
}

// words are what the person said, or did.
func (t *turn) words() string {
	switch t.Does {
	case commands:
		return strings.TrimSpace("/" + t.With + " " + t.Text)
	case presses, chooses, points, reacts:
		return strings.TrimSpace(fmt.Sprintf("[%s on %s] %s", t.With, t.On, t.Text))
	case posts:
		return t.With + ": " + t.Text
	case erases:
		return "[deletes " + t.On + "]"
	case edits:
		return "[edits " + t.On + "] " + t.Text
	}
	return t.Text
}

// unasked are the messages of the bot that nothing here called for, and decisions about what it does not read.
func (c *community) unasked(turns []*turn, claimed *claims) []string {
	var wrong []string
	for _, m := range c.guild.said() {
		if !claimed.has(m.ID) {
			wrong = append(wrong, fmt.Sprintf("nobody asked for %q in #%s", oneLine(m.Content, lineWidth), m.Room.Name()))
		}
	}
	settled, _ := c.news.read()
	for _, t := range turns {
		if t.Unread && slices.ContainsFunc(settled, func(s pipeline.Settled) bool { return s.Message.SourceID == t.deed.Key }) {
			wrong = append(wrong, t.Name+": it was read")
		}
	}
	return wrong
}
