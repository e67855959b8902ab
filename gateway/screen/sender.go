package screen

import (
	"net/mail"
	"strings"
	"unicode"

	"frontdesk/gateway"
	"frontdesk/gateway/phrasebook"
)

// maxAddress is the longest path of RFC 5321 section 4.5.3.1.3, without its brackets.
const maxAddress = 254

// IsFormSender says whether From is listed as a web form of the channel, so that Reply-To is the customer.
func IsFormSender(m *gateway.Message, c gateway.Channel) bool {
	if len(c.FormSenders) == 0 {
		return false
	}
	from := canonical(m.Author)
	for _, f := range c.FormSenders {
		if from != "" && canonical(gateway.Address{Addr: f}) == from {
			return true
		}
	}
	return false
}

// Sender is who is judged and counted: the author, or for a form sender the one address of Reply-To. Without exactly
// one there is nobody, and Addr is empty.
func Sender(m *gateway.Message, c gateway.Channel) gateway.Address {
	if !IsFormSender(m, c) {
		return m.Author
	}
	if len(m.ReplyTo) == 1 {
		return m.ReplyTo[0]
	}
	return gateway.Address{}
}

// whoIsAnswered picks the one address of a reply; empty: there is none.
func (l *letter) whoIsAnswered() gateway.Address {
	if l.in.Channel.AnswerTo == gateway.AnswerReturnPath && !l.form {
		return l.ifAnswerable(l.envelope.addr)
	}
	if !l.form && len(l.msg.ReplyTo) == 1 && sameOrg(l.msg.ReplyTo[0], l.sender) {
		if a := l.ifAnswerable(l.msg.ReplyTo[0]); a.Addr != "" {
			return a
		}
	}
	return l.ifAnswerable(l.sender)
}

// ifAnswerable returns a, or nobody where it is a list's, a machine's or our own.
func (l *letter) ifAnswerable(a gateway.Address) gateway.Address {
	local := a.Local()
	switch {
	case !usable(a), l.isOwn(a), isNoreply(local), isDaemon(local), isListLocal(local):
		return gateway.Address{}
	default:
		return a
	}
}

func (l *letter) isOwn(a gateway.Address) bool {
	return a.Addr != "" && len(l.own) > 0 && l.own[canonical(a)]
}

