package discord

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"syscall"

	"github.com/gorilla/websocket"

	"frontdesk/gateway"
)

// storeError is a failure on our side.
type storeError struct{ err error }

func (e *storeError) Error() string { return "store: " + e.err.Error() }
func (e *storeError) Unwrap() error { return e.err }

// explain says in a sentence for an admin what is wrong, and what to do next.
func (c *Connector) explain(err error) *gateway.Problem {
	what, hint := sentence(err)
	return &gateway.Problem{What: what, Hint: hint}
}

func sentence(err error) (what, hint string) {
	var (
		store   *storeError
		invalid *invalidError
		refused *restError
		closed  *websocket.CloseError
	)
	switch {
	case errors.As(err, &store):
		return fmt.Sprintf("what was said waits, since it cannot be stored: %v", store.err), "nothing is lost, storing is tried again"
	case errors.As(err, &invalid):
		return err.Error(), "a new session is begun; two programs with one token would end each other's sessions"
	case errors.As(err, &closed):
		return closeSentence(closed)
	case errors.As(err, &refused):
		return refusedSentence(refused, err)
	case errors.Is(err, errZombie), errors.Is(err, errSilent):
		return err.Error(), "the session is begun anew; check the network if this stays"
	}
	return connectionSentence(err)
}

// closeSentence says what a close code of the gateway means ("Gateway Close Event Codes").
func closeSentence(e *websocket.CloseError) (what, hint string) {
	switch e.Code {
	case closeDisallowedIntents:
		return "Discord does not give the bot the text of messages (close code 4014)",
			"switch on Message Content Intent in the developer portal (Bot, Privileged Gateway Intents), or set message_content: false"
	case closeInvalidIntents:
		return "the server does not know the intents that the bot asks for (close code 4013)", "the key api names a server that is not compatible"
	case closeShardingRequired:
		return "the bot is in too many communities for one session (close code 4011)", "set shards: auto"
	case closeInvalidShard:
		return "the server refuses the number of shards (close code 4010)", "set shards: auto"
	case closeInvalidVersion:
		return "the server does not speak this version of the gateway (close code 4012)", "update this program, or name the version in the key api"
	case closeAuthentication:
		p := refusedToken()
		return p.What, p.Hint
	}
	return fmt.Sprintf("the server closed the session (close code %d)", e.Code), "connecting is tried again"
}

func refusedSentence(e *restError, err error) (what, hint string) {
	switch e.Status {
	case http.StatusUnauthorized:
		p := refusedToken()
		return p.What, p.Hint
	case http.StatusTooManyRequests:
		return "the server asks for fewer requests: " + err.Error(), "it is waited as long as it says; another program with the same token may be asking too"
	case http.StatusForbidden:
		return "the server refuses it: " + err.Error(), "frontdesk doctor says which permission is missing"
	case http.StatusNotFound:
		return "the server does not know what is asked for: " + err.Error(), "check the key api"
	}
	if e.Status >= http.StatusInternalServerError {
		return "the server fails: " + err.Error(), "it is tried again; discordstatus.com tells of outages"
	}
	return err.Error(), ""
}

func connectionSentence(err error) (what, hint string) {
	var (
		dns     *net.DNSError
		timeout net.Error
	)
	switch {
	case errors.As(err, &dns):
		return fmt.Sprintf("the host %s cannot be looked up: %v", dns.Name, dns.Err), "check the key api, and this machine's DNS"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "the connection was refused", "check the key api and the network"
	case errors.As(err, &timeout) && timeout.Timeout():
		return "the server does not answer", "check the network and firewalls; connecting is tried again"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.ECONNRESET):
		return "the server closed the connection", "connecting is tried again"
	}
	return err.Error(), "connecting is tried again"
}
