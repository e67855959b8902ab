package discordtest

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// This file is what a client sends over the gateway: developers/events/gateway-events, section Send Events;
// developers/events/gateway, sections Identifying, Resuming and Session Start Limit Object.

func (c *conn) receive(data []byte) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	if c.closing {
		return
	}
	if len(data) > maxPayload {
		c.refuse(closeDecode, fmt.Sprintf("a payload of %d bytes; %d are allowed", len(data), maxPayload))
		return
	}
	if c.tooFast() {
		c.refuse(closeRate, fmt.Sprintf("more than %d payloads in a minute", payloadsPerMin))
		return
	}
	var p payload
	if err := strictJSON(data, &p); err != nil {
		c.refuse(closeDecode, "payload: "+err.Error())
		return
	}
	c.handle(p)
}

// tooFast counts payloads in real time, as heartbeats are.
func (c *conn) tooFast() bool {
	now := time.Now()
	c.received = append(recent(c.received, now.Add(-time.Minute)), now)
	return len(c.received) > payloadsPerMin
}

// recent drops the times up to since from a growing list.
func recent(times []time.Time, since time.Time) []time.Time {
	for len(times) > 0 && !times[0].After(since) {
		times = times[1:]
	}
	return times
}

func (c *conn) handle(p payload) {
	switch p.Op {
	case opHeartbeat:
		c.heartbeat(p.Data)
	case opIdentify:
		c.identify(p.Data)
	case opResume:
		c.resume(p.Data)
	case opPresence:
		if c.sess == nil {
			c.refuse(closeNotIdentified, "a presence before IDENTIFY")
		}
	default:
		c.refuse(closeOpcode, fmt.Sprintf("opcode %d is unknown here", p.Op))
	}
}

// heartbeat takes any sequence number: after op 9 some libraries still send the old session's.
func (c *conn) heartbeat(data json.RawMessage) {
	var seq *int
	if err := json.Unmarshal(data, &seq); err != nil {
		c.refuse(closeDecode, "a heartbeat's d is the last sequence number or null")
		return
	}
	c.s.counts.heartbeats++
	c.s.touch()
	c.silence.Reset(c.s.o.Heartbeat + c.s.o.Heartbeat/2)
	if !c.deaf && !c.s.events.deaf {
		c.push(frame{Op: opACK, Data: json.RawMessage("null")})
	}
}

// identify is the payload of IDENTIFY. Libraries of old send properties with a dollar, and game and since 0 in the presence;
// Discord takes that.
type identify struct {
	Token          string                     `json:"token"`
	Properties     map[string]json.RawMessage `json:"properties"`
	Compress       bool                       `json:"compress"`
	LargeThreshold int                        `json:"large_threshold"`
	Shard          *[2]int                    `json:"shard"`
	Presence       json.RawMessage            `json:"presence"`
	Intents        *Intent                    `json:"intents"`
}

func (c *conn) identify(data json.RawMessage) {
	if c.sess != nil {
		c.refuse(closeIdentified, "IDENTIFY on a connection that has a session")
		return
	}
	var id identify
	if err := strictJSON(data, &id); err != nil {
		c.refuse(closeDecode, "IDENTIFY: "+err.Error())
		return
	}
	if id.Intents == nil || len(id.Properties) == 0 {
		c.refuse(closeDecode, "IDENTIFY without intents or properties")
		return
	}
	c.s.counts.identifies++
	c.s.touch()
	if code := c.s.events.fatal; code != 0 {
		c.endSession(code, fatalReasons[code])
		return
	}
	b := c.s.botByToken(strings.TrimPrefix(id.Token, "Bot "))
	if b == nil {
		c.refuse(closeAuthentication, "Authentication failed.")
		return
	}
	c.start(b, id)
}

