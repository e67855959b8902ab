package email

import (
	"net"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway"
)

// Settings are the keys of a channel of kind email. Check fills the defaults.
type Settings struct {
	Kind    string      `yaml:"kind"`
	Address string      `yaml:"address"` // that customers write to; what leaves is written from it
	Aliases []string    `yaml:"aliases"` // other addresses that arrive in the same mailbox
	Team    configs.Ref `yaml:"team"`    // for what no matcher routes

	IMAP Server `yaml:"imap"`
	SMTP Server `yaml:"smtp"` // user and password default to those of imap

	Bounce     string `yaml:"bounce"`      // MAIL FROM of forwards and agents' answers; default: address
	NullSender *bool  `yaml:"null_sender"` // MAIL FROM <> for automatic replies (default); false uses bounce

	Folder string `yaml:"folder"` // read; default INBOX
	// Sent is where the account keeps what it sent. It is watched, so that people who answer there are noticed: by default the
	// folder that the server marks as \Sent, none for no watch. Where it is named, unconfirmed deliveries are looked for in it.
	Sent string `yaml:"sent"`
	Bcc  string `yaml:"bcc"`  // where blind copies of what leaves are found; the same use
	Mark Mark   `yaml:"mark"` // what to change in the mailbox after settling; default: nothing

	Start       string            `yaml:"start"`         // mail from before the first start: now (none), all, or a date
	MaxReplyAge time.Duration     `yaml:"max_reply_age"` // older mail gets a ticket and no reply; default 24h
	FormSenders []string          `yaml:"form_senders"`  // From of web forms whose Reply-To is the customer
	Unaddressed string            `yaml:"unaddressed"`   // mail that names none of our addresses: ticket or answer
	Authserv    []string          `yaml:"authserv"`      // whose Authentication-Results are trusted
	AnswerTo    string            `yaml:"answer_to"`     // authenticated, return-path or from
	Languages   []string          `yaml:"languages"`     // in which customers write, the channel's own first; default: any
	Treat       map[string]string `yaml:"treat"`         // class: treatment, over the table of docs/screening.md

	since time.Time // Start as a moment; zero for now and all
}

// Server is one mail server and the account on it.
type Server struct {
	Server   string         `yaml:"server"` // host or host:port
	User     string         `yaml:"user"`
	Password configs.Secret `yaml:"password"`
	TLS      string         `yaml:"tls"` // implicit (default), starttls or none
	CA       configs.Path   `yaml:"ca"`  // PEM file of a private authority
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
	Answered string            `yaml:"answered"` // flag or keyword for what was replied to: \Answered, $Frontdesk
	Move     map[string]string `yaml:"move"`     // outcome: folder
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
