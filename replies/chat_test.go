package replies

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"frontdesk/configs"
	"frontdesk/gateway"
	"frontdesk/replies/markdown"
)

// automaticKinds are what a customer is told by the machine.
var automaticKinds = []gateway.DeliveryKind{
	gateway.KindAnswer, gateway.KindAcknowledgement, gateway.KindQuestion, gateway.KindConfirmation, gateway.KindNotice,
}

// chatSample is all scenes in some languages, as a chat shows them.
func chatSample(t *testing.T, b *Book, languages ...string) string {
	t.Helper()
	var out strings.Builder
	for _, scene := range scenes {
		in := scene.make(languages...)
		in.Called = Called{"date_of_purchase": {"de": "Kaufdatum", "fr": "date d'achat"}}
		got, err := b.RenderChat(in, chatMost)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&out, "== %s\n\n%s\n\n", scene.name, got)
	}
	return out.String()
}

// wordsSample is all buttons and notes in a language.
func wordsSample(b *Book, code string) string {
	var out strings.Builder
	for _, c := range buttons {
		fmt.Fprintf(&out, "[%s]\n", b.Button(c, []string{code}))
	}
	for _, n := range notes {
		fmt.Fprintf(&out, "%s\n", b.Note(n, []string{code}, NoteFields{Agent: "Anna *Keller*"}))
	}
	for _, n := range []gateway.NoteName{gateway.NoteOther, gateway.NoteTakenOver} {
		fmt.Fprintf(&out, "%s\n", b.Note(n, []string{code}, NoteFields{Agent: "80351110224678912"}))
	}
	for _, f := range []NoteFields{{Place: gateway.PlacePrivate}, {Place: gateway.PlaceDirect}, {Place: gateway.PlaceRoom, Here: true}} {
		fmt.Fprintf(&out, "%s\n", b.Note(gateway.NoteHanded, []string{code}, f))
	}
	return out.String()
}

var buttons = []gateway.CommandName{
	gateway.CommandSolved, gateway.CommandUnsolved, gateway.CommandPerson, gateway.CommandShare,
	gateway.CommandTake, gateway.CommandReply, gateway.CommandClose,
}

var notes = []gateway.NoteName{
	gateway.NoteOff, gateway.NoteOn, gateway.NoteMuted, gateway.NoteUnmuted, gateway.NoteThanks, gateway.NoteHanded, gateway.NoteAnswered,
	gateway.NoteNothing, gateway.NoteRetracted, gateway.NoteNotYours, gateway.NoteModerators, gateway.NoteGone, gateway.NoteTaken, gateway.NoteTakenOver,
	gateway.NoteOther, gateway.NoteClosed, gateway.NoteSent, gateway.NoteNotTheTeams, gateway.NoteShared, gateway.NoteDetails, gateway.NoteTooMany,
}

func TestRepliesInChatsReadWellInEachLanguage(t *testing.T) {
	b := book(t)
	for _, code := range builtinLanguages {
		t.Run(code, func(t *testing.T) {
			golden(t, "chat-"+code+".txt", chatSample(t, b, code)+"== buttons and notes\n\n"+wordsSample(b, code))
		})
	}
	t.Run("two", func(t *testing.T) { golden(t, "chat-two.txt", chatSample(t, b, "en", "de")) })
}

func TestNoWordOfAChatIsMissing(t *testing.T) {
	b := book(t)
	seen := map[string]bool{}
	for _, code := range builtinLanguages {
		for _, c := range buttons {
			label := b.words[code].say("buttons."+string(c), nil)
			if n := utf8.RuneCountInString(label); n == 0 || n > 20 || b.Button(c, []string{code}) != label {
				t.Errorf("%s: the button %s is %q", code, c, label)
			}
			if label == b.Button(c, nil) && code != "en" {
				t.Errorf("%s: the button %s is English: %q", code, c, label)
			}
		}
		for _, n := range notes {
			text := b.Note(n, []string{code}, NoteFields{Agent: "Anna"})
			if strings.Contains(text, "notes.") || utf8.RuneCountInString(text) > 160 || seen[text] {
				t.Errorf("%s: the note %q is %q", code, n, text)
			}
			seen[text] = true
		}
	}
}

