package chatpage

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"

	"frontdesk/connectors/discord/discordtest"
)

// wish is what a reader does as one of the people.
type wish struct {
	As      string            `json:"as"`
	Do      string            `json:"do"`
	Room    string            `json:"room"`
	Message string            `json:"message"` // that it is about, or answers
	Text    string            `json:"text"`
	With    string            `json:"with"`   // title, emoji, button, command
	Here    bool              `json:"here"`   // a command counts for the whole room
	Fields  map[string]string `json:"fields"` // of a form
}

// Bounds of what people write, as Discord has them.
const (
	mostText  = 2000
	mostTitle = 100
	mostBody  = 64 << 10
)

// act does what a reader wants; what a person could not do is refused in words.
func (p *Page) act(w http.ResponseWriter, r *http.Request) {
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		answer(w, http.StatusUnsupportedMediaType, map[string]string{"error": "it is no JSON"})
		return
	}
	var want wish
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, mostBody)).Decode(&want); err != nil {
		answer(w, http.StatusBadRequest, map[string]string{"error": "it cannot be read"})
		return
	}
	in, err := p.scene(want)
	if err == nil {
		err = in.do(want)
	}
	if err != nil {
		answer(w, http.StatusConflict, map[string]string{"error": err.Error()})
		return
	}
	answer(w, http.StatusOK, map[string]string{"room": in.opened})
}

// scene is where a wish is carried out.
type scene struct {
	page   *Page
	who    *discordtest.User
	room   *discordtest.Room
	opened string // id of a post that was opened
}

// scene finds person and room, and whether they may be there.
func (p *Page) scene(want wish) (*scene, error) {
	who, ok := p.person(want.As)
	if !ok {
		return nil, errors.New("there is nobody of that name whom you could be")
	}
	room := p.o.Server.Room(want.Room)
	if room == nil || room.Deleted() || !room.Allows(who.User, discordtest.ViewChannel) {
		return nil, fmt.Errorf("%s does not see that room", who.User.Name)
	}
	return &scene{page: p, who: who.User, room: room}, nil
}

// deeds are what people can do.
var deeds = map[string]func(*scene, wish) error{
	"say": (*scene).say, "post": (*scene).post, "edit": (*scene).edit, "erase": (*scene).erase, "react": (*scene).react,
	"press": (*scene).press, "slash": (*scene).slash, "menu": (*scene).menu, "fill": (*scene).fill, "cancel": (*scene).cancel,
}

func (s *scene) do(want wish) error {
	deed, ok := deeds[want.Do]
	if !ok {
		return errors.New("that cannot be done here")
	}
	return deed(s, want)
}

// words checks a text and turns names after @ into mentions.
func (s *scene) words(text string) (string, error) {
	text = strings.TrimSpace(text)
	switch n := utf8.RuneCountInString(text); {
	case n == 0:
		return "", errors.New("there is nothing written")
	case n > mostText:
		return "", fmt.Errorf("a message has at most %d characters, this one has %d", mostText, n)
	}
	text = strings.ReplaceAll(text, "@"+s.page.o.Bot.User.Name, s.page.o.Bot.User.Mention())
	for _, one := range s.page.o.People {
		text = strings.ReplaceAll(text, "@"+one.User.Name, one.User.Mention())
	}
	return text, nil
}

// find is the message of a wish in its room.
func (s *scene) find(want wish) (discordtest.Message, error) {
	m, ok := s.room.Message(want.Message)
	if !ok {
		return m, errors.New("that message is gone")
	}
	return m, nil
}

func (s *scene) say(want wish) error {
	text, err := s.words(want.Text)
	if err != nil {
		return err
	}
	if s.room.Kind == discordtest.Forum {
		return errors.New("in a forum, open a post")
	}
	var options []discordtest.Option
	if want.Message != "" {
		on, err := s.find(want)
		if err != nil {
			return err
		}
		options = append(options, discordtest.ReplyTo(on))
	}
	s.room.Say(s.who, text, options...)
	return nil
}

func (s *scene) post(want wish) error {
	text, err := s.words(want.Text)
	if err != nil {
		return err
	}
	title := strings.TrimSpace(want.With)
	if s.room.Kind != discordtest.Forum || title == "" || utf8.RuneCountInString(title) > mostTitle {
		return fmt.Errorf("a post in a forum needs a title of at most %d characters", mostTitle)
	}
	post, _ := s.room.OpenPost(s.who, title, text)
	s.opened = post.ID
	return nil
}

func (s *scene) edit(want wish) error {
	text, err := s.words(want.Text)
	if err != nil {
		return err
	}
	m, err := s.find(want)
	if err != nil {
		return err
	}
	if m.Author.ID != s.who.ID {
		return errors.New("people edit only what they wrote themselves")
	}
	s.room.Edit(m, text)
	return nil
}

func (s *scene) erase(want wish) error {
	m, err := s.find(want)
	if err != nil {
		return err
	}
	if m.Author.ID != s.who.ID && !s.room.Allows(s.who, discordtest.ManageMessages) {
		return errors.New("people delete only what they wrote themselves; moderators may delete all")
	}
	s.room.Erase(m)
	return nil
}

// react adds a reaction, or takes it back.
func (s *scene) react(want wish) error {
	m, err := s.find(want)
	if err != nil {
		return err
	}
	if n := utf8.RuneCountInString(want.With); n == 0 || n > 8 {
		return errors.New("that is no emoji")
	}
	for _, who := range m.Reactions[want.With] {
		if who == s.who.ID {
			s.room.Unreact(s.who, m, want.With)
			return nil
		}
	}
	s.room.React(s.who, m, want.With)
	return nil
}
