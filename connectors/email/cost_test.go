package email

import (
	"runtime"
	"strings"
	"testing"
)

// Twice the mail takes about twice the memory, whatever its shape.
func TestWorkGrowsWithTheMail(t *testing.T) {
	const slack = 2 << 20 // what regular expressions keep for themselves
	const start = "From: anna@example.net\r\nTo: support@example.com\r\nSubject: Order\r\n"
	const html = start + "Content-Type: text/html\r\n\r\n"
	const mixed = start + "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
	for name, c := range map[string]struct{ start, unit string }{
		"lines":              {start + "\r\n", "a line of words\r\n"},
		"quoted":             {start + "\r\n", "> a\r\n"},
		"parts":              {mixed, "--b\r\n\r\na\r\n"},
		"nearly delimiters":  {mixed, "--b-\r\n"},
		"nested":             {mixed, "--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"},
		"lost delimiters":    {start + "Content-Type: multipart/mixed; boundary=c\r\n\r\n", "--b\r\nContent-Type: text/plain\r\n\r\na\r\n"},
		"uuencoded":          {start + "\r\n", "begin 644 a\r\n#0V%T\r\n"},
		"armour":             {start + "\r\n", armorBegin + "\r\n"},
		"utf-7":              {start + "Content-Type: text/plain; charset=utf-7\r\n\r\n", "+APY-+"},
		"flowed":             {start + "Content-Type: text/plain; format=flowed\r\n\r\n", ">> a \r\n"},
		"undeclared":         {start + "\r\n", "\xb6\xa9\xb5\xa5\r\n"},
		"base64":             {start + "Content-Transfer-Encoding: base64\r\n\r\n", "YWJj\r\n"},
		"quoted-printable":   {start + "Content-Transfer-Encoding: quoted-printable\r\n\r\n", "=C3=A4=\r\n"},
		"elements":           {html, "<div>"},
		"quotes in HTML":     {html, "<blockquote>a</blockquote>b"},
		"rows":               {html, "<table><tr><td>a"},
		"folded header":      {start + "X-A: a\r\n", " folded\r\n"},
		"fields":             {start, "X-A: =?utf-8?q?a?=\r\n"},
		"words":              {"From: a@example.net\r\nSubject: ", "=?utf-8?q?a?= "},
		"addresses":          {"From: ", "a <a@example.net>, "},
		"addresses, damaged": {"From: ", "a <a@example.net> b, \""},
		"comments":           {"From: ", "("},
		"parameters":         {"From: a@example.net\r\nContent-Type: text/plain", "; a=\"b"},
	} {
		cost := func(n int) uint64 {
			raw := []byte(c.start + strings.Repeat(c.unit, n/len(c.unit)))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			Read(raw, nil)
			runtime.ReadMemStats(&after)
			return after.TotalAlloc - before.TotalAlloc
		}
		small, large := cost(100<<10), cost(200<<10)
		if large > 3*small+slack {
			t.Errorf("%s: %d bytes for a mail, %d for twice the mail", name, small, large)
		}
	}
}
