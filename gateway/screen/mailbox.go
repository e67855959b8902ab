package screen

import (
	"fmt"
	"time"

	"frontdesk/gateway"
)

// The breaker of a mailbox. Many replies alone stop nothing: a shop whose payment fails gets a thousand mails with one
// subject from a thousand people, and each of them shall have an answer.
const (
	MailboxHour     = 200 // automatic replies of a mailbox within an hour, above which an admin is told …
	MailboxMultiple = 5   // … unless this many times its busiest usual hour is more

	// BreakerTerm is how long the breaker stops a mailbox's automatic replies; then it closes by itself.
	BreakerTerm = time.Hour

	// loopOf: a loop has fewer senders and fewer shapes of subject than one in this many replies. A sender is capped at
	// SenderHour, so that even a loop needs some.
	loopOf = 3
	// echoShare: of four replies, more than three answered mail that answers ours. In a conversation with a person it is
	// two of three at most, since the first of RepliesInRow answers nothing of ours.
	echoParts, echoOf = 3, 4
)

// MailboxAlarm is the number of automatic replies within an hour above which an admin is told, for a mailbox whose
// busiest usual hour has this many.
func MailboxAlarm(usual int) int { return max(MailboxHour, MailboxMultiple*usual) }

// Mailbox says whether a mailbox may make one more automatic reply at all. Where it may not, the reason has the evidence
// of a loop; found says that the evidence is new, so that the breaker opens now.
func Mailbox(u gateway.MailboxUse, now time.Time) (reason gateway.Reason, found, ok bool) {
	if u.Breaker.Open(now) {
		return capped(CapMailbox, "the mailbox's replies are stopped until %s: %s", u.Breaker.OpenUntil.UTC().Format(time.RFC3339), u.Breaker.Evidence), false, false
	}
	if evidence := loop(u); evidence != "" {
		return capped(CapMailbox, "%s", evidence), true, false
	}
	return gateway.Reason{}, false, true
}

// loop is the evidence of one, empty where there is none or the hour is not unusual.
func loop(u gateway.MailboxUse) string {
	switch {
	case u.Alarm <= 0 || u.Replies <= u.Alarm || u.Looked == 0:
		return ""
	case u.Echoes*echoOf > u.Looked*echoParts:
		return fmt.Sprintf("%d of the last %d automatic replies answered mail that answers ours", u.Echoes, u.Looked)
	case u.Senders*loopOf < u.Looked && u.Shapes*loopOf < u.Looked:
		return fmt.Sprintf("the last %d automatic replies went to %d senders with %d shapes of subject", u.Looked, u.Senders, u.Shapes)
	default:
		return ""
	}
}
