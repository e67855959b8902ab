package email

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"frontdesk/gateway"
)

// shown is what testdata/read shows of an event.
type shown struct {
	Quarantine  string               `json:"quarantine,omitempty"`
	Author      gateway.Address      `json:"author"`
	ReplyTo     []gateway.Address    `json:"reply_to,omitempty"`
	To          []gateway.Address    `json:"to,omitempty"`
	Subject     string               `json:"subject"`
	Text        string               `json:"text"`
	NewText     string               `json:"new_text"`
	Attachments []gateway.Attachment `json:"attachments,omitempty"`
	Thread      gateway.Thread       `json:"thread"`
	Sent        time.Time            `json:"sent"`
	Received    time.Time            `json:"received"`
	Parts       []gateway.Part       `json:"parts"`
	Report      *gateway.Report      `json:"report,omitempty"`
	Broken      []string             `json:"broken,omitempty"`
	KeepsRaw    bool                 `json:"keeps_raw,omitempty"`
}

func shownOf(e gateway.Event) shown {
	m := e.Message
	return shown{
		Quarantine: e.Quarantine, Author: m.Author, ReplyTo: m.ReplyTo, To: m.To, Subject: m.Subject,
		Text: m.Text, NewText: m.NewText, Attachments: m.Attachments, Thread: m.Thread, Sent: m.Sent, Received: m.Received,
		Parts: m.Facts.Parts, Report: m.Facts.Report, Broken: m.Facts.Broken, KeepsRaw: e.Raw != nil,
	}
}

func TestMailIsReadAsTheGoldenFilesSay(t *testing.T) {
	files, err := filepath.Glob("testdata/read/*.eml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no mails: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var got bytes.Buffer
			enc := json.NewEncoder(&got)
			enc.SetEscapeHTML(false)
			enc.SetIndent("", "  ")
			if err := enc.Encode(shownOf(Read(raw, nil))); err != nil {
				t.Fatal(err)
			}
			compareGolden(t, strings.TrimSuffix(file, ".eml")+".json", got.Bytes())
		})
	}
}

func compareGolden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

// mailWith is a small mail with one field changed.
func mailWith(name, value string) []byte {
	fields := [][2]string{
		{"From", "anna@example.net"}, {"To", "support@example.com"}, {"Subject", "Hello"}, {"Message-ID", "<m1@example.net>"},
	}
	var b strings.Builder
	for _, f := range fields {
		if !strings.EqualFold(f[0], name) {
			b.WriteString(f[0] + ": " + f[1] + "\r\n")
		}
	}
	b.WriteString(name + ": " + value + "\r\n\r\nWhere is my order?\r\n")
	return []byte(b.String())
}

