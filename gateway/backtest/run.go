package backtest

import (
	"context"
	"fmt"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
)

// Options say how a source is gone through.
type Options struct {
	Policy  *pipeline.Policy
	Channel gateway.Channel  // that the mails came in by, where they do not say
	Keys    *gateway.Keyring // that the store's deliveries were signed with; nil: none
	// Baseline, where set, is another policy that judges the same mails, each as if it had run from the beginning.
	Baseline        *pipeline.Policy
	BaselineChannel gateway.Channel
	Labels          Labels
	Progress        func(done, total int) // may be nil
	Judged          func(Result)          // hears of every mail as it was judged, in the order of time; may be nil
}

// Run judges every mail of a source and sums up.
func Run(ctx context.Context, src Source, o Options) (*Report, error) {
	if o.Keys == nil {
		o.Keys = gateway.NewKeyring()
	}
	f := newFlow(o, src.Len())
	err := src.Each(ctx, func(m Mail) error { return f.put(ctx, m) })
	f.finish()
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, fmt.Errorf("backtest: %w", err)
	}
	return f.report, f.report.finish()
}

// judge decides mails by one policy. Mails that stand in one lane are to come one after the other.
type judge struct {
	policy  *pipeline.Policy
	channel gateway.Channel
	keys    *gateway.Keyring
	memory  *memory
}

func newJudge(p *pipeline.Policy, c gateway.Channel, keys *gateway.Keyring) *judge {
	return &judge{policy: p, channel: c, keys: keys, memory: newMemory(p, keys)}
}

// Result is a mail and what became of it.
type Result struct {
	Mail   Mail
	Asked  pipeline.Asked // to render it again
	Judged pipeline.Judged
	Fate   Fate
	Reason string // why it was not answered
}

// judge decides one mail; false where the same came in before.
func (j *judge) judge(m Mail) (Result, bool) {
	msg := m.Event.Message
	c := j.channelOf(msg)
	if msg.Channel == "" {
		msg.Channel = c.Name
		m.Event.Message.Channel = c.Name
	}
	if j.memory.twice(m) {
		return Result{}, false
	}
	r := Result{Mail: m, Fate: ByPeople}
	if j.memory.wrote(m) {
		return r, true
	}
	h, talk := j.memory.history(m, c)
	r.Asked = pipeline.Asked{Event: m.Event, Channel: c, History: h, Keys: j.keys, Now: m.At}
	r.Judged = j.policy.Judge(r.Asked)
	dec := r.Judged.Decision
	j.memory.settle(m, talk, c, dec)
	r.Fate = fateOf(dec)
	r.Reason = reasonOf(r.Judged, j.policy.Matchers, r.Fate)
	return r, true
}

// channelOf is the channel that a message came in by.
func (j *judge) channelOf(m gateway.Message) gateway.Channel {
	if c, ok := j.policy.Channels[m.Channel]; ok {
		return c
	}
	return j.channel
}

// day is the day of a moment, UTC.
func day(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }
