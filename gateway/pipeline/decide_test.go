package pipeline

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway"
	"frontdesk/gateway/hours"
	"frontdesk/gateway/screen"
)

// now is a Monday, 10:00 in Berlin.
var now = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

const testTeams = `
hours:
  office: {zone: Europe/Berlin, open: {mon-fri: "9:00-17:00"}}
teams:
  first-line:
    hours: office
    promise: {normal: 8h}
    forward: [{email: first@lumen.example}]
  billing:
    hours: office
    promise: {normal: 4h, urgent: {within: 1h, hours: always}}
    contact: "+49 30 1234567"
    agents: [anna@lumen.example]
    forward: [{email: billing@lumen.example}]
`

const testMatchers = `
refund: {any: [{words: [refund]}], answer: [refund-timing], team: billing}
exchange: {any: [{words: [exchange]}], answer: [exchanges]}
order: {any: [{words: [my order]}], ask: {order: '\b[A-Z]{2}-\d{6}\b'}, answer: [orders]}
paid: {any: [{words: [charged but]}], urgent: true, team: billing}
legal: {any: [{words: [lawyer]}], sensitive: true}
human: {any: [{words: [a person]}], means: person}
unsolved: {any: [{words: [did not help]}], means: unsolved}
solved: {any: [{words: [all solved]}], means: solved}
silent: {any: [{words: [secret plan]}], mode: shadow, answer: [orders]}
careful: {any: [{words: [delicate]}], mode: draft, answer: [orders]}
bare: {any: [{words: [carrier pigeon]}]}
parcel: {any: [{words: [my parcel]}], ask: {order: '\b[A-Z]{2}-\d{6}\b', postcode: '\b\d{5}\b'}, answer: [orders]}
`

func article(id string) string {
	return "---\nid: " + id + "\ntitle: About " + id + "\nurl: https://lumen.example/help/" + id + "\n---\nThis is how " + id + " works.\n"
}

func testPolicy(t testing.TB) *Policy {
	t.Helper()
	fs := fstest.MapFS{
		"frontdesk.yaml":         {Data: []byte("channels: {support: {kind: email, team: first-line}}\n")},
		"teams.yaml":             {Data: []byte(testTeams)},
		"matchers/all.yaml":      {Data: []byte(testMatchers)},
		"matchers/other.yaml":    {Data: []byte("warranty: {any: [{words: [warranty]}], answer: [warranty]}\n")},
		"kb/refund-timing.md":    {Data: []byte(article("refund-timing"))},
		"kb/exchanges.md":        {Data: []byte(article("exchanges"))},
		"kb/orders.md":           {Data: []byte(article("orders"))},
		"kb/warranty.md":         {Data: []byte(article("warranty"))},
		"matchers/unrelated.txt": {Data: []byte("not a matcher")},
	}
	var p configs.Problems
	folder := configs.LoadFS(fs, "test", &p)
	pol := NewPolicy(folder, []gateway.Channel{testChannel()}, &p)
	if err := p.Err(); err != nil {
		t.Fatal(err)
	}
	return pol
}

func testChannel() gateway.Channel {
	return gateway.Channel{
		Name: "support", Kind: "email", Team: "first-line", Addresses: []string{"support@lumen.example"},
		MaxReplyAge: 24 * time.Hour, Unaddressed: gateway.TreatTicket, AnswerTo: gateway.AnswerAuthenticated,
	}
}

// customerMail is a well-formed mail of a person.
func customerMail(text string) gateway.Message {
	return gateway.Message{
		ID: "m1", Channel: "support", Author: gateway.Address{Name: "Ada", Addr: "ada@customer.example"},
		To: []gateway.Address{{Addr: "support@lumen.example"}}, Subject: "Question", Text: text, NewText: text,
		Thread: gateway.Thread{ID: "1@customer.example"}, Sent: now, Received: now,
		Facts: gateway.Facts{
			Header: []gateway.HeaderField{
				{Name: "Return-Path", Value: "<ada@customer.example>"},
				{Name: "From", Value: "Ada <ada@customer.example>"},
				{Name: "To", Value: "support@lumen.example"},
				{Name: "Subject", Value: "Question"},
			},
			Parts: []gateway.Part{{Type: "text/plain"}},
		},
	}
}