func TestWordsOfAChatAreInTheFirstLanguageThatHasThem(t *testing.T) {
	b := book(t)
	for want, languages := range map[string][]string{
		"Gelöst": {"de", "fr"}, "Résolu": {"sv", "fr-CA"}, "Solved": {"sv"}, "已解决": {"zh-Hant-TW"}, "Rozwiązane": {"PL"},
	} {
		if got := b.Button(gateway.CommandSolved, languages); got != want {
			t.Errorf("%v: got %q, want %q", languages, got, want)
		}
	}
	hostile := b.Note(gateway.NoteOther, nil, NoteFields{Agent: "**@everyone**\n# <@1>\u202e"})
	checkMessage(t, hostile)
	if !strings.Contains(hostile, `\*\*`) || strings.Contains(hostile, "\n") {
		t.Errorf("got %q", hostile)
	}
}

func TestTemplatesOfChatsAreTheConfigs(t *testing.T) {
	b := book(t,
		templateFile("replies/chat-answer.de.md", "Schauen Sie: {{range .Articles}}[{{.Title}}]({{.URL}}){{else}}nichts{{end}}"),
		templateFile("replies/refund-timing/chat-answer.md", "Refunds"),
		templateFile("replies/refund-timing/chat-forward.md", "Look: {{.Customer}} in {{.Room}}"),
		templateFile("replies/answer.md", "for mail"),
	)
	in := foreign(gateway.KindAnswer, "de")
	in.Reply.Matcher, in.Reply.Articles = "payment-failed", articles()[1:2]
	for matcher, want := range map[string]string{
		"payment-failed": "Schauen Sie: [How to send something back](<https://shop.example.com/help/returns_%28EU%29>)", "refund-timing": "Refunds",
	} {
		in.Reply.Matcher = matcher
		if got, err := b.RenderChat(in, chatMost); err != nil || got != want {
			t.Errorf("%s: got %q, %v", matcher, got, err)
		}
	}
	forward := chatForward()
	forward.Decision.Matcher = "refund-timing"
	if got, err := b.RenderChatForward(forward, chatMost); err != nil || got != `Look: Jane \*D\* in #help` {
		t.Errorf("got %q, %v", got, err)
	}
}

func TestTemplatesOfChatsAreRehearsed(t *testing.T) {
	cases := map[string]struct{ path, content, want string }{
		"an unknown field":  {"replies/chat-answer.md", "x{{.Nam}}", `replies/chat-answer.md:1:4: unknown field "Nam"`},
		"a forward's field": {"replies/chat-forward.md", "x{{.Rom}}", `replies/chat-forward.md:1:4: unknown field "Rom"; did you mean "Room"?`},
		"too long":          {"replies/chat-notice.md", strings.Repeat("word ", 500), "replies/chat-notice.md:1:1: the template is too long where nothing is known; a chat takes 2000"},
		"silent":            {"replies/chat-answer.md", "{{range .Articles}}{{.Title}}{{end}}", "replies/chat-answer.md:1:1: the template says nothing where nothing is known"},
		"a language":        {"replies/chat-forward.de.md", "x", `replies/chat-forward.de.md:1:1: "chat-forward" has no language`},
		"misspelt":          {"replies/chat-anser.md", "x", `replies/chat-anser.md:1:1: unknown reply "chat-anser"; did you mean "chat-answer"?`},
	}
	for name, c := range cases {
		var p configs.Problems
		Load([]configs.File{templateFile(c.path, c.content)}, []string{"refund-timing"}, &p)
		if p.Errors() != 1 || !strings.HasPrefix(p.All()[0].String(), c.want) {
			t.Errorf("%s: got %v", name, p.All())
		}
	}
}

func TestOnlyAutomaticRepliesAreRenderedForChats(t *testing.T) {
	for _, kind := range []gateway.DeliveryKind{gateway.KindForward, gateway.KindAgentAnswer, "", "chat-answer"} {
		if got, err := book(t).RenderChat(Input{Reply: gateway.Reply{Kind: kind}}, 0); err == nil {
			t.Errorf("%q became %q", kind, got)
		}
	}
}

