package main

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// soundConfig is a config without fault; an archive of testdata/broken replaces or adds the files that somebody broke.
var soundConfig = map[string]string{
	"frontdesk.yaml": `channels:
  support:
    kind: email
    address: support@example.com
    team: first-line
    imap: {server: imap.example.com, user: support@example.com, password: env:SUPPORT_PASSWORD}
    smtp: {server: smtp.example.com}
`,
	"teams.yaml": `hours:
  office: {zone: Europe/Berlin, open: {mon-fri: "9:00-17:00"}}
teams:
  first-line: {hours: office, agents: [anna@example.com], forward: [{email: anna@example.com}]}
`,
	"matchers/refunds.yaml": "refund-timing:\n  any: [{words: [where is my refund, money back]}]\n  answer: [refund-timing]\n",
	"kb/refund-timing.md":   "---\ntitle: When will I get my refund?\nurl: https://example.com/help/refunds\n---\nWe refund within five working days.\n",
}

// hiddenBytes are what editors hide or other programs write, as the archives write them.
var hiddenBytes = strings.NewReplacer("⇥", "\t", "␍", "\r", "␀", "\x00", "«ff»", "\xff", "«fe»", "\xfe", "«fc»", "\xfc", "«bom»", "\xef\xbb\xbf", "«nbsp»", "\u00a0")

// TestBrokenConfigsAreToldByTheirWords has one archive for each way in which people break a config. The first lines of
// each say what was done; those that begin with $ do what no file of an archive can. The file "told" is what check prints.
func TestBrokenConfigsAreToldByTheirWords(t *testing.T) {
	t.Setenv("SUPPORT_PASSWORD", "secret")
	archives, err := filepath.Glob("testdata/broken/*.txtar")
	if err != nil || len(archives) < 40 {
		t.Fatalf("%d archives: %v", len(archives), err)
	}
	home, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(filepath.Join(home, name))
			if err != nil {
				t.Fatal(err)
			}
			t.Chdir(t.TempDir())
			want := breakConfig(t, archive)
			var out bytes.Buffer
			mainStatus([]string{"check", "--config", "mine"}, process{stdin: strings.NewReader(""), stdout: &out, stderr: &out})
			if strings.Contains(out.String(), "hunter2") {
				t.Errorf("a secret is told:\n%s", out.String())
			}
			if *update {
				writeTold(t, filepath.Join(home, name), archive, out.String())
			} else if out.String() != want {
				t.Errorf("told:\n%swant:\n%s", out.String(), want)
			}
		})
	}
}

// breakConfig writes the folder "mine" and returns what is to be told of it.
func breakConfig(t *testing.T, archive *txtar.Archive) (told string) {
	t.Helper()
	files := maps.Clone(soundConfig)
	for _, f := range archive.Files {
		if f.Name == "told" {
			told = string(f.Data)
			continue
		}
		files[f.Name] = hiddenBytes.Replace(string(f.Data))
	}
	for name, text := range files {
		write(t, filepath.Join("mine", name), []byte(text))
	}
	for _, line := range strings.Split(string(archive.Comment), "\n") {
		if command, ok := strings.CutPrefix(line, "$ "); ok {
			breakByCommand(t, strings.Fields(command))
		}
	}
	return told
}

func write(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// breakByCommand does "rm PATH", "mkdir PATH", "link TARGET PATH" or "fill PATH KILOBYTES" below the folder.
func breakByCommand(t *testing.T, command []string) {
	t.Helper()
	var err error
	switch path := filepath.Join("mine", command[len(command)-1]); command[0] {
	case "rm":
		err = os.RemoveAll(path)
	case "mkdir":
		err = os.MkdirAll(path, 0o755)
	case "link":
		err = os.Symlink(command[1], path)
	case "fill":
		var size int
		size, err = strconv.Atoi(command[2])
		write(t, filepath.Join("mine", command[1]), bytes.Repeat([]byte("# comments without end, line by line\n"), size*1024/37))
	default:
		t.Fatalf("the archive says %q", command)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func writeTold(t *testing.T, name string, archive *txtar.Archive, told string) {
	t.Helper()
	for i, f := range archive.Files {
		if f.Name == "told" {
			archive.Files[i].Data = []byte(told)
		}
	}
	if err := os.WriteFile(name, txtar.Format(archive), 0o600); err != nil {
		t.Fatal(err)
	}
}
