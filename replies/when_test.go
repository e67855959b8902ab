package replies

import (
	"strings"
	"testing"
	"time"

	"frontdesk/gateway"
)

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
