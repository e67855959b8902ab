package screen

import (
	"slices"
	"strings"
)

// looksEnough is the score from which a mail without any machine's header is taken for one by its looks. It is a weak
// sign: the mail gets a ticket of low urgency, never silence. The points are such that the small signs alone, which a
// company's signature has too, need all of them.
const looksEnough = 4

// maxLooks bounds the text looked at, at each end: newsletters say who they are at the top and how to leave at the bottom.
const maxLooks = 3000

// look is one thing that machines' mail has and people's has not, or seldom.
type look struct {
	name   string
	points int
	// reply: it also counts in a mail that answers another. A newsletter answers nobody, and a person who answers or
	// forwards one sends its words along.
	reply bool
	why   string // these points
	found func(l *letter) bool
}

// looks is the whole evidence with its weights. Four points: enough alone. Three: no person writes so, but one may quote
// it or have such an address. Two: some people do. One: many do, and it only adds to what else is seen.
var looks = []look{
	{"says that it is automatic", 4, true, "its own word; quoted text is not looked at", (*letter).saysItIsAutomatic},
	{"tells why one gets it", 4, true, "not beside words of a mistake: a firm's small print asks what to do with mail that went astray", (*letter).saysWhyItCame},
	{"wants no answer", 3, true, "a person may ask to be called instead", func(l *letter) bool { return l.saysHimself(saysNoAnswer) }},
	{"a read receipt's form", 4, true, "subject and text of a mail program; people write one of them", (*letter).oldReceipt},
	{"names an address that mail did not reach", 3, false, "a customer may paste a bounce", (*letter).namesUnreached},
	{"tells how to unsubscribe", 3, false, "with a link or an address: a customer who wants no more mail says so without, but may quote a newsletter", (*letter).tellsHowToLeave},
	{"offers a view in the browser", 3, false, "a customer may quote a newsletter", func(l *letter) bool { return l.says(saysWebView) }},
	{"a newsletter's or notifier's address", 3, false, "a person may work in news@ or alerts@", func(l *letter) bool { return notifier.MatchString(l.sender.Addr) }},
	{"a notifier's subject", 3, false, "a customer may copy the subject of what he asks about", func(l *letter) bool { return l.hasSubject(notifierForm) }},
	{"has received something as a help desk or a shop does", 3, true, "a colleague of another firm may use the phrase", func(l *letter) bool { return l.saysHimself(saysReceived) }},
	{"greets some customer", 3, false, "a supplier may write so by hand", func(l *letter) bool { return l.saysHimself(saysDear) }},
	{"goes to many", 3, false, "a customer may complain to everybody at once", (*letter).goesToMany},
	{"thanks for a message", 2, true, "so do people", func(l *letter) bool { return l.saysHimself(saysThanks) }},
	{"tells a customer of his order or account", 2, false, "a customer may repeat what he was told", func(l *letter) bool { return l.saysHimself(saysCustomer) }},
	{"sends the reader to a link", 2, false, "a customer may tell what he did", func(l *letter) bool { return l.saysBesideNoQuestion(saysFollow) }},
	{"tells whom it does not concern", 2, false, "people ask to ignore a mail too", func(l *letter) bool { return l.saysHimself(saysIgnore) }},
	{"tells what happened as a program does", 2, false, "a customer may tell what happened", func(l *letter) bool { return l.saysBesideNoQuestion(saysEvent) }},
	{"a program's result in the subject", 2, false, "customers tell of what failed", (*letter).subjectOfResult},
	{"a shop's subject", 2, false, "a customer may copy it", func(l *letter) bool { return l.hasSubject(shopForm) }},
	{"a link made for the reader", 2, false, "a customer may ask about such a link", (*letter).linksToReader},
	{"tells of an absence", 2, true, "a customer tells when he is away, for the delivery's sake", func(l *letter) bool { return l.saysOfAbsence(saysAway) }},
	{"tells what becomes of mail in an absence", 2, true, "a customer may name a colleague too", func(l *letter) bool { return l.saysOfAbsence(saysInstead) }},
	{"a Message-ID that a mail server made", 2, false, "mail programs make their own; scripts do not, nor do some old web mails", (*letter).idOfServer},
	{"an account of a host", 2, false, "small firms write as mail@", func(l *letter) bool { return hostAccount.MatchString(l.sender.Local()) }},
	{"says so in its small print", 1, true, "people say it in their text", (*letter).noAnswerBelow},
	{"a bounce's subject", 1, false, "customers tell of bounces", func(l *letter) bool { return l.hasSubject(bouncedForm) }},
	{"a service department's address", 1, false, "customers are firms too", func(l *letter) bool { return departmentLocal.MatchString(l.sender.Local()) }},
	{"a program's mail library", 1, false, "web forms use them for customers, so it does not add to the id above", (*letter).onlyFromLibrary},
	{"a mass mailer's header", 1, false, "some providers set them on everything", (*letter).massMailer},
	{"a return path for each recipient", 1, false, "some forwarders do the same", func(l *letter) bool { return l.ownReturnPath() }},
	{"names no recipient", 1, false, "a person may use Bcc", func(l *letter) bool {
		return namesNobody(l.top("to"))
	}},
	{"a ticket's number in the subject", 1, true, "customers answer our tickets", func(l *letter) bool { return strings.ContainsAny(l.subject, "[(") && ticketMark.MatchString(l.subject) }},
	{"names a moderator", 1, false, "people ask for one", func(l *letter) bool { return l.saysBesideNoQuestion(saysModerator) }},
	{"small print", 1, false, "it stands in the signatures of firms", func(l *letter) bool { return l.says(saysSmallPrint) }},
	{"many links", 1, false, "so do some signatures", func(l *letter) bool { return strings.Count(l.ends, "://") >= 8 }},
}