func TestALongAnswerLosesItsLastLinksThenSentences(t *testing.T) {
	b := book(t)
	in := foreign(gateway.KindAnswer, "en")
	in.Reply.Articles = articles()
	whole, err := b.RenderChat(in, 0)
	if err != nil {
		t.Fatal(err)
	}
	for limit, want := range map[int][]string{
		markdown.ChatLength(whole): {"a/rather/long/path", "returns_", "as soon as it is on its way"},
		560:                        {"returns_", "as soon as it is on its way"},
		440:                        {"as soon as it is on its way"},
		360:                        {"five days to book it"},
		290:                        {"has reached us."},
		200:                        nil,
	} {
		got, err := b.RenderChat(in, limit)
		if err != nil || markdown.ChatLength(got) > limit {
			t.Fatalf("%d characters of %d, %v:\n%s", markdown.ChatLength(got), limit, err, got)
		}
		for _, part := range []string{"a/rather/long/path", "returns_", "as soon as it is on its way", "five days to book it", "has reached us."} {
			if slices.Contains(want, part) && !strings.Contains(got, part) {
				t.Errorf("%d: no %q in\n%s", limit, part, got)
			}
		}
		if !strings.Contains(got, "refund-timing?from=mail&lang=en>)**") || strings.Contains(got, "…") || !strings.Contains(got, "-# This is an automatic answer") {
			t.Errorf("%d: got\n%s", limit, got)
		}
		if len(want) == 0 && strings.Contains(got, "> ") || len(want) == 1 && strings.Contains(got, "See also") {
			t.Errorf("%d: got\n%s", limit, got)
		}
	}
}

// A message as Discord reads it.
var (
	escape     = regexp.MustCompile(`\\[^0-9A-Za-z\s]`)
	maskedLink = regexp.MustCompile(`\[[^\[\]\n]+\]\(<https?://[^\s<>()*]+>\)`)
	plainLink  = regexp.MustCompile(`<https?://[^\s<>()*]+>`)
	ring       = regexp.MustCompile(`(?i)@(everyone|here)|<(@|#|/|:|a:|t:|id:)`)
)

// checkMessage holds that nothing in a message is cut in two, rings or hides.
func checkMessage(t interface {
	Helper()
	Errorf(string, ...any)
}, text string,
) {
	t.Helper()
	rest := escape.ReplaceAllString(text, "")
	rest = plainLink.ReplaceAllString(maskedLink.ReplaceAllString(rest, ""), "")
	switch {
	case ring.MatchString(text):
		t.Errorf("it rings: %q", text)
	case strings.ContainsAny(rest, "[]<\\"), strings.Count(rest, "**")%2 == 1, strings.Count(rest, "`")%2 == 1:
		t.Errorf("something is cut in two: %q", text)
	case strings.ContainsFunc(strings.ReplaceAll(text, "\n", ""), markdown.Hidden), strings.ContainsAny(text, "\u2060\u00ad\u200e\u200f\ue000"):
		t.Errorf("something hides: %q", text)
	}
}

// words are what strangers and authors write.
var pieces = []string{
	"refund", "退款", "💶", "👩‍👧", "é́", "*", "_", "`", "```", "[", "](", ")", "<", ">", "#", "-# ", "- ", "1. ", "\\", "\n", " ", ". ", "。", "@everyone",
	"@\u200beveryone", "<@123>", "<#1>", "<:x:1>", ":smile:", "https://a.example/b_c*d", "\u202e", "||", "~~", "&amp;", "<b>", "{{.Name}}", "word",
}

func textOf(t *rapid.T, name string, most int) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, most).Draw(t, name), "")
}

