package simulate_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"frontdesk/configs"
	"frontdesk/connectors"
	"frontdesk/gateway/backtest"
	"frontdesk/gateway/pipeline"
	"frontdesk/gateway/simulate"
)

const shop = `
order-status:
  any: [{words: [my order]}]
  answer: [order-status]
  tests: [{say: "Where is my order?", expect: order-status}]
refund-timing:
  any: [{words: [refund]}]
  team: billing
  tests: [{say: "When will I get my refund?", expect: refund-timing}]
`

// options are a quiet week of a small shop, on the real policy.
func options(t *testing.T) simulate.Options {
	t.Helper()
	var p configs.Problems
	folder := configs.LoadFS(fstest.MapFS{
		"frontdesk.yaml":     {Data: []byte("channels:\n  support: {kind: email, address: support@lumen.example, team: first-line, imap: {server: a, user: u, password: env:SUPPORT_PASSWORD}, smtp: {server: a}}\n")},
		"teams.yaml":         {Data: []byte("hours:\n  office: {zone: Europe/Berlin, open: {mon-fri: \"9:00-17:00\"}}\nteams:\n  first-line: {hours: office, promise: {normal: 8h}}\n  billing: {hours: office, promise: {normal: 8h}}\n")},
		"matchers/a.yaml":    {Data: []byte(shop)},
		"kb/order-status.md": {Data: []byte("---\ntitle: Order status\nurl: https://lumen.example/orders\n---\nIt is on its way.\n")},
	}, "shop", &p)
	channels := connectors.Load(folder.Channels, &p)
	policy := pipeline.NewPolicy(folder, connectors.Gateway(channels), &p)
	if err := p.Err(); err != nil {
		t.Fatal(err)
	}
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	return simulate.Options{
		Policy: policy, Channel: channels[0].Channel,
		Customers: simulate.Customers{
			From: time.Date(2026, 3, 2, 0, 0, 0, 0, zone), Days: 7, PerDay: 60, Surge: 1, Place: simulate.Place{Zone: zone, Why: "by a test"}, Seed: 1,
			Address: "support@lumen.example", Texts: simulate.Texts(policy.Matchers), Read: channels[0].Read,
		},
		Agents: simulate.Agents{Each: 2, Effort: 10 * time.Minute},
	}
}

func run(t *testing.T, o simulate.Options) *simulate.Report {
	t.Helper()
	r, err := simulate.Run(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// team is a team by its name.
type team string

func (name team) of(r *simulate.Report) simulate.Team {
	for _, one := range r.Teams {
		if one.Name == string(name) {
			return one
		}
	}
	return simulate.Team{}
}

func TestTheSameSeedGivesTheSameWeekAndAnotherGivesAnother(t *testing.T) {
	said := func(seed uint64) string {
		o := options(t)
		o.Customers.Seed = seed
		r := run(t, o)
		var text, page bytes.Buffer
		if err := r.WriteText(&text); err != nil {
			t.Fatal(err)
		}
		if err := r.WriteHTML(&page); err != nil {
			t.Fatal(err)
		}
		return text.String() + page.String()
	}
	first := said(1)
	if said(1) != first {
		t.Error("the same seed gave another week")
	}
	if said(2) == first {
		t.Error("another seed gave the same week")
	}
}

func TestCustomersWriteByDayAndAreDecidedAsByTheGateway(t *testing.T) {
	r := run(t, options(t))
	if r.Messages < 200 || r.Messages > 450 {
		t.Errorf("%d messages at sixty a weekday", r.Messages)
	}
	day, night, total := 0, 0, 0
	for _, h := range r.Hours {
		total += h.Total()
		switch hour := h.At.Hour(); {
		case hour >= 10 && hour < 16:
			day += h.Total()
		case hour < 6:
			night += h.Total()
		}
	}
	if total != r.Messages || day < 3*night {
		t.Errorf("%d by day, %d at night, %d of %d in all", day, night, total, r.Messages)
	}
	fates := r.Decided.Fates
	if fates[backtest.Answered] < r.Messages/6 || fates[backtest.Screened] == 0 || fates[backtest.Told] == 0 {
		t.Errorf("decided %v", fates)
	}
	if got := team("billing").of(r); got.Tickets == 0 || got.Promised == 0 {
		t.Errorf("billing has %+v", got)
	}
}

func TestMorePeopleKeepMorePromisesAndASurgeBreaksThem(t *testing.T) {
	quiet := team("first-line").of(run(t, options(t)))
	flooded, alone := options(t), options(t)
	flooded.Customers.Surge, flooded.Agents.Each = 30, 1
	flood := run(t, flooded)
	busy := team("first-line").of(flood)
	alone.Agents.Teams = map[string]int{"first-line": 0}
	nobody := run(t, alone)
	gone := team("first-line").of(nobody)
	if quiet.KeptShare() < 0.95 || quiet.Unanswered > 0 {
		t.Errorf("two people and a quiet week: %+v", quiet)
	}
	if busy.KeptShare() >= quiet.KeptShare() || busy.Most <= 2*quiet.Most {
		t.Errorf("a surge changes nothing: %+v, quiet %+v", busy, quiet)
	}
	if gone.Kept != 0 || gone.Unanswered != gone.Tickets || gone.Tickets != quiet.Tickets {
		t.Errorf("without people: %+v", gone)
	}
	if advice := strings.Join(nobody.Advice(), "\n"); !strings.Contains(advice, "first-line has no agents here") {
		t.Errorf("advice: %q", advice)
	}
}

func TestAgentsWorkWithinTheirHours(t *testing.T) {
	o := options(t)
	o.Customers.From, o.Customers.Days, o.Customers.PerDay = o.Customers.From.AddDate(0, 0, 5), 2, 300 // a weekend
	got := team("first-line").of(run(t, o))
	if got.Tickets == 0 || got.Backlog[len(got.Backlog)-1] != got.Tickets || got.Unanswered != 0 || got.Half < 8*time.Hour {
		t.Errorf("on a weekend: %+v", got)
	}
}

func TestThePageNeedsNothingElse(t *testing.T) {
	var page bytes.Buffer
	if err := run(t, options(t)).WriteHTML(&page); err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"http://", "https://", "<script", "src=", "url(", "<link"} {
		if strings.Contains(page.String(), word) {
			t.Errorf("the page has %s", word)
		}
	}
	if n := strings.Count(page.String(), "<svg"); n != 2 {
		t.Errorf("%d charts, want 2", n)
	}
}

func TestTextFitsATerminal(t *testing.T) {
	var text bytes.Buffer
	if err := run(t, options(t)).WriteText(&text); err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(text.String(), "\n") {
		if n := len([]rune(line)); n > 80 {
			t.Errorf("%d columns: %s", n, line)
		}
	}
}

func TestCustomersLiveWhereTheChannelsTeamWorks(t *testing.T) {
	for team, want := range map[string]string{
		"tokyo": "Asia/Tokyo (where team tokyo works)", "": "Europe/Berlin (where team berlin works)", "always": "Europe/Berlin (where team berlin works)",
	} {
		p := &pipeline.Policy{Teams: map[string]*pipeline.Team{"tokyo": {Zone: "Asia/Tokyo"}, "berlin": {Zone: "Europe/Berlin"}, "always": {}}}
		if got := simulate.PlaceOf(p, team).String(); got != want {
			t.Errorf("channel of team %q: %s", team, got)
		}
	}
	if got := simulate.PlaceOf(new(pipeline.Policy), "gone"); got.Zone != time.UTC || got.Why != "no team has hours that name a zone" {
		t.Errorf("no team: %s", got)
	}
}
