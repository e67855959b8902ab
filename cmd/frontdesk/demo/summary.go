package demo

import (
	"fmt"
	"strings"
)

// summary says what has happened, what is where, and how to take part. ticket is the id of one to look at.
func (s *screen) summary(counts tally, sh *shop, command, ticket string) {
	title := "── that was it "
	fmt.Fprintln(s.w, s.paint(bold, title+strings.Repeat("─", max(s.width-cells(title), 0))))
	s.blank()
	s.outcomes(counts)
	s.blank()
	s.lines("  ", "", "In another terminal, the people's queue, and why a mail was decided as it was:")
	s.command(command, "tickets", "-c "+sh.config())
	if ticket != "" {
		s.command(command, "tickets show", ticket, "-c "+sh.config())
		s.command(command, "explain", ticket, "-c "+sh.config())
	}
	s.blank()
	s.lines("  ", "", "Write to "+supportAddress+" yourself; the answer appears here too. With a mail program, without TLS:")
	s.command("IMAP " + sh.server.IMAP() + ", SMTP " + sh.server.SMTP() + ",")
	s.command("user " + guestAddress + ", password " + password + " (it is that of all accounts)")
	s.lines("  ", "", "Or by hand:")
	s.command(`printf '%s\n'`, "'From: "+guestAddress+"'", "'To: "+supportAddress+"'", "'Subject: A question'", "''",
		"'Do you ship to Norway?' |", "curl --crlf -T -", "--mail-from "+guestAddress, "--mail-rcpt "+supportAddress,
		"smtp://"+sh.server.SMTP())
	s.blank()
	s.lines("  ", "", "The gateway's log is "+sh.log()+". Ctrl-C ends the demo"+sh.leaves(", and removes that folder", "; its folder stays")+".")
	s.blank()
}

// goodbye says what is left.
func (s *screen) goodbye(sh *shop) {
	s.blank()
	s.lines("", "", "Ending the demo. "+sh.leaves("Nothing of it will be left.", "Mails, store and config stay in "+sh.dir+"."))
}

// leaves chooses between what is true of a temporary folder and of one that is kept.
func (s *shop) leaves(nothing, folder string) string {
	if s.keep {
		return folder
	}
	return nothing
}

// command prints a command to be copied: it goes on in the next line after a backslash, where it is too long.
func (s *screen) command(words ...string) {
	const indent = "    "
	line := indent
	for i, word := range words {
		if i > 0 && cells(line)+cells(word)+3 > s.width {
			fmt.Fprintln(s.w, s.paint(cyan, line+"\\"))
			line = indent + "  "
		}
		line += word + " "
	}
	fmt.Fprintln(s.w, s.paint(cyan, strings.TrimRight(line, " ")))
}
