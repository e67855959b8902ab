package discord

import (
	"slices"
	"strings"
	"time"
)

// Messages of a room can arrive in another order than they were written. What arrived within this of the newest one is
// remembered one by one, so that one that is missing in between is still fetched after a crash.
const (
	lateBy   = 5 * time.Second
	lateMost = 16
)

// mark is how far a room has been read: all up to low, and the recent ones above. Its stored form is "low" or
// "low:id,id".
type mark struct {
	low    snowflake
	recent []snowflake // sorted
}

// parseMark is the zero mark for what is none: a room that was never read.
func parseMark(value string) mark {
	low, rest, _ := strings.Cut(value, ":")
	m := mark{low: parseSnowflake(low)}
	if m.low == 0 {
		return mark{}
	}
	for _, id := range strings.Split(rest, ",") {
		if s := parseSnowflake(id); s > m.low {
			m.recent = append(m.recent, s)
		}
	}
	slices.Sort(m.recent)
	return m
}

func (m mark) String() string {
	if len(m.recent) == 0 {
		return m.low.String()
	}
	ids := make([]string, len(m.recent))
	for i, s := range m.recent {
		ids[i] = s.String()
	}
	return m.low.String() + ":" + strings.Join(ids, ",")
}

func (m mark) isZero() bool { return m.low == 0 && len(m.recent) == 0 }

// newest is the newest message that was read.
func (m mark) newest() snowflake {
	if n := len(m.recent); n > 0 {
		return m.recent[n-1]
	}
	return m.low
}

// has says whether the message was read.
func (m mark) has(id snowflake) bool {
	_, found := slices.BinarySearch(m.recent, id)
	return found || id <= m.low
}

// with is the mark once this message has been read too.
func (m mark) with(id snowflake) mark {
	if m.has(id) {
		return m
	}
	at, _ := slices.BinarySearch(m.recent, id)
	recent := slices.Insert(slices.Clone(m.recent), at, id)
	settled := snowflakeAt(recent[len(recent)-1].time().Add(-lateBy))
	for len(recent) > lateMost || (len(recent) > 0 && recent[0] < settled) {
		m.low, recent = recent[0], recent[1:]
	}
	m.recent = recent
	return m
}
