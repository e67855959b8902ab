package discordtest

import (
	"errors"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
)

// library is a discordgo session on a place, with what it received.
type library struct {
	*discordgo.Session
	p        *place
	messages chan *discordgo.Message
	used     chan *discordgo.Interaction
}

func newLibrary(p *place, intents discordgo.Intent) *library {
	p.t.Helper()
	s, err := discordgo.New("Bot " + p.bot.Token())
	if err != nil {
		p.t.Fatal(err)
	}
	l := &library{Session: s, p: p, messages: make(chan *discordgo.Message, 10000), used: make(chan *discordgo.Interaction, 100)}
	s.Client = p.Client()
	s.MaxRestRetries, s.ShouldRetryOnRateLimit = 0, false
	s.SyncEvents = true
	s.Identify.Intents = intents
	s.AddHandler(func(_ *discordgo.Session, m *discordgo.MessageCreate) { l.messages <- m.Message })
	s.AddHandler(func(_ *discordgo.Session, i *discordgo.InteractionCreate) { l.used <- i.Interaction })
	if err := s.Open(); err != nil {
		p.t.Fatalf("open: %v", err)
	}
	p.t.Cleanup(func() {
		s.ShouldReconnectOnError = false
		_ = s.Close()
		s.Client.CloseIdleConnections()
	})
	return l
}

// hear waits for a message of that text and returns the texts before it.
func (l *library) hear(text string) []string {
	l.p.t.Helper()
	ctx := soon(l.p.t)
	var before []string
	for {
		select {
		case m := <-l.messages:
			if m.Content == text {
				return before
			}
			before = append(before, m.Content)
		case <-ctx.Done():
			l.p.t.Fatalf("%q did not come; only %v", text, before)
		}
	}
}

func (l *library) interaction() *discordgo.Interaction {
	l.p.t.Helper()
	select {
	case i := <-l.used:
		return i
	case <-soon(l.p.t).Done():
		l.p.t.Fatal("no interaction came")
		return nil
	}
}

func realPlace(t *testing.T) *place {
	t.Helper()
	t.Parallel() // closing a session takes discordgo a second
	return newPlace(t, Options{Now: time.Now})
}

const chatIntents = discordgo.IntentGuilds | discordgo.IntentGuildMessages | discordgo.IntentMessageContent | discordgo.IntentDirectMessages

func TestLibraryTalks(t *testing.T) {
	p := realPlace(t)
	l := newLibrary(p, chatIntents)
	asked := p.room.Say(p.anna, "where is my parcel?")
	l.hear("where is my parcel?")
	sent, err := l.ChannelMessageSendComplex(p.room.ID, &discordgo.MessageSend{
		Content:         "Track it here " + p.anna.Mention(),
		AllowedMentions: &discordgo.MessageAllowedMentions{},
		Reference:       &discordgo.MessageReference{MessageID: asked.ID},
		Components: []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
			discordgo.Button{Label: "Solved", CustomID: "solved", Style: discordgo.SuccessButton},
			discordgo.Button{Label: "More", URL: "https://example.org", Style: discordgo.LinkButton},
		}}},
	})
	if err != nil || len(sent.Mentions) != 0 || sent.ReferencedMessage.Content != "where is my parcel?" {
		t.Fatalf("%+v, %v", sent, err)
	}
	if _, err := l.ChannelMessageEdit(p.room.ID, sent.ID, "Track it there"); err != nil {
		t.Error(err)
	}
	if err := l.MessageReactionAdd(p.room.ID, asked.ID, "✅"); err != nil {
		t.Error(err)
	}
	thread, err := l.MessageThreadStart(p.room.ID, asked.ID, "Parcel", 1440)
	if err != nil || thread.ID != asked.ID || !thread.IsThread() {
		t.Errorf("%+v, %v", thread, err)
	}
	history, err := l.ChannelMessages(p.room.ID, 100, "", asked.ID, "")
	if err != nil || len(history) != 1 || history[0].Content != "Track it there" {
		t.Errorf("%+v, %v", history, err)
	}
	dm, err := l.UserChannelCreate(p.anna.ID)
	if err != nil || dm.Type != discordgo.ChannelTypeDM {
		t.Errorf("%+v, %v", dm, err)
	}
	p.careful()
}

