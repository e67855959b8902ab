package demo

import (
	"slices"
	"time"

	"frontdesk/connectors/discord/discordtest"
)

// Rooms of the demo's community.
const (
	roomHelp      = "help"
	roomOrders    = "orders"    // answered in threads
	roomChinese   = "中文"        //
	roomQuestions = "questions" // a forum
	roomGeneral   = "general"   // not watched
	roomStaff     = "staff"     // the team's, which no member sees
)

// guildRooms are the rooms in their order.
var guildRooms = []struct {
	name    string
	kind    discordtest.Kind
	watched bool
	about   string
}{
	{roomHelp, discordtest.Text, true, "watched: questions are answered by a reply"},
	{roomOrders, discordtest.Text, true, "watched: questions are answered in a thread"},
	{roomChinese, discordtest.Text, true, "watched"},
	{roomQuestions, discordtest.Forum, true, "a forum, watched: answers stand in the post"},
	{roomGeneral, discordtest.Text, false, "not watched: the bot reads only what mentions it"},
	{roomStaff, discordtest.Text, false, "the team's: tickets arrive here, and are answered from here"},
}

// People of the community whom the scene knows by their part.
const (
	reader    = "Alex" // whom the reader of the page is at first
	moderator = "Mara" // moderates
	agent     = "Tom"  // of the team: sees the staff room
	otherBot  = "deploybot"
)

// botRights are what docs/discord.md asks for.
const botRights = discordtest.ViewChannel | discordtest.ReadMessageHistory | discordtest.SendMessages |
	discordtest.SendMessagesInThreads | discordtest.CreatePublicThreads | discordtest.CreatePrivateThreads | discordtest.EmbedLinks

// guild is the community of the demo: a Discord of its own in this process, its rooms and people, and the bot.
type guild struct {
	server *discordtest.Server
	guild  *discordtest.Guild
	bot    *discordtest.Bot
	rooms  map[string]*discordtest.Room
	people map[string]*discordtest.User
}

// newGuild starts the Discord. Its limits are periods of a moment: a scene says in seconds what people say in an hour.
func newGuild() *guild {
	s := discordtest.New(discordtest.Options{LimitPeriod: time.Millisecond, IdentifyEvery: time.Nanosecond, GlobalLimit: 100_000})
	g := &guild{server: s, guild: s.AddGuild("Lumen Lamps"), rooms: map[string]*discordtest.Room{}, people: map[string]*discordtest.User{}}
	for _, r := range guildRooms {
		g.rooms[r.name] = g.guild.AddRoom(r.name, r.kind)
	}
	for _, name := range communityMembers() {
		switch name {
		case moderator:
			g.people[name] = g.guild.AddModerator(name)
		case otherBot:
			g.people[name] = g.guild.AddForeignBot(name)
		default:
			g.people[name] = g.guild.AddMember(name)
		}
	}
	g.bot = s.AddBot("Frontdesk", discordtest.MessageContent)
	g.guild.Invite(g.bot, botRights)
	g.rooms[roomStaff].Hide()
	for _, u := range []*discordtest.User{g.people[agent], g.bot.User} {
		g.rooms[roomStaff].Allow(u, botRights|discordtest.UseCommands)
	}
	return g
}

// communityMembers are all people of the community and the other bot, by name.
func communityMembers() []string {
	names := []string{reader, moderator, agent}
	for _, a := range acts {
		if !slices.Contains(names, a.Who) {
			names = append(names, a.Who)
		}
	}
	return names
}

// isBots says whether our bot wrote a message.
func (g *guild) isBots(m discordtest.Message) bool {
	return m.Author != nil && m.Author.ID == g.bot.User.ID
}

// said are all messages of our bot that stand in rooms and threads now.
func (g *guild) said() []discordtest.Message {
	var all []discordtest.Message
	for _, r := range g.rooms {
		for _, t := range append([]*discordtest.Room{r}, r.Threads()...) {
			all = append(all, slices.DeleteFunc(t.Messages(), func(m discordtest.Message) bool { return !g.isBots(m) })...)
		}
	}
	return all
}
