package mailtest

import (
	"context"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// dialTimeout is plenty on loopback.
const dialTimeout = 10 * time.Second

func listen() (net.Listener, error) {
	return new(net.ListenConfig).Listen(context.Background(), "tcp", "127.0.0.1:0")
}

func dial(addr string) (net.Conn, error) {
	return (&net.Dialer{Timeout: dialTimeout}).DialContext(context.Background(), "tcp", addr)
}

// port is a listener that knows its connections, so that they can be dropped, silenced and waited for.
type port struct {
	net.Listener

	mu      sync.Mutex
	conns   map[*conn]struct{}
	total   int
	closed  bool
	thawed  chan struct{} // closed while the port is not frozen
	running sync.WaitGroup
}

func newPort(ln net.Listener) *port {
	thawed := make(chan struct{})
	close(thawed)
	return &port{Listener: ln, conns: make(map[*conn]struct{}), thawed: thawed}
}

// Accept implements net.Listener.
func (p *port) Accept() (net.Conn, error) {
	nc, err := p.Listener.Accept()
	if err != nil {
		return nil, err
	}
	c := &conn{Conn: nc, port: p, gone: make(chan struct{})}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		_ = nc.Close()
		return nil, net.ErrClosed
	}
	p.total++
	c.number = p.total
	p.conns[c] = struct{}{}
	p.running.Add(1)
	return c, nil
}

// Close implements net.Listener.
func (p *port) Close() error {
	p.mu.Lock()
	p.closed = true
	p.mu.Unlock()
	return p.Listener.Close()
}

func (p *port) count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.total
}

func (p *port) drop() {
	p.mu.Lock()
	conns := make([]*conn, 0, len(p.conns))
	for c := range p.conns {
		conns = append(conns, c)
	}
	p.mu.Unlock()
	for _, c := range conns {
		_ = c.Close()
	}
}

func (p *port) wait() { p.running.Wait() }

func (p *port) freeze(frozen bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	select {
	case <-p.thawed:
		if frozen {
			p.thawed = make(chan struct{})
		}
	default:
		if !frozen {
			close(p.thawed)
		}
	}
}

func (p *port) whenThawed() <-chan struct{} {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.thawed
}

// conn is one connection of a port.
type conn struct {
	net.Conn

	port       *port
	number     int
	once       sync.Once
	gone       chan struct{}
	closeAfter atomic.Bool // the next Write is the last one
	intercept  atomic.Pointer[func(read []byte) (answer string)]
}

// Close implements net.Conn.
func (c *conn) Close() error {
	err := net.ErrClosed
	c.once.Do(func() {
		close(c.gone)
		err = c.Conn.Close()
		c.port.mu.Lock()
		delete(c.port.conns, c)
		c.port.mu.Unlock()
		c.port.running.Done()
	})
	return err
}

// Write implements net.Conn.
func (c *conn) Write(b []byte) (int, error) {
	select {
	case <-c.port.whenThawed():
	case <-c.gone:
		return 0, net.ErrClosed
	}
	n, err := c.Conn.Write(b)
	if c.closeAfter.Load() {
		_ = c.Close()
	}
	return n, err
}

// Read implements net.Conn. What intercept answers is said by the connection itself; the server never hears of it.
func (c *conn) Read(b []byte) (int, error) {
	for {
		n, err := c.Conn.Read(b)
		intercept := c.intercept.Load()
		if err != nil || intercept == nil {
			return n, err
		}
		answer := (*intercept)(b[:n])
		if answer == "" {
			return n, nil
		}
		if _, err := c.Write([]byte(answer)); err != nil {
			return 0, err
		}
	}
}

// unwrap finds our connection below a TLS one.
func unwrap(nc net.Conn) *conn {
	for {
		switch c := nc.(type) {
		case *conn:
			return c
		case interface{ NetConn() net.Conn }:
			nc = c.NetConn()
		default:
			return nil
		}
	}
}
