package pipeline_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/mail"
	"net/smtp"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"frontdesk/configs"
	"frontdesk/connectors"
	"frontdesk/connectors/email/mailtest"
	"frontdesk/gateway"
	"frontdesk/gateway/metrics"
	"frontdesk/gateway/pipeline"
	"frontdesk/gateway/store"
)

const (
	desk     = "desk@lumen.example"
	password = "secret"
)

const houseTeams = `
teams:
  first-line:
    promise: {normal: 8h, urgent: {within: 1h, hours: always}}
    contact: "+49 30 1234567"
    agents: [anna@elsewhere.example, ben@elsewhere.example]
    forward: [{email: team@elsewhere.example}]
`

const houseMatchers = `
refund: {any: [{words: [refund]}], answer: [refund-timing]}
request: {any: [{words: [your request]}], answer: [refund-timing]}
paid: {any: [{words: [charged but]}], urgent: true}
human: {any: [{words: [a person]}], means: person}
unsolved: {any: [{words: [did not help]}], means: unsolved}
solved: {any: [{words: [all solved]}], means: solved}
parcel: {any: [{words: [my parcel]}], ask: {order: '\b[A-Z]{2}-\d{6}\b', postcode: '\b\d{5}\b'}, answer: [refund-timing]}
careful: {any: [{words: [delicate]}], answer: [refund-timing], mode: draft}
`

const houseArticle = "---\nid: refund-timing\ntitle: When refunds arrive\nurl: https://lumen.example/help/refunds\n---\nRefunds reach your account within five days.\n"

// house is a running gateway with its mailbox on an embedded mail server.
type house struct {
	t        testing.TB
	address  string
	server   *mailtest.Server
	store    *store.Store
	gateway  *pipeline.Gateway
	log      *lockedBuffer
	settled  chan pipeline.Settled
	stop     func() error
	settings string // of the channel, YAML flow style
	teams    string // teams.yaml
	matchers string // a file of them
	matching string // below matching: in frontdesk.yaml, YAML flow style
	article  string // the one of the knowledge base
	url      string
	channel  string        // its name
	clock    *clock        // of the gateway and its store
	shutdown time.Duration // zero: as long as the gateway takes by itself
}

// clock is the time, or another one where a test moved it.
type clock struct{ ahead atomic.Int64 }

func (c *clock) now() time.Time { return time.Now().Add(time.Duration(c.ahead.Load())) }

func (c *clock) jump(d time.Duration) { c.ahead.Add(int64(d)) }

// lockedBuffer is a log that may be read while it is written.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// openHouse starts a gateway for address, a user of server.
func openHouse(t testing.TB, server *mailtest.Server, address string) *house {
	t.Helper()
	h := newHouse(t, server, address)
	h.start()
	return h
}

func newHouse(t testing.TB, server *mailtest.Server, address string) *house {
	t.Helper()
	t.Setenv("HOUSE_PASSWORD", password)
	return &house{
		teams: houseTeams, matchers: houseMatchers, matching: "{}", article: houseArticle, t: t, address: address, server: server, channel: "support", clock: &clock{}, url: "sqlite:" + filepath.Join(t.TempDir(), "frontdesk.db"),
		settings: fmt.Sprintf("{kind: email, address: %s, team: first-line, start: all, imap: {server: %q, user: %s, password: env:HOUSE_PASSWORD, tls: none}, smtp: {server: %q, tls: none}}",
			address, server.IMAP(), address, server.SMTP()),
	}
}

func (h *house) policy() (*pipeline.Policy, []connectors.Channel) {
	h.t.Helper()
	files := fstest.MapFS{
		"frontdesk.yaml":  {Data: []byte("channels:\n  " + h.channel + ": " + h.settings + "\nmatching: " + h.matching + "\n")},
		"teams.yaml":      {Data: []byte(h.teams)},
		"matchers/a.yaml": {Data: []byte(h.matchers)},
		"kb/refunds.md":   {Data: []byte(h.article)},
	}
	var p configs.Problems
	folder := configs.LoadFS(files, "house", &p)
	channels := connectors.Load(folder.Channels, &p)
	pol := pipeline.NewPolicy(folder, connectors.Gateway(channels), &p)
	if err := p.Err(); err != nil {
		h.t.Fatal(err)
	}
	return pol, channels
}

