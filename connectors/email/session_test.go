package email

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"frontdesk/connectors/email/mailtest"
	"frontdesk/gateway"
)

func TestMailIsAcceptedAsItArrives(t *testing.T) {
	eachServer(t, func(t *testing.T, b box) {
		s := b.settings()
		s.Start = startNow
		r := start(t, s, b.password)
		r.inbox.ready(t)
		for i := range 3 {
			b.put(customerMail(i))
			r.inbox.wait(t, i+1)
		}
		events := r.inbox.wait(t, 3)
		once(t, events, 3)
		m := events[0].Message
		if m.Author.Addr != "anna@example.net" || m.Channel != "support" || m.Room != "INBOX" || m.NewText != "Where is my order 0?" {
			t.Errorf("accepted %+v", m)
		}
		if folder, validity, uid, ok := parseSourceID(m.SourceID); !ok || folder != "INBOX" || validity == 0 || uid == 0 {
			t.Errorf("source id is %q", m.SourceID)
		}
	})
}

func TestBacklogIsReadInBatchesAndLeavesNoTrace(t *testing.T) {
	const n = 300
	eachServer(t, func(t *testing.T, b box) {
		for i := range n {
			b.put(customerMail(i))
		}
		r := start(t, b.settings(), b.password)
		once(t, r.inbox.wait(t, n), n)
		if err := r.stop(); err != nil {
			t.Fatal(err)
		}
		if most := slices.Max(r.inbox.batches); most > batchMails {
			t.Errorf("a batch of %d mails", most)
		}
		for _, m := range b.stored() {
			if slices.ContainsFunc(m.Flags, func(flag string) bool { return flag != `\Recent` }) {
				t.Fatalf("mail %d has flags %v now", m.UID, m.Flags)
			}
		}
		again := newReports()
		second := run(t, newConnector(b.settings(), b.password, again), r.inbox, again)
		again.well(t)
		b.put(customerMail(n))
		once(t, second.inbox.wait(t, n+1), n+1)
	})
}

func TestBrokenConnectionsLoseAndDoubleNothing(t *testing.T) {
	const n = 120
	eachServer(t, func(t *testing.T, b box) {
		for i := range n {
			b.put(customerMail(i))
		}
		p := newProxy(t, b.addr)
		s := b.settings()
		s.IMAP.Server = p.Addr().String()
		said := newReports()
		in := newInbox()
		in.after = func([]gateway.Event) { p.limit.Store(max(p.limit.Load(), 3000) + 1777) }
		p.limit.Store(2000)
		run(t, newConnector(s, b.password, said), in, said)
		once(t, in.wait(t, n), n)
		if p.cuts.Load() == 0 {
			t.Error("no connection was cut")
		}
		said.problem(t, "closed the connection")
	})
}

func TestSilentServerIsNoticed(t *testing.T) {
	server := embedded(t, mailtest.Options{})
	b := box{addr: server.IMAP(), user: "support@example.test"}
	said := newReports()
	c := newConnector(b.settings(), "secret", said)
	c.timing.quiet, c.timing.idleLast = 300*time.Millisecond, 50*time.Millisecond
	r := run(t, c, newInbox(), said)
	r.inbox.ready(t)
	server.Freeze(true)
	said.problem(t, "does not answer")
	server.Freeze(false)
	said.well(t)
	mustAppend(t, server, customerMail(0))
	once(t, r.inbox.wait(t, 1), 1)
}

func TestServerThatSaysNothingAtAllIsNoticed(t *testing.T) {
	server := embedded(t, mailtest.Options{})
	server.Freeze(true)
	for _, kind := range []string{TLSNone, TLSStart, TLSImplicit} {
		t.Run(kind, func(t *testing.T) {
			b := box{addr: server.IMAP(), user: "support@example.test"}
			said := newReports()
			s := b.settings()
			s.IMAP.TLS = kind
			c := newConnector(s, "secret", said)
			c.imapTLS, _ = s.IMAP.tlsConfig()
			c.timing.quiet = 100 * time.Millisecond
			run(t, c, newInbox(), said)
			said.problem(t, "does not answer")
		})
	}
}

func TestRebuiltMailboxIsNotAnswered(t *testing.T) {
	const n = 120
	var mails [][]byte
	for i := range n {
		mails = append(mails, customerMail(i))
	}
	eachServer(t, func(t *testing.T, b box) {
		s := b.settings()
		s.Folder = "Support"
		in := newInbox()
		in.cursors["Support"] = "1:500" // of another UIDVALIDITY
		b.rebuild("Support", mails...)

		said := newReports()
		var first *running
		in.after = func(events []gateway.Event) { // the process dies after the first batch
			if len(events) > 0 && first != nil {
				first.end()
			}
		}
		started := make(chan struct{})
		in.before = func([]gateway.Event) error { <-started; return nil }
		first = run(t, newConnector(s, b.password, said), in, said)
		close(started)
		if err := first.wait(); err != nil {
			t.Fatal(err)
		}
		if got := len(in.events); got == 0 || got == n {
			t.Fatalf("the first process accepted %d of %d", got, n)
		}
		in.before, in.after = nil, nil
		again := newReports()
		run(t, newConnector(s, b.password, again), in, again)
		events := in.wait(t, n)
		once(t, events, n)
		for _, e := range events {
			if e.NoReply != rebuiltReason {
				t.Errorf("%s may be answered", e.Message.Subject)
			}
		}
	})
}

