package email

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"
	"golang.org/x/sync/errgroup"

	"frontdesk/gateway"
)

// Bounds of the look-ups for one batch: mail never waits longer for the DNS than that, and what is not known by then
// stays unknown.
const (
	proveTime  = 5 * time.Second
	provesOnce = 4 // mails at the same time
)

// prove adds to mail what its DKIM signatures prove of its author.
func (c *Connector) prove(ctx context.Context, events []gateway.Event, raws map[imap.UID][]byte) {
	ctx, cancel := context.WithTimeout(ctx, proveTime)
	defer cancel()
	var group errgroup.Group
	group.SetLimit(provesOnce)
	for i := range events {
		m := &events[i].Message
		_, _, uid, ok := parseSourceID(m.SourceID)
		if !ok || m.Facts.Size > maxMail || c.judged(m.Facts) {
			continue
		}
		group.Go(func() error {
			m.Facts.Signatures = c.dkim.Check(ctx, raws[uid], m.Author.Domain())
			return nil
		})
	}
	_ = group.Wait() // none returns an error
}

// judged says whether a trusted server has said of DMARC what it knows, so that nothing need be asked.
func (c *Connector) judged(f gateway.Facts) bool {
	for _, v := range f.Values("Authentication-Results") {
		id, results, _ := strings.Cut(v, ";")
		id, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(id)), " ")
		if slices.Contains(c.settings.Authserv, id) {
			return strings.Contains(results, "dmarc=pass") || strings.Contains(results, "dmarc=fail")
		}
	}
	return false
}
