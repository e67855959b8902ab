package chatpage

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"frontdesk/connectors/discord/discordtest"
)

const host = "127.0.0.1:4711"

// chat is a small community with its page.
type chat struct {
	t                  *testing.T
	page               *Page
	server             *discordtest.Server
	bot                *discordtest.Bot
	help, staff, forum *discordtest.Room
	ann, mod, tom      *discordtest.User
	eve                *discordtest.User // whom no reader can be
	decided            map[string]Decision
}

func newChat(t *testing.T) *chat {
	t.Helper()
	s := discordtest.New(discordtest.Options{})
	t.Cleanup(s.Close)
	g := s.AddGuild("Lumen")
	c := &chat{
		t: t, server: s, bot: s.AddBot("Frontdesk", discordtest.MessageContent), decided: map[string]Decision{},
		help: g.AddRoom("help", discordtest.Text), staff: g.AddRoom("staff", discordtest.Text), forum: g.AddRoom("questions", discordtest.Forum),
		ann: g.AddMember("Ann"), mod: g.AddModerator("Mod"), tom: g.AddMember("Tom"), eve: g.AddMember("Eve"),
	}
	g.Invite(c.bot, discordtest.ViewChannel|discordtest.SendMessages)
	c.staff.Hide()
	c.staff.Allow(c.tom, discordtest.ViewChannel|discordtest.SendMessages)
	page, err := New(Options{
		Server: s, Guild: g.Name, Bot: c.bot, Host: host,
		Rooms:   []Room{{Room: c.help, Watched: true}, {Room: c.forum, Watched: true}, {Room: c.staff}},
		People:  []Person{{c.ann, "member"}, {c.mod, "moderator"}, {c.tom, "team"}},
		Decided: func(source string) (Decision, bool) { d, ok := c.decided[source]; return d, ok },
		Log:     func() []Decision { return []Decision{} },
	})
	if err != nil {
		t.Fatal(err)
	}
	c.page = page
	return c
}

// ask makes a request of the page's own, changed by edit.
func (c *chat) ask(method, path, body string, edit func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, c.page.URL()+path, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Origin", "http://"+host)
	}
	if edit != nil {
		edit(r)
	}
	w := httptest.NewRecorder()
	c.page.Handler().ServeHTTP(w, r)
	return w
}

// act does something; the error is what the reader is told.
func (c *chat) act(want wish) string {
	c.t.Helper()
	raw, err := json.Marshal(want)
	if err != nil {
		c.t.Fatal(err)
	}
	w := c.ask(http.MethodPost, "act", string(raw), nil)
	var said struct{ Error string }
	if err := json.Unmarshal(w.Body.Bytes(), &said); err != nil {
		c.t.Fatalf("%d %s: %v", w.Code, w.Body, err)
	}
	if (said.Error == "") != (w.Code == http.StatusOK) {
		c.t.Errorf("status %d with the error %q", w.Code, said.Error)
	}
	return said.Error
}

func (c *chat) sees(u *discordtest.User, room *discordtest.Room) view {
	c.t.Helper()
	w := c.ask(http.MethodGet, "state?as="+u.ID+"&room="+room.ID, "", nil)
	var v view
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil {
		c.t.Fatalf("%d %s: %v", w.Code, w.Body, err)
	}
	return v
}

