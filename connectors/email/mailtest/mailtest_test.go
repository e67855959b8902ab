package mailtest

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const hello = "From: a@elsewhere.example\r\nTo: support@example.test\r\nSubject: hello\r\n\r\nhello\r\n"

func start(t *testing.T, o Options) *Server {
	t.Helper()
	if o.Users == nil {
		o.Users = []User{{Address: "support@example.test", Password: "secret", Aliases: []string{"help@example.test"}}}
	}
	s, err := Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func submit(s *Server, from, to string, opts *smtp.RcptOptions) error {
	c, err := smtp.Dial(s.SMTP())
	if err != nil {
		return err
	}
	defer func() { _ = c.Close() }()
	if err := c.Mail(from, nil); err != nil {
		return err
	}
	if err := c.Rcpt(to, opts); err != nil {
		return err
	}
	w, err := c.Data()
	if err != nil {
		return err
	}
	if _, err := w.Write([]byte(hello)); err != nil {
		return err
	}
	return w.Close()
}

func TestMailToAUserIsDeliveredWithTraceAndOtherMailIsKept(t *testing.T) {
	s := start(t, Options{})
	for _, to := range []string{"support+tag@example.test", "HELP@example.test"} {
		if err := submit(s, "a@elsewhere.example", to, nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := submit(s, "", "b@elsewhere.example", &smtp.RcptOptions{Notify: []smtp.DSNNotify{smtp.DSNNotifyNever}}); err != nil {
		t.Fatal(err)
	}
	inbox, err := s.Mailbox("support@example.test", "INBOX")
	if err != nil {
		t.Fatal(err)
	}
	if len(inbox) != 2 || !strings.HasPrefix(string(inbox[0].Raw), "Return-Path: <a@elsewhere.example>\r\nDelivered-To: support+tag@example.test\r\nReceived: from ") ||
		!bytes.HasSuffix(inbox[0].Raw, []byte(hello)) {
		t.Errorf("inbox %+v", inbox)
	}
	out, err := s.WaitOutbox(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	if len(out) != 1 || out[0].From != "" || out[0].To != "b@elsewhere.example" || out[0].Notify != "NEVER" || string(out[0].Raw) != hello {
		t.Errorf("outbox %+v", out)
	}
}

func TestFaultsActAtTheirStage(t *testing.T) {
	for _, stage := range []Stage{StageHello, StageSender, StageRecipient, StageData, StageBody, StageEnd} {
		t.Run(string(stage), func(t *testing.T) {
			s := start(t, Options{})
			s.Fault(Fault{Stage: stage, Code: 451, Status: [3]int{4, 3, 2}, Times: 1})
			var refused *smtp.SMTPError
			if err := submit(s, "", "b@elsewhere.example", nil); !errors.As(err, &refused) || refused.Code != 451 || refused.EnhancedCode != (smtp.EnhancedCode{4, 3, 2}) {
				t.Errorf("first time: %v", err)
			}
			if err := submit(s, "", "b@elsewhere.example", nil); err != nil {
				t.Errorf("second time: %v", err)
			}
			s.Fault(Fault{Stage: stage, Drop: true, Skip: 1})
			if err := submit(s, "", "b@elsewhere.example", nil); err != nil {
				t.Errorf("skipped: %v", err)
			}
			if err := submit(s, "", "b@elsewhere.example", nil); err == nil || errors.As(err, &refused) && refused.Code != 451 {
				t.Errorf("dropped: %v", err)
			}
			if got := len(s.Outbox()); got != 2 {
				t.Errorf("%d mails delivered", got)
			}
		})
	}
}

func TestADroppedMailMayBeDelivered(t *testing.T) {
	s := start(t, Options{})
	s.Fault(Fault{Stage: StageEnd, Drop: true, Deliver: true})
	if err := submit(s, "", "b@elsewhere.example", nil); err == nil {
		t.Error("the connection was not dropped")
	}
	if got := len(s.Outbox()); got != 1 {
		t.Errorf("%d mails delivered", got)
	}
}

func TestARebuiltMailboxHasAnotherValidity(t *testing.T) {
	s := start(t, Options{})
	if err := s.Deliver("a@elsewhere.example", "support@example.test", []byte(hello)); err != nil {
		t.Fatal(err)
	}
	before, err := s.Mailbox("support@example.test", "INBOX")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Rebuild("support@example.test", "INBOX", []byte(hello)); err != nil {
		t.Fatal(err)
	}
	after, err := s.Mailbox("support@example.test", "INBOX")
	if err != nil {
		t.Fatal(err)
	}
	if len(before) != 1 || len(after) != 1 || before[0].UIDValidity == after[0].UIDValidity {
		t.Errorf("before %+v, after %+v", before, after)
	}
}

func TestAPoisonedMessageEndsTheConnection(t *testing.T) {
	s := start(t, Options{})
	if err := s.Deliver("", "support@example.test", []byte(hello)); err != nil {
		t.Fatal(err)
	}
	s.Poison("INBOX", 1)
	if stored, err := s.Mailbox("support@example.test", "INBOX"); err == nil {
		t.Errorf("it was read: %+v", stored)
	}
}

func TestAFrozenServerIsSilentUntilThawed(t *testing.T) {
	s := start(t, Options{})
	s.Freeze(true)
	c, err := net.Dial("tcp", s.SMTP())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = c.Close() }()
	if err := c.SetReadDeadline(time.Now().Add(50 * time.Millisecond)); err != nil {
		t.Fatal(err)
	}
	if n, err := c.Read(make([]byte, 1)); err == nil {
		t.Errorf("read %d bytes", n)
	}
	s.Freeze(false)
	if err := c.SetReadDeadline(time.Time{}); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Read(make([]byte, 1)); err != nil {
		t.Error(err)
	}
}

func TestTLSPortsShowTheCertificate(t *testing.T) {
	cert, ca, err := Certificate(time.Now().AddDate(0, 1, 0))
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(ca)
	s := start(t, Options{Certificate: cert})
	for _, addr := range []string{s.IMAPS(), s.SMTPS()} {
		c, err := tls.Dial("tcp", addr, &tls.Config{RootCAs: pool})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.Read(make([]byte, 1)); err != nil {
			t.Error(err)
		}
		_ = c.Close()
	}
}

func TestDovecotDeliversByLMTP(t *testing.T) {
	d := StartDovecot(t, 1)
	d.Deliver(t, "a@elsewhere.example", "user1@example.test", []byte(hello))
	inbox := d.Mailbox(t, "user1@example.test", "INBOX")
	if len(inbox) != 1 || !strings.HasPrefix(string(inbox[0].Raw), "Return-Path: <a@elsewhere.example>") {
		t.Fatalf("inbox %+v", inbox)
	}
	d.Rebuild(t, "user1@example.test", "Other", []byte(hello))
	d.Rebuild(t, "user1@example.test", "Other", []byte(hello))
	if other := d.Mailbox(t, "user1@example.test", "Other"); len(other) != 1 || other[0].UIDValidity == inbox[0].UIDValidity {
		t.Errorf("other %+v", other)
	}
}