func TestAuthorIsFoundInOddFields(t *testing.T) {
	for value, want := range map[string]gateway.Address{
		"Anna Berg <anna@example.net>":                             {Name: "Anna Berg", Addr: "anna@example.net"},
		"Berg, Anna <anna@example.net>":                            {Name: "Berg, Anna", Addr: "anna@example.net"},
		`"=?utf-8?B?w4RubmE=?=" <anna@example.net>`:                {Name: "Änna", Addr: "anna@example.net"},
		"=?iso-8859-1?q?J=F6rg?= <anna@example.net>":               {Name: "Jörg", Addr: "anna@example.net"},
		"J\xf6rg <anna@example.net>":                               {Name: "Jörg", Addr: "anna@example.net"},
		"=?gb2312?B?zfXQocP3?= <wang@example.cn>":                  {Name: "王小明", Addr: "wang@example.cn"},
		"anna@example.net (Anna Berg)":                             {Name: "Anna Berg", Addr: "anna@example.net"},
		"<anna@example.net>":                                       {Addr: "anna@example.net"},
		`Anna(a \) b) <anna(at home)@example.net(her (own) host)>`: {Name: "Anna", Addr: "anna@example.net"},
		"Anna <anna@example.net":                                   {Name: "Anna", Addr: "anna@example.net"},
		"Anna <anna@example.net>, Ben <ben@example.net>":           {Name: "Anna", Addr: "anna@example.net"},
		"undisclosed":                            {Name: "undisclosed"},
		`"The lottery" at example.net>`:          {Name: `"The lottery" at example.net>`},
		`"Prize office"@example.net>`:            {Name: `"Prize office"@example.net>`},
		`"Mailer"`:                               {Name: "Mailer"},
		"<>":                                     {Name: "<>"},
		"Mailer daemon <>":                       {Name: "Mailer daemon"},
		"":                                       {},
		"Ticket [#12] @ Shop <shop@example.net>": {Name: "Ticket [#12] @ Shop", Addr: "shop@example.net"},
		"=?utf-8?q?A=C3?= =?utf-8?q?=A4?= <split@example.net>":       {Name: "Aä", Addr: "split@example.net"},
		"\"Anna\r\n\tBerg\" <anna@example.net>":                      {Name: "Anna Berg", Addr: "anna@example.net"},
		"=?unknown-charset?q?Anna?= <anna@example.net>":              {Name: "Anna", Addr: "anna@example.net"},
		"=?utf-8?q?Anna_=3Cceo=40bank.example=3E?= <a@evil.example>": {Name: "Anna <ceo@bank.example>", Addr: "a@evil.example"},
		"=?utf-8?q?anna?=@example.net":                               {Addr: "=?utf-8?q?anna?=@example.net"},
		"=?utf-8?b?w4RubmEgQmVyZyA8YW5uYUBleGFtcGxlLm5ldD4=?=":       {Name: "Änna Berg", Addr: "anna@example.net"},
		"=?utf-8?q?Berg,_?= =?utf-8?q?Anna_=3Canna@example.net=3E?=": {Name: "Berg, Anna", Addr: "anna@example.net"},
		"=?us-ascii?b?YW5uYUBleGFtcGxlLm5ldA==?=":                    {Addr: "anna@example.net"},
		"=?utf-8?q?The_shop?=":                                       {Name: "The shop"},
		"Anna <anna@example.net.>":                                   {Name: "Anna", Addr: "anna@example.net"},
		"'anna@example.net'":                                         {Addr: "anna@example.net"},
		"Anna [Shop] < anna @ example.net >":                         {Name: "Anna [Shop]", Addr: "anna@example.net"},
		"Berg, Anna <anna@example.net> <Anna@example.net>":           {Name: "Berg, Anna", Addr: "anna@example.net"},
	} {
		got := Read(mailWith("From", value), nil).Message.Author
		if got.Addr != want.Addr || (want.Name != "<>" && got.Name != want.Name) {
			t.Errorf("%q: got %+v, want %+v", value, got, want)
		}
	}
}

func TestReceiversAreReadFromWhatIsNearlyAList(t *testing.T) {
	for value, want := range map[string]string{
		"anna@example.net; Ben <ben@example.net>":                             "|anna@example.net Ben|ben@example.net",
		`"Anna " <anna@example.net>; ben@example.net`:                         "Anna|anna@example.net |ben@example.net",
		"team: Anna <anna@example.net>; ben@example.net":                      "Anna|anna@example.net |ben@example.net",
		"nobody:;, team:anna@example.net; Who? <ben@example.net>;":            "|anna@example.net Who?|ben@example.net",
		"Anna <@relay.example,@hub.example:anna@example.net>":                 "Anna|anna@example.net",
		"Anna < anna . berg @ example . net >":                                "Anna|anna.berg@example.net",
		"anna . berg @ example . net":                                         "|anna.berg@example.net",
		"Anna <anna@example.net, Ben <ben@example.net":                        "|anna@example.net Ben|ben@example.net",
		"Berg, Anna <anna@example.net>, Ben <ben@example.net>":                "Berg, Anna|anna@example.net Ben|ben@example.net",
		"=?utf-8?q?a@b.example,?= <anna@example.net>":                         "a@b.example,|anna@example.net",
		"Anna <\"an,na\"@example.net>; Ben (him; or <her>) <ben@[192.0.2.1]>": "Anna|na@example.net Ben|ben@[192.0.2.1]",
		`"Anna \"A;\" Berg" <anna@example.net>; "Ben <ben@example.net>`:       `Anna "A;" Berg|anna@example.net Ben|ben@example.net`,
		"anna@example.net;;;,,, ; anna@example.net;":                          "|anna@example.net",
		"(anna@example.net; undisclosed":                                      "|anna@example.net",
	} {
		var got []string
		for _, a := range Read(mailWith("To", value), nil).Message.To {
			got = append(got, a.Name+"|"+a.Addr)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%.60q: got %q, want %q", value, got, want)
		}
	}
}

