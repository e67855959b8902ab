package discord

import (
	"testing"

	"frontdesk/connectors/connectortest"
	"frontdesk/gateway"
)

func TestConnectorKeepsTheContract(t *testing.T) {
	const post = "POST /channels/{channel}/messages"
	connectortest.Run(t, func(t *testing.T) connectortest.Fixture {
		c := newCommunity(t, quickly())
		c.settings.Start = startAll
		question := c.staff.Say(c.ann, "Where is my order?")
		return connectortest.Fixture{
			Open: func(t *testing.T) gateway.Connector {
				t.Helper()
				c.t = t
				return c.open()
			},
			Receive: func(_ *testing.T, text string) {
				c.help.Say(c.ann, text)
			},
			Disconnect: func(*testing.T) { c.DropConnections() },
			Delivery:   func(n int) gateway.Delivery { return answer(n, c.staff, question) },
			Arrived: func(_ *testing.T, d gateway.Delivery) int {
				n := 0
				for _, m := range c.staff.Messages() {
					if m.Author == c.bot.User && m.Content == d.Text {
						n++
					}
				}
				return n
			},
			Refuse:    func(*testing.T) { c.RateLimit(post, 1, 0, "shared") },
			Interrupt: func(*testing.T) { c.CutAfterPost(1) },
		}
	})
}

func TestTwoCopiesOnOneTokenSendOnce(t *testing.T) {
	c := newCommunity(t, quickly())
	question := c.help.Say(c.ann, "Where is my order?")
	first, second := c.open(), c.open()
	for _, conn := range []*Connector{first, second, first} {
		if _, err := conn.Send(t.Context(), answer(1, c.help, question)); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(c.help.Messages()); n != 2 {
		t.Errorf("the room has %d messages", n)
	}
	c.careful()
}
