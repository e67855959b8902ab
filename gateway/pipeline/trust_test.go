package pipeline_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
	"frontdesk/gateway/store"
	"frontdesk/matchers"
)

// mode waits until a matcher has a mode in a gateway.
func (h *house) mode(t *testing.T, matcher string, want matchers.Mode) {
	t.Helper()
	waitFor(t, "matcher "+matcher+" to be in mode "+string(want), func() bool {
		m, _ := h.gateway.Policy().Matchers.Matcher(matcher)
		return m.Mode == want
	})
}

// asks lets a customer of their own write.
func (h *house) asks(n int, text string) {
	h.t.Helper()
	h.write(fmt.Sprintf("customer%d@place%d.example", n, n), fmt.Sprintf("Question %c", 'a'+n), text)
}

// judge says of all that waits to be judged whether it was right.
func (h *house) judge(right bool, want int) {
	h.t.Helper()
	waiting, err := h.store.ToJudge(h.t.Context(), 100)
	if err != nil || len(waiting) != want {
		h.t.Fatalf("%d wait to be judged, want %d; %v", len(waiting), want, err)
	}
	for _, one := range waiting {
		j := store.Judgement{Message: one.Message, Matcher: one.Matcher, By: store.JudgedReview, Who: anna, Right: right}
		if _, err := h.store.Judge(h.t.Context(), []store.Judgement{j}, nil); err != nil {
			h.t.Fatal(err)
		}
	}
}

// beside starts another process on the same store and mailbox.
func (h *house) beside() *house {
	h.t.Helper()
	other := *h
	other.start()
	return &other
}

// eitherOf waits for a message that one of two processes settles.
func eitherOf(t *testing.T, a, b *house) pipeline.Settled {
	t.Helper()
	select {
	case s := <-a.settled:
		return s
	case s := <-b.settled:
		return s
	case <-time.After(patience):
		t.Fatal("no message was settled")
		return pipeline.Settled{}
	}
}

// wrongTwice is a house in which the matcher refund was wrong twice, as a review of all its answers says.
func wrongTwice(t *testing.T) *house {
	t.Helper()
	h := newHouse(t, deskServer(t), desk)
	h.matching = "{audit: 1}"
	h.start()
	for n := range 2 {
		h.asks(n, "When will my refund arrive?")
		if s := h.next(); s.Decision.Outcome != gateway.OutcomeAnswer {
			t.Fatalf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
		}
	}
	h.judge(false, 2)
	return h
}

func TestAMatcherThatIsWrongTooOftenDraftsInEveryProcess(t *testing.T) {
	h := wrongTwice(t)
	other := h.beside()
	h.mode(t, "refund", matchers.ModeDraft)
	other.mode(t, "refund", matchers.ModeDraft)

	h.asks(2, "And when will my refund arrive?")
	s := eitherOf(t, h, other)
	for _, want := range []string{"draft mode (demoted to draft since ", "0 of 2 judged were right", "of all 2 answers 2 were called wrong", "95 % is asked for"} {
		if !strings.Contains(s.Decision.Reason, want) {
			t.Errorf("the reason does not say %q: %s", want, s.Decision.Reason)
		}
	}
	if s.Decision.Outcome != gateway.OutcomeAcknowledge || s.Decision.Draft == nil {
		t.Errorf("%s", s.Decision.Outcome)
	}
	var told []string
	for _, m := range to(h.left(5), team) { // two answers, an acknowledgement, its forward, the news
		header, body := parsed(t, m)
		if strings.Contains(header.Get("Subject"), "[matchers]") {
			told = append(told, header.Get("Subject")+"\n"+body)
		}
	}
	if len(told) != 1 || !strings.Contains(told[0], "refund was demoted to draft") || !strings.Contains(told[0], "--restore refund") {
		t.Errorf("the team was told %q", told)
	}
	history, err := h.store.ModeHistory(t.Context(), "refund")
	if err != nil || len(history) != 1 {
		t.Fatalf("history %+v, %v", history, err)
	}
	if e := history[0].Evidence; e.Answers != 2 || e.Missed != 2 || e.Wrong != 2 || e.High >= 0.95 || e.Target != 0.95 || e.From != "auto" {
		t.Errorf("evidence %+v", e)
	}
	if !strings.Contains(h.log.String()+other.log.String(), "mode of a matcher changed by what people judged") {
		t.Error("the log does not say it")
	}
}

func TestADemotionOutlivesARestartAndEndsByTheAdminsHand(t *testing.T) {
	h := wrongTwice(t)
	h.mode(t, "refund", matchers.ModeDraft)
	again := func(config string) {
		t.Helper()
		if err := h.stop(); err != nil {
			t.Fatal(err)
		}
		h.matchers = config
		h.start()
	}
	decides := func(n int, want gateway.Outcome) {
		t.Helper()
		h.asks(n, "When will my refund arrive?")
		if s := h.next(); s.Decision.Outcome != want {
			t.Errorf("%s (%s), want %s", s.Decision.Outcome, s.Decision.Reason, want)
		}
	}
	again(houseMatchers)
	decides(2, gateway.OutcomeAcknowledge)

	again(strings.Replace(houseMatchers, "refund: {", "refund: {mode: draft, ", 1))
	waitFor(t, "the admin's word to be noted", func() bool {
		changes, err := h.store.Modes(t.Context())
		return err == nil && len(changes) == 1 && changes[0].Why == store.ModeConfig
	})
	decides(3, gateway.OutcomeAcknowledge)
	if m, _ := h.gateway.Policy().Matchers.Matcher("refund"); m.Overlay != nil {
		t.Errorf("it is in draft mode since it was %s", m.Overlay)
	}
	again(houseMatchers)
	decides(4, gateway.OutcomeAnswer)
}

