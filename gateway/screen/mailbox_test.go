package screen

import (
	"testing"
	"time"

	"frontdesk/gateway"
)

func TestAMailboxStopsOnlyWithTheEvidenceOfALoop(t *testing.T) {
	open := gateway.Breaker{OpenUntil: testNow.Add(time.Minute), Evidence: "a loop"}
	over := gateway.Breaker{OpenUntil: testNow, Evidence: "a loop"}
	cases := []struct {
		name      string
		use       gateway.MailboxUse
		found, ok bool
	}{
		{"nothing known", gateway.MailboxUse{}, false, true},
		{"an ordinary hour", gateway.MailboxUse{Replies: 200, Alarm: 200}, false, true},
		{"many people with one question", gateway.MailboxUse{Replies: 201, Alarm: 200, Looked: 200, Senders: 190, Shapes: 150}, false, true},
		{"many people of one freemail domain with one subject", gateway.MailboxUse{Replies: 201, Alarm: 200, Looked: 200, Senders: 200, Shapes: 1}, false, true},
		{"few people with many matters", gateway.MailboxUse{Replies: 201, Alarm: 200, Looked: 200, Senders: 50, Shapes: 180}, false, true},
		{"few senders with few shapes", gateway.MailboxUse{Replies: 201, Alarm: 200, Looked: 200, Senders: 66, Shapes: 66}, true, false},
		{"just not few", gateway.MailboxUse{Replies: 201, Alarm: 200, Looked: 200, Senders: 67, Shapes: 66}, false, true},
		{"every conversation asked back and thanked", gateway.MailboxUse{Replies: 201, Alarm: 200, Looked: 200, Senders: 67, Shapes: 67, Echoes: 134}, false, true},
		{"nearly all answer ours", gateway.MailboxUse{Replies: 201, Alarm: 200, Looked: 200, Senders: 200, Shapes: 200, Echoes: 151}, true, false},
		{"the same below the alarm", gateway.MailboxUse{Replies: 150, Alarm: 200, Looked: 150, Senders: 30, Shapes: 30, Echoes: 150}, false, true},
		{"open", gateway.MailboxUse{Alarm: 200, Breaker: open}, false, false},
		{"closed by itself", gateway.MailboxUse{Alarm: 200, Breaker: over}, false, true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			reason, found, ok := Mailbox(c.use, testNow)
			if found != c.found || ok != c.ok {
				t.Errorf("found %v, allowed %v by %q", found, ok, reason)
			}
			if !ok && (reason.Rule != CapMailbox || reason.Evidence == "") {
				t.Errorf("reason %+v", reason)
			}
		})
	}
}

func TestTheAlarmFollowsWhatIsUsual(t *testing.T) {
	for usual, want := range map[int]int{0: 200, 40: 200, 41: 205, 3000: 15000} {
		if got := MailboxAlarm(usual); got != want {
			t.Errorf("usual %d: alarm above %d, want %d", usual, got, want)
		}
	}
}

// A loop that the caps on a sender and on a domain and shape let through still has to show itself to the breaker.
func TestTheCapsLeaveALoopFewEnoughSenders(t *testing.T) {
	least := (MailboxHour + 1) / SenderHour
	if reason, found, _ := Mailbox(gateway.MailboxUse{
		Replies: MailboxHour + 1, Alarm: MailboxHour, Looked: MailboxHour, Senders: least, Shapes: least,
	}, testNow); !found {
		t.Errorf("%d senders: %q", least, reason)
	}
}
