package discordtest

import (
	"fmt"
	"strings"
	"testing"
)

func TestHistoryPages(t *testing.T) {
	p := newPlace(t, Options{})
	ids := make([]string, 7)
	for i := range ids {
		ids[i] = p.room.Say(p.anna, fmt.Sprint(i)).ID
	}
	p.room.Erase(Message{ID: ids[3]})
	tests := map[string]string{
		"":                          "6 5 4 2 1 0",
		"?limit=2":                  "6 5",
		"?limit=2&after=" + ids[0]:  "2 1",
		"?after=" + ids[3]:          "6 5 4",
		"?after=0&limit=2":          "1 0",
		"?limit=2&before=" + ids[4]: "2 1",
		"?before=" + ids[0]:         "",
		"?limit=3&around=" + ids[4]: "5 4 2",
		"?after=" + ids[6]:          "",
	}
	for query, want := range tests {
		p.clock.add(1e9)
		var got []string
		for _, m := range p.do("GET", p.messages()+query, nil).list {
			got = append(got, m.(map[string]any)["content"].(string))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q: %v, expected %s", query, got, want)
		}
	}
	p.careful()
}

func TestHistoryWithoutThePermissionIsEmpty(t *testing.T) {
	p := newPlace(t, Options{})
	p.room.Say(p.anna, "hello")
	p.room.Deny(p.bot.User, ReadMessageHistory)
	if a := p.must("GET", p.messages(), nil); len(a.list) != 0 || a.text != "[]" {
		t.Errorf("%s", a.text)
	}
}

func TestIDsGrowWhileTheClockStands(t *testing.T) {
	p := newPlace(t, Options{})
	last := uint64(0)
	for i := range 5000 {
		id := number(p.room.Say(p.anna, "x").ID)
		if id <= last {
			t.Fatalf("message %d has id %d after %d", i, id, last)
		}
		last = id
	}
	p.clock.add(1e6)
	m := p.room.Say(p.anna, "later")
	if number(m.ID) <= last {
		t.Error("an id of a later millisecond is not greater")
	}
}

func TestThreadFromMessage(t *testing.T) {
	p := newPlace(t, Options{})
	c := p.connect(Guilds | GuildMessages | MessageContent)
	said := p.room.Say(p.anna, "how do I pay?")
	a := p.must("POST", p.messages()+"/"+said.ID+"/threads", map[string]any{"name": "Paying", "auto_archive_duration": 60})
	if a.status != 201 || a.str("id") != said.ID || a.body["type"] != float64(PublicThread) || a.str("parent_id") != p.room.ID {
		t.Errorf("%d %s", a.status, a.text)
	}
	if e := c.event("THREAD_CREATE"); e["id"] != said.ID || e["newly_created"] != true {
		t.Errorf("THREAD_CREATE %v", e)
	}
	if m := c.event("MESSAGE_CREATE"); m["type"] != float64(TypeThreadStarter) || m["channel_id"] != said.ID || m["referenced_message"].(map[string]any)["content"] != "how do I pay?" {
		t.Errorf("the first message of the thread: %v", m)
	}
	if a := p.do("POST", p.messages()+"/"+said.ID+"/threads", map[string]any{"name": "Again"}); a.code() != 160004 {
		t.Errorf("a second thread: %s", a.text)
	}
	p.must("POST", "/channels/"+said.ID+"/messages", noPings("with a card", nil))
	thread := p.Room(said.ID)
	if m := thread.Messages(); len(m) != 2 || m[1].Content != "with a card" || !thread.Has(p.bot.User) {
		t.Errorf("thread %+v", m)
	}
}

func TestPrivateThreads(t *testing.T) {
	p := newPlace(t, Options{})
	id := p.must("POST", "/channels/"+p.room.ID+"/threads", map[string]any{"name": "anna", "type": 12, "invitable": false}).str("id")
	thread := p.Room(id)
	if thread.permissions(p.anna) != 0 || !thread.permissions(p.mod).has(ViewChannel) {
		t.Error("a private thread is for those in it and for moderators")
	}
	p.must("PUT", "/channels/"+id+"/thread-members/"+p.anna.ID, nil)
	if !thread.Has(p.anna) || !thread.permissions(p.anna).has(SendMessagesInThreads) {
		t.Error("anna cannot write there")
	}
	active := p.must("GET", "/guilds/"+p.guild.ID+"/threads/active", nil)
	if got := active.body["threads"].([]any); len(got) != 1 {
		t.Errorf("%d active threads", len(got))
	}
	p.must("PATCH", "/channels/"+id, map[string]any{"archived": true})
	if got := p.must("GET", "/channels/"+p.room.ID+"/users/@me/threads/archived/private", nil); len(got.body["threads"].([]any)) != 1 {
		t.Errorf("archived: %s", got.text)
	}
	p.must("POST", "/channels/"+id+"/messages", noPings("still there?", nil))
	if thread.Archived() {
		t.Error("a message did not open the thread again")
	}
	p.careful()
}

