package replies

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"frontdesk/gateway"
	"frontdesk/replies/markdown"
)

func TestOnlyWhatLooksLikeANameIsRepeated(t *testing.T) {
	names := map[string]string{
		"Jane Doe": "Jane Doe", "jane doe": "jane doe", "  Jane   Doe ": "Jane Doe", `"Doe, Jane"`: "Jane Doe", "JANE DOE": "JANE DOE",
		"Jean-Luc O’Neill": "Jean-Luc O’Neill", "María de la Cruz": "María de la Cruz", "J. R. R. Tolkien": "J. R. R. Tolkien",
		"王小明": "王小明", "山田 太郎": "山田 太郎", "Иван Петров": "Иван Петров", "محمد علي": "محمد علي", "Nguyễn Văn An": "Nguyễn Văn An", "김철수": "김철수",
	}
	for name, want := range names {
		if got := displayName(name); got != want {
			t.Errorf("%q is greeted as %q, want %q", name, got, want)
		}
	}
	for _, name := range []string{
		"", "jane@example.com", "https://evil.example", "evil.example/win", "www evil com", "Visit evil.com now", "Jane (evil)", "Jane <b>", "[x](y)",
		"Jane\u202eDoe", "Jane\x00", "{{.Name}}", "Free Bitcoin", "Claim your prize", "win a trip to our island", "CALL THIS NUMBER TODAY", "Anna 0900 123456",
		"Support Team", "Example GmbH", "Рayment Аlert", "Pаypal", "a*b*", "`x`", "J̴̢̛́ane", strings.Repeat("A", 41), "Wow! Great", "Hello", "one two Three Four Five Six",
		"Jane\u200bDoe", "Jane\u2066Doe", "😀", "€€€", "=====", "#1", "Jane & John", "...",
	} {
		if got := displayName(name); strings.ContainsFunc(got, unicode.IsLetter) {
			t.Errorf("%q is greeted as %q", name, got)
		}
	}
}

func TestPromisesAreSaidInWordsThatAreTrue(t *testing.T) {
	en := book(t).words["en"]
	cases := []struct {
		within, day time.Duration
		always      bool
		want        string
	}{
		{8 * time.Hour, 0, false, "8 working hours"},
		{time.Hour, 0, false, "1 working hour"},
		{time.Hour, 0, true, "1 hour"},
		{30 * time.Minute, 0, true, "30 minutes"},
		{30 * time.Minute, 0, false, "30 minutes of working time"},
		{90 * time.Minute, 0, false, "1 hour 30 minutes of working time"},
		{time.Minute, 0, true, "1 minute"},
		{time.Second, 0, true, "1 minute"},
		{61 * time.Second, 0, true, "2 minutes"},
		{24 * time.Hour, 0, true, "24 hours"},
		{48 * time.Hour, 0, true, "2 days"},
		{49 * time.Hour, 0, true, "49 hours"},
		{16 * time.Hour, 0, false, "16 working hours"},
		{16 * time.Hour, 8 * time.Hour, false, "2 working days"},
		{18 * time.Hour, 8 * time.Hour, false, "18 working hours"},
		{18 * time.Hour, 9 * time.Hour, false, "2 working days"},
		{8 * time.Hour, 8 * time.Hour, false, "8 working hours"},
		{0, 0, false, ""},
	}
	for _, c := range cases {
		if got := en.promise(&gateway.Promise{Within: c.within, Always: c.always}, c.day); got != c.want {
			t.Errorf("%v of days of %v, always %v: got %q, want %q", c.within, c.day, c.always, got, c.want)
		}
	}
	if got := en.promise(nil, 0); got != "" {
		t.Errorf("no promise became %q", got)
	}
}

func TestAReplySaysThatItIsAutomaticAndHowToReachAPerson(t *testing.T) {
	b := book(t)
	for _, kind := range kinds {
		if !kind.Automatic() {
			continue
		}
		in := input(kind)
		in.Reply.Articles, in.Reply.Missing = articles(), []string{"order"}
		got, err := b.Render(in)
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Join(strings.Fields(got.Text), " ")
		if !strings.Contains(text, "automatic") || !strings.Contains(text, "person") || !strings.Contains(strings.ToLower(text), "reply") {
			t.Errorf("%s:\n%s", kind, got.Text)
		}
		if lines := strings.Count(got.Text, "\n"); lines > 40 {
			t.Errorf("%s does not fit a screen: %d lines", kind, lines)
		}
		if strings.ContainsAny(text, "0123456789") && strings.Contains(text, "within") {
			t.Errorf("%s promises what nobody promised:\n%s", kind, got.Text)
		}
		if strings.Contains(got.Text+got.HTML+got.Subject, "SECRET BODY") {
			t.Errorf("%s repeats the customer's text", kind)
		}
	}
}