func TestNewMailOfARebuiltMailboxIsAnswered(t *testing.T) {
	server := embedded(t, mailtest.Options{})
	b := box{addr: server.IMAP(), user: "support@example.test"}
	mustAppend(t, server, customerMail(0))
	r := start(t, b.settings(), "secret")
	r.inbox.wait(t, 1)
	if err := server.Rebuild(b.user, "INBOX", customerMail(0), customerMail(1)); err != nil {
		t.Fatal(err)
	}
	r.inbox.wait(t, 3)
	mustAppend(t, server, customerMail(2))
	events := r.inbox.wait(t, 4)
	var noReply []bool
	for _, e := range events {
		noReply = append(noReply, e.NoReply != "")
	}
	if want := []bool{false, true, true, false}; !slices.Equal(noReply, want) {
		t.Errorf("no reply: %v, want %v", noReply, want)
	}
	if events[0].Guard != events[1].Guard {
		t.Error("the same mail has another guard")
	}
	r.inbox.until(t, "a plain cursor", func(_ []gateway.Event, cursor string) bool { return strings.Count(cursor, ":") == 1 })
}

func TestOversizedMailIsReadInPart(t *testing.T) {
	eachServer(t, func(t *testing.T, b box) {
		b.put(bigMail(60 << 20))
		b.put(customerMail(0))
		r := start(t, b.settings(), b.password)
		big := r.inbox.wait(t, 2)[0]
		m := big.Message
		if !m.Facts.Truncated || m.Facts.Size < 60<<20 || big.Quarantine != "" {
			t.Errorf("truncated %v, size %d, quarantine %q", m.Facts.Truncated, m.Facts.Size, big.Quarantine)
		}
		if m.Subject != "Photos" || m.NewText != "See the photos." {
			t.Errorf("subject %q, text %q", m.Subject, m.NewText)
		}
		if len(m.Attachments) != 1 || m.Attachments[0].Name != "photos.zip" || m.Attachments[0].Content != nil {
			t.Errorf("attachments %+v", m.Attachments)
		}
	})
}

// bigMail has an attachment of about size bytes on the wire.
func bigMail(size int) []byte {
	var b bytes.Buffer
	b.WriteString("From: anna@example.net\r\nTo: support@example.test\r\nSubject: Photos\r\nMessage-ID: <big@example.net>\r\n" +
		"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee the photos.\r\n--b\r\n" +
		"Content-Type: application/zip; name=photos.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n")
	line := strings.Repeat("QUJD", 19) + "\r\n"
	for b.Len() < size {
		b.WriteString(line)
	}
	b.WriteString("--b--\r\n")
	return b.Bytes()
}

func TestPoisonedMailIsIsolated(t *testing.T) {
	server := embedded(t, mailtest.Options{})
	b := box{addr: server.IMAP(), user: "support@example.test"}
	for i := range 20 {
		uid := mustAppend(t, server, customerMail(i))
		if i == 7 {
			server.Poison("INBOX", uid)
		}
	}
	r := start(t, b.settings(), "secret")
	events := r.inbox.wait(t, 20)
	quarantined := 0
	for i, e := range events {
		if (e.Quarantine != "") != (i == 7) {
			t.Errorf("mail %d: quarantine %q", i, e.Quarantine)
		}
		if e.Quarantine != "" {
			quarantined++
		}
	}
	if quarantined != 1 || events[7].Guard == "" || events[7].Message.SourceID == "" {
		t.Errorf("quarantined %d: %+v", quarantined, events[7])
	}
}

func TestMailThatTheServerLeavesOutIsNotPassedOver(t *testing.T) {
	for _, c := range []struct {
		name        string
		times       int // answers that leave the mail out
		quarantined bool
	}{
		{"once", 1, false},
		{"until it is asked for alone", 2, false},
		{"for ever", 1000, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			server := embedded(t, mailtest.Options{})
			b := box{addr: server.IMAP(), user: "support@example.test"}
			const mails = 20
			for i := range mails {
				uid := mustAppend(t, server, customerMail(i))
				if i == 7 {
					server.Omit("INBOX", uid, c.times)
				}
			}
			r := start(t, b.settings(), "secret")
			for i, e := range r.inbox.wait(t, mails) {
				if (e.Quarantine != "") != (i == 7 && c.quarantined) {
					t.Errorf("mail %d: quarantine %q", i, e.Quarantine)
				}
			}
		})
	}
}

