package email

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// counted are the packages whose statements count, beside our own: those whose work may grow faster than their input.
const counted = "frontdesk/connectors/email/...,frontdesk/gateway/screen,frontdesk/gateway/phrasebook,regexp,golang.org/x/net/html,net/mail,mime"

// Four times the mail takes about four times the statements, whatever its shape. Statements are counted by what go build
// -cover writes, so that the machine and its load make no difference.
func TestNoMailTakesMoreThanItsLength(t *testing.T) {
	const small, large = 60 << 10, 240 << 10 // regexp goes another, slower way from some length on
	dir := t.TempDir()
	program := filepath.Join(dir, "linear")
	command(t, nil, "go", "build", "-cover", "-covermode=atomic", "-coverpkg="+counted, "-o", program, "./testdata/linear")

	var files []string
	write := func(name string, raw []byte) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
		return file
	}
	type pair struct{ small, large string }
	pairs := map[string]pair{}
	write("warm", shape{"From: a@b.example\r\n\r\n", "a\r\n"}.mail(small))
	for name, s := range shapes() {
		n := strconv.Itoa(len(pairs))
		pairs[name] = pair{write("small"+n, s.mail(small)), write("large"+n, s.mail(large))}
	}
	command(t, []byte(strings.Join(files, "\n")), program)

	for name, p := range pairs {
		few, many := statements(t, p.small), statements(t, p.large)
		if few == 0 || float64(many) > 5*float64(few) {
			t.Errorf("%q: %d statements for a mail, %d for one of four times its length", name, few, many)
		}
	}
}

// statements are those that were counted for a mail.
func statements(t *testing.T, file string) (sum int) {
	t.Helper()
	command(t, nil, "go", "tool", "covdata", "textfmt", "-i", file+".counters", "-o", file+".txt")
	raw, err := os.ReadFile(file + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(raw)) {
		fields := strings.Fields(line) // place, statements, times
		if len(fields) != 3 {
			continue
		}
		n, err1 := strconv.Atoi(fields[1])
		times, err2 := strconv.Atoi(fields[2])
		if err1 != nil || err2 != nil {
			t.Fatalf("%s: %s", file, line)
		}
		sum += n * times
	}
	return sum
}

func command(t *testing.T, in []byte, name string, args ...string) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Stdin = bytes.NewReader(in)
	cmd.Env = append(os.Environ(), "GOCOVERDIR="+t.TempDir())
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
}
