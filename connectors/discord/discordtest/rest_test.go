package discordtest

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

// refusal is a request that Discord refuses.
type refusal struct {
	prepare func(*place)
	method  string // POST if empty
	path    func(*place) string
	body    func(*place) any
	status  int
	code    int
	noted   bool // in Refusals
}

func text(s string) func(*place) any { return func(*place) any { return map[string]any{"content": s} } }

func fields(o map[string]any) func(*place) any {
	return func(*place) any {
		if o["content"] == nil {
			o["content"] = "x"
		}
		return o
	}
}

func withRows(rows ...any) func(*place) any { return fields(map[string]any{"components": rows}) }

func row(parts ...map[string]any) map[string]any {
	return map[string]any{"type": 1, "components": parts}
}

func button(id string, more map[string]any) map[string]any {
	b := map[string]any{"type": 2, "style": 1, "label": "Solved", "custom_id": id}
	for k, v := range more {
		b[k] = v
	}
	return b
}

func noPings(content string, more map[string]any) map[string]any {
	o := map[string]any{"content": content, "allowed_mentions": map[string]any{"parse": []string{}}}
	for k, v := range more {
		o[k] = v
	}
	return o
}

func TestMessagesThatAreRefused(t *testing.T) {
	tests := map[string]refusal{
		"too long":                 {body: text(strings.Repeat("ü", 2001)), status: 400, code: 50035, noted: true},
		"empty":                    {body: text(""), status: 400, code: 50006, noted: true},
		"no JSON":                  {body: func(*place) any { return "{" }, status: 400, code: 50109, noted: true},
		"an unknown field":         {body: fields(map[string]any{"contnt": "x"}), status: 400, code: 50035, noted: true},
		"a wrong type":             {body: fields(map[string]any{"embeds": "x"}), status: 400, code: 50035, noted: true},
		"a long nonce":             {body: fields(map[string]any{"nonce": strings.Repeat("1", 26)}), status: 400, code: 50035, noted: true},
		"ephemeral in a room":      {body: fields(map[string]any{"flags": FlagEphemeral}), status: 400, code: 50035, noted: true},
		"users parsed and listed":  {body: fields(map[string]any{"allowed_mentions": map[string]any{"parse": []string{"users"}, "users": []string{"1"}}}), status: 400, code: 50035, noted: true},
		"an unknown kind parsed":   {body: fields(map[string]any{"allowed_mentions": map[string]any{"parse": []string{"all"}}}), status: 400, code: 50035, noted: true},
		"six rows":                 {body: withRows(row(), row(), row(), row(), row(), row()), status: 400, code: 50035, noted: true},
		"an empty row":             {body: withRows(row()), status: 400, code: 50035, noted: true},
		"a button without a row":   {body: withRows(button("a", nil)), status: 400, code: 50035, noted: true},
		"one custom_id twice":      {body: withRows(row(button("a", nil), button("a", nil))), status: 400, code: 50035, noted: true},
		"a long custom_id":         {body: withRows(row(button(strings.Repeat("a", 101), nil))), status: 400, code: 50035, noted: true},
		"a button without id":      {body: withRows(row(button("", nil))), status: 400, code: 50035, noted: true},
		"a long label":             {body: withRows(row(button("a", map[string]any{"label": strings.Repeat("a", 81)}))), status: 400, code: 50035, noted: true},
		"a link with a custom_id":  {body: withRows(row(button("a", map[string]any{"style": 5, "url": "https://example.org"}))), status: 400, code: 50035, noted: true},
		"a menu beside a button":   {body: withRows(row(button("a", nil), map[string]any{"type": 3, "custom_id": "m", "options": []any{}})), status: 400, code: 50035, noted: true},
		"a menu without options":   {body: withRows(row(map[string]any{"type": 3, "custom_id": "m"})), status: 400, code: 50035, noted: true},
		"an embed too long":        {body: fields(map[string]any{"embeds": []any{map[string]any{"description": strings.Repeat("a", 4097)}}}), status: 400, code: 50035, noted: true},
		"a reply to nothing":       {body: fields(map[string]any{"message_reference": map[string]any{"message_id": "1"}}), status: 400, code: 50035, noted: true},
		"a reply across rooms":     {body: fields(map[string]any{"message_reference": map[string]any{"message_id": "1", "channel_id": "2"}}), status: 400, code: 50035, noted: true},
		"into a room that is not":  {path: func(*place) string { return "/channels/1/messages" }, body: text("x"), status: 404, code: 10003},
		"into a room now gone":     {prepare: func(p *place) { p.room.Delete() }, body: text("x"), status: 404, code: 10003},
		"into a room unseen":       {prepare: func(p *place) { p.room.Hide() }, body: text("x"), status: 403, code: 50001},
		"without the permission":   {prepare: func(p *place) { p.room.Deny(p.bot.User, SendMessages) }, body: text("x"), status: 403, code: 50013},
		"an embed without right":   {prepare: func(p *place) { p.room.Deny(p.bot.User, EmbedLinks) }, body: fields(map[string]any{"embeds": []any{map[string]any{"title": "t"}}}), status: 403, code: 50013},
		"after leaving the guild":  {prepare: func(p *place) { p.guild.Remove(p.bot.User) }, body: text("x"), status: 403, code: 50001},
		"a reply without history":  {prepare: func(p *place) { p.room.Deny(p.bot.User, ReadMessageHistory) }, body: fields(map[string]any{"message_reference": map[string]any{"message_id": "1"}}), status: 403, code: 160002},
		"into a forum":             {path: forumMessages, body: text("x"), status: 400, code: 50008, noted: true},
		"into a locked thread":     {path: lockedThread(false), body: text("x"), status: 403, code: 160005},
		"into a closed thread":     {path: lockedThread(true), body: text("x"), status: 400, code: 50083, noted: true},
		"to closed DMs":            {prepare: func(p *place) { p.anna.CloseDMs() }, path: dmMessages, body: text("x"), status: 403, code: 50007},
		"to a stranger":            {prepare: func(p *place) { p.guild.Remove(p.anna) }, path: dmMessages, body: text("x"), status: 403, code: 50278},
		"a route that is not":      {path: func(*place) string { return "/nowhere" }, body: text("x"), status: 404, noted: true},
		"an old API version":       {path: func(*place) string { return "/../v8/gateway" }, method: "GET", status: 400, code: 50041, noted: true},
		"an unknown query":         {path: func(p *place) string { return p.messages() + "?limt=3" }, method: "GET", status: 400, code: 50035, noted: true},
		"before and after":         {path: func(p *place) string { return p.messages() + "?after=1&before=2" }, method: "GET", status: 400, code: 50035, noted: true},
		"a limit of 101":           {path: func(p *place) string { return p.messages() + "?limit=101" }, method: "GET", status: 400, code: 50035, noted: true},
		"after what is no id":      {path: func(p *place) string { return p.messages() + "?after=x" }, method: "GET", status: 400, code: 50035, noted: true},
		"a message that is not":    {path: func(p *place) string { return p.messages() + "/1" }, method: "GET", status: 404, code: 10008},
		"deleting another's":       {path: annas(""), method: "DELETE", status: 403, code: 50013},
		"editing another's":        {path: annas(""), method: "PATCH", body: text("x"), status: 403, code: 50005},
		"an emoji that is none":    {path: annas("/reactions/thumbsup/@me"), method: "PUT", status: 400, code: 10014, noted: true},
		"reacting without right":   {prepare: func(p *place) { p.room.Deny(p.bot.User, AddReactions) }, path: annas("/reactions/%E2%9C%85/@me"), method: "PUT", status: 403, code: 50013},
		"a thread without name":    {path: annas("/threads"), body: func(*place) any { return map[string]any{"name": ""} }, status: 400, code: 50035, noted: true},
		"a thread without right":   {prepare: func(p *place) { p.room.Deny(p.bot.User, CreatePublicThreads) }, path: annas("/threads"), body: func(*place) any { return map[string]any{"name": "t"} }, status: 403, code: 50013},
		"a thread of odd duration": {path: annas("/threads"), body: func(*place) any { return map[string]any{"name": "t", "auto_archive_duration": 61} }, status: 400, code: 50035, noted: true},
		"a guild that is not":      {path: func(*place) string { return "/guilds/1" }, method: "GET", status: 404, code: 10004},
		"members without intent":   {path: func(p *place) string { return "/guilds/" + p.guild.ID + "/members" }, method: "GET", status: 403, code: 50001},
		"commands of another app":  {path: func(*place) string { return "/applications/1/commands" }, method: "GET", status: 403, code: 20012},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) { tc.check(t) })
	}
}

