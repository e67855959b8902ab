package discordtest

import (
	"crypto/rand"
	"encoding/base64"
	"time"
)

// Bot is an application with its bot user, as the developer portal has it. The application's id is the user's.
type Bot struct {
	User *User

	s          *Server
	token      string
	privileged Intent            // switched on in the portal
	identifies []time.Time       // of the last 24 hours
	lastStart  map[int]time.Time // by rate limit key
	commands   map[string][]*command
	creates    map[string][]time.Time // of commands, by guild ("" global), of the last 24 hours
	writes     CommandWrites
	nonces     []usedNonce
}

// AddBot registers an application. privileged are the intents switched on in the portal: none by default, so that
// identifying with MessageContent ends in 4014.
func (s *Server) AddBot(name string, privileged ...Intent) *Bot {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := &Bot{User: s.newUser(name, true), s: s, commands: map[string][]*command{}, creates: map[string][]time.Time{}}
	b.token = newToken(b.User.ID)
	for _, i := range privileged {
		b.privileged |= i
	}
	s.bots = append(s.bots, b)
	return b
}

// Token is the bot's token without the word "Bot" before it.
func (b *Bot) Token() string {
	b.s.mu.Lock()
	defer b.s.mu.Unlock()
	return b.token
}

// SetPrivileged switches privileged intents in the portal. It counts for REST at once and for the gateway with the next
// IDENTIFY, except that content is withheld at once.
func (b *Bot) SetPrivileged(on Intent) {
	b.s.mu.Lock()
	defer b.s.mu.Unlock()
	b.privileged = on
}

// RevokeToken resets the token as the portal does: the old one is refused from now on, its connections are closed with 4004.
func (b *Bot) RevokeToken() (newToken string) {
	b.s.mu.Lock()
	defer b.s.mu.Unlock()
	b.reset()
	return b.token
}

func (b *Bot) reset() {
	b.token = newToken(b.User.ID)
	for _, sess := range b.s.sessions {
		if sess.bot == b {
			b.s.end(sess, closeAuthentication, "Authentication failed.")
		}
	}
	b.s.touch()
}

func newToken(id string) string {
	secret := make([]byte, 24)
	_, _ = rand.Read(secret) // never fails
	return base64.RawURLEncoding.EncodeToString([]byte(id)) + ".x." + base64.RawURLEncoding.EncodeToString(secret)
}

func (s *Server) botOf(u *User) *Bot {
	for _, b := range s.bots {
		if b.User == u {
			return b
		}
	}
	return nil
}

func (s *Server) botByToken(token string) *Bot {
	for _, b := range s.bots {
		if b.token == token {
			return b
		}
	}
	return nil
}