func TestUrgentRepliesOfferNoSelfService(t *testing.T) {
	in := input(gateway.KindAcknowledgement)
	in.Reply.Urgent, in.Reply.Promise, in.Reply.Articles = true, promise(), articles()
	got, err := book(t).Render(in)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(got.Text, "+49 30 1234567") || strings.Contains(got.Text, "://") || strings.Contains(got.HTML, "<a ") {
		t.Errorf("got\n%s", got.Text)
	}
}

func TestSubjectsOfReplies(t *testing.T) {
	b := book(t)
	for subject, want := range map[string]string{
		"Refund?": "Re: Refund?", "AW: Re: Refund": "Re: Refund", "回复：退款": "Re: 退款",
		"a\r\nBcc: x@evil.example": "Re: a Bcc: x@evil.example", "\u202eabc\x00": "Re: abc", strings.Repeat("long ", 100): "",
		"": "", "Re:": "", " \u2066 ": "",
	} {
		in := input(gateway.KindNotice)
		in.Message.Subject = subject
		got, err := b.Render(in)
		if err != nil {
			t.Fatal(err)
		}
		if want != "" && got.Subject != want {
			t.Errorf("%q: got %q, want %q", subject, got.Subject, want)
		}
		checkSubject(t, got.Subject)
	}
	in := input(gateway.KindNotice)
	in.Message = nil
	if got, err := b.Render(in); err != nil || got.Subject == "" {
		t.Errorf("without a message: %+v, %v", got, err)
	}
}

func TestSubjectsOfForwards(t *testing.T) {
	in := forwardInput()
	in.Message.Subject = "x\r\nBcc: y\u202e" + strings.Repeat("z", 500)
	got, err := book(t).RenderForward(in)
	if err != nil {
		t.Fatal(err)
	}
	checkSubject(t, got.Subject)
	if !strings.HasPrefix(got.Subject, "[T-1042] x Bcc: yzz") {
		t.Errorf("got %q", got.Subject)
	}
}

// checkSubject holds a subject against what a header can take.
func checkSubject(t *testing.T, s string) {
	t.Helper()
	if strings.TrimSpace(s) == "" || strings.ContainsFunc(s, markdown.Hidden) || len([]rune(s)) > maxSubject+40 {
		t.Errorf("bad subject %q", s)
	}
}

func TestEveryAddressStandsUnbrokenInThePlainText(t *testing.T) {
	b := book(t)
	rapid.Check(t, func(t *rapid.T) {
		var list []gateway.Article
		for range rapid.IntRange(1, maxArticles).Draw(t, "articles") {
			list = append(list, gateway.Article{
				Title:   rapid.StringMatching(`[A-Za-z ?*_\[\]()<>&!.退款。]{1,90}x`).Draw(t, "title"),
				URL:     "https://" + rapid.StringMatching(`[a-z]{1,9}\.example(/[A-Za-z0-9_*~()\[\]&=?#%+,;:@!$'.退-]{0,60}){0,4}`).Draw(t, "url"),
				Passage: rapid.StringMatching(`[A-Za-z ?*_\[\]()<>&!.\x60#退款。]{0,400}`).Draw(t, "passage"),
			})
		}
		in := input(gateway.KindAnswer)
		in.Reply.Articles = list
		got, err := b.Render(in)
		if err != nil {
			t.Fatal(err)
		}
		hrefs := links(t, got.HTML)
		for i, a := range list {
			if !slices.Contains(strings.FieldsFunc(got.Text, unicode.IsSpace), shownURL(a.URL)) {
				t.Errorf("%s is not in\n%s", shownURL(a.URL), got.Text)
			}
			if len(hrefs) != len(list) || !sameURL(hrefs[i], a.URL) {
				t.Errorf("links %q, want %q", hrefs, a.URL)
			}
		}
	})
}