func (r refusal) check(t *testing.T) {
	p := newPlace(t, Options{})
	path, method := p.messages(), http.MethodPost
	if r.path != nil {
		path = r.path(p)
	}
	if r.method != "" {
		method = r.method
	}
	var body any
	if r.body != nil {
		body = r.body(p)
	}
	if r.prepare != nil {
		r.prepare(p)
	}
	before := len(p.room.Messages())
	a := p.do(method, path, body)
	if a.status != r.status || a.code() != r.code {
		t.Errorf("%d %s, expected %d with code %d", a.status, a.text, r.status, r.code)
	}
	if noted := len(p.Refusals()) > 0; noted != r.noted {
		t.Errorf("noted: %v, expected %v: %v", noted, r.noted, p.Refusals())
	}
	if len(p.room.Messages()) != before {
		t.Error("it was done all the same")
	}
}

func forumMessages(p *place) string {
	return "/channels/" + p.guild.AddRoom("forum", Forum).ID + "/messages"
}

func dmMessages(p *place) string {
	return "/channels/" + p.AddDM(p.bot.User, p.anna).ID + "/messages"
}

func lockedThread(archived bool) func(*place) string {
	return func(p *place) string {
		thread := p.room.AddThread("t", PublicThread, p.anna)
		thread.Archive(true)
		if !archived {
			thread.Say(p.mod, "open again") // unarchives, and stays locked
		}
		return "/channels/" + thread.ID + "/messages"
	}
}