func TestOnlyWhoKnowsTheAddressGetsIn(t *testing.T) {
	c := newChat(t)
	if w := c.ask(http.MethodGet, "", "", nil); w.Code != http.StatusOK {
		t.Fatalf("the page itself: %d", w.Code)
	}
	say := `{"as":"` + c.ann.ID + `","do":"say","room":"` + c.help.ID + `","text":"hi"}`
	other := newChat(t)
	tests := map[string]struct {
		edit func(*http.Request)
		want int
	}{
		"no token":                     {func(r *http.Request) { r.URL.Path = "/" }, http.StatusNotFound},
		"a forged token":               {func(r *http.Request) { r.URL.Path = strings.Replace(r.URL.Path, c.page.token, other.page.token, 1) }, http.StatusNotFound},
		"a part of it":                 {func(r *http.Request) { r.URL.Path = strings.Replace(r.URL.Path, c.page.token, c.page.token[:12], 1) }, http.StatusNotFound},
		"another name of this machine": {func(r *http.Request) { r.Host = "evil.example" }, http.StatusNotFound},
		"another page":                 {func(r *http.Request) { r.Header.Set("Origin", "http://evil.example") }, http.StatusForbidden},
		"a sandboxed page":             {func(r *http.Request) { r.Header.Set("Origin", "null") }, http.StatusForbidden},
	}
	for name, tt := range tests {
		for _, path := range []string{"", "state", "events", "act"} {
			method, body := http.MethodGet, ""
			if path == "act" {
				method, body = http.MethodPost, say
			}
			w := c.ask(method, path, body, tt.edit)
			if w.Code != tt.want || strings.Contains(w.Body.String(), c.page.token) || w.Header().Get("Access-Control-Allow-Origin") != "" {
				t.Errorf("%s, %q: %d %s", name, path, w.Code, w.Body)
			}
		}
	}
	form := func(r *http.Request) { r.Header.Set("Content-Type", "text/plain"); r.Header.Del("Origin") }
	if w := c.ask(http.MethodPost, "act", say, form); w.Code != http.StatusUnsupportedMediaType {
		t.Errorf("a form of another page: %d", w.Code)
	}
	if n := len(c.help.Messages()); n > 0 {
		t.Errorf("%d messages were said", n)
	}
}

func TestThePageRunsNothingButItsOwn(t *testing.T) {
	c := newChat(t)
	first, second := c.ask(http.MethodGet, "", "", nil), c.ask(http.MethodGet, "", "", nil)
	nonce := regexp.MustCompile(`'nonce-([\w-]{20,})'`)
	policy := first.Header().Get("Content-Security-Policy")
	one, two := nonce.FindStringSubmatch(policy), nonce.FindStringSubmatch(second.Header().Get("Content-Security-Policy"))
	if one == nil || two == nil || one[1] == two[1] {
		t.Fatalf("nonces %q and %q", one, two)
	}
	if !strings.HasPrefix(policy, "default-src 'none';") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "*") {
		t.Errorf("policy %q", policy)
	}
	html := first.Body.String()
	if strings.Count(html, `nonce="`+one[1]+`"`) != 2 || strings.Contains(html, "NONCE") {
		t.Error("script and style do not have the nonce")
	}
	for _, risk := range []string{"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", " style=", " src=", "@import", "url("} {
		if strings.Contains(html, risk) {
			t.Errorf("the page has %q", risk)
		}
	}
	if on := regexp.MustCompile(`<[a-z][^>]*\son\w+=`).FindString(html); on != "" {
		t.Errorf("an attribute runs code: %s", on)
	}
}

func TestHostileTextStaysText(t *testing.T) {
	c := newChat(t)
	const hostile = `</script><script>alert(1)</script><img src=x onerror=alert(2)>" 'javascript:`
	if wrong := c.act(wish{As: c.ann.ID, Do: "say", Room: c.help.ID, Text: hostile}); wrong != "" {
		t.Fatal(wrong)
	}
	if wrong := c.act(wish{As: c.ann.ID, Do: "post", Room: c.forum.ID, With: "<b>", Text: hostile}); wrong != "" {
		t.Fatal(wrong)
	}
	c.decided[c.help.ID+"/"+c.help.Messages()[0].ID] = Decision{Outcome: "ticket", Reason: hostile}
	w := c.ask(http.MethodGet, "state?as="+c.ann.ID+"&room="+c.help.ID, "", nil)
	if kind := w.Header().Get("Content-Type"); kind != "application/json" || w.Header().Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("the state is %q", kind)
	}
	if strings.ContainsAny(w.Body.String(), "<>") {
		t.Errorf("markup in %s", w.Body)
	}
	v := c.sees(c.ann, c.help)
	if len(v.Messages) != 1 || v.Messages[0].Text != hostile || v.Messages[0].Decided.Reason != hostile {
		t.Errorf("messages %+v", v.Messages)
	}
}

