package demo

import (
	"fmt"
	"io"
	"strings"
	"time"

	"frontdesk/gateway"
)

// screen shows the demo to a reader.
type screen struct {
	w       io.Writer
	width   int
	colours bool
}

// Colours as ANSI sequences (ECMA-48 section 8.3.117).
const (
	bold   = "1"
	dim    = "2"
	red    = "31"
	green  = "32"
	yellow = "33"
	cyan   = "36"
)

// outcomeColours say at a glance who has the mail now: green nobody needs to, yellow a person, grey nobody will.
var outcomeColours = map[gateway.Outcome]string{
	gateway.OutcomeAnswer: green, gateway.OutcomeResolve: green, gateway.OutcomeRelay: green, gateway.OutcomeAsk: cyan,
	gateway.OutcomeAcknowledge: yellow, gateway.OutcomeTicket: yellow,
	gateway.OutcomeAttach: dim, gateway.OutcomeIgnore: dim, gateway.OutcomeNotForUs: dim, gateway.OutcomeLeftToPeople: dim,
}

func (s *screen) paint(colour, text string) string {
	if !s.colours || text == "" || colour == "" {
		return text
	}
	return "\x1b[" + colour + "m" + text + "\x1b[0m"
}

// lines prints a text wrapped, each line after the prefix.
func (s *screen) lines(prefix, colour, text string) {
	for _, line := range wrap(clean(text), s.width-cells(prefix)) {
		fmt.Fprintln(s.w, strings.TrimRight(prefix+s.paint(colour, line), " "))
	}
}

func (s *screen) blank() { fmt.Fprintln(s.w) }

// heading says which of how many mails follows.
type heading struct {
	n, of int
	what  string
}

func (h heading) String() string {
	if h.of == 0 {
		return h.what
	}
	return fmt.Sprintf("%d of %d: %s", h.n, h.of, h.what)
}

func (s *screen) welcome(sh *shop) {
	s.lines("", "", "Customers write to the small shop Lumen Lamps, and Frontdesk reads its support mailbox. All of it is on this "+
		"machine: a mail server of the demo's own, the gateway on SQLite, and the example config. Nothing leaves it.")
	s.blank()
	s.lines("  ", dim, "folder  "+sh.dir)
	s.lines("  ", dim, "IMAP    "+sh.server.IMAP())
	s.lines("  ", dim, "SMTP    "+sh.server.SMTP())
	s.blank()
}

// arrives shows a customer's mail from the outside.
func (s *screen) arrives(h heading, from, subject string) {
	title := "── " + h.String() + " "
	fmt.Fprintln(s.w, s.paint(bold, title+strings.Repeat("─", max(s.width-cells(title), 0))))
	s.blank()
	s.lines("  From     ", "", oneLine(from, s.width-11))
	s.lines("  Subject  ", "", oneLine(orDash(subject), s.width-11))
}

// result shows what became of the mail.
func (s *screen) result(r result) {
	s.blank()
	s.beginning("  ", r.Settled.Message.NewText, 5)
	s.blank()
	s.decided(r)
	if r.Reply != nil {
		s.letter("in the customer's mailbox"+later(r.Took), r.Reply)
	}
	for _, f := range r.Forwards {
		s.excerpt("in the team's mailbox, "+f.To, f)
	}
	if r.Told != nil {
		s.excerpt("in the agent's mailbox, "+r.Told.To, *r.Told)
	}
	if r.Approved != nil {
		s.letter("in the customer's mailbox, after frontdesk tickets approve "+r.Settled.Ticket.ID+" --as "+r.ApprovedBy, r.Approved)
	}
	s.blank()
}

// letter shows a whole mail to a customer, under its place. The sender is named where it is a person.
func (s *screen) letter(place string, l *letter) {
	s.blank()
	s.lines("  ", dim, place+":")
	if name, _, named := strings.Cut(l.From, " <"); named {
		s.lines("  │ ", dim, "from "+oneLine(name, s.width-9))
	}
	s.lines("  │ ", bold, oneLine(l.Subject, s.width-4))
	s.lines("  │ ", "", "")
	s.lines("  │ ", "", strings.TrimSpace(l.Text))
}

