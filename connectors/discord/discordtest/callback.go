package discordtest

import (
	"encoding/json"
	"net/http"
)

// Callback types (developers/interactions/receiving-and-responding, section Interaction Callback Type).
const (
	answerNow     = 4
	deferAnswer   = 5
	deferUpdate   = 6
	updateMessage = 7
	offerChoices  = 8
	showModal     = 9
)

// callbackBody is an interaction response. Its data is decoded by type, since each has its own fields.
type callbackBody struct {
	Type int             `json:"type"`
	Data json.RawMessage `json:"data"`
}

// callbackData are all the fields of the data of a message, a modal and choices: discordgo sends content, embeds, components
// and tts with all of them.
type callbackData struct {
	Content         string           `json:"content"`
	TTS             bool             `json:"tts"`
	Embeds          []Embed          `json:"embeds"`
	AllowedMentions *AllowedMentions `json:"allowed_mentions"`
	Flags           int              `json:"flags"`
	Components      []Component      `json:"components"`
	Attachments     []partAttachment `json:"attachments"`
	Poll            json.RawMessage  `json:"poll"`
	Choices         []Choice         `json:"choices"`
	CustomID        string           `json:"custom_id"`
	Title           string           `json:"title"`
}

func (d callbackData) draft(files []Attachment) draft {
	return draft{
		Content: d.Content, TTS: d.TTS, Embeds: d.Embeds, AllowedMentions: d.AllowedMentions, Flags: d.Flags, Components: d.Components, Poll: d.Poll,
		files: files,
	}
}

// callback is Create Interaction Response: once, within three seconds.
func callback(c *call) (any, error) {
	i := c.interactions[c.param("token")]
	if i == nil || i.ID != c.param("interaction") {
		e := unknown(10062, "interaction")
		e.note = true
		return nil, e
	}
	now := c.o.Now()
	switch {
	case !i.acked.IsZero():
		return nil, invalid(40060, "Interaction has already been acknowledged.")
	case now.Sub(i.created) > c.o.AckWithin:
		e := unknown(10062, "interaction") // too late: the token is void
		e.note = true
		return nil, e
	}
	var body callbackBody
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	if err := c.respond(i, body); err != nil {
		return nil, err
	}
	i.acked, i.response = now, body.Type
	if c.query.Get("with_response") != "true" {
		return nil, nil
	}
	return i.callbackResponse(body.Type), nil
}

func (c *call) respond(i *Interaction, body callbackBody) error {
	var d callbackData
	if len(body.Data) > 0 {
		if err := strictJSON(body.Data, &d); err != nil {
			return formError("data", "STRICT", err.Error())
		}
	}
	if !i.takes(body.Type) {
		return formError("type", "INTERACTION_CALLBACK_TYPE", "callback type "+itoa(body.Type)+" does not answer an interaction of type "+itoa(int(i.Kind)))
	}
	switch body.Type {
	case answerNow:
		return c.answerNow(i, d)
	case deferAnswer:
		return c.deferAnswer(i, d)
	case deferUpdate:
		i.original = i.source
	case updateMessage:
		return c.updateSource(i, body.Data, d)
	case offerChoices:
		if len(d.Choices) > 25 {
			return tooLong("data.choices", 25)
		}
		i.choices = d.Choices
	case showModal:
		m := &Modal{CustomID: d.CustomID, Title: d.Title, Components: d.Components}
		if err := checkModal(m); err != nil {
			return err
		}
		i.modal = m
	}
	return nil
}

// takes says which callbacks answer which interactions: the two updates need a component, a modal no modal before it.
func (i *Interaction) takes(kind int) bool {
	switch kind {
	case answerNow, deferAnswer:
		return i.Kind != Autocomplete
	case deferUpdate, updateMessage:
		return i.Kind == Press || i.Kind == Submit && i.source != nil
	case offerChoices:
		return i.Kind == Autocomplete
	case showModal:
		return i.Kind == Command || i.Kind == Press
	}
	return false
}

// answerFlags may be set on answers.
const answerFlags = FlagSuppressEmbeds | FlagEphemeral | FlagSilent