func TestEverybodySeesTheirOwnRooms(t *testing.T) {
	c := newChat(t)
	private := c.help.AddThread("Ann", discordtest.PrivateThread, c.bot.User, c.ann)
	for who, want := range map[*discordtest.User]string{
		c.ann: "help room, Ann private, questions forum", c.mod: "help room, Ann private, questions forum", c.tom: "help room, questions forum, staff room",
	} {
		var got []string
		for _, r := range c.sees(who, c.help).Rooms {
			got = append(got, r.Name+" "+r.Kind)
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s sees %s, not %s", who.Name, got, want)
		}
	}
	private.Say(c.bot.User, "between us")
	if v := c.sees(c.tom, private); v.Room.ID == private.ID || len(v.Messages) > 0 {
		t.Errorf("Tom is shown %+v", v.Room)
	}
	if wrong := c.act(wish{As: c.ann.ID, Do: "say", Room: c.staff.ID, Text: "hi"}); wrong != "Ann does not see that room" {
		t.Errorf("Ann in the staff room: %q", wrong)
	}
}

func TestPeopleDoWhatTheyMay(t *testing.T) {
	c := newChat(t)
	theirs := c.help.Say(c.mod, "be kind")
	mine := c.help.Say(c.ann, "where is my odrer")
	tests := []struct {
		name string
		want wish
		told string
	}{
		{"somebody unknown", wish{As: "1", Do: "say", Room: c.help.ID, Text: "hi"}, "there is nobody of that name whom you could be"},
		{"somebody else of the community", wish{As: c.eve.ID, Do: "say", Room: c.help.ID, Text: "hi"}, "there is nobody of that name whom you could be"},
		{"no words", wish{As: c.ann.ID, Do: "say", Room: c.help.ID, Text: " \n"}, "there is nothing written"},
		{"too many", wish{As: c.ann.ID, Do: "say", Room: c.help.ID, Text: strings.Repeat("ä", 2001)}, "a message has at most 2000 characters, this one has 2001"},
		{"a word in a forum", wish{As: c.ann.ID, Do: "say", Room: c.forum.ID, Text: "hi"}, "in a forum, open a post"},
		{"a post without a title", wish{As: c.ann.ID, Do: "post", Room: c.forum.ID, Text: "hi"}, "a post in a forum needs a title of at most 100 characters"},
		{"a stranger's message edited", wish{As: c.ann.ID, Do: "edit", Room: c.help.ID, Message: theirs.ID, Text: "be rude"}, "people edit only what they wrote themselves"},
		{"a stranger's message deleted", wish{As: c.ann.ID, Do: "erase", Room: c.help.ID, Message: theirs.ID}, "people delete only what they wrote themselves; moderators may delete all"},
		{"a message that is gone", wish{As: c.ann.ID, Do: "react", Room: c.help.ID, Message: "1", With: "✅"}, "that message is gone"},
		{"no emoji", wish{As: c.ann.ID, Do: "react", Room: c.help.ID, Message: theirs.ID, With: strings.Repeat("x", 9)}, "that is no emoji"},
		{"a button that is not there", wish{As: c.ann.ID, Do: "press", Room: c.help.ID, Message: theirs.ID, With: "x"}, "message " + theirs.ID + " is gone or no bot's"},
		{"a form that is not there", wish{As: c.ann.ID, Do: "fill", Room: c.help.ID}, "there is no form"},
		{"something else", wish{As: c.ann.ID, Do: "dance", Room: c.help.ID}, "that cannot be done here"},

		{"an edit", wish{As: c.ann.ID, Do: "edit", Room: c.help.ID, Message: mine.ID, Text: "where is my order"}, ""},
		{"a reply with a mention", wish{As: c.ann.ID, Do: "say", Room: c.help.ID, Message: theirs.ID, Text: "@Frontdesk @Tom help"}, ""},
		{"a reaction", wish{As: c.ann.ID, Do: "react", Room: c.help.ID, Message: theirs.ID, With: "✅"}, ""},
		{"a moderator's deletion", wish{As: c.mod.ID, Do: "erase", Room: c.help.ID, Message: mine.ID}, ""},
	}
	for _, tt := range tests {
		if told := c.act(tt.want); told != tt.told {
			t.Errorf("%s: told %q, want %q", tt.name, told, tt.told)
		}
	}
	v := c.sees(c.ann, c.help)
	if len(v.Messages) != 2 || len(v.Messages[0].Reactions) != 1 || !v.Messages[0].Reactions[0].Mine {
		t.Fatalf("messages %+v", v.Messages)
	}
	reply := v.Messages[1]
	if reply.ReplyTo == nil || reply.ReplyTo.Text != "be kind" || reply.Text != c.bot.User.Mention()+" "+c.tom.Mention()+" help" || !reply.Mine {
		t.Errorf("reply %+v", reply)
	}
	c.act(wish{As: c.ann.ID, Do: "react", Room: c.help.ID, Message: theirs.ID, With: "✅"})
	if v = c.sees(c.ann, c.help); len(v.Messages[0].Reactions) != 0 {
		t.Error("a second reaction does not take the first back")
	}
}

