package backtest

import (
	"context"
	"runtime"
)

// flow judges mails on all processors and sums up in the order of time, so that the report is the same on any machine.
type flow struct {
	Options
	report *Report
	judges []*judge // by the policy, then by the baseline where there is one
	lanes  *lanes
	slots  chan struct{} // a mail under way holds one
	busy   chan struct{} // a mail that is being judged holds one
	queue  chan *passing // in the order of time
	summed chan struct{} // closed when the queue is done
	total  int
}

// passing is a mail under way.
type passing struct {
	mail    Mail
	end     chan struct{} // closed when it is judged
	results []result      // of each judge
}

// result is what a judge makes of a mail; nothing where the same came in before.
type result struct {
	Result
	once bool
}

func newFlow(o Options, total int) *flow {
	f := &flow{
		Options: o, report: newReport(o), judges: []*judge{newJudge(o.Policy, o.Channel, o.Keys)}, lanes: newLanes(), total: total,
		slots: make(chan struct{}, window), busy: make(chan struct{}, runtime.GOMAXPROCS(0)),
		queue: make(chan *passing, window), summed: make(chan struct{}),
	}
	if o.Baseline != nil {
		f.judges = append(f.judges, newJudge(o.Baseline, o.BaselineChannel, o.Keys))
	}
	go f.sum()
	return f
}

// put sends a mail on its way.
func (f *flow) put(ctx context.Context, m Mail) error {
	select {
	case f.slots <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	p := &passing{mail: m}
	if m.Event.Message.Chat != nil {
		p.end = make(chan struct{})
		close(p.end)
		f.queue <- p
		return nil
	}
	var keys []string
	for _, j := range f.judges {
		keys = append(keys, j.keysOf(m)...)
	}
	var before []chan struct{}
	p.mail.number = f.lanes.next
	before, p.end = f.lanes.enter(keys, threadsOf(m))
	f.queue <- p
	go f.judge(p, before)
	return nil
}

// judge judges a mail once those before it are.
func (f *flow) judge(p *passing, before []chan struct{}) {
	defer close(p.end)
	for _, end := range before {
		<-end
	}
	f.busy <- struct{}{}
	defer func() { <-f.busy }()
	for _, j := range f.judges {
		r, once := j.judge(p.mail)
		p.results = append(p.results, result{r, once})
		if !once {
			break // nor is it a change
		}
	}
}

// finish waits until all that was put is summed up.
func (f *flow) finish() {
	close(f.queue)
	<-f.summed
}

// sum adds the mails to the report in their order.
func (f *flow) sum() {
	defer close(f.summed)
	done := 0
	for p := range f.queue {
		<-p.end
		f.add(p)
		if done++; f.Progress != nil {
			f.Progress(done, f.total)
		}
		<-f.slots
	}
}

// add counts a mail.
func (f *flow) add(p *passing) {
	switch {
	case p.mail.Event.Message.Chat != nil:
		f.report.Chats++
		return
	case !p.results[0].once:
		f.report.Twice++
		return
	}
	is := p.results[0].Result
	f.report.add(is)
	if f.Judged != nil {
		f.Judged(is)
	}
	if len(p.results) > 1 && p.results[1].once {
		f.report.compare(p.results[1].Result, is)
	}
}