func with(m gateway.Message, name, value string) gateway.Message {
	m.Facts.Header = append(append([]gateway.HeaderField(nil), m.Facts.Header...), gateway.HeaderField{Name: name, Value: value})
	return m
}

// known is the history of a conversation in which these replies were sent.
func known(matcher string, kinds ...gateway.DeliveryKind) gateway.History {
	h := gateway.History{Conversation: gateway.Conversation{ID: "c1", Channel: "support", State: gateway.ConversationOpen, Version: 3, Matcher: matcher}}
	for i, k := range kinds {
		h.Replies = append(h.Replies, gateway.PastReply{Kind: k, At: now.Add(time.Duration(i-len(kinds)) * time.Hour)})
	}
	return h
}

func reSubject(m gateway.Message, subject string) gateway.Message {
	m.Subject = subject
	return m
}

func knownSubject(subject string) gateway.History {
	h := known("refund", gateway.KindAnswer)
	h.Conversation.Subject = subject
	return h
}

func withTicket(h gateway.History, s gateway.TicketState) gateway.History {
	h.Ticket = &gateway.Ticket{ID: "t1", State: s, Urgency: gateway.UrgencyNormal, Team: "first-line", Reason: "nothing fits"}
	return h
}

func besideTicket(s gateway.TicketState) gateway.History {
	return gateway.History{Beside: &gateway.Beside{Conversation: "c9", Customer: "bo@customer.example", Ticket: "t9", Team: "billing", State: s}}
}

func personWrote(h gateway.History, ago time.Duration) gateway.History {
	h.PersonWrote = now.Add(-ago)
	return h
}

func wroteBefore(h gateway.History, texts ...string) gateway.History {
	h.Earlier = texts
	return h
}

func articlesSent(h gateway.History, ids ...string) gateway.History {
	h.Articles = ids
	return h
}

