package discord

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"frontdesk/gateway"
)

const (
	annID, meID     = "100000000000000001", "100000000000000009"
	roomID, firstID = "200000000000000001", "300000000000000001"
)

// raw is a message as Discord's JSON, with these fields besides the usual ones.
func raw(content, more string) []byte {
	return []byte(`{"id": "` + firstID + `", "channel_id": "` + roomID + `", "guild_id": "400000000000000001", "type": 0,
		"timestamp": "2026-11-20T09:00:00.123000+00:00", "author": {"id": "` + annID + `", "username": "ann_01", "global_name": "Ann"},
		"content": "` + content + `"` + more + `}`)
}

func TestReadMakesAnEventOfAMessage(t *testing.T) {
	e := Read(raw("Where is my order?", `, "attachments": [{"filename": "bill.pdf", "content_type": "application/PDF", "size": 5}]`), new(Settings))
	m := e.Message
	if e.Kind != gateway.EventMessage || e.Guard == "" || m.SourceID != roomID+"/"+firstID || m.Thread.ID != m.SourceID || m.Room != roomID ||
		m.Author != (gateway.Address{Name: "Ann", Addr: annID}) || m.NewText != "Where is my order?" || !m.Chat.Watched || m.Chat.ToUs ||
		m.Received.Format("15:04:05.000 MST") != "09:00:00.123 UTC" {
		t.Errorf("it is %+v %+v", m, m.Chat)
	}
	if len(m.Attachments) != 1 || m.Attachments[0].Name != "bill.pdf" || m.Attachments[0].Type != "application/pdf" || m.Attachments[0].Size != 5 {
		t.Errorf("attachments are %+v", m.Attachments)
	}
}

func TestReadQuarantinesWhatItCannotRead(t *testing.T) {
	for name, in := range map[string]string{
		"no JSON": "hello", "no message": `{}`, "a list": `[]`, "no author": `{"id": "1", "channel_id": "2"}`,
		"author of another type": string(raw("", `, "author": 5`)),
	} {
		e := Read([]byte(in), new(Settings))
		if e.Quarantine == "" || string(e.Raw) != in || e.Message.SourceID == "" || e.Guard == "" {
			t.Errorf("%s: %+v", name, e)
		}
	}
}

func TestWhoIsNoPersonHasNoText(t *testing.T) {
	for name, tt := range map[string]struct {
		more            string
		automatic, ours bool
	}{
		"a person":          {"", false, false},
		"a bot":             {`, "author": {"id": "1", "username": "x", "bot": true}`, true, false},
		"a webhook":         {`, "webhook_id": "5"`, true, false},
		"the system":        {`, "author": {"id": "1", "username": "x", "system": true}`, true, false},
		"somebody joined":   {`, "type": 7`, true, false},
		"a thread's start":  {`, "type": 21`, true, false},
		"a slash command's": {`, "type": 20`, true, false},
		"ourselves":         {`, "author": {"id": "` + meID + `", "username": "x", "bot": true}`, false, true},
		"unknown component": {`, "components": [{"type": 99, "x": {}}], "referenced_message": {"id": "1", "components": [{"type": 98}]}`, false, false},
	} {
		r := newRooms(nil, noRooms)
		r.await(meID, nil)
		e := reader{r}.event(parsed(t, raw("hello", tt.more)))
		c := e.Message.Chat
		if c.Automatic != tt.automatic || c.Ours != tt.ours || (e.Message.Text == "") != (tt.automatic || tt.ours) {
			t.Errorf("%s: %+v with %q", name, c, e.Message.Text)
		}
	}
}

