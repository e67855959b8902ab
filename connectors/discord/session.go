package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// Operations of the gateway ("Opcodes and Status Codes", section Gateway Opcodes).
const (
	opDispatch       = 0
	opHeartbeat      = 1
	opIdentify       = 2
	opResume         = 6
	opReconnect      = 7
	opInvalidSession = 9
	opHello          = 10
	opHeartbeatACK   = 11
)

// closeToResume is any code but 1000 and 1001, which end a session for good.
const closeToResume = 4000

const (
	writeTimeout = 10 * time.Second
	maxPayload   = 64 << 20 // the guild of a large community
)

// What ends a connection besides the server's close codes.
var (
	errReconnect = errors.New("the server asks to connect again")
	errZombie    = errors.New("the server no longer answers heartbeats")
	errSilent    = errors.New("the server does not say that the session is ready")
)

// invalidError is an invalid session.
type invalidError struct{ resumable bool }

func (e *invalidError) Error() string { return "the server says that the session is not valid" }

// handshakeError is a failure before the session began.
type handshakeError struct{ err error }

func (e *handshakeError) Error() string { return e.err.Error() }
func (e *handshakeError) Unwrap() error { return e.err }

// frame is one payload of the gateway.
type frame struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  int64           `json:"s"`
	Type string          `json:"t"`
}

// identity is what a session says of itself.
type identity struct {
	token       string
	shard, of   int
	intents     discordgo.Intent
	afterResume string // URL that the server gave to resume at
}

// session is one session of the gateway, over one connection after the other as long as it can be resumed.
type session struct {
	who    identity
	url    string // to identify at, with the API's version
	handle func(kind string, data json.RawMessage)

	id  string // empty: to be identified
	seq atomic.Int64
}

// fresh says whether the next connection needs an IDENTIFY.
func (s *session) fresh() bool { return s.id == "" }

// forget makes the next connection identify anew.
func (s *session) forget() {
	s.id, s.who.afterResume = "", ""
	s.seq.Store(0)
}

// connect runs one connection until it ends; the error says how, and is never nil. ready is called when the session goes.
func (s *session) connect(ctx context.Context, handshake time.Duration, ready func(resumed bool)) error {
	url := s.url
	if !s.fresh() && s.who.afterResume != "" {
		url = s.who.afterResume
	}
	dialer := websocket.Dialer{Proxy: http.ProxyFromEnvironment, HandshakeTimeout: handshake}
	ws, res, err := dialer.DialContext(ctx, url, nil)
	if res != nil && res.Body != nil {
		_ = res.Body.Close()
	}
	if err != nil {
		return &handshakeError{fmt.Errorf("connect to the gateway: %w", err)}
	}
	c := &connection{s: s, ws: ws}
	c.acked.Store(true)
	ws.SetReadLimit(maxPayload)
	stop := context.AfterFunc(ctx, func() { c.close(websocket.CloseNormalClosure) })
	defer stop()
	err = c.run(handshake, ready)
	if ctx.Err() == nil {
		c.close(closeToResume)
	}
	_ = ws.Close()
	if c.zombie.Load() {
		return errZombie
	}
	return err
}
