package email

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/emersion/go-message"
	"github.com/inbucket/html2text"

	"frontdesk/gateway"
	"frontdesk/gateway/screen"
)

// mails are what the benchmarks read: all golden mails, or those of the folder MAILS.
func mails(b *testing.B) (all [][]byte, size int64) {
	b.Helper()
	patterns := []string{"testdata/read/*.eml", "testdata/compose/*.eml"}
	if folder := os.Getenv("MAILS"); folder != "" {
		patterns = []string{filepath.Join(folder, "*.eml"), filepath.Join(folder, "*", "*.eml")}
	}
	for _, pattern := range patterns {
		for _, file := range must(filepath.Glob(pattern)) {
			all = append(all, must(os.ReadFile(file)))
			size += int64(len(all[len(all)-1]))
		}
	}
	return all, size
}

// BenchmarkReadTrimScreen is what is done before a text is matched, but for the guard against duplicates, a hash of the
// body, which those it is compared with do not make either. What is made ready with the first mail is not counted: a
// gateway makes it once.
func BenchmarkReadTrimScreen(b *testing.B) {
	all, size := mails(b)
	keys := gateway.NewKeyring()
	pass := func() {
		for _, raw := range all {
			e, _, _ := parse(raw, false)
			screen.Check(screen.Input{Message: &e.Message, Quarantine: e.Quarantine, Keys: keys, OwnIDsSincePerson: -1, Now: e.Message.Received})
		}
	}
	pass()
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		pass()
	}
}

// BenchmarkPlainLibraries is what BenchmarkReadTrimScreen is compared with: go-message reads every part and html2text
// every page, nothing is judged.
func BenchmarkPlainLibraries(b *testing.B) {
	all, size := mails(b)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, raw := range all {
			readPlainly(raw)
		}
	}
}

func readPlainly(raw []byte) {
	root, err := message.Read(bytes.NewReader(raw))
	if root == nil {
		return
	}
	_ = err // an unknown charset or encoding; the entity can be read all the same
	_ = root.Walk(func(_ []int, e *message.Entity, err error) error {
		if err != nil && e == nil {
			return err
		}
		kind, _, _ := e.Header.ContentType()
		if strings.HasPrefix(kind, "multipart/") {
			return nil
		}
		content, _ := io.ReadAll(e.Body)
		if kind == "text/html" {
			_, _ = html2text.FromString(string(content))
		}
		return nil
	})
}
