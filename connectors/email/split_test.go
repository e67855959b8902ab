package email

import (
	"strings"
	"testing"
)

func TestHeaderEndsWhereFieldsEnd(t *testing.T) {
	const from = "From: anna@example.net\n"
	for name, c := range map[string]struct{ raw, subject, text string }{
		"no empty line":                    {from + "Subject: Order\nWhere is it?\n", "Order", "Where is it?"},
		"no empty line, two paragraphs":    {from + "Subject: Order\nHello,\n\nwhere is it?\n", "Order", "Hello,\n\nwhere is it?"},
		"a line of white space":            {from + "Subject: Order\n \t\nWhere is it?\n", "Order", "Where is it?"},
		"white space between fields":       {from + " \nSubject: Order\n\nWhere is it?\n", "Order", "Where is it?"},
		"a broken line between fields":     {from + "no field\n  nor this\nSubject: Order\n\nWhere is it?\n", "Order", "Where is it?"},
		"a parameter that is not indented": {from + "Subject: Order\nContent-Type: text/plain;\ncharset=iso-8859-1\n\nGr\xf6\xdfe\n", "Order", "Größe"},
		"a byte order mark behind mbox":    {"From anna Sun Nov 22 10:00:00 2026\n\ufeff" + from + "Subject: Order\n\nWhere is it?\n", "Order", "Where is it?"},
		"the header's lines end with CR":   {strings.ReplaceAll(from+"Subject: Order\n\n", "\n", "\r") + "Where\nis it?\n", "Order", "Where\nis it?"},
		"lines end with LF CR":             {strings.ReplaceAll(from+"Subject: Order\n\nWhere\nis it?\n", "\n", "\n\r"), "Order", "Where\nis it?"},
	} {
		m := Read([]byte(c.raw), nil).Message
		if m.Author.Addr != "anna@example.net" || m.Subject != c.subject || m.Text != c.text {
			t.Errorf("%s: author %q, subject %q, text %q", name, m.Author.Addr, m.Subject, m.Text)
		}
	}
}

func TestResultsUnderAnOddNameAreNone(t *testing.T) {
	for _, name := range []string{"Authentication-Results ", "authentication-results\t", "\ufeffAuthentication-Results"} {
		m := Read([]byte("X-A: b\n"+name+": mx.example.net; dmarc=pass header.from=example.org\nFrom: anna@example.org\n\nHello\n"), nil).Message
		if got := m.Facts.Values("Authentication-Results"); len(got) > 0 || m.Text != "Hello" {
			t.Errorf("%q: results %q, text %q", name, got, m.Text)
		}
	}
}

func TestNobodyGoesOnWithWhatAServerWrote(t *testing.T) {
	m := Read([]byte("Authentication-Results: mx.example.net;\ndmarc=pass header.from=example.org\nFrom: anna@example.org\n\nHello\n"), nil).Message
	if got, _ := m.Facts.Value("Authentication-Results"); got != "mx.example.net;" {
		t.Errorf("got %q", got)
	}
}

func TestPartsWithoutAnEmptyLineAreRead(t *testing.T) {
	const start = "From: anna@example.net\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
	for name, part := range map[string]string{
		"below a field": "Content-Type: text/plain\nWhere is it?\n",
		"no header":     "Where is it?\n",
	} {
		if m := Read([]byte(start+part+"--b--\n"), nil).Message; m.Text != "Where is it?" {
			t.Errorf("%s: text %q", name, m.Text)
		}
	}
}

func TestMoreFieldsThanAreKeptAreTold(t *testing.T) {
	raw := "From: anna@example.net\n" + strings.Repeat("X-A: a\n", maxFields) + "Auto-Submitted: auto-replied\n\nHello\n"
	got := strings.Join(Read([]byte(raw), nil).Message.Facts.Broken, "|")
	if got != "header: more than 500 fields" {
		t.Errorf("broken %q", got)
	}
}

func TestResultsOfAServerAreReadAsTheyAreWritten(t *testing.T) {
	for value, want := range map[string]string{
		"mx.example.net;\n\tdmarc=pass header.from=example.org": "mx.example.net; dmarc=pass header.from=example.org",
		"=?utf-8?q?mx.example.net=3B?= dmarc=pass":              "=?utf-8?q?mx.example.net=3B?= dmarc=pass",
		"mx.example\x01.net; dmarc=pass":                        "mx.example?.net; dmarc=pass",
		"mx.ex\xc3\xa4mple.net; dmarc=pass":                     "mx.ex?mple.net; dmarc=pass",
		"mx.ex\xe4mple.net\x1b; dmarc=pass":                     "mx.ex?mple.net?; dmarc=pass",
	} {
		m := Read([]byte("Authentication-Results: "+value+"\nFrom: anna@example.org\n\nHello\n"), nil).Message
		if got, _ := m.Facts.Value("authentication-results"); got != want {
			t.Errorf("%q: got %q", value, got)
		}
	}
}
