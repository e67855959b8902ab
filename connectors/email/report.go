package email

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"frontdesk/gateway"
)

// maxAbout bounds the ids that a report names.
const maxAbout = 20

var (
	// ourID finds Message-IDs of our own form in any text; whether they are ours is for the keyring to say.
	ourID        = regexp.MustCompile(`(?i)\bfd[afp]\.[0-9a-z_-]{1,64}\.[0-9a-z_-]{1,64}\.[0-9a-z]{8,32}@[0-9a-z.-]{1,255}`)
	enhancedCode = regexp.MustCompile(`\b[245]\.\d{1,3}\.\d{1,3}\b`)
)

// readReport reads a bounce: a delivery status notification (RFC 3464), or a server's own form where it names the
// recipient in a header or a mail of ours. It is nil for all else.
func readReport(root *part, body []byte, text string, author gateway.Address) *gateway.Report {
	h, r := root.header, statusReport(root)
	if r == nil && !fromDaemon(h, author) {
		return nil
	}
	ids := ourIDs(root, body) // in the header they would say whom a machine answers
	if r == nil {
		r = daemonReport(h, text, len(ids) > 0)
	}
	if r == nil {
		return nil
	}
	r.About = unique(append(r.About, ids...), maxAbout)
	return r
}

// statusReport reads message/delivery-status, and the ids of the mail that came back with it.
func statusReport(root *part) *gateway.Report {
	if root.kind != "multipart/report" {
		return nil
	}
	var r *gateway.Report
	var about []string
	for _, p := range root.parts {
		switch p.kind {
		case "message/delivery-status", "message/global-delivery-status":
			if r == nil {
				r = readStatus(p.content())
			}
		case "message/rfc822", "message/global", "text/rfc822-headers", "message/rfc822-headers", "message/global-headers":
			returned, _, _ := splitHeader(p.content())
			about = append(about, messageIDs(returned, "Message-ID", 1)...)
		}
	}
	if r != nil {
		r.About = about
	}
	return r
}

// readStatus takes the recipient with the worst news, of equal ones the first (RFC 3464 section 2.3). A group that names
// no recipient is about the message and counts only where there is no other.
func readStatus(content []byte) *gateway.Report {
	var worst, whole *gateway.Report
	for rest, n := content, 0; len(rest) > 0 && n < maxParts; n++ {
		var group header
		group, rest, _, _ = scanHeader(rest)
		r := recipientStatus(group)
		switch {
		case r.Recipient == "":
			if whole == nil || whole.Status == "" {
				whole = r
			}
		case worst == nil || badness(r.Action) > badness(worst.Action):
			worst = r
		}
	}
	if worst == nil {
		worst = whole
	}
	if worst == nil {
		worst = &gateway.Report{}
	}
	return worst
}

// badness orders the actions of RFC 3464 section 2.3.3.
func badness(action string) int {
	switch action {
	case "failed":
		return 3
	case "delayed":
		return 2
	case "":
		return 0
	default:
		return 1
	}
}

func recipientStatus(group header) *gateway.Report {
	recipient := group.text("Final-Recipient")
	if recipient == "" {
		recipient = group.text("Original-Recipient")
	}
	if _, addr, ok := strings.Cut(recipient, ";"); ok {
		recipient = addr
	}
	action, _, _ := strings.Cut(strings.ToLower(group.text("Action")), " ")
	return &gateway.Report{
		Recipient: strings.Trim(strings.TrimSpace(recipient), "<>"),
		Action:    action,
		Status:    enhancedCode.FindString(group.text("Status")),
	}
}

// ourIDs are looked for in the whole body: servers return the mail whole, its header, or a few lines of it as text.
func ourIDs(root *part, body []byte) []string {
	var ids []string
	add := func(b []byte) {
		if !mayHoldOurs(b) {
			return
		}
		for _, id := range ourID.FindAll(b, maxAbout) {
			ids = append(ids, strings.ToLower(string(id)))
		}
	}
	add(body)
	root.walk(func(p *part) {
		if encoding, ok := p.header.get("Content-Transfer-Encoding"); ok && len(encoding) > 4 && p.isLeaf() {
			add(p.content())
		}
	})
	return ids
}

// mayHoldOurs is a quick look before ourID.
func mayHoldOurs(b []byte) bool {
	for {
		i := bytes.IndexByte(b, '.')
		if i < 0 {
			return false
		}
		switch string(b[max(0, i-3):i]) {
		case "fda", "fdf", "fdp", "FDA", "FDF", "FDP", "Fda", "Fdf", "Fdp":
			return true
		}
		b = b[i+1:]
	}
}

// messageIDs are those of a field, oldest first as written, without angle brackets.
func messageIDs(h header, name string, limit int) []string {
	var ids []string
	for _, f := range h {
		if !f.is(name) {
			continue
		}
		value := decodeWords(f.value, "")
		before := len(ids)
		if ids = appendBracketed(ids, value); len(ids) == before {
			ids = append(ids, bareIDs(value)...)
		}
	}
	return unique(ids, limit)
}

// appendBracketed adds what stands in angle brackets, without white space inside.
func appendBracketed(ids []string, value string) []string {
	for {
		_, rest, ok := strings.Cut(value, "<")
		if !ok {
			return ids
		}
		end := strings.IndexAny(rest, "<> \t\n\f\r")
		if end < 0 {
			return ids
		}
		if rest[end] == '>' && end > 0 && utf8.RuneCountInString(rest[:end]) <= longestID {
			ids = append(ids, rest[:end])
		}
		value = rest[end:]
	}
}

// longestID is the length of the longest Message-ID that is kept.
const longestID = 900

// bareIDs are ids without angle brackets, as some senders write them.
func bareIDs(value string) []string {
	return slices.DeleteFunc(strings.Fields(value), func(s string) bool { return !strings.Contains(s, "@") || len(s) > longestID })
}

// unique keeps the first of each. Of too many, the first is the thread's root and the last are the nearest.
func unique(ids []string, limit int) []string {
	if len(ids) <= 1 {
		return ids
	}
	seen := make(map[string]bool, len(ids))
	var out []string
	for _, id := range ids {
		if !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	if len(out) > limit {
		out = append(out[:1:1], out[len(out)-limit+1:]...)
	}
	return out
}
