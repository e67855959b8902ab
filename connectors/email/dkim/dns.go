package dkim

import (
	"context"
	"errors"
	"net"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
)

// LookupTXT returns the TXT records of a name, as *net.Resolver does.
type LookupTXT func(ctx context.Context, name string) ([]string, error)

// How long an answer is remembered: resolvers do not tell how long it holds, so a revoked key may be believed for this
// long. A name whose servers do not answer is left alone for a while.
const (
	keepFound    = time.Hour
	keepNotFound = 10 * time.Minute
	keepFailure  = time.Minute
)

const (
	lookupTime  = 3 * time.Second // for one name
	lookupsOnce = 8               // at the same time
	memorySize  = 10000           // names
)

// memory asks the DNS, each name once at a time and not again while the answer is fresh.
type memory struct {
	lookup LookupTXT
	now    func() time.Time
	flight singleflight.Group
	slots  chan struct{}

	mu    sync.Mutex
	known map[string]answer
}

type answer struct {
	records []string
	err     error // nil, or a *net.DNSError
	until   time.Time
}

func newMemory(lookup LookupTXT, now func() time.Time) *memory {
	return &memory{lookup: lookup, now: now, slots: make(chan struct{}, lookupsOnce), known: map[string]answer{}}
}

// txt returns the records of a name. Its errors are of kind *net.DNSError: not found, or temporary.
func (m *memory) txt(ctx context.Context, name string) ([]string, error) {
	name = strings.ToLower(strings.TrimSuffix(name, ".")) + "." // absolute: no search list
	if a, ok := m.recall(name); ok {
		return a.records, a.err
	}
	v, _, _ := m.flight.Do(name, func() (any, error) {
		a := m.ask(ctx, name)
		m.remember(name, a)
		return a, nil
	})
	a := v.(answer) //nolint:forcetypeassert // it is what the function returns
	return a.records, a.err
}

func (m *memory) ask(ctx context.Context, name string) answer {
	ctx, cancel := context.WithTimeout(ctx, lookupTime)
	defer cancel()
	select {
	case m.slots <- struct{}{}:
		defer func() { <-m.slots }()
	case <-ctx.Done():
		return answer{err: temporary(name, ctx.Err())}
	}
	records, err := m.lookup(ctx, name)
	var known *net.DNSError
	switch {
	case err == nil:
		return answer{records: records, until: m.now().Add(keepFound)}
	case errors.As(err, &known) && known.IsNotFound:
		return answer{err: known, until: m.now().Add(keepNotFound)}
	case ctx.Err() != nil && !errors.Is(ctx.Err(), context.DeadlineExceeded):
		return answer{err: temporary(name, ctx.Err())} // it is we who end
	default:
		return answer{err: temporary(name, err), until: m.now().Add(keepFailure)}
	}
}

func temporary(name string, err error) *net.DNSError {
	return &net.DNSError{Err: err.Error(), Name: name, IsTemporary: true}
}

func (m *memory) recall(name string) (answer, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	a, ok := m.known[name]
	return a, ok && m.now().Before(a.until)
}

// remember keeps an answer; of too many, those that are over go, and all where that is not enough.
func (m *memory) remember(name string, a answer) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.known) >= memorySize {
		for n, old := range m.known {
			if !m.now().Before(old.until) {
				delete(m.known, n)
			}
		}
		if len(m.known) >= memorySize {
			clear(m.known)
		}
	}
	if !a.until.IsZero() {
		m.known[name] = a
	}
}