func TestARestoredMatcherIsJudgedAfresh(t *testing.T) {
	h := wrongTwice(t)
	h.mode(t, "refund", matchers.ModeDraft)
	if done, err := pipeline.RestoreMode(t.Context(), h.store, h.gateway.Policy(), "refund", "root@lumen.example"); err != nil || !done {
		t.Fatalf("not restored: %v", err)
	}
	h.mode(t, "refund", matchers.ModeAuto)
	if done, err := pipeline.RestoreMode(t.Context(), h.store, h.gateway.Policy(), "refund", "root@lumen.example"); err != nil || done {
		t.Errorf("restored twice: %v", err)
	}
	h.asks(2, "When will my refund arrive?")
	if s := h.next(); s.Decision.Outcome != gateway.OutcomeAnswer {
		t.Fatalf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	h.judge(false, 1) // one wrong answer is not enough, as it would be with the two before
	h.asks(3, "When will my refund arrive?")
	if s := h.next(); s.Decision.Outcome != gateway.OutcomeAnswer {
		t.Errorf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	h.judge(false, 1)
	h.mode(t, "refund", matchers.ModeDraft)
}

func TestDraftsThatAgentsApproveEarnTheirMatcherTrust(t *testing.T) {
	h := newHouse(t, deskServer(t), desk)
	h.matchers = strings.Replace(houseMatchers, "mode: draft}", "mode: draft, promote_when: {precision: 0.3, judged: 5}}", 1)
	h.start()
	d := pipeline.NewDesk(h.store, &pipeline.Policy{}, h.clock.now)
	for n := range 5 {
		h.asks(n, "a delicate matter")
		s := h.next()
		if s.Decision.Draft == nil {
			t.Fatalf("after %d approvals: %s (%s)", n, s.Decision.Outcome, s.Decision.Reason)
		}
		if err := d.Approve(t.Context(), s.Ticket.ID, agent(anna)); err != nil {
			t.Fatal(err)
		}
	}
	h.mode(t, "careful", matchers.ModeAuto)
	h.asks(5, "a delicate matter")
	s := h.next()
	if s.Decision.Outcome != gateway.OutcomeAnswer {
		t.Errorf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	found := false
	for _, step := range s.Decision.Trace.Steps {
		found = found || step.Rule == "mode" && strings.Contains(step.Finding, "careful was promoted to auto since ") && strings.Contains(step.Finding, "5 of 5 judged were right")
	}
	if !found {
		t.Errorf("the trace does not say why: %+v", s.Decision.Trace.Steps)
	}
}

func TestAnAgentsOwnAnswerByMailJudgesTheDraft(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.write(ada, "Brass lamp", "a delicate matter")
	h.next()
	header, _ := parsed(t, to(h.sent(2), team)[0])
	if s := h.answers(anna, header.Get("Message-Id"), "Please look at https://lumen.example/help/refunds"); s.Decision.Relay == nil {
		t.Fatalf("%s (%s)", s.Decision.Outcome, s.Decision.Reason)
	}
	h.write("bo@customer.example", "Silver lamp", "a delicate matter")
	s := h.next()
	if err := pipeline.NewDesk(h.store, &pipeline.Policy{}, h.clock.now).Answer(t.Context(), s.Ticket.ID, agent(ben), "Please call us."); err != nil {
		t.Fatal(err)
	}
	got, err := h.store.TrackRecord(t.Context(), "careful", "draft", time.Time{})
	if err != nil || got.Answers != 2 || len(got.Cases) != 2 || !got.Cases[0].Right || got.Cases[1].Right {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestAnAgentsWordJudgesTheAnswerBefore(t *testing.T) {
	h := openHouse(t, deskServer(t), desk)
	h.write(ada, "Lamp", "When will my refund arrive?")
	h.next()
	answer, _ := parsed(t, to(h.sent(1), ada)[0])
	h.write(ada, "Re: Lamp", "That did not help", "In-Reply-To: "+answer.Get("Message-Id"), "References: "+answer.Get("Message-Id"))
	h.next()
	header, _ := parsed(t, to(h.sent(3), team)[0])
	h.answers(anna, header.Get("Message-Id"), "#wrong: parcel")
	got, err := h.store.TrackRecord(t.Context(), "refund", "auto", time.Time{})
	if err != nil || got.Answers != 1 || len(got.Cases) != 1 || got.Cases[0].Right || got.Cases[0].Reviewed {
		t.Errorf("%+v, %v", got, err)
	}
	said, err := h.store.Feedback(t.Context(), time.Time{})
	if err != nil || len(said) != 1 || said[0].Matcher != "refund" || said[0].Unsolved != 1 {
		t.Errorf("what the customer said is kept apart: %+v, %v", said, err)
	}
}

func TestAnAnswerThatAModeratorTakesBackWasWrong(t *testing.T) {
	c := openCommunity(t, ", grace: 0s")
	asked := c.help.Say(c.ann, "Hi, when does my refund arrive?")
	c.next()
	c.says(c.help, "When refunds arrive")
	c.answer(c.fill(c.menu(c.mod, asked, "Wrong answer"), ""))
	s := c.settledAs(byCommand(gateway.CommandWrong))
	matcher := s.Decision.Effects.Wrong
	waitFor(t, "the judgement", func() bool {
		got, err := c.store.TrackRecord(t.Context(), matcher, "auto", time.Time{})
		return err == nil && got.Answers == 1 && len(got.Cases) == 1 && !got.Cases[0].Right
	})
}
