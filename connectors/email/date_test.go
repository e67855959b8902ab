package email

import (
	"strings"
	"testing"
	"time"
)

func TestDatesAreReadInTheFormsOfTheWorld(t *testing.T) {
	for date, want := range map[string]string{
		"Thu, 1 Jan 2026 10:00:00 +0100":                       "09:00:00",
		"Thu, 1 Jan 2026 10:00:00 +0100 (CET)":                 "09:00:00",
		"Thu, 1 Jan 2026 10:00:00 +0000 (Mitteleuropäische (x": "10:00:00",
		"(now) Thu, 1 Jan (New Year) 2026 10 : 00 : 05 +0000":  "10:00:05",
		"Thu, 01 Jan 2026 10:00 EST":                           "15:00:00",
		"1 Jan 26 10:00:00 PDT":                                "17:00:00",
		"Thu, 1 Jan 126 10:00:00 GMT":                          "10:00:00",
		"Thu, 1 Jan 2026 10:00:00 MESZ":                        "08:00:00",
		"Thu, 1 Jan 2026 10:00:00 Z":                           "10:00:00",
		"Thu, 1 Jan 2026 10:00:00 X":                           "10:00:00",
		`Thu, 1 Jan 2026 10:00:00 "GMT"`:                       "10:00:00",
		"Thu, 1 Jan 2026 10:00:00 GMT+01:00":                   "09:00:00",
		"Thu, 1 Jan 2026 10:00:00 -05:30":                      "15:30:00",
		"Thu, 1 Jan 2026 10:00:00 -0530":                       "15:30:00",
		"Thu,1 Jan 2026 10.00.00 +0000":                        "10:00:00",
		"Thu 1-Jan-2026 10:00:00 GMT":                          "10:00:00",
		"Do, 1 January 2026 10:00:00 +0000":                    "10:00:00",
		"Thu, 1 Jan 2026 10:00:60 +0000":                       "10:01:00",
		"Thu, 1 Jan 2026\u00a010:00:00 +0000":                  "10:00:00",
		"THU, 01 JAN 2026 10:00:00 +0000":                      "10:00:00",
		"Thu Jan  1 10:00:00 2026":                             "10:00:00",
		"2026-01-01T10:00:00.5+01:00":                          "09:00:00",
		"2026-01-01 10:00:00 +0100":                            "09:00:00",
		"Thu, 1 Jan 2026 10:61:00 +0000":                       "",
		"Thu, 1 Foo 2026 10:00:00 +0000":                       "",
		"32 Jan 2026 10:00:00":                                 "",
		"yesterday":                                            "",
		"":                                                     "",
		strings.Repeat("(", 300) + "1 Jan 2026 10:00:00 +0000": "",
	} {
		got := parseDate(date)
		if want == "" {
			if !got.IsZero() {
				t.Errorf("%q: got %s", date, got)
			}
			continue
		}
		if got.Location() != time.UTC || got.Format("2006-01-02 15:04:05") != "2026-01-01 "+want {
			t.Errorf("%q: got %s, want %s", date, got, want)
		}
	}
}
