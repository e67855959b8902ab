package email

import (
	"net"
	"sync"
	"time"
)

// deadlineConn notices a peer that falls silent. go-imap waits without any deadline between answers, so that a dead
// peer would hold a mailbox for ever; here every read is armed with the current limit, whatever the library sets.
// The first error is kept: the library's decoder reads again after an error, and each read would wait anew.
type deadlineConn struct {
	net.Conn

	mu    sync.Mutex
	limit time.Duration // 0: no answer is awaited
	err   error
}

// expect sets how long the peer may be silent from now on; 0 where nothing is awaited. It reaches a read that is
// already waiting.
func (c *deadlineConn) expect(limit time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.limit = limit
	c.arm()
}

// arm is called with mu held. An error of SetReadDeadline means a closed connection, which the read tells too.
func (c *deadlineConn) arm() {
	deadline := time.Time{}
	if c.limit > 0 {
		deadline = time.Now().Add(c.limit)
	}
	_ = c.Conn.SetReadDeadline(deadline)
}

func (c *deadlineConn) Read(b []byte) (int, error) {
	c.mu.Lock()
	err := c.err
	c.arm()
	c.mu.Unlock()
	if err != nil {
		return 0, err
	}
	n, err := c.Conn.Read(b)
	if err != nil {
		c.fail(err)
	}
	return n, err
}

// fail keeps the first error.
func (c *deadlineConn) fail(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.err == nil {
		c.err = err
	}
}

// cause is what broke the connection, nil while it holds.
func (c *deadlineConn) cause() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.err
}

// abort closes the connection for a reason that cause tells from then on.
func (c *deadlineConn) abort(reason error) {
	c.fail(reason)
	_ = c.Close()
}

// SetReadDeadline does nothing: reads have their own.
func (c *deadlineConn) SetReadDeadline(time.Time) error { return nil }

// SetDeadline sets the deadline of writes only.
func (c *deadlineConn) SetDeadline(t time.Time) error { return c.SetWriteDeadline(t) }
