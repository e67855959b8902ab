package discord

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"frontdesk/gateway"
)

// resolve finds the rooms that the config names; the lock is held. A name may stand for one room only.
func (r *rooms) resolve() {
	clear(r.watched)
	clear(r.renamed)
	for _, name := range r.configured() {
		if found := r.named(name); len(found) == 1 {
			r.meant[roomName(name)] = found[0].ID
			if len(r.called(name)) == 0 {
				r.renamed[found[0].ID] = roomName(name)
			}
		}
	}
	for _, w := range r.watch {
		if found := r.named(w.Room.Name); len(found) == 1 {
			r.watched[found[0].ID] = roomName(w.Room.Name)
		}
	}
}

// look resolves anew: the config may have changed.
func (r *rooms) look() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.resolve()
}

// configured are the names and ids that the config has: of what is read, and of teams' rooms.
func (r *rooms) configured() []string {
	var names []string
	for _, w := range r.watch {
		names = append(names, w.Room.Name)
	}
	return append(names, r.teams()...)
}

// named are the rooms of a name or id, without threads; the lock is held. A room that was renamed while we run is still found
// by the name that the config has.
func (r *rooms) named(name string) []*channel {
	found := r.called(name)
	if len(found) > 0 {
		return found
	}
	if c, ok := r.all[r.meant[roomName(name)]]; ok {
		return []*channel{c}
	}
	return nil
}

// called are the rooms that have a name or id now.
func (r *rooms) called(name string) []*channel {
	name = roomName(name)
	if isID(name) {
		if c, ok := r.all[name]; ok {
			return []*channel{c}
		}
		return nil
	}
	var found []*channel
	for _, c := range r.all {
		if c.hasText() && strings.EqualFold(c.Name, name) {
			found = append(found, c)
		}
	}
	slices.SortFunc(found, func(a, b *channel) int { return cmp.Compare(a.ID, b.ID) })
	return found
}

// lookup finds the one room of a name or id.
func (r *rooms) lookup(name string) (channel, *gateway.Problem) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	found := r.named(name)
	if len(found) == 1 {
		return *found[0], nil
	}
	return channel{}, r.unresolved(name, found)
}

// Of many rooms or guilds only some are named in a problem.
const namesShown = 12

// unresolved says why a name stands for no room; the lock is held.
func (r *rooms) unresolved(name string, found []*channel) *gateway.Problem {
	p := &gateway.Problem{}
	if len(found) > 1 {
		ids := make([]string, len(found))
		for i, c := range found {
			ids[i] = c.ID + " in " + r.guildName(c.GuildID)
		}
		p.What = fmt.Sprintf("there are %d rooms named %q", len(found), name)
		p.Hint = "write the id of the one that is meant: " + strings.Join(ids[:min(len(ids), namesShown)], ", ")
		return p
	}
	p.What = fmt.Sprintf("there is no room %q that the bot can see", name)
	p.Hint = "check the name, and that the bot was invited; it sees " + r.names()
	return p
}

func (r *rooms) guildName(id string) string {
	if g, ok := r.guilds[id]; ok {
		return printable(g.Name, maxName)
	}
	return id
}

// names are the rooms there are, for people.
func (r *rooms) names() string {
	var names []string
	for _, c := range r.all {
		if c.hasText() {
			names = append(names, c.Name)
		}
	}
	slices.Sort(names)
	names = slices.Compact(names)
	if len(names) == 0 {
		return "no room at all"
	}
	more := ""
	if len(names) > namesShown {
		names, more = names[:namesShown], " and others"
	}
	return strings.Join(names, ", ") + more
}

// unknown is the first room of the config that stands for none, or is called otherwise now, once all guilds have come.
func (r *rooms) unknown() *gateway.Problem {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if len(r.awaited) > 0 {
		return nil
	}
	for _, name := range r.configured() {
		found := r.named(name)
		switch {
		case len(found) != 1:
			return r.unresolved(name, found)
		case len(r.called(name)) == 0:
			return &gateway.Problem{
				What: fmt.Sprintf("the room %q of the config is called %q now", name, printable(found[0].Name, maxName)),
				Hint: "write the new name into the config; after a restart the old one is not known any more",
			}
		}
	}
	return nil
}
