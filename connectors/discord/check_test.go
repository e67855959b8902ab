package discord

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway"
)

// load reads the keys of a channel, each on its own line.
func load(t *testing.T, keys string) (*Settings, *configs.Problems) {
	t.Helper()
	dir := t.TempDir()
	text := "channels:\n  c:\n    kind: discord\n    " + strings.ReplaceAll(keys, "\n", "\n    ") + "\n"
	if err := os.WriteFile(filepath.Join(dir, "frontdesk.yaml"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	var p configs.Problems
	folder := configs.Load(dir, &p)
	s := new(Settings)
	folder.Channels[0].Decode(s, &p)
	s.Check(folder.Channels[0], &p)
	return s, &p
}

func TestWhatIsWrongIsToldAtItsPlace(t *testing.T) {
	for keys, want := range map[string]string{
		"watch: [help]":                                        `frontdesk.yaml:2:3: "token" is missing`,
		"token: secret\nwatch: [help]":                         "a secret is not written into the config",
		"token: env:T":                                         "no room is watched",
		"token: env:T\nwatch: [help, '#help']":                 `frontdesk.yaml:5:19: room "help" is listed twice`,
		"token: env:T\nwatch: [{team: x}]":                     `"room" is missing`,
		"token: env:T\nwatch: [{room: a, anser: reply}]":       `unknown key "anser"; did you mean "answer"?`,
		"token: env:T\nwatch: [{room: a, answer: threads}]":    `"threads" is not a value of answer; did you mean "thread"?`,
		"token: env:T\nwatch: [a]\nanswer: mail":               `"mail" is not a value of answer`,
		"token: env:T\nwatch: [a]\ntickets: mail":              `"mail" is not a value of tickets`,
		"token: env:T\nwatch: [a]\nshards: many":               `"many" is no number of shards`,
		"token: env:T\nwatch: [a]\nshards: 0":                  `"0" is no number of shards`,
		"token: env:T\nwatch: [a]\nconfidence: 80.0":           "confidence is not between 0 and 1",
		"token: env:T\nwatch: [a]\nbudget: {share: 20.0}":      "frontdesk.yaml:6:14: share is not between 0 and 1",
		"token: env:T\nwatch: [a]\ncooldown: {person: -5m}":    `"-5m" is no duration`,
		"token: env:T\nwatch: [a]\nquiet: ['22-7']":            "frontdesk.yaml:6:13: \"22-7\" are no quiet hours",
		"token: env:T\nwatch: [a]\nquiet: ['22:00-07:00 CE']":  "CE is not a known time zone",
		"token: env:T\nwatch: [a]\nquiet: ['22:70-07:00 UTC']": "these are not two times of a day",
		"token: env:T\nwatch: [a]\napi: discord.com":           `"discord.com" is not the base URL of an API`,
		"token: env:T\nwatch: [a]\napi: http://x.example/api":  "warning: the bot's token travels unencrypted",
		"token: env:T\nwatch: [a]\ncommands: {aks: false}":     `unknown key "aks"; known here: ask, human`,
	} {
		_, p := load(t, keys)
		var all []string
		for _, problem := range p.All() {
			all = append(all, problem.String())
		}
		if !strings.Contains(strings.Join(all, "\n"), want) {
			t.Errorf("%q gives\n%s\nwithout %q", keys, strings.Join(all, "\n"), want)
		}
	}
}

func TestMannersOfTheConfig(t *testing.T) {
	s, p := load(t, `token: env:T
team: first-line
watch: [help, {room: '#billing', team: billing, answer: thread, grace: 2m, silent: true}]
quiet: ["22:30-07:00 Europe/Berlin"]
tickets: dm
cooldown: {room: 1m, article: 0s}
budget: {hour: 5}`)
	if err := p.Err(); err != nil {
		t.Fatal(err)
	}
	ch := s.Channel("community")
	m := ch.Manners
	billing := m.Rooms["billing"]
	if ch.Kind != "discord" || ch.Team != "first-line" || ch.MaxReplyAge != time.Hour || m.Grace != time.Minute || m.Confidence != 0.8 || m.MinLength != 12 ||
		m.HourMost != 5 || m.ShareMost != 0.2 || m.Talking != 5*time.Minute || m.TextLimit != 2000 || m.Answer != gateway.PlaceReply || m.Ticket != gateway.PlaceDirect ||
		m.Cooldown != (gateway.Cooldowns{Person: 5 * time.Minute, Matcher: 10 * time.Minute, Room: time.Minute}) {
		t.Errorf("the channel is %+v with %+v", ch, m)
	}
	if billing.Team != "billing" || billing.Answer != gateway.PlaceThread || *billing.Grace != 2*time.Minute || !billing.Silent || len(m.Rooms) != 1 {
		t.Errorf("the room has %+v", billing)
	}
	if q := m.Quiet[0]; q.From != 22*time.Hour+30*time.Minute || q.To != 7*time.Hour || q.Zone.String() != "Europe/Berlin" {
		t.Errorf("quiet hours are %+v", q)
	}
	if s.intents()&(1<<15) == 0 || s.Shards.Count != 1 || s.API != "https://discord.com/api" {
		t.Errorf("the settings are %+v", s)
	}
}

func TestRoomAnswersAsItsNameInTheConfig(t *testing.T) {
	r := newRooms([]Watch{watching("#Help"), watching("200000000000000002")}, noRooms)
	r.await(meID, nil)
	r.putGuild(guild{
		ID: "400000000000000001", Name: "Lumen",
		Channels: []*channel{{ID: roomID, Name: "help"}, {ID: "200000000000000002", Name: "billing"}, {ID: "200000000000000003", Name: "other"}},
		Threads:  []*channel{{ID: "200000000000000004", Name: "thread", Type: 11, ParentID: roomID, OwnerID: meID}},
	})
	for id, want := range map[string]standing{
		roomID:               {name: "Help", watched: true, form: gateway.FormRoom},
		"200000000000000002": {name: "billing", watched: true, form: gateway.FormRoom},
		"200000000000000003": {name: "other", form: gateway.FormRoom},
		"200000000000000004": {name: "Help", watched: true, form: gateway.FormThread, parent: roomID, title: "thread", ours: true},
	} {
		want.guild = "400000000000000001"
		if got := r.standing(id, ""); got != want {
			t.Errorf("%s stands as %+v", id, got)
		}
	}
	if got := r.standing("200000000000000009", ""); got.form != gateway.FormDirect {
		t.Errorf("what no guild has stands as %+v", got)
	}
	r.drop(roomID)
	if _, known := r.find("200000000000000004"); known || r.unknown() == nil {
		t.Error("a room that is gone is still known")
	}
}