func TestLibraryKnowsPermissions(t *testing.T) {
	p := realPlace(t)
	l := newLibrary(p, chatIntents)
	p.room.Say(p.anna, "after the guild")
	l.hear("after the guild")
	got, err := l.State.UserChannelPermissions(p.bot.User.ID, p.room.ID)
	if err != nil || Permission(got) != Everybody {
		t.Errorf("%b, %v", got, err)
	}
}

func TestLibraryAnswersInteractions(t *testing.T) {
	p := realPlace(t)
	l := newLibrary(p, chatIntents)
	manage := int64(discordgo.PermissionManageMessages)
	commands := []*discordgo.ApplicationCommand{
		{Name: "ask", Description: "Ask", Options: []*discordgo.ApplicationCommandOption{
			{Type: discordgo.ApplicationCommandOptionString, Name: "question", Description: "What?", Required: true},
		}},
		{Name: "Wrong answer", Type: discordgo.MessageApplicationCommand, DefaultMemberPermissions: &manage},
	}
	for range 2 {
		if _, err := l.ApplicationCommandBulkOverwrite(p.bot.User.ID, "", commands); err != nil {
			t.Fatal(err)
		}
	}
	if w := p.bot.CommandWrites(); w != (CommandWrites{Created: 2, Unchanged: 2}) {
		t.Errorf("%+v", w)
	}
	i := ok(t)(p.Slash(p.anna, p.room, "ask", map[string]any{"question": "how?"}))
	used := l.interaction()
	if q := used.ApplicationCommandData().Options[0].StringValue(); q != "how?" || used.Member.User.ID != p.anna.ID {
		t.Errorf("question %q", q)
	}
	if err := l.InteractionRespond(used, &discordgo.InteractionResponse{
		Type: discordgo.InteractionResponseDeferredChannelMessageWithSource, Data: &discordgo.InteractionResponseData{Flags: discordgo.MessageFlagsEphemeral},
	}); err != nil {
		t.Fatal(err)
	}
	text := "so"
	if _, err := l.InteractionResponseEdit(used, &discordgo.WebhookEdit{Content: &text, AllowedMentions: &discordgo.MessageAllowedMentions{}}); err != nil {
		t.Fatal(err)
	}
	if m, err := i.Answer(soon(t)); err != nil || m.Content != "so" || !m.Ephemeral() {
		t.Errorf("%+v, %v", m, err)
	}
	if _, err := l.FollowupMessageCreate(used, true, &discordgo.WebhookParams{Content: "more", AllowedMentions: &discordgo.MessageAllowedMentions{}}); err != nil {
		t.Error(err)
	}
	p.careful()
	err := l.InteractionRespond(used, &discordgo.InteractionResponse{Type: discordgo.InteractionResponsePong})
	var rest *discordgo.RESTError
	if !errors.As(err, &rest) || rest.Message.Code != discordgo.ErrCodeInteractionHasAlreadyBeenAcknowledged {
		t.Errorf("a second acknowledgement: %v", err)
	}
}