func TestDecideFollowsTheTableOfSituations(t *testing.T) {
	pol := testPolicy(t)
	duplicate := gateway.History{Duplicate: "m0", DuplicateTeam: "first-line"}
	busy := gateway.History{Used: gateway.CapsUsed{SenderHour: screen.SenderHour}}
	tests := []struct {
		name    string
		mail    gateway.Message
		history gateway.History
		want    string // outcome, reply kind or -, ticket "team urgency" or -, more
	}{
		{"a confident match with an article is answered", customerMail("where is my refund?"), gateway.History{}, "answer answer -"},
		{"nothing fits", customerMail("hello there"), gateway.History{}, "acknowledge acknowledgement first-line/normal"},
		{"a matcher without articles", customerMail("by carrier pigeon?"), gateway.History{}, "acknowledge acknowledgement first-line/normal"},
		{"a tie goes to a person", customerMail("refund under warranty?"), gateway.History{}, "acknowledge acknowledgement first-line/normal"},
		{"urgent", customerMail("I was charged but nothing came"), gateway.History{}, "acknowledge confirmation billing/urgent"},
		{"urgent beats a plain match", customerMail("refund! I was charged but nothing came"), gateway.History{}, "acknowledge confirmation billing/urgent"},
		{"sensitive", customerMail("my lawyer says refund"), gateway.History{}, "acknowledge acknowledgement first-line/normal"},
		{"a person is asked for", customerMail("refund, and I want a person"), gateway.History{}, "acknowledge acknowledgement first-line/normal"},
		{"details are missing", customerMail("where is my order?"), gateway.History{}, "ask question -"},
		{"details are there", customerMail("where is my order AB-123456?"), gateway.History{}, "answer answer -"},
		{"details are in the subject", reSubject(customerMail("where is my order?"), "About AB-123456"), gateway.History{}, "answer answer -"},
		{"details are in the old subject of an answer", reSubject(customerMail("where is my order?"), "Re: about AB-123456"), wroteBefore(knownSubject("About AB-123456")), "answer answer - own"},
		{"details are in an earlier message", customerMail("where is my order?"), wroteBefore(known("refund", gateway.KindAnswer), "hi", "a refund for AB-123456"), "answer answer - own"},
		{"a matcher in shadow is invisible", customerMail("the secret plan"), gateway.History{}, "acknowledge acknowledgement first-line/normal"},
		{"a matcher in draft does not answer by itself", customerMail("a delicate matter"), gateway.History{}, "acknowledge acknowledgement first-line/normal"},
		{"thanks without a conversation", customerMail("all solved"), gateway.History{}, "ticket - first-line/low"},

		{"automatic mail", with(customerMail("refund"), "Auto-Submitted", "auto-replied"), gateway.History{}, "ignore - -"},
		{"automatic mail in our conversation", with(customerMail("refund"), "Auto-Submitted", "auto-replied"), known("refund", gateway.KindAnswer), "attach - -"},
		{"a list", with(customerMail("refund"), "List-Id", "<news.example>"), gateway.History{}, "ignore - -"},
		{"asks for no reply", with(customerMail("refund"), "X-Auto-Response-Suppress", "All"), gateway.History{}, "ticket - billing/normal"},
		{"a weak sign only", with(customerMail("refund"), "List-Unsubscribe", "<https://x.example>"), gateway.History{}, "ticket - billing/low"},
		{"the same mail by another channel", customerMail("where is my stuff"), duplicate, "attach - -"},
		{"the same mail by another team's channel", customerMail("where is my refund"), duplicate, "ticket - billing/normal"},

		{"did not help", customerMail("that did not help"), known("refund", gateway.KindAnswer), "acknowledge confirmation billing/normal"},
		{"did not help, out of the blue", customerMail("that did not help"), gateway.History{}, "acknowledge acknowledgement first-line/normal"},
		{"thanks and a question", customerMail("all solved, and can I exchange it?"), known("refund", gateway.KindAnswer), "answer answer - own"},
		{"thanks under an old subject", reSubject(customerMail("all solved"), "Re: my refund"), knownSubject("My refund"), "resolve - -"},
		{"did not help under an old subject", reSubject(customerMail("that did not help"), "AW: My refund"), knownSubject("My refund"), "acknowledge confirmation billing/normal"},
		{"thanks", customerMail("all solved"), known("refund", gateway.KindAnswer), "resolve - -"},
		{"a second message on the same matter", customerMail("where is my refund?"), known("refund", gateway.KindAnswer), "acknowledge confirmation billing/normal"},
		{"a different question in the same thread", customerMail("can I exchange it?"), known("refund", gateway.KindAnswer), "answer answer - own"},
		{"urgent in a conversation", customerMail("I was charged but nothing came"), known("refund", gateway.KindAnswer), "acknowledge confirmation billing/urgent"},
		{"the details that were asked for", customerMail("it is AB-123456"), known("order", gateway.KindQuestion), "answer answer -"},
		{"the details are never asked for twice", customerMail("I don't have it"), known("order", gateway.KindQuestion), "answer answer -"},
		{
			"every article was shown already", customerMail("I don't have it"),
			articlesSent(known("order", gateway.KindQuestion), "orders"), "acknowledge acknowledgement first-line/normal",
		},

		{"a ticket is open: one confirmation", customerMail("and another thing"), withTicket(known("", gateway.KindAcknowledgement), gateway.TicketOpen), "attach confirmation -"},
		{
			"a ticket is open and was confirmed: silence", customerMail("hello?"),
			withTicket(known("", gateway.KindAcknowledgement, gateway.KindConfirmation), gateway.TicketOpen), "attach - -",
		},
		{"a ticket is taken: silence", customerMail("refund"), withTicket(known("", gateway.KindAcknowledgement), gateway.TicketTaken), "attach - -"},
		{
			"a ticket is answered: it opens again", customerMail("refund"),
			personWrote(withTicket(known("", gateway.KindAcknowledgement), gateway.TicketAnswered), time.Minute), "acknowledge confirmation first-line/normal",
		},
		{"thanks on a ticket", customerMail("all solved"), withTicket(known("", gateway.KindAcknowledgement), gateway.TicketAnswered), "attach - -"},
		{"urgent on a ticket raises it", customerMail("I was charged but nothing came"), withTicket(known("", gateway.KindAcknowledgement), gateway.TicketOpen), "acknowledge confirmation billing/urgent"},

		{"it follows somebody else's ticket: its team sees it", customerMail("where is my stuff?"), besideTicket(gateway.TicketOpen), "acknowledge acknowledgement billing/normal"},
		{"what could be answered, beside somebody else's ticket", customerMail("can I exchange it?"), besideTicket(gateway.TicketAnswered), "acknowledge acknowledgement billing/normal"},
		{"urgent beside somebody else's ticket", customerMail("I was charged but nothing came"), besideTicket(gateway.TicketOpen), "acknowledge confirmation billing/urgent"},
		{"thanks beside somebody else's ticket", customerMail("all solved"), besideTicket(gateway.TicketOpen), "ticket - first-line/low"},
		{"somebody else's ticket is closed", customerMail("can I exchange it?"), besideTicket(gateway.TicketClosed), "answer answer -"},
		{"it follows an answer to somebody else", customerMail("can I exchange it?"), gateway.History{Beside: &gateway.Beside{Conversation: "c9", Customer: "bo@customer.example"}}, "answer answer -"},

		{"a sender over his cap", customerMail("where is my refund?"), busy, "ticket - billing/normal"},
		{"a sender whose address bounced long ago", customerMail("where is my refund?"), gateway.History{SuppressedUntil: now.Add(-time.Second)}, "answer answer -"},
		{"a sender whose address bounced", customerMail("where is my refund?"), gateway.History{SuppressedUntil: now.Add(time.Hour)}, "ticket - billing/normal"},
		{"the team answers a forward", customerMail("refund"), gateway.History{Forward: &gateway.Forward{Ticket: "t1"}}, "attach - -"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := pol.assess(received{Message: tt.mail}, testChannel(), tt.history, gateway.NewKeyring(), now)
			dec := Decide(a, pol, now)
			if got := summary(dec); got != tt.want {
				t.Errorf("got %q, want %q\nreason: %s\nsteps: %v", got, tt.want, dec.Reason, dec.Trace.Steps)
			}
			checkPromiseAboutMessages(t, a, dec)
		})
	}
}

