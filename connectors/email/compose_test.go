package email

import (
	"bytes"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/emersion/go-message/mail"

	"frontdesk/gateway"
)

var update = flag.Bool("update", false, "write the golden files anew")

func testKeys() *gateway.Keyring {
	return gateway.NewKeyring(gateway.Key{Secret: []byte("secret of the tests")})
}

var composeTime = time.Date(2026, 3, 5, 14, 7, 9, 0, time.FixedZone("", 3600))

func composeSettings() *Settings {
	return &Settings{Address: "support@example.com", Bounce: "support+bounce@example.com"}
}

// delivery is a plausible one of this kind.
func delivery(kind gateway.DeliveryKind) gateway.Delivery {
	return gateway.Delivery{
		ID: "d1", Kind: kind, Channel: "support", Conversation: "c1", Message: "m1",
		To: gateway.Address{Name: "Ann", Addr: "ann@customer.example"}, FromName: "Example Support",
		Subject: "Re: Where is my refund?",
		Text:    "Hello,\n\nrefunds take five days: https://example.com/help?id=1\n\nExample Support\n",
		Thread:  gateway.Thread{InReplyTo: []string{"q1@customer.example"}, References: []string{"q0@customer.example"}},
	}
}

func TestComposedMailHasTheFormOfItsKind(t *testing.T) {
	no := false
	plain := composeSettings()
	notNull := composeSettings()
	notNull.NullSender = &no
	change := func(d gateway.Delivery, f func(*gateway.Delivery)) gateway.Delivery { f(&d); return d }
	for _, c := range []struct {
		name, from string
		settings   *Settings
		delivery   gateway.Delivery
	}{
		{"answer", "", plain, delivery(gateway.KindAnswer)},
		{"answer-html", "", plain, change(delivery(gateway.KindAnswer), func(d *gateway.Delivery) {
			d.HTML = "<p>Hello,</p>\n<p>refunds take five days.</p>\n"
		})},
		{"answer-not-null", "support+bounce@example.com", notNull, delivery(gateway.KindAnswer)},
		{"answer-attachment", "", plain, change(delivery(gateway.KindAnswer), func(d *gateway.Delivery) {
			d.Attachments = []gateway.Attachment{{Name: "a.txt", Type: "text/plain", Content: []byte("never sent")}}
		})},
		{"acknowledgement", "", plain, delivery(gateway.KindAcknowledgement)},
		{"question", "", plain, delivery(gateway.KindQuestion)},
		{"confirmation", "", plain, delivery(gateway.KindConfirmation)},
		{"notice", "", plain, delivery(gateway.KindNotice)},
		{"agents-answer", "support+bounce@example.com", plain, delivery(gateway.KindAgentAnswer)},
		{"tip", "support+bounce@example.com", plain, delivery(gateway.KindTip)},
		{"forward", "support+bounce@example.com", plain, change(delivery(gateway.KindForward), func(d *gateway.Delivery) {
			d.To, d.Urgent, d.Thread = gateway.Address{Addr: "billing@example.com"}, true, gateway.Thread{}
			d.HTML = "<p>Urgent: paid, but the order failed</p>"
			d.Attachments = []gateway.Attachment{
				{Name: "Rechnung für März.pdf", Type: "application/pdf", Content: []byte("%PDF-1.7 not really")},
				{Name: "../../etc/passwd", Type: "nonsense", Content: []byte{0, 1, 2, 255}},
				{Name: "forwarded.eml", Type: "message/rfc822", Content: []byte("Subject: inner\r\n\r\nx")},
				{Name: "too large.bin", Type: "application/octet-stream", Size: 1 << 30},
			}
		})},
		{"odd-characters", "", plain, change(delivery(gateway.KindAnswer), func(d *gateway.Delivery) {
			d.To.Addr, d.FromName = "käse@Bücher.example", `Müller "& Söhne" <x@y>`
			d.Subject = "Re: 退款多久到账？我的订单已经付款但是没有成功 \r\nBcc: victim@example.com"
			d.Text = "退款多久到账？\r\n.\r\nFrom here " + strings.Repeat("long ", 300) + "\r\x00end \n"
		})},
		{"long-thread", "", plain, change(delivery(gateway.KindAnswer), func(d *gateway.Delivery) {
			d.Thread = gateway.Thread{InReplyTo: []string{"<parent@x>", "two words@x", ""}}
			for i := range 60 {
				d.Thread.References = append(d.Thread.References, strings.Repeat("r", i)+"ef@x", "no-at-sign", "new\r\nline@x")
			}
			d.Thread.References = append(d.Thread.References, strings.Repeat("x", 2000)+"@x")
		})},
	} {
		t.Run(c.name, func(t *testing.T) {
			from, to, raw, err := Compose(c.delivery, c.settings, testKeys(), composeTime)
			if err != nil {
				t.Fatal(err)
			}
			if from != c.from {
				t.Errorf("MAIL FROM:<%s>, want <%s>", from, c.from)
			}
			checkMail(t, c.delivery, to, raw)
			goldenMail(t, filepath.Join("testdata", "compose", c.name+".eml"), raw)
		})
	}
}