func TestLibraryShowsModals(t *testing.T) {
	p := realPlace(t)
	l := newLibrary(p, chatIntents)
	sent, err := l.ChannelMessageSendComplex(p.room.ID, &discordgo.MessageSend{
		Content: "Ticket", Components: []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
			discordgo.Button{Label: "Answer", CustomID: "answer", Style: discordgo.PrimaryButton},
		}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	m, _ := p.room.Message(sent.ID)
	i := ok(t)(p.Press(p.mod, m, "answer"))
	if err := l.InteractionRespond(l.interaction(), &discordgo.InteractionResponse{
		Type: discordgo.InteractionResponseModal,
		Data: &discordgo.InteractionResponseData{CustomID: "form", Title: "Answer", Components: []discordgo.MessageComponent{
			discordgo.ActionsRow{Components: []discordgo.MessageComponent{
				discordgo.TextInput{CustomID: "text", Label: "Answer", Style: discordgo.TextInputParagraph, Required: true},
			}},
		}},
	}); err != nil {
		t.Fatal(err)
	}
	ok(t)(p.SubmitModal(i, map[string]string{"text": "so"}))
	data := l.interaction().ModalSubmitData()
	input := data.Components[0].(*discordgo.ActionsRow).Components[0].(*discordgo.TextInput)
	if data.CustomID != "form" || input.Value != "so" {
		t.Errorf("%+v", data)
	}
}

func TestLibraryComesBack(t *testing.T) {
	tests := map[string]struct {
		lose    func(*place)
		resumed int
		missed  bool // is replayed
	}{
		"cut":                  {func(p *place) { p.DropConnections() }, 1, true},
		"closed with 4000":     {func(p *place) { p.Disconnect(4000) }, 1, true},
		"asked to reconnect":   {func(p *place) { p.AskReconnect() }, 1, true},
		"cut, the window lost": {func(p *place) { p.LoseResumeWindow(); p.DropConnections() }, 0, false},
		"invalidated for good": {func(p *place) { p.InvalidateSessions(false) }, 0, false},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			p := realPlace(t)
			l := newLibrary(p, chatIntents)
			p.room.Say(p.anna, "before")
			l.hear("before")
			tc.lose(p)
			p.room.Say(p.anna, "missed")
			if err := p.Await(soon(t), func() bool { return p.Connected() == 1 && p.Resumed()+p.Identifies() == 2 }); err != nil {
				t.Fatalf("%v: %d connected, %d resumed, %d identifies", err, p.Connected(), p.Resumed(), p.Identifies())
			}
			p.room.Say(p.anna, "after")
			before := l.hear("after")
			if p.Resumed() != tc.resumed || slices.Contains(before, "missed") != tc.missed {
				t.Errorf("%d resumed; before: %v", p.Resumed(), before)
			}
			p.careful()
		})
	}
}

func TestLibraryMeetsRateLimits(t *testing.T) {
	p := realPlace(t)
	l := newLibrary(p, chatIntents)
	p.RateLimit("POST *", 1, 200*time.Millisecond, "user")
	_, err := l.ChannelMessageSendComplex(p.room.ID, &discordgo.MessageSend{Content: "x"})
	var limited *discordgo.RateLimitError
	if !errors.As(err, &limited) || limited.RetryAfter != 200*time.Millisecond {
		t.Errorf("%v", err)
	}
	if _, err := l.ChannelMessageSendComplex(p.room.ID, &discordgo.MessageSend{Content: "x"}); err != nil {
		t.Error(err)
	}
}

func TestLibraryMeetsBrokenAnswers(t *testing.T) {
	p := realPlace(t)
	l := newLibrary(p, chatIntents)
	send := func() error {
		_, err := l.ChannelMessageSendComplex(p.room.ID, &discordgo.MessageSend{Content: "x"})
		return err
	}
	p.CutAfterPost(1)
	if err := send(); err == nil {
		t.Error("a cut answer is none")
	}
	p.GarbleAfter("POST *", 1)
	if err := send(); err == nil {
		t.Error("a garbled answer is none")
	}
	p.Fail("POST *", http.StatusServiceUnavailable, 1)
	if err := send(); err == nil {
		t.Error("503 is no error")
	}
	if n := len(p.room.Messages()); n != 2 {
		t.Errorf("%d messages", n)
	}
}

func TestThousandsOfMessages(t *testing.T) {
	p := realPlace(t)
	l := newLibrary(p, chatIntents)
	const rooms, each = 10, 500
	done := make(chan struct{})
	for range rooms {
		r := p.guild.AddRoom("busy", Text)
		go func() {
			defer func() { done <- struct{}{} }()
			for range each {
				r.Say(p.anna, "x")
			}
		}()
	}
	for range rooms {
		<-done
	}
	p.room.Say(p.anna, "last")
	if before := l.hear("last"); len(before) != rooms*each {
		t.Errorf("%d of %d messages came", len(before), rooms*each)
	}
	p.careful()
}
