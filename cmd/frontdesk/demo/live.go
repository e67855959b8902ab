package demo

import (
	"context"
	"errors"
	"fmt"
	"time"

	"frontdesk/connectors/retry"
	"frontdesk/gateway/pipeline"
)

// pause is how long a reader is given before the next mail arrives.
const pause = 2 * time.Second

// live shows the scenes one after the other, then what the reader sends, until ctx ends.
func (d *demo) live(ctx context.Context) error {
	s := &screen{w: d.Stdout, width: d.Width, colours: d.Colours}
	s.welcome(d.shop)
	defer s.goodbye(d.shop)
	before := make(played, len(scenes))
	counts, ticket := tally{}, ""
	for i, sc := range scenes {
		r, err := d.show(ctx, s, heading{i + 1, len(scenes), sc.What}, sc, before)
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			s.failed(fmt.Errorf("%w%s", err, d.troubles.Last()))
		}
		before[sc.File] = r
		counts.add(r)
		if t := r.Settled.Ticket; t != nil && ticket == "" {
			ticket = t.ID
		}
		if !retry.Sleep(ctx, pause) {
			return nil
		}
	}
	s.summary(counts, d.shop, d.Command, ticket)
	d.guests(ctx, s)
	return nil
}

// show plays one scene on the screen.
func (d *demo) show(ctx context.Context, s *screen, h heading, sc scene, before played) (result, error) {
	sub, err := d.send(ctx, sc, before)
	if err != nil {
		return result{}, err
	}
	mail, err := readLetter(sub.Raw)
	if err != nil {
		return result{}, err
	}
	s.arrives(h, mail.From, mail.Subject)
	r, err := d.complete(ctx, sc, sub)
	if err != nil {
		return r, err
	}
	s.result(r)
	if wrong := sc.differs(r); wrong != "" {
		err = errors.New("not as expected: " + wrong)
	}
	return r, errors.Join(err, d.shop.keepMails(sc.File, r))
}

// guests shows every further mail, which the reader has sent, until ctx ends.
func (d *demo) guests(ctx context.Context, s *screen) {
	seen, _ := d.news.read()
	for n := len(seen); ; n++ {
		var next pipeline.Settled
		err := d.news.until(ctx, func(all []pipeline.Settled) (bool, error) {
			if len(all) <= n {
				return false, nil
			}
			next = all[n]
			return true, nil
		})
		if err != nil {
			return // the reader or the gateway has ended it
		}
		s.arrives(heading{what: "a mail of yours"}, addressOf(next.Message.Author), next.Message.Subject)
		r, err := d.awaitDeliveries(ctx, next)
		if ctx.Err() != nil {
			return
		}
		s.result(r)
		if err = errors.Join(err, d.shop.keepMails(fmt.Sprintf("yours-%d", n+1-len(seen)), r)); err != nil {
			s.failed(fmt.Errorf("%w%s", err, d.troubles.Last()))
		}
	}
}