// goldenMail compares with LF line ends, so that the files can be read and compared as text.
func goldenMail(t *testing.T, file string, raw []byte) {
	t.Helper()
	got := bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs:\n%s", file, got)
	}
}

func TestADeliveryThatNoMailCanCarryIsRefused(t *testing.T) {
	for name, d := range map[string]gateway.Delivery{
		"edit":               delivery(gateway.KindEdit),
		"retraction":         delivery(gateway.KindRetraction),
		"no address":         {Kind: gateway.KindAnswer},
		"no domain":          {Kind: gateway.KindAnswer, To: gateway.Address{Addr: "ann@"}},
		"no local part":      {Kind: gateway.KindAnswer, To: gateway.Address{Addr: "@x.example"}},
		"line end":           {Kind: gateway.KindAnswer, To: gateway.Address{Addr: "ann\r\nRCPT TO:<b@x.example>@x.example"}},
		"argument in domain": {Kind: gateway.KindAnswer, To: gateway.Address{Addr: "ann@x.example> NOTIFY=SUCCESS"}},
		"two":                {Kind: gateway.KindAnswer, To: gateway.Address{Addr: "ann@x.example,b@y.example>"}},
	} {
		t.Run(name, func(t *testing.T) {
			if _, to, _, err := Compose(d, composeSettings(), testKeys(), composeTime); err == nil {
				t.Errorf("it was composed for %s", to)
			}
		})
	}
}

func TestAddressesAreWrittenSafely(t *testing.T) {
	for in, want := range map[string]string{
		"Ann.Lee+tag@Example.COM": "Ann.Lee+tag@example.com",
		"ann@bücher.example":      "ann@xn--bcher-kva.example",
		"käse@x.example":          "käse@x.example",
		"a b@x.example":           `"a b"@x.example`,
		`"a b"@x.example`:         `"a b"@x.example`,
		"a>b@x.example":           `"a>b"@x.example`,
		"a,b@c@x.example":         `"a,b@c"@x.example`,
		"ann..lee@x.example":      `"ann..lee"@x.example`,
		"o'brien@my_host.example": "o'brien@my_host.example",
	} {
		got, err := parseAddrSpec(in)
		if err != nil || got.String() != want {
			t.Errorf("%s: %s, %v; want %s", in, got, err, want)
		}
	}
}

// checkMail checks what holds for every mail of ours, whatever went into it, and that it parses back to the same.
func checkMail(t *testing.T, d gateway.Delivery, to string, raw []byte) {
	t.Helper()
	checkLines(t, raw)
	r, err := mail.CreateReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatalf("it does not parse: %v\n%s", err, raw)
	}
	checkFields(t, d, r.Header)
	if got := r.Header.Get("To"); got != "<"+to+">" {
		t.Errorf("To: %s, envelope %s", got, to)
	}
	checkParts(t, d, r)
}

func checkLines(t *testing.T, raw []byte) {
	t.Helper()
	if bytes.Contains(bytes.ReplaceAll(raw, []byte("\r\n"), nil), []byte("\r")) || bytes.Count(raw, []byte("\n")) != bytes.Count(raw, []byte("\r\n")) {
		t.Error("a line end is not CRLF")
	}
	head := true
	for line := range bytes.SplitSeq(raw, []byte("\r\n")) {
		if len(line) > 998 {
			t.Errorf("a line has %d octets", len(line))
		}
		if head && bytes.ContainsFunc(line, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }) {
			t.Errorf("a header line holds a control character: %q", line)
		}
		head = head && len(line) > 0
	}
	if !utf8.Valid(raw) {
		t.Error("it is not UTF-8")
	}
}

// knownFields are all that may be in the header of a mail of ours, each at most once.
var knownFields = []string{
	"Date", "From", "To", "Subject", "Message-Id", "In-Reply-To", "References", "Auto-Submitted",
	"X-Auto-Response-Suppress", "Importance", "X-Frontdesk-Origin", "Mime-Version", "Content-Type", "Content-Transfer-Encoding",
}

