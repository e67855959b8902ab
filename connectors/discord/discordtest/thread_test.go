package discordtest

import "testing"

func TestWhoMayChangeAThread(t *testing.T) {
	no, yes := false, true
	name, blank := "new", ""
	tests := map[string]struct {
		own, member, moderator, archived, locked bool
		edit                                     channelEdit
		status                                   int
	}{
		"one's own name":             {own: true, edit: channelEdit{Name: &name}, status: 200},
		"another's name":             {member: true, edit: channelEdit{Name: &name}, status: 403},
		"an empty name":              {own: true, edit: channelEdit{Name: &blank}, status: 400},
		"closing one's own":          {own: true, edit: channelEdit{Archived: &yes}, status: 200},
		"opening as a member":        {member: true, archived: true, edit: channelEdit{Archived: &no}, status: 200},
		"opening as nobody":          {archived: true, edit: channelEdit{Archived: &no}, status: 403},
		"opening a locked one":       {member: true, archived: true, locked: true, edit: channelEdit{Archived: &no}, status: 403},
		"locking one's own":          {own: true, edit: channelEdit{Locked: &yes}, status: 403},
		"locking as a moderator":     {moderator: true, edit: channelEdit{Locked: &yes}, status: 200},
		"naming an archived one":     {own: true, archived: true, edit: channelEdit{Name: &name}, status: 400},
		"an odd archive duration":    {own: true, edit: channelEdit{AutoArchiveDuration: new(61)}, status: 400},
		"an archive duration":        {own: true, edit: channelEdit{AutoArchiveDuration: new(10080)}, status: 200},
		"unlocking as a moderator":   {moderator: true, archived: true, locked: true, edit: channelEdit{Archived: &no, Locked: &no}, status: 200},
		"a room that is no thread's": {status: 403},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			p := newPlace(t, Options{})
			owner := p.anna
			if tc.own {
				owner = p.bot.User
			}
			thread := p.room.AddThread("old", PublicThread, owner)
			if tc.member {
				thread.AddToThread(p.bot.User)
			}
			if tc.moderator {
				p.room.Allow(p.bot.User, ManageThreads)
			}
			if tc.archived {
				thread.Archive(tc.locked)
			}
			path := "/channels/" + thread.ID
			if len(sparse(tc.edit)) == 0 {
				path = "/channels/" + p.room.ID
			}
			if a := p.do("PATCH", path, sparse(tc.edit)); a.status != tc.status {
				t.Errorf("%d %s", a.status, a.text)
			}
		})
	}
}

// sparse has the fields of an edit that are set.
func sparse(e channelEdit) map[string]any {
	o := map[string]any{}
	if e.Name != nil {
		o["name"] = *e.Name
	}
	if e.Archived != nil {
		o["archived"] = *e.Archived
	}
	if e.Locked != nil {
		o["locked"] = *e.Locked
	}
	if e.AutoArchiveDuration != nil {
		o["auto_archive_duration"] = *e.AutoArchiveDuration
	}
	return o
}

func TestMembersOfAThread(t *testing.T) {
	p := newPlace(t, Options{})
	p.bot.SetPrivileged(GuildMembers)
	thread := p.room.AddThread("t", PublicThread, p.anna)
	members := "/channels/" + thread.ID + "/thread-members"
	steps := []struct {
		method, path string
		status       int
		in           bool // the bot, afterwards
	}{
		{"GET", members + "/@me", 404, false},
		{"DELETE", members + "/@me", 404, false},
		{"PUT", members + "/@me", 204, true},
		{"GET", members + "/@me", 200, true},
		{"GET", members, 200, true},
		{"PUT", members + "/1", 404, true},
		{"DELETE", members + "/" + p.anna.ID, 403, true},
		{"DELETE", members + "/@me", 204, false},
		{"PUT", "/channels/" + p.room.ID + "/thread-members/@me", 400, false},
	}
	for _, s := range steps {
		p.clock.add(1e9)
		if a := p.do(s.method, s.path, nil); a.status != s.status || thread.Has(p.bot.User) != s.in {
			t.Errorf("%s %s: %d %s; in the thread: %v", s.method, s.path, a.status, a.text, thread.Has(p.bot.User))
		}
	}
	thread.Archive(true)
	if !thread.Locked() || !thread.Archived() {
		t.Error("it is not closed")
	}
	if a := p.do("PUT", members+"/@me", nil); a.code() != 50083 {
		t.Errorf("entering a closed thread: %s", a.text)
	}
}

func TestThreadsThatCannotBeStarted(t *testing.T) {
	p := newPlace(t, Options{})
	news := p.guild.AddRoom("news", Announcement)
	dm := p.AddDM(p.bot.User, p.anna)
	tests := map[string]struct {
		room         *Room
		kind         Kind
		status, code int
	}{
		"public in a room":         {p.room, PublicThread, 201, 0},
		"of announcements in news": {news, AnnouncementThread, 201, 0},
		"private in news":          {news, PrivateThread, 400, 50024},
		"in a DM":                  {dm, PrivateThread, 403, 50003},
		"a kind that is none":      {p.room, Text, 400, 50024},
	}
	for name, tc := range tests {
		a := p.do("POST", "/channels/"+tc.room.ID+"/threads", map[string]any{"name": "t", "type": tc.kind})
		if a.status != tc.status || a.code() != tc.code {
			t.Errorf("%s: %d %s", name, a.status, a.text)
		}
	}
	if m := p.room.Messages(); len(m) != 1 || m[0].Type != TypeThreadCreated {
		t.Errorf("a public thread is told in its room: %+v", m)
	}
	p.room.Deny(p.bot.User, CreatePrivateThreads)
	if a := p.do("POST", "/channels/"+p.room.ID+"/threads", map[string]any{"name": "t", "type": PrivateThread}); a.code() != 50013 {
		t.Errorf("without the permission: %s", a.text)
	}
}

func TestPeopleStartThreadsAndChangeTheirMind(t *testing.T) {
	p := newPlace(t, Options{})
	c := p.connect(Guilds | GuildMessages | GuildMessageReactions | MessageContent)
	said := p.room.Say(p.anna, "hm")
	p.room.React(p.mod, said, "❌")
	p.room.Unreact(p.mod, said, "❌")
	c.event("MESSAGE_REACTION_REMOVE")
	thread := p.room.StartThread(p.anna, said, "Hm")
	if thread.ID != said.ID || thread.Name() != "Hm" || thread.Deleted() {
		t.Errorf("%+v", thread)
	}
	p.room.Say(p.mod, "quiet", ReplyTo(said), WithoutPing())
	found, err := p.room.AwaitMessage(soon(t), func(m Message) bool { return m.ReplyTo == said.ID })
	if err != nil || len(found.Mentions) != 0 || found.Content != "quiet" {
		t.Errorf("%+v, %v", found, err)
	}
	p.room.Allow(p.bot.User, ManageThreads|ManageMessages)
	p.room.React(p.anna, found, "✅")
	path := p.messages() + "/" + found.ID + "/reactions"
	p.must("DELETE", path+"/%E2%9C%85/"+p.anna.ID, nil)
	p.room.React(p.anna, found, "wave:123")
	p.clock.add(1e9)
	p.must("DELETE", path, nil)
	c.event("MESSAGE_REACTION_REMOVE_ALL")
	p.must("DELETE", "/channels/"+thread.ID, nil)
	c.event("THREAD_DELETE")
	if !thread.Deleted() {
		t.Error("the thread is there")
	}
	p.careful()
}
