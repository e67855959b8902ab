package demo

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"strings"
	"time"

	"github.com/emersion/go-smtp"

	"frontdesk/connectors/email/mailtest"
	"frontdesk/gateway"
)

// submit sends a customer's mail by SMTP, as the customer's own server would.
func submit(ctx context.Context, server string, s submission) error {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", server)
	if err != nil {
		return fmt.Errorf("submit %s: %w", s.ID, err)
	}
	c := smtp.NewClient(conn)
	defer func() { _ = c.Close() }() // Quit has closed it where all went well
	c.CommandTimeout, c.SubmissionTimeout = 10*time.Second, 10*time.Second
	_, host, _ := strings.Cut(s.From, "@")
	if err := c.Hello("mail." + host); err != nil {
		return fmt.Errorf("submit %s: %w", s.ID, err)
	}
	if err := c.SendMail(s.Envelope, []string{s.To}, bytes.NewReader(s.Raw)); err != nil {
		return fmt.Errorf("submit %s: %w", s.ID, err)
	}
	return c.Quit()
}

// mailbox reads all that an address has received. One that has no account here is read from what the server took.
func mailbox(server *mailtest.Server, address string) ([]letter, error) {
	var raws [][]byte
	for _, m := range server.Outbox() {
		if strings.EqualFold(m.To, address) {
			raws = append(raws, m.Raw)
		}
	}
	if len(raws) == 0 {
		stored, err := server.Mailbox(address, "INBOX")
		if err != nil {
			return nil, err
		}
		for _, m := range stored {
			raws = append(raws, m.Raw)
		}
	}
	letters := make([]letter, 0, len(raws))
	for _, raw := range raws {
		l, err := readLetter(raw)
		if err != nil {
			return nil, err
		}
		letters = append(letters, l)
	}
	return letters, nil
}

// carries says whether the letter is this delivery: its Message-ID names it.
func (l letter) carries(d gateway.Delivery) bool {
	return strings.Contains(strings.ToLower(l.ID), "."+strings.ToLower(d.ID)+".")
}
