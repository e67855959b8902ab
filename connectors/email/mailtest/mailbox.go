package mailtest

import (
	"fmt"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// Stored is one mail in a mailbox.
type Stored struct {
	UID         uint32
	UIDValidity uint32
	Flags       []string
	Raw         []byte
}

// ReadMailbox lists a mailbox by IMAP without TLS. It sets no flags.
func ReadMailbox(addr, user, password, mailbox string) (stored []Stored, err error) {
	nc, err := dial(addr)
	if err != nil {
		return nil, fmt.Errorf("read mailbox %s of %s: %w", mailbox, user, err)
	}
	if err := nc.SetDeadline(time.Now().Add(time.Minute)); err != nil {
		return nil, err
	}
	c := imapclient.New(nc, nil)
	defer func() { _ = c.Close() }()
	stored, err = fetchAll(c, user, password, mailbox)
	if err != nil {
		return nil, fmt.Errorf("read mailbox %s of %s: %w", mailbox, user, err)
	}
	return stored, nil
}

func fetchAll(c *imapclient.Client, user, password, mailbox string) ([]Stored, error) {
	if err := c.Login(user, password).Wait(); err != nil {
		return nil, err
	}
	selected, err := c.Select(mailbox, &imap.SelectOptions{ReadOnly: true}).Wait()
	if err != nil || selected.NumMessages == 0 {
		return nil, err
	}
	all := imap.UIDSet{{Start: 1}}
	section := &imap.FetchItemBodySection{Peek: true}
	messages, err := c.Fetch(all, &imap.FetchOptions{
		UID: true, Flags: true, BodySection: []*imap.FetchItemBodySection{section},
	}).Collect()
	if err != nil {
		return nil, err
	}
	stored := make([]Stored, 0, len(messages))
	for _, m := range messages {
		one := Stored{UID: uint32(m.UID), UIDValidity: selected.UIDValidity, Raw: m.FindBodySection(section)}
		for _, f := range m.Flags {
			one.Flags = append(one.Flags, string(f))
		}
		stored = append(stored, one)
	}
	return stored, c.Logout().Wait()
}