func TestMessagesInThreadsThatABotDoesNotSee(t *testing.T) {
	p := newPlace(t, Options{})
	c := p.connect(Guilds | GuildMessages | MessageContent)
	secret := p.room.AddThread("staff", PrivateThread, p.mod)
	secret.Say(p.mod, "unseen")
	p.room.AddThread("open", PublicThread, p.anna).Say(p.anna, "seen")
	names := c.until("seen")
	for _, n := range names {
		if n == "MESSAGE_CREATE" {
			t.Errorf("events before: %v", names)
		}
	}
	secret.AddToThread(p.bot.User)
	secret.Say(p.mod, "now")
	c.event("THREAD_MEMBERS_UPDATE")
	c.until("now")
}

func TestForumPosts(t *testing.T) {
	p := newPlace(t, Options{})
	forum := p.guild.AddRoom("forum", Forum)
	c := p.connect(Guilds | GuildMessages | MessageContent)
	post, first := forum.OpenPost(p.anna, "Refund", "When?")
	if post.ID != first.ID {
		t.Errorf("post %s begins with message %s", post.ID, first.ID)
	}
	c.event("THREAD_CREATE")
	c.until("When?")
	a := p.must("POST", "/channels/"+forum.ID+"/threads", map[string]any{"name": "News", "message": noPings("Hello", nil)})
	if a.body["message"].(map[string]any)["id"] != a.str("id") {
		t.Errorf("%s", a.text)
	}
	if n := len(forum.Threads()); n != 2 {
		t.Errorf("%d posts", n)
	}
	p.careful()
}

func TestDMs(t *testing.T) {
	p := newPlace(t, Options{})
	c := p.connect(DirectMessages)
	a := p.must("POST", "/users/@me/channels", map[string]any{"recipient_id": p.anna.ID})
	p.must("POST", "/channels/"+a.str("id")+"/messages", noPings("hello anna", nil))
	c.until("hello anna")
	p.Room(a.str("id")).Say(p.anna, "hello bot")
	c.until("hello bot") // content without the intent: it is a DM
	if again := p.must("POST", "/users/@me/channels", map[string]any{"recipient_id": p.anna.ID}); again.str("id") != a.str("id") {
		t.Error("a second conversation")
	}
	p.careful()
}

func TestWhoWroteIt(t *testing.T) {
	p := newPlace(t, Options{})
	c := p.connect(GuildMessages | MessageContent)
	other := p.guild.AddForeignBot("other")
	p.room.Say(p.anna, "", ByWebhook("feed"))
	if m := c.event("MESSAGE_CREATE"); m["webhook_id"] == nil || m["member"] != nil || m["author"].(map[string]any)["username"] != "feed" {
		t.Errorf("webhook: %v", m)
	}
	p.room.Say(other, "beep")
	if m := c.event("MESSAGE_CREATE"); m["author"].(map[string]any)["bot"] != true {
		t.Errorf("bot: %v", m)
	}
	asked := p.room.Say(p.anna, "hi")
	c.until("hi")
	p.room.Say(p.mod, "hello", ReplyTo(asked))
	m := c.event("MESSAGE_CREATE")
	if m["type"] != float64(TypeReply) || m["referenced_message"].(map[string]any)["id"] != asked.ID || len(m["mentions"].([]any)) != 1 {
		t.Errorf("reply: %v", m)
	}
	if roles := m["member"].(map[string]any)["roles"].([]any); len(roles) != 1 {
		t.Errorf("the moderator's roles: %v", roles)
	}
}

func TestUpdatesThatAreNoEdits(t *testing.T) {
	p := newPlace(t, Options{})
	c := p.connect(GuildMessages | MessageContent)
	said := p.room.Say(p.anna, "see https://example.org")
	p.room.Unfurl(said, Embed{Title: "Example"})
	if m := c.event("MESSAGE_UPDATE"); m["edited_timestamp"] != nil || len(m["embeds"].([]any)) != 1 {
		t.Errorf("a preview: %v", m)
	}
	p.room.Edit(said, "see there")
	if m := c.event("MESSAGE_UPDATE"); m["edited_timestamp"] == nil || m["content"] != "see there" {
		t.Errorf("an edit: %v", m)
	}
	p.room.EraseAll(said, p.room.Say(p.anna, "spam"))
	if e := c.event("MESSAGE_DELETE_BULK"); len(e["ids"].([]any)) != 2 || len(p.room.Messages()) != 0 {
		t.Errorf("%v", e)
	}
}
