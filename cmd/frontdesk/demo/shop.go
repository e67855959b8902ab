package demo

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"frontdesk/configs"
	"frontdesk/connectors/email/mailtest"
)

// The accounts of the demo's mail server beside the customers'. They live on loopback as long as the demo runs, and one
// password opens all of them.
const (
	supportAddress = "support@lumen.example"
	guestAddress   = "you@postbox.example" // for whoever watches
	password       = "lamp"
)

// teamAddresses get what the example's teams.yaml forwards.
var teamAddresses = []string{"first-line@lumen.example", "billing@lumen.example", "projects@lumen.example"}

// gatewayConfig is the demo's own frontdesk.yaml: the example's channel on the embedded server.
const gatewayConfig = `# Written by frontdesk demo; the rest of this folder is the example that comes with Frontdesk.
store: sqlite:../store/frontdesk.db
matching: {audit: 1}   # every answer may be judged: frontdesk review
channels:
  support:
    kind: email
    address: %[1]s
    team: first-line
    imap: {server: "%[2]s", tls: none, user: %[1]s, password: "file:password"}
    smtp: {server: "%[3]s", tls: none}
    languages: [en, de, fr, es, pt, it, nl, pl, ja, zh]
    start: all
`

// studioClosed is the calendar that the example's team for projects closes by: today, whatever day it is.
const studioClosed = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Lumen Lamps//Studio//EN\r\nBEGIN:VEVENT\r\n" +
	"UID:stocktaking@lumen.example\r\nDTSTAMP:%[1]sT000000Z\r\nDTSTART;VALUE=DATE:%[1]s\r\nDTEND;VALUE=DATE:%[2]s\r\n" +
	"SUMMARY:Stocktaking\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"

// shop is what the demo builds around the gateway: a folder and a mail server.
type shop struct {
	dir    string
	keep   bool
	server *mailtest.Server
}

func (s *shop) config() string { return filepath.Join(s.dir, "config") }
func (s *shop) log() string    { return filepath.Join(s.dir, "gateway.log") }

// openShop makes the folder, keep or a temporary one, and starts the mail server.
func openShop(keep string, onMail func(mailtest.Mail)) (*shop, error) {
	s := &shop{dir: keep, keep: keep != ""}
	if err := s.folder(); err != nil {
		return nil, err
	}
	users, err := accounts()
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	s.server, err = mailtest.Start(mailtest.Options{Domain: "lumen.example", Users: users, RequireAuth: false, OnMail: onMail})
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	if err := s.writeConfig(); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// folder makes the demo's folder with what the others are put into.
func (s *shop) folder() (err error) {
	s.dir, err = makeFolder(s.dir, "config", "store", folderMails, folderReplies, folderForwards)
	return err
}

// makeFolder makes the folder of a demo with what is put into it: dir, which must be new or empty, or a temporary one.
func makeFolder(dir string, inside ...string) (made string, err error) {
	if dir == "" {
		if dir, err = os.MkdirTemp("", "frontdesk-demo-"); err != nil {
			return "", fmt.Errorf("folder of the demo: %w", err)
		}
	}
	found, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return dir, fmt.Errorf("folder of the demo: %w", err)
	}
	if len(found) > 0 {
		return dir, fmt.Errorf("the folder %s is not empty; name a new one, or remove it first", dir)
	}
	for _, sub := range inside {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o700); err != nil {
			return dir, fmt.Errorf("folder of the demo: %w", err)
		}
	}
	return dir, nil
}

// accounts are the mailboxes of the shop, its teams and agents, the customers and the guest.
func accounts() ([]mailtest.User, error) {
	addresses := append([]string{supportAddress, guestAddress}, teamAddresses...)
	for _, sc := range scenes {
		from, err := sc.from()
		if err != nil {
			return nil, err
		}
		addresses = append(addresses, from)
	}
	users := make([]mailtest.User, 0, len(addresses))
	seen := map[string]bool{}
	for _, a := range addresses {
		if !seen[a] {
			seen[a] = true
			users = append(users, mailtest.User{Address: a, Password: password})
		}
	}
	return users, nil
}

const icsDate = "20060102" // RFC 5545 section 3.3.4

// writeConfig copies the example and writes what is the demo's own: the embedded server, and a team that is closed.
func (s *shop) writeConfig() error {
	return copyExample(s.config(), map[string]string{
		"frontdesk.yaml": fmt.Sprintf(gatewayConfig, supportAddress, s.server.IMAP(), s.server.SMTP()),
		"password":       password + "\n",
		"studio.ics":     closedStudio(time.Now()),
	})
}

// closedStudio is studioClosed for the days around now: it may be yesterday still where the team works.
func closedStudio(now time.Time) string {
	yesterday := now.AddDate(0, 0, -1)
	return fmt.Sprintf(studioClosed, yesterday.Format(icsDate), yesterday.AddDate(0, 0, 3).Format(icsDate))
}

// copyExample writes the example config into a folder, and then the demo's own files.
func copyExample(dir string, own map[string]string) error {
	err := fs.WalkDir(configs.Example(), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := filepath.Join(dir, filepath.FromSlash(path))
		if d.IsDir() {
			return os.MkdirAll(target, 0o700)
		}
		content, err := fs.ReadFile(configs.Example(), path)
		if err != nil {
			return err
		}
		return os.WriteFile(target, content, 0o600)
	})
	if err != nil {
		return fmt.Errorf("copy the example: %w", err)
	}
	for name, text := range own {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			return fmt.Errorf("config of the demo: %w", err)
		}
	}
	return nil
}

// Close ends the mail server and removes the folder unless it is to be kept.
func (s *shop) Close() error {
	var errs []error
	if s.server != nil {
		errs = append(errs, s.server.Close())
	}
	if !s.keep && s.dir != "" {
		errs = append(errs, os.RemoveAll(s.dir))
	}
	return errors.Join(errs...)
}
