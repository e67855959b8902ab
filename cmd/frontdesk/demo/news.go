package demo

import (
	"context"
	"sync"

	"frontdesk/connectors/email/mailtest"
	"frontdesk/gateway/pipeline"
)

// news is what has happened so far, for those who wait for it.
type news struct {
	mu      sync.Mutex
	settled []pipeline.Settled
	changed chan struct{} // closed and replaced with everything new
}

func newNews() *news { return &news{changed: make(chan struct{})} }

// onSettled is called by the gateway after each settled message.
func (n *news) onSettled(s pipeline.Settled) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.settled = append(n.settled, s)
	n.tell()
}

// onMail is called by the mail server after each mail that it took.
func (n *news) onMail(mailtest.Mail) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.tell()
}

func (n *news) tell() {
	close(n.changed)
	n.changed = make(chan struct{})
}

func (n *news) read() ([]pipeline.Settled, <-chan struct{}) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.settled[:len(n.settled):len(n.settled)], n.changed
}

// until waits until found is true of what is settled, or ctx ends. found is asked again after every piece of news,
// arriving mails too.
func (n *news) until(ctx context.Context, found func([]pipeline.Settled) (bool, error)) error {
	for {
		settled, changed := n.read()
		ok, err := found(settled)
		if ok || err != nil {
			return err
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}