func TestEveryMessageIsWithinItsLimitAndWhole(t *testing.T) {
	b := book(t)
	rapid.Check(t, func(t *rapid.T) {
		in := foreign(rapid.SampledFrom(automaticKinds).Draw(t, "kind"), rapid.SliceOfNDistinct(rapid.SampledFrom(builtinLanguages), 0, 2, rapid.ID).Draw(t, "languages")...)
		in.Reply.Urgent = rapid.Bool().Draw(t, "urgent")
		in.Reply.Promise.Contact = textOf(t, "contact", 5)
		in.Reply.Missing = []string{textOf(t, "missing", 5)}
		for range rapid.IntRange(0, 4).Draw(t, "articles") {
			in.Reply.Articles = append(in.Reply.Articles, gateway.Article{
				Title: textOf(t, "title", 8), Passage: textOf(t, "passage", 300), URL: "https://shop.example/" + textOf(t, "url", 4), Language: "sv",
			})
		}
		limit := rapid.IntRange(0, chatMost).Draw(t, "limit")
		got, err := b.RenderChat(in, limit)
		if err != nil || limit > 0 && markdown.ChatLength(got) > limit {
			t.Fatalf("%d characters of %d, %v: %q", markdown.ChatLength(got), limit, err, got)
		}
		checkMessage(t, got)
		forward := chatForward()
		forward.Message.NewText, forward.ReplySent, forward.Ticket.Reason = textOf(t, "wrote", 600), textOf(t, "said", 300), textOf(t, "reason", 10)
		forward.Message.Author.Name, forward.Message.Chat.RoomName = textOf(t, "name", 4), textOf(t, "room", 3)
		if got, err = b.RenderChatForward(forward, limit); err != nil || limit > 0 && markdown.ChatLength(got) > limit {
			t.Fatalf("%d characters of %d, %v: %q", markdown.ChatLength(got), limit, err, got)
		}
		checkMessage(t, got)
	})
}

func TestEveryBuiltInMessageFitsAPhone(t *testing.T) {
	b := book(t)
	for _, code := range builtinLanguages {
		for _, scene := range scenes {
			in := scene.make(code)
			got, err := b.RenderChat(in, chatMost)
			if err != nil {
				t.Fatal(err)
			}
			checkMessage(t, got)
			if lines := strings.Count(got, "\n"); lines > 10 || strings.Contains(got, "\n\n\n") {
				t.Errorf("%s, %s: %d lines\n%s", code, scene.name, lines, got)
			}
			if !strings.Contains(got, "\n-# ") {
				t.Errorf("%s, %s: nothing says that a machine wrote it\n%s", code, scene.name, got)
			}
		}
	}
}

// chatForward is a ticket of a question in a room.
func chatForward() ForwardInput {
	in := forwardInput()
	in.Message.Author = gateway.Address{Name: "Jane *D*", Addr: "80351110224678912"}
	in.Ticket.Customer = gateway.Address{Addr: "80351110224678912"}
	in.Message.Subject, in.Message.NewText = "", in.Message.Text
	in.Message.Chat = &gateway.Chat{Form: gateway.FormRoom, RoomName: "help"}
	in.ReplySent = "Thank you for your message. A person will answer you here, usually by Monday 10:30 CET."
	return in
}

func TestForwardsToARoomReadAsTheGoldenFilesSay(t *testing.T) {
	b := book(t)
	urgent := urgentForward()
	urgent.Message.NewText = strings.Repeat("I paid for my order and nothing came. ", 60)
	long := chatForward()
	long.Message.NewText = strings.Repeat("Where is my parcel? Nobody answers. ", 100)
	long.ReplySent = strings.Repeat("We told you something. ", 50)
	for name, in := range map[string]ForwardInput{
		"chat-forward": chatForward(), "chat-forward-mail": urgent, "chat-forward-draft": draftForward(), "chat-forward-long": long,
		"chat-forward-bare": {Ticket: gateway.Ticket{ID: "T-7", Reason: "the mail could not be read"}, RawNote: "The mail could not be read."},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := b.RenderChatForward(in, chatMost)
			if err != nil {
				t.Fatal(err)
			}
			checkMessage(t, got)
			golden(t, name+".txt", got+"\n")
		})
	}
}

