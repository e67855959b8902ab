package pipeline

import (
	"context"
	"errors"
	"testing"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

// bad is a connector that panics, or fails without a word on what became of the delivery.
type bad struct {
	gateway.Connector
	panics bool
}

func (b bad) Send(context.Context, gateway.Delivery) (gateway.Receipt, error) {
	if b.panics {
		panic("a fault of the program")
	}
	return gateway.Receipt{}, errors.New("nobody knows")
}

func TestWhatNobodyKnowsOfIsNotSentForEver(t *testing.T) {
	for _, panics := range []bool{false, true} {
		g, _ := witnessed(t)
		d := &deliverer{g: g, connector: bad{panics: panics}, sending: t.Context()}
		for _, tt := range []struct {
			kind gateway.DeliveryKind
			age  time.Duration
			want gateway.DeliveryState
		}{
			{gateway.KindAnswer, 0, gateway.DeliveryUnknown},
			{gateway.KindForward, 0, gateway.DeliveryQueued},
			{gateway.KindForward, forwardTerm + time.Hour, gateway.DeliveryDead},
		} {
			out := store.Outgoing{Delivery: gateway.Delivery{Kind: tt.kind}, Created: now.Add(-tt.age)}
			if r := d.send(t.Context(), store.Begun{Outgoing: out}); r.State != tt.want {
				t.Errorf("panics %v: %s after %s is %s, want %s", panics, tt.kind, tt.age, r.State, tt.want)
			}
		}
	}
}