// A process dies before or after any commit of what it fetched; the next one reads on from what is stored.
func TestKilledAroundAnyAcceptNothingIsLostOrDoubled(t *testing.T) {
	const n = 260
	eachServer(t, func(t *testing.T, b box) {
		dice := rand.New(rand.NewPCG(7, 11)) //nolint:gosec // the same deaths in every run
		put := 0
		more := func(k int) {
			for range k {
				b.put(customerMail(put))
				put++
			}
		}
		more(110) // more than one batch
		in := newInbox()
		deaths := 0
		for ; put < n; deaths++ {
			more(1)
			live(t, b, in, dice.IntN(4), dice.IntN(2) == 0, func() { more(1 + dice.IntN(3)) })
		}
		if deaths < 15 {
			t.Errorf("only %d deaths", deaths)
		}
		in.before, in.after = nil, nil
		said := newReports()
		run(t, newConnector(b.settings(), b.password, said), in, said)
		once(t, in.wait(t, put), put)
	})
}

// live runs a connector that dies at its nth Accept, from 0: before it is stored, or late, after. Mail comes after each.
func live(t *testing.T, b box, in *inbox, nth int, late bool, mail func()) {
	t.Helper()
	ctx, kill := context.WithCancel(t.Context())
	defer kill()
	in.before = func([]gateway.Event) error {
		if nth == 0 && !late {
			kill()
		}
		return ctx.Err()
	}
	in.after = func([]gateway.Event) {
		if nth == 0 {
			kill()
		}
		nth--
		mail()
	}
	if err := newConnector(b.settings(), b.password, newReports()).Run(ctx, in); err != nil {
		t.Fatal(err)
	}
}

func TestWrongPasswordIsReported(t *testing.T) {
	eachServer(t, func(t *testing.T, b box) {
		r := start(t, b.settings(), "not the pass word")
		p := r.said.problem(t, "refused user and password")
		if !strings.Contains(p.Place, "channel support, imap "+b.addr) || p.Hint == "" {
			t.Errorf("reported %+v", p)
		}
		if strings.Contains(p.String(), "not the pass word") {
			t.Errorf("the password is told: %s", p)
		}
	})
}

func TestVanishedMailboxIsReportedUntilItIsBack(t *testing.T) {
	server := embedded(t, mailtest.Options{})
	b := box{addr: server.IMAP(), user: "support@example.test"}
	r := start(t, b.settings(), "secret")
	r.inbox.ready(t)
	if err := server.Remove(b.user, "INBOX"); err != nil {
		t.Fatal(err)
	}
	r.said.problem(t, `folder "INBOX" cannot be opened`)
	if err := server.Create(b.user, "INBOX"); err != nil {
		t.Fatal(err)
	}
	r.said.well(t)
}

func TestStartDecidesAboutOlderMail(t *testing.T) {
	day := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	for start, first := range map[string]int{startNow: 4, startAll: 0, "2026-01-03": 2, "2026-02-01": 4} {
		t.Run(start, func(t *testing.T) {
			clock := day
			server := embedded(t, mailtest.Options{Now: func() time.Time { return clock }})
			b := box{addr: server.IMAP(), user: "support@example.test"}
			for i := range 4 {
				mustAppend(t, server, customerMail(i))
				clock = clock.AddDate(0, 0, 1)
			}
			s := b.settings()
			s.Start = start
			s.since, _ = time.Parse(time.DateOnly, start)
			said := newReports()
			r := run(t, newConnector(s, "secret", said), newInbox(), said)
			r.inbox.ready(t)
			mustAppend(t, server, customerMail(4))
			events := r.inbox.until(t, "the last mail", func(events []gateway.Event, _ string) bool {
				return len(events) > 0 && events[len(events)-1].Message.Subject == "Question 4"
			})
			if want := fmt.Sprintf("Question %d", first); events[0].Message.Subject != want || len(events) != 5-first {
				t.Errorf("%d events from %s on, want %s", len(events), events[0].Message.Subject, want)
			}
		})
	}
}

func TestMailWaitsWhileItCannotBeStored(t *testing.T) {
	server := embedded(t, mailtest.Options{})
	b := box{addr: server.IMAP(), user: "support@example.test"}
	mustAppend(t, server, customerMail(0))
	said, in := newReports(), newInbox()
	fails := 3
	in.before = func(events []gateway.Event) error {
		if fails--; fails >= 0 && len(events) > 0 {
			return errors.New("no space left on device")
		}
		return nil
	}
	run(t, newConnector(b.settings(), "secret", said), in, said)
	said.problem(t, "no space left on device")
	once(t, in.wait(t, 1), 1)
	if fails > 0 {
		t.Error("storing was not tried again")
	}
}

func TestLostLeaseEndsRun(t *testing.T) {
	server := embedded(t, mailtest.Options{})
	b := box{addr: server.IMAP(), user: "support@example.test"}
	said, in := newReports(), newInbox()
	in.before = func([]gateway.Event) error { return fmt.Errorf("accept: %w", gateway.ErrLeaseLost) }
	r := run(t, newConnector(b.settings(), "secret", said), in, said)
	if err := r.wait(); !errors.Is(err, gateway.ErrLeaseLost) {
		t.Errorf("Run ended with %v", err)
	}
}
