package screen

import (
	"regexp"
	"strings"
)

// looksEnough is the score from which a mail without any machine's header is taken for one by its looks. It is a weak
// sign: the mail gets a ticket of low urgency, never silence. The points are such that the small signs alone, which a
// company's signature has too, need all of them.
const looksEnough = 4

// maxLooks bounds the text looked at, at each end: newsletters say who they are at the top and how to leave at the bottom.
const maxLooks = 3000

// look is one thing that machines' mail has and people's has not.
type look struct {
	name   string
	points int
	// reply: it also counts in a mail that answers another. A newsletter answers nobody, and a person who answers or
	// forwards one sends its words along.
	reply bool
	found func(l *letter) bool
}

var looks = []look{
	{"says that it is automatic", 4, true, func(l *letter) bool { return l.ownWords&saysAutomatic != 0 }},
	{"tells how to unsubscribe", 3, false, func(l *letter) bool { return l.words&saysUnsubscribe != 0 }},
	{"offers a view in the browser", 3, false, func(l *letter) bool { return l.words&saysWebView != 0 }},
	{"a newsletter's or notifier's address", 3, false, func(l *letter) bool { return notifier.MatchString(l.sender.Addr) }},
	{"a notifier's subject", 3, false, func(l *letter) bool { return notifierSubject.MatchString(l.subject) }},
	{"a mass mailer's header", 1, false, (*letter).massMailer},
	{"a return path for each recipient", 1, false, func(l *letter) bool { return verp.MatchString(l.envelope.addr.Local()) }},
	{"small print", 1, false, func(l *letter) bool { return l.words&saysSmallPrint != 0 }},
	{"many links", 1, false, func(l *letter) bool { return strings.Count(bothEnds(l.msg.Text), "://") >= 8 }},
}

// looksAutomatic adds up the looks.
func (l *letter) looksAutomatic() (string, bool) {
	if l.form || l.inConversation {
		return "", false
	}
	answers := l.answersOther()
	score := 0
	var seen []string
	for _, k := range looks {
		if (answers && !k.reply) || !k.found(l) {
			continue
		}
		score += k.points
		seen = append(seen, k.name)
	}
	return strings.Join(seen, ", "), score >= looksEnough
}

// answersOther: a reply or a forward, by its thread or its subject.
func (l *letter) answersOther() bool {
	t := l.msg.Thread
	return len(t.InReplyTo) > 0 || len(t.References) > 0 ||
		replyPrefix.MatchString(l.subject) || forwardPrefix.MatchString(l.subject)
}

func bothEnds(text string) string {
	if len(text) <= 2*maxLooks {
		return text
	}
	return text[:maxLooks] + "\n" + text[len(text)-maxLooks:]
}

func (l *letter) massMailer() bool {
	for _, name := range l.names {
		if strings.HasPrefix(name, "x-campaign") || massMailerHeader[name] {
			return true
		}
	}
	return false
}

// massMailerHeader are the marks of mass mailers and of programs that notify. People's mail passes some of them too.
var massMailerHeader = map[string]bool{
	"feedback-id": true, "x-csa-complaints": true, "x-report-abuse": true, "x-report-abuse-to": true, "x-mailgun-sid": true,
	"x-sg-eid": true, "x-mc-user": true, "x-mandrill-user": true, "x-msys-api": true, "x-ses-outgoing": true, "errors-to": true,
	"x-mailer-recptid": true, "x-mailer-version": true, "x-job": true, "x-jobid": true, "x-rpcampaign": true, "x-em-version": true,
	"x-jira-fingerprint": true, "x-github-reason": true, "x-gitlab-project": true, "x-bugzilla-reason": true, "x-redmine-host": true,
}

var (
	notifier        = regexp.MustCompile(`(?i)(^|[-_.+])(news|newsletters?|e?mailing(list)?|notif(y|ier|ications?)|alerts?|announcements?|announce|promo(tions?)?|offers|deals|digest|updates|robot|automail(er)?|webmaster-?bot|jira|bugzilla|jenkins|gitlab|nagios|monitor(ing)?|surveys?)([-_.+@]|\d*@)|@(news|newsletters?|e?mail(er|ing)s?|reply|bounces?|notif(y|ications?)|alerts?|lists?|em\d*|mkt|marketing|campaigns?)\.`)
	notifierSubject = regexp.MustCompile(`^\[(jira|bugzilla|bug \d|github|gitlab|jenkins|nagios|zabbix|confluence|redmine|trac|sentry)|^\*\* (problem|recovery)|\b(newsletter|digest|vol\. ?\d+|issue \d+|edition \d+)\b`)
	verp            = regexp.MustCompile(`^[^=]{1,64}[-+=.][^=]{1,64}=[a-z0-9.-]+\.[a-z]{2,}$|^b(ounces?)?[-_.+=]|[-_.+](bounces?|return)([-_.+=]|$)`)
)
