package email

import (
	"net"
	"time"

	"frontdesk/configs"
	"frontdesk/connectors/email/oauth"
	"frontdesk/gateway"
)

// Settings are the keys of a channel of kind email. Check fills the defaults.
type Settings struct {
	Kind    string      `yaml:"kind" required:"yes" words:"email" help:"A mailbox"`
	Address string      `yaml:"address" required:"yes" help:"The address that customers write to; what leaves is written from it"`
	Aliases []string    `yaml:"aliases" help:"Other addresses that arrive in the same mailbox"`
	Team    configs.Ref `yaml:"team" otherwise:"such tickets are in the queue and not forwarded" help:"For what no matcher routes"`

	IMAP   Server          `yaml:"imap" otherwise:"the provider's, with oauth2" help:"Where mail is read"`
	SMTP   Server          `yaml:"smtp" otherwise:"the provider's, with oauth2" help:"Where mail is sent; user and password are those of imap where it has none"`
	OAuth2 *oauth.Settings `yaml:"oauth2" otherwise:"the servers take passwords" help:"Tokens instead of passwords, for Gmail, Microsoft 365 and others; user is the channel's address where it is left out"`

	Bounce     string `yaml:"bounce" otherwise:"the channel's address" help:"Envelope sender (MAIL FROM) of forwards and of agents' answers"`
	NullSender *bool  `yaml:"null_sender" default:"true" help:"Automatic replies leave with the envelope sender <>, as RFC 3834 asks; false uses bounce, where a provider refuses <>"`

	Folder string `yaml:"folder" default:"INBOX" help:"The folder that is read"`
	Sent   string `yaml:"sent" otherwise:"the folder that the server marks as \\Sent" help:"Where the account keeps what it sent; it is watched, so that people who answer there are noticed. Where it is named, unconfirmed deliveries are looked for in it; none: no watch"`
	Bcc    string `yaml:"bcc" otherwise:"none" help:"A folder where blind copies of what leaves are found; unconfirmed deliveries are looked for in it"`
	Mark   Mark   `yaml:"mark" help:"What changes in the mailbox once a message is settled"`

	Start       string            `yaml:"start" default:"now" help:"Mail from before the first start: now leaves it alone, all reads it, a date such as 2026-01-31 reads it from there on"`
	MaxReplyAge time.Duration     `yaml:"max_reply_age" default:"24h" help:"Older mail gets a ticket and no reply"`
	FormSenders []string          `yaml:"form_senders" help:"Senders of web forms whose Reply-To is the customer"`
	Unaddressed string            `yaml:"unaddressed" default:"ticket" words:"ticket,answer" help:"Mail that names none of the channel's addresses"`
	Authserv    []string          `yaml:"authserv" otherwise:"only the program's own check of DKIM" help:"Mail servers whose Authentication-Results are trusted"`
	AnswerTo    string            `yaml:"answer_to" default:"authenticated" words:"authenticated,return-path,from" help:"Who is answered: an authenticated sender, the envelope sender only, or whoever stands in From"`
	Languages   []string          `yaml:"languages" otherwise:"any" help:"In which customers write, the channel's own first: en, de, pt-BR"`
	Treat       map[string]string `yaml:"treat" words:"ignore,attach,low,ticket,answer" help:"What becomes of a class of mail, over the table of docs/screening.md"`

	since time.Time // Start as a moment; zero for now and all
}

// Server is one mail server and the account on it.
type Server struct {
	Server   string         `yaml:"server" help:"host or host:port; the port follows from tls where it is left out"`
	User     string         `yaml:"user" help:"Name of the account"`
	Password configs.Secret `yaml:"password" help:"Where its password is found: env:NAME, file:PATH or cmd:COMMAND"`
	TLS      string         `yaml:"tls" default:"implicit" words:"implicit,starttls,none" help:"How the connection is encrypted"`
	CA       configs.Path   `yaml:"ca" otherwise:"the authorities of this machine" help:"PEM file of a private authority"`
}

// Words of Server.TLS.
const (
	TLSImplicit = "implicit"
	TLSStart    = "starttls"
	TLSNone     = "none"
)

// Host is the server's name without its port.
func (s Server) Host() string {
	host, _, err := net.SplitHostPort(s.Server)
	if err != nil {
		return s.Server
	}
	return host
}

// Mark says what changes in the mailbox once a message is settled. Its zero value changes nothing.
type Mark struct {
	Answered string            `yaml:"answered" otherwise:"nothing is marked" help:"Flag or keyword for what was replied to: \\Answered, $Frontdesk"`
	Move     map[string]string `yaml:"move" help:"Folder by outcome: {answer: Answered, ticket: Tickets}"`
}

// IsZero says whether nothing is to be changed in the mailbox.
func (m Mark) IsZero() bool { return m.Answered == "" && len(m.Move) == 0 }

// UsesNullSender says whether automatic replies leave with MAIL FROM <>, as RFC 3834 section 3.3 asks.
func (s *Settings) UsesNullSender() bool { return s.NullSender == nil || *s.NullSender }

// Addresses are all addresses of the channel, the one it writes from first.
func (s *Settings) Addresses() []string { return append([]string{s.Address}, s.Aliases...) }

// Channel is what the gateway knows of the mailbox.
func (s *Settings) Channel(name string) gateway.Channel {
	ch := gateway.Channel{
		Name: name, Kind: "email", Team: s.Team.Name,
		Addresses:   s.Addresses(),
		MaxReplyAge: s.MaxReplyAge,
		FormSenders: s.FormSenders,
		Unaddressed: gateway.Treatment(s.Unaddressed),
		Authserv:    s.Authserv,
		AnswerTo:    gateway.AnswerTo(s.AnswerTo),
		Languages:   s.Languages,
	}
	for class, treatment := range s.Treat {
		if ch.Treatments == nil {
			ch.Treatments = map[gateway.Class]gateway.Treatment{}
		}
		ch.Treatments[gateway.Class(class)] = gateway.Treatment(treatment)
	}
	return ch
}
