package email

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// maxDate is how much of a date is looked at.
const maxDate = 200

// dateWithin is a date as it stands in RFC 5322 section 3.3 and in what is written instead: another day of the week or none,
// long names of months, dots and hyphens for other signs, a zone by its name, by its offset or by both.
var dateWithin = regexp.MustCompile(`(?i)(\d{1,2})[\s\p{Zs}-]+([a-z]{3})[a-z]*\.?[\s\p{Zs}-]+(\d{2,4})[\s\p{Zs},]+(\d{1,2})\s*[:.]\s*(\d{2})(?:\s*[:.]\s*(\d{2}))?[\s\p{Zs}"]*([a-z]{0,5})[\s\p{Zs}"]*([+-]\d{1,2}:?\d{2})?`)

var (
	months = strings.Fields("jan feb mar apr may jun jul aug sep oct nov dec")
	// zones are hours east of Greenwich, of RFC 5322 section 4.3 and of a few others; all else is taken for Greenwich, as it says.
	zones = map[string]int{
		"edt": -4, "est": -5, "cdt": -5, "cst": -6, "mdt": -6, "mst": -7, "pdt": -7, "pst": -8,
		"bst": 1, "met": 1, "cet": 1, "mez": 1, "mest": 2, "cest": 2, "mesz": 2, "eet": 2, "eest": 3, "msk": 3, "jst": 9, "kst": 9,
	}
)

// looseDate finds the first date in a text; it is zero for none.
func looseDate(s string) time.Time {
	m := dateWithin.FindStringSubmatch(withoutComments(shorten(s, maxDate)))
	if m == nil {
		return time.Time{}
	}
	number := func(i int) int {
		n, _ := strconv.Atoi(m[i]) // figures, or nothing
		return n
	}
	month := 1
	for month <= len(months) && months[month-1] != strings.ToLower(m[2]) {
		month++
	}
	day, hour, minute, second := number(1), number(4), number(5), number(6)
	if month > len(months) || day > 31 || hour > 24 || minute > 59 || second > 60 {
		return time.Time{}
	}
	t := time.Date(fullYear(number(3), len(m[3])), time.Month(month), day, hour, minute, second, 0, time.UTC)
	return t.Add(-offset(m[7], m[8]))
}

// fullYear is a year of two or three figures (RFC 5322 section 4.3), or of four.
func fullYear(year, figures int) int {
	switch {
	case figures == 2 && year < 50:
		return 2000 + year
	case figures < 4:
		return 1900 + year
	}
	return year
}

// offset is how far a zone is east of Greenwich, by its figures ("+0100", "+01:00") or else by its name.
func offset(name, figures string) time.Duration {
	if figures == "" {
		return time.Duration(zones[strings.ToLower(name)]) * time.Hour
	}
	n, _ := strconv.Atoi(strings.Replace(figures[1:], ":", "", 1))
	east := time.Duration(n/100)*time.Hour + time.Duration(n%100)*time.Minute
	if figures[0] == '-' {
		return -east
	}
	return east
}
