package trim

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"frontdesk/gateway"
)

// split is Split of a text whose subject says nothing.
func split(text string) (string, []gateway.Cut) { return Split(Mail{Text: text}) }

// A file of testdata holds a text, a line "=====" and what is new of it.
func TestTextIsTrimmedAsTheFilesSay(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no texts: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			text, want, ok := bytes.Cut(raw, []byte("=====\n"))
			if !ok {
				t.Fatal("no ===== line")
			}
			if got, _ := split(string(text)); got != strings.TrimSpace(string(want)) {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

func TestCutsAreTheRestOfTheText(t *testing.T) {
	text := "Hello\n\nOn Thu, 1 Jan 2026, S <s@example.com> wrote:\n> a\n> b\n\nan answer\n> c\n-- \nAnna\n"
	got, cuts := split(text)
	if got != "Hello\n\n\nan answer" {
		t.Errorf("new: %q", got)
	}
	var removed []string
	for _, c := range cuts {
		removed = append(removed, c.Rule+": "+text[c.Start:c.End])
	}
	want := "quote: On Thu, 1 Jan 2026, S <s@example.com> wrote:\n> a\n> b\n|quote: > c\n|signature: -- \nAnna\n"
	if s := strings.Join(removed, "|"); s != want {
		t.Errorf("cut %q, want %q", s, want)
	}
}

func BenchmarkSplit(b *testing.B) {
	for name, text := range map[string]string{
		"reply": "Where is it?\n\nOn Thu, 1 Jan 2026, S <s@example.com> wrote:\n" + strings.Repeat("> a quoted line of some length\n", 40),
		"1 MiB": strings.Repeat("a line with 10:30 in it and <\n", 1<<20/30),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				split(text)
			}
		})
	}
}
