package pipeline

import (
	"context"
	"fmt"
	"net/mail"
	"slices"
	"strings"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
	"frontdesk/replies"
	"frontdesk/replies/kb"
)

// WorkReview tells the owner of articles, once a week, which of them are to be looked at again. Its key is the owner and
// the week.
const WorkReview store.WorkKind = "review"

// planReviews plans this week's mails to owners.
func (g *Gateway) planReviews(ctx context.Context) error {
	now := g.now()
	for owner := range g.Policy().reviews(now) {
		year, week := now.ISOWeek()
		key := fmt.Sprintf("%s|%d-%02d", owner, year, week)
		if err := g.store.Enqueue(ctx, WorkReview, key, "", now); err != nil {
			return err
		}
	}
	return nil
}

// reviews are the articles whose day has passed, by their owner's address. Owners without a mail address are told by
// `frontdesk check` alone.
func (pol *Policy) reviews(now time.Time) map[string][]kb.Review {
	due := map[string][]kb.Review{}
	for _, r := range pol.Articles.Reviews(now) {
		if a, err := mail.ParseAddress(r.Owner); err == nil {
			due[a.Address] = append(due[a.Address], r)
		}
	}
	return due
}

// review writes the mail to one owner, where the articles are still to be looked at.
func (g *Gateway) review(_ context.Context, w store.Work) (store.Result, error) {
	r := store.Result{Work: w}
	owner, _, _ := strings.Cut(w.Key, "|")
	p := g.Policy()
	due := p.reviews(g.now())[owner]
	if len(due) == 0 {
		return r, nil
	}
	var err error
	r.Deliveries, err = p.reviewMail(owner, due)
	return r, err
}

// reviewMail names the articles; it leaves by the first channel that can send mail.
func (pol *Policy) reviewMail(owner string, due []kb.Review) ([]gateway.Delivery, error) {
	names := keys(pol.Channels)
	i := slices.IndexFunc(names, func(name string) bool { return len(pol.Channels[name].Addresses) > 0 })
	if i < 0 {
		return nil, nil
	}
	articles := make([]replies.DueArticle, len(due))
	for i, r := range due {
		articles[i] = replies.DueArticle{ID: r.ID, Since: r.ReviewBy}
	}
	text, err := pol.Book.RenderReview(articles)
	if err != nil {
		return nil, err
	}
	return []gateway.Delivery{{
		ID: store.NewID(), Kind: gateway.KindForward, Channel: names[i], To: gateway.Address{Addr: owner},
		Subject: text.Subject, Text: text.Text, HTML: text.HTML,
	}}, nil
}
