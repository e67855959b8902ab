package discordtest

// Permission is a set of permission bits (developers/topics/permissions).
type Permission uint64

// The permissions that routes here ask for.
const (
	KickMembers           Permission = 1 << 1
	Administrator         Permission = 1 << 3
	ManageChannels        Permission = 1 << 4
	ManageGuild           Permission = 1 << 5
	AddReactions          Permission = 1 << 6
	ViewChannel           Permission = 1 << 10
	SendMessages          Permission = 1 << 11
	ManageMessages        Permission = 1 << 13
	EmbedLinks            Permission = 1 << 14
	AttachFiles           Permission = 1 << 15
	ReadMessageHistory    Permission = 1 << 16
	MentionEveryone       Permission = 1 << 17
	ManageRoles           Permission = 1 << 28
	UseCommands           Permission = 1 << 31
	ManageThreads         Permission = 1 << 34
	CreatePublicThreads   Permission = 1 << 35
	CreatePrivateThreads  Permission = 1 << 36
	SendMessagesInThreads Permission = 1 << 38
	ModerateMembers       Permission = 1 << 40

	allPermissions Permission = 1<<53 - 1
)

// Everybody is what the @everyone role of a new guild has, Moderation what its role Moderators has besides.
const (
	Everybody = AddReactions | ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadMessageHistory | UseCommands |
		CreatePublicThreads | CreatePrivateThreads | SendMessagesInThreads
	Moderation = KickMembers | ManageMessages | ManageThreads | ModerateMembers
)

func (p Permission) has(q Permission) bool { return p&q == q }

// overwrite changes permissions in one room, for a role or a member.
type overwrite struct{ allow, deny Permission }

// Allows says that u may do all of p in the room, as its roles and the room's overwrites are now.
func (r *Room) Allows(u *User, p Permission) bool {
	return locked(r.s, func() bool { return r.permissions(u).has(p) })
}

// permissions are what a user may do in a room: base by roles, then the room's overwrites for @everyone, for roles, for the
// member; a thread takes those of its parent (developers/topics/permissions, section Permission Hierarchy). The lock is held.
func (r *Room) permissions(u *User) Permission {
	if r.Guild == nil {
		return r.dmPermissions(u)
	}
	m := r.Guild.members[u.ID]
	if m == nil {
		return 0
	}
	base := r.Guild.basePermissions(m)
	if base.has(Administrator) || r.Guild.owner == u.ID {
		return allPermissions
	}
	p := r.top().applyOverwrites(base, m)
	if !p.has(ViewChannel) || !r.visibleThread(u, p) {
		return 0
	}
	return p
}

// visibleThread says that u may see the thread: a private one is for those in it and for moderators
// (developers/topics/threads, section Permissions).
func (r *Room) visibleThread(u *User, p Permission) bool {
	return r.Kind != PrivateThread || r.inThread[u.ID] || p.has(ManageThreads)
}

func (r *Room) dmPermissions(u *User) Permission {
	for _, in := range r.recipients {
		if in == u {
			return ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadMessageHistory | AddReactions | UseCommands | MentionEveryone
		}
	}
	return 0
}

func (g *Guild) basePermissions(m *member) Permission {
	p := g.everyone.permissions
	for _, role := range m.roles {
		p |= role.permissions
	}
	return p
}

func (r *Room) applyOverwrites(p Permission, m *member) Permission {
	everyone := r.overwrites[r.Guild.ID]
	p = p&^everyone.deny | everyone.allow
	var roles overwrite
	for _, role := range m.roles {
		o := r.overwrites[role.id]
		roles.allow |= o.allow
		roles.deny |= o.deny
	}
	p = p&^roles.deny | roles.allow
	own := r.overwrites[m.user.ID]
	return p&^own.deny | own.allow
}

// sendPermission is the permission to write in a room: SEND_MESSAGES counts for nothing in threads.
func (r *Room) sendPermission() Permission {
	if r.Kind.IsThread() {
		return SendMessagesInThreads
	}
	return SendMessages
}