// fatal is the part of testing that both kinds of tests have.
type fatal interface {
	Fatalf(format string, args ...any)
}

// links returns the targets of all links of a page, and fails on any element that no reply needs.
func links(t fatal, page string) []string {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatalf("parse: %v", err)
	}
	allowed := strings.Fields("html head meta title body div p a strong em code pre blockquote ul ol li br hr h1 h2 h3")
	var hrefs []string
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && !slices.Contains(allowed, n.Data) {
			t.Fatalf("a page with <%s>:\n%s", n.Data, page)
		}
		for _, attr := range n.Attr {
			if attr.Key == "href" {
				hrefs = append(hrefs, attr.Val)
			}
			if strings.HasPrefix(attr.Key, "on") || attr.Key == "src" {
				t.Fatalf("an element with %s:\n%s", attr.Key, page)
			}
		}
	}
	return hrefs
}

// sameURL compares an address in HTML, where letters outside ASCII and the like are encoded, with what it was.
func sameURL(href, url string) bool {
	decode := func(s string) string {
		var b strings.Builder
		for i := 0; i < len(s); i++ {
			if s[i] == '%' && i+2 < len(s) {
				if c, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
					b.WriteByte(byte(c))
					i += 2
					continue
				}
			}
			b.WriteByte(s[i])
		}
		return b.String()
	}
	return decode(href) == decode(shownURL(url))
}

func FuzzRender(f *testing.F) {
	for _, s := range []string{
		"Jane", "<script>alert(1)</script>", "[x](https://evil.example)", "https://evil.example", "\u202eevil", "a\r\nBcc: b", "{{.Address}}", "`", "# a\n- b",
		strings.Repeat("x", 5000), "é́́́́", "![i](j)", "<a href=x>", "&lt;b&gt;", "Re: Re:", "\x00\xff",
	} {
		f.Add(s, s, s)
	}
	b := book(f)
	f.Fuzz(func(t *testing.T, name, subject, detail string) {
		in := input(gateway.KindAnswer)
		in.Message.Author.Name, in.Message.Subject = name, subject
		in.Reply.Articles = articles()
		got, err := b.Render(in)
		if err != nil {
			t.Fatal(err)
		}
		checkSubject(t, got.Subject)
		if hrefs := links(t, got.HTML); len(hrefs) != len(in.Reply.Articles) {
			t.Errorf("links %q", hrefs)
		}
		greeting, rest, _ := strings.Cut(got.Text, "\n")
		if len([]rune(greeting)) > maxName+7 || !strings.HasPrefix(greeting, "Hello") || !strings.HasSuffix(greeting, ",") || strings.Contains(greeting, "://") {
			t.Errorf("greeting %q", greeting)
		}
		if !strings.HasPrefix(rest, "\nThank you for your message.") || strings.ContainsFunc(strings.ReplaceAll(got.Text, "\n", ""), markdown.Hidden) {
			t.Errorf("got\n%s", got.Text)
		}
		checkForward(t, b, name, subject, detail)
	})
}

// checkForward renders a forward of hostile text: none of it may become a link or an element.
func checkForward(t *testing.T, b *Book, name, subject, text string) {
	t.Helper()
	in := forwardInput()
	in.Message.Subject, in.Message.Text = subject, text
	in.Ticket.Customer.Name, in.Ticket.Reason, in.ReplySent = name, text, text
	in.Attachments = append(in.Attachments, gateway.Attachment{Name: name, Type: subject})
	got, err := b.RenderForward(in)
	if err != nil {
		t.Fatal(err)
	}
	checkSubject(t, got.Subject)
	if hrefs := links(t, got.HTML); len(hrefs) != 1 || !sameURL(hrefs[0], articles()[0].URL) {
		t.Errorf("links %q", hrefs)
	}
}

func BenchmarkRender(b *testing.B) {
	book := book(b)
	in := input(gateway.KindAnswer)
	in.Reply.Articles = articles()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := book.Render(in); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRenderForward(b *testing.B) {
	book := book(b)
	in := forwardInput()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := book.RenderForward(in); err != nil {
			b.Fatal(err)
		}
	}
}
