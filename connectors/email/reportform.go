package email

import (
	"regexp"
	"slices"
	"strings"

	"frontdesk/gateway"
)

// What is read of a bounce whose server ignores RFC 3464.
var (
	// returnedBelow begins the mail that comes back, in the words of servers that do not use a part for it.
	returnedBelow = regexp.MustCompile(`(?im)^[-= >*]*(this is a copy of|below this line is a copy|included is a copy|(message|mail) headers? follow|(original|returned|unsent|undelivered|bounced) (e-?mail|mail|message)|return-path:|received: )`)
	notYet        = regexp.MustCompile(`(?i)will (be )?(re)?tr(y|ied)|still trying|has been (delayed|postponed)|not yet been delivered|delivery delayed|delayed mail|warning message only`)
)

// fromDaemon says whether a mail is a server's own by its envelope or sender.
func fromDaemon(h header, author gateway.Address) bool {
	if path, ok := h.get("Return-Path"); ok && strings.ReplaceAll(path, " ", "") == "<>" {
		return true
	}
	if _, ok := h.get("X-Failed-Recipients"); ok {
		return true
	}
	local := author.Local()
	return local == "mailer-daemon" || local == "mailer_daemon" || local == "postmaster"
}

// daemonReport reads a server's own form. A null sender alone says nothing: other machines use it too.
func daemonReport(h header, text string, namesOurs bool) *gateway.Report {
	failed := h.text("X-Failed-Recipients") // Exim names those that failed for good
	if failed == "" && !namesOurs {
		return nil
	}
	if i := returnedBelow.FindStringIndex(text); i != nil && i[0] > 0 {
		text = text[:i[0]]
	}
	r := &gateway.Report{Status: statusIn(text), Recipient: recipientIn(h, text)}
	switch first, _, _ := strings.Cut(failed, ","); {
	case first != "":
		r.Recipient, r.Action = strings.TrimSpace(first), "failed"
	case notYet.MatchString(text):
		r.Action = "delayed"
	case strings.HasPrefix(r.Status, "5"):
		r.Action = "failed"
	}
	return r
}

// statusIn is the enhanced code that a text names, else the class of an SMTP reply as such (RFC 3463 section 3.1).
func statusIn(text string) string {
	class := ""
	for i := range len(text) {
		if text[i] != '4' && text[i] != '5' {
			continue
		}
		if code := codeAt(text, i); code != "" {
			return code
		}
		if class == "" && isRefusalAt(text, i) {
			class = text[i:i+1] + ".0.0"
		}
	}
	return class
}

// codeAt is the enhanced code of a failure that begins at a place, where an address of the network may stand too.
func codeAt(text string, at int) string {
	if at > 0 && (isDigit(text[at-1]) || text[at-1] == '.') {
		return ""
	}
	end := at + 1
	for range 2 {
		if end == len(text) || text[end] != '.' {
			return ""
		}
		figures := end + 1
		for end = figures; end < len(text) && isDigit(text[end]); {
			end++
		}
		if n := end - figures; n < 1 || n > 3 {
			return ""
		}
	}
	if end+1 < len(text) && text[end] == '.' && isDigit(text[end+1]) {
		return ""
	}
	return text[at:end]
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// isRefusalAt says whether an SMTP server's refusal begins with its code at a place (RFC 5321 section 4.2).
func isRefusalAt(text string, at int) bool {
	if at > 0 && strings.IndexByte(" \t\n\f\r:<>", text[at-1]) < 0 || at+3 >= len(text) {
		return false
	}
	return text[at+1] >= '0' && text[at+1] <= '5' && isDigit(text[at+2]) && (text[at+3] == ' ' || text[at+3] == '-')
}

// recipientIn is the first address of a text that is not the one reported to.
func recipientIn(h header, text string) string {
	to := h.addresses("To", "")
	for range maxAbout {
		sign := strings.IndexByte(text, '@')
		if sign < 0 {
			break
		}
		text = text[strings.LastIndexAny(text[:sign], " \t\n\f\r<>,;:\"'()[]")+1:]
		at := addrRun.FindStringIndex(text)
		if at == nil {
			break
		}
		found := strings.Trim(text[at[0]:at[1]], ".")
		text = text[at[1]:]
		ours := ourID.MatchString(found) || slices.ContainsFunc(to, func(a gateway.Address) bool { return strings.EqualFold(a.Addr, found) })
		if !ours {
			return found
		}
	}
	return ""
}
