package discord

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"frontdesk/connectors/retry"
	"frontdesk/gateway"
)

// Connector receives and sends for one bot.
type Connector struct {
	settings *Settings
	env      gateway.Environment
	rest     *rest
	rooms    *rooms
	rights   *rights
	opened   *openedRooms
	board    *board
	timing   timing // as defaultTiming; tests shorten it

	starter        starter
	unacknowledged unacknowledged

	looking sync.Mutex
	looked  time.Time // when the token was last read anew for a delivery
}

// Open resolves the token of checked settings. It connects nowhere.
func Open(ctx context.Context, s *Settings, env gateway.Environment) (*Connector, error) {
	token, err := s.Token.Resolve(ctx)
	if err != nil {
		return nil, fmt.Errorf("token: %w", err)
	}
	env = withDefaults(env)
	return &Connector{
		settings: s, env: env, rest: newREST(s.API, token), rooms: newRooms(s.Watch, env.TeamRooms), rights: newRights(), opened: newOpenedRooms(),
		board: newBoard(env, s.API), timing: defaultTiming(),
	}, nil
}

// withDefaults lets callers that need no reports or clock leave them out.
func withDefaults(env gateway.Environment) gateway.Environment {
	if env.Log == nil {
		env.Log = slog.New(slog.DiscardHandler)
	}
	if env.Report == nil {
		env.Report = func(*gateway.Problem) {}
	}
	if env.TeamRooms == nil {
		env.TeamRooms = func() []string { return nil }
	}
	if env.Now == nil {
		env.Now = time.Now
	}
	return env
}

// running is what the shards of one Run share.
type running struct {
	c      *Connector
	in     gateway.Intake
	shards int

	ctx      context.Context // of what goes on beside the sessions
	aside    sync.WaitGroup
	register sync.Mutex
}

// beside runs f beside the sessions; Run waits for it.
func (r *running) beside(f func(ctx context.Context)) { r.aside.Go(func() { f(r.ctx) }) }

// Run implements [gateway.Connector]: it keeps a session a shard until ctx ends.
func (c *Connector) Run(ctx context.Context, in gateway.Intake) error {
	defer c.rest.close()
	shards := c.shards(ctx)
	if ctx.Err() != nil {
		return nil
	}
	g, inner := errgroup.WithContext(ctx)
	r := &running{c: c, in: in, shards: shards, ctx: inner}
	defer r.aside.Wait()
	for id := range shards {
		s := &shard{c: c, run: r, id: id, queue: newQueue(), retry: retry.Backoff{First: c.timing.retryFirst, Last: c.timing.retryLast}}
		g.Go(func() error { return s.supervise(inner) })
		g.Go(func() error { return newIntake(s).consume(inner) })
	}
	if err := g.Wait(); err != nil && ctx.Err() == nil {
		return err
	}
	return nil
}

// shards is how many sessions there are to be; where the server says so it is asked until it answers or ctx ends.
func (c *Connector) shards(ctx context.Context) int {
	if !c.settings.Shards.Auto {
		return max(c.settings.Shards.Count, 1)
	}
	wait := retry.Backoff{First: c.timing.retryFirst, Last: c.timing.retryLast}
	for {
		asked := *c.rest.token.Load()
		info, err := c.startInfo(ctx)
		if err == nil || ctx.Err() != nil {
			return max(info.Shards, 1)
		}
		c.board.session(0, c.explain(err))
		if c.rest.refused.Load() {
			c.awaitToken(ctx, asked)
			continue
		}
		retry.Sleep(ctx, wait.Next())
	}
}

// registerCommands registers the commands beside the sessions, once at a time.
func (r *running) registerCommands(app string) {
	r.beside(func(ctx context.Context) {
		r.register.Lock()
		defer r.register.Unlock()
		if err := r.c.registerCommands(ctx, app); err != nil && ctx.Err() == nil {
			r.c.board.set(aboutCommands, r.c.explain(err))
			return
		}
		r.c.board.set(aboutCommands, nil)
	})
}
