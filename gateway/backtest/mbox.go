package backtest

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// fromLine begins the separator before each mail of an mbox (RFC 4155, and the older forms that people have: mboxo, mboxrd,
// mboxcl, mboxcl2).
const fromLine = "From "

// separator is such a line: a sender and a date. "From experience I can tell" is none.
var separator = regexp.MustCompile(`^From (\S*).*\d\d:\d\d.*\d{4}`)

// maxLine bounds a line that is looked at; longer ones are no separators.
const maxLine = 64 << 10

// mboxScan goes through an mbox.
type mboxScan struct {
	a     *Archive
	name  string
	f     io.ReaderAt
	in    *bufio.Reader
	pos   int64 // of what in reads next
	found func(int)

	empty   bool // the line before was, or there is none: a separator may follow
	open    bool // a mail has begun
	current letter
}

// addMbox adds the mails of an mbox.
func (a *Archive) addMbox(f io.ReaderAt, name string, found func(int)) error {
	s := &mboxScan{a: a, name: name, f: f, found: found}
	s.seek(0)
	s.empty = true
	for {
		start := s.pos
		line, err := s.line()
		if s.empty && separator.Match(line) {
			if err := s.begin(line, start); err != nil {
				return err
			}
			continue
		}
		s.empty = len(bytes.TrimRight(line, "\r\n")) == 0
		if errors.Is(err, io.EOF) {
			return s.end(s.pos)
		}
		if err != nil {
			return err
		}
	}
}

func (s *mboxScan) seek(pos int64) {
	s.pos = pos
	s.in = bufio.NewReaderSize(io.NewSectionReader(s.f, pos, 1<<62-pos), 128<<10)
}

// line reads one line; of an overlong one the beginning counts.
func (s *mboxScan) line() ([]byte, error) {
	line, err := s.in.ReadSlice('\n')
	s.pos += int64(len(line))
	for errors.Is(err, bufio.ErrBufferFull) {
		line = line[:min(len(line), maxLine)]
		kept := bytes.Clone(line)
		var more []byte
		more, err = s.in.ReadSlice('\n')
		s.pos += int64(len(more))
		line = kept
	}
	return line, err
}

// begin ends the mail before and starts the one behind this separator.
func (s *mboxScan) begin(line []byte, start int64) error {
	if err := s.end(start); err != nil {
		return err
	}
	s.current = letter{file: len(s.a.files) - 1, offset: s.pos, mbox: true, quoted: true, envelope: envelopeSender(line)}
	s.open, s.empty = true, false
	return s.skipCounted()
}

// skipCounted jumps over a body whose Content-Length is true: behind it the file ends, or the next separator stands.
func (s *mboxScan) skipCounted() error {
	header, err := headerOf(s.f, s.current.offset, maxHeader)
	if err != nil || headerEnd(header) < 0 {
		return err
	}
	n, ok := contentLength(header)
	if !ok {
		return nil
	}
	end := s.current.offset + int64(len(header)) + n
	behind := make([]byte, 200)
	got, err := s.f.ReadAt(behind, end)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	rest := bytes.TrimLeft(behind[:got], "\r\n")
	if (got == 0 && errors.Is(err, io.EOF) && !s.reaches(end)) || len(rest) > 0 && !separator.Match(rest) {
		return nil
	}
	// A body with such a line inside was counted and not quoted (mboxcl2).
	body := make([]byte, min(n, maxMail))
	if _, err := s.f.ReadAt(body, end-n); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	s.current.quoted = !bytes.Contains(body, []byte("\n"+fromLine)) && !bytes.HasPrefix(body, []byte(fromLine))
	s.seek(end)
	s.empty = true
	return nil
}

// reaches says whether the file goes as far as this.
func (s *mboxScan) reaches(end int64) bool {
	_, err := s.f.ReadAt(make([]byte, 1), end-1)
	return err == nil
}

// end closes the mail that ends before pos.
func (s *mboxScan) end(pos int64) error {
	if !s.open {
		return nil
	}
	s.open = false
	l := s.current
	l.size = pos - l.offset
	if l.size > maxMail {
		l.size = maxMail
	}
	header, err := headerOf(s.f, l.offset, l.size)
	if err != nil {
		return err
	}
	l.at = s.a.arrived(header)
	l.name = s.name + "#" + strconv.Itoa(len(s.a.letters)+1)
	s.a.letters = append(s.a.letters, l)
	s.found(len(s.a.letters))
	return nil
}

// envelopeSender is the sender that a separator names, empty where it is none.
func envelopeSender(line []byte) string {
	m := separator.FindSubmatch(line)
	if m == nil || !strings.Contains(string(m[1]), "@") {
		return ""
	}
	return string(m[1])
}

var contentLengthField = regexp.MustCompile(`(?mi)^Content-Length:[ \t]*(\d{1,12})[ \t]*\r?$`)

func contentLength(header []byte) (int64, bool) {
	m := contentLengthField.FindSubmatch(header)
	if m == nil {
		return 0, false
	}
	n, err := strconv.ParseInt(string(m[1]), 10, 64)
	return n, err == nil
}

var quotedFrom = regexp.MustCompile(`(?m)^>(>*From )`)

// unquote takes the marks and the empty line off that belong to the mbox and not to the mail.
func unquote(raw []byte, quoted bool) []byte {
	switch {
	case bytes.HasSuffix(raw, []byte("\r\n\r\n")):
		raw = raw[:len(raw)-2]
	case bytes.HasSuffix(raw, []byte("\n\n")):
		raw = raw[:len(raw)-1]
	}
	if !quoted || !bytes.Contains(raw, []byte(">From ")) {
		return raw
	}
	return quotedFrom.ReplaceAll(raw, []byte("$1"))
}
