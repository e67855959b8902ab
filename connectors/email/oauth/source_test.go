package oauth

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"frontdesk/configs"
	"frontdesk/connectors/email/oauth/oauthtest"
	"frontdesk/gateway/filelock"
)

func TestATokenIsUsedUntilItIsNearlyOver(t *testing.T) {
	p := newProvider(t, oauthtest.Options{})
	p.loggedIn(t)
	s := p.source()
	first := token(t, s)
	p.clock.Forward(58 * time.Minute)
	if again := token(t, s); again != first || p.Asked() != 1 {
		t.Errorf("asked %d times", p.Asked())
	}
	p.clock.Forward(90 * time.Second)
	second := token(t, s)
	if _, ok := p.Valid(second); second == first || !ok || p.Asked() != 2 {
		t.Errorf("asked %d times, valid %v", p.Asked(), ok)
	}
}

func TestRenewingInTimeBeginsAtHalfOfTheLife(t *testing.T) {
	p := newProvider(t, oauthtest.Options{})
	p.loggedIn(t)
	s := p.source()
	for _, step := range []struct {
		forward time.Duration
		next    time.Duration
		asked   int
	}{{0, 30 * time.Minute, 1}, {20 * time.Minute, 10 * time.Minute, 1}, {11 * time.Minute, 30 * time.Minute, 2}} {
		p.clock.Forward(step.forward)
		next, err := s.Renew(t.Context())
		if err != nil || next != step.next || p.Asked() != step.asked {
			t.Errorf("after %v: next in %v, asked %d times, %v", step.forward, next, p.Asked(), err)
		}
	}
}

func TestManyConnectionsOfManyProcessesMakeOneRequest(t *testing.T) {
	p := newProvider(t, oauthtest.Options{Rotate: true})
	p.loggedIn(t)
	var sources []*Source
	for range 5 {
		sources = append(sources, p.source())
	}
	for round := range 4 {
		got := make([]string, 100)
		var all sync.WaitGroup
		for i := range got {
			all.Go(func() { got[i] = token(t, sources[i%len(sources)]) })
		}
		all.Wait()
		for _, one := range got {
			if one != got[0] {
				t.Fatal("two tokens in one round")
			}
		}
		if p.Asked() != round+1 {
			t.Fatalf("asked %d times in %d rounds", p.Asked(), round+1)
		}
		p.clock.Forward(time.Hour)
	}
}

