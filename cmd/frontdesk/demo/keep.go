package demo

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Folders of a kept demo beside config and store.
const (
	folderMails    = "mails"    // as the support mailbox holds them
	folderReplies  = "replies"  // as customers received them, of the machine or an agent, under the name of the mail that led to them
	folderForwards = "forwards" // as teams received them
)

// keepMails writes a mail and what became of it into the folder, where that is to be kept.
func (s *shop) keepMails(name string, r result) error {
	if !s.keep {
		return nil
	}
	inbox, err := mailbox(s.server, supportAddress)
	if err != nil {
		return fmt.Errorf("keep mail %s: %w", name, err)
	}
	var errs []error
	for _, l := range inbox {
		if l.ID == r.Settled.Message.Thread.ID {
			errs = append(errs, s.keepMail(folderMails, name, l))
		}
	}
	if r.Reply != nil {
		errs = append(errs, s.keepMail(folderReplies, name, *r.Reply))
	}
	if r.Approved != nil {
		errs = append(errs, s.keepMail(folderReplies, name+"-approved", *r.Approved))
	}
	for _, l := range r.Forwards {
		errs = append(errs, s.keepMail(folderForwards, name, l))
	}
	return errors.Join(errs...)
}

func (s *shop) keepMail(folder, name string, l letter) error {
	if err := os.WriteFile(filepath.Join(s.dir, folder, name+".eml"), l.Raw, 0o600); err != nil {
		return fmt.Errorf("keep mail %s: %w", name, err)
	}
	return nil
}
