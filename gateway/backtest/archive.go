package backtest

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"frontdesk/gateway"
)

// Read makes an event of one mail as it is on the wire.
type Read func(raw []byte) gateway.Event

// Mail is one message of an archive.
type Mail struct {
	Name    string // how a person finds it: a path, or a file and the number of the mail in it
	At      time.Time
	Undated bool // it does not say when it was sent; At is only its place in the order
	Event   gateway.Event
	// Conversation is the one that a running gateway put it into; empty: not known.
	Conversation string

	number int // as they are judged
}

// Source is where mails come from.
type Source interface {
	// Len is how many mails there are.
	Len() int
	// Each yields every mail once, in the order of time; an error of each ends it.
	Each(ctx context.Context, each func(Mail) error) error
}

// letter says where one mail of an archive lies.
type letter struct {
	name         string
	file         int // index of Archive.files
	offset, size int64
	mbox         bool   // it lies in an mbox
	quoted       bool   // lines that begin with From have a > before them there
	envelope     string // sender that the separator of an mbox names
	at           time.Time
	undated      bool // at is that of another mail
	seq          int  // as it was found
}

// Archive is mail in files: an mbox, a Maildir, a folder of .eml files, or a single mail.
type Archive struct {
	read    Read
	files   []string
	letters []letter // in the order of time
	// Trusting takes every sender for the one that it says it is, for archives that lost their Return-Path.
	Trusting bool
}

// maxMail bounds one mail; more of it is not read.
const maxMail = 64 << 20

// Open looks through an archive and puts its mails into the order in which they arrived. found is called now and then
// with the number of mails so far; it may be nil.
func Open(path string, read Read, found func(int)) (*Archive, error) {
	if found == nil {
		found = func(int) {}
	}
	a := &Archive{read: read}
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	switch {
	case info.IsDir() && isMaildir(path):
		err = a.addFolder(path, []string{"cur", "new"}, func(string) bool { return true }, found)
	case info.IsDir():
		err = a.addFolder(path, []string{"."}, isEML, found)
	default:
		err = a.addFile(path, found)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if len(a.letters) == 0 {
		return nil, fmt.Errorf("no mail in %s; name an mbox file, a Maildir, or a folder of .eml files", path)
	}
	a.order()
	return a, nil
}

func isMaildir(path string) bool {
	for _, sub := range []string{"cur", "new"} {
		if info, err := os.Stat(filepath.Join(path, sub)); err != nil || !info.IsDir() {
			return false
		}
	}
	return true
}

func isEML(name string) bool { return strings.HasSuffix(strings.ToLower(name), ".eml") }

// order sorts by time. A mail without any counts as arrived with the one before it, or with the first that has one.
func (a *Archive) order() {
	last := time.Unix(0, 0).UTC()
	if i := slices.IndexFunc(a.letters, func(l letter) bool { return !l.at.IsZero() }); i >= 0 {
		last = a.letters[i].at
	}
	for i := range a.letters {
		l := &a.letters[i]
		if l.at.IsZero() {
			l.at, l.undated = last, true
		}
		last, l.seq = l.at, i
	}
	slices.SortFunc(a.letters, func(x, y letter) int { return cmp.Or(x.at.Compare(y.at), cmp.Compare(x.seq, y.seq)) })
}

// addFolder adds the files below some folders of dir, sorted by path.
func (a *Archive) addFolder(dir string, subs []string, want func(name string) bool, found func(int)) error {
	for _, sub := range subs {
		err := fs.WalkDir(os.DirFS(dir), sub, func(rel string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() || strings.HasPrefix(d.Name(), ".") || !want(rel):
				return nil
			}
			found(len(a.letters))
			return a.addMail(filepath.Join(dir, filepath.FromSlash(rel)), rel)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// addMail adds a file that is one mail.
func (a *Archive) addMail(path, name string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	header, err := headerOf(f, 0, info.Size())
	if err != nil {
		return err
	}
	a.letters = append(a.letters, letter{name: name, file: len(a.files), size: min(info.Size(), maxMail), at: a.arrived(header)})
	a.files = append(a.files, path)
	return nil
}

// headerField is how a mail begins (RFC 5322, section 2.2), perhaps after empty lines or a byte order mark.
var headerField = regexp.MustCompile(`^(\xef\xbb\xbf)?\s*[!-9;-~]+[ \t]*:`)

// errNoMail is a file that is something else.
var errNoMail = errors.New("this is no mbox, whose first line begins with \"From \", and no mail, which begins with fields such as \"From: \"")

// addFile adds an mbox, or a single mail.
func (a *Archive) addFile(path string, found func(int)) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	start, err := io.ReadAll(io.LimitReader(f, maxLine))
	switch {
	case err != nil:
		return err
	case headerField.Match(start):
		return a.addMail(path, filepath.Base(path))
	case !bytes.HasPrefix(start, []byte(fromLine)):
		return errNoMail
	}
	a.files = append(a.files, path)
	return a.addMbox(f, filepath.Base(path), found)
}

// maxHeader bounds what is looked at for the time of a mail.
const maxHeader = 256 << 10

// headerOf reads the header of the mail that lies at offset, with the empty line that ends it.
func headerOf(f io.ReaderAt, offset, size int64) ([]byte, error) {
	for _, n := range []int64{8 << 10, maxHeader} {
		buf := make([]byte, min(n, size))
		if _, err := f.ReadAt(buf, offset); err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		if end := headerEnd(buf); end >= 0 {
			return buf[:end], nil
		}
		if int64(len(buf)) == size {
			return buf, nil
		}
	}
	return nil, nil
}

// headerEnd is where the body begins, -1 where it is not in sight.
func headerEnd(b []byte) int {
	for i := 0; i < len(b); i++ {
		if b[i] != '\n' {
			continue
		}
		switch rest := b[i+1:]; {
		case len(rest) > 0 && rest[0] == '\n':
			return i + 2
		case len(rest) > 1 && rest[0] == '\r' && rest[1] == '\n':
			return i + 3
		}
	}
	return -1
}

// arrived is when the mail with this header arrived; zero where it does not say.
func (a *Archive) arrived(header []byte) time.Time { return a.read(header).Message.Received }
