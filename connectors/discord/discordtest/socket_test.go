package discordtest

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// socket is a raw gateway client without heartbeats of its own.
type socket struct {
	t       *testing.T
	ws      *websocket.Conn
	session string
	seq     int
	packed  int // compressed payloads so far
}

func (p *place) dial() *socket {
	p.t.Helper()
	return p.dialURL(p.GatewayURL() + "?v=10&encoding=json")
}

func (p *place) dialURL(url string) *socket {
	p.t.Helper()
	ws, resp, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		p.t.Fatalf("dial: %v", err)
	}
	resp.Body.Close()
	p.t.Cleanup(func() { _ = ws.Close() })
	return &socket{t: p.t, ws: ws}
}

// connect dials and identifies, and reads until READY.
func (p *place) connect(intents Intent) *socket {
	p.t.Helper()
	p.clock.add(time.Millisecond) // past the last IDENTIFY, if the test did not say otherwise
	c := p.dial()
	c.hello()
	c.identify(p.bot, intents, nil)
	ready := c.event("READY")
	c.session = ready["session_id"].(string)
	return c
}

func (c *socket) hello() {
	c.t.Helper()
	if f, _ := c.next(); f.Op != opHello {
		c.t.Fatalf("the first payload has op %d", f.Op)
	}
}

func (c *socket) send(op int, d any) {
	c.t.Helper()
	if err := c.ws.WriteJSON(map[string]any{"op": op, "d": d}); err != nil {
		c.t.Fatalf("send op %d: %v", op, err)
	}
}

func (c *socket) identify(b *Bot, intents Intent, extra map[string]any) {
	c.t.Helper()
	d := map[string]any{"token": b.Token(), "intents": intents, "properties": map[string]any{"os": "linux", "browser": "t", "device": "t"}}
	for k, v := range extra {
		d[k] = v
	}
	c.send(opIdentify, d)
}

func (c *socket) resume(b *Bot, session string, seq int) {
	c.t.Helper()
	c.send(opResume, map[string]any{"token": b.Token(), "session_id": session, "seq": seq})
}

// next is the next payload, or the close code of the connection (-1 without a close frame).
func (c *socket) next() (frame, int) {
	c.t.Helper()
	_ = c.ws.SetReadDeadline(time.Now().Add(10 * time.Second))
	kind, data, err := c.ws.ReadMessage()
	if err != nil {
		var ce *websocket.CloseError
		if errors.As(err, &ce) && ce.Code != websocket.CloseAbnormalClosure {
			return frame{Op: -1}, ce.Code
		}
		return frame{Op: -1}, -1
	}
	if kind == websocket.BinaryMessage {
		c.packed++
		z, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			c.t.Fatalf("inflate: %v", err)
		}
		if data, err = io.ReadAll(z); err != nil {
			c.t.Fatalf("inflate: %v", err)
		}
	}
	var f frame
	if err := json.Unmarshal(data, &f); err != nil {
		c.t.Fatalf("payload %s: %v", data, err)
	}
	if f.Seq != nil {
		c.seq = *f.Seq
	}
	return f, 0
}

// event reads until an event of that name and returns its data.
func (c *socket) event(name string) map[string]any {
	c.t.Helper()
	for {
		f, code := c.next()
		if code != 0 {
			c.t.Fatalf("the connection ended with %d before %s", code, name)
		}
		if f.Type == nil || *f.Type != name {
			continue
		}
		var d map[string]any
		if err := json.Unmarshal(f.Data, &d); err != nil {
			c.t.Fatalf("%s: %v", name, err)
		}
		return d
	}
}

// until reads up to and with the message of that text and returns the names of the events before it.
func (c *socket) until(text string) []string {
	c.t.Helper()
	var names []string
	for {
		f, code := c.next()
		if code != 0 {
			c.t.Fatalf("the connection ended with %d before %q; events: %v", code, text, names)
		}
		if f.Type == nil {
			continue
		}
		if *f.Type == "MESSAGE_CREATE" && strings.Contains(string(f.Data), `"content":"`+text+`"`) {
			return names
		}
		names = append(names, *f.Type)
	}
}

// op reads until a payload with that opcode.
func (c *socket) op(op int) frame {
	c.t.Helper()
	for {
		f, code := c.next()
		if code != 0 {
			c.t.Fatalf("the connection ended with %d before op %d", code, op)
		}
		if f.Op == op {
			return f
		}
	}
}

// closed reads to the end and returns the close code.
func (c *socket) closed() int {
	c.t.Helper()
	for {
		if _, code := c.next(); code != 0 {
			return code
		}
	}
}
