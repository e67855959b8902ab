package screen

import (
	"fmt"
	"strings"
	"time"

	"frontdesk/gateway"
)

// envelope is what the delivering server wrote down of MAIL FROM.
type envelope struct {
	present bool
	null    bool            // <>
	addr    gateway.Address // empty where null, missing or unusable
	raw     string
}

// readEnvelope reads the topmost Return-Path only: those below came with the mail and prove nothing.
func readEnvelope(fields []string) envelope {
	if len(fields) == 0 || fields[0] == "" {
		return envelope{}
	}
	e := envelope{present: true, raw: fields[0]}
	addr := inBrackets(fields[0])
	e.null = addr == ""
	if a := (gateway.Address{Addr: addr}); usable(a) {
		e.addr = a
	}
	return e
}

// daemon: some servers write their own name, or "#@[]", where they mean the null return path.
func (e envelope) daemon() bool {
	local := gateway.Address{Addr: inBrackets(e.raw)}.Local()
	switch strings.ReplaceAll(local, "_", "-") {
	case "mailer-daemon", "#":
		return true
	default:
		return false
	}
}

func (l *letter) nullReturnPath() (string, bool) { return "Return-Path: <>", l.envelope.null }

func (l *letter) daemonReturnPath() (string, bool) {
	if !l.envelope.daemon() {
		return "", false
	}
	return "Return-Path: " + l.envelope.raw, true
}

// recipientFields are those that tell for whom a mail was, by RFC 5322 and by the servers that deliver it.
var recipientFields = []string{"to", "cc", "bcc", "resent-to", "resent-cc", "resent-bcc", "delivered-to", "x-original-to"}

// addressedToUs says whether any address of ours is named as a recipient.
func (l *letter) addressedToUs() bool {
	if len(l.own) == 0 {
		return false
	}
	for _, list := range [][]gateway.Address{l.msg.To, l.msg.Cc} {
		for _, a := range list {
			if l.isOwn(a) {
				return true
			}
		}
	}
	for _, name := range recipientFields {
		for _, v := range l.header.all(name) {
			if l.namesUs(v) {
				return true
			}
		}
	}
	return false
}

// namesUs looks at each word of a field, since To is often beyond what a parser takes.
func (l *letter) namesUs(value string) bool {
	for _, word := range strings.FieldsFunc(value, func(r rune) bool { return strings.ContainsRune(" \t\r\n,;:<>()\"'", r) }) {
		if strings.Contains(word, "@") && len(word) <= maxAddress && l.isOwn(gateway.Address{Addr: word}) {
			return true
		}
	}
	return false
}

func (l *letter) notAddressed() (string, bool) {
	if len(l.own) == 0 || l.addressedToUs() {
		return "", false
	}
	return "To: " + l.top("to"), true
}

// DefaultMaxReplyAge holds where a channel sets none.
const DefaultMaxReplyAge = 24 * time.Hour

// tooOld: a moment in the future or an unknown one is now, since a wrong clock must not silence us.
func (l *letter) tooOld() (string, bool) {
	received, now := l.msg.Received, l.in.Now
	if received.IsZero() || received.After(now) {
		return "", false
	}
	limit := l.in.Channel.MaxReplyAge
	if limit <= 0 {
		limit = DefaultMaxReplyAge
	}
	age := now.Sub(received)
	if age <= limit {
		return "", false
	}
	return fmt.Sprintf("received %s ago", age.Round(time.Minute)), true
}

func (l *letter) noReplyPass() (string, bool) { return l.in.NoReply, l.in.NoReply != "" }
