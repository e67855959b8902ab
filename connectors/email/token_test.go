package email

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"frontdesk/configs"
	"frontdesk/connectors/email/mailtest"
	"frontdesk/connectors/email/oauth"
	"frontdesk/connectors/email/oauth/oauthtest"
	"frontdesk/gateway"
)

const tokenUser = "support@example.test"

// tokenBox is a mailbox that is logged in to by token, and the provider of these.
type tokenBox struct {
	box

	*oauthtest.Server

	clock *oauthtest.Clock
	said  *reports
	log   *syncBuffer
	kick  func()
	smtp  string
	path  string // of the token file
	login []gateway.Login
	mu    sync.Mutex
}

// syncBuffer keeps a log.
type syncBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// newTokenBox makes the provider; kind is the mail server, embedded or dovecot.
func newTokenBox(t *testing.T, kind, mechanism string, o oauthtest.Options) *tokenBox {
	t.Helper()
	b := &tokenBox{clock: oauthtest.NewClock(time.Now()), said: newReports(), log: &syncBuffer{}, path: filepath.Join(t.TempDir(), "support.token")}
	o.Now, o.Long = b.clock.Now, 2500
	b.Server = oauthtest.Start(o)
	t.Cleanup(b.Close)
	if kind == "dovecot" {
		d := mailtest.StartDovecotWithTokens(t, b.Introspection(), mechanism)
		b.box = box{addr: d.IMAP, user: tokenUser, put: func(raw []byte) { d.Deliver(t, "customer@example.net", tokenUser, raw) }}
		b.kick = func() { d.Kick(t, tokenUser) }
		return b
	}
	s := embedded(t, mailtest.Options{Tokens: b.Valid, Mechanisms: []string{mechanism}, RequireAuth: true})
	b.box = box{addr: s.IMAP(), user: tokenUser, put: func(raw []byte) { mustAppend(t, s, raw) }}
	b.kick, b.smtp = s.DropConnections, s.SMTP()
	return b
}

// eachTokenServer runs a test on both mail servers with both mechanisms.
func eachTokenServer(t *testing.T, o oauthtest.Options, f func(t *testing.T, b *tokenBox)) {
	t.Helper()
	for _, kind := range []string{"embedded", "dovecot"} {
		for _, mechanism := range []string{oauth.XOAuth2, oauth.OAuthBearer} {
			t.Run(kind+" "+mechanism, func(t *testing.T) {
				b := newTokenBox(t, kind, mechanism, o)
				f(t, b)
				noSecret(t, b)
			})
		}
	}
}

// noSecret fails where a token was told to people or logged.
func noSecret(t *testing.T, b *tokenBox) {
	t.Helper()
	list, _ := b.said.snapshot()
	text := b.log.String()
	for _, p := range list {
		if p != nil {
			text += p.String()
		}
	}
	if strings.Contains(text, oauthtest.Canary) {
		t.Errorf("a secret is told: %s", text)
	}
}

// connector opens the account as the config would say it.
func (b *tokenBox) connector(t *testing.T) *Connector {
	t.Helper()
	s := &Settings{
		Address: tokenUser, Start: startAll,
		IMAP: Server{Server: b.addr, TLS: TLSNone}, SMTP: Server{Server: b.smtp, TLS: TLSNone},
		OAuth2: &oauth.Settings{
			ClientID: oauthtest.ClientID, ClientSecret: configs.PlainSecret(oauthtest.ClientSecret),
			TokenURL: b.URL() + "/token", AuthURL: b.URL() + "/authorize", TokenFile: configs.Path(b.path),
		},
	}
	if b.smtp == "" {
		s.SMTP.Server = "127.0.0.1:1"
	}
	var problems configs.Problems
	s.Check(configs.Section{}, &problems)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	c, err := Open(t.Context(), s, gateway.Environment{
		Channel: gateway.Channel{Name: "support"}, Report: b.said.note, Now: b.clock.Now, Keys: testKeys(),
		Log: slog.New(slog.NewTextHandler(b.log, &slog.HandlerOptions{Level: slog.LevelDebug})), Login: b.noteLogin,
	})
	if err != nil {
		t.Fatal(err)
	}
	c.timing = quickly()
	c.timing.renewFirst, c.timing.renewLast, c.timing.renewLook = time.Millisecond, 5*time.Millisecond, 5*time.Millisecond
	return c
}

func (b *tokenBox) noteLogin(l gateway.Login) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.login = append(b.login, l)
}

func (b *tokenBox) lastLogin() gateway.Login {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.login[len(b.login)-1]
}