// start makes a session if the bot may have one.
func (c *conn) start(b *Bot, id identify) {
	shard, shards := 0, 1
	if id.Shard != nil {
		shard, shards = id.Shard[0], id.Shard[1]
	}
	if code, reason := b.objection(*id.Intents, shard, shards); code != 0 {
		c.refuse(code, reason)
		return
	}
	now := c.s.o.Now()
	tooSoon := b.tooSoon(now, shard)
	b.identifies = append(recent(b.identifies, now.Add(-24*time.Hour)), now)
	if len(b.identifies) > c.s.o.SessionLimit {
		c.s.note(fmt.Sprintf("gateway: more than %d IDENTIFYs in 24 hours; the token is reset", c.s.o.SessionLimit))
		c.close(closeAuthentication, "Authentication failed.")
		b.reset()
		return
	}
	if tooSoon {
		c.s.counts.throttled++
		c.push(frame{Op: opInvalid, Data: json.RawMessage("false")})
		return
	}
	b.started(now, shard)
	sess := &session{id: c.s.newID() + "-session", bot: b, intents: *id.Intents, shard: shard, shards: shards, version: c.version, conn: c, packed: id.Compress}
	c.sess, c.compress = sess, id.Compress
	c.s.sessions[sess.id] = sess
	c.s.begin(sess)
}

// objection is the reason why a session cannot be had, as a close code.
func (b *Bot) objection(intents Intent, shard, shards int) (code int, reason string) {
	guilds := 0
	for _, g := range b.s.guilds {
		if g.members[b.User.ID] != nil {
			guilds++
		}
	}
	switch {
	case shards < 1 || shard < 0 || shard >= shards:
		return closeShard, fmt.Sprintf("Invalid shard [%d, %d]", shard, shards)
	case guilds >= b.s.o.GuildsPerShard*shards:
		return closeShardRequired, fmt.Sprintf("Sharding required: %d guilds on %d shards", guilds, shards)
	case intents&^knownIntents != 0:
		return closeIntents, fmt.Sprintf("Invalid intent(s) %#x", uint64(intents&^knownIntents))
	case intents&privilegedIntents&^b.privileged != 0:
		return closeDisallowed, fmt.Sprintf("Disallowed intent(s) %#x", uint64(intents&privilegedIntents&^b.privileged))
	}
	return 0, ""
}

type resume struct {
	Token     string `json:"token"`
	SessionID string `json:"session_id"`
	Seq       int    `json:"seq"`
}

func (c *conn) resume(data json.RawMessage) {
	if c.sess != nil {
		c.refuse(closeIdentified, "RESUME on a connection that has a session")
		return
	}
	var r resume
	if err := strictJSON(data, &r); err != nil {
		c.refuse(closeDecode, "RESUME: "+err.Error())
		return
	}
	c.s.counts.resumes++
	c.s.touch()
	b := c.s.botByToken(strings.TrimPrefix(r.Token, "Bot "))
	if b == nil {
		c.refuse(closeAuthentication, "Authentication failed.")
		return
	}
	sess := c.s.sessions[r.SessionID]
	if sess == nil || sess.bot != b || sess.expired || !c.s.alive(sess) {
		c.push(frame{Op: opInvalid, Data: json.RawMessage("false")})
		return
	}
	c.proceed(sess, r.Seq)
}

// proceed replays what a session missed after seq, and then goes on with it.
func (c *conn) proceed(sess *session, seq int) {
	if seq > sess.seq || seq < 0 {
		delete(c.s.sessions, sess.id)
		c.refuse(closeSequence, fmt.Sprintf("RESUME with sequence %d; the last sent was %d", seq, sess.seq))
		return
	}
	missed, ok := sess.since(seq)
	if !ok {
		delete(c.s.sessions, sess.id)
		c.push(frame{Op: opInvalid, Data: json.RawMessage("false")})
		return
	}
	if old := sess.conn; old != nil {
		old.close(closeUnknown, "The session was resumed elsewhere.")
	}
	sess.conn, c.sess, c.compress = c, sess, sess.packed
	for _, f := range missed {
		c.push(f)
	}
	c.s.counts.resumed++
	sess.send("RESUMED", encode(map[string]any{}))
}
