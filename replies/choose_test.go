package replies

import (
	"strings"
	"testing"

	"frontdesk/gateway"
)

func TestTheLanguageOfAReply(t *testing.T) {
	b := book(t)
	cases := map[string]struct {
		languages  []string
		want, lang string
	}{
		"none":                 {nil, "Thank you", `<html lang="en">`},
		"one":                  {[]string{"de"}, "vielen Dank", `<html lang="de">`},
		"with a region":        {[]string{"pt-BR"}, "Agradecemos", `<html lang="pt">`},
		"with another script":  {[]string{"zh-Hant-TW"}, "感谢", `<html lang="zh">`},
		"as people write them": {[]string{"DE_at"}, "vielen Dank", `<html lang="de">`},
		"unknown":              {[]string{"sv"}, "Thank you", `<html lang="en">`},
		"no language":          {[]string{"x!"}, "Thank you", `<html lang="en">`},
		"unknown and known":    {[]string{"sv", "nl"}, "Bedankt", `<html lang="nl">`},
		"the same twice":       {[]string{"fr", "fr-CA"}, "Merci", `<html lang="fr">`},
	}
	for name, c := range cases {
		got, err := b.Render(foreign(gateway.KindAcknowledgement, c.languages...))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(got.Text, c.want) || strings.Contains(got.Text, "* * *") || !strings.Contains(got.HTML, c.lang) {
			t.Errorf("%s: got\n%s\n%s", name, got.Text, got.HTML)
		}
	}
}

func TestAReplyInTwoLanguagesSaysAllOnceInEach(t *testing.T) {
	in := foreign(gateway.KindAnswer, "en", "de", "fr")
	in.Reply.Articles = articles()
	got, err := book(t).Render(in)
	if err != nil {
		t.Fatal(err)
	}
	for _, once := range []string{"Hello Jane Doe", "Kind regards", "\n* * *\n", "„Mensch“", `"person"`, articles()[0].URL} {
		if strings.Count(got.Text, once) != 1 {
			t.Errorf("%q is there %d times:\n%s", once, strings.Count(got.Text, once), got.Text)
		}
	}
	if strings.Contains(got.Text, "conseiller") || strings.Index(got.Text, "Hello") > strings.Index(got.Text, "Dank") {
		t.Errorf("got\n%s", got.Text)
	}
	if !strings.Contains(got.HTML, `<html lang="en">`) || !strings.Contains(got.HTML, `<div lang="de">`) || strings.Count(got.HTML, "<hr") != 1 {
		t.Errorf("got\n%s", got.HTML)
	}
	links(t, got.HTML)
}

func TestTheNearestTemplateInTheLanguageIsUsed(t *testing.T) {
	b := book(t,
		templateFile("replies/answer.md", "default"),
		templateFile("replies/answer.fr.md", "all fr"),
		templateFile("replies/answer.sv.md", "all sv, {{.Due}}{{.Expected}}"),
		templateFile("replies/answer.zh-Hant.md", "all zh-Hant"),
		templateFile("replies/refund-timing/answer.md", "refund"),
		templateFile("replies/refund-timing/answer.pt-BR.md", "refund pt-BR"),
		templateFile("replies/notice.de.md", "Hallo, wo ist die Bestellung? Wir wissen es noch nicht. {{.Expected}}"),
		templateFile("replies/question.md", "Wir brauchen von Ihnen noch die Nummer, bitte schicken Sie uns diese. {{.Expected}}"),
	)
	for _, c := range []struct {
		matcher   string
		kind      gateway.DeliveryKind
		languages []string
		want      string
	}{
		{"", gateway.KindAnswer, nil, "default"},
		{"", gateway.KindAnswer, []string{"de"}, "default"},
		{"", gateway.KindAnswer, []string{"fr-CH"}, "all fr"},
		{"", gateway.KindAnswer, []string{"sv"}, "all sv, 2026-03-02 10:30 CET2026-03-02 10:30 CET"},
		{"", gateway.KindAnswer, []string{"zh-Hant-HK"}, "all zh-Hant"},
		{"", gateway.KindAnswer, []string{"zh"}, "default"},
		{"", gateway.KindAnswer, []string{"de", "en"}, "default"},
		{"", gateway.KindAnswer, []string{"de", "fr"}, "default\n\n* * *\n\nall fr"},
		{"refund-timing", gateway.KindAnswer, []string{"fr"}, "refund"},
		{"refund-timing", gateway.KindAnswer, []string{"pt-BR"}, "refund pt-BR"},
		{"refund-timing", gateway.KindAnswer, []string{"pt"}, "refund"},
		{"refund-timing", gateway.KindNotice, []string{"de-AT"}, "Hallo, wo ist die Bestellung? Wir wissen es noch nicht. in der Regel bis\nMontag, 10:30 Uhr (MEZ)"},
		{"", gateway.KindQuestion, []string{"it"}, "Wir brauchen von Ihnen noch die Nummer, bitte schicken Sie uns diese. in\nder Regel bis Montag, 10:30 Uhr (MEZ)"},
	} {
		in := foreign(c.kind, c.languages...)
		in.Reply.Matcher = c.matcher
		got, err := b.Render(in)
		if err != nil || got.Text != c.want+"\n" {
			t.Errorf("%s of %q in %v: got %q, %v", c.kind, c.matcher, c.languages, got.Text, err)
		}
	}
}