func TestFieldsThatDecideAndCannotBeParsedAreNamed(t *testing.T) {
	for _, c := range []struct{ name, value, want string }{
		{"From", "anna@", "From: no address found"},
		{"From", "anna@example.net; Ben <ben@example.net>", "From: several addresses, and not a list of them"},
		{"From", "anna@example.net ben@example.net", "From: several addresses, and not a list of them"},
		{"From", "Anna <anna@example.net> Ben <ben@example.net>", "From: several addresses, and not a list of them"},
		{"From", "Berg, Anna <anna@example.net>, Ben <ben@example.net>", "From: several addresses, and not a list of them"},
		{"From", "=?utf-8?q?Anna_<ceo@bank.example>?= <a@evil.example>", "From: several addresses, and not a list of them"},
		{"From", "=?utf-8?q?Anna_<anna@example.net>_Ben_<ben@example.net>?=", "From: several addresses, and not a list of them"},
		{"Reply-To", "<@>", "Reply-To: no address found"},
		{"Auto-Submitted", "", "Auto-Submitted: no keyword"},
		{"Auto-Submitted", "(by hand", "Auto-Submitted: no keyword"},
		{"Content-Type", "@@@", "Content-Type: no media type"},
		{"From", "Berg, Anna <anna@example.net>", ""},
		{"From", "<>", ""},
		{"Auto-Submitted", "(comment) no", ""},
		{"Auto-Submitted", "auto-replied; owner-email=\"x\"", ""},
		{"Content-Type", `text/plain; charset="utf-8`, ""},
	} {
		got := strings.Join(Read(mailWith(c.name, c.value), nil).Message.Facts.Broken, "|")
		if got != c.want {
			t.Errorf("%s: %q: broken %q, want %q", c.name, c.value, got, c.want)
		}
	}
}

func TestSubjectIsDecoded(t *testing.T) {
	for value, want := range map[string]string{
		"Hello":                              "Hello",
		"=?utf-8?B?5L2g5aW9?=":               "你好",
		"=?utf-8?Q?What_now??=":              "What now?",
		"=?utf-8?q?a?= =?utf-8?q?b?=":        "ab",
		"=?utf-8?q?a?= and =?utf-8?q?b?":     "a and =?utf-8?q?b?",
		"=?UTF-8*en?q?caf=C3=A9?=":           "café",
		"=?iso-2022-jp?B?GyRCJDMkcxsoQg==?=": "こん",
		"=?gb2312?B?v8nS1A==?=":              "可以",
		"Gr\xfc\xdfe":                        "Grüße",
		"Gr\xc3\xbc\xc3\x9fe":                "Grüße",
		"a\r\n b":                            "a b",
		"with\x00null\x07":                   "withnull",
	} {
		if got := Read(mailWith("Subject", value), nil).Message.Subject; got != want {
			t.Errorf("%q: got %q, want %q", value, got, want)
		}
	}
}

