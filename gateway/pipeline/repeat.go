package pipeline

import (
	"strings"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/screen"
)

// repeatsAtOnce is how soon after the first a mail that says the same is a slip: a button pressed twice. Who sends it again
// later wants something that the first reply did not give.
const repeatsAtOnce = 15 * time.Minute

// sameAs says of an earlier mail whether it says the same as m: subject and new text, but for prefixes and spaces. Files that
// came with m are new, and so is a mail without text.
func sameAs(m gateway.Message) func(gateway.Message) bool {
	if m.Chat != nil || m.FromUs || len(m.Attachments) > 0 || strings.TrimSpace(m.NewText) == "" {
		return nil
	}
	subject, text := screen.ReplySubject(m.Subject), oneSpaced(m.NewText)
	return func(old gateway.Message) bool {
		return old.Chat == nil && strings.EqualFold(screen.ReplySubject(old.Subject), subject) && strings.EqualFold(oneSpaced(old.NewText), text)
	}
}

// oneSpaced is a text with one space between its words.
func oneSpaced(text string) string { return strings.Join(strings.Fields(text), " ") }

// repeated: the sender sent the same a moment ago, and that was decided.
func repeated(h gateway.History, now time.Time) bool {
	return h.Repeats != "" && now.Sub(h.RepeatsAt) < repeatsAtOnce
}

// repeat keeps a mail that was sent twice with the first.
func (d *decider) repeat() gateway.Decision {
	d.step("repeat", "the sender said the same a moment ago, in message "+d.a.History.Repeats)
	return d.decision(gateway.OutcomeAttach, "the same was sent a moment before, and decided as message "+d.a.History.Repeats)
}
