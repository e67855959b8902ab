package discordtest

import (
	"strconv"
	"time"
)

// Ids are snowflakes: 42 bits of milliseconds since the first second of 2015, then 22 bits that tell ids of one
// millisecond apart (developers/reference, section Snowflakes). Discord fills those with worker, process and an
// increment; here they are one increment, so that ids always grow.
const epochMillis = 1420070400000

// newID returns an id greater than all before it, also when the clock stands or runs back; the lock is held.
func (s *Server) newID() string {
	id := snowflake(s.o.Now())
	if id <= s.lastID {
		id = s.lastID + 1
	}
	s.lastID = id
	return strconv.FormatUint(id, 10)
}

// snowflake is the smallest id of that moment.
func snowflake(t time.Time) uint64 {
	return uint64(max(t.UnixMilli()-epochMillis, 0)) << 22
}

// number is the id as a number, 0 for what is none.
func number(id string) uint64 {
	n, err := strconv.ParseUint(id, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// shardOf is the shard of n that serves a guild (developers/events/gateway, section Sharding).
func shardOf(guild string, n int) int {
	return int((number(guild) >> 22) % uint64(n))
}