func parsed(t *testing.T, raw []byte) message {
	t.Helper()
	var m message
	if err := json.Unmarshal(raw, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func TestWhatIsSaidToUs(t *testing.T) {
	for name, tt := range map[string]struct {
		content, more string
		toUs          bool
		newText       string
	}{
		"to nobody":         {"hello", "", false, "hello"},
		"mention":           {"<@" + meID + ">, where is it?", `, "mentions": [{"id": "` + meID + `", "username": "Desk"}]`, true, "where is it?"},
		"mention within":    {"where is it <@" + meID + ">?", `, "mentions": [{"id": "` + meID + `", "username": "Desk"}]`, true, "where is it @Desk?"},
		"mention of others": {"<@5> hi", `, "mentions": [{"id": "5", "username": "Ben"}]`, false, "<@5> hi"},
		"reply to us":       {"no", reply(meID), true, "no"},
		"reply to others":   {"no", reply("5"), false, "no"},
		"direct":            {"hello", `, "guild_id": ""`, true, "hello"},
		"a bot's mention":   {"<@" + meID + ">", `, "author": {"id": "1", "bot": true}, "mentions": [{"id": "` + meID + `"}]`, false, ""},
	} {
		r := newRooms(nil, noRooms)
		r.await(meID, nil)
		m := reader{r}.event(parsed(t, raw(tt.content, tt.more))).Message
		if m.Chat.ToUs != tt.toUs || m.NewText != tt.newText {
			t.Errorf("%s: to us %v, %q", name, m.Chat.ToUs, m.NewText)
		}
	}
}

func reply(to string) string {
	return `, "type": 19, "message_reference": {"message_id": "300000000000000000", "channel_id": "` + roomID + `"},
		"referenced_message": {"id": "300000000000000000", "author": {"id": "` + to + `"}}`
}

func TestReplyNamesWhatItAnswers(t *testing.T) {
	m := Read(raw("thanks", reply("5")), new(Settings)).Message
	id := roomID + "/300000000000000000"
	if m.Chat.ReplyTo != id || m.Chat.ReplyToAuthor != "5" || len(m.Thread.InReplyTo) != 1 || m.Thread.InReplyTo[0] != id {
		t.Errorf("it is %+v %+v", m.Thread, m.Chat)
	}
}

func TestTextIsAsPeopleReadIt(t *testing.T) {
	const ben = `, "mentions": [{"id": "100000000000000002", "username": "ben", "global_name": "Ben\u202e B"}]`
	for in, want := range map[string]string{
		"<@100000000000000002> and <@!100000000000000002>":           "@Ben B and @Ben B",
		"<@100000000000000003>":                                      "@somebody",
		"in <#200000000000000002>, <@&500000000000000001>":           "in #room, @role",
		"`<@100000000000000002>` stays":                              "`<@100000000000000002>` stays",
		"```\\n<@100000000000000002> `x\\n``` <@100000000000000002>": "```\n<@100000000000000002> `x\n``` @Ben B",
		"` alone <@100000000000000002>":                              "` alone @Ben B",
		"<:smile:600000000000000001> <a:wave:600000000000000001>":    ":smile: :wave:",
		"use </ask:700000000000000001>":                              "use /ask",
		"at <t:1763629200:R>":                                        "at 2025-11-20 09:00 UTC",
		"1 <3 you":                                                   "1 <3 you",
		"a\\u200bb\\u202ec\\u2066d\\u0000e\\ufefff":                  "abcdef",
		"\\u0645\\u06cc\\u200c\\u062e\\u0648\\u0627\\u0647\\u0645":   "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
		"👩\\u200d👩\\u200d👧 ❤\\ufe0f":                                 "👩\u200d👩\u200d👧 ❤\ufe0f",
		"a\\r\\nb":                                                   "a\nb",
	} {
		if got := Read(raw(in, ben), new(Settings)).Message.Text; got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

func TestQuotesAreNotNew(t *testing.T) {
	for in, want := range map[string]string{
		"> old words\\nnew words":       "new words",
		"new\\n> old\\n> older\\nnewer": "new\nnewer",
		"new\\n>>> old\\nall after":     "new",
		"> only a quote":                "> only a quote",
		">no quote":                     ">no quote",
		"```\\n> code\\n```\\nnew":      "```\n> code\n```\nnew",
		"I pay > 5 euros":               "I pay > 5 euros",
	} {
		m := Read(raw(in, ""), new(Settings)).Message
		if m.NewText != want {
			t.Errorf("%q: new is %q, want %q", in, m.NewText, want)
		}
		for _, c := range m.Cuts {
			if !strings.HasPrefix(m.Text[c.Start:c.End], ">") {
				t.Errorf("%q: a cut is %q", in, m.Text[c.Start:c.End])
			}
		}
	}
}

func TestMarkKnowsWhatWasOvertaken(t *testing.T) {
	at := func(ms int) snowflake { return snowflake(uint64(ms) << 22) }
	m := mark{low: at(1000)}
	for _, ms := range []int{1100, 1300, 1200, 2000} {
		m = m.with(at(ms))
	}
	if m.String() != parseMark(m.String()).String() || m.low != at(1000) || len(m.recent) != 4 || m.newest() != at(2000) {
		t.Errorf("it is %s", m)
	}
	if m.has(at(1150)) || !m.has(at(1200)) || !m.has(at(900)) {
		t.Errorf("%s has what it has not", m)
	}
	m = m.with(at(6250))
	if m.low != at(1200) || len(m.recent) != 3 {
		t.Errorf("after a while it is %s", m)
	}
	for i := range 100 {
		m = m.with(at(7000 + i))
	}
	if len(m.recent) != lateMost || m.newest() != at(7099) {
		t.Errorf("after many it has %d", len(m.recent))
	}
	for _, odd := range []string{"", "x", ":5", "0:7", "x:1,2"} {
		if !parseMark(odd).isZero() {
			t.Errorf("%q is the mark %s", odd, parseMark(odd))
		}
	}
}

func TestCountOfSessionsBeginsAnewEachDay(t *testing.T) {
	now := snowflake(1 << 60).time()
	i, wait := parseIdentifies("").next(now, 3)
	for want := 1; want <= 3; want++ {
		if i.count != want || wait != 0 {
			t.Errorf("%d sessions, wait %v", i.count, wait)
		}
		i, wait = parseIdentifies(i.String()).next(now, 3)
	}
	if wait <= 0 || wait > identifyDay {
		t.Errorf("at the limit it waits %v", wait)
	}
	if i, wait = i.next(now.Add(identifyDay), 3); i.count != 1 || wait != 0 {
		t.Errorf("a day later: %d sessions, wait %v", i.count, wait)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(raw("<@100000000000000002> `code` > x\\n> y <t:1:R>", reply("5")))
	f.Add([]byte(`{"id": "1", "channel_id": "2", "author": {"id": "3"}, "nonce": 5, "content": "\u202e` + "```" + `"}`))
	f.Fuzz(func(t *testing.T, in []byte) {
		e := Read(in, new(Settings))
		m := e.Message
		if m.SourceID == "" || m.Chat == nil || m.Room == "" {
			t.Fatalf("incomplete: %+v", m)
		}
		for _, s := range []string{m.Text, m.NewText, m.Author.Name, m.Subject} {
			if !utf8.ValidString(s) || strings.ContainsAny(s, "\u202e\u2066\u200b\x00") {
				t.Fatalf("unsafe text %q", s)
			}
		}
		if strings.ContainsFunc(m.Author.Name, unicode.IsControl) || utf8.RuneCountInString(m.Author.Name) > maxName {
			t.Fatalf("unsafe name %q", m.Author.Name)
		}
		for _, c := range m.Cuts {
			if c.Start < 0 || c.End > len(m.Text) || c.Start >= c.End {
				t.Fatalf("cut %+v of %d bytes", c, len(m.Text))
			}
		}
	})
}

func FuzzFit(f *testing.F) {
	f.Add("see [x](https://lumen.example/a) or https://lumen.example/b `code`", 30)
	f.Add("```\n@everyone <@1> é", 12)
	f.Fuzz(func(t *testing.T, s string, most int) {
		if most < 20 || most > 3000 || !utf8.ValidString(s) {
			return
		}
		got := fit(quiet(s), most)
		if n := utf8.RuneCountInString(got); n > most {
			t.Fatalf("%d characters of %d", n, most)
		}
		if ringing.MatchString(got) {
			t.Fatalf("it would ring: %q", got)
		}
	})
}
