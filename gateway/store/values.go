package store

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"time"
	"unicode/utf8"
)

// millis is a moment as it is stored; the zero time is 0.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// moment is the reverse of millis.
func moment(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// longestKey is what a key column holds verbatim. PostgreSQL refuses index entries over 2704 bytes, and strangers
// write Message-IDs and addresses of any length.
const longestKey = 900

// asKey makes what a stranger wrote fit for an indexed column: valid UTF-8 without NUL, which PostgreSQL refuses, and
// not over longestKey; a longer one is replaced by its hash.
func asKey(s string) string {
	s = asText(s)
	if len(s) <= longestKey {
		return s
	}
	sum := sha256.Sum256([]byte(s))
	return "sha256:" + hex.EncodeToString(sum[:])
}

func asKeys(list []string) []string {
	keys := make([]string, len(list))
	for i, s := range list {
		keys[i] = asKey(s)
	}
	return keys
}

// asText makes a string fit for any text column.
func asText(s string) string {
	if strings.IndexByte(s, 0) < 0 && utf8.ValidString(s) {
		return s
	}
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "")
}

// asJSON is a noun as it is stored.
func asJSON(v any) (string, error) {
	b, err := json.Marshal(v)
	return string(b), err
}

// list is a list as an argument of {texts $n} and {ints $n}.
func list[T string | int64](vs []T) string {
	if len(vs) == 0 {
		return "[]"
	}
	b, _ := json.Marshal(vs) // strings and numbers cannot fail
	return string(b)
}
