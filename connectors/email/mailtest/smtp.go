package mailtest

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

func (s *Server) newSMTP() *smtp.Server {
	srv := smtp.NewServer(smtp.BackendFunc(s.newSession))
	srv.Domain = "mx." + s.options.Domain
	srv.ErrorLog = quiet()
	srv.TLSConfig = s.tlsConfig()
	srv.AllowInsecureAuth = true
	srv.EnableDSN = !s.options.NoDSN
	srv.EnableSMTPUTF8 = !s.options.NoSMTPUTF8
	srv.MaxMessageBytes = s.options.MaxSize
	srv.MaxLineLength = 12288 // tokens are long (RFC 4954 section 4)
	return srv
}

// session is one SMTP connection, and the transaction that is going on.
type session struct {
	server *Server
	conn   *conn
	hello  string
	user   string
	mail   Mail
	to     []Mail
}

func (s *Server) newSession(c *smtp.Conn) (smtp.Session, error) {
	ss := &session{server: s, conn: unwrap(c.Conn()), hello: c.Hostname()}
	intercept := ss.interceptData
	ss.conn.intercept.Store(&intercept)
	return ss, ss.fault(StageHello, "")
}

// fault returns a plain nil where nothing is wrong: go-smtp looks at the type of the error.
func (ss *session) fault(stage Stage, to string) error {
	if f, ok := ss.server.faults.next(stage, to); ok {
		return f.act(ss.conn)
	}
	return nil
}

// interceptData answers the command DATA where a fault says so: go-smtp's server asks nobody before its 354.
func (ss *session) interceptData(read []byte) string {
	if !strings.EqualFold(string(read), "DATA\r\n") {
		return ""
	}
	to := ""
	if len(ss.to) > 0 {
		to = ss.to[0].To
	}
	f, ok := ss.server.faults.next(StageData, to)
	if !ok || f.act(ss.conn) == nil {
		return ""
	}
	return f.line()
}

// AuthMechanisms implements smtp.AuthSession.
func (ss *session) AuthMechanisms() []string {
	if ss.server.options.NoAuth {
		return nil
	}
	if ss.server.options.Tokens != nil {
		return ss.server.options.Mechanisms
	}
	return []string{sasl.Plain, sasl.Login}
}

// Auth implements smtp.AuthSession.
func (ss *session) Auth(mech string) (sasl.Server, error) {
	switch mech {
	case sasl.Plain:
		return sasl.NewPlainServer(func(_, user, password string) error { return ss.login(user, password) }), nil
	case sasl.Login:
		return &loginServer{login: ss.login}, nil
	case XOAuth2, OAuthBearer:
		return &tokenServer{login: ss.loginWithToken}, nil
	default:
		return nil, smtp.ErrAuthUnknownMechanism
	}
}

func (ss *session) login(user, password string) error {
	if err := ss.fault(StageAuth, ""); err != nil {
		return err
	}
	a, ok := ss.server.users[canonical(user)]
	if !ok || a.Password != password {
		return smtp.ErrAuthFailed
	}
	ss.user = a.Address
	return nil
}

func (ss *session) loginWithToken(user, token string) error {
	if err := ss.fault(StageAuth, ""); err != nil {
		return err
	}
	a, ok := ss.server.takes(user, token)
	if !ok {
		return smtp.ErrAuthFailed
	}
	ss.user = a.Address
	return nil
}

// Mail implements smtp.Session.
func (ss *session) Mail(from string, opts *smtp.MailOptions) error {
	if ss.server.options.RequireAuth && ss.user == "" {
		return &smtp.SMTPError{Code: 530, EnhancedCode: smtp.EnhancedCode{5, 7, 0}, Message: "Authentication required"}
	}
	ss.mail = Mail{From: from, UTF8: opts.UTF8, User: ss.user, Connection: ss.conn.number}
	return ss.fault(StageSender, "")
}

// Rcpt implements smtp.Session.
func (ss *session) Rcpt(to string, opts *smtp.RcptOptions) error {
	if err := ss.fault(StageRecipient, to); err != nil {
		return err
	}
	m := ss.mail
	m.To = to
	notify := make([]string, 0, len(opts.Notify))
	for _, n := range opts.Notify {
		notify = append(notify, string(n))
	}
	m.Notify = strings.Join(notify, ",")
	ss.to = append(ss.to, m)
	return nil
}

// Data implements smtp.Session.
func (ss *session) Data(r io.Reader) error {
	if err := ss.fault(StageBody, ss.to[0].To); err != nil {
		return err
	}
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	f, ok := ss.server.faults.next(StageEnd, ss.to[0].To)
	if ok && (f.Drop || f.Code != 0) {
		if f.Deliver {
			err = ss.accept(raw)
		}
		if err != nil {
			return err
		}
		return f.act(ss.conn)
	}
	if ok {
		_ = f.act(ss.conn) // only a delay
	}
	return ss.accept(raw)
}

func (ss *session) accept(raw []byte) error {
	if ss.server.options.SaveSent && ss.user != "" {
		if _, err := ss.server.Append(ss.user, "Sent", raw); err != nil {
			return err
		}
	}
	for _, m := range ss.to {
		m.Raw, m.At = raw, ss.server.options.Now()
		_, m.Local = ss.server.users[canonical(m.To)]
		if m.Local {
			if err := ss.server.deliver(ss.hello, m.From, m.To, raw); err != nil {
				return err
			}
		}
		ss.server.mails.add(m)
		if ss.server.options.OnMail != nil {
			ss.server.options.OnMail(m)
		}
	}
	return nil
}

// Reset implements smtp.Session.
func (ss *session) Reset() { ss.mail, ss.to = Mail{}, nil }

// Logout implements smtp.Session.
func (ss *session) Logout() error { return nil }

// loginServer is the server side of LOGIN, which go-sasl has for clients only.
type loginServer struct {
	login func(user, password string) error
	asked int
	user  string
}

// Next implements sasl.Server.
func (l *loginServer) Next(response []byte) (challenge []byte, done bool, err error) {
	if l.asked == 0 && response == nil {
		l.asked = 1
		return []byte("Username:"), false, nil
	}
	if l.asked <= 1 {
		l.asked, l.user = 2, string(response)
		return []byte("Password:"), false, nil
	}
	return nil, true, l.login(l.user, string(response))
}

// Deliver puts a mail into a user's INBOX as if it had come from outside: with Return-Path, Delivered-To and Received
// added at its top, as a real server adds them.
func (s *Server) Deliver(from, to string, raw []byte) error {
	return s.deliver("mail.sender.example", from, to, raw)
}

func (s *Server) deliver(hello, from, to string, raw []byte) error {
	a, ok := s.users[canonical(to)]
	if !ok {
		return fmt.Errorf("deliver to %s: no such user", to)
	}
	_, err := s.Append(a.Address, "INBOX", trace(hello, "mx."+s.options.Domain, from, to, s.options.Now(), raw))
	return err
}

// trace adds what the last server adds to a mail (RFC 5321 section 4.4).
func trace(hello, host, from, to string, now time.Time, raw []byte) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "Return-Path: <%s>\r\n", from)
	fmt.Fprintf(&b, "Delivered-To: %s\r\n", to)
	fmt.Fprintf(&b, "Received: from %s (%s [192.0.2.1])\r\n\tby %s with ESMTP id %x\r\n\tfor <%s>; %s\r\n",
		hello, hello, host, now.UnixNano(), to, now.Format(time.RFC1123Z))
	b.Write(raw)
	return b.Bytes()
}
