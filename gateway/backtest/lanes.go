package backtest

import "frontdesk/gateway/screen"

// window is how many mails are under way at once: read, judged, or judged and waiting for one before them.
const window = 256

// lanes say which mails must have been judged before another is, so that those that know nothing of one another can be
// judged at once and it still comes out what comes out one by one. A mail waits for the last one before it of its
// thread, of its sender, of the same shape of subject from the same domain, and with the same content: these are all that
// the memory is asked by.
type lanes struct {
	next    int                   // number of the next mail
	ends    [window]chan struct{} // of the mails under way, by number; closed once it is judged
	last    map[string]int        // number of the last mail that left a key of its own
	threads map[string]int        // number of the lane of each id, and of each conversation
	parent  []int                 // of each lane: the one that it runs into; itself where it runs into none
	tail    []int                 // of each lane: the number of the last mail in it
}

func newLanes() *lanes { return &lanes{last: map[string]int{}, threads: map[string]int{}} }

// enter gives the next mail its place: the ends to wait for, and its own. The mail that entered window mails before must
// have ended by then.
func (l *lanes) enter(keys, threads []string) (before []chan struct{}, end chan struct{}) {
	n := l.next
	l.next++
	wait := func(on int) {
		if on >= 0 && on < n && n-on < window {
			before = append(before, l.ends[on%window])
		}
	}
	l.sweep()
	for _, key := range keys {
		if on, known := l.last[key]; known {
			wait(on)
		}
		l.last[key] = n
	}
	if len(threads) > 0 {
		lane := l.laneOf(threads[0])
		wait(l.tail[lane])
		for _, id := range threads[1:] {
			if other := l.laneOf(id); other != lane {
				wait(l.tail[other])
				l.parent[other] = lane
			}
		}
		l.tail[lane] = n
	}
	l.ends[n%window] = make(chan struct{})
	return before, l.ends[n%window]
}

// laneOf is the lane of a thread by one of its ids.
func (l *lanes) laneOf(id string) int {
	at, known := l.threads[id]
	if !known {
		at = len(l.parent)
		l.parent, l.tail = append(l.parent, at), append(l.tail, -1)
		l.threads[id] = at
		return at
	}
	for l.parent[at] != at {
		l.parent[at] = l.parent[l.parent[at]]
		at = l.parent[at]
	}
	return at
}

// sweep forgets keys of mails that have ended.
func (l *lanes) sweep() {
	if len(l.last) < 32*window {
		return
	}
	for key, n := range l.last {
		if l.next-n > window {
			delete(l.last, key)
		}
	}
}

// keysOf are what the memory is asked by for a mail, beside its thread: what is counted for its sender, what it is a copy of.
func (j *judge) keysOf(mail Mail) []string {
	var keys []string
	if guard := mail.Event.Guard; guard != "" {
		keys = append(keys, "guard "+guard)
	}
	m := mail.Event.Message
	if j.memory.people[m.Author.Canonical()] || m.FromUs {
		return keys // nothing is counted for the team
	}
	sender := screen.Sender(&m, j.channelOf(m))
	keys = append(keys, screen.SenderKey(sender)) // one for all spellings of an address
	if !screen.ShapeExempt(sender, false) {
		keys = append(keys, screen.ShapeKey(sender, m.Subject))
	}
	return keys
}

// threadsOf are the ids by which the memory knows the thread of a mail.
func threadsOf(mail Mail) []string {
	thread := mail.Event.Message.Thread
	out := thread.Keys()
	if thread.ID != "" {
		out = append(out, thread.ID)
	}
	if mail.Conversation != "" {
		out = append(out, "conversation "+mail.Conversation)
	}
	return out
}