// excerpt shows the beginning of a mail to the team, under its place.
func (s *screen) excerpt(place string, l letter) {
	s.blank()
	s.lines("  ", dim, place+":")
	s.lines("  │ ", bold, oneLine(l.Subject, s.width-4))
	s.lines("  │ ", "", "")
	s.paragraphs("  │ ", l.Text, 3)
	for _, file := range l.Files {
		s.lines("  │ ", "", "attached: "+file)
	}
}

// later is how long after the mail's arrival, where that is known.
func later(took time.Duration) string {
	if took == 0 {
		return ""
	}
	return fmt.Sprintf(", %d ms later", took.Milliseconds())
}

// beginning shows at most so many lines of a text, without empty ones.
func (s *screen) beginning(prefix, text string, most int) {
	var lines []string
	for _, line := range wrap(clean(text), s.width-cells(prefix)) {
		if strings.TrimSpace(line) != "" {
			lines = append(lines, line)
		}
	}
	if len(lines) > most {
		lines = append(lines[:most], "…")
	}
	for _, line := range lines {
		fmt.Fprintln(s.w, prefix+line)
	}
}

// paragraphs shows the first paragraphs of a text, and that there is more.
func (s *screen) paragraphs(prefix, text string, most int) {
	all := strings.SplitN(strings.TrimSpace(text), "\n\n", most+1)
	if len(all) > most {
		all[most] = "…"
	}
	s.lines(prefix, "", strings.Join(all, "\n\n"))
}

func (s *screen) decided(r result) {
	d := r.Settled.Decision
	word := strings.ToUpper(string(d.Outcome))
	prefix := "  → " + word + "  "
	lines := wrap(clean(d.Reason), s.width-cells(prefix))
	for i, line := range lines {
		if i > 0 {
			fmt.Fprintln(s.w, strings.Repeat(" ", cells(prefix))+line)
			continue
		}
		fmt.Fprintln(s.w, "  → "+s.paint(bold+";"+outcomeColours[d.Outcome], word)+"  "+line)
	}
}

func (s *screen) failed(err error) {
	s.lines("  ", red, err.Error())
	s.blank()
}

// tally counts outcomes.
type tally map[gateway.Outcome]int

func (t tally) add(r result) {
	if o := r.Settled.Decision.Outcome; o != "" {
		t[o]++
	}
}

// meanings are the outcomes of mail in words.
var meanings = []struct {
	outcome gateway.Outcome
	meaning string
}{
	{gateway.OutcomeAnswer, "a passage of the help pages; nobody is needed"},
	{gateway.OutcomeAsk, "a question for what is missing"},
	{gateway.OutcomeAcknowledge, "a ticket for a person, and the customer is told when"},
	{gateway.OutcomeTicket, "a ticket for a person, silently"},
	{gateway.OutcomeRelay, "an agent's answer, passed on to the customer"},
	{gateway.OutcomeAttach, "kept with its conversation or ticket, and nobody else gets it"},
	{gateway.OutcomeResolve, "the customer says that it is solved"},
	{gateway.OutcomeIgnore, "a machine's mail: neither reply nor ticket"},
}

// outcomes lists how often there was which outcome, and what it means.
func (s *screen) outcomes(t tally) {
	for _, m := range meanings {
		if n := t[m.outcome]; n > 0 {
			fmt.Fprintf(s.w, "  %2d %s %s\n", n, s.paint(outcomeColours[m.outcome], pad(string(m.outcome), outcomeWidth)), m.meaning)
		}
	}
}

func addressOf(a gateway.Address) string {
	if a.Name == "" {
		return a.Addr
	}
	return a.Name + " <" + a.Addr + ">"
}

func orDash(s string) string {
	if s == "" {
		return "(none)"
	}
	return s
}