func checkFields(t *testing.T, d gateway.Delivery, h mail.Header) {
	t.Helper()
	seen := map[string]bool{}
	for f := h.Fields(); f.Next(); {
		if !slices.Contains(knownFields, f.Key()) || seen[f.Key()] {
			t.Errorf("unexpected field %s: %s", f.Key(), f.Value())
		}
		seen[f.Key()] = true
	}
	from, err := h.AddressList("From")
	if err != nil || len(from) != 1 || from[0].Address != "support@example.com" || from[0].Name != oneLine(d.FromName, maxFromName) {
		t.Errorf("From: %v %v", from, err)
	}
	if got, err := h.Subject(); err != nil || oneLine(d.Subject, maxSubject) != "" && got != oneLine(d.Subject, maxSubject) {
		t.Errorf("Subject: %q %v", got, err)
	}
	if date, err := h.Date(); err != nil || !date.Equal(composeTime) {
		t.Errorf("Date: %v %v", date, err)
	}
	keys := testKeys()
	id := strings.Trim(h.Get("Message-ID"), "<>")
	if id != keys.MessageID(d, "example.com") || !keys.IsOrigin(h.Get(gateway.OriginHeader), id) {
		t.Errorf("Message-ID %s, origin %s", id, h.Get(gateway.OriginHeader))
	}
	refs := strings.Fields(h.Get("References"))
	if parents := strings.Fields(h.Get("In-Reply-To")); len(parents) > 0 && refs[len(refs)-1] != parents[0] || len(refs) > maxReferences {
		t.Errorf("In-Reply-To %v, References %v", parents, refs)
	}
	automatic := map[string]string{"Auto-Submitted": "auto-generated"}
	switch {
	case d.Kind == gateway.KindNotice:
		automatic["X-Auto-Response-Suppress"] = "All"
	case d.Kind.Automatic():
		automatic = map[string]string{"Auto-Submitted": "auto-replied", "X-Auto-Response-Suppress": "All"}
	case d.Kind == gateway.KindAgentAnswer:
		automatic = nil
	}
	for _, name := range []string{"Auto-Submitted", "X-Auto-Response-Suppress"} {
		if got := h.Get(name); got != automatic[name] {
			t.Errorf("%s: %s, want %s", name, got, automatic[name])
		}
	}
}

func checkParts(t *testing.T, d gateway.Delivery, r *mail.Reader) {
	t.Helper()
	texts := []string{d.Text}
	if d.HTML != "" {
		texts = append(texts, d.HTML)
	}
	var attachments []gateway.Attachment
	for _, a := range d.Attachments {
		if a.Content != nil && !d.Kind.Automatic() {
			attachments = append(attachments, a)
		}
	}
	for {
		p, err := r.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(p.Body)
		if err != nil {
			t.Fatal(err)
		}
		switch header := p.Header.(type) {
		case *mail.InlineHeader:
			if len(texts) == 0 {
				t.Fatalf("one text too many: %q", content)
			}
			if got, want := strings.ReplaceAll(string(content), "\r\n", "\n"), plain(texts[0]); got != want {
				t.Errorf("text %q, want %q", got, want)
			}
			texts = texts[1:]
		case *mail.AttachmentHeader:
			if len(attachments) == 0 || !bytes.Equal(content, attachments[0].Content) {
				t.Fatalf("unexpected attachment %q", content)
			}
			if name, err := header.Filename(); err != nil || name != sentName(attachments[0].Name) {
				t.Errorf("name %q %v", name, err)
			}
			attachments = attachments[1:]
		}
	}
	if len(texts) > 0 || len(attachments) > 0 {
		t.Errorf("missing: %q and %d attachments", texts, len(attachments))
	}
}

func FuzzComposeLetsNothingIntoTheHeader(f *testing.F) {
	f.Add("ann@customer.example", "Support", "Re: refund", "text\n", "<p>html</p>", "q1@x", "q0@x", "a.pdf", uint8(0))
	f.Add("a b@x.example", "S\r\nBcc: v@x.example", "Re: \r\n\r\nbody", ".\r\n.", "", "a@b>\r\nBcc: <v@x", "", "a\"; x=\"\r\n.pdf", uint8(6))
	f.Add("käse@bücher.example", "=?utf-8?q?x?=", strings.Repeat("退", 400), "\xff\x00\r", "=_", "", "é@x", strings.Repeat("名", 300)+".pdf", uint8(6))
	kinds := []gateway.DeliveryKind{
		gateway.KindAnswer, gateway.KindAcknowledgement, gateway.KindQuestion, gateway.KindConfirmation,
		gateway.KindNotice, gateway.KindAgentAnswer, gateway.KindForward, gateway.KindTip,
	}
	f.Fuzz(func(t *testing.T, to, name, subject, text, html, parent, ref, file string, kind uint8) {
		d := delivery(kinds[int(kind)%len(kinds)])
		d.To.Addr, d.FromName, d.Subject, d.Text, d.HTML = to, name, subject, text, html
		d.Thread = gateway.Thread{InReplyTo: []string{parent}, References: []string{ref, parent, name}}
		d.Attachments = []gateway.Attachment{{Name: file, Type: subject, Content: []byte(text)}}
		_, recipient, raw, err := Compose(d, composeSettings(), testKeys(), composeTime)
		if err != nil {
			return
		}
		if strings.ContainsAny(recipient, "\r\n\x00") {
			t.Fatalf("recipient %q", recipient)
		}
		checkMail(t, d, recipient, raw)
	})
}

func BenchmarkCompose(b *testing.B) {
	d, s, keys := delivery(gateway.KindAnswer), composeSettings(), testKeys()
	d.HTML = "<p>" + strings.Repeat("refunds take five days. ", 60) + "</p>"
	d.Text = strings.Repeat("refunds take five days.\n", 60)
	b.ReportAllocs()
	for b.Loop() {
		if _, _, _, err := Compose(d, s, keys, composeTime); err != nil {
			b.Fatal(err)
		}
	}
}
