package discord

import (
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/bwmarrin/discordgo"

	"frontdesk/gateway"
)

// Flags of an application that has the privileged intent for the text of messages, with and without Discord's review
// ("Application", section Application Flags).
const contentFlags = 1<<18 | 1<<19

// invitation are the permissions that the invite link asks for.
const invitation = discordgo.PermissionViewChannel | discordgo.PermissionReadMessageHistory | discordgo.PermissionSendMessages |
	discordgo.PermissionSendMessagesInThreads | discordgo.PermissionCreatePublicThreads | discordgo.PermissionCreatePrivateThreads |
	discordgo.PermissionEmbedLinks

// probe gathers what is wrong with an account, by REST alone.
type probe struct {
	c        *Connector // of its own, so that what a running one knows of rooms stays as it is
	me       user
	problems []gateway.Problem
}

// Probe implements [gateway.Prober]: it looks at the token, the application's intents, the listed rooms with the bot's
// permissions there, and the registered commands. It changes nothing.
func (c *Connector) Probe(ctx context.Context) []gateway.Problem {
	own := &Connector{
		settings: c.settings, env: c.env, rest: c.rest, rooms: newRooms(c.settings.Watch, c.env.TeamRooms), board: c.board, timing: c.timing,
	}
	p := &probe{c: own}
	defer c.rest.close()
	if p.token(ctx) {
		p.application(ctx)
		p.rooms(ctx)
		p.commands(ctx)
	}
	return p.problems
}

func (p *probe) add(what, hint string) {
	p.problems = append(p.problems, gateway.Problem{Place: p.c.board.place, What: what, Hint: hint})
}

// failed notes that something could not be looked at.
func (p *probe) failed(err error) { p.add(sentence(err)) }

func (p *probe) get(ctx context.Context, path string, out any) error {
	return p.c.rest.patiently(ctx, call{method: http.MethodGet, path: path, out: out}, p.c.timing)
}

// token is false where nothing more can be asked.
func (p *probe) token(ctx context.Context) bool {
	if err := p.get(ctx, "/users/@me", &p.me); err != nil {
		p.failed(err)
		return false
	}
	if !p.me.Bot {
		p.add("the token is that of a person", "Discord forbids programs there: make an application in the developer portal and take its bot's token")
		return false
	}
	p.c.rooms.await(p.me.ID, nil)
	return true
}

func (p *probe) application(ctx context.Context) {
	var app struct {
		Flags int `json:"flags"`
	}
	if err := p.get(ctx, "/applications/@me", &app); err != nil {
		p.failed(err)
		return
	}
	if p.c.settings.ReadsContent() && app.Flags&contentFlags == 0 {
		p.add("Message Content Intent is switched off, so that the gateway refuses the bot (close code 4014)",
			"switch it on in the developer portal (Bot, Privileged Gateway Intents), or set message_content: false")
	}
}

// invite is the link by which a community's admin adds the bot.
func invite(app string) string {
	return fmt.Sprintf("https://discord.com/oauth2/authorize?client_id=%s&scope=bot+applications.commands&permissions=%d", app, int64(invitation))
}

func (p *probe) rooms(ctx context.Context) {
	var guilds []guild
	if err := p.get(ctx, "/users/@me/guilds", &guilds); err != nil {
		p.failed(err)
		return
	}
	if len(guilds) == 0 {
		p.add("the bot is in no community", "invite it: "+invite(p.me.ID))
		return
	}
	for _, g := range guilds {
		if err := p.c.relist(ctx, g.ID); err != nil {
			p.failed(err)
			return
		}
		var in member
		if err := p.get(ctx, "/guilds/"+g.ID+"/members/"+p.me.ID, &in); err != nil {
			p.failed(err)
			return
		}
		p.c.rooms.putMember(g.ID, in)
	}
	for _, w := range p.c.settings.Watch {
		p.room(w.Room.Name, p.c.settings.needs)
	}
	for _, name := range p.c.env.TeamRooms() {
		p.room(name, func(*channel) int64 { return teamRights })
	}
}

// teamRights are the permissions that a team's room is used with.
const teamRights = discordgo.PermissionViewChannel | discordgo.PermissionReadMessageHistory | discordgo.PermissionSendMessages

func (p *probe) room(name string, needs func(*channel) int64) {
	found, problem := p.c.rooms.lookup(name)
	if problem != nil {
		p.add(problem.What, problem.Hint)
		return
	}
	if names := p.c.rooms.lacks(found.ID, needs(&found)); len(names) > 0 {
		p.add(fmt.Sprintf("in #%s the bot lacks: %s", printable(found.Name, maxName), strings.Join(names, ", ")),
			"give its role these permissions in that room (Edit Channel, Permissions)")
	}
}

// commands looks whether an older set is registered. None at all is well: they are registered with the first session.
func (p *probe) commands(ctx context.Context) {
	have, err := p.c.registered(ctx, p.me.ID)
	if err != nil {
		p.failed(err)
		return
	}
	if len(have) > 0 && !sameCommands(have, p.c.settings.Commands.wantedCommands()) {
		p.add("the registered commands are not those of the config", "frontdesk run registers them when it connects")
	}
}
