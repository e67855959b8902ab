package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/mail"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
)

// question is one thing that init needs to know.
type question struct {
	flag   string // that answers it too
	text   string
	answer *string
	usual  string             // taken where nothing is typed; empty: something must be, unless optional
	check  func(string) error // nil: anything will do
	free   bool               // nothing is an answer too
}

// asker asks questions on a terminal, or reads the answers from a file.
type asker struct {
	in  *bufio.Reader
	out io.Writer
	yes bool // takes what is usual
}

// maxTries is how often one question is asked.
const maxTries = 3

func (a asker) ask(q question) error {
	if a.yes && *q.answer == "" {
		if q.usual == "" && !q.free {
			return fmt.Errorf("%s: no answer; give %s", q.text, q.flag)
		}
		*q.answer = q.usual
	}
	if *q.answer != "" || a.yes {
		return q.of(q.wrong(*q.answer))
	}
	var wrong error
	for range maxTries {
		answer, err := a.line(q)
		if err != nil {
			return err
		}
		if wrong = q.wrong(answer); wrong == nil {
			*q.answer = answer
			return nil
		}
		fmt.Fprintf(a.out, "  %v\n", wrong)
	}
	return q.of(wrong)
}

// of says which flag would have been meant.
func (q question) of(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", q.flag, err)
}

func (a asker) line(q question) (string, error) {
	hint := ""
	switch {
	case q.usual != "":
		hint = " [" + q.usual + "]"
	case q.free:
		hint = " [none]"
	}
	fmt.Fprintf(a.out, "%s%s: ", q.text, hint)
	text, err := a.in.ReadString('\n')
	text = strings.TrimSpace(text)
	if err != nil && text == "" {
		fmt.Fprintln(a.out)
		if !errors.Is(err, io.EOF) {
			return "", fmt.Errorf("read the answer: %w", err)
		}
		return "", fmt.Errorf("%s: no answer; give %s, or --yes to take what is usual", q.text, q.flag)
	}
	if text == "" {
		text = q.usual
	}
	return text, nil
}

// wrong says what an answer is not.
func (q question) wrong(answer string) error {
	switch {
	case answer == "" && q.free:
		return nil
	case answer == "":
		return errors.New("an answer is needed")
	case strings.ContainsFunc(answer, unicode.IsControl):
		return errors.New("an answer is one line of plain text")
	case q.check == nil:
		return nil
	}
	return q.check(answer)
}

// plainAddress is a mail address that needs no quotes in YAML.
var plainAddress = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._+-]*@[A-Za-z0-9.-]+\.[A-Za-z0-9-]+$`)

func isAddress(text string) error {
	a, err := mail.ParseAddress(text)
	if err != nil || a.Address != text || !plainAddress.MatchString(text) {
		return fmt.Errorf("%q is not a mail address; write it as name@example.com", text)
	}
	return nil
}

func isServer(text string) error {
	host, _, err := net.SplitHostPort(text)
	if err != nil {
		host = text
	}
	if host == "" || strings.ContainsAny(host, "/ @:\"'") {
		return fmt.Errorf("%q is not a server; write it as mail.example.com or mail.example.com:993", text)
	}
	return nil
}

func isZone(text string) error {
	if _, err := time.LoadLocation(text); err != nil || strings.EqualFold(text, "local") {
		return fmt.Errorf("%q is no time zone; write its IANA name, such as Europe/Berlin", text)
	}
	return nil
}

var openPattern = regexp.MustCompile(`^([01]?\d|2[0-3]):[0-5]\d-([01]?\d|2[0-4]):[0-5]\d$`)

func isOpen(text string) error {
	if !openPattern.MatchString(text) {
		return fmt.Errorf("%q are no hours; write them as 9:00-17:00", text)
	}
	return nil
}

func areLanguages(text string) error {
	for _, code := range languagesIn(text) {
		if tag, err := language.Parse(code); err != nil || tag == language.Und {
			return fmt.Errorf("%q is not a language; write codes such as en, de or pt-BR", code)
		}
	}
	return nil
}

// languagesIn reads "en, de" and "en de".
func languagesIn(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' || unicode.IsSpace(r) })
}

func isSecret(text string) error {
	for _, form := range []string{"env:", "file:", "cmd:"} {
		if rest, ok := strings.CutPrefix(text, form); ok && strings.TrimSpace(rest) != "" {
			return nil
		}
	}
	return errors.New("a password is never written into the config; write env:NAME, file:PATH or cmd:COMMAND")
}

// longestName is how many characters a name has at most.
const longestName = 64

func isName(text string) error {
	other := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '_' && r != '-' }
	if n := utf8.RuneCountInString(text); n == 0 || n > longestName || strings.ContainsFunc(text, other) {
		return fmt.Errorf("%q cannot be a name; use letters, digits, - and _", text)
	}
	return nil
}

// ownZone is the time zone of this machine by its IANA name, else UTC.
func ownZone() string {
	if zone := os.Getenv("TZ"); zone != "" && isZone(zone) == nil {
		return zone
	}
	if target, err := filepath.EvalSymlinks("/etc/localtime"); err == nil {
		if _, zone, ok := strings.Cut(target, "zoneinfo/"); ok && isZone(zone) == nil {
			return zone
		}
	}
	return "UTC"
}
