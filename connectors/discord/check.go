package discord

import (
	"cmp"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway"
)

const (
	defaultAPI         = "https://discord.com/api"
	defaultMaxReplyAge = time.Hour // a chat moves on
)

// checker knows where the keys of one channel stand.
type checker struct{ configs.Checker }

// Check fills the defaults and reports every value that cannot work, at its place.
func (s *Settings) Check(sec configs.Section, p *configs.Problems) {
	c := checker{configs.Checker{Section: sec, Problems: p}}
	c.api(s)
	c.rooms(s)
	c.words(s)
	c.numbers(s)
	c.quiet(s)
	if s.MaxReplyAge == 0 {
		s.MaxReplyAge = defaultMaxReplyAge
	}
}

func (c checker) api(s *Settings) {
	s.API = strings.TrimRight(cmp.Or(s.API, defaultAPI), "/")
	u, err := url.Parse(s.API)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		c.Bad(fmt.Sprintf("%q is not the base URL of an API", s.API), "write it as https://chat.example.com/api, or leave the key out for Discord", "api")
		return
	}
	if u.Scheme == "http" && !isLoopback(u.Hostname()) {
		c.Problems.Warn(c.Section.Where("api"), "the bot's token travels unencrypted to "+u.Host, "use https")
	}
}

func isLoopback(host string) bool {
	return host == "localhost" || host == "::1" || strings.HasPrefix(host, "127.")
}

func (c checker) rooms(s *Settings) {
	if len(s.Watch) == 0 {
		c.Problems.Warn(c.Section.Where("watch"), "no room is watched: the bot answers only where it is mentioned or commanded",
			"list rooms by name or id: watch: [help]")
	}
	seen := map[string]bool{}
	for i := range s.Watch {
		w := &s.Watch[i]
		at := w.Room.At
		if at == (configs.Position{}) {
			at = c.Section.Where("watch")
		}
		name := roomName(w.Room.Name)
		switch {
		case name == "" && !w.Room.IsZero():
			c.Problems.Add(at, "a room without a name", "write its name or id")
		case name != "" && seen[name]:
			c.Problems.Add(at, fmt.Sprintf("room %q is listed twice", name), "")
		}
		seen[name] = true
		if w.Answer != "" && !slices.Contains(answerWords, w.Answer) {
			c.Problems.Add(at, fmt.Sprintf("%q is not a value of answer", w.Answer), configs.Hint(w.Answer, answerWords...))
		}
	}
}

// roomName is a room as people write it, without the sign before it.
func roomName(s string) string { return strings.TrimPrefix(strings.TrimSpace(s), "#") }

var answerWords = []string{string(gateway.PlaceReply), string(gateway.PlaceThread)}

func (c checker) words(s *Settings) {
	s.Answer = cmp.Or(s.Answer, string(gateway.PlaceReply))
	c.oneOf(s.Answer, answerWords, "answer")
	s.Tickets = cmp.Or(s.Tickets, ticketThread)
	c.oneOf(s.Tickets, []string{ticketThread, ticketDirect}, "tickets")
	s.Start = cmp.Or(s.Start, startNow)
	c.oneOf(s.Start, []string{startNow, startAll}, "start")
	if s.Shards == (Shards{}) {
		s.Shards.Count = 1
	}
}

func (c checker) oneOf(word string, known []string, path ...string) {
	if !slices.Contains(known, word) {
		c.Bad(fmt.Sprintf("%q is not a value of %s", word, path[len(path)-1]), configs.Hint(word, known...), path...)
	}
}

func (c checker) numbers(s *Settings) {
	if f := s.Confidence; f != nil && (*f < 0 || *f > 1) {
		c.Bad("confidence is not between 0 and 1", "", "confidence")
	}
	if f := s.Budget.Share; f != nil && (*f < 0 || *f > 1) {
		c.Bad("share is not between 0 and 1", "0.2 is a fifth of a room's messages", "budget", "share")
	}
	if n := s.Budget.Hour; n != nil && *n < 0 {
		c.Bad("hour is below zero", "", "budget", "hour")
	}
	if n := s.MinLength; n != nil && *n < 0 {
		c.Bad("min_length is below zero", "", "min_length")
	}
}

// quietPattern is "22:00-07:00 Europe/Berlin".
var quietPattern = regexp.MustCompile(`^(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})\s+(\S+)$`)

func (c checker) quiet(s *Settings) {
	s.quiet = nil
	for i, text := range s.Quiet {
		at := c.Section.Where("quiet")
		if items := c.Section.Get("quiet").Items(); i < len(items) {
			at = items[i].At
		}
		hours, err := parseQuiet(text)
		if err != nil {
			c.Problems.Add(at, fmt.Sprintf("%q are no quiet hours: %v", text, err), `write them as "22:00-07:00 Europe/Berlin"`)
			continue
		}
		s.quiet = append(s.quiet, hours)
	}
}

func parseQuiet(text string) (gateway.QuietHours, error) {
	m := quietPattern.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return gateway.QuietHours{}, fmt.Errorf("two times and a zone are expected")
	}
	from, ok := clockTime(m[1], m[2])
	to, okTo := clockTime(m[3], m[4])
	if !ok || !okTo || from == to {
		return gateway.QuietHours{}, fmt.Errorf("these are not two times of a day")
	}
	zone, err := time.LoadLocation(m[5])
	if err != nil || m[5] == "Local" {
		return gateway.QuietHours{}, fmt.Errorf("%s is not a known time zone", m[5])
	}
	return gateway.QuietHours{From: from, To: to, Zone: zone}, nil
}

func clockTime(hour, minute string) (time.Duration, bool) {
	h, errH := strconv.Atoi(hour)
	m, errM := strconv.Atoi(minute)
	d := time.Duration(h)*time.Hour + time.Duration(m)*time.Minute
	return d, errH == nil && errM == nil && m < 60 && d <= 24*time.Hour
}