func TestWhatIsMissingIsAskedForOnceAndTogether(t *testing.T) {
	tests := map[string]struct {
		text    string
		earlier []string
		want    string
	}{
		"nothing is known":           {"my parcel?", nil, "order postcode"},
		"one is in the text":         {"my parcel? AB-123456", nil, "postcode"},
		"one is in an earlier mail":  {"my parcel?", []string{"", "I live in 10115"}, "order"},
		"the newest of two counts":   {"my parcel AB-111111?", []string{"AB-222222"}, "postcode"},
		"what looks like it is none": {"my parcel AB-1234?", []string{"1011"}, "order postcode"},
	}
	pol := testPolicy(t)
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			h := gateway.History{Earlier: tt.earlier}
			if tt.earlier != nil {
				h = wroteBefore(known("refund", gateway.KindAnswer), tt.earlier...)
			}
			dec := Decide(pol.assess(received{Message: customerMail(tt.text)}, testChannel(), h, gateway.NewKeyring(), now), pol, now)
			if dec.Reply == nil || dec.Reply.Kind != gateway.KindQuestion {
				t.Fatalf("%s (%s)", dec.Outcome, dec.Reason)
			}
			if got := strings.Join(dec.Reply.Missing, " "); got != tt.want {
				t.Errorf("asked for %q, want %q", got, tt.want)
			}
		})
	}
}

