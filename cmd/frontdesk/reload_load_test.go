package main

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"frontdesk/connectors/email/mailtest"
	"frontdesk/gateway/store"
)

// reloadTime is how long the config changes under load; FRONTDESK_RELOAD_TIME=2m makes it longer.
const reloadTime = 8 * time.Second

const (
	reloadMails = 50 // a second
	reloadEvery = 350 * time.Millisecond
)

// editions writes config folders that differ in every part: edition N has one matcher, which answers with article N.
type editions struct {
	t       *testing.T
	root    string // of the folders
	current string // the link to the one in use
	front   string
	good    map[int]bool
	last    int
}

// files of an edition. A matcher of one edition beside an article of another is an error.
func (e *editions) files(n int) map[string]string {
	return map[string]string{
		"frontdesk.yaml":  e.front,
		"teams.yaml":      fmt.Sprintf("teams:\n  first-line: {promise: {normal: 8h}, contact: \"edition %d\"}\n", n),
		"matchers/a.yaml": fmt.Sprintf("refund-%d: {any: [{words: [refund]}], answer: [article-%d]}\n", n, n),
		"kb/a.md":         fmt.Sprintf("---\nid: article-%d\ntitle: Edition %d\nurl: https://example.com/%d\n---\nA refund takes days, says edition %d.\n", n, n, n, n),
	}
}

func (e *editions) write(dir string, files map[string]string, renamed bool) {
	e.t.Helper()
	for _, name := range []string{"frontdesk.yaml", "teams.yaml", "kb/a.md", "matchers/a.yaml"} {
		path := filepath.Join(dir, name)
		text, ok := files[name]
		if !ok {
			continue
		}
		err := os.MkdirAll(filepath.Dir(path), 0o755)
		if err == nil && renamed { // as most editors save
			err = os.WriteFile(path+"~", []byte(text), 0o600)
			if err == nil {
				err = os.Rename(path+"~", path)
			}
		} else if err == nil {
			err = os.WriteFile(path, []byte(text), 0o600)
		}
		if err != nil {
			e.t.Error(err)
		}
	}
}

// swap makes a folder of files the one in use, as "ln -sfn" does.
func (e *editions) swap(files map[string]string) {
	e.t.Helper()
	dir, err := os.MkdirTemp(e.root, "edition")
	if err != nil {
		e.t.Error(err)
		return
	}
	e.write(dir, files, false)
	link := filepath.Join(e.root, "next")
	if err := os.Symlink(dir, link); err != nil {
		e.t.Error(err)
	}
	if err := os.Rename(link, e.current); err != nil {
		e.t.Error(err)
	}
}

// step changes the config: a good edition by one way, a bad one by another, in turn.
func (e *editions) step() {
	e.last++
	files := e.files(e.last)
	e.good[e.last] = e.last%2 == 0
	switch e.last % 6 {
	case 0:
		e.swap(files)
	case 1:
		files["teams.yaml"] += "  first-lime: {promse: {normal: 8h}}\n"
		e.write(e.current, files, false)
	case 2:
		e.write(e.current, files, true)
	case 3:
		files["matchers/a.yaml"] += "broken: [\n"
		e.swap(files)
	case 4:
		e.write(e.current, files, false)
	case 5:
		files["kb/a.md"] = strings.Replace(files["kb/a.md"], "article-", "another-", 1)
		e.write(e.current, files, true)
	}
}