func TestReceivedIsTheTopmostStamp(t *testing.T) {
	for name, c := range map[string]struct {
		header string
		want   string
	}{
		"topmost Received": {"Received: from a by b; Fri, 2 Jan 2026 10:00:00 +0100 (CET)\r\nReceived: from x by a; Fri, 2 Jan 2026 08:00:00 +0000\r\n", "2026-01-02T09:00:00Z"},
		"folded":           {"Received: from a (a; b)\r\n\tby b with LMTP; \r\n\tFri, 2 Jan 2026 10:00:00 +0000\r\n", "2026-01-02T10:00:00Z"},
		"else Date":        {"Received: from a by b\r\nDate: 3 Jan 2026 10:00:00 GMT\r\n", "2026-01-03T10:00:00Z"},
		"else nothing":     {"Date: yesterday\r\n", "0001-01-01T00:00:00Z"},
	} {
		t.Run(name, func(t *testing.T) {
			m := Read([]byte(c.header+"From: anna@example.net\r\n\r\nHi\r\n"), nil).Message
			if got := m.Received.Format(time.RFC3339); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestUnreadableMailIsQuarantinedWithItsBytes(t *testing.T) {
	for name, raw := range map[string][]byte{
		"empty":            {},
		"no header":        []byte("\r\nonly a body\r\n"),
		"header too large": []byte("Subject: a\r\nX: " + strings.Repeat("x", maxHeader) + "\r\n\r\nbody"),
	} {
		t.Run(name, func(t *testing.T) {
			e := Read(raw, nil)
			if e.Quarantine == "" || !bytes.Equal(e.Raw, raw) || e.Guard == "" {
				t.Errorf("quarantine %q, raw %d bytes, guard %q", e.Quarantine, len(e.Raw), e.Guard)
			}
		})
	}
}

func TestGuardKnowsAMailAgain(t *testing.T) {
	first := Read(mailWith("X-A", "1"), nil).Guard
	if again := Read(mailWith("X-B", "2"), nil).Guard; again != first {
		t.Error("another header makes another mail of it")
	}
	if other := Read(mailWith("From", "ben@example.net"), nil).Guard; other == first {
		t.Error("another sender's mail is taken for the same")
	}
	if other := Read(append(mailWith("X-A", "1"), '!'), nil).Guard; other == first {
		t.Error("another body is taken for the same")
	}
}

func TestMIMETreeIsBounded(t *testing.T) {
	var deep, wide strings.Builder
	deep.WriteString("From: a@example.net\r\n")
	for i := range 1000 {
		b := strings.Repeat("b", 1+i%50)
		deep.WriteString("Content-Type: multipart/mixed; boundary=" + b + "\r\n\r\n--" + b + "\r\n")
	}
	wide.WriteString("From: a@example.net\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n")
	for range 5000 {
		wide.WriteString("--b\r\n\r\nx\r\n")
	}
	for name, raw := range map[string]string{"deep": deep.String(), "wide": wide.String()} {
		t.Run(name, func(t *testing.T) {
			m := Read([]byte(raw), nil).Message
			if len(m.Facts.Parts) > maxParts || len(m.Facts.Broken) != 1 {
				t.Errorf("%d parts, broken %v", len(m.Facts.Parts), m.Facts.Broken)
			}
		})
	}
}

func TestAttachmentsAreKeptUpToALimit(t *testing.T) {
	raw := bigMail(maxAttachment * 2)
	m := Read(raw, nil).Message
	if len(m.Attachments) != 1 || m.Attachments[0].Size <= maxAttachment || m.Attachments[0].Content != nil {
		t.Fatalf("large: %d bytes kept of %d", len(m.Attachments[0].Content), m.Attachments[0].Size)
	}
	m = Read(bigMail(100_000), nil).Message
	if a := m.Attachments[0]; a.Name != "photos.zip" || a.Size != int64(len(a.Content)) || a.Size < 70_000 {
		t.Errorf("small: %s, %d bytes kept of %d", a.Name, len(a.Content), a.Size)
	}
}

func FuzzRead(f *testing.F) {
	for _, file := range must(filepath.Glob("testdata/read/*.eml")) {
		f.Add(must(os.ReadFile(file)))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		e := Read(raw, nil)
		if strings.HasPrefix(e.Quarantine, "it could not be read") {
			t.Fatal(e.Quarantine)
		}
		m := e.Message
		texts := []string{m.Subject, m.Text, m.NewText, m.Author.Name, m.Author.Addr, m.Thread.ID}
		for _, h := range m.Facts.Header {
			texts = append(texts, h.Name, h.Value)
		}
		for _, a := range m.Attachments {
			texts = append(texts, a.Name, a.Type)
		}
		for _, s := range texts {
			if !utf8.ValidString(s) || strings.ContainsAny(s, "\x00\r\x1b") {
				t.Fatalf("not clean: %q", s)
			}
		}
		for _, c := range m.Cuts {
			if c.Start < 0 || c.Start >= c.End || c.End > len(m.Text) {
				t.Fatalf("cut %+v of %d bytes", c, len(m.Text))
			}
		}
	})
}

func FuzzHeader(f *testing.F) {
	f.Add("=?utf-8?q?a=C3=A4?= <a@b>")
	f.Add("Foo, Bar <a@x>, \"b\" <c@d>")
	f.Add("text/plain; charset=\"utf-8; name*=gb2312''%d6%d0")
	f.Add("Fri, 2 Jan 2026 10:00:00 +0100 (CET)")
	f.Fuzz(func(t *testing.T, value string) {
		for _, s := range []string{decodeWords(value, ""), decodeWords(value, "iso-2022-jp"), fileName(value, "name")} {
			if !utf8.ValidString(s) {
				t.Fatalf("%q is no UTF-8", s)
			}
		}
		list, err := parseAddresses(value, "")
		if err == nil && len(list) == 0 {
			t.Fatal("neither an address nor an error")
		}
		_, _, _ = parseMediaType(value)
		parseDate(value)
	})
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func BenchmarkRead(b *testing.B) {
	for _, name := range []string{"plain", "html-alternative", "attachment"} {
		raw := must(os.ReadFile("testdata/read/" + name + ".eml"))
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(raw)))
			b.ReportAllocs()
			for b.Loop() {
				Read(raw, nil)
			}
		})
	}
}
