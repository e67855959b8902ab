package demo

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"frontdesk/cmd/frontdesk/demo/chatpage"
	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
)

// opening are the acts that a reader of the page finds played, or being played.
var opening = []string{"greeting", "refund", "answered-by-people", "person-answers", "joke", "german", "chinese", "forum", "mention", "urgent", "not-watched"}

// live serves the page until ctx ends.
func (c *community) live(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("page of the demo: %w", err)
	}
	page, err := chatpage.New(c.pageOptions(l.Addr().String()))
	if err != nil {
		return errors.Join(fmt.Errorf("page of the demo: %w", err), l.Close())
	}
	server := &http.Server{Handler: page.Handler(), ReadHeaderTimeout: 10 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
	served := make(chan struct{})
	go func() {
		defer close(served)
		if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			cancel(fmt.Errorf("page of the demo: %w", err))
		}
	}()
	go c.watch(ctx, page) // ends with ctx
	s := &screen{w: c.Stdout, width: c.Width, colours: c.Colours}
	s.welcomeToCommunity(c, page.URL())
	c.open(ctx)
	c.tell(ctx, s)
	ended := context.Cause(ctx)
	cancel(nil)
	err = server.Close()
	<-served
	s.blank()
	s.lines("", "", "Ending the demo. "+c.leaves("Nothing of it will be left.", "Store and config stay in "+c.dir+"."))
	if !errors.Is(ended, context.Canceled) {
		return errors.Join(ended, err)
	}
	return err
}

// open plays the first acts.
func (c *community) open(ctx context.Context) {
	var turns []*turn
	for _, a := range acts {
		if slices.Contains(opening, a.Name) {
			turns = append(turns, newTurn(a))
		}
	}
	c.play(ctx, turns, &claims{ids: map[string]bool{}}) // ends with ctx
}

// watch tells the page of all that changes, in the chat and at the gateway.
func (c *community) watch(ctx context.Context, page *chatpage.Page) {
	go func() {
		_ = c.news.until(ctx, func([]pipeline.Settled) (bool, error) { // ends with ctx
			page.Changed()
			return false, nil
		})
	}()
	_ = c.guild.server.Await(ctx, func() bool { // ends with ctx
		page.Changed()
		return false
	})
}

// tell prints a line for each decision until ctx ends.
func (c *community) tell(ctx context.Context, s *screen) {
	for n := 0; ; n++ {
		var next pipeline.Settled
		err := c.news.until(ctx, func(all []pipeline.Settled) (bool, error) {
			if len(all) <= n {
				return false, nil
			}
			next = all[n]
			return true, nil
		})
		if err != nil {
			return
		}
		s.decision(decisionOf(next))
	}
}

// decision prints outcome, what it is about, and why.
func (s *screen) decision(d chatpage.Decision) {
	const most, least = 34, 20
	about := oneLine(d.Who+": "+d.What, most)
	fmt.Fprintf(s.w, "%s  %s  %s\n", s.paint(outcomeColours[gateway.Outcome(d.Outcome)], pad(d.Outcome, communityOutcome)),
		pad(about, most), s.paint(dim, oneLine(d.Reason, max(s.width-communityOutcome-most-4, least))))
}

// pageOptions is the community as the page shows it.
func (c *community) pageOptions(host string) chatpage.Options {
	o := chatpage.Options{
		Server: c.guild.server, Guild: c.guild.guild.Name, Bot: c.guild.bot, Host: host,
		Decided: c.decided, Log: c.decisions,
	}
	for _, r := range guildRooms {
		o.Rooms = append(o.Rooms, chatpage.Room{Room: c.guild.rooms[r.name], About: r.about, Watched: r.watched})
	}
	for _, p := range []struct{ name, part string }{{reader, "member"}, {"Ben", "member"}, {moderator, "moderator"}, {agent, "team"}} {
		o.People = append(o.People, chatpage.Person{User: c.guild.people[p.name], Part: p.part})
	}
	return o
}

// decided is what was decided about a message or command.
func (c *community) decided(source string) (chatpage.Decision, bool) {
	all, _ := c.news.read()
	for _, s := range slices.Backward(all) {
		if s.Message.SourceID == source {
			return decisionOf(s), true
		}
	}
	return chatpage.Decision{}, false
}

// logged is how many decisions the page lists.
const logged = 60

func (c *community) decisions() []chatpage.Decision {
	all, _ := c.news.read()
	out := []chatpage.Decision{}
	for _, s := range slices.Backward(all[max(0, len(all)-logged):]) {
		out = append(out, decisionOf(s))
	}
	return out
}

func decisionOf(s pipeline.Settled) chatpage.Decision {
	m, d := s.Message, s.Decision
	what := m.NewText
	if m.Chat != nil && m.Chat.Command != nil {
		what = strings.TrimSpace("[" + string(m.Chat.Command.Name) + "] " + what)
	}
	return chatpage.Decision{
		At: d.Trace.At, Who: oneLine(m.Author.Name, communityReason), What: oneLine(what, lineWidth), Outcome: string(d.Outcome), Reason: d.Reason,
	}
}

func (s *screen) welcomeToCommunity(c *community, url string) {
	s.lines("", "", "A small community with a bot, all of it on this machine: a Discord of the demo's own, the gateway on SQLite, and the "+
		"example config. Open this page, choose who you are, write, and see what the bot does and why:")
	s.blank()
	fmt.Fprintln(s.w, "  "+s.paint(cyan, url))
	s.blank()
	s.lines("", "", "Questions in help, orders, 中文 and questions wait "+liveGrace.String()+" for people before the bot answers them. "+
		"In another terminal, the people's queue:")
	s.command(c.Command, "tickets", "-c "+c.config())
	s.blank()
	s.lines("", "", "Ctrl-C ends the demo"+c.leaves(", and removes "+c.dir, "; "+c.dir+" stays")+".")
	s.blank()
}

func (c *community) leaves(nothing, folder string) string {
	if c.Keep != "" {
		return folder
	}
	return nothing
}
