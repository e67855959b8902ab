package store

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestIDsSortByTimeAndDiffer(t *testing.T) {
	at := time.Date(2026, 1, 15, 9, 0, 0, 0, time.UTC)
	var ids []string
	for i := range 100 {
		ids = append(ids, idAt(at.Add(time.Duration(i)*time.Millisecond)))
	}
	if !slices.IsSorted(ids) {
		t.Error("ids of later moments sort before earlier ones")
	}
	seen := map[string]bool{}
	for range 10_000 {
		id := idAt(at)
		if seen[id] {
			t.Fatalf("%s came twice", id)
		}
		seen[id] = true
	}
}

func TestFormsOfIDs(t *testing.T) {
	form := regexp.MustCompile(`^[0-9a-hjkmnp-tv-z]{20}$`)
	ticketForm := regexp.MustCompile(`^[a-hjkmnp-tv-z][0-9a-hjkmnp-tv-z]{6}$`)
	letters := map[byte]bool{}
	for range 2000 {
		if id := NewID(); !form.MatchString(id) {
			t.Fatalf("id %q", id)
		}
		id := NewTicketID()
		if !ticketForm.MatchString(id) || !IsTicketID(id) {
			t.Fatalf("ticket id %q", id)
		}
		letters[id[0]] = true
	}
	for _, other := range []string{"", "abcdef", "abcdefgh", "0bcdefg", "ABCDEFG", "abcdefi", "abc_efg", "abcdeé"} {
		if IsTicketID(other) {
			t.Errorf("%q is taken for a ticket's id", other)
		}
	}
	if len(letters) != len(alphabet)-firstLetter {
		t.Errorf("%d first letters in use, want %d", len(letters), len(alphabet)-firstLetter)
	}
}

func TestRewriteIntoDialects(t *testing.T) {
	query := `select $1 from x where a in {texts $2} and b in {ints $3}{pg:  for update} limit $10`
	for _, c := range []struct {
		d    dialect
		want string
	}{
		{&sqlite{}, `select ?1 from x where a in (select value from json_each(?2)) and b in (select value from json_each(?3)) limit ?10`},
		{
			&postgres{}, `select $1 from x where a in (select value from jsonb_array_elements_text(cast(cast($2 as text) as jsonb)))` +
				` and b in (select cast(value as bigint) from jsonb_array_elements_text(cast(cast($3 as text) as jsonb))) for update limit $10`,
		},
	} {
		if got := c.d.rewrite(query); got != c.want {
			t.Errorf("%T:\n got %s\nwant %s", c.d, got, c.want)
		}
	}
}

func TestPlaceholders(t *testing.T) {
	if got, want := placeholders(2, 3), "($1,$2,$3),($4,$5,$6)"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestMomentsKeepMilliseconds(t *testing.T) {
	for _, at := range []time.Time{
		{}, time.Date(2026, 1, 15, 9, 0, 0, int(7*time.Millisecond), time.UTC), time.Date(1969, 1, 1, 0, 0, 0, 0, time.UTC),
	} {
		if got := moment(millis(at)); !got.Equal(at) {
			t.Errorf("%v became %v", at, got)
		}
	}
}

// A column takes any key that a stranger can write, and different keys stay different.
func FuzzKeysFitTheirColumn(f *testing.F) {
	for _, s := range []string{"", "a@example.org", "\x00", "\xff", strings.Repeat("ä", 451), strings.Repeat("x", 901)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		key := asKey(s)
		if !utf8.ValidString(key) || strings.ContainsRune(key, 0) || len(key) > longestKey {
			t.Errorf("%q is no key", key)
		}
		if asKey(key) != key {
			t.Errorf("%q is not stable", key)
		}
		if utf8.ValidString(s) && !strings.ContainsRune(s, 0) && len(s) <= longestKey && key != s {
			t.Errorf("%q became %q", s, key)
		}
	})
}
