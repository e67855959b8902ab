package replies

import (
	"fmt"
	"strings"
	"time"

	"frontdesk/gateway"
)

const day = 24 * time.Hour

// promiseText says a promise in words: "8 working hours", "30 minutes", "2 days". Business time is never said as plain
// time, which would promise more. workingDay is the length of a usual day of the team; where it is known, and the promise
// is two or more whole ones, it is said in days.
func promiseText(p *gateway.Promise, workingDay time.Duration) string {
	if p == nil || p.Within <= 0 {
		return ""
	}
	within := p.Within.Round(time.Minute)
	if within < p.Within {
		within += time.Minute
	}
	switch {
	case p.Always && within >= 2*day && within%day == 0:
		return count(int(within/day), "day")
	case p.Always:
		return plainTime(within)
	case workingDay > 0 && within >= 2*workingDay && within%workingDay == 0:
		return count(int(within/workingDay), "working day")
	case within%time.Hour == 0:
		return count(int(within/time.Hour), "working hour")
	default:
		return plainTime(within) + " of working time"
	}
}

// plainTime is "2 hours 30 minutes".
func plainTime(d time.Duration) string {
	var parts []string
	if h := int(d / time.Hour); h > 0 {
		parts = append(parts, count(h, "hour"))
	}
	if m := int(d % time.Hour / time.Minute); m > 0 {
		parts = append(parts, count(m, "minute"))
	}
	return strings.Join(parts, " ")
}

func count(n int, unit string) string {
	if n == 1 {
		return "1 " + unit
	}
	return fmt.Sprintf("%d %ss", n, unit)
}

// moment says a time with its weekday and zone: "Monday 2 March, 10:30 CET".
func moment(t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	if zone == nil {
		zone = time.UTC
	}
	return t.In(zone).Format("Monday 2 January, 15:04 MST")
}

// sizeText is "12 KB".
func sizeText(bytes int64) string {
	switch {
	case bytes < 1000:
		return fmt.Sprintf("%d bytes", bytes)
	case bytes < 1000*1000:
		return fmt.Sprintf("%d KB", (bytes+500)/1000)
	default:
		return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
	}
}