func TestAPostIsOpenedAndShown(t *testing.T) {
	c := newChat(t)
	c.act(wish{As: c.ann.ID, Do: "post", Room: c.forum.ID, With: "Flickering", Text: "since yesterday"})
	post := c.forum.Threads()[0]
	v := c.sees(c.tom, post)
	if v.Room.Kind != "post" || v.Room.Name != "Flickering" || len(v.Messages) != 1 || v.Messages[0].Mine {
		t.Errorf("%+v %+v", v.Room, v.Messages)
	}
}

func TestAMessageSaysWhyNothingIsDecidedAboutIt(t *testing.T) {
	c := newChat(t)
	g := c.help.Guild
	waits, other, elsewhere := c.help.Say(c.ann, "hi?"), c.help.Say(g.AddForeignBot("deploybot"), "done"), c.staff.Say(c.tom, "hi?")
	ours, done := c.help.Say(c.bot.User, "hello"), c.help.Say(c.ann, "bye")
	c.decided[c.help.ID+"/"+done.ID] = Decision{At: time.Unix(1, 0), Outcome: "not for us", Reason: "it asks nothing"}
	got := map[string]message{}
	for _, m := range append(c.sees(c.tom, c.help).Messages, c.sees(c.tom, c.staff).Messages...) {
		got[m.ID] = m
	}
	for id, want := range map[string]string{waits.ID: notDecidedYet, other.ID: anotherBots, elsewhere.ID: notRead, ours.ID: "", done.ID: ""} {
		if m := got[id]; m.Undecided != want || (m.Decided != nil) != (id == done.ID) {
			t.Errorf("%q: %q, decided %v", m.Text, m.Undecided, m.Decided)
		}
	}
}

func TestReadersAreToldOfChanges(t *testing.T) {
	c := newChat(t)
	s := httptest.NewUnstartedServer(nil)
	c.page.o.Host = s.Listener.Addr().String()
	s.Config.Handler = c.page.Handler()
	s.Start()
	defer s.Close()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, c.page.URL()+"events", nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer got.Body.Close()
	for range 3 {
		line := make([]byte, len("data: new\n\n"))
		if _, err := io.ReadFull(got.Body, line); err != nil || string(line) != "data: new\n\n" {
			t.Fatalf("%q, %v", line, err)
		}
		c.page.Changed()
	}
}
