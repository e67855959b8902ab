package chatpage

import (
	"net/http"
	"time"
)

// Changed tells all readers that there is something new.
func (p *Page) Changed() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for reader := range p.readers {
		select {
		case reader <- struct{}{}:
		default: // it has not looked yet
		}
	}
}

// alive is how often a connection without news is written to, so that one that is gone is noticed.
const alive = 20 * time.Second

// events tells a reader by server-sent events that there is something new; what it is, the page asks for.
func (p *Page) events(w http.ResponseWriter, r *http.Request) {
	reader := make(chan struct{}, 1)
	p.mu.Lock()
	p.readers[reader] = true
	p.mu.Unlock()
	defer func() {
		p.mu.Lock()
		delete(p.readers, reader)
		p.mu.Unlock()
	}()
	w.Header().Set("Content-Type", "text/event-stream")
	out := http.NewResponseController(w)
	tick := time.NewTicker(alive)
	defer tick.Stop()
	for line := "data: new\n\n"; ; {
		if _, err := w.Write([]byte(line)); err != nil {
			return
		}
		if err := out.Flush(); err != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-tick.C:
			line = ": still here\n\n"
		case <-reader:
			line = "data: new\n\n"
		}
	}
}
