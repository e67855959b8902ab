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
	if due := p.reviews(g.now())[owner]; len(due) > 0 {
		r.Deliveries = p.reviewMail(owner, due)
	}
	return r, nil
}

// reviewMail names the articles; it leaves by the first channel that can send mail.
func (pol *Policy) reviewMail(owner string, due []kb.Review) []gateway.Delivery {
	names := keys(pol.Channels)
	i := slices.IndexFunc(names, func(name string) bool { return len(pol.Channels[name].Addresses) > 0 })
	if i < 0 {
		return nil
	}
	var b strings.Builder
	b.WriteString("These articles of the knowledge base are to be looked at again; customers are still shown them.\n\n")
	for _, r := range due {
		fmt.Fprintf(&b, "- %s, since %s\n", r.ID, r.ReviewBy.Format(time.DateOnly))
	}
	b.WriteString("\nSet a new review_by in their files when they are right again.\n")
	return []gateway.Delivery{{
		ID: store.NewID(), Kind: gateway.KindForward, Channel: names[i], To: gateway.Address{Addr: owner},
		Subject: fmt.Sprintf("[knowledge base] %d articles to look at again", len(due)), Text: b.String(),
	}}
}
