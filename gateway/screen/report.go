package screen

import (
	"iter"
	"regexp"
	"slices"
	"strings"

	"frontdesk/gateway"
	"frontdesk/gateway/phrasebook"
)

// The reports are recognised at the top of the MIME tree only: a person may forward a bounce, which then stands deeper,
// inside a message/rfc822.

// reportType is the report-type of a top-level multipart/report (RFC 6522), empty for other mail and "unnamed" where
// the parameter is missing.
func (l *letter) reportType() string {
	for p := range l.topParts() {
		if p.Type != "multipart/report" {
			continue
		}
		if t := strings.ToLower(p.Params["report-type"]); t != "" {
			return t
		}
		return "unnamed"
	}
	return ""
}

// topParts are the mail itself and its top-level parts.
func (l *letter) topParts() iter.Seq[*gateway.Part] {
	parts := l.msg.Facts.Parts
	parts = parts[:min(len(parts), maxFields)]
	return func(yield func(*gateway.Part) bool) {
		for i := range parts {
			if parts[i].Depth <= 1 && !yield(&parts[i]) {
				return
			}
		}
	}
}

func (l *letter) topPart(types ...string) (string, bool) {
	for p := range l.topParts() {
		if slices.Contains(types, p.Type) {
			return "part " + p.Type, true
		}
	}
	return "", false
}

func (l *letter) reportOrPart(reportType string, types ...string) (string, bool) {
	if l.reportType() == reportType {
		return "Content-Type: multipart/report; report-type=" + reportType, true
	}
	return l.topPart(types...)
}

func (l *letter) deliveryReport() (string, bool) {
	return l.reportOrPart("delivery-status", "message/delivery-status", "message/global-delivery-status")
}

func (l *letter) failedRecipients() (string, bool) { return l.present("x-failed-recipients") }

func (l *letter) readReceipt() (string, bool) {
	return l.reportOrPart("disposition-notification", "message/disposition-notification", "message/global-disposition-notification")
}

// complaintSubject is how Microsoft's feedback loop writes, which sends the complained-of mail without a report part.
var complaintSubject = phrasebook.MustCompile(`^complaint about message from [0-9a-f.:]{7,}$`)

func (l *letter) feedbackReport() (string, bool) {
	if e, ok := l.reportOrPart("feedback-report", "message/feedback-report"); ok {
		return e, true
	}
	if _, enclosed := l.topPart("message/rfc822"); !enclosed || !complaintSubject.MatchString(l.subject) {
		return "", false
	}
	return "Subject: " + l.msg.Subject, true
}

func (l *letter) tlsReport() (string, bool) {
	if e, ok := l.reportOrPart("tlsrpt", "application/tlsrpt+gzip", "application/tlsrpt+json"); ok {
		return e, true
	}
	return l.present("tls-report-domain")
}

// dmarcSubject and dmarcFile are the forms that aggregate reports must have.
var (
	dmarcSubject = regexp.MustCompile(`^(?i:report domain:)\s*\S+\s+(?i:submitter:)\s*\S`)
	dmarcFile    = phrasebook.MustCompile(`^[^!\s]{1,253}![^!\s]{1,253}!\d{1,12}!\d{1,12}(![^!\s]{1,64})?\.(xml|xml\.gz|gz|zip)$`)
)

func (l *letter) dmarcReport() (string, bool) {
	if startsWith(l.msg.Subject, "report domain:") && dmarcSubject.MatchString(l.msg.Subject) {
		return "Subject: " + l.msg.Subject, true
	}
	for i, a := range l.msg.Attachments {
		if i == maxFields {
			break
		}
		if strings.Contains(a.Name, "!") && dmarcFile.MatchString(a.Name) {
			return "attachment " + a.Name, true
		}
	}
	return "", false
}

// startsWith says whether a text begins with a phrase, in whatever case.
func startsWith(text, phrase string) bool {
	return len(text) >= len(phrase) && strings.EqualFold(text[:len(phrase)], phrase)
}

