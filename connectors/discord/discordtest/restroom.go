package discordtest

import "unicode/utf8"

// room is the room of the path, if the bot has those permissions there: 10003 for one that is not, 50001 for one that it
// does not see, 50013 for the rest.
func (c *call) room(needed ...Permission) (*Room, Permission, error) {
	r := c.rooms[c.param("channel")]
	if r == nil || r.deleted {
		return nil, 0, unknownChannel()
	}
	p := r.permissions(c.bot.User)
	if !p.has(ViewChannel) {
		return nil, 0, missingAccess()
	}
	for _, q := range needed {
		if !p.has(q) {
			return nil, 0, missingPermission()
		}
	}
	return r, p, nil
}

func getChannel(c *call) (any, error) {
	r, _, err := c.room()
	if err != nil {
		return nil, err
	}
	return r.wire(c.bot.User), nil
}

// channelEdit are the fields that are known of PATCH /channels; those of threads are applied.
type channelEdit struct {
	Name                *string  `json:"name"`
	Archived            *bool    `json:"archived"`
	Locked              *bool    `json:"locked"`
	AutoArchiveDuration *int     `json:"auto_archive_duration"`
	Invitable           *bool    `json:"invitable"`
	RateLimitPerUser    *int     `json:"rate_limit_per_user"`
	AppliedTags         []string `json:"applied_tags"`
	Flags               *int     `json:"flags"`
}

// editChannel changes threads; permissions are those of developers/topics/threads, section Editing & Deleting Threads.
func editChannel(c *call) (any, error) {
	r, p, err := c.room()
	if err != nil {
		return nil, err
	}
	var e channelEdit
	if err := c.decode(&e); err != nil {
		return nil, err
	}
	if !r.Kind.IsThread() {
		if !p.has(ManageChannels) {
			return nil, missingPermission()
		}
		return nil, formError("_", "HERE", "only threads are edited here")
	}
	if err := r.mayEditThread(c.bot.User, p, e); err != nil {
		return nil, err
	}
	return r.editThread(e)
}

func (r *Room) mayEditThread(u *User, p Permission, e channelEdit) error {
	own := r.owner == u.ID
	onlyUnarchives := e.Archived != nil && !*e.Archived && e.Name == nil && e.AutoArchiveDuration == nil && e.Locked == nil
	switch {
	case p.has(ManageThreads):
	case r.locked && !own, e.Locked != nil, e.RateLimitPerUser != nil:
		return missingPermission()
	case onlyUnarchives && r.inThread[u.ID], own:
	default:
		return missingPermission()
	}
	if r.archived && (e.Archived == nil || *e.Archived) {
		return invalid(50083, "Thread is archived")
	}
	return nil
}

func (r *Room) editThread(e channelEdit) (any, error) {
	if e.Name != nil {
		if err := checkName("name", *e.Name); err != nil {
			return nil, err
		}
		r.name = *e.Name
	}
	if e.Archived != nil {
		r.archived = *e.Archived
	}
	if e.Locked != nil {
		r.locked = *e.Locked
	}
	if e.AutoArchiveDuration != nil {
		if err := checkArchiveDuration(*e.AutoArchiveDuration); err != nil {
			return nil, err
		}
		r.archiveFor = *e.AutoArchiveDuration
	}
	r.told("THREAD_UPDATE")
	return r.wire(nil), nil
}

func deleteChannel(c *call) (any, error) {
	r, p, err := c.room()
	if err != nil {
		return nil, err
	}
	needed := ManageChannels
	if r.Kind.IsThread() {
		needed = ManageThreads
	}
	if r.Guild == nil {
		return r.wire(c.bot.User), nil // closing a DM removes nothing
	}
	if !p.has(needed) {
		return nil, missingPermission()
	}
	r.remove()
	return r.wire(nil), nil
}

func typing(c *call) (any, error) {
	r, p, err := c.room()
	if err != nil {
		return nil, err
	}
	if !p.has(r.sendPermission()) {
		return nil, missingPermission()
	}
	c.dispatch(event{
		name: "TYPING_START", guild: r.Guild, room: r, intent: r.intent(GuildMessageTyping, DirectMessageTyping),
		body: func(*Bot) any {
			return r.inGuild(map[string]any{"channel_id": r.ID, "user_id": c.bot.User.ID, "timestamp": c.o.Now().Unix()})
		},
	})
	return nil, nil
}

// openDM opens the conversation with a user (developers/resources/user, section Create DM).
func openDM(c *call) (any, error) {
	var body struct {
		Recipient string `json:"recipient_id"`
	}
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	u := c.users[body.Recipient]
	switch {
	case u == nil:
		return nil, formError("recipient_id", "USER_NOT_FOUND", "Unknown user.")
	case u == c.bot.User, u.Bot:
		return nil, forbidden(50007, "Cannot send messages to this user")
	}
	return c.dm(c.bot.User, u).wire(c.bot.User), nil
}

// mayWriteTo says that the other of a DM takes messages: not if they closed their DMs, nor without a guild in common
// (codes 50007 and 50278).
func (r *Room) mayWriteTo(b *Bot) error {
	for _, u := range r.recipients {
		if u == b.User {
			continue
		}
		if u.dmsClosed {
			return forbidden(50007, "Cannot send messages to this user")
		}
		if !b.meets(u) {
			return forbidden(50278, "Cannot send messages to this user due to having no mutual guilds")
		}
	}
	return nil
}

func (b *Bot) meets(u *User) bool {
	for _, g := range b.guilds() {
		if g.members[u.ID] != nil {
			return true
		}
	}
	return false
}

// checkName is the rule for names of channels and threads: 1 to 100 characters.
func checkName(path, name string) error {
	if n := utf8.RuneCountInString(name); n < 1 || n > 100 {
		return formError(path, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
	}
	return nil
}

func checkArchiveDuration(minutes int) error {
	switch minutes {
	case 0, 60, 1440, 4320, 10080:
		return nil
	}
	return formError("auto_archive_duration", "BASE_TYPE_CHOICES", "Value must be one of (60, 1440, 4320, 10080).")
}
