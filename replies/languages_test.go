package replies

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
	_ "time/tzdata" // the zones of promises, on any machine

	"pgregory.net/rapid"

	"frontdesk/gateway"
	"frontdesk/replies/markdown"
)

// told is a Thursday on which the replies of these tests are written.
var told = time.Date(2026, 2, 26, 15, 0, 0, 0, time.UTC)

// foreign is a mail of a customer and the reply of a kind in some languages.
func foreign(kind gateway.DeliveryKind, languages ...string) Input {
	in := input(kind)
	in.Now = told
	in.Reply.Languages = languages
	in.Reply.Promise = promise()
	in.Reply.Promise.Zone = "Europe/Berlin"
	in.Reply.Promise.Opens = time.Date(2026, 2, 27, 8, 0, 0, 0, time.UTC)
	return in
}

// scenes are what a native speaker reads of each language.
var scenes = []struct {
	name string
	make func(languages ...string) Input
}{
	{"an answer of one article in another language", func(languages ...string) Input {
		in := foreign(gateway.KindAnswer, languages...)
		in.Reply.Articles = articles()[:1]
		in.Reply.Articles[0].Language = "en"
		if in.Reply.Languages[0] == "en" {
			in.Reply.Articles[0].Language = "de"
		}
		return in
	}},
	{"an answer to two requests, and what may help beside", func(languages ...string) Input {
		in := foreign(gateway.KindAnswer, languages...)
		in.Reply.Articles, in.Reply.Answers = articles(), 2
		in.Reply.Articles[1].Passage = "Print the label from your account and stick it on the parcel."
		return in
	}},
	{"an answer that a person checked", func(languages ...string) Input {
		in := foreign(gateway.KindAnswer, languages...)
		in.Reply.Articles = articles()[:1]
		in.Checked = true
		return in
	}},
	{"an answer of two articles, to nobody known", func(languages ...string) Input {
		in := foreign(gateway.KindAnswer, languages...)
		in.Reply.Articles = articles()[1:]
		in.Message.Author.Name = ""
		return in
	}},
	{"an acknowledgement, closed, with articles", func(languages ...string) Input {
		in := foreign(gateway.KindAcknowledgement, languages...)
		in.Reply.Articles = articles()[1:]
		return in
	}},
	{"an acknowledgement of which a part is answered", func(languages ...string) Input {
		in := foreign(gateway.KindAcknowledgement, languages...)
		in.Reply.Articles, in.Reply.Answers = articles()[:1], 1
		return in
	}},
	{"an acknowledgement without a promise", func(languages ...string) Input {
		in := foreign(gateway.KindAcknowledgement, languages...)
		in.Reply.Promise = nil
		return in
	}},
	{"an urgent acknowledgement, of a far day", func(languages ...string) Input {
		in := foreign(gateway.KindAcknowledgement, languages...)
		in.Reply.Urgent = true
		in.Reply.Promise.Due = time.Date(2026, 4, 1, 11, 0, 0, 0, time.UTC)
		in.Reply.Promise.Opens = time.Time{}
		in.Reply.Promise.Measured = true
		return in
	}},
	{"a question for one thing", func(languages ...string) Input {
		in := foreign(gateway.KindQuestion, languages...)
		in.Reply.Missing = []string{"order"}
		return in
	}},
	{"a question for two", func(languages ...string) Input {
		in := foreign(gateway.KindQuestion, languages...)
		in.Reply.Missing = []string{"order", "date_of_purchase"}
		return in
	}},
	{"a confirmation, of a promise without a moment", func(languages ...string) Input {
		in := foreign(gateway.KindConfirmation, languages...)
		in.Reply.Promise = &gateway.Promise{Within: 8 * time.Hour}
		return in
	}},
	{"an urgent confirmation", func(languages ...string) Input {
		in := foreign(gateway.KindConfirmation, languages...)
		in.Reply.Urgent = true
		in.Reply.Promise.Opens = time.Time{}
		return in
	}},
	{"a notice", func(languages ...string) Input {
		in := foreign(gateway.KindNotice, languages...)
		in.Reply.Promise.Measured = true
		return in
	}},
}

