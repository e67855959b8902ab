package demo

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// part is one scene on its way in a fast demo.
type part struct {
	scene
	result result
	err    error
	done   chan struct{} // closed when result and err are set
}

// fastLimit is how long a fast demo may take, whatever goes wrong.
const fastLimit = 50 * time.Second

// fast sends all mails at once, but those that wait for others, and prints one line a mail in the order of scenes.
func (d *demo) fast(ctx context.Context) error {
	ctx, cancel := context.WithTimeoutCause(ctx, fastLimit, fmt.Errorf("not all was done within %s", fastLimit))
	defer cancel()
	began := time.Now()
	parts := make([]*part, len(scenes))
	byFile := make(map[string]*part, len(scenes))
	for i, s := range scenes {
		parts[i] = &part{scene: s, done: make(chan struct{})}
		byFile[s.File] = parts[i]
	}
	for _, p := range parts {
		go func() { // waited for by done
			defer close(p.done)
			p.result, p.err = d.performPart(ctx, p.scene, byFile)
		}()
	}
	var unexpected []string
	for _, p := range parts {
		<-p.done
		if wrong := d.printLine(p); wrong != "" {
			unexpected = append(unexpected, p.File+": "+wrong)
		}
	}
	if len(unexpected) > 0 {
		return fmt.Errorf("%d of %d mails did not end as expected:\n  %s%s", len(unexpected), len(parts),
			strings.Join(unexpected, "\n  "), d.troubles.Last())
	}
	fmt.Fprintf(d.Stdout, "all %d mails ended as expected, after %.1f s\n", len(parts), time.Since(began).Seconds())
	return nil
}

// performPart performs a scene once those that it waits for are done.
func (d *demo) performPart(ctx context.Context, s scene, parts map[string]*part) (result, error) {
	before := played{}
	for _, file := range s.waitsFor() {
		<-parts[file].done
		before[file] = parts[file].result
	}
	return d.perform(ctx, s, before)
}

// printLine prints outcome, matcher or reason, and subject, and returns what is not as expected.
func (d *demo) printLine(p *part) string {
	if p.err != nil {
		fmt.Fprintf(d.Stdout, "%s  %s  %s\n", pad("failed", outcomeWidth), pad("-", reasonWidth), p.File)
		return p.err.Error()
	}
	m, dec := p.result.Settled.Message, p.result.Settled.Decision
	fmt.Fprintf(d.Stdout, "%s  %s  %s\n", pad(string(dec.Outcome), outcomeWidth),
		pad(oneLine(p.result.reason(), reasonWidth), reasonWidth), oneLine(m.Subject, lineWidth))
	if err := d.shop.keepMails(p.File, p.result); err != nil {
		return err.Error()
	}
	return p.differs(p.result)
}

// Columns of the fast demo's lines, in cells.
const (
	outcomeWidth = 11
	reasonWidth  = 48
	lineWidth    = 200
)
