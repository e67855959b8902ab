package discordtest

import (
	"encoding/json"
	"fmt"
	"time"
)

// session is what a bot got with an IDENTIFY. It outlives its connection for the resume window
// (developers/events/gateway, section Resuming).
type session struct {
	id      string
	bot     *Bot
	intents Intent
	shard   int
	shards  int
	version string
	packed  bool // payload compression was asked for

	conn    *conn // nil while nobody is connected
	lostAt  time.Time
	expired bool // can no more be resumed
	seq     int
	replay  []frame // the last events, ending with seq
	held    []pending
}

// frame is a payload to a client (developers/events/gateway-events, section Payload Structure).
type frame struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  *int            `json:"s"`
	Type *string         `json:"t"`
}

// pending is an event that is held back to come out of order.
type pending struct {
	name string
	data json.RawMessage
}

// dispatch tells all sessions that an event concerns; the lock is held.
func (s *Server) dispatch(e event) {
	var whole json.RawMessage
	for _, sess := range s.sessions {
		if !e.concerns(sess) || !s.alive(sess) {
			continue
		}
		if sess.withholds() {
			s.tell(sess, e.name, encode(e.body(sess.bot)))
			continue
		}
		if whole == nil {
			whole = encode(e.body(nil))
		}
		s.tell(sess, e.name, whole)
	}
}

func encode(v any) json.RawMessage {
	data, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("discordtest: encode %T: %v", v, err))
	}
	return data
}

// alive says that a session is connected or can still be resumed; it forgets it otherwise.
func (s *Server) alive(sess *session) bool {
	if sess.conn != nil {
		return true
	}
	if sess.expired || s.o.Now().Sub(sess.lostAt) > s.o.ResumeWindow {
		delete(s.sessions, sess.id)
		return false
	}
	return true
}

// tell sends an event to a session by way of the faults that change order and number.
func (s *Server) tell(sess *session, name string, data json.RawMessage) {
	if s.events.reorder > 0 && name != "READY" && name != "RESUMED" {
		sess.held = append(sess.held, pending{name, data})
		if len(sess.held) < s.events.reorder {
			return
		}
		sess.release()
		return
	}
	sess.send(name, data)
	if s.events.duplicate {
		sess.send(name, data)
	}
}

// release sends what was held back, the latest first.
func (sess *session) release() {
	for i := len(sess.held) - 1; i >= 0; i-- {
		sess.send(sess.held[i].name, sess.held[i].data)
	}
	sess.held = nil
}

// send numbers an event, keeps it for a resume and sends it if somebody is connected.
func (sess *session) send(name string, data json.RawMessage) {
	sess.seq++
	seq := sess.seq
	f := frame{Op: opDispatch, Data: data, Seq: &seq, Type: &name}
	sess.replay = append(sess.replay, f)
	if extra := len(sess.replay) - 2*sess.bot.s.o.ReplayLimit; extra >= 0 {
		sess.replay = append([]frame(nil), sess.replay[sess.bot.s.o.ReplayLimit:]...)
	}
	if sess.conn != nil {
		sess.conn.push(f)
	}
}

// since are the events after seq; false if some of them are not kept any more.
func (sess *session) since(seq int) ([]frame, bool) {
	missed := sess.seq - seq
	if missed > min(len(sess.replay), sess.bot.s.o.ReplayLimit) {
		return nil, false
	}
	return sess.replay[len(sess.replay)-missed:], true
}

// end closes a session for good.
func (s *Server) end(sess *session, code int, reason string) {
	delete(s.sessions, sess.id)
	if sess.conn != nil {
		sess.conn.close(code, reason)
	}
}

// ready is the payload of READY: the bot and its guilds, all of which are unavailable still
// (developers/events/gateway-events, section Ready).
func (s *Server) ready(sess *session) map[string]any {
	guilds := []any{}
	for _, g := range s.guildsOf(sess) {
		guilds = append(guilds, map[string]any{"id": g.ID, "unavailable": true})
	}
	user := extend(sess.bot.User.wire(), "verified", true)
	return map[string]any{
		"v": number(sess.version), "user": user, "guilds": guilds, "session_id": sess.id, "resume_gateway_url": "ws://" + s.base + "/resume",
		"shard": []int{sess.shard, sess.shards}, "private_channels": []any{}, "relationships": []any{}, "user_settings": map[string]any{},
		"application": map[string]any{"id": sess.bot.User.ID, "flags": sess.bot.flags()},
	}
}

func (s *Server) guildsOf(sess *session) []*Guild {
	var out []*Guild
	for _, g := range s.guilds {
		if g.members[sess.bot.User.ID] != nil && shardOf(g.ID, sess.shards) == sess.shard {
			out = append(out, g)
		}
	}
	return out
}

// begin sends READY and, with the intent, the guilds one by one.
func (s *Server) begin(sess *session) {
	sess.send("READY", encode(s.ready(sess)))
	if !sess.intents.has(Guilds) {
		return
	}
	for _, g := range s.guildsOf(sess) {
		if !g.outage {
			sess.send("GUILD_CREATE", encode(g.wire(sess.bot)))
		}
	}
}
