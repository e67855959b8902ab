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

func TestEachLanguageHasItsOwnWords(t *testing.T) {
	b := book(t)
	ids := []string{"moment", "by", "at", "date", "usually", "within", "joined", "working", "clock", "weekdays", "months"}
	for _, code := range builtinLanguages {
		w := b.words[code]
		for _, id := range ids {
			if w.plural(id, 2, map[string]any{}) == "" {
				t.Errorf("%s has no %q", code, id)
			}
		}
		for _, unit := range []string{"hour", "minute", "day", "working_hour", "working_day"} {
			for n := range 130 {
				if w.plural(unit, n, nil) == "" {
					t.Errorf("%s has no word for %d of %q", code, n, unit)
				}
			}
		}
		if weekdays, months := w.list("weekdays"), w.list("months"); len(weekdays) != 7 || len(months) != 12 {
			t.Errorf("%s has %d weekdays, %d months", code, len(weekdays), len(months))
		}
		for _, form := range []string{"by", "at"} {
			if own := w.list("weekdays_" + form); own != nil && len(own) != 7 {
				t.Errorf("%s has %d weekdays of %q", code, len(own), form)
			}
		}
		for _, other := range builtinLanguages {
			if said := w.in(other); (said == "") != (other == code) || said == other {
				t.Errorf("%s says %q of what is in %s", code, said, other)
			}
		}
	}
}

func TestPluralsFollowTheLanguage(t *testing.T) {
	b := book(t)
	const h = time.Hour
	for _, c := range []struct {
		code   string
		within time.Duration
		always bool
		want   string
	}{
		{"en", 1 * h, false, "within 1 working hour"},
		{"en", 8 * h, false, "within 8 working hours"},
		{"en", 150 * time.Minute, true, "within 2 hours 30 minutes"},
		{"de", 1 * h, false, "innerhalb von 1 Arbeitsstunde"},
		{"de", 16 * h, false, "innerhalb von 2 Arbeitstagen"},
		{"de", 48 * h, true, "innerhalb von 2 Tagen"},
		{"fr", 1 * h, true, "sous 1 heure"},
		{"fr", 8 * h, true, "sous 8 heures"},
		{"fr", 16 * h, false, "sous 2 jours ouvrés"},
		{"es", 1 * h, false, "en un plazo de 1 hora laborable"},
		{"es", 90 * time.Minute, true, "en un plazo de 1 hora y 30 minutos"},
		{"pt", 1 * h, false, "no prazo de 1 hora útil"},
		{"pt", 5 * h, false, "no prazo de 5 horas úteis"},
		{"it", 1 * h, false, "entro 1 ora lavorativa"},
		{"it", 16 * h, false, "entro 2 giorni lavorativi"},
		{"nl", 1 * h, true, "binnen 1 uur"},
		{"nl", 5 * h, false, "binnen 5 werkuren"},
		{"nl", time.Minute, true, "binnen 1 minuut"},
		{"pl", 1 * h, true, "w ciągu 1 godziny"},
		{"pl", 2 * h, true, "w ciągu 2 godzin"},
		{"pl", 5 * h, true, "w ciągu 5 godzin"},
		{"pl", 22 * h, true, "w ciągu 22 godzin"},
		{"ja", 1 * h, false, "1営業時間以内に"},
		{"ja", 16 * h, false, "2営業日以内に"},
		{"ja", 90 * time.Minute, true, "1時間30分以内に"},
		{"zh", 1 * h, false, "会在1个工作小时内"},
		{"zh", 16 * h, false, "会在2个工作日内"},
	} {
		if got := b.words[c.code].within(&gateway.Promise{Within: c.within, Always: c.always}, 8*h); got != c.want {
			t.Errorf("%s, %v: got %q, want %q", c.code, c.within, got, c.want)
		}
	}
	for within, want := range map[time.Duration]string{1 * h: "1 godzina", 2 * h: "2 godziny", 5 * h: "5 godzin", 12 * h: "12 godzin", 22 * h: "22 godziny", 25 * h: "25 godzin"} {
		if got := b.words["pl"].promise(&gateway.Promise{Within: within, Always: true}, 0); got != want {
			t.Errorf("pl, %v: got %q, want %q", within, got, want)
		}
	}
}