// sample is all scenes in some languages.
func sample(t *testing.T, b *Book, languages ...string) string {
	t.Helper()
	var out strings.Builder
	for _, scene := range scenes {
		got, err := b.Render(scene.make(languages...))
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&out, "== %s\n\n%s\n", scene.name, got.Text)
	}
	return out.String()
}

func TestRepliesReadWellInEachLanguage(t *testing.T) {
	b := book(t)
	for _, code := range builtinLanguages {
		t.Run(code, func(t *testing.T) { golden(t, "language-"+code+".txt", sample(t, b, code)) })
	}
	t.Run("two", func(t *testing.T) { golden(t, "language-two.txt", sample(t, b, "en", "de")) })
}

func TestEveryReplyFitsAScreen(t *testing.T) {
	b := book(t)
	kinds := []gateway.DeliveryKind{gateway.KindAnswer, gateway.KindAcknowledgement, gateway.KindQuestion, gateway.KindConfirmation, gateway.KindNotice}
	rapid.Check(t, func(t *rapid.T) {
		in := foreign(rapid.SampledFrom(kinds).Draw(t, "kind"), rapid.SliceOfNDistinct(rapid.SampledFrom(builtinLanguages), 0, 2, rapid.ID).Draw(t, "languages")...)
		in.Reply.Urgent = rapid.Bool().Draw(t, "urgent")
		in.Reply.Promise.Measured = rapid.Bool().Draw(t, "measured")
		in.Reply.Missing = []string{"order", "date_of_purchase"}[:rapid.IntRange(1, 2).Draw(t, "missing")]
		in.Reply.Promise.Due = told.Add(time.Duration(rapid.IntRange(0, 20*24*60).Draw(t, "minutes")) * time.Minute)
		got, err := b.Render(in)
		if err != nil {
			t.Fatal(err)
		}
		limit := 24
		if len(in.Reply.Languages) > 1 {
			limit = 30
		}
		if lines := strings.Count(got.Text, "\n"); lines > limit {
			t.Fatalf("%d lines:\n%s", lines, got.Text)
		}
	})
}

func TestHostileTextIsHarmlessInEachLanguage(t *testing.T) {
	b := book(t)
	for _, code := range builtinLanguages {
		for _, hostile := range []string{"<script>alert(1)</script>", "[x](https://evil.example)", "a\r\nBcc: b", "\u202eevil", "{{.Address}}", "**" + strings.Repeat("x", 500), "&lt;b&gt;", "# a\n- b"} {
			for _, kind := range []gateway.DeliveryKind{gateway.KindAnswer, gateway.KindAcknowledgement, gateway.KindQuestion, gateway.KindConfirmation, gateway.KindNotice} {
				in := foreign(kind, code, "en")
				in.Message.Author.Name, in.Message.Subject = hostile, hostile
				in.Reply.Urgent = kind == gateway.KindNotice
				in.Reply.Missing = []string{hostile}
				in.Reply.Promise.Contact = hostile
				in.Reply.Articles = []gateway.Article{{Title: "x" + hostile, URL: "https://shop.example/a", Passage: hostile, Language: hostile}}
				got, err := b.Render(in)
				if err != nil {
					t.Fatal(err)
				}
				checkSubject(t, got.Subject)
				for _, href := range links(t, got.HTML) {
					if href != "https://shop.example/a" {
						t.Errorf("%s, %s, %q: a link to %s", code, kind, hostile, href)
					}
				}
				if strings.ContainsFunc(strings.ReplaceAll(got.Text, "\n", ""), markdown.Hidden) || strings.Contains(got.HTML, "<script") {
					t.Errorf("%s, %s, %q:\n%s", code, kind, hostile, got.Text)
				}
			}
		}
	}
}

func TestABookIsReadByManyAtOnce(t *testing.T) {
	b := book(t)
	want := sample(t, b, "pl", "ja")
	fresh := book(t) // nothing of it was used yet
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for _, scene := range scenes {
				got, err := fresh.Render(scene.make("pl", "ja"))
				if err != nil || !strings.Contains(want, got.Text) {
					t.Errorf("%s: %v, got\n%s", scene.name, err, got.Text)
				}
			}
		})
	}
	all.Wait()
}
