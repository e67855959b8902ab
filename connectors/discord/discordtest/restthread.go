package discordtest

import (
	"net/http"
	"slices"
)

// This file is developers/resources/channel, sections Start Thread from Message to List Joined Private Archived Threads.

// threadStart is the body that starts a thread; Message is for forums.
type threadStart struct {
	Name             string   `json:"name"`
	ArchiveDuration  int      `json:"auto_archive_duration"`
	RateLimitPerUser int      `json:"rate_limit_per_user"`
	Type             *Kind    `json:"type"`
	Invitable        *bool    `json:"invitable"`
	AppliedTags      []string `json:"applied_tags"`
	Message          *draft   `json:"message"`
}

func (t threadStart) check() error {
	if err := checkName("name", t.Name); err != nil {
		return err
	}
	return checkArchiveDuration(t.ArchiveDuration)
}

func startThreadFrom(c *call) (any, error) {
	r, m, p, err := c.message()
	if err != nil {
		return nil, err
	}
	var t threadStart
	if err := c.decode(&t); err != nil {
		return nil, err
	}
	switch {
	case r.Kind != Text && r.Kind != Announcement:
		return nil, invalid(50024, "Cannot execute action on this channel type")
	case !p.has(CreatePublicThreads):
		return nil, missingPermission()
	case !m.isByPeople():
		return nil, forbidden(50021, "Cannot execute action on a system message")
	case c.rooms[m.ID] != nil:
		return nil, invalid(160004, "A thread has already been created for this message")
	}
	if err := t.check(); err != nil {
		return nil, err
	}
	return r.threadFrom(m, t.Name, c.bot.User).wire(c.bot.User), nil
}

// threadFrom starts a thread that has the id of its message; its own first message is the system's.
func (r *Room) threadFrom(m *message, name string, owner *User) *Room {
	kind := PublicThread
	if r.Kind == Announcement {
		kind = AnnouncementThread
	}
	t := r.newThread(m.ID, name, kind, owner)
	m.Thread = m.ID
	m.Flags |= FlagHasThread
	r.s.dispatch(r.messageEvent("MESSAGE_UPDATE", m))
	t.add(&message{Message: Message{
		ID: r.s.newID(), Room: t, Author: m.Author, Type: TypeThreadStarter, ReplyTo: m.ID, Sent: r.s.o.Now(),
	}})
	return t
}

func startThread(c *call) (any, error) {
	r, p, err := c.room()
	if err != nil {
		return nil, err
	}
	var t threadStart
	if err := c.decode(&t); err != nil {
		return nil, err
	}
	if err := t.check(); err != nil {
		return nil, err
	}
	if r.Kind == Forum {
		return c.openPost(r, p, t)
	}
	kind := PrivateThread // the default of API v9 and v10, which is to go
	if t.Type != nil {
		kind = *t.Type
	}
	if err := r.mayHold(kind, p); err != nil {
		return nil, err
	}
	thread := r.newThread(c.newID(), t.Name, kind, c.bot.User)
	if kind == PublicThread {
		r.add(&message{Message: Message{ID: c.newID(), Room: r, Author: c.bot.User, Type: TypeThreadCreated, Content: t.Name, Sent: c.o.Now()}})
	}
	return thread.wire(c.bot.User), nil
}

// mayHold says that a thread of that kind can be started in the room by somebody with these permissions.
func (r *Room) mayHold(kind Kind, p Permission) error {
	fits := r.Kind == Text && (kind == PublicThread || kind == PrivateThread) || r.Kind == Announcement && kind == AnnouncementThread
	switch {
	case r.Guild == nil:
		return forbidden(50003, "Cannot execute action on a DM channel")
	case !fits:
		return invalid(50024, "Cannot execute action on this channel type")
	case kind == PrivateThread && !p.has(CreatePrivateThreads), kind != PrivateThread && !p.has(CreatePublicThreads):
		return missingPermission()
	}
	return nil
}

