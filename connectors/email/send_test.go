package email_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"frontdesk/configs"
	"frontdesk/connectors/email"
	"frontdesk/connectors/email/mailtest"
	"frontdesk/gateway"
)

// definite fails where err is no definite failure.
func definite(t *testing.T, err error) *gateway.SendError {
	t.Helper()
	var failed *gateway.SendError
	if !errors.As(err, &failed) {
		t.Fatalf("not definite: %v", err)
	}
	return failed
}

// unknown fails where err says anything about whether the mail arrived.
func unknown(t *testing.T, err error) {
	t.Helper()
	var failed *gateway.SendError
	if err == nil || errors.As(err, &failed) {
		t.Errorf("it ended with %v", err)
	}
}

func forward(n int) gateway.Delivery {
	d := answer(n)
	d.Kind, d.To.Addr = gateway.KindForward, "team@elsewhere.example"
	return d
}

func TestEnvelopeFollowsTheKind(t *testing.T) {
	no := false
	for _, c := range []struct {
		name         string
		delivery     gateway.Delivery
		options      mailtest.Options
		change       func(*email.Settings)
		from, notify string
	}{
		{name: "automatic reply", delivery: answer(1), from: "", notify: "NEVER"},
		{name: "no delivery reports", delivery: answer(1), options: mailtest.Options{NoDSN: true}, from: "", notify: ""},
		{name: "null sender refused by the provider", delivery: answer(1), change: func(s *email.Settings) {
			s.NullSender, s.Bounce = &no, "support+bounce@example.test"
		}, from: "support+bounce@example.test", notify: "NEVER"},
		{name: "forward", delivery: forward(1), from: ours},
		{name: "forward with bounce address", delivery: forward(1), change: func(s *email.Settings) {
			s.Bounce = "support+bounce@example.test"
		}, from: "support+bounce@example.test"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := smtpd(t, c.options)
			a := account(s.IMAP(), s.SMTP())
			if c.change != nil {
				c.change(a)
			}
			receipt, err := connect(t, a, environment()).Send(t.Context(), c.delivery)
			if err != nil || !strings.HasPrefix(receipt.Response, "250 ") {
				t.Fatalf("%+v %v", receipt, err)
			}
			mails := s.Outbox()
			if len(mails) != 1 || mails[0].From != c.from || mails[0].Notify != c.notify || mails[0].To != c.delivery.To.Addr || mails[0].User != ours {
				t.Errorf("%+v", mails)
			}
		})
	}
}

func TestRepliesOfTheServerAreDefinite(t *testing.T) {
	for _, stage := range []mailtest.Stage{
		mailtest.StageSender, mailtest.StageRecipient, mailtest.StageData, mailtest.StageBody, mailtest.StageEnd,
	} {
		for _, c := range []struct {
			code               int
			status             [3]int
			text               string
			permanent, account bool
		}{
			{code: 451, status: [3]int{4, 3, 0}, text: "451 4.3.0"},
			{code: 550, status: [3]int{5, 1, 1}, text: "550 5.1.1", permanent: true},
			{code: 552, status: [3]int{5, 2, 2}, text: "552 5.2.2", permanent: true},
			{code: 550, status: [3]int{5, 4, 5}, text: "550 5.4.5", account: true},
			{code: 421, status: [3]int{4, 7, 28}, text: "421 4.7.28", account: true},
			{code: 454, status: [3]int{4, 7, 0}, text: "454 4.7.0", account: true},
			{code: 530, status: [3]int{5, 7, 57}, text: "530 5.7.57", account: true},
		} {
			t.Run(string(stage)+" "+c.text, func(t *testing.T) {
				s := smtpd(t, mailtest.Options{})
				conn := connect(t, account(s.IMAP(), s.SMTP()), environment())
				s.Fault(mailtest.Fault{Stage: stage, Code: c.code, Status: c.status, Times: 1})
				_, err := conn.Send(t.Context(), answer(1))
				failed := definite(t, err)
				if failed.Code != c.text || failed.Permanent != c.permanent || failed.Account != c.account {
					t.Errorf("%+v", failed)
				}
				if _, err := conn.Send(t.Context(), answer(1)); err != nil {
					t.Errorf("the next attempt: %v", err)
				}
				if got := arrived(s, answer(1)); got != 1 {
					t.Errorf("it arrived %d times", got)
				}
			})
		}
	}
}

