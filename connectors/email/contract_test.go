package email_test

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"frontdesk/configs"
	"frontdesk/connectors/connectortest"
	"frontdesk/connectors/email"
	"frontdesk/connectors/email/mailtest"
	"frontdesk/gateway"
)

const (
	ours     = "support@example.test"
	password = "secret"
)

// smtpd starts an embedded server whose support@ is our account.
func smtpd(t testing.TB, o mailtest.Options) *mailtest.Server {
	t.Helper()
	o.Users = []mailtest.User{{Address: ours, Password: password}}
	return mailtest.Serve(t, o)
}

// account are the settings of our account, on two servers without TLS.
func account(imapAddr, smtpAddr string) *email.Settings {
	secret := configs.PlainSecret(password)
	return &email.Settings{
		Address: ours, Start: "all",
		IMAP: email.Server{Server: imapAddr, User: ours, Password: secret, TLS: email.TLSNone},
		SMTP: email.Server{Server: smtpAddr, TLS: email.TLSNone},
	}
}

func environment() gateway.Environment {
	return gateway.Environment{
		Channel: gateway.Channel{Name: "support"},
		Keys:    gateway.NewKeyring(gateway.Key{Secret: []byte("secret of the tests")}),
		Report:  func(*gateway.Problem) {},
		Now:     time.Now,
	}
}

// connect checks the settings and opens a connector.
func connect(t testing.TB, s *email.Settings, env gateway.Environment) *email.Connector {
	t.Helper()
	var problems configs.Problems
	s.Check(configs.Section{}, &problems)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	c, err := email.Open(t.Context(), s, env)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// question is a customer's mail with this text.
func question(n int64, text string) []byte {
	return fmt.Appendf(nil, "From: Ann <ann@customer.example>\r\nTo: %s\r\nSubject: Question\r\nMessage-ID: <q%d@customer.example>\r\n"+
		"Date: Thu, 05 Mar 2026 14:07:09 +0100\r\n\r\n%s\r\n", ours, n, text)
}

func answer(n int) gateway.Delivery {
	return gateway.Delivery{
		ID: fmt.Sprintf("d%d", n), Kind: gateway.KindAnswer, Channel: "support", Conversation: fmt.Sprintf("c%d", n),
		To: gateway.Address{Addr: "ann@customer.example"}, Subject: "Re: Question", Text: fmt.Sprintf("Answer %d.\n", n),
		Thread: gateway.Thread{InReplyTo: []string{fmt.Sprintf("q%d@customer.example", n)}},
	}
}

// arrived counts the mails of a delivery that the server took.
func arrived(s *mailtest.Server, d gateway.Delivery) int {
	n := 0
	id := environment().Keys.MessageID(d, "example.test")
	for _, m := range s.Outbox() {
		if strings.Contains(string(m.Raw), "Message-ID: <"+id+">\r\n") {
			n++
		}
	}
	return n
}

// fixture is an account whose mail is received from one server and sent by an embedded one.
func fixture(s *mailtest.Server, settings func() *email.Settings) connectortest.Fixture {
	return connectortest.Fixture{
		Open:     func(t *testing.T) gateway.Connector { t.Helper(); return connect(t, settings(), environment()) },
		Delivery: answer,
		Arrived:  func(_ *testing.T, d gateway.Delivery) int { return arrived(s, d) },
		Refuse:   func(*testing.T) { s.Fault(mailtest.Fault{Stage: mailtest.StageEnd, Code: 451, Times: 1}) },
		Interrupt: func(*testing.T) {
			s.Fault(mailtest.Fault{Stage: mailtest.StageEnd, Drop: true, Deliver: true, Times: 1})
		},
	}
}

func TestConnectorKeepsTheContractOnTheEmbeddedServer(t *testing.T) {
	var n atomic.Int64
	connectortest.Run(t, func(t *testing.T) connectortest.Fixture {
		s := smtpd(t, mailtest.Options{SaveSent: true})
		f := fixture(s, func() *email.Settings {
			a := account(s.IMAP(), s.SMTP())
			a.Sent, a.Mark = "Sent", email.Mark{Answered: `\Answered`, Move: map[string]string{"answer": "Done"}}
			return a
		})
		f.Receive = func(t *testing.T, text string) {
			if err := s.Deliver("ann@customer.example", ours, question(n.Add(1), text)); err != nil {
				t.Fatal(err)
			}
		}
		f.Disconnect = func(*testing.T) { s.DropConnections() }
		return f
	})
}

func TestConnectorKeepsTheContractOnDovecot(t *testing.T) {
	const users = 30 // each test has its own mailbox
	d := mailtest.StartDovecot(t, users)
	var n, used atomic.Int64
	connectortest.Run(t, func(t *testing.T) connectortest.Fixture {
		s, user := smtpd(t, mailtest.Options{}), d.Users[used.Add(1)]
		f := fixture(s, func() *email.Settings {
			a := account(d.IMAPS, s.SMTP())
			a.IMAP.User, a.IMAP.TLS, a.IMAP.CA = user, email.TLSImplicit, configs.Path(d.CA)
			a.SMTP.User, a.SMTP.Password = ours, a.IMAP.Password
			a.Sent, a.Mark = "Sent", email.Mark{Answered: "$Frontdesk", Move: map[string]string{"answer": "Done"}}
			return a
		})
		f.Receive = func(t *testing.T, text string) {
			d.Deliver(t, "ann@customer.example", user, question(n.Add(1), text))
			d.Mailbox(t, user, "INBOX") // Dovecot numbers what it finds together in an order of its own
		}
		f.Disconnect = func(t *testing.T) { d.Kick(t, user) }
		return f
	})
}
