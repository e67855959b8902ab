package discord

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"

	"frontdesk/connectors/retry"
	"frontdesk/gateway"
)

// Close codes after which connecting again as before is of no use ("Gateway Close Event Codes"), and those that end a session.
const (
	closeAuthentication    = 4004
	closeInvalidSeq        = 4007
	closeTimedOut          = 4009
	closeInvalidShard      = 4010
	closeShardingRequired  = 4011
	closeInvalidVersion    = 4012
	closeInvalidIntents    = 4013
	closeDisallowedIntents = 4014
)

// shard keeps one session alive, over as many as it takes.
type shard struct {
	c     *Connector
	run   *running
	id    int
	queue *queue
	retry retry.Backoff
}

// intents are the least that the work needs.
func (s *Settings) intents() discordgo.Intent {
	i := discordgo.IntentGuilds | discordgo.IntentGuildMessages | discordgo.IntentGuildMessageReactions | discordgo.IntentDirectMessages
	if s.ReadsContent() {
		i |= discordgo.IntentMessageContent
	}
	return i
}

// supervise connects until ctx ends.
func (s *shard) supervise(ctx context.Context) error {
	live := &session{who: identity{shard: s.id, of: s.run.shards, intents: s.c.settings.intents()}, handle: s.take}
	for ctx.Err() == nil {
		if live.fresh() {
			info, err := s.run.mayIdentify(ctx, s.id)
			if err != nil {
				if stop := s.failed(ctx, live, err, 0); stop != nil {
					return stop
				}
				continue
			}
			live.url = gatewayURL(info.URL, "?v="+s.c.rest.version())
		}
		live.who.token = *s.c.rest.token.Load()
		began := time.Now()
		err := live.connect(ctx, s.c.timing.handshake, s.well)
		if stop := s.failed(ctx, live, err, time.Since(began)); stop != nil {
			return stop
		}
	}
	return nil
}

// gatewayURL is the URL that the server gave with the parameters of another one.
func gatewayURL(given, like string) string {
	query := ""
	if i := strings.IndexByte(like, '?'); i >= 0 {
		query = like[i+1:]
	}
	u, err := url.Parse(given)
	if err != nil {
		return given
	}
	v := u.Query()
	if q, err := url.ParseQuery(query); err == nil && q.Get("v") != "" {
		v.Set("v", q.Get("v"))
	}
	v.Set("encoding", "json")
	u.RawQuery = v.Encode()
	return u.String()
}

// well is called when a session goes.
func (s *shard) well(resumed bool) {
	if resumed {
		s.retry.Reset()
		s.queue.push(item{catchUp: true})
	}
	s.c.board.session(s.id, nil)
}

// failed tells what ended a connection, and waits as long as that asks for. An error ends Run.
func (s *shard) failed(ctx context.Context, live *session, err error, lasted time.Duration) error {
	if ctx.Err() != nil {
		return nil //nolint:nilerr // the end of ctx is no failure
	}
	if errors.Is(err, gateway.ErrLeaseLost) {
		return err
	}
	s.c.env.Log.Debug("session ended", "attempt", s.retry.Tries(), "error", err)
	if lasted > s.c.timing.steady {
		s.retry.Reset()
	}
	var invalid *invalidError
	switch {
	case s.c.rest.refused.Load() || websocket.IsCloseError(unwrapClose(err), closeAuthentication):
		live.forget()
		s.c.board.session(s.id, refusedToken())
		s.c.awaitToken(ctx, live.who.token)
		return nil
	case errors.Is(err, errReconnect):
		return nil
	case errors.As(err, &invalid) && !invalid.resumable:
		live.forget()
		s.c.board.session(s.id, s.c.explain(err))
		retry.Sleep(ctx, s.c.timing.invalid+time.Duration(float64(4*s.c.timing.invalid)*jitter()))
		return nil
	case isFinal(err):
		live.forget()
		s.c.board.session(s.id, s.c.explain(err))
		s.c.env.Log.Error("the gateway refuses the bot; a change in the developer portal or in the config heals it", "error", err)
		retry.Sleep(ctx, s.c.timing.final)
		return nil
	case websocket.IsCloseError(unwrapClose(err), closeInvalidSeq, closeTimedOut):
		live.forget()
	}
	s.c.board.session(s.id, s.c.explain(err))
	retry.Sleep(ctx, s.retry.Next())
	return nil
}

// unwrapClose finds the close frame in an error, since the library looks at the outermost only.
func unwrapClose(err error) error {
	var closed *websocket.CloseError
	if errors.As(err, &closed) {
		return closed
	}
	return err
}

func isFinal(err error) bool {
	return websocket.IsCloseError(unwrapClose(err), closeInvalidShard, closeShardingRequired, closeInvalidVersion, closeInvalidIntents, closeDisallowedIntents)
}

// startInfo is what GET /gateway/bot answers.
type startInfo struct {
	URL    string `json:"url"`
	Shards int    `json:"shards"`
	Limit  struct {
		Total       int `json:"total"`
		Remaining   int `json:"remaining"`
		ResetAfter  int `json:"reset_after"` // milliseconds
		Concurrency int `json:"max_concurrency"`
	} `json:"session_start_limit"`
}

func (c *Connector) startInfo(ctx context.Context) (startInfo, error) {
	var info startInfo
	err := c.rest.do(ctx, call{method: "GET", path: "/gateway/bot", out: &info})
	if err == nil && info.URL == "" {
		err = errors.New("the server names no gateway")
	}
	if err != nil {
		return info, fmt.Errorf("ask for the gateway: %w", err)
	}
	return info, nil
}

// refusedToken is the problem of a token that is not valid any more.
func refusedToken() *gateway.Problem {
	return &gateway.Problem{
		What: "the server refuses the bot's token", Hint: "copy the token anew from the developer portal (Bot, Reset Token) to where the key token points; it is looked at every minute",
	}
}

// awaitToken returns once there is another token than the refused one: from the settings, or found by another shard or a
// delivery, maybe before this shard heard of the refusal.
func (c *Connector) awaitToken(ctx context.Context, refused string) {
	if *c.rest.token.Load() != refused {
		return
	}
	c.rest.refused.Store(true)
	for retry.Sleep(ctx, c.timing.token) {
		token, err := c.settings.Token.Resolve(ctx)
		if err != nil {
			c.env.Log.Debug("token not read", "error", err)
			continue
		}
		if now := *c.rest.token.Load(); now != refused {
			return // another shard found it
		}
		if plainToken(token) != refused {
			c.rest.setToken(token)
			return
		}
	}
}

// owns says whether a guild's events come to this shard ("Gateway", section Sharding).
func (s *shard) owns(guild string) bool {
	return int(uint64(parseSnowflake(guild)>>22)%uint64(s.run.shards)) == s.id
}