// TestReloadsUnderLoadLoseNothingAndAreWhole changes the config again and again, every second time for the worse, while
// fifty mails a second come in.
func TestReloadsUnderLoadLoseNothingAndAreWhole(t *testing.T) {
	lasts := reloadTime
	if text := os.Getenv("FRONTDESK_RELOAD_TIME"); text != "" {
		var err error
		if lasts, err = time.ParseDuration(text); err != nil {
			t.Fatal(err)
		}
	}
	const user = "support@example.test"
	server := mailtest.Serve(t, mailtest.Options{Users: []mailtest.User{{Address: user, Password: "secret"}}})
	root := t.TempDir()
	e := &editions{t: t, root: root, current: filepath.Join(root, "current"), good: map[int]bool{0: true}}
	e.front = fmt.Sprintf("store: %q\nchannels:\n  support: {kind: email, address: %s, team: first-line, start: all,"+
		" imap: {server: %q, user: %s, password: env:KILL_PASSWORD, tls: none}, smtp: {server: %q, tls: none}}\n",
		"sqlite:"+filepath.Join(root, "frontdesk.db"), user, server.IMAP(), user, server.SMTP())
	e.swap(e.files(0))
	log := newLog(t)
	run := startFrontdesk(t, e.current, log)

	sent := 0
	deliver := func() {
		from := fmt.Sprintf("c%d@d%d.example", sent, sent)
		raw := fmt.Appendf(nil, "From: <%s>\r\nTo: <%s>\r\nSubject: Refund\r\nDate: %s\r\nMessage-ID: <reload-%d@customers.example>\r\n\r\nI want a refund.\r\n",
			from, user, time.Now().Format(time.RFC1123Z), sent)
		if err := server.Deliver(from, user, raw); err != nil {
			t.Fatal(err)
		}
		sent++
	}
	deliver()
	waitFor(t, log, "the first reply", func() bool { return len(server.Mails()) > 0 })
	mails, steps := time.NewTicker(time.Second/reloadMails), time.NewTicker(reloadEvery)
	defer mails.Stop()
	defer steps.Stop()
	every := reloadEvery
	for start, end := time.Now(), time.After(lasts); end != nil; {
		select {
		case <-mails.C:
			for float64(sent) < reloadMails*time.Since(start).Seconds() {
				deliver()
			}
		case <-steps.C:
			e.step()
		case <-end:
			end = nil
			if every < time.Minute && len(editionsTold(server)) < editionsWanted { // a slow machine needs longer, and slower changes
				every *= 2
				steps.Reset(every)
				end = time.After(10 * every)
			}
		}
	}
	for !e.good[e.last] {
		e.step()
	}
	waitFor(t, log, "the last config", func() bool {
		deliver()
		mails := server.Mails()
		return len(mails) > 0 && strings.Contains(string(mails[len(mails)-1].Raw), fmt.Sprintf("says edition %d.", e.last))
	})
	waitFor(t, log, "every reply", func() bool { return len(server.Mails()) >= sent })
	endFrontdesk(t, run, log)
	e.judge(server, sent)
}

// editionsWanted is how many editions must have been in effect.
const editionsWanted = 4

// editionsTold counts the replies by the edition that they tell of.
func editionsTold(server *mailtest.Server) map[int]int {
	told := map[int]int{}
	for _, m := range server.Mails() {
		if found := editionTold.FindSubmatch(m.Raw); found != nil {
			n, _ := strconv.Atoi(string(found[1])) //nolint:errcheck // digits
			told[n]++
		}
	}
	return told
}

var (
	editionTold  = regexp.MustCompile(`says edition (\d+)\.`)
	editionTitle = regexp.MustCompile(`Edition (\d+)`)
)

// judge looks at every reply and every stored decision.
func (e *editions) judge(server *mailtest.Server, sent int) {
	t := e.t
	t.Helper()
	answers := answered(t, server)
	for i := range sent {
		if id := fmt.Sprintf("reload-%d@customers.example", i); answers[id] != 1 {
			t.Errorf("%s was answered %d times", id, answers[id])
		}
	}
	for _, m := range server.Mails() {
		told, title := editionTold.FindSubmatch(m.Raw), editionTitle.FindSubmatch(m.Raw)
		if told == nil || title == nil || string(told[1]) != string(title[1]) {
			t.Fatalf("a reply of two editions:\n%s", m.Raw)
		}
	}
	seen := editionsTold(server)
	for n := range seen {
		if !e.good[n] {
			t.Errorf("a bad config, edition %d, was in effect", n)
		}
	}
	e.judgeDecisions(sent)
	if len(seen) < editionsWanted {
		t.Errorf("only the editions %v were in effect; were the files watched?", seen)
	}
	t.Logf("%d mails, each answered once; %d changes of the config, %d of them good; %d editions were in effect", sent, e.last, e.last/2, len(seen))
}

// judgeDecisions checks that each config in use was one edition as a whole.
func (e *editions) judgeDecisions(sent int) {
	t := e.t
	t.Helper()
	st, err := store.Open(t.Context(), "sqlite:"+filepath.Join(e.root, "frontdesk.db"), store.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close() //nolint:errcheck // only read
	all, err := st.Messages(t.Context(), store.MessageFilter{Limit: 2 * sent})
	if err != nil || len(all) != sent {
		t.Fatalf("%d of %d messages are stored: %v", len(all), sent, err)
	}
	matcherOf := map[string]string{}
	for _, m := range all {
		dec, err := st.Trace(t.Context(), m.ID)
		if err != nil {
			t.Fatal(err)
		}
		n, found := strings.CutPrefix(dec.Matcher, "refund-")
		if !found || dec.Reply == nil || len(dec.Reply.Articles) != 1 || dec.Reply.Articles[0].ID != "article-"+n {
			t.Errorf("decided by %q: %+v", dec.Matcher, dec.Reply)
		}
		if before := matcherOf[dec.Trace.Policy]; before != "" && before != dec.Matcher {
			t.Errorf("config %s had the matchers %s and %s", dec.Trace.Policy, before, dec.Matcher)
		}
		matcherOf[dec.Trace.Policy] = dec.Matcher
	}
}
