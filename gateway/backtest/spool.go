package backtest

import (
	"errors"
	"fmt"
	"os"
)

// Spool keeps mail of a remote in a file that goes when it is closed, since mail is gone through in the order of time.
type Spool struct {
	Archive
	file *os.File
	size int64
}

// NewSpool makes an empty one in the folder for temporary files; only its owner may read it.
func NewSpool(read Read) (*Spool, error) {
	f, err := os.CreateTemp("", "frontdesk-backtest-*.mail")
	if err != nil {
		return nil, fmt.Errorf("keep the mail: %w", err)
	}
	return &Spool{Archive: Archive{read: read, files: []string{f.Name()}}, file: f}, nil
}

// Add keeps one mail.
func (s *Spool) Add(name string, raw []byte) error {
	if len(raw) > maxMail {
		raw = raw[:maxMail]
	}
	if _, err := s.file.Write(raw); err != nil {
		return fmt.Errorf("keep the mail: %w", err)
	}
	header := raw
	if end := headerEnd(raw); end >= 0 {
		header = raw[:end]
	}
	s.letters = append(s.letters, letter{name: name, offset: s.size, size: int64(len(raw)), at: s.arrived(header)})
	s.size += int64(len(raw))
	return nil
}

// ErrNoMail is a folder without any mail.
var ErrNoMail = errors.New("no mail there")

// Done puts the mails into the order of time; an error where there is none.
func (s *Spool) Done() error {
	if len(s.letters) == 0 {
		return ErrNoMail
	}
	s.order()
	return nil
}

// Close removes the file.
func (s *Spool) Close() error {
	return errors.Join(s.file.Close(), os.Remove(s.file.Name()))
}
