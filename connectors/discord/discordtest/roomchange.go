package discordtest

// Allow gives a user permissions in the room that their roles do not give.
func (r *Room) Allow(u *User, p Permission) { r.overwrite(u.ID, p, 0) }

// Deny takes permissions from a user in the room.
func (r *Room) Deny(u *User, p Permission) { r.overwrite(u.ID, 0, p) }

// Hide makes the room one that only those see to whom it is shown by Allow.
func (r *Room) Hide() { r.overwrite(r.Guild.ID, 0, ViewChannel) }

// Reset removes what Allow and Deny set for a user.
func (r *Room) Reset(u *User) {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	delete(r.overwrites, u.ID)
	r.told("CHANNEL_UPDATE")
}

func (r *Room) overwrite(id string, allow, deny Permission) {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	o := r.overwrites[id]
	o.allow, o.deny = o.allow&^deny|allow, o.deny&^allow|deny
	r.overwrites[id] = o
	r.told("CHANNEL_UPDATE")
}

// told dispatches a change of the room to those bots who may know: channels are known to all bots of a guild, threads to
// those who see them.
func (r *Room) told(name string) {
	e := event{name: name, guild: r.Guild, intent: Guilds, body: func(*Bot) any { return r.wire(nil) }}
	if r.Kind.IsThread() {
		e.room = r
	}
	r.s.dispatch(e)
	r.s.touch()
}

// Rename gives the room another name.
func (r *Room) Rename(name string) {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	r.name = name
	if r.Kind.IsThread() {
		r.told("THREAD_UPDATE")
		return
	}
	r.told("CHANNEL_UPDATE")
}

// Delete removes the room with all that is in it: 10003 from now on.
func (r *Room) Delete() {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	r.remove()
}

func (r *Room) remove() {
	if r.Kind.IsThread() {
		r.told("THREAD_DELETE")
	} else {
		for _, t := range r.Guild.rooms {
			if t.Parent == r && !t.deleted {
				t.remove()
			}
		}
		r.told("CHANNEL_DELETE")
	}
	r.deleted = true
}

// Archive archives a thread, and locks it too if a moderator closed it.
func (r *Room) Archive(lock bool) {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	r.archived, r.locked = true, lock
	r.told("THREAD_UPDATE")
}

func (r *Room) unarchive() {
	if r.archived {
		r.archived = false
		r.told("THREAD_UPDATE")
	}
}

// AddToThread puts somebody into a thread; a bot that is put into one is told by THREAD_CREATE and THREAD_MEMBERS_UPDATE.
func (r *Room) AddToThread(u *User) {
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	r.enter(u)
}

func (r *Room) enter(u *User) {
	if r.inThread[u.ID] {
		return
	}
	r.inThread[u.ID] = true
	r.s.touch()
	b := r.s.botOf(u)
	if b == nil {
		return
	}
	r.s.dispatch(event{name: "THREAD_CREATE", guild: r.Guild, room: r, intent: Guilds, to: b, body: func(*Bot) any { return r.wire(u) }})
	r.s.dispatch(event{name: "THREAD_MEMBERS_UPDATE", guild: r.Guild, room: r, intent: Guilds, to: b, body: func(*Bot) any {
		return map[string]any{
			"id": r.ID, "guild_id": r.Guild.ID, "member_count": len(r.inThread),
			"added_members": []any{r.threadMember(u)},
		}
	}})
}
