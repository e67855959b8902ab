package email

import (
	"os"
	"strings"
	"testing"
)

func TestQuotesAreFoundByTheMarksOfMailPrograms(t *testing.T) {
	raw, err := os.ReadFile("testdata/quotes.html.list")
	if err != nil {
		t.Fatal(err)
	}
	sections := strings.Split(string(raw), "\n## ")
	if len(sections) < 20 {
		t.Fatalf("only %d programs", len(sections))
	}
	const answer = "Where is my order? I paid on Monday."
	for _, section := range sections[1:] {
		program, page, _ := strings.Cut(section, "\n")
		m := Read(htmlMail(strings.ReplaceAll(page, "ANSWER", answer)), nil).Message
		if got := m.NewText; got != answer {
			t.Errorf("%s: of\n%s\nis left\n%s\ncut %v", program, m.Text, m.NewText, m.Cuts)
		}
	}
}

// The same marks stand in forwarded mail, whose text is the matter.
func TestForwardsAreFoundByTheMarksOfMailPrograms(t *testing.T) {
	for name, mail := range map[string][]byte{
		"Gmail":              htmlMail(`<div>FYI</div><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>From: S &lt;s@example.com&gt;<br>Subject: Order<br></div><div>MATTER</div></div>`),
		"Thunderbird":        htmlMail(`<p>FYI</p><div class="moz-forward-container">-------- Xyz --------<div>MATTER</div></div>`),
		"Outlook on the web": []byte(strings.Replace(string(htmlMail(`<div>FYI</div><div id="appendonsend"></div><div id="divRplyFwdMsg"><b>Xyz:</b> S</div><div>MATTER</div>`)), "Subject: Order", "Subject: Fw: Order", 1)),
	} {
		if m := Read(mail, nil).Message; !strings.Contains(m.NewText, "MATTER") || !strings.Contains(m.NewText, "FYI") {
			t.Errorf("%s: left %q, cut %v", name, m.NewText, m.Cuts)
		}
	}
}

// Answers between quoted lines stay, with what they answer.
func TestAnswersInsideMarkedQuotesAreNew(t *testing.T) {
	m := Read(htmlMail(`<div>Hello</div><div class="gmail_quote"><div class="gmail_attr">Xyz 1 Jan S:</div><blockquote class="gmail_quote">Which order?</blockquote></div>`+
		`<div>Order 17.</div><blockquote class="gmail_quote">Which size?</blockquote><div>Size 40.</div>`), nil).Message
	if want := "Hello\n> Which order?\nOrder 17.\n> Which size?\nSize 40."; m.NewText != want {
		t.Errorf("got %q, want %q", m.NewText, want)
	}
}

func htmlMail(page string) []byte {
	return []byte("From: anna@example.net\r\nTo: support@example.com\r\nSubject: Order\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: text/html; charset=utf-8\r\n\r\n" + strings.ReplaceAll(page, "\n", "\r\n") + "\r\n")
}
