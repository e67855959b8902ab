package store_test

import (
	"path/filepath"
	"testing"

	"frontdesk/gateway/store"
	"frontdesk/gateway/store/storetest"
)

// BenchmarkRestore puts one backup into both databases, so that their times can be compared. FRONTDESK_YEARS is how many
// messages it has.
func BenchmarkRestore(b *testing.B) {
	clock := storetest.NewClock()
	s, err := store.Open(b.Context(), storetest.SQLite(b), store.Options{Now: clock.Now})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = s.Close() }() // what was measured is over
	fillYears(b, s, clock, yearsMessages())
	file := filepath.Join(b.TempDir(), "backup.zip")
	if err := backUp(b, s, file); err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	for b.Loop() {
		sqlite := seconds(b, func() error { return restoreYears(b, file, storetest.SQLite(b)) })
		postgres := seconds(b, func() error { return restoreYears(b, file, storetest.Postgres(b)) })
		b.ReportMetric(sqlite, "sqlite-s")
		b.ReportMetric(postgres, "postgres-s")
		b.ReportMetric(postgres/sqlite, "ratio")
	}
}
