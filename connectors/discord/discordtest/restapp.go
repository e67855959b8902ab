package discordtest

import (
	"maps"
	"slices"
	"strconv"
)

// Flags of an application (developers/resources/application, section Application Flags): the limited ones are those of apps
// that are small enough to switch privileged intents on without review.
const (
	flagGuildMembersLimited   = 1 << 15
	flagMessageContentLimited = 1 << 19
)

func (b *Bot) flags() int {
	flags := 0
	if b.privileged.has(GuildMembers) {
		flags |= flagGuildMembersLimited
	}
	if b.privileged.has(MessageContent) {
		flags |= flagMessageContentLimited
	}
	return flags
}

func getGateway(c *call) (any, error) { return map[string]any{"url": c.GatewayURL()}, nil }

func getGatewayBot(c *call) (any, error) {
	guilds := len(c.bot.guilds())
	return map[string]any{
		"url": c.GatewayURL(), "shards": guilds/c.o.GuildsPerShard + 1, "session_start_limit": c.bot.startLimit(),
	}, nil
}

// guilds are those that the bot is in, oldest first.
func (b *Bot) guilds() []*Guild {
	var out []*Guild
	for _, g := range b.s.guilds {
		if g.members[b.User.ID] != nil {
			out = append(out, g)
		}
	}
	slices.SortFunc(out, func(x, y *Guild) int { return int(int64(number(x.ID)) - int64(number(y.ID))) })
	return out
}

func getMe(c *call) (any, error) { return extend(c.bot.User.wire(), "verified", true), nil }

func getMyGuilds(c *call) (any, error) {
	out := []any{}
	for _, g := range c.bot.guilds() {
		out = append(out, map[string]any{
			"id": g.ID, "name": g.Name, "icon": nil, "owner": false, "features": []string{},
			"permissions": g.basePermissions(g.members[c.bot.User.ID]).wire(),
		})
	}
	return out, nil
}

func getUser(c *call) (any, error) {
	u := c.users[c.param("user")]
	if u == nil {
		return nil, unknown(10013, "User")
	}
	return u.wire(), nil
}

func getApplication(c *call) (any, error) {
	return map[string]any{
		"id": c.bot.User.ID, "name": c.bot.User.Name, "description": "", "icon": nil, "bot_public": true, "bot_require_code_grant": false,
		"verify_key": "00", "team": nil, "flags": c.bot.flags(), "bot": c.bot.User.wire(), "summary": "",
		"approximate_guild_count": len(c.bot.guilds()),
	}, nil
}

// guild is the one of the path, if the bot is in it.
func (c *call) guild() (*Guild, error) {
	g := c.guilds[c.param("guild")]
	if g == nil || g.members[c.bot.User.ID] == nil {
		if g != nil {
			return nil, missingAccess()
		}
		return nil, unknown(10004, "Guild")
	}
	return g, nil
}

func getGuild(c *call) (any, error) {
	g, err := c.guild()
	if err != nil {
		return nil, err
	}
	o := g.base()
	if c.query.Get("with_counts") == "true" {
		o["approximate_member_count"] = len(g.members)
	}
	return o, nil
}

func getGuildChannels(c *call) (any, error) {
	g, err := c.guild()
	if err != nil {
		return nil, err
	}
	out := []any{}
	for _, r := range g.rooms {
		if !r.deleted && !r.Kind.IsThread() {
			out = append(out, r.wire(nil))
		}
	}
	return out, nil
}

func getRoles(c *call) (any, error) {
	g, err := c.guild()
	if err != nil {
		return nil, err
	}
	return g.base()["roles"], nil
}

// listMembers needs the members intent in the portal (developers/resources/guild, section List Guild Members).
func listMembers(c *call) (any, error) {
	g, err := c.guild()
	if err != nil {
		return nil, err
	}
	if !c.bot.privileged.has(GuildMembers) {
		return nil, missingAccess()
	}
	limit, err := c.limitParam(1, 1000)
	if err != nil {
		return nil, err
	}
	out := []any{}
	for _, id := range slices.SortedFunc(maps.Keys(g.members), func(x, y string) int { return int(int64(number(x)) - int64(number(y))) }) {
		if number(id) > number(c.query.Get("after")) && len(out) < limit {
			out = append(out, g.members[id].wire(true))
		}
	}
	return out, nil
}

func getMember(c *call) (any, error) {
	g, err := c.guild()
	if err != nil {
		return nil, err
	}
	m := g.members[c.param("user")]
	if m == nil {
		return nil, unknown(10007, "Member")
	}
	return m.wire(true), nil
}

func getActiveThreads(c *call) (any, error) {
	g, err := c.guild()
	if err != nil {
		return nil, err
	}
	threads, members := []any{}, []any{}
	for _, r := range slices.Backward(g.rooms) {
		if r.deleted || !r.Kind.IsThread() || r.archived || !r.permissions(c.bot.User).has(ViewChannel) {
			continue
		}
		threads = append(threads, r.wire(c.bot.User))
		if r.inThread[c.bot.User.ID] {
			members = append(members, r.threadMember(c.bot.User))
		}
	}
	return map[string]any{"threads": threads, "members": members}, nil
}

// limitParam is the query parameter limit, or standard.
func (c *call) limitParam(standard, most int) (int, error) {
	text := c.query.Get("limit")
	if text == "" {
		return standard, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > most {
		return 0, formError("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and "+itoa(most)+".")
	}
	return n, nil
}