// allow lets the account in, as frontdesk auth login does.
func (b *tokenBox) allow(t *testing.T) {
	t.Helper()
	if err := b.connector(t).tokens.Login(t.Context(), agreeing(t, tokenUser)); err != nil {
		t.Fatal(err)
	}
}

// agreeing is a person who logs in as this user in a browser.
func agreeing(t *testing.T, user string) oauth.Ask {
	t.Helper()
	return oauth.Ask{Way: oauth.ByBrowser, User: user, Say: func(text string) {
		for word := range strings.FieldsSeq(text) {
			if !strings.Contains(word, "/authorize?") {
				continue
			}
			go func() {
				answer, err := http.Get(word) //nolint:noctx,gosec // loopback
				if err != nil {
					t.Error(err)
					return
				}
				_ = answer.Body.Close()
			}()
		}
	}}
}

func (b *tokenBox) run(t *testing.T) *running {
	t.Helper()
	return run(t, b.connector(t), newInbox(), b.said)
}

func TestMailIsReadWithTokensThatEnd(t *testing.T) {
	eachTokenServer(t, oauthtest.Options{Rotate: true}, func(t *testing.T, b *tokenBox) {
		b.allow(t)
		r := b.run(t)
		for i := range 4 {
			b.put(customerMail(i))
			r.inbox.wait(t, i+1)
			b.clock.Forward(2 * time.Hour)
			b.kick()
		}
		once(t, r.inbox.wait(t, 4), 4)
	})
}

func TestATokenThatTheMailServerRefusesIsRenewedAtOnce(t *testing.T) {
	eachTokenServer(t, oauthtest.Options{}, func(t *testing.T, b *tokenBox) {
		b.allow(t)
		r := b.run(t)
		r.inbox.ready(t)
		b.clock.Forward(5 * time.Minute) // the token is young, but not new
		b.RevokeAccess(tokenUser)
		b.kick()
		b.put(customerMail(0))
		once(t, r.inbox.wait(t, 1), 1)
	})
}

func TestALoginThatWasTakenBackIsToldAndTakenUpAgain(t *testing.T) {
	eachTokenServer(t, oauthtest.Options{}, func(t *testing.T, b *tokenBox) {
		r := b.run(t)
		p := b.said.problem(t, "nobody has logged in yet")
		if p.Partial || p.Hint != "run frontdesk auth login support" {
			t.Errorf("%+v", p)
		}
		b.allow(t)
		r.inbox.ready(t)
		b.clock.Forward(5 * time.Minute)
		b.Revoke(tokenUser)
		b.kick()
		b.said.problem(t, "invalid_grant")
		b.allow(t) // the running one notices
		b.put(customerMail(0))
		once(t, r.inbox.wait(t, 1), 1)
	})
}

func TestAnAccountThatTheTokenIsNotOf(t *testing.T) {
	eachTokenServer(t, oauthtest.Options{}, func(t *testing.T, b *tokenBox) {
		c := b.connector(t)
		ask := agreeing(t, "other@example.test")
		ask.Verify = func(ctx context.Context, token string) error {
			l, err := c.dialWith(ctx, token)
			if err == nil {
				l.close()
			}
			return err
		}
		err := c.tokens.Login(t.Context(), ask)
		refused := (*loginError)(nil)
		if !errors.As(err, &refused) || !refused.token || refused.reason == "" {
			t.Fatalf("%v", err)
		}
		if what, hint := c.sentence(err); !strings.Contains(what, "refused the token") || !strings.Contains(hint, "imap.user is the account of the token") {
			t.Errorf("%s; %s", what, hint)
		}
	})
}

func TestTroubleWithRenewingIsToldWhileTheTokenLives(t *testing.T) {
	b := newTokenBox(t, "embedded", oauth.XOAuth2, oauthtest.Options{})
	b.allow(t)
	r := b.run(t)
	r.inbox.ready(t)
	tried := make(chan struct{})
	b.Fault(oauthtest.Fault{Status: 503, Code: "temporarily_unavailable", Echo: true, Reached: func() {
		select {
		case tried <- struct{}{}:
		case <-t.Context().Done():
		}
	}})
	b.clock.Forward(31 * time.Minute)
	for range 4 { // it goes on trying
		<-tried
	}
	list, _ := b.said.snapshot()
	for _, p := range list {
		if p != nil {
			t.Errorf("told too early: %v", p)
		}
	}
	b.clock.Forward(alarmAfter)
	<-tried
	b.Heal()
	b.Fault(oauthtest.Fault{Status: 503, Code: "temporarily_unavailable", Echo: true})
	p := b.said.problem(t, "cannot be renewed: the token server is in trouble")
	if !p.Partial || !strings.Contains(p.What, "the login ends at ") {
		t.Errorf("%+v", p)
	}
	if l := b.lastLogin(); l.Failing.IsZero() || !l.Expires.After(b.clock.Now()) {
		t.Errorf("%+v", l)
	}
	b.Heal()
	b.said.well(t)
	noSecret(t, b)
}

