package demo

import (
	"io/fs"
	"strings"
	"testing"
	"time"
)

func TestEveryMailBelongsToASceneAndIsComplete(t *testing.T) {
	files, err := fs.Glob(mails, "mails/*.eml")
	if err != nil || len(files) != len(scenes) {
		t.Errorf("%d mails for %d scenes (%v)", len(files), len(scenes), err)
	}
	seen := map[string]bool{}
	for _, s := range scenes {
		t.Run(s.File, func(t *testing.T) {
			var answered *letter
			for _, file := range s.waitsFor() {
				if !seen[file] {
					t.Errorf("it waits for %q, which comes later or never", file)
				}
			}
			if s.Answers != "" || s.Forward != "" {
				answered = &letter{ID: "reply@lumen.example", References: []string{"first@postbox.example"}, Subject: "Re: hello", Text: "Hello,\n\nyes.\n"}
			}
			sub, err := s.compose([]byte{1, 2}, time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC), answered)
			if err != nil {
				t.Fatal(err)
			}
			l, err := readLetter(sub.Raw)
			if err != nil {
				t.Fatal(err)
			}
			if l.ID != sub.ID || !strings.HasPrefix(l.ID, s.File+".0102@") || l.Subject == "" || !strings.Contains(l.To, supportAddress) {
				t.Errorf("letter %+v", l)
			}
			if answered != nil && strings.Join(l.References, " ") != "first@postbox.example reply@lumen.example" {
				t.Errorf("references %q", l.References)
			}
		})
		seen[s.File] = true
	}
}

func TestAnAnswerQuotesTheReply(t *testing.T) {
	answered := &letter{ID: "reply@lumen.example", Subject: "Re: hello", Text: "Hello,\n\nyes.\n"}
	s := scene{File: "21-did-not-help"}
	sub, err := s.compose(nil, time.Now(), answered)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(sub.Raw), "wrote:\r\n> Hello,\r\n> \r\n> yes.\r\n") {
		t.Errorf("mail:\n%s", sub.Raw)
	}
	if _, err := s.compose(nil, time.Now(), nil); err == nil {
		t.Error("a mail that answers nothing was composed with empty places")
	}
}