func summary(dec gateway.Decision) string {
	out := []string{string(dec.Outcome), "-", "-"}
	if dec.Reply != nil {
		out[1] = string(dec.Reply.Kind)
	}
	if dec.Ticket != nil {
		out[2] = dec.Ticket.Team + "/" + string(dec.Ticket.Urgency)
	}
	if dec.OwnConversation {
		out = append(out, "own")
	}
	return strings.Join(out, " ")
}

// checkPromiseAboutMessages: what a person wrote never ends with neither a reply nor a ticket, thanks and mail that
// belongs to a ticket apart; nothing is told to a machine; and there is always a reason.
func checkPromiseAboutMessages(t *testing.T, a gateway.Assessment, dec gateway.Decision) {
	t.Helper()
	if dec.Reason == "" || len(dec.Trace.Steps) == 0 {
		t.Errorf("a decision without a reason or a trace: %+v", dec)
	}
	if dec.Reply != nil && (!a.Verdict.MayReply() || dec.Reply.To.Addr == "") {
		t.Errorf("a reply where screening says %s", a.Verdict.Class)
	}
	silent := dec.Reply == nil && dec.Ticket == nil
	mayBe := dec.Outcome == gateway.OutcomeResolve || dec.Outcome == gateway.OutcomeAttach || dec.Outcome == gateway.OutcomeIgnore
	if silent && !mayBe {
		t.Errorf("%s ends with neither a reply nor a ticket", dec.Outcome)
	}
	if dec.Outcome == gateway.OutcomeIgnore && !a.Verdict.Machine {
		t.Errorf("ignored although no machine wrote it")
	}
}

func TestDecidePromisesWhatTheTeamKeeps(t *testing.T) {
	pol := testPolicy(t)
	a := pol.assess(received{Message: customerMail("hello there")}, testChannel(), gateway.History{}, nil, now)
	pr := Decide(a, pol, now).Reply.Promise
	// Monday 10:00 and eight working hours, of which seven are left on Monday.
	if want := time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC); pr == nil || !pr.Due.Equal(want) || pr.Always || pr.Contact != "" {
		t.Errorf("promise %+v, want due %s", pr, want)
	}
	a = pol.assess(received{Message: customerMail("I was charged but nothing came")}, testChannel(), gateway.History{}, nil, now)
	dec := Decide(a, pol, now)
	pr = dec.Reply.Promise
	if pr == nil || !pr.Due.Equal(now.Add(time.Hour)) || !pr.Always || pr.Contact != "+49 30 1234567" {
		t.Errorf("urgent promise %+v", pr)
	}
	if !dec.Reply.NotAfter.Equal(pr.Due) {
		t.Errorf("the reply may leave until %s, want the promised %s", dec.Reply.NotAfter, pr.Due)
	}
}

func TestWhoAddsSomethingIsToldTheTimeThatWasTold(t *testing.T) {
	pol := testPolicy(t)
	ticket := func(team string, due time.Time) gateway.History {
		h := withTicket(known("", gateway.KindAcknowledgement), gateway.TicketOpen)
		h.Ticket.Team, h.Ticket.Due = team, due
		return h
	}
	tests := map[string]struct {
		history gateway.History
		want    time.Time // the teams work from 9:00 to 17:00 in Berlin, it is 10:00
	}{
		"the time is still to come":            {ticket("first-line", now.Add(3*time.Hour)), now.Add(3 * time.Hour)},
		"it has passed: by who has the ticket": {ticket("first-line", now.Add(-time.Hour)), now.Add(24 * time.Hour)},
		"none was told: by who has the ticket": {ticket("billing", time.Time{}), now.Add(4 * time.Hour)},
		"its team has left the config":         {ticket("gone", time.Time{}), now.Add(24 * time.Hour)},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			dec := Decide(pol.assess(received{Message: customerMail("and another thing")}, testChannel(), tt.history, nil, now), pol, now)
			if dec.Reply == nil || dec.Reply.Promise == nil || !dec.Reply.Promise.Due.Equal(tt.want) {
				t.Fatalf("%s (%s), reply %+v, want %s", dec.Outcome, dec.Reason, dec.Reply, tt.want)
			}
			if dec.Reply.NotAfter.After(tt.want) {
				t.Errorf("the reply may leave until %s", dec.Reply.NotAfter)
			}
		})
	}
}

