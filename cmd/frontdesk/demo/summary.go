package demo

import (
	"fmt"
	"strings"
)

// summary says what has happened, what is where, and how to take part.
func (s *screen) summary(counts tally, sh *shop, command string) {
	title := "── that was it "
	fmt.Fprintln(s.w, s.paint(bold, title+strings.Repeat("─", max(s.width-cells(title), 0))))
	s.blank()
	s.lines("  ", "", "Outcomes: "+counts.String()+".")
	s.blank()
	s.lines("  ", "", "The queue of the people, and why a mail was decided as it was (in another terminal):")
	s.command(command + " tickets --config " + sh.config())
	s.command(command + " tickets show --config " + sh.config() + " TICKET")
	s.command(command + " explain --config " + sh.config() + " TICKET")
	s.blank()
	s.lines("  ", "", "Write to "+supportAddress+" yourself, with a mail program (no TLS; the password of all accounts is \""+
		password+"\"):")
	s.command("IMAP " + sh.server.IMAP() + "  SMTP " + sh.server.SMTP() + "  user " + guestAddress)
	s.lines("  ", "", "or by hand:")
	s.command(`printf 'From: ` + guestAddress + `\nTo: ` + supportAddress + `\nSubject: hello\n\nDo you ship to Norway?\n' |`)
	s.command("  curl --crlf -T - --mail-from " + guestAddress + " --mail-rcpt " + supportAddress + " smtp://" + sh.server.SMTP())
	s.blank()
	end := "Ctrl-C ends the demo and removes " + sh.dir + "."
	if sh.keep {
		end = "Ctrl-C ends the demo; mails, store and config stay in " + sh.dir + "."
	}
	s.lines("  ", "", end)
	s.blank()
}

// command prints a line to be copied: it is not wrapped.
func (s *screen) command(line string) { fmt.Fprintln(s.w, "    "+s.paint(cyan, line)) }
