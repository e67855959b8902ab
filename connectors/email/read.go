package email

import (
	"fmt"
	"strings"
	"time"

	"frontdesk/connectors/email/trim"
	"frontdesk/gateway"
)

// Limits of what is kept of one mail.
const (
	maxThread = 100     // ids of a thread
	maxText   = 1 << 20 // bytes of readable text; of more, Facts.Truncated tells
)

// Read makes an event of one mail as it is on the wire. It is pure, never fails and never panics: what cannot be parsed
// gives an event with Quarantine set and as much of the message as there is.
func Read(raw []byte, _ *Settings) gateway.Event { return read(raw, false) }

// read is Read; truncated says that raw is only the first part of the mail.
func read(raw []byte, truncated bool) gateway.Event {
	e, body, ok := parse(raw, truncated)
	if ok {
		e.Guard = gateway.Guard(e.Message.Thread.ID, e.Message.Author.Addr, body, raw)
	} else {
		e.Guard = gateway.Guard("", "", nil, raw)
	}
	return e
}

// parse is read but for the guard, which is made of the mail's body; ok is false where it panicked.
func parse(raw []byte, truncated bool) (e gateway.Event, body []byte, ok bool) {
	e.Kind = gateway.EventMessage
	e.Message.Facts.Size, e.Message.Facts.Truncated = int64(len(raw)), truncated
	defer func() {
		if v := recover(); v != nil {
			e.Quarantine = fmt.Sprintf("it could not be read: %v", v)
		}
		if e.Quarantine != "" || e.Message.Author.Addr == "" {
			e.Raw = raw
		}
	}()
	h, body, whole := splitHeader(withLineEnds(raw))
	switch {
	case !whole:
		e.Quarantine = "its header is over 256 KB"
	case len(h) == 0:
		e.Quarantine = "it has no header"
	}
	t := &tree{}
	root := t.parse(h, body, 0, "text/plain")
	readHeader(&e.Message, root)
	if beginsEmpty(raw) {
		e.Message.Facts.Broken = append(e.Message.Facts.Broken, "header: it begins with an empty line")
	}
	readContent(&e.Message, root, t, body)
	return e, body, true
}

// readHeader fills what the header says.
func readHeader(m *gateway.Message, root *part) {
	h, charset := root.header, root.params["charset"]
	m.Author = h.author(charset)
	m.ReplyTo = h.addresses("Reply-To", charset)
	m.To = h.addresses("To", charset)
	m.Cc = h.addresses("Cc", charset)
	subject, _ := h.get("Subject")
	m.Subject = decodeWords(subject, charset)
	if ids := messageIDs(h, "Message-ID", 1); len(ids) > 0 {
		m.Thread.ID = ids[0]
	}
	m.Thread.InReplyTo = messageIDs(h, "In-Reply-To", maxThread)
	m.Thread.References = messageIDs(h, "References", maxThread)
	m.Sent = parseDate(h.text("Date"))
	m.Received = received(h)
	if m.Received.IsZero() {
		m.Received = m.Sent
	}
	m.Facts.Header = h.fields(charset)
	m.Facts.Broken = h.broken()
	if root.odd {
		m.Facts.Broken = append(m.Facts.Broken, "Content-Type: no media type")
	}
}

// readContent fills text, parts, attachments and report.
func readContent(m *gateway.Message, root *part, t *tree, body []byte) {
	if t.over != "" {
		m.Facts.Broken = append(m.Facts.Broken, "MIME: "+t.over)
	}
	root.walk(func(p *part) {
		m.Facts.Parts = append(m.Facts.Parts, gateway.Part{Depth: p.depth, Type: cleanLine(p.kind), Params: p.shownParams()})
	})
	chosen := readBody(root)
	m.Attachments = attachments(root, chosen, m.Facts.Truncated)
	m.Text = shorten(chosen.text, maxText)
	m.Facts.Truncated = m.Facts.Truncated || len(m.Text) < len(chosen.text)
	m.NewText, m.Cuts = trim.Split(trim.Mail{Text: m.Text, Subject: m.Subject, Hints: chosen.marks})
	m.Facts.Report = readReport(root, body, m.Text, m.Author)
}

// shownParams are the type's parameters without the boundary, which says nothing.
func (p *part) shownParams() map[string]string {
	if p.hasOnlyShort() {
		return p.params
	}
	var out map[string]string
	for key, value := range p.params {
		if key == "boundary" || len(out) >= 20 {
			continue
		}
		if out == nil {
			out = map[string]string{}
		}
		out[shorten(cleanLine(key), maxName)] = shorten(cleanLine(value), maxName)
	}
	return out
}

// hasOnlyShort says whether all parameters can be shown as they are.
func (p *part) hasOnlyShort() bool {
	for key, value := range p.params {
		if key == "boundary" || len(key) > maxName || len(value) > maxName || !isPlain(key) || !isPlain(value) {
			return false
		}
	}
	return len(p.params) > 0 && len(p.params) <= 20
}

// received is the moment that our own side's topmost Received field tells (RFC 5321 section 4.4).
func received(h header) time.Time {
	value, _ := h.get("Received")
	i := strings.LastIndexByte(value, ';')
	if i < 0 {
		return time.Time{}
	}
	return parseDate(value[i+1:])
}

// dateForms are met beside RFC 5322's.
var dateForms = []string{
	time.RFC3339, "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05", time.ANSIC, time.UnixDate,
}

// usualDate reads what nearly all mail has, which looseDate takes longer for: perhaps a day of the week, a zone in figures
// or GMT, and perhaps the zone's name behind it.
func usualDate(s string) (t time.Time, ok bool) {
	layout := "2 Jan 2006 15:04:05 -0700"
	if sign := strings.IndexAny(s, "+-"); sign >= 0 && len(s) >= sign+len("+0000") {
		rest := s[sign+len("+0000"):]
		if rest != "" && strings.Trim(rest, " ()ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" || strings.Count(rest, "(") != strings.Count(rest, ")") || strings.Count(rest, ")") > 1 {
			return time.Time{}, false
		}
		s = s[:sign+len("+0000")]
	} else if strings.HasSuffix(s, " GMT") {
		layout = "2 Jan 2006 15:04:05 MST"
	}
	if len(s) > len("Mon") && s[len("Mon")] == ',' {
		layout = "Mon, " + layout
	}
	t, err := time.Parse(layout, s)
	return t.UTC(), err == nil
}

// parseDate is zero for what is no date.
func parseDate(s string) time.Time {
	if s = strings.TrimSpace(s); s == "" {
		return time.Time{}
	}
	if t, ok := usualDate(s); ok {
		return t
	}
	if t := looseDate(s); !t.IsZero() {
		return t
	}
	if i := strings.IndexByte(s, '('); i > 0 {
		s = strings.TrimSpace(s[:i])
	}
	for _, form := range dateForms {
		if t, err := time.Parse(form, s); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}