func TestAForwardOfAButtonShowsWhatWasAsked(t *testing.T) {
	in := chatForward()
	in.Message.Text, in.Message.NewText = "", ""
	in.Earlier = []Entry{{Who: in.Ticket.Customer.Addr, Text: "Where is my parcel?"}, {Who: in.Ticket.Customer.Addr}, {Who: "Frontdesk (answer)", Text: "See here."}}
	got, err := book(t).RenderChatForward(in, chatMost)
	if err != nil || !strings.Contains(got, "> Where is my parcel?\n") || strings.Contains(got, "See here") {
		t.Errorf("got %v\n%s", err, got)
	}
}

func TestAnAgentsAnswerIsWholeInEachChat(t *testing.T) {
	anna := gateway.Address{Name: "Anna\n**Keller**", Addr: "anna@example.com"}
	got := AgentChat(anna, "Hello,\r\n\r\n\r\n  your *order* is # 1\n- see https://shop.example/a_b\n", chatMost)
	want := "**Anna \\*\\*Keller\\*\\***: Hello,\n\n  your \\*order\\* is # 1\n\\- see <https://shop.example/a_b>"
	if len(got) != 1 || got[0] != want {
		t.Errorf("got\n%q, want\n%q", got, want)
	}
	if got := AgentChat(gateway.Address{Addr: "80351110224678912"}, "Hi", 0); got[0] != "**👤**: Hi" {
		t.Errorf("an account's number is shown: %q", got)
	}
}

func TestALongAnswerOfAnAgentIsNumberedAndNothingOfItIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := textOf(t, "text", 800)
		limit := rapid.IntRange(300, chatMost).Draw(t, "limit")
		got := AgentChat(gateway.Address{Name: "Anna"}, text, limit)
		var said strings.Builder
		for i, one := range got {
			if markdown.ChatLength(one) > limit {
				t.Fatalf("%d characters of %d: %q", markdown.ChatLength(one), limit, one)
			}
			checkMessage(t, one)
			head := "**Anna**: "
			if len(got) > 1 {
				head = fmt.Sprintf("**Anna** (%d/%d): ", i+1, len(got))
			}
			rest, ok := strings.CutPrefix(one, head)
			if !ok {
				t.Fatalf("message %d of %d begins %q", i+1, len(got), one[:min(len(one), 30)])
			}
			said.WriteString(rest)
		}
		if seen, want := letters(markdown.PlainChat(said.String())), letters(markdown.PlainChat(markdown.ChatText(text, 0)[0])); seen != want {
			t.Fatalf("got\n%s, want\n%s", seen, want)
		}
	})
}

// letters is a text without its spaces.
func letters(s string) string { return strings.Join(strings.Fields(s), "") }

func TestDetailsAreCalledAsTheirLanguageDoes(t *testing.T) {
	b := book(t)
	in := foreign(gateway.KindQuestion, "de", "en")
	in.Reply.Missing, in.Called = []string{"order_number"}, Called{"order_number": {"de": "Bestellnummer", "zh": "订单号"}}
	mail, err := b.Render(in)
	if err != nil || !strings.Contains(mail.Text, "- Bestellnummer\n") || !strings.Contains(mail.Text, "- order number\n") {
		t.Errorf("got %v\n%s", err, mail.Text)
	}
	in.Reply.Languages = []string{"zh-Hant-TW"}
	if chat, err := b.RenderChat(in, 0); err != nil || !strings.Contains(chat, "- 订单号\n") {
		t.Errorf("got %v\n%s", err, chat)
	}
}

func TestAnAnswerToTwoRequestsKeepsBothHoweverShortItMustBe(t *testing.T) {
	b := book(t)
	in := foreign(gateway.KindAnswer, "en")
	in.Reply.Articles, in.Reply.Answers = articles(), 2
	in.Reply.Articles[1].Passage = strings.Repeat("Print the label from your account. ", 40)
	for _, limit := range []int{2000, 900, 600} {
		got, err := b.RenderChat(in, limit)
		if err != nil {
			t.Fatal(err)
		}
		for _, article := range in.Reply.Articles[:2] {
			if !strings.Contains(got, article.Title) {
				t.Errorf("within %d, %q is missing:\n%s", limit, article.Title, got)
			}
		}
	}
}