func TestTimesAreSaidAsWeekdayTimeAndZone(t *testing.T) {
	b := book(t)
	for _, c := range []struct {
		form, zone, due string // due in UTC
		want            map[string]string
	}{
		{"by", "Europe/Berlin", "2026-03-02 09:30", map[string]string{
			"en": "by Monday 10:30 CET", "de": "bis Montag, 10:30 Uhr (MEZ)", "fr": "avant lundi à 10 h 30 (CET)", "es": "antes del lunes a las 10:30 (CET)",
			"pt": "até segunda-feira às 10:30 (CET)", "it": "entro lunedì alle 10:30 (CET)", "nl": "vóór maandag 10:30 uur (CET)",
			"pl": "do poniedziałku, do godz. 10:30 (CET)", "ja": "月曜日 10:30（CET）までに", "zh": "会在周一 10:30（CET）前",
		}},
		{"by", "Europe/Berlin", "2026-04-01 11:00", map[string]string{
			"en": "by Wednesday 1 April, 13:00 CEST", "de": "bis Mittwoch, 1. April, 13:00 Uhr (MESZ)", "fr": "avant le mercredi 1er avril à 13 h (CEST)",
			"es": "antes del miércoles 1 de abril a las 13:00 (CEST)", "pt": "até quarta-feira, 1 de abril, às 13:00 (CEST)",
			"it": "entro mercoledì 1º aprile alle 13:00 (CEST)", "nl": "vóór woensdag 1 april 13:00 uur (CEST)",
			"pl": "do środy, 1 kwietnia, do godz. 13:00 (CEST)", "ja": "4月1日（水曜日） 13:00（CEST）までに", "zh": "会在4月1日（周三） 13:00（CEST）前",
		}},
		{"at", "Europe/Berlin", "2026-03-03 08:00", map[string]string{
			"en": "on Tuesday at 9:00 CET", "de": "am Dienstag um 9:00 Uhr (MEZ)", "fr": "mardi à 9 h (CET)", "es": "el martes a las 9:00 (CET)",
			"pt": "na terça-feira às 9:00 (CET)", "it": "martedì alle 9:00 (CET)", "nl": "dinsdag om 9:00 uur (CET)",
			"pl": "we wtorek o godz. 9:00 (CET)", "ja": "火曜日 9:00（CET）", "zh": "周二 9:00（CET）",
		}},
		{"moment", "Europe/Berlin", "2026-02-28 00:05", map[string]string{
			"es": "sábado a la 1:05 (CET)", "pt": "sábado à 1:05 (CET)", "it": "sabato all'1:05 (CET)", "fr": "samedi à 1 h 05 (CET)", "en": "Saturday 1:05 CET",
		}},
		{"moment", "Asia/Shanghai", "2026-02-27 02:30", map[string]string{"en": "Friday 10:30 UTC+8", "zh": "周五 10:30（北京时间）", "de": "Freitag, 10:30 Uhr (UTC+8)"}},
		{"moment", "Asia/Tokyo", "2026-02-27 01:30", map[string]string{"en": "Friday 10:30 JST", "ja": "金曜日 10:30（日本時間）"}},
		{"moment", "America/Sao_Paulo", "2026-02-27 13:30", map[string]string{"pt": "sexta-feira às 10:30 (UTC−3)"}},
		{"moment", "America/Chicago", "2026-02-27 16:30", map[string]string{"en": "Friday 10:30 CST"}},
		{"moment", "Asia/Kolkata", "2026-02-27 05:00", map[string]string{"en": "Friday 10:30 IST"}},
		{"moment", "Asia/Kathmandu", "2026-02-27 04:45", map[string]string{"en": "Friday 10:30 UTC+5:45"}},
		{"moment", "UTC", "2026-03-03 23:59", map[string]string{"en": "Tuesday 23:59 UTC"}},
		{"moment", "UTC", "2026-03-04 00:00", map[string]string{"en": "Wednesday 4 March, 0:00 UTC"}},
	} {
		zone, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		due, err := time.Parse("2006-01-02 15:04", c.due)
		if err != nil {
			t.Fatal(err)
		}
		for code, want := range c.want {
			if got := strings.ReplaceAll(b.words[code].moment(c.form, due.In(zone), told), "\u00A0", " "); got != want {
				t.Errorf("%s: got %q, want %q", code, got, want)
			}
		}
	}
}

func TestWhatIsNotMeasuredIsSaidAsUsual(t *testing.T) {
	b := book(t)
	for _, code := range builtinLanguages {
		w := b.words[code]
		p := promise()
		usual := w.expected(p, told, 0)
		p.Measured = true
		measured := w.expected(p, told, 0)
		if measured == "" || usual == measured || !strings.HasSuffix(usual, measured) {
			t.Errorf("%s: usual %q, measured %q", code, usual, measured)
		}
		if got := w.expected(&gateway.Promise{}, told, 0); got != "" {
			t.Errorf("%s: no promise is told as %q", code, got)
		}
	}
}

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