// otherReport is any multipart/report that none of the rules above names.
func (l *letter) otherReport() (string, bool) {
	switch t := l.reportType(); t {
	case "", "delivery-status", "disposition-notification", "feedback-report", "tlsrpt":
		return "", false
	default:
		return "Content-Type: multipart/report; report-type=" + t, true
	}
}

// calendarReply: a program answered an invitation. An invitation itself (REQUEST) is a person's.
func (l *letter) calendarReply() (string, bool) {
	for _, p := range l.msg.Facts.Parts {
		if p.Depth > 2 || p.Type != "text/calendar" {
			continue
		}
		switch m := strings.ToUpper(p.Params["method"]); m {
		case "REPLY", "COUNTER", "DECLINECOUNTER":
			return "Content-Type: text/calendar; method=" + m, true
		}
	}
	return "", false
}

// isBounce says whether the mail reports that one was not delivered, or not yet, in the standard's form or in a server's
// own.
func (l *letter) isBounce() bool {
	if _, ok := l.deliveryReport(); ok {
		return !l.nothingFailed()
	}
	if _, ok := l.failedRecipients(); ok {
		return true
	}
	_, ok := l.bounceForm()
	return ok
}

// nothingFailed: the report tells of success (RFC 3464 section 2.3.3), or it names no action at all and no permanent
// failure: some who ask the sender to prove himself write so.
func (l *letter) nothingFailed() bool {
	r := l.msg.Facts.Report
	if r == nil {
		return false
	}
	switch r.Action {
	case "delivered", "relayed", "expanded":
		return true
	case "":
		return strings.HasPrefix(r.Status, "4.") || strings.HasPrefix(r.Status, "2.")
	default:
		return false
	}
}

// bounceForm is asked by several rules and judges once.
func (l *letter) bounceForm() (string, bool) {
	if b := &l.bounced; !b.known {
		b.known = true
		b.evidence, b.found = l.findBounceForm()
	}
	return l.bounced.evidence, l.bounced.found
}

// findBounceForm: a mail system as sender, or the null return path, together with the words of a bounce. The words alone
// are a customer of a shop that ships parcels; from anybody else the subject must be a bounce's, without "Fwd:" before
// it, and the mail itself come back as a part.
func (l *letter) findBounceForm() (string, bool) {
	if !l.envelope.null && !l.envelope.daemon() && !isMailSystem(l.msg.Author, l.top("from")) {
		_, returned := l.topPart("message/rfc822", "text/rfc822-headers")
		if !returned || l.answersOther() || !l.hasSubject(bouncedForm) || !l.says(saysBounce) {
			return "", false
		}
		return "Subject: " + l.msg.Subject, true
	}
	if l.msg.Facts.Report != nil {
		return "a server's own report", true
	}
	if l.hasSubject(bouncedForm) {
		return "Subject: " + l.msg.Subject, true
	}
	if l.says(saysBounce) {
		return "text of a mail that reports to " + l.top("to"), true
	}
	return "", false
}

// bounceOfOurs: the report names one of our Message-IDs, or stands inside a conversation of ours.
func (l *letter) bounceOfOurs() (string, bool) {
	if !l.isBounce() {
		return "", false
	}
	if id := l.aboutDelivery(); id != "" {
		return "our delivery " + id, true
	}
	return "inside our conversation", l.inConversation
}

// aboutDelivery is the id of our delivery that a bounce names, in its report or as the mail that it follows.
func (l *letter) aboutDelivery() string {
	if r := l.msg.Facts.Report; r != nil {
		about := r.About
		if len(about) > maxIDs {
			about = about[:maxIDs]
		}
		if own := verifiedIDs(l.in.Keys, about); len(own) > 0 {
			return own[0].Delivery
		}
	}
	if len(l.ownIDs) > 0 {
		return l.ownIDs[0].Delivery
	}
	return ""
}

func firstBytes(s string, n int) string {
	if len(s) > n {
		return s[:n]
	}
	return s
}
