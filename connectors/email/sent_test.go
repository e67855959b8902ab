package email

import (
	"bytes"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"frontdesk/connectors/email/mailtest"
	"frontdesk/gateway"
)

// byHand is a colleague's answer to customer mail n, of today.
func byHand(n int, fields ...string) []byte {
	return fmt.Appendf(nil, "From: Desk <support@example.test>\r\nTo: anna@example.net\r\nSubject: Re: Question %d\r\nMessage-ID: <h%d@example.test>\r\n"+
		"Date: %s\r\nIn-Reply-To: <q%d@example.net>\r\n%s\r\nIt left on Monday.\r\n", n, n, time.Now().Format(time.RFC1123Z), n, lines(fields))
}

func lines(fields []string) string {
	all := ""
	for _, f := range fields {
		all += f + "\r\n"
	}
	return all
}

// watching is a connector with a short memory for pauses, and a log.
func watching(t *testing.T, s *Settings, password string, log *logged) *running {
	t.Helper()
	return rewatching(t, s, password, log, newInbox())
}

func rewatching(t *testing.T, s *Settings, password string, log *logged, in *inbox) *running {
	t.Helper()
	said := newReports()
	c := newConnector(s, password, said)
	c.env.Log = slog.New(slog.NewTextHandler(log, nil))
	c.env.Keys = gateway.NewKeyring(gateway.Key{Secret: []byte("a key")})
	c.timing.idleFirst, c.timing.idleLast = 20*time.Millisecond, 20*time.Millisecond
	return run(t, c, in, said)
}

type logged struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func subjects(events []gateway.Event, fromUs bool) []string {
	var out []string
	for _, e := range events {
		if e.Message.FromUs == fromUs {
			out = append(out, e.Message.Subject)
		}
	}
	return out
}

func TestAnswersOfPeopleInTheSentFolderAreHandedIn(t *testing.T) {
	eachServer(t, func(t *testing.T, b box) {
		b.send(byHand(0)) // of before the first start
		s := b.settings()
		s.Start = startNow
		r := watching(t, s, b.password, &logged{})
		r.inbox.watches(t)
		b.send(byHand(1))
		r.inbox.wait(t, 1)
		b.put(customerMail(2))
		r.inbox.wait(t, 2)
		b.send(byHand(2, "Cc: Ben <ben@example.net>"))
		events := r.inbox.wait(t, 3)
		if got := subjects(events, true); !slices.Equal(got, []string{"Re: Question 1", "Re: Question 2"}) {
			t.Errorf("of people: %q", got)
		}
		m := events[2].Message
		if m.NewText != "It left on Monday." || m.Room != "Sent" || len(m.To) != 1 || len(m.Cc) != 1 || m.Thread.InReplyTo[0] != "q2@example.net" {
			t.Errorf("%+v", m)
		}
		if folder, validity, uid, ok := parseSourceID(m.SourceID); !ok || folder != "Sent" || validity == 0 || uid == 0 {
			t.Errorf("source id is %q", m.SourceID)
		}
	})
}

func TestOnlyWhatPeopleAnsweredIsHandedIn(t *testing.T) {
	keys := gateway.NewKeyring(gateway.Key{Secret: []byte("a key")})
	own := keys.MessageID(gateway.Delivery{ID: "d1", Kind: gateway.KindAgentAnswer, Conversation: "c1"}, "example.test")
	ours := func(id string, fields ...string) []byte {
		return fmt.Appendf(nil, "From: support@example.test\r\nTo: anna@example.net\r\nSubject: Ours\r\nMessage-ID: <%s>\r\nIn-Reply-To: <q1@example.net>\r\n%s\r\nHello.\r\n",
			id, lines(fields))
	}
	big := bytes.Replace(byHand(8), []byte("\r\n\r\n"), []byte("\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee the plan.\r\n--b\r\n"+
		"Content-Type: application/zip; name=plan.zip\r\n\r\n"+strings.Repeat("QUJD", maxSentText/2)+"\r\n--b--\r\n"), 1)
	eachServer(t, func(t *testing.T, b box) {
		log := &logged{}
		r := watching(t, b.settings(), b.password, log)
		r.inbox.watches(t)
		b.send(ours(own, gateway.OriginHeader+": "+keys.Origin(own)))
		b.send(ours(own))
		b.send(ours("renamed@provider.example", gateway.OriginHeader+": "+keys.Origin(own)))
		b.send([]byte("From: support@example.test\r\nTo: new@example.net\r\nSubject: A letter\r\nMessage-ID: <l@example.test>\r\n\r\nHello.\r\n"))
		b.send([]byte(strings.Replace(string(byHand(7)), time.Now().Format(time.RFC1123Z), "Fri, 02 Jan 2026 10:00:00 +0000", 1)))
		b.send(big)
		b.send(byHand(9))
		events := r.inbox.wait(t, 2)
		if got := subjects(events, true); !slices.Equal(got, []string{"Re: Question 8", "Re: Question 9"}) {
			t.Errorf("of people: %q", got)
		}
		if m := events[0].Message; m.NewText != "See the plan." || !m.Facts.Truncated || len(m.Attachments) != 1 || m.Attachments[0].Content != nil {
			t.Errorf("text %q, truncated %v, attachments %+v", m.NewText, m.Facts.Truncated, m.Attachments)
		}
		if log.String() != "" {
			t.Errorf("logged:\n%s", log)
		}
	})
}

