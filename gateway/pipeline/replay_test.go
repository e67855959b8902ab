package pipeline_test

import (
	"strings"
	"testing"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
	"frontdesk/gateway/store"
)

// replays decides every stored message of the house again, and returns how many were decided the same.
func replays(t *testing.T, h *house, p *pipeline.Policy) (same, other int) {
	t.Helper()
	keys, err := h.store.Keyring(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	all, err := h.store.Messages(t.Context(), store.MessageFilter{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range all {
		was, err := h.store.Trace(t.Context(), m.ID)
		if err != nil {
			t.Fatal(err)
		}
		var earlier []string
		for _, id := range was.Trace.History.EarlierIDs {
			before, err := h.store.Message(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			earlier = append(earlier, before.Subject, before.NewText)
		}
		got, err := p.Replay(m, earlier, was, keys)
		switch {
		case err != nil:
			t.Errorf("%s: %v", m.Subject, err)
		case len(got.Differences) == 0:
			same++
		default:
			other++
			if got.SameConfig {
				t.Errorf("%q, %s, is decided otherwise:\n%s", m.Subject, was.Outcome, strings.Join(got.Differences, "\n"))
			}
		}
	}
	return same, other
}

func TestAStoredDecisionIsMadeAgainTheSame(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	said := 0
	write := func(from, subject, body string, fields ...string) pipeline.Settled {
		t.Helper()
		h.write(from, subject, body, fields...)
		said++
		return h.next()
	}
	write(ada, "Refund", "I want a refund.")
	write(ada, "Parcel", "Where is my parcel?")
	asked := h.sent(2)[1]
	head, _ := parsed(t, asked)
	write(ada, "Re: Parcel", "It is AB-123456, to 10115.", "In-Reply-To: "+head.Get("Message-ID"))
	write(ben, "Paid", "I was charged but got nothing.")
	write(ben, "Hm", "a delicate matter")
	write("robot@elsewhere.example", "Notice", "a notice", "Auto-Submitted: auto-generated")
	h.clock.jump(time.Hour)
	pausing(t, h, gateway.Pause{Reason: "wrong prices"})
	write(ada, "Refund again", "I want a refund.")
	if same, other := replays(t, h, h.gateway.Policy()); same != said || other != 0 {
		t.Errorf("%d of %d are decided the same", same, said)
	}
	h.article = strings.ReplaceAll(h.article, "refund-timing", "refund-times")
	changed := strings.ReplaceAll(houseMatchers, "refund-timing", "refund-times")
	h.matchers = strings.Replace(changed, "words: [refund]", "words: [money back]", 1)
	pol, _ := h.policy()
	if same, other := replays(t, h, pol); other < 3 || same < 1 {
		t.Errorf("by another config %d are decided the same, %d otherwise", same, other)
	}
}
