package mailtest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"sync"

	"golang.org/x/net/dns/dnsmessage"
)

// DNS is a name server on loopback that knows TXT records, and hosts that are all 127.0.0.1.
type DNS struct {
	conn net.PacketConn
	done chan struct{}

	mu      sync.Mutex
	records map[string][]string
	hosts   map[string]bool
	broken  map[string]bool
	asked   map[string]int
}

// StartDNS serves an empty zone until Close.
func StartDNS() (*DNS, error) {
	conn, err := net.ListenPacket("udp", "127.0.0.1:0") //nolint:noctx // loopback, and it ends with Close
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	d := &DNS{conn: conn, done: make(chan struct{}), records: map[string][]string{}, hosts: map[string]bool{}, broken: map[string]bool{}, asked: map[string]int{}}
	go d.serve()
	return d, nil
}

// Close ends the server and waits for it.
func (d *DNS) Close() {
	_ = d.conn.Close()
	<-d.done
}

// Set gives a name its TXT records; none: the name is unknown.
func (d *DNS) Set(name string, records ...string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.records[fold(name)], d.broken[fold(name)] = records, false
}

// Break lets the server fail for a name.
func (d *DNS) Break(name string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.broken[fold(name)] = true
}

// Asked is how often a name was asked for.
func (d *DNS) Asked(name string) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.asked[fold(name)]
}

// SetHost makes a name that of a host.
func (d *DNS) SetHost(name string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.hosts[fold(name)] = true
}

// Addr is where the server is asked.
func (d *DNS) Addr() string { return d.conn.LocalAddr().String() }

// resolver is the one that asks the real servers.
func (d *DNS) resolver() *net.Resolver {
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", d.Addr())
	}}
}

// LookupTXT asks this server.
func (d *DNS) LookupTXT(ctx context.Context, name string) ([]string, error) {
	return d.resolver().LookupTXT(ctx, name)
}

// LookupHost asks this server.
func (d *DNS) LookupHost(ctx context.Context, name string) ([]string, error) {
	return d.resolver().LookupHost(ctx, name)
}

func fold(name string) string { return strings.ToLower(strings.TrimSuffix(name, ".")) }

func (d *DNS) serve() {
	defer close(d.done)
	buf := make([]byte, 4096)
	for {
		n, from, err := d.conn.ReadFrom(buf)
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			continue
		}
		if answer, err := d.answer(buf[:n]); err == nil {
			_, _ = d.conn.WriteTo(answer, from)
		}
	}
}

func (d *DNS) answer(query []byte) ([]byte, error) {
	var m dnsmessage.Message
	if err := m.Unpack(query); err != nil {
		return nil, err
	}
	if len(m.Questions) != 1 {
		return nil, errors.New("not one question")
	}
	q := m.Questions[0]
	out := dnsmessage.Message{
		Header:    dnsmessage.Header{ID: m.ID, Response: true, Authoritative: true, RecursionAvailable: true},
		Questions: m.Questions,
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	name := fold(q.Name.String())
	d.asked[name]++
	header := dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: dnsmessage.ClassINET, TTL: 60}
	switch records := d.records[name]; {
	case d.broken[name]:
		out.RCode = dnsmessage.RCodeServerFailure
	case d.hosts[name] && q.Type == dnsmessage.TypeA:
		out.Answers = append(out.Answers, dnsmessage.Resource{Header: header, Body: &dnsmessage.AResource{A: [4]byte{127, 0, 0, 1}}})
	case d.hosts[name]:
	case len(records) == 0:
		out.RCode = dnsmessage.RCodeNameError
	default:
		for _, r := range records {
			out.Answers = append(out.Answers, dnsmessage.Resource{
				Header: header, Body: &dnsmessage.TXTResource{TXT: pieces(r)},
			})
		}
	}
	return out.Pack()
}

// pieces cuts a record into the strings of at most 255 bytes that it travels in (RFC 1035 section 3.3).
func pieces(record string) []string {
	var out []string
	for len(record) > 255 {
		out, record = append(out, record[:255]), record[255:]
	}
	return append(out, record)
}