// lastLooks are looked for only where they decide: they go over the lines, and few mails are that near.
var lastLooks = []look{
	{"aligns a record in columns", 4, false, "nobody does by hand; not beside a greeting or a question", (*letter).isAligned},
	{"is laid out as a program's record", 2, false, "people fill in forms", (*letter).isRecord},
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
	for _, k := range lastLooks {
		if score < looksEnough && score+k.points >= looksEnough && !answers && k.found(l) {
			score += k.points
			seen = append(seen, k.name)
		}
	}
	return strings.Join(seen, ", "), score >= looksEnough
}

// answersOther: a reply or a forward, by its thread or its subject.
func (l *letter) answersOther() bool {
	t := l.msg.Thread
	return len(t.InReplyTo) > 0 || len(t.References) > 0 ||
		strings.Contains(l.subject, ":") && (replyPrefix.MatchString(l.subject) || forwardPrefix.MatchString(l.subject))
}

func bothEnds(text string) string {
	if len(text) <= 2*maxLooks {
		return text
	}
	return text[:maxLooks] + "\n" + text[len(text)-maxLooks:]
}

func (l *letter) saysItIsAutomatic() bool { return l.saysHimself(saysAutomatic) }

// saysWhyItCame: "if you have received this by mistake" stands below the mail of firms.
func (l *letter) saysWhyItCame() bool { return l.saysHimself(saysWhy) && !l.says(saysMistake) }

// tellsHowToLeave: with the way out, a link or an address. A customer who wants no more mail says so without.
func (l *letter) tellsHowToLeave() bool {
	return l.says(saysUnsubscribe) && (strings.Contains(l.msg.Text, "://") || strings.Contains(l.msg.Text, "www.") || strings.Contains(l.msg.Text, "@"))
}

// saysOfAbsence: a mail that tells of an absence and asks something is a customer's.
func (l *letter) saysOfAbsence(t tongue) bool { return l.saysHimself(t) && !l.asks() }

// asks says whether the sender asks something himself. It looks once, for all who want to know.
func (l *letter) asks() bool {
	if l.asking == nil {
		asking := asks(bothEnds(l.ownText()))
		l.asking = &asking
	}
	return *l.asking
}

// asks says whether a question mark that is no part of a link stands in a text.
func asks(text string) bool {
	if strings.Contains(text, "？") || strings.Contains(text, "؟") {
		return true
	}
	for {
		_, behind, found := strings.Cut(text, "?")
		if !found {
			return false
		}
		if behind == "" || strings.IndexByte(" \t\n\f\r)\"'!?", behind[0]) >= 0 {
			return true
		}
		text = behind
	}
}

// saysBesideNoQuestion: a paragraph that says so and asks something is a customer's. Others may ask: a program tells what
// somebody asked.
func (l *letter) saysBesideNoQuestion(t tongue) bool {
	if !l.saysHimself(t) || !l.asks() {
		return l.saysHimself(t)
	}
	if !l.unasking.heard {
		l.unasking = l.spokenUnasking()
	}
	return l.unasking.tongue&t != 0
}

// spokenUnasking is what the paragraphs give away that ask nothing.
func (l *letter) spokenUnasking() spoken {
	s := spoken{heard: true}
	for paragraph := range strings.SplitSeq(bothEnds(l.ownText()), "\n\n") {
		if !asks(paragraph) {
			s.tongue |= tongue(allPhrases.In(paragraph))
		}
	}
	return s
}

// noAnswerBelow: that no answer is wanted stands below the text, where machines say what they are.
func (l *letter) noAnswerBelow() bool {
	return l.saysHimself(saysNoAnswer) && tongue(allPhrases.In(bothEnds(l.msg.NewText)))&saysNoAnswer == 0
}

func (l *letter) massMailer() bool {
	if _, ok := l.present(massMailerHeader...); ok {
		return true
	}
	return slices.ContainsFunc(l.header.names, func(name string) bool { return strings.HasPrefix(name, "x-campaign") })
}

// massMailerHeader are the marks of mass mailers and of programs that notify. People's mail passes some of them too.
var massMailerHeader = []string{
	"feedback-id", "x-csa-complaints", "x-report-abuse", "x-report-abuse-to", "x-mailgun-sid",
	"x-sg-eid", "x-mc-user", "x-mandrill-user", "x-msys-api", "x-ses-outgoing", "errors-to",
	"x-mailer-recptid", "x-mailer-version", "x-job", "x-jobid", "x-rpcampaign", "x-em-version",
	"x-jira-fingerprint", "x-github-reason", "x-gitlab-project", "x-bugzilla-reason", "x-redmine-host",
}