func TestARefusedConnectionIsNotTheMailsFault(t *testing.T) {
	for code, ours := range map[int]bool{421: false, 554: true} {
		s := smtpd(t, mailtest.Options{})
		s.Fault(mailtest.Fault{Stage: mailtest.StageHello, Code: code})
		_, err := connect(t, account(s.IMAP(), s.SMTP()), environment()).Send(t.Context(), answer(1))
		if failed := definite(t, err); failed.Permanent || failed.Account != ours {
			t.Errorf("%d: %+v", code, failed)
		}
	}
}

func TestSilenceBeforeTheFinalDotIsDefinite(t *testing.T) {
	for _, stage := range []mailtest.Stage{mailtest.StageHello, mailtest.StageAuth, mailtest.StageSender, mailtest.StageRecipient, mailtest.StageData} {
		t.Run(string(stage), func(t *testing.T) {
			s := smtpd(t, mailtest.Options{})
			s.Fault(mailtest.Fault{Stage: stage, Drop: true})
			_, err := connect(t, account(s.IMAP(), s.SMTP()), environment()).Send(t.Context(), answer(1))
			if failed := definite(t, err); failed.Permanent || failed.Account || failed.Code != "" {
				t.Errorf("%+v", failed)
			}
		})
	}
	t.Run("while the mail is written", func(t *testing.T) {
		s := smtpd(t, mailtest.Options{})
		s.Fault(mailtest.Fault{Stage: mailtest.StageBody, Drop: true})
		d := forward(1)
		d.Attachments = []gateway.Attachment{{Name: "large.bin", Content: make([]byte, 32<<20)}} // more than any socket's buffers
		_, err := connect(t, account(s.IMAP(), s.SMTP()), environment()).Send(t.Context(), d)
		_ = definite(t, err)
	})
}

func TestSilenceAfterTheFinalDotIsUnknown(t *testing.T) {
	for _, deliver := range []bool{true, false} {
		s := smtpd(t, mailtest.Options{})
		conn := connect(t, account(s.IMAP(), s.SMTP()), environment())
		if _, err := conn.Send(t.Context(), answer(1)); err != nil {
			t.Fatal(err)
		}
		s.Fault(mailtest.Fault{Stage: mailtest.StageEnd, Drop: true, Deliver: deliver})
		_, err := conn.Send(t.Context(), answer(2)) // over a kept connection: it is not sent again by itself
		unknown(t, err)
		want := 0
		if deliver {
			want = 1
		}
		if got := arrived(s, answer(2)); got != want {
			t.Errorf("it arrived %d times", got)
		}
	}
}

