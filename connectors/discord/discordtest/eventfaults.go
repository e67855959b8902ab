package discordtest

import (
	"encoding/json"

	"github.com/gorilla/websocket"
)

// eventFaults are what goes wrong with the gateway.
type eventFaults struct {
	duplicate bool
	reorder   int // events are released in groups of so many, backwards
	deaf      bool
	fatal     int // close code for every IDENTIFY
}

// fatalReasons are the close codes after which a client must not come back unchanged, with their texts.
var fatalReasons = map[int]string{
	closeAuthentication: "Authentication failed.",
	closeShard:          "Invalid shard.",
	closeShardRequired:  "Sharding required.",
	closeVersion:        "Invalid API version.",
	closeIntents:        "Invalid intent(s).",
	closeDisallowed:     "Disallowed intent(s).",
}

// Disconnect closes all connections with that code. The sessions can be resumed, except after codes from 4004 on other than
// 4008, and 1000 and 1001.
func (s *Server) Disconnect(code int) {
	s.eachConn(func(c *conn) {
		keeps := code < closeAuthentication && code != websocket.CloseNormalClosure && code != websocket.CloseGoingAway || code == closeRate
		if keeps {
			c.close(code, "")
			return
		}
		c.endSession(code, fatalReasons[code])
	})
}

// CloseFatal closes all connections with a code such as 4004, 4013 or 4014, and every IDENTIFY from now on, until Heal.
func (s *Server) CloseFatal(code int) {
	s.mu.Lock()
	s.events.fatal = code
	s.mu.Unlock()
	s.Disconnect(code)
}

// DropConnections cuts all connections without a close frame; the sessions can be resumed.
func (s *Server) DropConnections() {
	s.eachConn(func(c *conn) { c.cut() })
}

// AskReconnect sends op 7 to all connections (developers/events/gateway-events, section Reconnect).
func (s *Server) AskReconnect() {
	s.eachConn(func(c *conn) { c.push(frame{Op: opReconnect, Data: json.RawMessage("null")}) })
}

// AskHeartbeat sends op 1 to all connections: an answer is due at once.
func (s *Server) AskHeartbeat() {
	s.eachConn(func(c *conn) { c.push(frame{Op: opHeartbeat, Data: json.RawMessage("null")}) })
}

// InvalidateSessions sends op 9 to all connections (developers/events/gateway-events, section Invalid Session). What is not
// resumable is forgotten.
func (s *Server) InvalidateSessions(resumable bool) {
	s.eachConn(func(c *conn) {
		sess := c.sess
		if sess == nil {
			return
		}
		c.push(frame{Op: opInvalid, Data: encode(resumable)})
		c.detach()
		if !resumable {
			delete(s.sessions, sess.id)
		}
	})
}

// LoseResumeWindow makes every session of now end with its connection: a RESUME gets op 9 and nothing is replayed.
func (s *Server) LoseResumeWindow() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, sess := range s.sessions {
		sess.expired = true
	}
}

// StopHeartbeatACKs leaves heartbeats unanswered on the connections of now; new ones are answered.
func (s *Server) StopHeartbeatACKs() { s.eachConn(func(c *conn) { c.deaf = true }) }

// DuplicateEvents sends every event twice, with numbers of its own each.
func (s *Server) DuplicateEvents(on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.events.duplicate = on
}

// ReorderEvents holds events back until there are n for a session and sends them backwards; 0 sends what is held and ends it.
func (s *Server) ReorderEvents(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.events.reorder = n
	if n == 0 {
		s.releaseAll()
	}
}

func (s *Server) releaseAll() {
	for _, sess := range s.sessions {
		sess.release()
	}
}

// SendEvent sends any event to all sessions of a bot, also what Discord never would: malformed messages, for instance.
func (s *Server) SendEvent(b *Bot, name string, data json.RawMessage) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, sess := range s.sessions {
		if sess.bot == b && s.alive(sess) {
			sess.send(name, data)
		}
	}
}

// heal ends the faults of events.
func (s *Server) heal() {
	s.events = eventFaults{}
	s.releaseAll()
	for c := range s.conns {
		c.deaf = false
	}
}

func (s *Server) eachConn(f func(*conn)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.conns {
		f(c)
	}
	s.touch()
}
