package discordtest

import (
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"github.com/gorilla/websocket"
)

// Opcodes and close codes (developers/topics/opcodes-and-status-codes, section Gateway).
const (
	opDispatch  = 0
	opHeartbeat = 1
	opIdentify  = 2
	opPresence  = 3
	opResume    = 6
	opReconnect = 7
	opInvalid   = 9
	opHello     = 10
	opACK       = 11

	closeUnknown        = 4000
	closeOpcode         = 4001
	closeDecode         = 4002
	closeNotIdentified  = 4003
	closeAuthentication = 4004
	closeIdentified     = 4005
	closeSequence       = 4007
	closeRate           = 4008
	closeTimeout        = 4009
	closeShard          = 4010
	closeShardRequired  = 4011
	closeVersion        = 4012
	closeIntents        = 4013
	closeDisallowed     = 4014
)

// Limits of one connection (developers/events/gateway, sections Sending Events and Rate Limiting).
const (
	maxPayload     = 4096
	payloadsPerMin = 120
)

// conn is one websocket. Its fields are guarded by the server's lock; the reader is the goroutine of the HTTP request.
type conn struct {
	s       *Server
	ws      *websocket.Conn
	version string

	sess     *session
	compress bool
	out      []frame
	wake     chan struct{}
	gone     chan struct{} // closed when the reader ended
	closing  bool
	code     int // sent in the close frame after out is written
	reason   string
	silence  *time.Timer
	received []time.Time
	deaf     bool // heartbeats are not acknowledged
}

func (s *Server) serveGateway(w http.ResponseWriter, r *http.Request) {
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	ws, err := up.Upgrade(w, r, nil)
	if err != nil {
		return // the upgrader has answered
	}
	c := &conn{s: s, ws: ws, version: r.URL.Query().Get("v"), wake: make(chan struct{}, 1), gone: make(chan struct{})}
	if !s.admit(c) {
		_ = ws.Close()
		return
	}
	go c.write()
	c.greet(r.URL.Query().Get("encoding"))
	c.read()
	c.finish()
}

// admit registers a connection unless the server is closing.
func (s *Server) admit(c *conn) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case <-s.done:
		return false
	default:
	}
	s.conns[c] = struct{}{}
	s.wg.Add(2) // reader and writer
	return true
}

func (c *conn) greet(encoding string) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	if c.version != "9" && c.version != "10" {
		c.refuse(closeVersion, "Invalid API version "+c.version)
		return
	}
	if encoding != "" && encoding != "json" {
		c.refuse(closeDecode, "only JSON is spoken here, not "+encoding)
		return
	}
	c.push(frame{Op: opHello, Data: encode(map[string]any{"heartbeat_interval": c.s.o.Heartbeat.Milliseconds()})})
	c.silence = time.AfterFunc(c.s.o.Heartbeat+c.s.o.Heartbeat/2, c.silent)
}

// silent is called when no heartbeat came in time.
func (c *conn) silent() {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	if c.closing {
		return
	}
	c.s.note("gateway: no heartbeat for an interval and a half")
	c.endSession(closeTimeout, "Session timed out.")
}

// endSession closes the connection and forgets its session.
func (c *conn) endSession(code int, reason string) {
	if c.sess != nil {
		c.s.end(c.sess, code, reason)
		return
	}
	c.close(code, reason)
}

// refuse closes a connection whose client did something wrong, and notes it; the session can be resumed only where the table
// of close codes lets the client start without changes.
func (c *conn) refuse(code int, reason string) {
	c.s.note("gateway: " + reason)
	switch code {
	case closeUnknown, closeOpcode, closeDecode, closeRate, closeIdentified:
		c.close(code, reason)
	default:
		c.endSession(code, reason)
	}
}

// push queues a payload; the lock is held.
func (c *conn) push(f frame) {
	if c.closing {
		return
	}
	c.out = append(c.out, f)
	c.nudge()
}

// close ends the connection with a close frame after what is queued; the lock is held.
func (c *conn) close(code int, reason string) {
	if c.closing {
		return
	}
	c.closing, c.code, c.reason = true, code, reason
	c.detach()
	c.nudge()
}

func (c *conn) nudge() {
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

func (c *conn) read() {
	for {
		_, data, err := c.ws.ReadMessage()
		if err != nil {
			c.lost(err)
			return
		}
		c.receive(data)
	}
}

// lost takes the connection from its session. A client that closes with 1000 or 1001 gives the session up
// (developers/events/gateway, section Initiating a Disconnect).
func (c *conn) lost(err error) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	var closed *websocket.CloseError
	gaveUp := errors.As(err, &closed) && (closed.Code == websocket.CloseNormalClosure || closed.Code == websocket.CloseGoingAway)
	if sess := c.detach(); sess != nil && gaveUp {
		delete(c.s.sessions, sess.id)
	}
}

// detach takes the connection from its session, which can be resumed from now on. What happens is kept for it.
func (c *conn) detach() *session {
	sess := c.sess
	if sess == nil {
		return nil
	}
	c.sess, sess.conn, sess.lostAt = nil, nil, c.s.o.Now()
	c.s.touch()
	return sess
}

// cut ends the connection without a close frame; the lock is held.
func (c *conn) cut() {
	c.detach()
	c.closing = true
	_ = c.ws.UnderlyingConn().Close()
}

func (c *conn) finish() {
	defer c.s.wg.Done()
	_ = c.ws.Close()
	close(c.gone)
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	if c.silence != nil {
		c.silence.Stop()
	}
	c.closing = true
	delete(c.s.conns, c)
	c.s.touch()
}

// payload is what a client sends.
type payload struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  *int            `json:"s"`
	Type *string         `json:"t"`
}