func annas(rest string) func(*place) string {
	return func(p *place) string {
		return p.messages() + "/" + p.room.Say(p.anna, "hello").ID + rest
	}
}

func TestTokens(t *testing.T) {
	p := newPlace(t, Options{})
	for name, token := range map[string]string{"none": "", "a wrong one": "Bot x", "without Bot": p.bot.Token()} {
		if a := p.as(token, "GET", "v10/users/@me", nil); a.status != 401 || a.str("message") != "401: Unauthorized" {
			t.Errorf("%s: %d %s", name, a.status, a.text)
		}
	}
	old := p.bot.Token()
	p.bot.RevokeToken()
	if a := p.as("Bot "+old, "GET", "v9/users/@me", nil); a.status != 401 {
		t.Errorf("a revoked token: %d", a.status)
	}
	if a := p.must("GET", "/users/@me", nil); a.str("id") != p.bot.User.ID {
		t.Errorf("the new token is of %s", a.text)
	}
	if p.InvalidRequests() != 4 {
		t.Errorf("%d invalid requests", p.InvalidRequests())
	}
}

func TestNonceGivesTheEarlierMessage(t *testing.T) {
	p := newPlace(t, Options{})
	body := noPings("once", map[string]any{"nonce": "d-1", "enforce_nonce": true})
	first, second := p.must("POST", p.messages(), body), p.must("POST", p.messages(), body)
	if first.str("id") != second.str("id") || len(p.room.Messages()) != 1 {
		t.Errorf("%s and %s; %d messages", first.str("id"), second.str("id"), len(p.room.Messages()))
	}
	p.clock.add(10 * time.Minute)
	if late := p.must("POST", p.messages(), body); late.str("id") == first.str("id") {
		t.Error("the nonce counts for ever")
	}
	plain := noPings("twice", map[string]any{"nonce": 7})
	p.must("POST", p.messages(), plain)
	p.must("POST", p.messages(), plain)
	if n := len(p.room.Messages()); n != 4 {
		t.Errorf("%d messages; without enforce_nonce a nonce stops nothing", n)
	}
	p.careful()
}

func TestMentions(t *testing.T) {
	tests := map[string]struct {
		allow any
		pings string
		noted bool
	}{
		"nothing said":    {nil, "[ANNA MOD]", true},
		"nobody":          {map[string]any{"parse": []string{}}, "[]", false},
		"users":           {map[string]any{"parse": []string{"users"}}, "[ANNA]", false},
		"one user":        {map[string]any{"parse": []string{}, "users": []string{"1"}}, "[]", false},
		"the one replied": {map[string]any{"parse": []string{}, "replied_user": true}, "[MOD]", false},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			p := newPlace(t, Options{})
			asked := p.room.Say(p.mod, "who?")
			body := map[string]any{
				"content": p.anna.Mention() + " @everyone", "message_reference": map[string]any{"message_id": asked.ID},
			}
			if tc.allow != nil {
				body["allowed_mentions"] = tc.allow
			}
			m, _ := p.room.Message(p.must("POST", p.messages(), body).str("id"))
			got := strings.NewReplacer(p.anna.ID, "ANNA", p.mod.ID, "MOD").Replace(fmt.Sprint(m.Pings))
			if got != tc.pings {
				t.Errorf("pings %s, expected %s", got, tc.pings)
			}
			if noted := hasRefusal(p.Server, "without allowed_mentions"); noted != tc.noted {
				t.Errorf("noted: %v", noted)
			}
		})
	}
}