func (c *call) answerNow(i *Interaction, d callbackData) error {
	draft := d.draft(c.files)
	if err := c.check(&draft, answerFlags); err != nil {
		return err
	}
	i.original = i.newAnswer(draft)
	i.hidden = i.original.Flags&FlagEphemeral != 0
	c.show(i.original)
	return nil
}

func (c *call) deferAnswer(i *Interaction, d callbackData) error {
	if d.Flags&^FlagEphemeral != 0 {
		return formError("data.flags", "BITFIELD", "only EPHEMERAL can be set on a deferred answer")
	}
	i.original = i.newAnswer(draft{Flags: d.Flags | FlagLoading})
	i.hidden = d.Flags&FlagEphemeral != 0
	c.show(i.original)
	return nil
}

// updateSource changes the message with the component; fields that are absent stay as they are.
func (c *call) updateSource(i *Interaction, data json.RawMessage, d callbackData) error {
	var sent map[string]json.RawMessage
	if err := json.Unmarshal(data, &sent); err != nil {
		return formError("data", "BASE_TYPE_REQUIRED", "This field is required")
	}
	e := messageEdit{AllowedMentions: d.AllowedMentions}
	if _, ok := sent["content"]; ok {
		e.Content = &d.Content
	}
	if _, ok := sent["embeds"]; ok {
		e.Embeds = &d.Embeds
	}
	if _, ok := sent["components"]; ok {
		e.Components = &d.Components
	}
	if err := c.applyEdit(i.source, e, i.Room.permissions(i.bot.User)); err != nil {
		return err
	}
	i.original = i.source
	c.edited(i.source)
	return nil
}

// newAnswer is a message by the bot in answer to the interaction: of a command's kind, or a reply to the message with the
// component.
func (i *Interaction) newAnswer(d draft) *message {
	s := i.bot.s
	m := &message{via: i, Message: Message{
		ID: s.newID(), Room: i.Room, Author: i.bot.User, Type: TypeDefault, Flags: d.Flags, Sent: s.o.Now(), Webhook: i.bot.User.ID, Interaction: i.ID,
	}}
	d.fill(m, i.Room.permissions(i.bot.User))
	switch {
	case i.command == ChatInput:
		m.Type = TypeSlash
	case i.command != 0:
		m.Type = TypeContextMenu
	case i.source != nil:
		m.Type, m.ReplyTo = TypeReply, i.source.ID
	}
	return m
}

// show puts an answer into the room unless only one person sees it.
func (s *Server) show(m *message) {
	if m.Flags&FlagEphemeral == 0 {
		m.Room.add(m)
	}
	s.touch()
}

// edited tells of an edit unless only one person sees the message.
func (s *Server) edited(m *message) {
	if m.Flags&FlagEphemeral == 0 {
		m.changed()
		return
	}
	m.Edited = s.o.Now()
	s.touch()
}

// callbackResponse is what with_response asks for.
func (i *Interaction) callbackResponse(kind int) map[string]any {
	inner := map[string]any{"id": i.ID, "type": int(i.Kind)}
	resource := map[string]any{"type": kind}
	if i.original != nil {
		inner["response_message_id"] = i.original.ID
		inner["response_message_loading"] = i.original.Flags&FlagLoading != 0
		inner["response_message_ephemeral"] = i.original.Flags&FlagEphemeral != 0
		if kind == answerNow || kind == updateMessage {
			resource["message"] = i.original.wire(nil)
		}
	}
	return map[string]any{"interaction": inner, "resource": resource}
}

// tokenOf is the interaction that a webhook path means, if its token is still good. A careful client knows the token's age
// and whether it acknowledged, so that the errors are noted.
func (c *call) tokenOf() (*Interaction, error) {
	i := c.interactions[c.param("token")]
	switch {
	case i == nil || i.bot.User.ID != c.param("application"), i.acked.IsZero():
		return nil, &apiError{status: http.StatusNotFound, code: 10015, message: "Unknown Webhook", note: true}
	case i.expired(c.o.Now()):
		return nil, &apiError{status: http.StatusUnauthorized, code: 50027, message: "Invalid Webhook Token", note: true}
	}
	return i, nil
}