func TestWordsThatMayBeTicketsAreFound(t *testing.T) {
	m := gateway.Message{Subject: "Re: [sssm5h6] my Ticket GD51ET6", NewText: "gd51et6 again, order LL-204431, x2zj1jb.\nhttps://lumen.example/kd5gbpn 1234567 abcdefgh"}
	if got, want := strings.Join(ticketsNamed(m), " "), "sssm5h6 gd51et6 x2zj1jb kd5gbpn"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	m.NewText = strings.Repeat("a000001 ", 3)
	for i := range 50 {
		m.NewText += fmt.Sprintf("b%06d ", i)
	}
	if n := len(ticketsNamed(m)); n != maxNamed {
		t.Errorf("%d words are looked up", n)
	}
}

func TestDecideIsRepeatable(t *testing.T) {
	pol := testPolicy(t)
	a := pol.assess(received{Message: customerMail("refund under warranty, my lawyer says")}, testChannel(), gateway.History{}, nil, now)
	first := Decide(a, pol, now)
	for range 20 {
		if again := Decide(a, pol, now); summary(again) != summary(first) || again.Reason != first.Reason {
			t.Fatalf("%q then %q", first.Reason, again.Reason)
		}
	}
}

func TestThePromiseIsWhatTheQueueReallyDoes(t *testing.T) {
	pol := testPolicy(t)
	c := pol.Teams["first-line"].Normal
	var samples []hours.Sample
	for i := range 60 { // for four weeks every ticket took sixteen working hours, twice what is promised
		created := c.Calendar.Add(now.AddDate(0, 0, -28), time.Duration(i)*2*time.Hour)
		samples = append(samples, hours.Sample{Created: created, Answered: c.Calendar.Add(created, 16*time.Hour)})
	}
	q := queue{lane{"first-line", false}: pace{measured: hours.Measure(samples, c.Calendar, now), backlog: 8}}
	a := pol.assess(received{Message: customerMail("hello there")}, testChannel(), gateway.History{}, nil, now)
	pr := Decide(a, pol.at(&q), now).Reply.Promise
	if configured := c.Calendar.Add(now, 8*time.Hour); pr == nil || !pr.Measured || !pr.Due.After(configured) {
		t.Errorf("told %+v, and what is configured is %s", pr, configured)
	}
	night := now.Add(14 * time.Hour)
	if pr := pol.promise(pol.Teams["first-line"], false, night); pr.Opens.IsZero() || pr.Zone != "Europe/Berlin" || pr.Measured {
		t.Errorf("at night: %+v", pr)
	}
}

func TestACustomerIsAnsweredInTheirLanguage(t *testing.T) {
	pol := testPolicy(t)
	tests := map[string]struct {
		text    string
		earlier string   // language of an earlier mail
		channel []string // languages of the channel
		want    string
	}{
		"as the mail is written":            {"Guten Tag, ich hätte gern gewusst, wann das Paket ankommt.", "", nil, "de"},
		"as they wrote before":              {"ok 123", "fr", nil, "fr"},
		"nobody knows: the channel's first": {"ok 123", "", []string{"de", "en", "fr"}, "de en"},
		"nobody knows":                      {"ok 123", "", nil, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			c := testChannel()
			c.Languages = tt.channel
			a := pol.assess(received{Message: customerMail(tt.text)}, c, gateway.History{Language: tt.earlier}, nil, now)
			a.Message.Subject = ""
			if got := strings.Join(Decide(a, pol, now).Reply.Languages, " "); got != tt.want {
				t.Errorf("languages %q, want %q", got, tt.want)
			}
		})
	}
}
