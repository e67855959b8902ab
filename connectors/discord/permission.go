package discord

import (
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"

	"frontdesk/gateway"
)

// What makes somebody a moderator of a room.
const moderates = discordgo.PermissionAdministrator | discordgo.PermissionManageGuild | discordgo.PermissionManageMessages |
	discordgo.PermissionModerateMembers | discordgo.PermissionManageThreads

const everything = int64(1<<53 - 1)

// permissions are what a member may do in a room (Discord's documentation, "Permissions", section Permission Hierarchy): what
// the roles give, then what the room changes for everybody, for the roles, and for the member. room is the one above for a
// thread, nil for the guild as a whole.
func permissions(g *guild, room *channel, id string, roles []string) int64 {
	if g.OwnerID == id {
		return everything
	}
	var base int64
	for _, r := range g.Roles {
		if r.ID == g.ID || slices.Contains(roles, r.ID) {
			base |= r.Permissions
		}
	}
	if base&discordgo.PermissionAdministrator != 0 {
		return everything
	}
	if room == nil {
		return base
	}
	return overwritten(base, g.ID, room.Overwrites, id, roles)
}

func overwritten(base int64, everyone string, all []*discordgo.PermissionOverwrite, id string, roles []string) int64 {
	var roleAllow, roleDeny, ownAllow, ownDeny int64
	for _, o := range all {
		switch {
		case o.ID == everyone:
			base = base&^o.Deny | o.Allow
		case o.Type == discordgo.PermissionOverwriteTypeRole && slices.Contains(roles, o.ID):
			roleAllow, roleDeny = roleAllow|o.Allow, roleDeny|o.Deny
		case o.Type == discordgo.PermissionOverwriteTypeMember && o.ID == id:
			ownAllow, ownDeny = o.Allow, o.Deny
		}
	}
	base = base&^roleDeny | roleAllow
	return base&^ownDeny | ownAllow
}

// permissionNames are the permissions that are asked for, as Discord's settings name them.
var permissionNames = []struct {
	bit  int64
	name string
}{
	{discordgo.PermissionViewChannel, "View Channel"},
	{discordgo.PermissionReadMessageHistory, "Read Message History"},
	{discordgo.PermissionSendMessages, "Send Messages"},
	{discordgo.PermissionSendMessagesInThreads, "Send Messages in Threads"},
	{discordgo.PermissionCreatePublicThreads, "Create Public Threads"},
	{discordgo.PermissionCreatePrivateThreads, "Create Private Threads"},
	{discordgo.PermissionEmbedLinks, "Embed Links"},
}

// lacking names what is asked for and not there.
func lacking(have, asked int64) []string {
	var names []string
	for _, n := range permissionNames {
		if asked&n.bit != 0 && have&n.bit == 0 {
			names = append(names, n.name)
		}
	}
	return names
}

// needs are the permissions that a watched room is used with. Forums have no messages of their own, and no private threads.
func (s *Settings) needs(room *channel) int64 {
	bits := int64(discordgo.PermissionViewChannel | discordgo.PermissionReadMessageHistory | discordgo.PermissionEmbedLinks |
		discordgo.PermissionSendMessagesInThreads)
	if room.isForum() {
		return bits
	}
	bits |= discordgo.PermissionSendMessages
	if s.answersIn(room) == string(gateway.PlaceThread) {
		bits |= discordgo.PermissionCreatePublicThreads
	}
	if s.Tickets == ticketThread {
		bits |= discordgo.PermissionCreatePrivateThreads
	}
	return bits
}

// answersIn is where answers in a room go.
func (s *Settings) answersIn(room *channel) string {
	for _, w := range s.Watch {
		if name := roomName(w.Room.Name); w.Answer != "" && (name == room.ID || strings.EqualFold(name, room.Name)) {
			return w.Answer
		}
	}
	return s.Answer
}
