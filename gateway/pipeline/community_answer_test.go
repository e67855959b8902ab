package pipeline_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
)

func TestALongAnswerOfAnAgentArrivesWholeAndInItsOrder(t *testing.T) {
	c := openCommunity(t, ", grace: 0s")
	c.help.Say(c.ann, "Hi, when does my refund arrive?")
	answer := c.says(c.help, "When refunds arrive")
	c.next()
	if note := c.note(c.press(c.ann, answer, gateway.CommandUnsolved)); !strings.Contains(note, "A person takes over") || !strings.Contains(note, "private thread") {
		t.Errorf("the customer is told %q", note)
	}
	ticket, own := c.next().Ticket, c.thread(c.help)
	c.says(own, "A person will answer you here")
	waitFor(t, "the ticket to have its room", func() bool {
		home, err := c.store.Home(t.Context(), ticket.Conversation)
		return err == nil && home == own.ID
	})
	var long strings.Builder
	for i := range 200 {
		fmt.Fprintf(&long, "Step %d: open the box *carefully*.\n", i)
	}
	channels := map[string]gateway.Channel{"community": {Manners: &gateway.Manners{TextLimit: 2000}}}
	if err := pipeline.NewDesk(c.store, &pipeline.Policy{Channels: channels}, c.clock.now).Answer(t.Context(), ticket.ID, agent(anna), long.String()); err != nil {
		t.Fatal(err)
	}
	c.says(own, "Step 199")
	step := 0
	for i, m := range c.ofBot(own)[1:] {
		if head := fmt.Sprintf("**Anna** (%d/", i+1); !strings.HasPrefix(m.Content, head) || utf8.RuneCountInString(m.Content) > 2000 {
			t.Errorf("message %d of %d characters begins %q", i+1, utf8.RuneCountInString(m.Content), m.Content[:20])
		}
		for strings.Contains(m.Content, fmt.Sprintf(`Step %d: open the box \*carefully\*.`, step)) {
			step++
		}
	}
	if step != 200 {
		t.Errorf("step %d is not there where it belongs", step)
	}
	c.noRefusals()
}
