package discord

import (
	"context"
	"fmt"
	"runtime"
	"testing"

	"frontdesk/connectors/connectortest"
	"frontdesk/connectors/discord/discordtest"
	"frontdesk/gateway"
)

// counting is an intake that counts.
type counting struct{ n int }

func (*counting) Cursor(context.Context, string) (string, error) { return "", nil }
func (c *counting) Accept(_ context.Context, events []gateway.Event, _ gateway.Cursor) error {
	c.n += len(events)
	return nil
}

// BenchmarkMessage is the way of one message from the session's bytes to the intake.
func BenchmarkMessage(b *testing.B) {
	s := &Settings{Watch: []Watch{watching("help")}}
	c, err := Open(b.Context(), s, gateway.Environment{})
	if err != nil {
		b.Fatal(err)
	}
	c.rooms.await(meID, nil)
	c.rooms.putGuild(guild{ID: "400000000000000001", Channels: []*channel{{ID: roomID, Name: "help"}}})
	in := &counting{}
	sh := &shard{c: c, run: &running{c: c, in: in, shards: 1}, queue: newQueue()}
	consumer := newIntake(sh)
	first := parseSnowflake(firstID)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		id := first + snowflake(i)<<22
		sh.take("MESSAGE_CREATE", fmt.Appendf(nil, `{"id": "%s", "channel_id": "%s", "guild_id": "400000000000000001", "type": 0,
			"timestamp": "2026-11-20T09:00:00.123000+00:00", "author": {"id": "%s", "username": "ann"}, "member": {"roles": []},
			"content": "Where is my <@5> order? I paid on Monday.", "mentions": [], "attachments": [], "embeds": [], "components": []}`,
			id, roomID, annID))
		items, _ := sh.queue.pop(b.Context(), batchMost)
		if err := consumer.work(b.Context(), items); err != nil {
			b.Fatal(err)
		}
	}
	if in.n != b.N {
		b.Fatalf("%d of %d", in.n, b.N)
	}
}

// TestFiftyCommunitiesAreSmall holds what fifty communities of twenty rooms take.
func TestFiftyCommunitiesAreSmall(t *testing.T) {
	c := newCommunity(t, quickly())
	for g := range 50 {
		guild := c.AddGuild(fmt.Sprintf("Guild %d", g))
		for r := range 20 {
			room := guild.AddRoom(fmt.Sprintf("room-%d-%d", g, r), discordtest.Text)
			room.Say(c.ann, "hello")
			c.settings.Watch = append(c.settings.Watch, watching(room.ID))
		}
		guild.Invite(c.bot, botRights)
	}
	conn, in := c.open(), connectortest.NewIntake()
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := heap()
	c.connected(conn, in)
	last := c.settings.Watch[len(c.settings.Watch)-1].Room.Name
	c.until("all rooms are known", func() bool { v, _ := in.Cursor(t.Context(), roomSource(last)); return v != "" })
	const most = 20 << 20
	if used := int64(heap()) - int64(before); used > most {
		t.Errorf("%d bytes", used)
	} else {
		t.Logf("%d KiB", used/1024)
	}
}
