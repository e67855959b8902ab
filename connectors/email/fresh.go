package email

import (
	"context"
	"fmt"
	"sync"
	"time"

	"frontdesk/connectors/email/oauth"
	"frontdesk/connectors/retry"
	"frontdesk/gateway"
)

// alarmAfter is how long renewing may fail before a person is told, where it may pass by itself.
const alarmAfter = 10 * time.Minute

// keepFresh renews the account's token ahead of its end until ctx ends, and tells early where that fails: while the present
// token lives, nobody waits yet.
func (c *Connector) keepFresh(ctx context.Context) {
	wait := retry.Backoff{First: c.timing.renewFirst, Last: c.timing.renewLast}
	for {
		next, err := c.tokens.Renew(ctx)
		if ended(ctx) {
			return
		}
		state := c.tokens.State()
		c.board.token(c.alarm(state))
		c.env.Login(gateway.Login{Expires: state.Expires, Failing: state.Failing})
		next = min(max(next, c.timing.renewFirst), c.timing.renewLook)
		if err != nil || state.Err != nil {
			c.env.Log.Debug("token not renewed", "attempt", wait.Tries(), "error", state.Err)
			next = wait.Next()
		} else {
			wait.Reset()
		}
		if !retry.Sleep(ctx, next) {
			return
		}
	}
}

// alarm is what to tell of tokens that cannot be renewed; nil where that is not for people yet.
func (c *Connector) alarm(s oauth.State) *gateway.Problem {
	if s.Err == nil || (!s.Err.Lasting && c.env.Now().Sub(s.Failing) < alarmAfter) {
		return nil
	}
	p := &gateway.Problem{Place: c.place(), What: "the login cannot be renewed: " + s.Err.What, Hint: s.Err.Hint, Partial: true}
	if s.Expires.After(c.env.Now()) {
		p.What = fmt.Sprintf("the login ends at %s and cannot be renewed: %s", s.Expires.UTC().Format("15:04 MST"), s.Err.What)
	}
	return p
}

// place is what the account's problems are of.
func (c *Connector) place() string {
	return fmt.Sprintf("channel %s, imap %s", c.env.Channel.Name, c.settings.IMAP.Server)
}

// board tells people the state of the mailbox: the connection's trouble, or else the token's. It is safe for concurrent use.
type board struct {
	report func(*gateway.Problem)

	mu      sync.Mutex
	known   bool // the connection was told of
	broken  *gateway.Problem
	waning  *gateway.Problem
	sending sync.Mutex
}

// connection notes the connection's state.
func (b *board) connection(p *gateway.Problem) {
	b.mu.Lock()
	b.known, b.broken = true, p
	b.mu.Unlock()
	b.tell()
}

// token notes the token's state. It is told once the connection's is.
func (b *board) token(p *gateway.Problem) {
	b.mu.Lock()
	b.waning = p
	known := b.known
	b.mu.Unlock()
	if known {
		b.tell()
	}
}

// tell reports the present state; in turn, so that the last report is the newest.
func (b *board) tell() {
	b.sending.Lock()
	defer b.sending.Unlock()
	b.mu.Lock()
	p := b.broken
	if p == nil {
		p = b.waning
	}
	b.mu.Unlock()
	b.report(p)
}
