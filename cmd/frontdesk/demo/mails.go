package demo

import (
	"bytes"
	"embed"
	"encoding/hex"
	"fmt"
	"net/mail"
	"strings"
	"time"
)

//go:embed mails/*.eml
var mails embed.FS

// submission is a customer's mail, ready to be sent.
type submission struct {
	ID       string // Message-ID without brackets
	From     string // the From address
	Envelope string // envelope sender; empty for the null sender
	To       string
	Raw      []byte // CRLF line ends
}

// template is the mail of a scene with its placeholders.
func (s scene) template() ([]byte, error) {
	raw, err := mails.ReadFile("mails/" + s.File + ".eml")
	if err != nil {
		return nil, fmt.Errorf("mail of scene %s: %w", s.File, err)
	}
	return raw, nil
}

// from is the address of the scene's customer.
func (s scene) from() (string, error) {
	raw, err := s.template()
	if err != nil {
		return "", err
	}
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return "", fmt.Errorf("mail of scene %s: %w", s.File, err)
	}
	a, err := mail.ParseAddress(unencoded(m.Header.Get("From")))
	if err != nil {
		return "", fmt.Errorf("sender of scene %s: %w", s.File, err)
	}
	return a.Address, nil
}

// unencoded leaves the display name out, whose charset net/mail may not know.
func unencoded(from string) string {
	return from[max(strings.LastIndexByte(from, '<'), 0):]
}

// compose fills in the scene's mail. run makes its Message-ID unique among demos; answered is the reply that it
// answers, and nil where it answers none.
func (s scene) compose(run []byte, now time.Time, answered *letter) (submission, error) {
	raw, err := s.template()
	if err != nil {
		return submission{}, err
	}
	from, err := s.from()
	if err != nil {
		return submission{}, err
	}
	_, domain, _ := strings.Cut(from, "@")
	sub := submission{ID: s.File + "." + hex.EncodeToString(run) + "@" + domain, From: from, To: supportAddress}
	switch {
	case s.Null:
	case s.Sender != "":
		sub.Envelope = s.Sender
	default:
		sub.Envelope = from
	}
	fields := []string{"{{id}}", "<" + sub.ID + ">", "{{date}}", now.Format(time.RFC1123Z)}
	if answered != nil {
		fields = append(fields, answered.placeholders()...)
	}
	text := strings.NewReplacer(fields...).Replace(string(raw))
	if at := strings.Index(text, "{{"); at >= 0 {
		return submission{}, fmt.Errorf("mail of scene %s: nothing to put in at %.20q", s.File, text[at:])
	}
	sub.Raw = []byte(strings.ReplaceAll(text, "\n", "\r\n"))
	return sub, nil
}

// placeholders are what an answer to this letter takes from it, as for strings.NewReplacer.
func (l letter) placeholders() []string {
	references := make([]string, 0, len(l.References)+1)
	for _, id := range append(append([]string(nil), l.References...), l.ID) {
		references = append(references, "<"+id+">")
	}
	quote := "> " + strings.ReplaceAll(strings.TrimSpace(l.Text), "\n", "\n> ")
	return []string{
		"{{reply}}", "<" + l.ID + ">",
		"{{references}}", strings.Join(references, "\n "),
		"{{subject}}", l.Subject,
		"{{quote}}", quote,
	}
}
