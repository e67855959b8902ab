package discord

import (
	"strconv"
	"time"
)

// epoch is the first second of 2015 in milliseconds; an id's upper 42 bits count from there (Discord's API reference,
// section Snowflakes).
const epoch = 1420070400000

// snowflake is an id as a number; ids of a room sort by time. 0 is none.
type snowflake uint64

// parseSnowflake is 0 for what is no id.
func parseSnowflake(id string) snowflake {
	n, err := strconv.ParseUint(id, 10, 64)
	if err != nil {
		return 0
	}
	return snowflake(n)
}

// isID says whether s can be an id: ids have 17 digits at least, so that a room named 2024 is a name.
func isID(s string) bool { return len(s) >= 17 && parseSnowflake(s) > 0 }

// snowflakeAt is the smallest id of a moment.
func snowflakeAt(t time.Time) snowflake { return snowflake(max(t.UnixMilli()-epoch, 0)) << 22 }

// time is when the id was given, to the millisecond, UTC.
func (s snowflake) time() time.Time { return time.UnixMilli(int64(s>>22) + epoch).UTC() }

func (s snowflake) String() string { return strconv.FormatUint(uint64(s), 10) }
