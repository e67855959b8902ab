package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWhatIsAskedEndsWithAnInterrupt(t *testing.T) {
	stdin, keep := io.Pipe() // nobody types
	t.Cleanup(func() { _ = keep.Close() })
	ctx, interrupt := context.WithCancel(t.Context())
	var out bytes.Buffer
	p := process{stdin: stdin, stdout: writerFunc(func(b []byte) (int, error) {
		interrupt() // as soon as something is asked
		return out.Write(b)
	}), stderr: io.Discard}
	dir := filepath.Join(t.TempDir(), "new")
	err := initCommand{Dir: dir}.Run(ctx, p)
	if !errors.Is(err, errInterrupted) || !interrupted(ctx, err) || !strings.HasPrefix(out.String(), "Address that customers write to") {
		t.Errorf("%v after %q", err, out.String())
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("something was written")
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(b []byte) (int, error) { return f(b) }

func TestWhatIsTypedArrivesWhole(t *testing.T) {
	text := strings.Repeat("Where is my refund? ", 1000)
	got, err := io.ReadAll(process{stdin: strings.NewReader(text)}.typed(t.Context()))
	if err != nil || string(got) != text {
		t.Errorf("%d of %d bytes, %v", len(got), len(text), err)
	}
	if got, err := io.ReadAll(process{}.typed(t.Context())); err != nil || len(got) > 0 {
		t.Errorf("%q, %v", got, err)
	}
}

func TestAFileThatMayBeWrittenIsLeftAsItIs(t *testing.T) {
	dir := t.TempDir()
	old, fresh := filepath.Join(dir, "old.html"), filepath.Join(dir, "new.html")
	if err := os.WriteFile(old, []byte("last week"), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, wrong := range map[string]string{old: "", fresh: "", "": "", dir: "this is a folder; name a file in it", filepath.Join(old, "x"): "is no folder; name another"} {
		if err := mayWrite(path); (err == nil) != (wrong == "") || err != nil && !strings.HasSuffix(err.Error(), wrong) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if was, err := os.ReadFile(old); string(was) != "last week" {
		t.Errorf("%q, %v", was, err)
	}
	if _, err := os.Stat(fresh); err == nil {
		t.Error("a file was left behind")
	}
}
