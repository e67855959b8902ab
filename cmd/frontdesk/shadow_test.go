package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
	"frontdesk/gateway/store"
)

// shadowHouse is a config with a matcher in shadow mode, and its store.
type shadowHouse struct {
	*testing.T
	dir    string
	loaded loaded
	store  *store.Store
	lease  store.Lease
	n      int
}

func newShadowHouse(t *testing.T) *shadowHouse {
	h := &shadowHouse{T: t, dir: filepath.Join(t.TempDir(), "shop")}
	h.must(os.CopyFS(h.dir, configs.Example()))
	h.must(os.WriteFile(filepath.Join(h.dir, "matchers", "trial.yaml"), []byte(
		"norway:\n  any: [{words: [Norway]}]\n  answer: [refund-timing]\n  mode: shadow\n  priority: 9\n"+
			"dyeing:\n  any: [{words: [dyed]}]\n  team: projects\n  sensitive: true\n  mode: shadow\n"), 0o600))
	var errs bytes.Buffer
	var err error
	h.loaded, err = configFlag{Config: h.dir}.mustLoad(&errs)
	if err != nil {
		t.Fatalf("%v: %s", err, errs.String())
	}
	h.store, err = store.Open(t.Context(), "sqlite:"+filepath.Join(h.dir, "frontdesk.db"), store.Options{Now: time.Now})
	h.must(err)
	h.lease, err = h.store.AcquireLease(t.Context(), "support", "test", time.Hour)
	h.must(err)
	return h
}

func (h *shadowHouse) must(err error) {
	h.Helper()
	if err != nil {
		h.Fatal(err)
	}
}

// settle lets a mail arrive and stores what the config decides of it; meant, where set, is what an agent says it is about.
func (h *shadowHouse) settle(text string, meant *string) string {
	h.Helper()
	ctx := h.Context()
	h.n++
	channel := h.loaded.channels[0]
	e := saying{text: text, subject: text, from: fmt.Sprintf("c%d@gmail.com", h.n)}.event(channel, time.Now())
	e.Message.SourceID, e.Guard = fmt.Sprint(h.n), fmt.Sprint(h.n)
	accepted, err := h.store.Accept(ctx, h.lease, "support", []gateway.Event{e}, gateway.Cursor{})
	h.must(err)
	works, err := h.store.Claim(ctx, store.WorkDecide, "test", 10, time.Hour)
	h.must(err)
	m, err := h.store.Message(ctx, accepted.IDs[0])
	h.must(err)
	dec := h.loaded.policy.Judge(pipeline.Asked{Event: gateway.Event{Message: m.Message}, Channel: channel.Channel, Now: time.Now()}).Decision
	st := store.Settlement{
		Work: works[0], Message: m.Message, Decision: dec,
		Conversation: gateway.Conversation{ID: store.NewID(), Channel: "support", Customer: m.Author.Canonical(), State: gateway.ConversationOpen},
	}
	if dec.Ticket != nil {
		st.Ticket = &gateway.Ticket{
			ID: store.NewTicketID(), State: gateway.TicketAnswered, Team: dec.Ticket.Team, Channel: "support", Conversation: st.Conversation.ID,
			Message: m.ID, Customer: m.Author, Answered: time.Now(), Urgency: dec.Ticket.Urgency,
		}
	}
	if meant != nil {
		st.Correction = &store.Correction{Message: m.ID, Agent: "anna@lumen.example", Meant: *meant}
	}
	h.must(h.store.Settle(ctx, st))
	return m.ID
}

// shadow runs the command.
func (h *shadowHouse) shadow(args ...string) string {
	h.Helper()
	var out, errs bytes.Buffer
	status := mainStatus(append([]string{"shadow", "--config", h.dir}, args...), process{stdout: &out, stderr: &errs})
	if status != 0 {
		h.Fatalf("status %d: %s", status, errs.String())
	}
	return out.String()
}

func TestShadowComparesWithWhatWasDoneAndSaid(t *testing.T) {
	h := newShadowHouse(t)
	norway, other := "norway", "shipping-abroad"
	h.settle("I forgot my password", nil)
	h.settle("Do you ship to Norway?", nil)
	first := h.settle("My aunt lives in Norway", &norway)
	h.settle("Norway is cold", &other)
	h.settle("Can the shade be dyed? I want to talk to a person.", nil)
	h.settle("Can the shade be dyed?", nil)
	h.must(h.store.Close())

	got := h.shadow()
	for _, want := range []string{
		"dyeing   2     2             0             -                 -              0 of 2     people 2, machine 0",
		"norway   3     3             3             1 right, 1 wrong  50 % (",
		"people 2, machine 1",
	} {
		if !strings.Contains(strings.Join(strings.Fields(got), " "), strings.Join(strings.Fields(want), " ")) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	got = h.shadow("norway")
	for _, want := range []string{
		first, "would: answer: matcher norway: words \"Norway\"", "was: acknowledge: nothing fits; perhaps shipping-abroad ", "(answered, team first-line)",
		"an agent says: norway", "an agent says: shipping-abroad", "was: answer: matcher shipping-abroad",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "dyeing") {
		t.Errorf("another matcher is listed:\n%s", got)
	}
}

func TestShadowSaysWhereThereIsNothing(t *testing.T) {
	h := newShadowHouse(t)
	h.settle("I forgot my password", nil)
	h.must(h.store.Close())
	if got := h.shadow(); got != "no matcher in shadow mode fitted a message\n" {
		t.Errorf("got %q", got)
	}
}

func TestShadowNamesWhatThereIs(t *testing.T) {
	h := newShadowHouse(t)
	h.settle("My aunt lives in Norway", nil)
	h.must(h.store.Close())
	for name, want := range map[string]string{
		"norwy":         `frontdesk: no matcher in mode shadow is named "norwy"; did you mean "norway"?`,
		"something":     `frontdesk: no matcher in mode shadow is named "something"; known are dyeing, norway`,
		"refund-timing": `frontdesk: matcher "refund-timing" is in mode auto, only those in mode shadow are compared: dyeing, norway`,
	} {
		var errs bytes.Buffer
		if status := mainStatus([]string{"shadow", "--config", h.dir, name}, process{stderr: &errs}); status != 1 || errs.String() != want+"\n" {
			t.Errorf("%s: status %d, %s", name, status, errs.String())
		}
	}
	if got := h.shadow("dyeing"); got != "no matcher in shadow mode fitted a message\n" {
		t.Errorf("one that fitted nothing: %q", got)
	}
}

func TestExplainShowsWhatAShadowedMatcherWouldHaveDone(t *testing.T) {
	h := newShadowHouse(t)
	id := h.settle("My aunt lives in Norway", nil)
	h.must(h.store.Close())
	var out bytes.Buffer
	if status := mainStatus([]string{"explain", "--config", h.dir, id}, process{stdout: &out, stderr: &out}); status != 0 {
		t.Fatalf("status %d: %s", status, out.String())
	}
	if !strings.Contains(out.String(), `shadow        norway would: answer: matcher norway: words "Norway"`) {
		t.Errorf("got\n%s", out.String())
	}
}

func TestExplainSaysWhereNothingCameYet(t *testing.T) {
	h := newShadowHouse(t)
	h.must(h.store.Close())
	for format, want := range map[string]string{"text": "no message was received yet\n", "json": ""} {
		var out bytes.Buffer
		if status := mainStatus([]string{"explain", "--config", h.dir, "--last", "3", "--format", format}, process{stdout: &out, stderr: &out}); status != 0 || out.String() != want {
			t.Errorf("%s: status %d, %q", format, status, out.String())
		}
	}
}