// usable says whether mail could be sent to a: one local part, one domain, nothing that breaks a header or a command.
func usable(a gateway.Address) bool {
	addr := a.Addr
	at := strings.LastIndexByte(addr, '@')
	if at <= 0 || at == len(addr)-1 || len(addr) > maxAddress {
		return false
	}
	if strings.ContainsFunc(addr, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune("<>,;", r)
	}) {
		return false
	}
	domain := addr[at+1:]
	return !strings.HasPrefix(domain, ".") && !strings.Contains(domain, "..") && !strings.ContainsAny(domain, `()"\`)
}

func (l *letter) noSender() (string, bool) {
	if usable(l.sender) {
		return "", false
	}
	if l.form {
		return "a form sender without one Reply-To", true
	}
	return "From: " + l.top("from"), true
}

// manyAuthors: with more than one author the Sender must be named; without, nobody knows whom to answer.
func (l *letter) manyAuthors() (string, bool) {
	from := l.top("from")
	if l.has("sender") || strings.Count(from, "@") < 2 {
		return "", false
	}
	list, err := mail.ParseAddressList(from)
	return "From: " + from, err == nil && len(list) > 1
}

func (l *letter) ownAddress() (string, bool) { return l.sender.Addr, l.isOwn(l.sender) }

// noreplyLocal finds the words in the languages they are written in, anywhere between separators: no-reply,
// orders-noreply, noreply+123, do_not_reply.
var noreplyLocal = phrasebook.MustCompile(`(^|[-_.+])((no|not|do[-_.]?not|dont|never)[-_.]?(reply|replies|respond|response)|no[-_.]?(responder|responda|contestar|conteste)|n[aã]o[-_.]?(responda|responder)|(ne[-_.]?)?pas[-_.]?(de[-_.]?)?r[eé]pon(dre|se)|nicht[-_.]?antworten|keine[-_.]?antwort|non[-_.]?rispondere|niet[-_.]?(be)?antwoorden|geen[-_.]?antwoord|svar[-_.]?(inte|ej|ikke)|(ingen|inget)[-_.]?svar|(ala|ei)[-_.]?vastaa|nie[-_.]?odpowiadaj|neodpovidat|ne[-_.]?valaszolj)\d*($|[-_.+])`)

func isNoreply(local string) bool { return noreplyLocal.MatchString(local) }

func (l *letter) noreplySender() (string, bool) {
	if !isNoreply(l.sender.Local()) {
		return "", false
	}
	return "sender " + l.sender.Addr, true
}

// isMailSystem: the address under which mail servers report, or their name where the address is none or an admin's.
// A postmaster's mail is a report only by its words.
func isMailSystem(a gateway.Address, from string) bool {
	local, _, _ := strings.Cut(a.Local(), `\`)
	switch strings.Map(onlyName, local) {
	case "mailerdaemon", "maildaemon", "postmaster", "maildeliverysystem", "maildeliverysubsystem", "systemadministrator", "mailsystem", "mailrouter", "gwia":
		return true
	default:
		return strings.HasPrefix(local, exchangeLocal) || mailSystemName.MatchString(from)
	}
}

// exchangeLocal begins the address under which Exchange reports; the number behind it is the same everywhere.
const exchangeLocal = "microsoftexchange329e"

// onlyName drops what is written between the words of an account's name.
func onlyName(r rune) rune {
	switch r {
	case '-', '_', '.', '"', ' ':
		return -1
	}
	return r
}

// mailSystemName is how mail servers call themselves in From.
var mailSystemName = phrasebook.MustCompile(`(?i)^["' ]*(mailer[-_. ]daemon|mail[-_. ]daemon|mail delivery (sub)?system|mail delivery service|mail[- ]system|mail router|mail administrator|internet mail delivery|system administrator|postmaster)["' ]*(<|$|\()`)

var daemonLocal = phrasebook.MustCompile(`^(mailer[-_.]?daemon|mail[-_.]?daemon|listserv|majordomo|mailman|daemon|nobody|cron|anacron|crond|www-data|apache|auto[-_.]?(reply|responder|respond|mailer|notify)|bounces?)$|^bounces?[-_.+=]`)

// isDaemon: local parts of programs. Only whole words count: groot@ and xabuse@ are people.
func isDaemon(local string) bool { return daemonLocal.MatchString(local) }

func (l *letter) daemonSender() (string, bool) {
	if local := l.sender.Local(); !isDaemon(local) && !isListLocal(local) {
		return "", false
	}
	return "sender " + l.sender.Addr, true
}

// roleAddress: often a person, but one who runs a mail system, with machines that write under the same name.
func (l *letter) roleAddress() (string, bool) {
	local, _, _ := strings.Cut(l.sender.Local(), "+")
	switch local {
	case "postmaster", "hostmaster", "abuse", "root", "noc":
		return "sender " + l.sender.Addr, true
	default:
		return "", false
	}
}

// oneAddress parses a header value of one mailbox; net/mail first, else what stands in the last angle brackets.
func oneAddress(value string) (gateway.Address, bool) {
	if value == "" {
		return gateway.Address{}, false
	}
	if a, err := mail.ParseAddress(value); err == nil {
		return gateway.Address{Name: a.Name, Addr: a.Address}, true
	}
	a := gateway.Address{Addr: inBrackets(value)}
	return a, usable(a)
}

// inBrackets is what stands in the last angle brackets, or the whole value where there are none.
func inBrackets(value string) string {
	i := strings.LastIndexByte(value, '<')
	if i < 0 {
		return strings.TrimSpace(value)
	}
	rest, _, _ := strings.Cut(value[i+1:], ">")
	return strings.TrimSpace(rest)
}