// openPost is Start Thread in Forum: SEND_MESSAGES is what it takes there, and a first message.
func (c *call) openPost(r *Room, p Permission, t threadStart) (any, error) {
	if !p.has(SendMessages) {
		return nil, missingPermission()
	}
	if t.Message == nil {
		return nil, formError("message", "BASE_TYPE_REQUIRED", "This field is required")
	}
	if err := c.check(t.Message, FlagSuppressEmbeds|FlagSilent); err != nil {
		return nil, err
	}
	id := c.newID()
	post := r.newThread(id, t.Name, PublicThread, c.bot.User)
	m := &message{Message: Message{ID: id, Room: post, Author: c.bot.User, Sent: c.o.Now(), Flags: t.Message.Flags}}
	t.Message.fill(m, p)
	post.add(m)
	return extend(post.wire(c.bot.User), "message", m.restWire(c.bot)), nil
}

func listArchived(c *call) (any, error) {
	r, p, err := c.room(ReadMessageHistory)
	if err != nil {
		return nil, err
	}
	if r.Guild == nil || r.Kind.IsThread() {
		return nil, invalid(50024, "Cannot execute action on this channel type")
	}
	limit, err := c.limitParam(50, 100)
	if err != nil {
		return nil, err
	}
	private := c.route.name[len(c.route.name)-len("private"):] == "private"
	joined := c.route.name != "GET /channels/{channel}/threads/archived/private"
	if private && !joined && !p.has(ManageThreads) {
		return nil, missingPermission()
	}
	found, members := []any{}, []any{}
	for _, t := range slices.Backward(r.Guild.rooms) {
		if t.Parent != r || t.deleted || !t.archived || (t.Kind == PrivateThread) != private || private && joined && !t.inThread[c.bot.User.ID] {
			continue
		}
		if len(found) == limit {
			return map[string]any{"threads": found, "members": members, "has_more": true}, nil
		}
		found = append(found, t.wire(c.bot.User))
		if t.inThread[c.bot.User.ID] {
			members = append(members, t.threadMember(c.bot.User))
		}
	}
	return map[string]any{"threads": found, "members": members, "has_more": false}, nil
}

// thread is the room of the path if it is a thread.
func (c *call) thread() (*Room, Permission, error) {
	r, p, err := c.room()
	if err == nil && !r.Kind.IsThread() {
		err = invalid(50024, "Cannot execute action on this channel type")
	}
	return r, p, err
}

func listThreadMembers(c *call) (any, error) {
	r, _, err := c.thread()
	if err != nil {
		return nil, err
	}
	if !c.bot.privileged.has(GuildMembers) {
		return nil, missingAccess()
	}
	out := []any{}
	for id := range r.inThread {
		out = append(out, r.threadMember(c.users[id]))
	}
	return out, nil
}

// user is the one of the path; @me is the bot.
func (c *call) user() *User {
	if id := c.param("user"); id != "@me" {
		return c.users[id]
	}
	return c.bot.User
}

func getThreadMember(c *call) (any, error) {
	r, _, err := c.thread()
	if err != nil {
		return nil, err
	}
	u := c.user()
	if u == nil || !r.inThread[u.ID] {
		return nil, &apiError{status: http.StatusNotFound, code: 10007, message: "Unknown Member"}
	}
	return r.threadMember(u), nil
}

func addThreadMember(c *call) (any, error) {
	r, p, err := c.thread()
	if err != nil {
		return nil, err
	}
	u := c.user()
	switch {
	case u == nil || r.Guild.members[u.ID] == nil:
		return nil, unknown(10007, "Member")
	case !p.has(SendMessagesInThreads):
		return nil, missingPermission()
	case r.archived:
		return nil, invalid(50083, "Thread is archived")
	}
	r.enter(u)
	return nil, nil
}

func removeThreadMember(c *call) (any, error) {
	r, p, err := c.thread()
	if err != nil {
		return nil, err
	}
	u := c.user()
	switch {
	case u == nil || !r.inThread[u.ID]:
		return nil, unknown(10007, "Member")
	case u != c.bot.User && !p.has(ManageThreads) && (r.Kind != PrivateThread || r.owner != c.bot.User.ID):
		return nil, missingPermission()
	case r.archived:
		return nil, invalid(50083, "Thread is archived")
	}
	delete(r.inThread, u.ID)
	return nil, nil
}
