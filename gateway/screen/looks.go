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
const maxLooks = 6000

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
	{"says that it is automatic", 4, true, func(l *letter) bool { return saysAutomatic.MatchString(l.ownWords()) }},
	{"tells how to unsubscribe", 3, false, func(l *letter) bool { return saysUnsubscribe.MatchString(l.bothEnds()) }},
	{"offers a view in the browser", 3, false, func(l *letter) bool { return saysWebView.MatchString(l.bothEnds()) }},
	{"a newsletter's or notifier's address", 3, false, func(l *letter) bool { return notifier.MatchString(l.sender.Addr) }},
	{"a notifier's subject", 3, false, func(l *letter) bool { return notifierSubject.MatchString(l.subject) }},
	{"a mass mailer's header", 1, false, (*letter).massMailer},
	{"a return path for each recipient", 1, false, func(l *letter) bool { return verp.MatchString(l.envelope.addr.Local()) }},
	{"small print", 1, false, func(l *letter) bool { return smallPrint.MatchString(l.bothEnds()) }},
	{"many links", 1, false, func(l *letter) bool { return strings.Count(l.bothEnds(), "://") >= 8 }},
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

// ownWords is the beginning of what the sender wrote anew, case folded.
func (l *letter) ownWords() string { return strings.ToLower(bothEnds(l.msg.NewText)) }

func (l *letter) bothEnds() string { return strings.ToLower(bothEnds(l.msg.Text)) }

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
	saysAutomatic = regexp.MustCompile(`(do|does) not (reply|respond) to (this|it)\b|not reply to this (e-?mail|mail|message)|replies to this (e-?mail|address|message) (are|will) not|` +
		`this is an? (automat|auto-?generated|system[- ]generated)|this (e-?mail|mail|message|notification) (was|is|has been) (automatically|auto-?)[ -]?(generated|sent|created)|` +
		`(generated|sent) automatically by|automatically generated (e-?mail|mail|message|response|reply|notification)|(type|write) your reply above this line|` +
		`automatisch (generierte|erstellte|erzeugte|versandte|versendete) (e-?mail|mail|nachricht)|wurde automatisch (generiert|erstellt|erzeugt|versandt|versendet|verschickt)|antworten sie (bitte )?nicht auf diese|nicht auf diese (e-?mail|mail|nachricht) (zu )?antworten|` +
		`ne pas r[eé]pondre (à|a) (ce|cet)|(message|mail|courriel|e-mail) (a été )?(envoyé|généré) automatiquement|no (responda|conteste) (a )?este|(mensaje|correo) (ha sido )?(generado|enviado) autom|` +
		`não responda (a )?est|(mensagem|e-?mail) (foi )?(gerad|enviad)[ao] autom|non rispondere a quest|(generat|inviat)[ao] automaticamente|niet (te )?(antwoorden|reageren) op (deze|dit)|automatisch (gegenereerd|verzonden|verstuurd)|` +
		`svara inte på detta|svar ikke på denne|(wygenerowan|wysłan)[aey] automatycznie|nie odpowiada(j|ć) na (tę|ten|to)|neodpov[ií]dejte na|не отвечайте на это|(создано|сформировано|отправлено) автоматически|автоматическ(ое|и) (сообщение|уведомление|сформирован)|` +
		`请勿(直接)?回[复覆]|請勿(直接)?回[复覆復]|系[统統]自[动動](发|發|生)|自動(送信|配信|返信)(メール|され|して)|(返信|ご返信)(しないで|いただいても|はできません)|발신 ?전용`)
	saysUnsubscribe = regexp.MustCompile(`to (be )?unsubscribe|unsubscribed? (here|link|from th(is|ese)|at any time|instantly)|unsubscribe\.|/unsubscribe|\bunsubscribe\W{0,6}\|?$|(cancel|stop|remove)[a-z]* (these|this|your|from)( \w+)? (notice|list|mailing|subscription|newsletter)|(to|here to) be (instantly )?removed|` +
		`no longer (wish|want) to receive|(manage|update|change) (your |my )?(\w+ )?(e-?mail )?(preferences|subscription)|you('re| are)? (have been )?(receiving this|received this|subscribed to)|you('ve| have) received this|` +
		`newsletter (abbestellen|abmelden|abzubestellen)|(abbestellen|abmelden|austragen).{0,40}(klick|hier|link)|d[eé]sabonner|d[eé]sinscri|darse de baja|cancelar (su |la |a |sua )?(suscripción|inscrição|subscrição)|disiscri|annulla l'iscrizione|afmelden|uitschrijven|avregistrera|wypisa[ćn]|отписаться|退订|取消订阅|退訂|取消訂閱|配信停止|購読解除|수신거부`)
	saysWebView     = regexp.MustCompile(`(view|read|see) this (e-?mail|newsletter|message|mail|issue)?.{0,30}(online|browser|web|html|full)|(can't|cannot|can not|trouble|problems?|unable to) (read|see|view|reading|seeing|viewing|display)(ing)? this|im browser (anzeigen|ansehen|öffnen)|online-?(version|ansicht)|(version en ligne|dans votre navigateur)|en (su|tu) navegador|nel (tuo )?browser|in (je|uw) browser|在浏览器中|ブラウザ(ー)?で`)
	smallPrint      = regexp.MustCompile(`all rights reserved|privacy (policy|statement|notice)|terms (of (use|service)|and conditions)|copyright|©|&copy;|advertisement|alle rechte vorbehalten|tous droits|datenschutz|impressum`)
	notifier        = regexp.MustCompile(`(?i)(^|[-_.+])(news|newsletters?|e?mailing(list)?|notif(y|ier|ications?)|alerts?|announcements?|announce|promo(tions?)?|offers|deals|digest|updates|robot|automail(er)?|webmaster-?bot|jira|bugzilla|jenkins|gitlab|nagios|monitor(ing)?|surveys?)([-_.+@]|\d*@)|@(news|newsletters?|e?mail(er|ing)s?|reply|bounces?|notif(y|ications?)|alerts?|lists?|em\d*|mkt|marketing|campaigns?)\.`)
	notifierSubject = regexp.MustCompile(`^\[(jira|bugzilla|bug \d|github|gitlab|jenkins|nagios|zabbix|confluence|redmine|trac|sentry)|^\*\* (problem|recovery)|\b(newsletter|digest|vol\. ?\d+|issue \d+|edition \d+)\b`)
	verp            = regexp.MustCompile(`^[^=]{1,64}[-+=.][^=]{1,64}=[a-z0-9.-]+\.[a-z]{2,}$|^b(ounces?)?[-_.+=]|[-_.+](bounces?|return)([-_.+=]|$)`)
)
