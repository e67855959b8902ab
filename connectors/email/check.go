package email

import (
	"cmp"
	"fmt"
	"maps"
	"net"
	"net/mail"
	"regexp"
	"slices"
	"strings"
	"time"

	"frontdesk/configs"
	"frontdesk/connectors/email/oauth"
	"frontdesk/gateway"
)

// defaultMaxReplyAge keeps a mailbox that was down over the weekend from answering stale mail.
const defaultMaxReplyAge = 24 * time.Hour

// Default ports by tls word.
var (
	imapPorts = map[string]string{TLSImplicit: "993", TLSStart: "143", TLSNone: "143"}
	smtpPorts = map[string]string{TLSImplicit: "465", TLSStart: "587", TLSNone: "25"}
)

// flagPattern is what a server accepts as a flag (RFC 9051 section 9): a system flag or a keyword.
var flagPattern = regexp.MustCompile(`^(\\(Answered|Flagged|Seen|Deleted|Draft)|[!#$&'+,\-./0-9:;<=>?@A-Z\[^_` + "`" + `a-z|}~]+)$`)

// checker knows where the keys of one channel stand.
type checker struct{ configs.Checker }

// Check fills the defaults and reports every value that cannot work, at its place.
func (s *Settings) Check(sec configs.Section, p *configs.Problems) {
	c := checker{configs.Checker{Section: sec, Problems: p}}
	c.addresses(s)
	c.oauth2(s)
	c.server("imap", &s.IMAP, imapPorts)
	c.server("smtp", &s.SMTP, smtpPorts)
	c.accounts(s)
	c.words(s)
	c.start(s)
	c.marks(s.Mark)
	c.treatments(s.Treat)
	s.Folder = cmp.Or(s.Folder, "INBOX")
	if s.Sent == s.Folder {
		c.Bad(fmt.Sprintf("folder %q is read as the inbox", s.Sent), "name the folder with the mail that people sent, or write none", "sent")
	}
}

func (c checker) addresses(s *Settings) {
	if s.Address == "" {
		c.Bad(`"address" is missing`, "write the address that customers write to: address: support@example.com", "address")
	} else {
		c.address(s.Address, "address")
	}
	for _, a := range s.Aliases {
		c.address(a, "aliases")
	}
	for _, a := range s.FormSenders {
		c.address(a, "form_senders")
	}
	if s.Bounce != "" {
		c.address(s.Bounce, "bounce")
	}
	s.Bounce = cmp.Or(s.Bounce, s.Address)
}

func (c checker) address(a string, path ...string) {
	if parsed, err := mail.ParseAddress(a); err != nil || parsed.Address != a {
		c.Bad(fmt.Sprintf("%q is not a mail address", a), "write it as name@example.com", path...)
	}
}

func (c checker) server(key string, s *Server, ports map[string]string) {
	s.TLS = cmp.Or(s.TLS, TLSImplicit)
	port, ok := ports[s.TLS]
	if !ok {
		c.Bad(fmt.Sprintf("%q is no kind of TLS", s.TLS), configs.Hint(s.TLS, TLSImplicit, TLSStart, TLSNone), key, "tls")
		return
	}
	if s.Server == "" {
		c.Bad(fmt.Sprintf(`%q needs a "server"`, key), fmt.Sprintf("%s: {server: mail.example.com:%s}", key, port), key)
		return
	}
	if !withPort(&s.Server, port) {
		c.Bad(fmt.Sprintf("%q is not a server", s.Server), "write host or host:port", key, "server")
		return
	}
	if s.TLS == TLSNone && !isLoopback(s.Host()) {
		c.Problems.Warn(c.Section.Where(key, "tls"), "mail and password travel unencrypted to "+s.Host(), "use implicit or starttls")
	}
}

// withPort adds the port where there is none; false where the whole cannot be an address.
func withPort(server *string, port string) bool {
	host, given, err := net.SplitHostPort(*server)
	if err != nil {
		host, given = strings.Trim(*server, "[]"), port
	}
	if host == "" || strings.ContainsAny(host, "/ @\t") || (strings.Contains(host, ":") && net.ParseIP(host) == nil) {
		return false
	}
	if n, err := net.LookupPort("tcp", given); err != nil || n == 0 { //nolint:noctx // a number or a service name, no network
		return false
	}
	*server = net.JoinHostPort(host, given)
	return true
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || (ip != nil && ip.IsLoopback())
}

// oauth2 fills what follows from the provider of the tokens.
func (c checker) oauth2(s *Settings) {
	if s.OAuth2 == nil {
		return
	}
	s.OAuth2.Check(c.Section.Get("oauth2"), c.Problems)
	s.IMAP.User = cmp.Or(s.IMAP.User, s.Address)
	if !s.IMAP.Password.IsZero() {
		c.Bad(`"imap" has a password, and the channel "oauth2"`, "remove one of the two", "imap", "password")
	}
	if imap, smtp, ok := s.OAuth2.Servers(); ok {
		fillServer(&s.IMAP, imap)
		fillServer(&s.SMTP, smtp)
	}
}

func fillServer(s *Server, known oauth.MailServer) {
	if s.Server == "" {
		s.Server, s.TLS = known.Address, cmp.Or(s.TLS, known.TLS)
	}
}

