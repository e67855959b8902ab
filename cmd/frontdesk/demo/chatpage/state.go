package chatpage

import (
	"net/http"
	"slices"

	"frontdesk/connectors/discord/discordtest"
)

// view is all that a person sees.
type view struct {
	Guild    string      `json:"guild"`
	Bot      string      `json:"bot"`
	Me       string      `json:"me"`
	People   []namedUser `json:"people"`
	Names    []namedUser `json:"names"` // of all who may be mentioned
	Rooms    []roomView  `json:"rooms"`
	Room     roomView    `json:"room"`
	Messages []message   `json:"messages"`
	Slash    []slash     `json:"slash"`
	Menu     []string    `json:"menu"`
	Form     *form       `json:"form,omitempty"`
	Log      []Decision  `json:"log"`
}

type namedUser struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Part string `json:"part,omitempty"`
}

type roomView struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	About   string `json:"about,omitempty"`
	Kind    string `json:"kind"`             // room, forum, thread, post, private
	Parent  string `json:"parent,omitempty"` // id
	Watched bool   `json:"watched"`
	Last    string `json:"last,omitempty"` // id of its last message
}

// slash is a command that is typed.
type slash struct {
	Name  string `json:"name"`
	About string `json:"about"`
	Text  string `json:"text,omitempty"` // what its text is, where it takes one
	Must  bool   `json:"must,omitempty"` // without it there is nothing to ask
	Here  bool   `json:"here,omitempty"` // the word "here" makes it count for the whole room
}

// form is one that the bot shows.
type form struct {
	ID     string  `json:"id"`
	Title  string  `json:"title"`
	Fields []field `json:"fields"`
}

type field struct {
	ID       string `json:"id"`
	Label    string `json:"label"`
	Hint     string `json:"hint,omitempty"`
	Value    string `json:"value,omitempty"`
	Required bool   `json:"required"`
	Most     int    `json:"most"`
}

// state answers what the person of ?as= sees, with the messages of ?room=.
func (p *Page) state(w http.ResponseWriter, r *http.Request) {
	who, ok := p.person(r.FormValue("as"))
	if !ok {
		who = p.o.People[0]
	}
	v := view{Guild: p.o.Guild, Bot: p.o.Bot.User.ID, Me: who.User.ID, Rooms: p.roomsOf(who.User), Log: p.o.Log(), Menu: []string{}}
	for _, one := range p.o.People {
		v.People = append(v.People, namedUser{ID: one.User.ID, Name: one.User.Name, Part: one.Part})
	}
	v.Names = append(slices.Clone(v.People), namedUser{ID: p.o.Bot.User.ID, Name: p.o.Bot.User.Name, Part: "bot"})
	v.Room = v.Rooms[0]
	for _, room := range v.Rooms {
		if room.ID == r.FormValue("room") {
			v.Room = room
		}
	}
	v.Messages = p.messages(who.User, p.o.Server.Room(v.Room.ID), v.Room.Watched)
	for _, c := range p.o.Bot.Commands(nil) {
		v.offer(c, p.o.Server.Room(v.Room.ID), who.User)
	}
	v.Form = p.formOf(who.User.ID)
	answer(w, http.StatusOK, v)
}

// offer adds a command where the person may use it.
func (v *view) offer(c discordtest.CommandSpec, room *discordtest.Room, u *discordtest.User) {
	if c.DefaultMemberPermissions != nil && !room.Allows(u, discordtest.ManageMessages) {
		return
	}
	if c.Type != discordtest.ChatInput {
		v.Menu = append(v.Menu, c.Name)
		return
	}
	s := slash{Name: c.Name, About: c.Description}
	for _, o := range c.Options {
		switch o.Name {
		case optionText:
			s.Text, s.Must = o.Description, o.Required
		case optionHere:
			s.Here = true
		}
	}
	v.Slash = append(v.Slash, s)
}

// Options of commands: words, and whether it counts for the whole room.
const (
	optionText = "text"
	optionHere = "here"
)

// roomsOf are the rooms and threads that a person sees, threads after the room that they are below.
func (p *Page) roomsOf(u *discordtest.User) []roomView {
	var rooms []roomView
	for _, r := range p.o.Rooms {
		if !r.Room.Allows(u, discordtest.ViewChannel) {
			continue
		}
		top := viewOf(r.Room, r.Watched)
		top.About = r.About
		rooms = append(rooms, top)
		for _, t := range r.Room.Threads() {
			if t.Allows(u, discordtest.ViewChannel) {
				rooms = append(rooms, viewOf(t, r.Watched || t.Kind == discordtest.PrivateThread))
			}
		}
	}
	return rooms
}

func viewOf(r *discordtest.Room, watched bool) roomView {
	v := roomView{ID: r.ID, Name: r.Name(), Kind: "room", Watched: watched}
	switch {
	case r.Kind == discordtest.Forum:
		v.Kind = "forum"
	case r.Kind == discordtest.PrivateThread:
		v.Kind = "private"
	case r.Kind.IsThread() && r.Parent.Kind == discordtest.Forum:
		v.Kind = "post"
	case r.Kind.IsThread():
		v.Kind = "thread"
	}
	if r.Parent != nil {
		v.Parent = r.Parent.ID
	}
	if all := r.Messages(); len(all) > 0 {
		v.Last = all[len(all)-1].ID
	}
	return v
}

// formOf is the form that a person has before them.
func (p *Page) formOf(user string) *form {
	p.mu.Lock()
	i := p.forms[user]
	p.mu.Unlock()
	if i == nil {
		return nil
	}
	modal := i.Outcome().Modal
	if modal == nil {
		return nil
	}
	f := &form{ID: i.ID, Title: modal.Title}
	for _, c := range modal.Components {
		f.Fields = append(f.Fields, fieldsOf(c, c.Label)...)
	}
	return f
}

// fieldsOf are the text fields of a row or a label.
func fieldsOf(c discordtest.Component, label string) []field {
	if c.Component != nil {
		c.Components = append(slices.Clone(c.Components), *c.Component)
	}
	if len(c.Components) == 0 {
		f := field{ID: c.CustomID, Label: c.Label, Hint: c.Placeholder, Value: c.Value, Required: c.Required == nil || *c.Required, Most: 4000}
		if c.MaxLength != nil {
			f.Most = *c.MaxLength
		}
		if f.Label == "" {
			f.Label = label
		}
		return []field{f}
	}
	var out []field
	for _, part := range c.Components {
		out = append(out, fieldsOf(part, label)...)
	}
	return out
}
