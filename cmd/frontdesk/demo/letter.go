package demo

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset" // customers write in any
	"github.com/emersion/go-message/mail"

	"frontdesk/gateway"
)

// letter is a mail as a mailbox holds it, read for a person's eyes.
type letter struct {
	ID         string // Message-ID without brackets
	InReplyTo  []string
	References []string
	From, To   string
	Subject    string
	Text       string   // the first text/plain part
	Files      []string // names of attachments
	Raw        []byte
}

// maxLetter bounds how much of one part is read.
const maxLetter = 1 << 20

// readLetter reads a mail that our own server holds.
func readLetter(raw []byte) (letter, error) {
	r, err := mail.CreateReader(bytes.NewReader(raw))
	if err != nil && !message.IsUnknownCharset(err) {
		return letter{}, fmt.Errorf("read mail: %w", err)
	}
	defer func() { _ = r.Close() }() // it reads from memory
	l := letter{Raw: raw, From: shown(r.Header, "From"), To: shown(r.Header, "To")}
	if l.Subject, err = r.Header.Subject(); err != nil {
		l.Subject = r.Header.Get("Subject")
	}
	// An id that cannot be read is none: the letter is found by others, or not at all.
	l.ID, _ = r.Header.MessageID()
	l.InReplyTo, _ = r.Header.MsgIDList("In-Reply-To")
	l.References, _ = r.Header.MsgIDList("References")
	return l, l.readParts(r)
}

// shown is an address field for a person: decoded where it can be.
func shown(h mail.Header, field string) string {
	list, err := h.AddressList(field)
	if err != nil || len(list) != 1 {
		return h.Get(field)
	}
	return addressOf(gateway.Address{Name: list[0].Name, Addr: list[0].Address})
}

func (l *letter) readParts(r *mail.Reader) error {
	for {
		part, err := r.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil && !message.IsUnknownCharset(err) {
			return fmt.Errorf("read mail %s: %w", l.ID, err)
		}
		switch h := part.Header.(type) {
		case *mail.AttachmentHeader:
			name, err := h.Filename()
			if err != nil || name == "" {
				name = "without a name"
			}
			l.Files = append(l.Files, name)
		case *mail.InlineHeader:
			if kind, _, err := h.ContentType(); err != nil || kind != "text/plain" || l.Text != "" {
				continue
			}
			text, err := io.ReadAll(io.LimitReader(part.Body, maxLetter))
			if err != nil {
				return fmt.Errorf("read mail %s: %w", l.ID, err)
			}
			l.Text = string(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")))
		}
	}
}
