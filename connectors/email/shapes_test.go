package email

import "strings"

// shape is a mail of any length that somebody might send to keep us busy: a start, and a unit over and over.
type shape struct{ start, unit string }

func (s shape) mail(n int) []byte { return []byte(s.start + strings.Repeat(s.unit, n/len(s.unit))) }

// shapes are those that cost most where a reader begins again, looks back or nests.
func shapes() map[string]shape {
	const start = "From: anna@example.net\r\nTo: support@example.com\r\nSubject: Order\r\n"
	const mixed = start + "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
	const daemon = "Return-Path: <>\r\nX-Failed-Recipients: a@b.example\r\nFrom: mailer-daemon@b.example\r\n"
	all := map[string]shape{
		"parts":              {mixed, "--b\r\n\r\na\r\n"},
		"nearly delimiters":  {mixed, "--b-\r\n"},
		"nested":             {mixed, "--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"},
		"lost delimiters":    {start + "Content-Type: multipart/mixed; boundary=c\r\n\r\n", "--b\r\nContent-Type: text/plain\r\n\r\na\r\n"},
		"utf-7":              {start + "Content-Type: text/plain; charset=utf-7\r\n\r\n", "+APY-+"},
		"another charset":    {start + "Content-Type: text/plain; charset=koi8-r\r\n\r\n", "\xee\xe5 \xef\xf0"},
		"utf-16":             {start + "Content-Type: text/plain; charset=utf-16\r\n\r\n", "a\x00"},
		"base64 and words":   {start + "Content-Transfer-Encoding: base64\r\n\r\n!", "YWJj=\r\n"},
		"flowed":             {start + "Content-Type: text/plain; format=flowed\r\n\r\n", ">> a \r\n"},
		"base64":             {start + "Content-Transfer-Encoding: base64\r\n\r\n", "YWJj\r\n"},
		"quoted-printable":   {start + "Content-Transfer-Encoding: quoted-printable\r\n\r\n", "=C3=A4=\r\n"},
		"folded header":      {start + "X-A: a\r\n", " folded\r\n"},
		"no fields":          {start, "no field\r\n folded\r\n"},
		"fields that go on":  {start + "Content-X: a;\r\n", "a;\r\n"},
		"fields":             {start, "X-A: =?utf-8?q?a?=\r\n"},
		"Received":           {start, "Received: from a by b; 1 Jan 2026 10:00:00 +0000\r\n"},
		"words":              {"From: a@example.net\r\nSubject: ", "=?utf-8?q?a?= "},
		"words without end":  {"From: a@example.net\r\nSubject: ", "=?utf-8?q?"},
		"prefixes":           {"From: a@example.net\r\nSubject: ", "Re: [1] "},
		"addresses":          {"From: ", "a <a@example.net>, "},
		"addresses, damaged": {"From: ", "a <a@example.net> b, \""},
		"brackets":           {"From: ", "<"},
		"names and commas":   {"From: ", "a,"},
		"semicolons":         {"To: ", "a@b; "},
		"colons":             {"To: a@;", "a@:"},
		"words in a list":    {"To: ", "=?a?b "},
		"quotes in a list":   {"To: <", "\""},
		"comments":           {"From: ", "("},
		"keyword's comments": {"From: a@example.net\r\nAuto-Submitted: ", "("},
		"references":         {start + "References: ", "<a@b> "},
		"parameters":         {"From: a@example.net\r\nContent-Type: text/plain", "; a=\"b"},
		"names in parts":     {start + "Content-Type: application/pdf\r\nContent-Disposition: attachment", "; filename*0*=a"},
		"delivery status":    {"From: a@b.example\r\nContent-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n", "Final-Recipient: rfc822; a\r\n\r\n"},
		"bounce":             {daemon + "\r\n", "550 5.1.1 <a@b.example> unknown\r\n"},
		"ids in a bounce":    {daemon + "\r\n", "fda.a.b."},
		"lines in a bounce":  {daemon + "\r\n", "----- "},
	}
	for _, unit := range []string{
		"a line of words\r\n", "> a\r\n", "> a\r\nb\r\n", "begin 644 a\r\n#0V%T\r\n", armorBegin + "\r\n", armorBegin + "\r\na\r\n" + armorEnd + "\r\n", "\xb6\xa9\xb5\xa5\r\n",
		"a line with 10:30 in it and <a@b.c>:\r\n", "-----\r\nabc\r\n", "this e-mail is\r\n\r\n", "On Mon, 1 Jan 2026 10:00\r\n<a@b.c> wrote:\r\n> q\r\n", "\r\n", "From: a@b.c\r\n", "Date: 1\r\n\r\n",
		"word ", "On Mon 1 ", "On ", "a:", "a@", "1", "Sent from my iPhone\r\n", "--\r\n", "Fwd:\r\n", "confidential message addressee in error\r\n\r\n", "-----BEGIN PGP SIGNATURE-----\r\n",
		"*****\r\nthis e-mail is confidential\r\n", "Disclaimer\r\n", "Tel: 1\r\n", "a b confidential\r\nc\r\n\r\n", "<a@b>\r\n",
	} {
		all["text "+unit] = shape{start + "\r\n", unit}
	}
	for _, unit := range []string{
		"<div>", "<blockquote>a</blockquote>b", "<table><tr><td>a", "<table>a", "<a href=https://example.com/x>a", "<b>a", "<font><p>", "<a><b><p>", "<p style='display: x; font-size: 1;'>a", "<ul><li>a",
		"<select><option>", "<!--a--", "<", "&", "<form><input>", "<svg><p>", "<div class=gmail_quote>a</div>", "<pre>\n",
	} {
		all["page "+unit] = shape{start + "Content-Type: text/html\r\n\r\n", unit}
	}
	for _, unit := range []string{".x{display:none}", "p,", "{", "@", "/*", "a{b:c", ".x>.y{display:block}.x{display:none}"} {
		all["style element "+unit] = shape{start + "Content-Type: text/html\r\n\r\n<p class=x>a<style>", unit}
	}
	all["one style"] = shape{start + "Content-Type: text/html\r\n\r\n<p style='", "a:b;"}
	all["attributes"] = shape{start + "Content-Type: text/html\r\n\r\n<p ", "a=b "}
	return all
}
