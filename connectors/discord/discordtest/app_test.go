package discordtest

import (
	"bytes"
	"errors"
	"mime/multipart"
	"net/http"
	"testing"
)

func TestApplicationShowsItsSwitches(t *testing.T) {
	p := newPlace(t, Options{})
	const content, members = 1 << 19, 1 << 15
	for path, on := range map[string]Intent{"/applications/@me": MessageContent, "/oauth2/applications/@me": GuildMembers} {
		p.bot.SetPrivileged(on)
		flags := int(p.must("GET", path, nil).body["flags"].(float64))
		if (flags&content != 0) != (on == MessageContent) || (flags&members != 0) != (on == GuildMembers) {
			t.Errorf("%s with %b: flags %b", path, on, flags)
		}
	}
}

func TestGuildsChannelsRolesMembers(t *testing.T) {
	p := newPlace(t, Options{})
	p.bot.SetPrivileged(GuildMembers)
	p.room.Deny(p.anna, SendMessages)
	guild := "/guilds/" + p.guild.ID
	if a := p.must("GET", guild+"?with_counts=true", nil); a.str("name") != "Shop" || a.body["approximate_member_count"] != 4.0 {
		t.Errorf("%s", a.text)
	}
	channel := p.must("GET", guild+"/channels", nil).list[0].(map[string]any)
	if o := channel["permission_overwrites"].([]any)[0].(map[string]any); o["id"] != p.anna.ID || o["type"] != 1.0 || o["deny"] != "2048" {
		t.Errorf("%v", o)
	}
	if roles := p.must("GET", guild+"/roles", nil).list; len(roles) != 3 {
		t.Errorf("roles %v", roles)
	}
	if m := p.must("GET", guild+"/members/"+p.mod.ID, nil); len(m.body["roles"].([]any)) != 1 {
		t.Errorf("%s", m.text)
	}
	if all := p.must("GET", guild+"/members?limit=10&after="+p.anna.ID, nil).list; len(all) != 2 {
		t.Errorf("%d members after anna", len(all))
	}
	if mine := p.must("GET", "/users/@me/guilds", nil).list; len(mine) != 1 {
		t.Errorf("%v", mine)
	}
	if a := p.must("GET", "/channels/"+p.room.ID, nil); a.str("name") != "help" {
		t.Errorf("%s", a.text)
	}
	if a := p.must("GET", "/users/"+p.anna.ID, nil); a.str("username") != "anna" {
		t.Errorf("%s", a.text)
	}
	p.careful()
}

func TestSeveralBotsInOneRoom(t *testing.T) {
	p := newPlace(t, Options{})
	other := p.AddBot("other")
	p.guild.Invite(other, 0)
	c := p.connect(GuildMessages | MessageContent)
	if a := p.as("Bot "+other.Token(), "POST", "v9"+p.messages(), noPings("from the other", nil)); a.status != 200 {
		t.Fatalf("%d %s", a.status, a.text)
	}
	if m := c.event("MESSAGE_CREATE"); m["author"].(map[string]any)["id"] != other.User.ID || m["author"].(map[string]any)["bot"] != true {
		t.Errorf("%v", m)
	}
	late := p.AddGuild("Late")
	late.Invite(p.bot, 0)
	if n := len(p.bot.guilds()); n != 2 {
		t.Errorf("%d guilds", n)
	}
}

func TestGuildsThatComeLater(t *testing.T) {
	p := newPlace(t, Options{})
	p.bot.SetPrivileged(GuildMembers)
	c := p.connect(Guilds | GuildMembers)
	c.event("GUILD_CREATE")
	late := p.AddGuild("Late")
	late.Invite(p.bot, 0)
	if g := c.event("GUILD_CREATE"); g["id"] != late.ID {
		t.Errorf("%v", g)
	}
	late.AddRoom("help", Text)
	c.event("CHANNEL_CREATE")
	late.Join(p.anna)
	if m := c.event("GUILD_MEMBER_ADD"); m["user"].(map[string]any)["id"] != p.anna.ID {
		t.Errorf("%v", m)
	}
	late.SetPermissions(ViewChannel)
	c.event("GUILD_ROLE_UPDATE")
}

func TestFilesAreSentInParts(t *testing.T) {
	p := newPlace(t, Options{})
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	_ = w.WriteField("payload_json", `{"content":"see"}`)
	part, err := w.CreateFormFile("files[0]", "a.txt")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = part.Write([]byte("hello"))
	_ = w.Close()
	req, err := http.NewRequest(http.MethodPost, p.URL()+"v10"+p.messages(), &body)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", w.FormDataContentType())
	req.Header.Set("User-Agent", "DiscordBot (https://example.org, 1)")
	req.Header.Set("Authorization", "Bot "+p.bot.Token())
	client := p.Client()
	defer client.CloseIdleConnections()
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	m := p.room.Messages()
	if resp.StatusCode != http.StatusOK || len(m) != 1 || m[0].Content != "see" || len(m[0].Attachments) != 1 || m[0].Attachments[0].Size != 5 {
		t.Errorf("%d, %+v", resp.StatusCode, m)
	}
	p.careful()
}

func TestTyping(t *testing.T) {
	p := newPlace(t, Options{})
	c := p.connect(GuildMessageTyping)
	p.must("POST", "/channels/"+p.room.ID+"/typing", nil)
	if e := c.event("TYPING_START"); e["user_id"] != p.bot.User.ID {
		t.Errorf("%v", e)
	}
}

func TestEverythingEndsWithClose(t *testing.T) {
	p := newPlace(t, Options{})
	c := p.connect(Guilds)
	p.Close()
	if code := c.closed(); code != -1 {
		t.Errorf("closed with %d", code)
	}
	if err := p.Await(soon(t), func() bool { return false }); !errors.Is(err, ErrClosed) {
		t.Errorf("%v", err)
	}
	p.Close() // again does nothing
}