func TestEveryoneNeedsThePermission(t *testing.T) {
	p := newPlace(t, Options{})
	p.room.Allow(p.bot.User, MentionEveryone)
	a := p.must("POST", p.messages(), map[string]any{"content": "@here", "allowed_mentions": map[string]any{"parse": []string{"everyone"}}})
	if a.body["mention_everyone"] != true {
		t.Errorf("%s", a.text)
	}
}

func TestRepliesToWhatIsGone(t *testing.T) {
	p := newPlace(t, Options{})
	asked := p.room.Say(p.anna, "where?")
	p.room.Erase(asked)
	body := noPings("there", map[string]any{"message_reference": map[string]any{"message_id": asked.ID, "fail_if_not_exists": false}})
	if a := p.must("POST", p.messages(), body); a.body["type"] != float64(TypeDefault) || a.body["message_reference"] != nil {
		t.Errorf("%s", a.text)
	}
	join := p.room.Say(p.anna, "", System(TypeMemberJoin))
	body["message_reference"] = map[string]any{"message_id": join.ID}
	if a := p.do("POST", p.messages(), body); a.code() != 50035 {
		t.Errorf("a reply to a system message: %s", a.text)
	}
}

func TestEditAndDelete(t *testing.T) {
	p := newPlace(t, Options{})
	c := p.connect(GuildMessages | MessageContent)
	id := p.must("POST", p.messages(), noPings("first", map[string]any{"components": []any{row(button("a", nil))}})).str("id")
	p.must("PATCH", p.messages()+"/"+id, map[string]any{"components": []any{}, "allowed_mentions": map[string]any{"parse": []string{}}})
	m, _ := p.room.Message(id)
	if m.Content != "first" || len(m.Components) != 0 || m.Edited.IsZero() {
		t.Errorf("after the edit: %+v", m)
	}
	if e := c.event("MESSAGE_UPDATE"); e["id"] != id {
		t.Errorf("update of %v", e["id"])
	}
	p.must("DELETE", p.messages()+"/"+id, nil)
	if e := c.event("MESSAGE_DELETE"); e["id"] != id || e["guild_id"] != p.guild.ID {
		t.Errorf("deletion %v", e)
	}
	if _, there := p.room.Message(id); there {
		t.Error("it is still there")
	}
	p.careful()
}

func TestModeratingBotDeletesAnothers(t *testing.T) {
	p := newPlace(t, Options{})
	p.room.Allow(p.bot.User, ManageMessages)
	said := p.room.Say(p.anna, "spam")
	p.must("DELETE", p.messages()+"/"+said.ID, nil)
	if len(p.room.Messages()) != 0 {
		t.Error("it is still there")
	}
}

func TestReactions(t *testing.T) {
	p := newPlace(t, Options{LimitPeriod: time.Nanosecond})
	said := p.room.Say(p.anna, "thanks")
	path := p.messages() + "/" + said.ID + "/reactions/%E2%9C%85"
	p.must("PUT", path+"/@me", nil)
	p.room.React(p.anna, said, "✅")
	if who := p.do("GET", path, nil).list; len(who) != 2 {
		t.Errorf("%d reacted", len(who))
	}
	p.clock.add(time.Second)
	p.must("DELETE", path+"/@me", nil)
	m, _ := p.room.Message(said.ID)
	if got := m.Reactions["✅"]; len(got) != 1 || got[0] != p.anna.ID {
		t.Errorf("left: %v", got)
	}
	p.careful()
}

func TestUserAgentIsAsked(t *testing.T) {
	p := newPlace(t, Options{})
	resp, err := http.Get(p.URL() + "v10/gateway")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	http.DefaultClient.CloseIdleConnections()
	if resp.StatusCode != http.StatusForbidden {
		t.Errorf("%d", resp.StatusCode)
	}
}
