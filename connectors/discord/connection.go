package discord

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

// connection is one websocket of a session.
type connection struct {
	s     *session
	ws    *websocket.Conn
	ready bool // READY or RESUMED came

	writing sync.Mutex
	acked   atomic.Bool // the last heartbeat was answered
	zombie  atomic.Bool
}

// close says why and hangs up.
func (c *connection) close(code int) {
	c.writing.Lock()
	_ = c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
	c.writing.Unlock()
	_ = c.ws.Close()
}

// run says hello and reads until something breaks.
func (c *connection) run(handshake time.Duration, ready func(resumed bool)) error {
	deadline := time.Now().Add(handshake)
	if err := c.ws.SetReadDeadline(deadline); err != nil {
		return &handshakeError{err}
	}
	hello, err := c.read()
	if err != nil {
		return &handshakeError{err}
	}
	var said struct {
		Interval float64 `json:"heartbeat_interval"` // milliseconds
	}
	if err := json.Unmarshal(hello.Data, &said); hello.Op != opHello || err != nil || said.Interval < 1 {
		return &handshakeError{fmt.Errorf("the server did not begin with HELLO, but with operation %d", hello.Op)}
	}
	if err := c.introduce(); err != nil {
		return &handshakeError{err}
	}
	interval := time.Duration(said.Interval * float64(time.Millisecond))
	done := make(chan struct{})
	var beating sync.WaitGroup
	beating.Go(func() { c.beat(interval, done) })
	defer beating.Wait()
	defer close(done)
	return c.listen(deadline, interval, ready)
}

func (c *connection) listen(deadline time.Time, interval time.Duration, ready func(resumed bool)) error {
	for {
		if c.ready {
			deadline = time.Now().Add(2*interval + writeTimeout)
		}
		if err := c.ws.SetReadDeadline(deadline); err != nil {
			return err
		}
		f, err := c.read()
		if err != nil && !c.ready && time.Now().After(deadline) {
			return &handshakeError{errSilent}
		}
		if err != nil {
			return err
		}
		if err := c.take(f, ready); err != nil {
			return err
		}
	}
}

func (c *connection) read() (frame, error) {
	var f frame
	_, raw, err := c.ws.ReadMessage()
	if err != nil {
		return f, err
	}
	return f, json.Unmarshal(raw, &f)
}

// take acts on one payload.
func (c *connection) take(f frame, ready func(resumed bool)) error {
	switch f.Op {
	case opDispatch:
		return c.dispatch(f, ready)
	case opHeartbeat:
		return c.heartbeat()
	case opHeartbeatACK:
		c.acked.Store(true)
	case opReconnect:
		return errReconnect
	case opInvalidSession:
		var resumable bool
		_ = json.Unmarshal(f.Data, &resumable) // what is neither true nor false is false
		return &invalidError{resumable}
	}
	return nil
}

func (c *connection) dispatch(f frame, ready func(resumed bool)) error {
	if f.Type == "READY" {
		var said struct {
			Session string `json:"session_id"`
			Resume  string `json:"resume_gateway_url"`
		}
		if err := json.Unmarshal(f.Data, &said); err != nil {
			return fmt.Errorf("read READY: %w", err)
		}
		c.s.id = said.Session
		c.s.who.afterResume = ""
		if said.Resume != "" {
			c.s.who.afterResume = gatewayURL(said.Resume, c.s.url)
		}
	}
	c.s.handle(f.Type, f.Data)
	c.s.seq.Store(f.Seq) // after it was taken over: what was not is sent again after a RESUME
	if f.Type == "READY" || f.Type == "RESUMED" {
		c.ready = true
		ready(f.Type == "RESUMED")
	}
	return nil
}

// introduce resumes the session, or identifies.
func (c *connection) introduce() error {
	if !c.s.fresh() {
		return c.write(opResume, map[string]any{"token": c.s.who.token, "session_id": c.s.id, "seq": c.s.seq.Load()})
	}
	return c.write(opIdentify, map[string]any{
		"token": c.s.who.token, "intents": c.s.who.intents, "shard": [2]int{c.s.who.shard, c.s.who.of}, "compress": false,
		"properties": map[string]string{"os": runtime.GOOS, "browser": "frontdesk", "device": "frontdesk"},
	})
}

func (c *connection) write(op int, data any) error {
	c.writing.Lock()
	defer c.writing.Unlock()
	if err := c.ws.SetWriteDeadline(time.Now().Add(writeTimeout)); err != nil {
		return err
	}
	return c.ws.WriteJSON(map[string]any{"op": op, "d": data})
}

func (c *connection) heartbeat() error {
	if seq := c.s.seq.Load(); seq > 0 {
		return c.write(opHeartbeat, seq)
	}
	return c.write(opHeartbeat, nil)
}

// beat sends heartbeats, the first after a random part of the interval, and hangs up where one was not answered until the
// next is due.
func (c *connection) beat(interval time.Duration, done <-chan struct{}) {
	timer := time.NewTimer(rand.N(interval))
	defer timer.Stop()
	for {
		select {
		case <-timer.C:
		case <-done:
			return
		}
		if !c.acked.Load() {
			c.zombie.Store(true)
			c.close(closeToResume)
			return
		}
		c.acked.Store(false)
		if c.heartbeat() != nil {
			_ = c.ws.Close()
			return
		}
		timer.Reset(interval)
	}
}
