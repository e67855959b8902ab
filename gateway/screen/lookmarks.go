package screen

import (
	"regexp"
	"strings"

	"frontdesk/gateway/phrasebook"
)

// many is the number of recipients from which on a mail is written to a crowd.
const many = 20

// goesToMany counts the addresses that the mail names as its recipients.
func (l *letter) goesToMany() bool {
	n := 0
	for _, name := range []string{"to", "cc", "resent-to", "resent-cc"} {
		for _, v := range l.header.all(name) {
			n += strings.Count(v, "@")
		}
	}
	return n >= many
}

// idOfServer: the Message-ID is in the form that sendmail, Postfix, qmail or Exim gives to a mail that came without one
// (RFC 6409 section 8.3 lets them). Mail programs that people use make their own.
func (l *letter) idOfServer() bool {
	id := l.msg.Thread.ID
	return id != "" && (id[0] == 'E' || id[0] <= '9') && serverID.MatchString(id) && !l.has("user-agent") && (!l.has("x-mailer") || l.fromLibrary())
}

// fromLibrary: written by a program with one of the libraries for it, not by a person in a mail program.
func (l *letter) fromLibrary() bool {
	if _, ok := l.present("x-php-originating-script", "x-php-script"); ok {
		return true
	}
	if _, ok := l.any("x-mailer", library.MatchString); ok {
		return true
	}
	return strings.Contains(l.msg.Thread.ID, ".JavaMail.") && !l.has("x-mailer") && !l.has("user-agent")
}

// ownReturnPath: the return path was made for this recipient or this mail.
func (l *letter) ownReturnPath() bool {
	local := l.envelope.addr.Local()
	carries := strings.Contains(local, "=") || strings.Contains(local, "return") || strings.HasPrefix(local, "b") || strings.Contains(local, "bounce")
	return carries && verp.MatchString(local)
}

// namesNobody: the field of recipients is an empty group (RFC 5322 section 3.4).
func namesNobody(to string) bool {
	return strings.Contains(to, ";") && emptyGroup.MatchString(to) || undisclosed.MatchString(to)
}

func (l *letter) onlyFromLibrary() bool { return l.fromLibrary() && !l.idOfServer() }

var (
	notifier = phrasebook.MustCompile(`(?i)@em\d*\.|(^|[-_.+])(news|newsletters?|e?mailing(list)?|notif(y|ier|ications?)|alerts?|announcements?|announce|promo(tions?)?|offers|deals|digest|updates|robot|automail(er)?|webmaster-?bot|rss|feeds?|rss-?feeds?|rss2e?mail|jira|bugzilla|jenkins|gitlab|nagios|icinga|zabbix|monitor(ing)?|surveys?)([-_.+@]|\d*@)|` +
		`@(news|newsletters?|e?mail(er|ing)s?|reply|bounces?|notif(y|ications?)|alerts?|lists?|mkt|marketing|campaigns?)\.`)
	notifierSubject = phrasebook.MustCompile(`^\[(jira|bugzilla|bug \d|github|gitlab|jenkins|nagios|zabbix|confluence|redmine|trac|sentry)|^\*\* (problem|recovery)|\b(newsletter|digest|vol\. ?\d+|issue \d+|edition \d+)\b`)

	// verp are return paths that carry the recipient or a bounce's number (user=domain, b-123, news.bounces.9).
	verp = regexp.MustCompile(`^[^=]{1,64}[-+=.][^=]{1,64}=[a-z0-9.-]+\.[a-z]{2,}$|^b(ounces?)?[-_.+=]|[-_.+](bounces?|return)([-_.+=]|$)`)

	// hostAccount are accounts under which programs run.
	hostAccount = phrasebook.MustCompile(`^(mail|oracle|mysql|postgres(ql)?|nagios|icinga|zabbix|munin|backup|www|web|webserver|wwwrun|httpd?|nginx|tomcat|jboss|system|syslog|logwatch|ftp|svn|git|hudson|jenkins|puppet|ansible|munge|uucp|operator|asterisk|smmsp|logcheck|fail2ban)$`)

	serverID = regexp.MustCompile(`^(\d{12}\.[a-zA-Z]\w{10,12}|\d{14}\.[0-9A-F]{8,12}|\d{14}\.[a-z0-9]\w{10,13}|\d{14}\.\d{1,10}\.qmail|E[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4})@`)

	library = phrasebook.MustCompile(`(?i)\b(php|phpmailer|swiftmailer|mime::lite|mime-lite|mail::|nodemailer|jmail|aspmail|aspnetemail|aspemail|cdo|javamail|python|perl|powermta|sendemail|swaks|mailx|smtplib|wordpress|drupal|listmanager|interspire|mailman|lyris)`)

	undisclosed = phrasebook.MustCompile(`(?i)undisclosed`)

	emptyGroup = regexp.MustCompile(`^[^@]*:\s*;`)
)