func (c checker) accounts(s *Settings) {
	if s.IMAP.User == "" {
		c.Bad(`"imap" needs a "user"`, "", "imap")
	}
	written := !c.Section.Get("imap").Get("password").IsZero() // and was told what is wrong with it
	if s.IMAP.Password.IsZero() && s.OAuth2 == nil && !written {
		c.Bad(`"imap" needs a "password"`, "password: env:SUPPORT_PASSWORD, file:PATH or cmd:COMMAND", "imap")
	}
	if s.SMTP.User != "" && s.SMTP.User != s.IMAP.User && s.SMTP.Password.IsZero() && s.OAuth2 == nil {
		c.Bad(`"smtp" has another user than "imap" and no "password"`, "", "smtp", "user")
	}
	s.SMTP.User = cmp.Or(s.SMTP.User, s.IMAP.User)
	if s.SMTP.Password.IsZero() {
		s.SMTP.Password = s.IMAP.Password
	}
}

func (c checker) words(s *Settings) {
	s.Unaddressed = cmp.Or(s.Unaddressed, string(gateway.TreatTicket))
	c.oneOf(s.Unaddressed, []string{string(gateway.TreatTicket), string(gateway.TreatAnswer)}, "unaddressed")
	s.AnswerTo = cmp.Or(s.AnswerTo, string(gateway.AnswerAuthenticated))
	c.oneOf(s.AnswerTo, []string{
		string(gateway.AnswerAuthenticated), string(gateway.AnswerReturnPath), string(gateway.AnswerFrom),
	}, "answer_to")
	if s.MaxReplyAge == 0 {
		s.MaxReplyAge = defaultMaxReplyAge
	}
	for i, a := range s.Authserv {
		s.Authserv[i] = strings.ToLower(strings.TrimSpace(a))
	}
}

func (c checker) oneOf(word string, known []string, path ...string) {
	if !slices.Contains(known, word) {
		c.Bad(fmt.Sprintf("%q is not a value of %s", word, path[len(path)-1]), configs.Hint(word, known...), path...)
	}
}

// Words of Settings.Start.
const (
	startNow = "now"
	startAll = "all"
)

func (c checker) start(s *Settings) {
	s.Start = cmp.Or(s.Start, startNow)
	if s.Start == startNow || s.Start == startAll {
		return
	}
	since, err := time.ParseInLocation(time.DateOnly, s.Start, time.UTC)
	if err != nil {
		c.Bad(fmt.Sprintf("%q is no start", s.Start), "write now, all or a date as 2006-01-31", "start")
		return
	}
	s.since = since
}

func (c checker) marks(m Mark) {
	if m.Answered != "" && !flagPattern.MatchString(m.Answered) {
		c.Bad(fmt.Sprintf("%q is not a flag", m.Answered), `write a system flag as \Answered or a keyword as $Frontdesk`, "mark", "answered")
	}
	known := []string{
		string(gateway.OutcomeAnswer), string(gateway.OutcomeAcknowledge), string(gateway.OutcomeAsk),
		string(gateway.OutcomeTicket), string(gateway.OutcomeRelay), string(gateway.OutcomeAttach),
		string(gateway.OutcomeResolve), string(gateway.OutcomeIgnore),
	}
	for _, outcome := range slices.Sorted(maps.Keys(m.Move)) {
		if !slices.Contains(known, outcome) {
			c.Bad(fmt.Sprintf("%q is not an outcome", outcome), configs.Hint(outcome, known...), "mark", "move", outcome)
		}
		if m.Move[outcome] == "" {
			c.Bad("no folder to move to", "", "mark", "move", outcome)
		}
	}
}

func (c checker) treatments(treat map[string]string) {
	classes := []string{
		string(gateway.ClassOurBounce), string(gateway.ClassReport), string(gateway.ClassLoop),
		string(gateway.ClassAutomaticInThread), string(gateway.ClassAutomatic), string(gateway.ClassBulk),
		string(gateway.ClassUnreadable), string(gateway.ClassNoSender), string(gateway.ClassOwnAddress),
		string(gateway.ClassSuspicious), string(gateway.ClassWeakSign), string(gateway.ClassRole),
		string(gateway.ClassAsksNone), string(gateway.ClassPerhapsLoop), string(gateway.ClassNotAddressed),
		string(gateway.ClassNotAuthenticated), string(gateway.ClassOld), string(gateway.ClassPerson),
	}
	treatments := []string{
		string(gateway.TreatIgnore), string(gateway.TreatAttach), string(gateway.TreatLow),
		string(gateway.TreatTicket), string(gateway.TreatAnswer),
	}
	for _, class := range slices.Sorted(maps.Keys(treat)) {
		if !slices.Contains(classes, class) {
			c.Bad(fmt.Sprintf("%q is not a class of mail", class), configs.Hint(class, classes...), "treat", class)
			delete(treat, class)
			continue
		}
		if !slices.Contains(treatments, treat[class]) {
			c.Bad(fmt.Sprintf("%q is no treatment of mail", treat[class]), configs.Hint(treat[class], treatments...), "treat", class)
			delete(treat, class)
		}
	}
}
