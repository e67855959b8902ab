package backtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"frontdesk/connectors/email"
	"frontdesk/gateway"
)

func readMail(raw []byte) gateway.Event { return email.Read(raw, nil) }

// write makes a file, with its folders.
func write(t testing.TB, path, text string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// mailsOf reads an archive to its end.
func mailsOf(t testing.TB, a *Archive) []Mail {
	t.Helper()
	var out []Mail
	if err := a.Each(context.Background(), func(m Mail) error { out = append(out, m); return nil }); err != nil {
		t.Fatal(err)
	}
	if len(out) != a.Len() {
		t.Errorf("%d mails of %d", len(out), a.Len())
	}
	return out
}

func open(t testing.TB, path string) *Archive {
	t.Helper()
	a, err := Open(path, readMail, nil)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

const (
	first  = "From: a@a.example\nSubject: one\nDate: Mon, 7 Sep 2026 10:00:00 +0000\n\n"
	second = "From: b@b.example\nSubject: two\nDate: Mon, 7 Sep 2026 11:00:00 +0000\n\n"
)

func counted(mail, body string) string {
	return strings.Replace(mail, "\n\n", fmt.Sprintf("\nContent-Length: %d\n\n", len(body)), 1) + body
}

func TestEveryFormOfMboxGivesTheSameMails(t *testing.T) {
	body := "Hello,\n\nFrom here on it hurts.\n>From there too.\n\nFrom me Mon Sep  7 10:00:00 2026\nBye\n"
	quotedO := strings.ReplaceAll(body, "\nFrom ", "\n>From ")
	quotedRD := strings.ReplaceAll(strings.ReplaceAll(body, "\n>From ", "\n>>From "), "\nFrom ", "\n>From ")
	line := "From a@bounce.example Mon Sep  7 10:00:00 2026\n"
	thunderbird := "From - Mon Sep 07 10:00:00 2026\n"
	oneLess := strings.Replace(body, ">From there", "From there", 1) // what mboxo cannot tell
	tests := map[string]struct{ mbox, want string }{
		"mboxrd":                       {line + first + quotedRD + "\n" + line + second + "two\n\n", body},
		"mboxo":                        {line + first + quotedO + "\n" + line + second + "two\n\n", oneLess},
		"mboxcl":                       {line + counted(first, quotedRD) + "\n" + line + counted(second, "two\n") + "\n", body},
		"mboxcl2":                      {line + counted(first, body) + "\n" + line + counted(second, "two\n") + "\n", body},
		"mboxcl2 without empty lines":  {line + counted(first, body) + line + counted(second, "two\n"), body},
		"a Content-Length that is off": {strings.Replace(line+counted(first, quotedRD), "Content-Length: ", "Content-Length: 9", 1) + "\n" + line + second + "two\n", body},
		"no end":                       {line + first + quotedRD + "\n" + line + second + "two", body},
		"Thunderbird":                  {thunderbird + first + quotedRD + "\n" + thunderbird + second + "two\n\n", body},
		"line ends of Windows":         {strings.ReplaceAll(line+first+quotedRD+"\n"+line+second+"two\n\n", "\n", "\r\n"), body},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			mails := mailsOf(t, open(t, write(t, filepath.Join(t.TempDir(), "m.mbox"), test.mbox)))
			if len(mails) != 2 {
				t.Fatalf("%d mails", len(mails))
			}
			if got := mails[0].Event.Message.Text; got != strings.TrimSpace(test.want) && got != test.want {
				t.Errorf("got\n%q, want\n%q", got, test.want)
			}
			if got := strings.TrimSpace(mails[1].Event.Message.Text); got != "two" || mails[1].Name != "m.mbox#2" {
				t.Errorf("got %q of %s", got, mails[1].Name)
			}
			path, _ := mails[0].Event.Message.Facts.Value("Return-Path")
			if want := strings.Contains(test.mbox, "bounce.example"); (path == "<a@bounce.example>") != want {
				t.Errorf("Return-Path %q", path)
			}
		})
	}
}

