package backtest

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"frontdesk/configs"
	"frontdesk/connectors"
	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
)

// example is the example's policy, learnt once: it never changes.
var example struct {
	once    sync.Once
	policy  *pipeline.Policy
	channel gateway.Channel
}

// shop is the example's policy and channel; edit may change its files.
func shop(t testing.TB, edit func(fstest.MapFS)) (*pipeline.Policy, gateway.Channel) {
	t.Helper()
	if edit != nil {
		return learnt(t, edit)
	}
	example.once.Do(func() { example.policy, example.channel = learnt(t, func(fstest.MapFS) {}) })
	return example.policy, example.channel
}

func learnt(t testing.TB, edit func(fstest.MapFS)) (*pipeline.Policy, gateway.Channel) {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(configs.Example(), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(configs.Example(), path)
		files[path] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	edit(files)
	var p configs.Problems
	folder := configs.LoadFS(files, "shop", &p)
	channels := connectors.Load(folder.Channels, &p)
	policy := pipeline.NewPolicy(folder, connectors.Gateway(channels), &p)
	if err := p.Err(); err != nil && !strings.Contains(err.Error(), "studio.ics") {
		t.Fatal(err)
	}
	policy, err = policy.Learn(nil)
	if err != nil {
		t.Fatal(err)
	}
	return policy, channels[0].Channel
}

// letters is a source of mails that are written down one below the other, a minute apart.
type letters struct {
	mails []Mail
}

func (l *letters) Len() int { return len(l.mails) }

func (l *letters) Each(_ context.Context, each func(Mail) error) error {
	for _, m := range l.mails {
		if err := each(m); err != nil {
			return err
		}
	}
	return nil
}

var monday = time.Date(2026, 9, 7, 9, 0, 0, 0, time.UTC)

// add writes a mail; follows are the ids that it answers, oldest first.
func (l *letters) add(id, from, subject, text string, follows ...string) {
	at := monday.Add(time.Duration(len(l.mails)) * time.Minute)
	head := fmt.Sprintf("Return-Path: <%s>\nReceived: from a by b; %s\nFrom: %s\nTo: support@lumen.example\nSubject: %s\nMessage-ID: <%s>\n",
		from, at.Format(time.RFC1123Z), from, subject, id)
	if len(follows) > 0 {
		head += "In-Reply-To: <" + follows[len(follows)-1] + ">\nReferences: <" + strings.Join(follows, "> <") + ">\n"
	}
	l.mails = append(l.mails, Mail{Name: id, At: at, Event: readMail([]byte(head + "\n" + text + "\n"))})
}

// fatesIn runs the mails and says what became of each.
func fatesIn(t *testing.T, p *pipeline.Policy, c gateway.Channel, l *letters) []string {
	t.Helper()
	j := newJudge(p, c, gateway.NewKeyring())
	var out []string
	for _, m := range l.mails {
		r, ok := j.judge(m)
		line := "twice"
		if ok {
			line = string(r.Fate)
			if r.Reason != "" {
				line += ": " + r.Reason
			}
		}
		out = append(out, line)
	}
	return out
}

func TestConversationsGoOnAsWithARunningGateway(t *testing.T) {
	const ann, bob = "ann@gmail.com", "bob@gmail.com"
	const ship, sensitive, reset = "Do you ship to Norway?", "You are thieves, I will call my lawyer.", "I forgot my password"
	tests := map[string]struct {
		write func(*letters)
		want  []string
	}{
		"a second question on the same matter goes to a person": {func(l *letters) {
			l.add("1@a", ann, "Norway", ship)
			l.add("2@a", ann, "Re: Norway", "And what does it cost to ship to Norway?", "1@a", "reply@lumen.example")
		}, []string{"answered", "to a person, the customer told: a second mail on the same matter"}},
		"another question in the same thread is its own": {func(l *letters) {
			l.add("1@a", ann, "Norway", ship)
			l.add("2@a", ann, "Re: Norway", reset, "1@a")
		}, []string{"answered", "answered"}},
		"solved": {func(l *letters) {
			l.add("1@a", ann, "Norway", ship)
			l.add("2@a", ann, "Re: Norway", "Thank you!", "1@a")
		}, []string{"answered", "kept with its ticket or solved: says that it is solved"}},
		"whoever quotes another's thread takes no part in it": {func(l *letters) {
			l.add("1@a", ann, "Norway", ship)
			l.add("2@b", bob, "Re: Norway", ship, "1@a")
		}, []string{"answered", "answered"}},
		"a ticket that nobody has answered yet is left to its person": {func(l *letters) {
			l.add("1@a", ann, "Angry", sensitive)
			l.add("2@a", ann, "Re: Angry", "Well?", "1@a")
			l.add("3@a", ann, "Re: Angry", "Still there?", "1@a", "2@a")
		}, []string{
			"to a person, the customer told: sensitive", "kept with its ticket or solved: a person has the conversation",
			"kept with its ticket or solved: limits of automatic replies",
		}},
		"an answer of the team opens the ticket anew": {func(l *letters) {
			l.add("1@a", ann, "Angry", sensitive)
			l.add("2@team", "anna@lumen.example", "Re: Angry", "We are sorry.", "1@a")
			l.add("3@a", ann, "Re: Angry", "That does not help", "1@a", "2@team")
		}, []string{"to a person, the customer told: sensitive", "written by the team", "to a person, the customer told: a person has the conversation"}},
		"so does one that the archive does not hold": {func(l *letters) {
			l.add("1@a", ann, "Angry", sensitive)
			l.add("3@a", ann, "Re: Angry", "That does not help", "1@a", "gone@lumen.example")
		}, []string{"to a person, the customer told: sensitive", "to a person, the customer told: a person has the conversation"}},
		"the same mail twice": {func(l *letters) {
			l.add("1@a", ann, "Norway", ship)
			l.add("1@a", ann, "Norway", ship)
		}, []string{"answered", "twice"}},
		"machines": {func(l *letters) {
			l.add("1@a", "mailer-daemon@mx.example", "failed", "user unknown")
			l.add("2@lumen", "support@lumen.example", "Note", "to myself")
		}, []string{"not for an answer: report", "not for an answer: own-address"}},
		"five replies to a sender within an hour": {func(l *letters) {
			for i := range 6 {
				l.add(fmt.Sprintf("%d@a", i), ann, fmt.Sprintf("Norway%c", 'a'+i), ship)
			}
		}, []string{"answered", "answered", "answered", "answered", "answered", "to a person, without a word: limits of automatic replies"}},
	}
	p, c := shop(t, nil)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			l := &letters{}
			test.write(l)
			got := fatesIn(t, p, c, l)
			if strings.Join(got, "\n") != strings.Join(test.want, "\n") {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
}

// month is mail with something of everything.
func month() *letters {
	l := &letters{}
	for i := range 60 {
		from := fmt.Sprintf("c%d@firm%d.example", i, i)
		id := fmt.Sprintf("%d@x", i)
		switch i % 6 {
		case 0:
			l.add(id, from, "Shipping", "Do you ship to Norway? Write to me at "+from)
		case 1:
			l.add(id, from, "Password", "I forgot my password")
		case 2:
			l.add(id, from, "Lamp <b>blue</b>", "Can the shade be dyed?")
		case 3:
			l.add(id, from, "Paid", "I paid 89 euros by card but the order failed with an error page!")
		case 4:
			l.add(id, from, "Both", "I forgot my password. Do you ship to Norway?")
		case 5:
			l.add(id, fmt.Sprintf("news@letters%d.example", i), "News", "Ten lamps\n\nAuto-Submitted: auto-generated")
		}
	}
	return l
}

func reportOf(t testing.TB, o Options, src Source) *Report {
	t.Helper()
	r, err := Run(context.Background(), src, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func rendered(t testing.TB, r *Report, shown Shown) (text, page string) {
	t.Helper()
	var a, b strings.Builder
	if err := r.WriteText(&a, shown); err != nil {
		t.Fatal(err)
	}
	if err := r.WriteHTML(&b, "month", nil, shown); err != nil {
		t.Fatal(err)
	}
	return a.String(), b.String()
}

func TestFileNamesOfMailsPlayNoTricksOnATerminal(t *testing.T) {
	p, c := shop(t, nil)
	l := month()
	for i := range l.mails {
		l.mails[i].Name = fmt.Sprintf("new/%d\x1b[2J", i)
	}
	if text, _ := rendered(t, reportOf(t, Options{Policy: p, Channel: c}, l), Shown{}); strings.Contains(text, "\x1b") || !strings.Contains(text, "[2J") {
		t.Errorf("printed %q", text)
	}
}

func TestTwoRunsGiveTheSameBytes(t *testing.T) {
	p, c := shop(t, nil)
	var mbox strings.Builder
	for i := range 300 {
		fmt.Fprintf(&mbox, "From c%d@firm.example Mon Sep  7 10:00:00 2026\nFrom: c%d@firm.example\nTo: support@lumen.example\nMessage-ID: <%d@x>\nSubject: Q%d\n"+
			"Date: Mon, 7 Sep 2026 10:%02d:00 +0000\n\n%s\n\n", i%40, i%40, i, i%7, i%60, month().mails[i%5].Event.Message.Text)
	}
	path := write(t, filepath.Join(t.TempDir(), "m.mbox"), mbox.String())
	var texts, pages []string
	for range 2 {
		text, page := rendered(t, reportOf(t, Options{Policy: p, Channel: c}, open(t, path)), Shown{})
		texts, pages = append(texts, text), append(pages, page)
	}
	if texts[0] != texts[1] {
		t.Errorf("the first run printed\n%s\nthe second\n%s", texts[0], texts[1])
	}
	if pages[0] != pages[1] {
		t.Error("the pages differ")
	}
	if !strings.Contains(texts[0], "mails: 300") {
		t.Errorf("got %s", texts[0])
	}
}

func TestReportSaysWhatWouldHaveBeenSaidAndMasksAddresses(t *testing.T) {
	p, c := shop(t, nil)
	r := reportOf(t, Options{Policy: p, Channel: c}, month())
	text, page := rendered(t, r, Shown{Own: c.Addresses})
	for _, want := range []string{"mails: 60, 2026-09-07 to 2026-09-07", "urgent  ", "not sure enough which matcher", "lamp b blue b"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	for _, want := range []string{"https://lumen.example/help/shipping-abroad", "Write to me at •••@•••", "Lamp &lt;b&gt;blue&lt;/b&gt;", "support@lumen.example"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q in the page", want)
		}
	}
	for _, secret := range []string{"@firm0.example", "@firm4.example"} {
		if strings.Contains(page, secret) || strings.Contains(text, secret) {
			t.Errorf("%s is shown", secret)
		}
	}
	if strings.Contains(page, "<script") || strings.Contains(page, "src=") || strings.Contains(page, "href=") {
		t.Error("the page loads something")
	}
	if _, page := rendered(t, r, Shown{Addresses: true}); !strings.Contains(page, "Write to me at c0@firm0.example") {
		t.Error("addresses are masked though they were asked for")
	}
	if r.Fates[Answered] == 0 || r.Urgent != 10 || r.May() != 60 {
		t.Errorf("answered %d, urgent %d, may %d", r.Fates[Answered], r.Urgent, r.May())
	}
}

func TestSingleMailsAreDecidedAsByPreview(t *testing.T) {
	p, c := shop(t, nil)
	j := newJudge(p, c, gateway.NewKeyring())
	for _, m := range month().mails {
		r, _ := j.judge(m)
		e := m.Event
		e.Message.Channel = c.Name
		v, err := p.Preview(pipeline.Asked{Event: e, Channel: c, Now: m.At})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := r.Judged.Decision, v.Decision; got.Outcome != want.Outcome || got.Reason != want.Reason || got.Matcher != want.Matcher {
			t.Errorf("%s: %s (%s), alone %s (%s)", m.Name, got.Outcome, got.Reason, want.Outcome, want.Reason)
		}
	}
}

func TestBaselineShowsWhatChangesMailByMail(t *testing.T) {
	before, c := shop(t, nil)
	now, _ := shop(t, func(files fstest.MapFS) {
		files["matchers/dye.yaml"] = &fstest.MapFile{Data: []byte("dyeing:\n  any: [{words: [dyed]}]\n  team: projects\n  sensitive: true\n")}
	})
	r := reportOf(t, Options{Policy: now, Channel: c, Baseline: before, BaselineChannel: c}, month())
	if r.Changes.Total != 10 || len(r.Changes.List) != 10 {
		t.Fatalf("%d changes", r.Changes.Total)
	}
	one := r.Changes.List[0]
	if got := strings.Join(one.Differs, "; "); got != "matcher: none → dyeing; team: first-line → projects" {
		t.Errorf("got %s", got)
	}
	same := reportOf(t, Options{Policy: now, Channel: c, Baseline: now, BaselineChannel: c}, month())
	if same.Changes.Total != 0 {
		t.Errorf("the same config changes %v", same.Changes.Kinds)
	}
	text, page := rendered(t, r, Shown{})
	if !strings.Contains(text, "team: first-line → projects") || !strings.Contains(page, "team: first-line → projects") {
		t.Error("the changes are not shown")
	}
}

func TestMatchersInShadowModeAreCountedAndDecideNothing(t *testing.T) {
	before, c := shop(t, nil)
	now, _ := shop(t, func(files fstest.MapFS) {
		files["matchers/dye.yaml"] = &fstest.MapFile{Data: []byte("dyeing:\n  any: [{words: [dyed, ship]}]\n  answer: [refund-timing]\n  mode: shadow\n  priority: 5\n")}
	})
	r := reportOf(t, Options{Policy: now, Channel: c, Baseline: before, BaselineChannel: c}, month())
	if r.Changes.Total != 0 {
		t.Errorf("%d decisions changed: %v", r.Changes.Total, r.Changes.Kinds)
	}
	if s := r.Shadows["dyeing"]; s == nil || *s != (ShadowReport{Fits: 30, Decides: 30, Answers: 30}) {
		t.Errorf("got %+v", s)
	}
}

func TestMailsWithoutADateCountInNoDay(t *testing.T) {
	policy, channel := shop(t, nil)
	const undated = "From: c@c.example\nSubject: three\n\nWhere is my order?\n"
	for name, c := range map[string]struct {
		mails []string
		says  string
		days  int
	}{
		"all with a date":  {[]string{first + "one\n", second + "two\n"}, "mails: 2, 2026-09-07 to 2026-09-07\n", 1},
		"one without":      {[]string{undated, first + "one\n", second + "two\n"}, "mails: 3, 2026-09-07 to 2026-09-07, and 1 without a date\n", 1},
		"none with a date": {[]string{undated, undated + "again\n"}, "mails: 2, none with a date\n", 0},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			for i, text := range c.mails {
				write(t, filepath.Join(dir, fmt.Sprint(i, ".eml")), text)
			}
			r, err := Run(t.Context(), open(t, dir), Options{Policy: policy, Channel: channel})
			if err != nil {
				t.Fatal(err)
			}
			var text, page strings.Builder
			if err := r.WriteText(&text, Shown{}); err != nil || !strings.HasPrefix(text.String(), c.says) {
				t.Errorf("%v\n%s", err, text.String())
			}
			if err := r.WriteHTML(&page, "mails", nil, Shown{}); err != nil || len(r.Days) != c.days || len(r.columns()) != c.days {
				t.Errorf("%v; days %v", err, r.Days)
			}
			if both := text.String() + page.String(); strings.Contains(both, "1970") || strings.Contains(both, "0001-") {
				t.Errorf("a date that no mail has:\n%s", both)
			}
		})
	}
}
