package email_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"frontdesk/configs"
	"frontdesk/connectors/email"
	"frontdesk/connectors/email/mailtest"
	"frontdesk/gateway"
)

func TestEvidenceOfADelivery(t *testing.T) {
	copyOf := func(d gateway.Delivery) []byte {
		_, _, raw, err := email.Compose(d, account("", ""), environment().Keys, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	each(t, func(t *testing.T, b mailbox) {
		for _, c := range []struct {
			name        string
			sent, bcc   string // the settings
			inSent      [][]byte
			inCopies    [][]byte
			found, sure bool
		}{
			{name: "no folder is configured", inSent: [][]byte{copyOf(answer(1))}},
			{name: "found in the Sent folder", sent: "Sent", inSent: [][]byte{copyOf(answer(2)), copyOf(answer(1))}, found: true, sure: true},
			{name: "found among the blind copies", sent: "Sent", bcc: "Copies", inCopies: [][]byte{copyOf(answer(1))}, found: true, sure: true},
			{name: "missing among copies of other deliveries", sent: "Sent", inSent: [][]byte{copyOf(answer(2))}, sure: true},
			{name: "a folder that never gets copies proves nothing", sent: "Sent", inSent: [][]byte{question(1, "by hand")}},
			{name: "an empty folder proves nothing", bcc: "Copies"},
		} {
			t.Run(c.name, func(t *testing.T) {
				b.fill(t, "Sent", c.inSent...)
				b.fill(t, "Copies", c.inCopies...)
				b.settings.Sent, b.settings.Bcc = c.sent, c.bcc
				found, sure, err := connect(t, b.settings, environment()).Find(t.Context(), answer(1))
				if err != nil || found != c.found || sure != c.sure {
					t.Errorf("found %v, sure %v, %v", found, sure, err)
				}
			})
		}
	})
}

func TestEvidenceFromAFolderThatIsMissingIsAnError(t *testing.T) {
	s := smtpd(t, mailtest.Options{})
	a := account(s.IMAP(), s.SMTP())
	a.Sent = "Nowhere"
	if _, known, err := connect(t, a, environment()).Find(t.Context(), answer(1)); err == nil || known {
		t.Errorf("known %v, %v", known, err)
	}
}

// mailbox is our account on one of the two servers.
type mailbox struct {
	settings *email.Settings
	fill     func(t *testing.T, folder string, mails ...[]byte) // makes the folder anew
	read     func(t *testing.T, folder string) []mailtest.Stored
}

// each runs a test on the embedded server and on Dovecot.
func each(t *testing.T, f func(t *testing.T, b mailbox)) {
	t.Helper()
	t.Run("embedded", func(t *testing.T) { f(t, onEmbedded(t, mailtest.Options{})) })
	t.Run("dovecot", func(t *testing.T) {
		d := mailtest.StartDovecot(t, 0)
		f(t, mailbox{
			settings: account(d.IMAP, "127.0.0.1:1"),
			fill:     func(t *testing.T, folder string, mails ...[]byte) { d.Rebuild(t, ours, folder, mails...) },
			read:     func(t *testing.T, folder string) []mailtest.Stored { return d.Mailbox(t, ours, folder) },
		})
	})
}

func onEmbedded(t *testing.T, o mailtest.Options) mailbox {
	t.Helper()
	s := smtpd(t, o)
	return mailbox{
		settings: account(s.IMAP(), s.SMTP()),
		fill: func(t *testing.T, folder string, mails ...[]byte) {
			t.Helper()
			_ = s.Remove(ours, folder) // there may be none
			if err := s.Create(ours, folder); err != nil {
				t.Fatal(err)
			}
			for _, raw := range mails {
				if _, err := s.Append(ours, folder, raw); err != nil {
					t.Fatal(err)
				}
			}
		},
		read: func(t *testing.T, folder string) []mailtest.Stored {
			t.Helper()
			stored, err := s.Mailbox(ours, folder)
			if err != nil {
				t.Fatal(err)
			}
			return stored
		},
	}
}

// refs name all messages of a folder, with these outcomes.
func refs(stored []mailtest.Stored, folder string, outcomes ...gateway.Outcome) []gateway.Ref {
	var list []gateway.Ref
	for i, m := range stored {
		source := fmt.Sprintf("%s/%d/%d", folder, m.UIDValidity, m.UID)
		list = append(list, gateway.Ref{SourceID: source, Outcome: outcomes[i%len(outcomes)]})
	}
	return list
}

func flagged(stored []mailtest.Stored, flag string) int {
	n := 0
	for _, m := range stored {
		if slices.ContainsFunc(m.Flags, func(f string) bool { return strings.EqualFold(f, flag) }) {
			n++
		}
	}
	return n
}

func TestMarksAreSetAndMessagesMoved(t *testing.T) {
	test := func(t *testing.T, b mailbox) {
		const folder, n = "Support/Mail", 120 // more than one batch
		var mails [][]byte
		for i := range n {
			mails = append(mails, question(int64(i), "text"))
		}
		b.fill(t, folder, mails...)
		b.settings.Mark = email.Mark{Answered: "$Frontdesk", Move: map[string]string{"ignore": "Machines", "ticket": folder}}
		conn := connect(t, b.settings, environment())
		if !conn.Marks() {
			t.Error("it marks nothing")
		}
		all := refs(b.read(t, folder), folder, gateway.OutcomeAnswer, gateway.OutcomeIgnore, gateway.OutcomeTicket)
		for range 2 { // a repetition changes nothing
			if err := conn.Mark(t.Context(), all); err != nil {
				t.Fatal(err)
			}
			kept, moved := b.read(t, folder), b.read(t, "Machines")
			if len(kept) != n*2/3 || flagged(kept, "$Frontdesk") != n/3 || len(moved) != n/3 || flagged(moved, "$Frontdesk") != 0 {
				t.Errorf("%d kept, %d flagged, %d moved", len(kept), flagged(kept, "$Frontdesk"), len(moved))
			}
		}
	}
	each(t, test)
	t.Run("embedded without MOVE", func(t *testing.T) { test(t, onEmbedded(t, mailtest.Options{NoMove: true})) })
}

func TestMessagesOfARebuiltMailboxAreNotMarked(t *testing.T) {
	each(t, func(t *testing.T, b mailbox) {
		b.fill(t, "Mail", question(1, "text"))
		old := refs(b.read(t, "Mail"), "Mail", gateway.OutcomeAnswer)
		b.fill(t, "Mail", question(2, "another"))
		b.settings.Mark = email.Mark{Answered: `\Answered`, Move: map[string]string{"answer": "Sent"}}
		if err := connect(t, b.settings, environment()).Mark(t.Context(), old); err != nil {
			t.Fatal(err)
		}
		if stored := b.read(t, "Mail"); len(stored) != 1 || flagged(stored, `\Answered`) != 0 {
			t.Errorf("%+v", stored)
		}
	})
}

func TestWithoutMarksNothingIsMarked(t *testing.T) {
	conn := connect(t, account("127.0.0.1:1", "127.0.0.1:1"), environment())
	if conn.Marks() || conn.Mark(t.Context(), []gateway.Ref{{SourceID: "INBOX/1/1", Outcome: gateway.OutcomeAnswer}}) != nil {
		t.Error("something was to be marked")
	}
}

func TestProbeSaysWhatIsWrongAndWhatToDo(t *testing.T) {
	soon, soonCA := secured(t, time.Now().AddDate(0, 0, 7))
	plain := smtpd(t, mailtest.Options{})
	if err := plain.Deliver("", ours, question(1, "text")); err != nil {
		t.Fatal(err)
	}
	fussy := smtpd(t, mailtest.Options{})
	fussy.Fault(mailtest.Fault{Stage: mailtest.StageSender, Code: 550, Status: [3]int{5, 7, 1}})
	unmarked := smtpd(t, mailtest.Options{NoSpecialUse: true})
	early := environment()
	early.Now = func() time.Time { return time.Now().Add(-time.Hour) }
	for name, c := range map[string]struct {
		change func(*email.Settings)
		env    gateway.Environment
		want   []string // words of the problems, in order
	}{
		"nothing": {func(*email.Settings) {}, environment(), nil},
		"certificates end soon": {func(s *email.Settings) {
			s.IMAP.Server, s.SMTP.Server = soon.IMAPS(), soon.SMTP()
			s.IMAP.TLS, s.SMTP.TLS, s.IMAP.CA, s.SMTP.CA = email.TLSImplicit, email.TLSStart, soonCA, soonCA
		}, environment(), []string{"certificate ends on", "certificate ends on"}},
		"both servers are down": {func(s *email.Settings) {
			s.IMAP.Server, s.SMTP.Server = "127.0.0.1:1", "127.0.0.1:1"
		}, environment(), []string{"channel support, imap 127.0.0.1:1: the connection was refused", "smtp 127.0.0.1:1: the connection was refused"}},
		"wrong password": {func(s *email.Settings) {
			s.IMAP.Password, s.SMTP.Password = configs.PlainSecret("wrong"), configs.PlainSecret("wrong")
		}, environment(), []string{"imap.password", "smtp.password"}},
		"missing folders": {func(s *email.Settings) {
			s.Folder, s.Sent, s.Bcc = "No inbox", "No sent", "No copies"
		}, environment(), []string{`"No sent"`, `"No copies"`, `"No inbox"`}},
		"no folder is marked as that of sent mail": {func(s *email.Settings) { s.IMAP.Server = unmarked.IMAP() }, environment(), []string{"sent: none"}},
		"sent mail is not watched":                 {func(s *email.Settings) { s.IMAP.Server, s.Sent = unmarked.IMAP(), "none" }, environment(), nil},
		"the null sender is refused":               {func(s *email.Settings) { s.SMTP.Server = fussy.SMTP() }, environment(), []string{"null_sender: false"}},
		"our clock is late":                        {func(*email.Settings) {}, early, []string{"in the future by this machine's clock"}},
	} {
		t.Run(name, func(t *testing.T) {
			a := account(plain.IMAP(), plain.SMTP())
			c.change(a)
			problems := connect(t, a, c.env).Probe(t.Context())
			if len(problems) != len(c.want) {
				t.Fatalf("%q", problems)
			}
			for i, p := range problems {
				if !strings.Contains(p.String(), c.want[i]) || p.Hint == "" {
					t.Errorf("%s", p)
				}
			}
		})
	}
	if got := len(plain.Mails()); got != 0 {
		t.Errorf("%d mails were sent", got)
	}
}
