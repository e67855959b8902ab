package discordtest

import "time"

// Guild is a server of people ("guild" in the API). ID and Name do not change.
type Guild struct {
	ID, Name string

	s        *Server
	owner    string
	everyone *role
	mods     *role
	roles    []*role
	rooms    []*Room // channels and threads, oldest first, deleted ones too
	members  map[string]*member
	outage   bool
}

type role struct {
	id, name    string
	permissions Permission
}

type member struct {
	user   *User
	roles  []*role
	joined time.Time
}

// User is a person, a bot, or a webhook's mask. ID, Name and Bot do not change.
type User struct {
	ID, Name string
	Bot      bool

	s         *Server
	dmsClosed bool
}

// Mention is the text that mentions the user.
func (u *User) Mention() string { return "<@" + u.ID + ">" }

// CloseDMs makes every message to the user fail with 50007, as when they take no direct messages from members.
func (u *User) CloseDMs() {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	u.dmsClosed = true
}

// AddGuild makes a guild with an owner, the role @everyone and a role Moderators.
func (s *Server) AddGuild(name string) *Guild {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := &Guild{ID: s.newID(), Name: name, s: s, members: map[string]*member{}}
	g.everyone = &role{id: g.ID, name: "@everyone", permissions: Everybody}
	g.mods = &role{id: s.newID(), name: "Moderators", permissions: Moderation}
	g.roles = []*role{g.everyone, g.mods}
	s.guilds[g.ID] = g
	g.owner = g.join(s.newUser(name+"-owner", false)).user.ID
	return g
}

func (s *Server) newUser(name string, bot bool) *User {
	u := &User{ID: s.newID(), Name: name, Bot: bot, s: s}
	s.users[u.ID] = u
	return u
}

// AddMember makes a person who is in the guild.
func (g *Guild) AddMember(name string) *User { return g.add(name, false) }

// AddModerator makes a person who has the role Moderators.
func (g *Guild) AddModerator(name string) *User { return g.add(name, false, g.mods) }

// AddForeignBot makes somebody else's bot, which talks by Say like a person.
func (g *Guild) AddForeignBot(name string) *User { return g.add(name, true) }

func (g *Guild) add(name string, bot bool, roles ...*role) *User {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	u := g.s.newUser(name, bot)
	g.join(u, roles...)
	return u
}

// Join puts somebody who is known already into this guild too.
func (g *Guild) Join(u *User) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	g.join(u)
}

// Invite puts a bot into the guild with a role of its own that has these permissions besides those of @everyone.
func (g *Guild) Invite(b *Bot, p Permission) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	own := &role{id: g.s.newID(), name: b.User.Name, permissions: p}
	g.roles = append(g.roles, own)
	g.join(b.User, own)
	g.s.dispatch(event{name: "GUILD_CREATE", guild: g, intent: Guilds, to: b, body: func(*Bot) any { return g.wire(b) }})
}

func (g *Guild) join(u *User, roles ...*role) *member {
	m := &member{user: u, roles: roles, joined: g.s.o.Now()}
	g.members[u.ID] = m
	g.s.dispatch(event{name: "GUILD_MEMBER_ADD", guild: g, intent: GuildMembers, body: func(*Bot) any {
		return extend(m.wire(true), "guild_id", g.ID)
	}})
	g.s.touch()
	return m
}

// Remove takes somebody out of the guild; a bot is told by GUILD_DELETE.
func (g *Guild) Remove(u *User) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	if b := g.s.botOf(u); b != nil {
		g.s.dispatch(event{name: "GUILD_DELETE", guild: g, intent: Guilds, to: b, body: func(*Bot) any {
			return map[string]any{"id": g.ID}
		}})
	}
	delete(g.members, u.ID)
	g.s.dispatch(event{name: "GUILD_MEMBER_REMOVE", guild: g, intent: GuildMembers, body: func(*Bot) any {
		return map[string]any{"guild_id": g.ID, "user": u.wire()}
	}})
	g.s.touch()
}

// SetPermissions replaces what @everyone may do in the guild.
func (g *Guild) SetPermissions(p Permission) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	g.everyone.permissions = p
	g.s.dispatch(event{name: "GUILD_ROLE_UPDATE", guild: g, intent: Guilds, body: func(*Bot) any {
		return map[string]any{"guild_id": g.ID, "role": g.everyone.wire()}
	}})
}

// SetOutage makes the guild unavailable, or available again: bots get GUILD_DELETE with unavailable, then GUILD_CREATE.
func (g *Guild) SetOutage(on bool) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	if on {
		g.s.dispatch(event{name: "GUILD_DELETE", guild: g, intent: Guilds, body: func(*Bot) any {
			return map[string]any{"id": g.ID, "unavailable": true}
		}})
		g.outage = true
		return
	}
	g.outage = false
	for _, b := range g.s.bots {
		if g.members[b.User.ID] != nil {
			g.s.dispatch(event{name: "GUILD_CREATE", guild: g, intent: Guilds, to: b, body: func(*Bot) any { return g.wire(b) }})
		}
	}
}