func TestARefusalToRenewIsToldAtOnce(t *testing.T) {
	b := newTokenBox(t, "embedded", oauth.XOAuth2, oauthtest.Options{})
	b.allow(t)
	r := b.run(t)
	r.inbox.ready(t)
	b.Fault(oauthtest.Fault{Status: 400, Code: "invalid_grant", Description: "AADSTS50173: The grant was revoked.", Echo: true})
	b.clock.Forward(31 * time.Minute)
	p := b.said.problem(t, "AADSTS50173")
	if !p.Partial || !strings.Contains(p.Hint, "frontdesk auth login support") {
		t.Errorf("%+v", p)
	}
	b.put(customerMail(0)) // nobody waits yet
	once(t, r.inbox.wait(t, 1), 1)
	noSecret(t, b)
}

func reply(n int) gateway.Delivery {
	return gateway.Delivery{
		ID: fmt.Sprintf("d%d", n), Kind: gateway.KindAnswer, Channel: "support", Conversation: "c",
		To: gateway.Address{Addr: "ann@customer.example"}, Subject: "Re: Question", Text: "Answer.\n",
	}
}

func TestMailIsSentWithTokens(t *testing.T) {
	for _, mechanism := range []string{oauth.XOAuth2, oauth.OAuthBearer} {
		t.Run(mechanism, func(t *testing.T) {
			b := newTokenBox(t, "embedded", mechanism, oauthtest.Options{Rotate: true})
			b.allow(t)
			c := b.connector(t)
			for i := range 3 {
				if _, err := c.Send(t.Context(), reply(i)); err != nil {
					t.Fatal(err)
				}
				b.clock.Forward(2 * time.Hour)
				b.kick()
			}
			if _, err := c.Send(t.Context(), reply(3)); err != nil {
				t.Fatal(err)
			}
			b.clock.Forward(5 * time.Minute)
			b.RevokeAccess(tokenUser)
			b.kick()
			if _, err := c.Send(t.Context(), reply(4)); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func TestSendingWithoutATokenIsNotTheMailsFault(t *testing.T) {
	for name, c := range map[string]struct {
		fault   oauthtest.Fault
		account bool
		want    string
	}{
		"the login was taken back": {oauthtest.Fault{Status: 400, Code: "invalid_grant", Echo: true}, true, "frontdesk auth login support"},
		"the server is in trouble": {oauthtest.Fault{Status: 500, Code: "server_error", Echo: true}, false, "is in trouble"},
	} {
		t.Run(name, func(t *testing.T) {
			b := newTokenBox(t, "embedded", oauth.XOAuth2, oauthtest.Options{})
			b.allow(t)
			b.Fault(c.fault)
			b.clock.Forward(2 * time.Hour)
			_, err := b.connector(t).Send(t.Context(), reply(1))
			failed := (*gateway.SendError)(nil)
			if !errors.As(err, &failed) || failed.Permanent || failed.Account != c.account || failed.Unreachable == c.account {
				t.Fatalf("%+v", err)
			}
			if !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), oauthtest.Canary) {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestAServerThatTakesNoTokens(t *testing.T) {
	b := newTokenBox(t, "embedded", "PLAIN", oauthtest.Options{})
	b.allow(t)
	c := b.connector(t)
	if _, err := c.dial(t.Context()); !errors.Is(err, errNoTokens) {
		t.Errorf("%v", err)
	}
	if _, err := c.Send(t.Context(), reply(1)); !errors.Is(err, errNoTokens) {
		t.Errorf("%v", err)
	}
}

func TestAnEchoOfTheSecretIsNotTold(t *testing.T) {
	const secret = "s3cret-canary"
	for _, text := range []string{"bad " + secret, "cannot decode dXNlcj1hAWF1dGg9QmVhcmVyIHMzY3JldC1jYW5hcnkBAQ== at all"} {
		s := embedded(t, mailtest.Options{})
		s.Fault(mailtest.Fault{Stage: mailtest.StageAuth, Code: 501, Status: [3]int{5, 5, 2}, Text: text})
		p := sendingPool(t, s)
		p.as = credential{user: tokenUser, password: secret}
		_, err := p.connect(t.Context())
		if err == nil || strings.Contains(err.Error(), secret) || strings.Contains(err.Error(), "IHMzY3JldC") || !strings.Contains(err.Error(), "***") {
			t.Errorf("%v", err)
		}
	}
}