func TestCancellingAfterTheFinalDotIsUnknown(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	started := make(chan *mailtest.Server, 1)
	s := smtpd(t, mailtest.Options{OnMail: func(mailtest.Mail) {
		(<-started).Freeze(true) // the mail was taken, but the answer never comes
		cancel()
	}})
	started <- s
	_, err := connect(t, account(s.IMAP(), s.SMTP()), environment()).Send(ctx, answer(1))
	unknown(t, err)
	if !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestConnectionsAreKeptForTheNextMail(t *testing.T) {
	s := smtpd(t, mailtest.Options{})
	conn := connect(t, account(s.IMAP(), s.SMTP()), environment())
	for n := range 20 {
		if n == 10 {
			s.Fault(mailtest.Fault{Stage: mailtest.StageRecipient, Code: 550, Status: [3]int{5, 1, 1}, Times: 1})
			if _, err := conn.Send(t.Context(), answer(100)); err == nil {
				t.Error("it was not refused")
			}
		}
		if _, err := conn.Send(t.Context(), answer(n)); err != nil {
			t.Fatal(err)
		}
	}
	if got := s.Connections(); got != 1 {
		t.Errorf("%d connections", got)
	}
}

func TestAConnectionThatTheServerEndedIsMadeAgain(t *testing.T) {
	for name, end := range map[string]func(*mailtest.Server){
		"closed": func(s *mailtest.Server) { s.DropConnections() },
		"421": func(s *mailtest.Server) {
			s.Fault(mailtest.Fault{Stage: mailtest.StageSender, Code: 421, Status: [3]int{4, 4, 2}, Hangup: true, Times: 1})
		},
		"421 later": func(s *mailtest.Server) {
			s.Fault(mailtest.Fault{Stage: mailtest.StageRecipient, Code: 421, Status: [3]int{4, 4, 2}, Hangup: true, Times: 1})
		},
		"dropped": func(s *mailtest.Server) { s.Fault(mailtest.Fault{Stage: mailtest.StageData, Drop: true, Times: 1}) },
	} {
		t.Run(name, func(t *testing.T) {
			s := smtpd(t, mailtest.Options{})
			conn := connect(t, account(s.IMAP(), s.SMTP()), environment())
			if _, err := conn.Send(t.Context(), answer(1)); err != nil {
				t.Fatal(err)
			}
			end(s)
			if _, err := conn.Send(t.Context(), answer(2)); err != nil {
				t.Fatal(err)
			}
			if arrived(s, answer(1)) != 1 || arrived(s, answer(2)) != 1 || s.Connections() != 2 {
				t.Errorf("%d and %d times over %d connections", arrived(s, answer(1)), arrived(s, answer(2)), s.Connections())
			}
		})
	}
}

func TestAServerThatAlwaysSays421IsAskedNoMoreThanTwice(t *testing.T) {
	s := smtpd(t, mailtest.Options{})
	conn := connect(t, account(s.IMAP(), s.SMTP()), environment())
	if _, err := conn.Send(t.Context(), answer(1)); err != nil {
		t.Fatal(err)
	}
	s.Fault(mailtest.Fault{Stage: mailtest.StageSender, Code: 421, Status: [3]int{4, 3, 2}, Hangup: true})
	_, err := conn.Send(t.Context(), answer(2))
	if failed := definite(t, err); failed.Permanent || failed.Code != "421 4.3.2" || s.Connections() != 2 {
		t.Errorf("%+v, %d connections", failed, s.Connections())
	}
}

func TestSendingLeavesNoGoroutine(t *testing.T) {
	s := smtpd(t, mailtest.Options{})
	before := goleak.IgnoreCurrent()
	conn := connect(t, account(s.IMAP(), s.SMTP()), environment())
	if _, err := conn.Send(t.Context(), answer(1)); err != nil {
		t.Fatal(err)
	}
	s.DropConnections()
	goleak.VerifyNone(t, before)
}

func TestALoginIsUsedWhereItIsOffered(t *testing.T) {
	t.Run("required", func(t *testing.T) {
		s := smtpd(t, mailtest.Options{RequireAuth: true})
		if _, err := connect(t, account(s.IMAP(), s.SMTP()), environment()).Send(t.Context(), answer(1)); err != nil {
			t.Error(err)
		}
	})
	t.Run("not offered", func(t *testing.T) {
		s := smtpd(t, mailtest.Options{NoAuth: true})
		env, said := environment(), &bytes.Buffer{}
		env.Log = slog.New(slog.NewTextHandler(said, nil))
		conn := connect(t, account(s.IMAP(), s.SMTP()), env)
		for n := range 3 {
			if _, err := conn.Send(t.Context(), answer(n)); err != nil {
				t.Error(err)
			}
			s.DropConnections()
		}
		if got := strings.Count(said.String(), "no login"); got != 1 {
			t.Errorf("it was logged %d times: %s", got, said)
		}
	})
	t.Run("wrong password", func(t *testing.T) {
		s := smtpd(t, mailtest.Options{RequireAuth: true})
		a := account(s.IMAP(), s.SMTP())
		a.SMTP.User, a.SMTP.Password = ours, configs.PlainSecret("wrong")
		_, err := connect(t, a, environment()).Send(t.Context(), answer(1))
		if failed := definite(t, err); !failed.Account || failed.Permanent || failed.Code != "535 5.7.8" {
			t.Errorf("%+v", failed)
		}
		says(t, err, "refused user and password", "smtp.password")
	})
}

func TestInternationalAddresses(t *testing.T) {
	d := answer(1)
	for _, c := range []struct {
		addr    string
		options mailtest.Options
		sent    string
		utf8    bool
	}{
		{"ann@bücher.example", mailtest.Options{NoSMTPUTF8: true}, "ann@xn--bcher-kva.example", false},
		{"käse@bücher.example", mailtest.Options{}, "käse@xn--bcher-kva.example", true},
		{"käse@bücher.example", mailtest.Options{NoSMTPUTF8: true}, "", false},
	} {
		s := smtpd(t, c.options)
		d.To.Addr = c.addr
		_, err := connect(t, account(s.IMAP(), s.SMTP()), environment()).Send(t.Context(), d)
		if c.sent == "" {
			if failed := definite(t, err); !failed.Permanent {
				t.Errorf("%+v", failed)
			}
			says(t, err, "SMTPUTF8")
			continue
		}
		if mails := s.Outbox(); err != nil || len(mails) != 1 || mails[0].To != c.sent || mails[0].UTF8 != c.utf8 {
			t.Errorf("%+v %v", mails, err)
		}
	}
}

// says fails where an error lacks words that an admin needs.
func says(t *testing.T, err error, words ...string) {
	t.Helper()
	for _, w := range words {
		if err == nil || !strings.Contains(err.Error(), w) {
			t.Errorf("%q lacks %q", err, w)
		}
	}
}

// secured is an embedded server with a certificate, and a file with this.
func secured(t *testing.T, notAfter time.Time) (*mailtest.Server, configs.Path) {
	t.Helper()
	cert, ca, err := mailtest.Certificate(notAfter)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(file, ca, 0o600); err != nil {
		t.Fatal(err)
	}
	return smtpd(t, mailtest.Options{Certificate: cert, RequireAuth: true}), configs.Path(file)
}

func TestMailIsSentEncrypted(t *testing.T) {
	s, ca := secured(t, time.Now().AddDate(0, 1, 0))
	for kind, addr := range map[string]string{email.TLSImplicit: s.SMTPS(), email.TLSStart: s.SMTP()} {
		a := account(s.IMAP(), addr)
		a.SMTP.TLS, a.SMTP.CA = kind, ca
		conn := connect(t, a, environment())
		for n := range 3 {
			if _, err := conn.Send(t.Context(), answer(n)); err != nil {
				t.Errorf("%s: %v", kind, err)
			}
		}
	}
	if got := s.Connections(); got != 2 {
		t.Errorf("%d connections", got)
	}
}

func TestWhatPreventsAConnectionIsSaidInASentence(t *testing.T) {
	good, goodCA := secured(t, time.Now().AddDate(0, 1, 0))
	old, oldCA := secured(t, time.Now().AddDate(0, 0, -1))
	plain := smtpd(t, mailtest.Options{})
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := closed.Close(); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		server, tls string
		ca          configs.Path
		words       []string
	}{
		"expired certificate":  {old.SMTPS(), email.TLSImplicit, oldCA, []string{"certificate is valid from", "renew"}},
		"expired, by STARTTLS": {old.SMTP(), email.TLSStart, oldCA, []string{"certificate is valid from", "renew"}},
		"unknown authority":    {good.SMTPS(), email.TLSImplicit, "", []string{"authority", "smtp: {ca: FILE}"}},
		"no TLS on the port":   {plain.SMTP(), email.TLSImplicit, goodCA, []string{"does not speak TLS", "465", "tls: none"}},
		"no STARTTLS":          {plain.SMTP(), email.TLSStart, goodCA, []string{"STARTTLS"}},
		"unknown host":         {"mail.invalid:25", email.TLSNone, "", []string{"mail.invalid", "smtp.server"}},
		"connection refused":   {closed.Addr().String(), email.TLSNone, "", []string{"connection was refused", "check host and port"}},
		"nothing":              {good.SMTPS(), email.TLSImplicit, goodCA, nil},
	} {
		t.Run(name, func(t *testing.T) {
			a := account(plain.IMAP(), c.server)
			a.SMTP.TLS, a.SMTP.CA = c.tls, c.ca
			_, err := connect(t, a, environment()).Send(t.Context(), answer(1))
			if c.words == nil {
				if err != nil {
					t.Error(err)
				}
				return
			}
			if failed := definite(t, err); failed.Permanent {
				t.Errorf("%+v", failed)
			}
			says(t, err, append(c.words, c.server)...)
		})
	}
}

func TestASilentServerIsGivenUpWithTheContext(t *testing.T) {
	s := smtpd(t, mailtest.Options{})
	conn := connect(t, account(s.IMAP(), s.SMTP()), environment())
	if _, err := conn.Send(t.Context(), answer(1)); err != nil {
		t.Fatal(err)
	}
	s.Freeze(true)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err := conn.Send(ctx, answer(2))
	_ = definite(t, err)
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	s.Freeze(false)
	if _, err := conn.Send(t.Context(), answer(2)); err != nil {
		t.Error(err)
	}
}