func (h *house) start() {
	h.t.Helper()
	pol, channels := h.policy()
	ctx := context.Background()
	st, err := store.Open(ctx, h.url, store.Options{Now: h.clock.now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		h.t.Fatal(err)
	}
	keys, err := st.Keyring(ctx)
	if err != nil {
		h.t.Fatal(err)
	}
	h.log = &lockedBuffer{}
	log := slog.New(slog.NewTextHandler(h.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	h.settled = make(chan pipeline.Settled, 1000)
	conns := map[string]gateway.Connector{}
	var gw *pipeline.Gateway
	for _, c := range channels {
		conns[c.Name], err = c.Open(ctx, gateway.Environment{
			Keys: keys, Log: log.With("channel", c.Name), Now: h.clock.now,
			Report:    func(p *gateway.Problem) { gw.Report(c.Name, p) },
			TeamRooms: func() []string { return gw.Policy().Rooms(c.Name) },
		})
		if err != nil {
			h.t.Fatal(err)
		}
	}
	gw = pipeline.New(pipeline.Options{
		Store: st, Policy: pol, Connectors: conns, Keys: keys, Log: log, Metrics: metrics.New(prometheus.NewRegistry()),
		Now: h.clock.now, ShutdownTime: h.shutdown, Settled: func(s pipeline.Settled) { h.settled <- s },
	})
	h.store, h.gateway = st, gw
	runCtx, cancel := context.WithCancel(ctx)
	done := make(chan error, 1)
	go func() { done <- gw.Run(runCtx) }()
	h.stop = sync.OnceValue(func() error {
		cancel()
		err := <-done
		if cerr := st.Close(); err == nil {
			err = cerr
		}
		return err
	})
	h.t.Cleanup(func() {
		if err := h.stop(); err != nil {
			h.t.Errorf("the gateway ended with %v", err)
		}
		if h.t.Failed() {
			h.t.Logf("log of %s:\n%s", h.address, h.log)
		}
	})
}

// write submits a mail of from to the house.
func (h *house) write(from, subject, body string, fields ...string) {
	h.t.Helper()
	submit(h.t, h.server, from, h.address, subject, body, fields...)
}

var mailNumber struct {
	sync.Mutex
	n int
}

func submit(t testing.TB, server *mailtest.Server, from, to, subject, body string, fields ...string) {
	t.Helper()
	mailNumber.Lock()
	mailNumber.n++
	n := mailNumber.n
	mailNumber.Unlock()
	head := fmt.Sprintf("From: <%s>\r\nTo: <%s>\r\nSubject: %s\r\nDate: %s\r\nMessage-ID: <m%d@customers.example>\r\n",
		from, to, subject, time.Now().Format(time.RFC1123Z), n)
	for _, f := range fields {
		head += f + "\r\n"
	}
	if err := smtp.SendMail(server.SMTP(), nil, from, []string{to}, []byte(head+"\r\n"+body+"\r\n")); err != nil {
		t.Fatalf("submit: %v", err)
	}
}

// parsed reads a mail that left.
func parsed(t testing.TB, m mailtest.Mail) (mail.Header, string) {
	t.Helper()
	msg, err := mail.ReadMessage(bytes.NewReader(m.Raw))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(msg.Body)
	if err != nil {
		t.Fatal(err)
	}
	return msg.Header, string(body)
}

// to returns the mails of these that went to an address.
func to(mails []mailtest.Mail, address string) []mailtest.Mail {
	var out []mailtest.Mail
	for _, m := range mails {
		if strings.EqualFold(m.To, address) {
			out = append(out, m)
		}
	}
	return out
}