func TestARotatedRefreshTokenOutlivesTheProcess(t *testing.T) {
	p := newProvider(t, oauthtest.Options{Rotate: true})
	p.loggedIn(t)
	before := readFile(t, p.path)
	for range 10 {
		token(t, p.source())
		p.clock.Forward(2 * time.Hour)
	}
	if p.Asked() != 10 || readFile(t, p.path) == before {
		t.Errorf("asked %d times", p.Asked())
	}
	for _, path := range []string{p.path, p.path + ".lock"} { // who can open the lock can hold it
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if mode := info.Mode().Perm(); mode != 0o600 {
			t.Errorf("%s has mode %v", path, mode)
		}
	}
	left, err := os.ReadDir(filepath.Dir(p.path))
	if err != nil || len(left) != 2 { // and the lock
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestARefreshTokenIsNotSpentWhereTheNextCannotBeKept(t *testing.T) {
	p := newProvider(t, oauthtest.Options{Rotate: true})
	p.loggedIn(t)
	s := p.source()
	token(t, s)
	dir := filepath.Dir(p.path)
	aside := dir + ".aside"
	if err := os.Rename(dir, aside); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(dir, nil, 0o600); err != nil { // no folder any more: nothing can be written, by root either
		t.Fatal(err)
	}
	p.clock.Forward(time.Hour)
	if _, err := s.Token(t.Context()); err == nil || p.Asked() != 1 {
		t.Errorf("asked %d times, %v", p.Asked(), err)
	}
	if err := errors.Join(os.Remove(dir), os.Rename(aside, dir)); err != nil {
		t.Fatal(err)
	}
	token(t, s)
}

func TestAGrantThatTheDiskDidNotTakeIsSavedLater(t *testing.T) {
	p := newProvider(t, oauthtest.Options{Rotate: true})
	p.loggedIn(t)
	s := p.source()
	hold, reached := make(chan struct{}), make(chan struct{})
	p.Fault(oauthtest.Fault{Reached: func() { close(reached) }, Hold: hold, Times: 1})
	done := make(chan error, 1)
	go func() { _, err := s.Token(t.Context()); done <- err }()
	<-reached // the room is made, the request is on its way
	dir := filepath.Dir(p.path)
	saved := readFile(t, p.path)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	close(hold)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if state := s.State(); state.Failing.IsZero() || !strings.Contains(state.Err.What, "write the token file") {
		t.Errorf("%+v", state)
	}
	if err := errors.Join(os.MkdirAll(dir, 0o700), os.WriteFile(p.path, []byte(saved), 0o600)); err != nil {
		t.Fatal(err)
	}
	p.clock.Forward(2 * time.Hour)
	token(t, s)          // with what was in memory
	token(t, p.source()) // with what is in the file now
	if state := s.State(); !state.Failing.IsZero() {
		t.Errorf("%+v", state)
	}
}

func TestARefusedTokenIsRenewedOnce(t *testing.T) {
	p := newProvider(t, oauthtest.Options{})
	p.loggedIn(t)
	s := p.source()
	first := token(t, s)
	if s.Refuse(first) {
		t.Error("a token that was just given is renewed")
	}
	p.clock.Forward(10 * time.Minute)
	p.RevokeAccess(account)
	if !s.Refuse(first) {
		t.Error("an older token is not renewed")
	}
	second := token(t, s)
	if _, ok := p.Valid(second); !ok || p.Asked() != 2 {
		t.Errorf("asked %d times, valid %v", p.Asked(), ok)
	}
}

func TestALoginMadeMeanwhileIsTaken(t *testing.T) {
	p := newProvider(t, oauthtest.Options{})
	s := p.source()
	_, err := s.Token(t.Context())
	told := (*Error)(nil)
	if !errors.As(err, &told) || !told.Lasting || told.Error() != "nobody has logged in yet; run frontdesk auth login support" {
		t.Errorf("%v", err)
	}
	p.loggedIn(t) // by another process
	token(t, s)
	p.Revoke(account)
	p.clock.Forward(time.Hour)
	if _, err := s.Token(t.Context()); err == nil || s.State().Failing.IsZero() {
		t.Errorf("%v", err)
	}
	p.loggedIn(t)
	token(t, s)
	if state := s.State(); !state.Failing.IsZero() || state.Err != nil {
		t.Errorf("%+v", state)
	}
}

func TestACallerWhoLeavesDoesNotLoseTheAnswer(t *testing.T) {
	p := newProvider(t, oauthtest.Options{Rotate: true})
	p.loggedIn(t)
	s := p.source()
	hold, reached := make(chan struct{}), make(chan struct{})
	p.Fault(oauthtest.Fault{Reached: func() { close(reached) }, Hold: hold, Times: 1})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { _, err := s.Token(ctx); done <- err }()
	<-reached
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	close(hold)
	token(t, s)
	if p.Asked() != 1 {
		t.Errorf("asked %d times", p.Asked())
	}
}

func TestTheApplicationsOwnTokenNeedsNoLogin(t *testing.T) {
	p := newProvider(t, oauthtest.Options{})
	p.settings.Grant = GrantClient
	s := p.source()
	first := token(t, s)
	if user, ok := p.Valid(first); !ok || user != oauthtest.ClientID+"@example.test" {
		t.Errorf("%q %v", user, ok)
	}
	p.clock.Forward(time.Hour)
	if token(t, s) == first {
		t.Error("not renewed")
	}
}

func TestATokenOfACommand(t *testing.T) {
	dir := t.TempDir()
	count := filepath.Join(dir, "count")
	settings := &Settings{}
	var problems configs.Problems
	section := sectionOf(t, fmt.Sprintf(`token: "cmd:echo x >> %s; echo token-$(wc -l < %s)"`, count, count))
	section.Decode(settings, &problems)
	settings.Check(section, &problems)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	c := newClock()
	s := Open(settings, Options{Channel: "support", Now: c.Now})
	if got := token(t, s); got != "token-1" {
		t.Errorf("got %q", got)
	}
	c.Forward(time.Minute)
	if got := token(t, s); got != "token-1" {
		t.Errorf("run again: %q", got)
	}
	s.Refuse("token-1")
	if got := token(t, s); got != "token-2" {
		t.Errorf("after a refusal %q", got)
	}
	if err := s.Login(t.Context(), Ask{}); err == nil || !strings.Contains(err.Error(), "nobody has to log in") {
		t.Errorf("%v", err)
	}
}

func TestTokensAreNotPrinted(t *testing.T) {
	g := grant{Refresh: oauthtest.Canary, Access: oauthtest.Canary}
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("grant", "grant", g, "access", g.Access)
	noCanary(t, fmt.Sprintf("%v %+v %#v %s %q %x", g, g, g, g.Access, g.Access, g.Access)+log.String())
}

func TestWhoWaitsForTheTokenFileCanGiveUp(t *testing.T) {
	p := newProvider(t, oauthtest.Options{})
	p.loggedIn(t)
	unlock, err := filelock.Lock(t.Context(), p.path+".lock")
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s := p.source()
	_, err = s.byFile(ctx, s.usable)
	if told := s.explain(err); !errors.Is(told, context.Canceled) || !strings.Contains(told.Error(), p.path) || !strings.Contains(told.Hint, "hangs") {
		t.Errorf("told %v", told)
	}
}
