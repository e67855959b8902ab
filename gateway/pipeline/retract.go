package pipeline

import (
	"context"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

// retractWait is when a look is taken again at an answer that is on its way while its question is deleted, or while it is called wrong.
const retractWait = 5 * time.Second

// retractAttempts bounds these looks: what is unknown for long stays where it is.
const retractAttempts = 60

// retract takes back what was said about a message that its author deleted, or whose answer was called wrong on its way.
func (g *Gateway) retract(ctx context.Context, w store.Work) (store.Result, error) {
	r := store.Result{Work: w}
	posts, err := g.store.Posts(ctx, w.Key)
	if err != nil {
		return r, err
	}
	taken := map[string]bool{}
	for _, o := range posts {
		if o.Kind == gateway.KindRetraction {
			taken[o.Post.Target] = true
		}
	}
	for _, o := range posts {
		public := o.Kind == gateway.KindAnswer && o.Post.Place != gateway.PlaceRespond
		switch {
		case !public || o.RemoteID != "" && taken[o.RemoteID]:
		case o.State == gateway.DeliverySent && o.RemoteID != "":
			r.Deliveries = append(r.Deliveries, retraction(o))
		case o.State == gateway.DeliveryQueued || o.State == gateway.DeliverySending || o.State == gateway.DeliveryUnknown:
			if w.Attempt < retractAttempts {
				r.RetryAt = g.now().Add(retractWait)
			}
		}
	}
	return r, nil
}