func TestARebuiltSentFolderIsReadAgainUnderTheSameGuards(t *testing.T) {
	one, two := byHand(1), byHand(2)
	eachServer(t, func(t *testing.T, b box) {
		s := b.settings()
		s.Sent = "Sent"
		r := watching(t, s, b.password, &logged{})
		r.inbox.watches(t)
		b.send(one)
		r.inbox.wait(t, 1)
		if err := r.stop(); err != nil {
			t.Fatal(err)
		}
		b.rebuild("Sent", one, two)
		r = rewatching(t, s, b.password, &logged{}, r.inbox)
		events := r.inbox.wait(t, 3)
		if events[0].Guard != events[1].Guard || events[1].Guard == events[2].Guard || events[0].Message.SourceID == events[1].Message.SourceID {
			t.Errorf("guards %q, %q, %q", events[0].Guard, events[1].Guard, events[2].Guard)
		}
		if copied := read(one, false); copied.Guard == events[0].Guard {
			t.Error("a copy in the inbox would be taken for the mail that is known from here")
		}
		b.send(byHand(3))
		if got := subjects(r.inbox.wait(t, 4), true); got[3] != "Re: Question 3" {
			t.Errorf("of people: %q", got)
		}
	})
}

func TestSentMailIsKnownBeforeTheInboxAfterAPause(t *testing.T) {
	eachServer(t, func(t *testing.T, b box) {
		s := b.settings()
		r := watching(t, s, b.password, &logged{})
		r.inbox.watches(t)
		r.inbox.ready(t)
		if err := r.stop(); err != nil {
			t.Fatal(err)
		}
		b.put(customerMail(1))
		b.send(byHand(1))
		events := rewatching(t, s, b.password, &logged{}, r.inbox).inbox.wait(t, 2)
		if !events[0].Message.FromUs || events[1].Message.FromUs {
			t.Error("the question was accepted before its answer")
		}
	})
}

func TestTroubleWithTheSentFolderIsToldAndHoldsNothingUp(t *testing.T) {
	server := embedded(t, mailtest.Options{})
	b := box{addr: server.IMAP(), user: "support@example.test"}
	s, log := b.settings(), &logged{}
	s.Sent = "Gesendet"
	r := watching(t, s, "secret", log)
	for i := range 3 {
		mustAppend(t, server, customerMail(i))
		once(t, r.inbox.wait(t, i+1), i+1)
	}
	if err := server.Create(b.user, "Gesendet"); err != nil {
		t.Fatal(err)
	}
	r.inbox.until(t, "a cursor of the new folder", func([]gateway.Event, string) bool {
		r.inbox.mu.Lock()
		defer r.inbox.mu.Unlock()
		return r.inbox.cursors["Gesendet"] != ""
	})
	if _, err := server.Append(b.user, "Gesendet", byHand(1)); err != nil {
		t.Fatal(err)
	}
	r.inbox.wait(t, 4)
	if n := strings.Count(log.String(), "\n"); n != 1 || !strings.Contains(log.String(), "not noticed") {
		t.Errorf("told %d times:\n%s", n, log)
	}
	for _, p := range r.said.list {
		if p != nil {
			t.Errorf("the channel was told to be down: %s", p)
		}
	}
}

func TestAPoisonedSentMailIsLeftOut(t *testing.T) {
	server := embedded(t, mailtest.Options{})
	b := box{addr: server.IMAP(), user: "support@example.test"}
	log := &logged{}
	r := watching(t, b.settings(), "secret", log)
	r.inbox.watches(t)
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	for i := range 5 {
		uid, err := server.Append(b.user, "Sent", byHand(i))
		if err != nil {
			t.Fatal(err)
		}
		if i == 2 {
			server.Poison("Sent", uid)
		}
	}
	mustAppend(t, server, customerMail(9))
	events := rewatching(t, b.settings(), "secret", log, r.inbox).inbox.wait(t, 5)
	if got := subjects(events, true); !slices.Equal(got, []string{"Re: Question 0", "Re: Question 1", "Re: Question 3", "Re: Question 4"}) {
		t.Errorf("of people: %q", got)
	}
	if got := subjects(events, false); !slices.Equal(got, []string{"Question 9"}) || !strings.Contains(log.String(), "is left out") {
		t.Errorf("inbox %q, log:\n%s", got, log)
	}
}

func TestSentNoneWatchesNothing(t *testing.T) {
	server := embedded(t, mailtest.Options{})
	b := box{addr: server.IMAP(), user: "support@example.test"}
	s := b.settings()
	s.Sent = sentNone
	r := watching(t, s, "secret", &logged{})
	r.inbox.ready(t)
	if _, err := server.Append(b.user, "Sent", byHand(1)); err != nil {
		t.Fatal(err)
	}
	mustAppend(t, server, customerMail(1))
	r.inbox.wait(t, 1)
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	if len(r.inbox.events) != 1 || r.inbox.cursors["Sent"] != "" {
		t.Errorf("%d events, cursors %v", len(r.inbox.events), r.inbox.cursors)
	}
	if folders := newConnector(s, "secret", newReports()).copyFolders(); len(folders) != 0 {
		t.Errorf("copies are looked for in %q", folders)
	}
}