func TestMailsComeInTheOrderOfTime(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "b/late.eml"), second+"late\n")
	write(t, filepath.Join(dir, "a.EML"), first+"early\n")
	write(t, filepath.Join(dir, "b/none.eml"), "From: c@c.example\nSubject: three\n\nno date\n")
	write(t, filepath.Join(dir, "notes.txt"), "nothing")
	var got []string
	for _, m := range mailsOf(t, open(t, dir)) {
		got = append(got, m.Name+" "+m.At.Format("15:04"))
	}
	if mails := mailsOf(t, open(t, dir)); mails[0].Undated || mails[1].Undated || !mails[2].Undated {
		t.Errorf("which has no date: %+v", mails)
	}
	if want := "a.EML 10:00, b/late.eml 11:00, b/none.eml 11:00"; strings.Join(got, ", ") != want {
		t.Errorf("got %v", got)
	}

	maildir := t.TempDir()
	write(t, filepath.Join(maildir, "cur/2.host:2,S"), second)
	write(t, filepath.Join(maildir, "new/1.host"), first)
	write(t, filepath.Join(maildir, "tmp/3.host"), first)
	mails := mailsOf(t, open(t, maildir))
	if len(mails) != 2 || mails[0].Name != "new/1.host" || mails[1].Name != "cur/2.host:2,S" {
		t.Errorf("got %v", mails)
	}

	single := mailsOf(t, open(t, filepath.Join(dir, "a.EML")))
	if len(single) != 1 || single[0].At != time.Date(2026, 9, 7, 10, 0, 0, 0, time.UTC) {
		t.Errorf("got %v", single)
	}
	if _, err := Open(t.TempDir(), readMail, nil); err == nil || !strings.Contains(err.Error(), "no mail in") {
		t.Errorf("an empty folder: %v", err)
	}
}

func TestSendersAreTrustedOnlyWhenAsked(t *testing.T) {
	a := open(t, write(t, filepath.Join(t.TempDir(), "m.eml"), first+"x\n"))
	if path, ok := mailsOf(t, a)[0].Event.Message.Facts.Value("Return-Path"); ok {
		t.Errorf("Return-Path %q", path)
	}
	a.Trusting = true
	if path, _ := mailsOf(t, a)[0].Event.Message.Facts.Value("Return-Path"); path != "<a@a.example>" {
		t.Errorf("Return-Path %q", path)
	}
}

func TestReadingEndsWithItsReader(t *testing.T) {
	var mbox strings.Builder
	for range 1000 {
		mbox.WriteString("From a@a.example Mon Sep  7 10:00:00 2026\n" + first + "x\n\n")
	}
	a := open(t, write(t, filepath.Join(t.TempDir(), "m.mbox"), mbox.String()))
	stop := fmt.Errorf("enough")
	n := 0
	if err := a.Each(context.Background(), func(Mail) error {
		if n++; n == 3 {
			return stop
		}
		return nil
	}); !errors.Is(err, stop) || n != 3 {
		t.Errorf("ended by %v after %d", err, n)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := a.Each(ctx, func(Mail) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// Whatever is in a file: every mail found lies within it, in order, and none is lost between two.
func FuzzMbox(f *testing.F) {
	f.Add("From a@a.example Mon Sep  7 10:00:00 2026\n" + first + "x\n\nFrom b Mon Sep  7 10:00:00 2026\n" + counted(second, "two\n"))
	f.Add("From x 00:00 2000\nContent-Length: 999999999999\n\nFrom y 00:00 2000\n")
	f.Fuzz(func(t *testing.T, text string) {
		a := &Archive{read: readMail, files: []string{"m"}}
		if err := a.addMbox(strings.NewReader(text), "m", func(int) {}); err != nil {
			t.Fatal(err)
		}
		last := int64(0)
		for _, l := range a.letters {
			if l.offset <= last || l.size < 0 || l.offset+l.size > int64(len(text)) {
				t.Fatalf("a mail at %d of %d bytes behind %d, in %d bytes", l.offset, l.size, last, len(text))
			}
			if between := text[last:l.offset]; last > 0 && !strings.HasPrefix(between, "From ") {
				t.Fatalf("%q is lost", between)
			}
			last = l.offset + l.size
			unquote([]byte(text[l.offset:last]), l.quoted)
		}
		if len(a.letters) > 0 && last != int64(len(text)) {
			t.Fatalf("the end is lost: %d of %d", last, len(text))
		}
	})
}
