package store

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"
)

// A backup is a zip file: one file of JSON lines a table, and the manifest, which says what is in it.
const (
	manifestName  = "manifest.json"
	backupFormat  = 1
	backupProgram = "frontdesk backup"
	bytesKey      = "base64" // a value of bytes is {"base64": "…"}
	longestTables = 1 << 20  // bytes of a manifest
)

// Manifest says what a backup holds. It has no word of any customer and no secret.
type Manifest struct {
	What     string          `json:"what"`   // "frontdesk backup"
	Format   int             `json:"format"` // of the file
	Program  string          `json:"program"`
	Schema   int64           `json:"schema"` // version of the tables
	Database string          `json:"database"`
	Config   string          `json:"config,omitempty"` // hash of the config folder that was in use
	Taken    time.Time       `json:"taken"`            // UTC; later changes are not in it
	Tables   []ManifestTable `json:"tables"`
}

// ManifestTable is one table of a backup.
type ManifestTable struct {
	Name    string   `json:"name"`
	Columns []string `json:"columns"`
	Rows    int64    `json:"rows"`
	SHA256  string   `json:"sha256"` // of the uncompressed lines
}

// Rows is how many rows the backup has in all.
func (m Manifest) Rows() int64 {
	var n int64
	for _, t := range m.Tables {
		n += t.Rows
	}
	return n
}

// Count is how many rows a table has in the backup.
func (m Manifest) Count(table string) int64 {
	for _, t := range m.Tables {
		if t.Name == table {
			return t.Rows
		}
	}
	return 0
}

// ErrNoBackup: a file is no backup of ours, or not a whole one.
var ErrNoBackup = errors.New("this is no backup that frontdesk can read")

// ReadManifest reads what a backup says of itself; the tables are not looked at.
func ReadManifest(z *zip.Reader) (Manifest, error) {
	var m Manifest
	f, err := z.Open(manifestName)
	if err != nil {
		return m, fmt.Errorf("%w: it has no %s", ErrNoBackup, manifestName)
	}
	defer func() { _ = f.Close() }() // it was only read
	if err := json.NewDecoder(io.LimitReader(f, longestTables)).Decode(&m); err != nil || m.What != backupProgram {
		return m, fmt.Errorf("%w: its %s is damaged", ErrNoBackup, manifestName)
	}
	if m.Format > backupFormat {
		return m, fmt.Errorf("%w: it has format %d, this program reads up to %d; use the version that made it, %s",
			ErrNoBackup, m.Format, backupFormat, m.Program)
	}
	return m, nil
}

// CheckBackup reads a backup through and compares every table with its checksum.
func CheckBackup(z *zip.Reader, progress Progress) (Manifest, error) {
	m, err := ReadManifest(z)
	if err != nil {
		return m, err
	}
	if err := m.complete(); err != nil {
		return m, err
	}
	var done int64
	for _, t := range m.Tables {
		if err := checkTable(z, t); err != nil {
			return m, err
		}
		done += t.Rows
		progress.tell(done, m.Rows())
	}
	return m, nil
}

// complete fails where a table is missing that stores of the backup's version have: it would restore less than was backed up.
func (m Manifest) complete() error {
	if len(m.Tables) == 0 {
		return fmt.Errorf("%w: its %s names no tables", ErrNoBackup, manifestName)
	}
	latest, err := latestSchema()
	if err != nil || m.Schema > latest { // of a newer program, which a restore refuses
		return err
	}
	kept, err := keptTables(m.Schema)
	if err != nil {
		return err
	}
	for _, t := range kept {
		if !slices.ContainsFunc(m.Tables, func(have ManifestTable) bool { return have.Name == t.name }) {
			return fmt.Errorf("%w: its %s does not name the table %s", ErrNoBackup, manifestName, t.name)
		}
	}
	return nil
}

func checkTable(z *zip.Reader, t ManifestTable) error {
	f, err := z.Open(tableFile(t.Name))
	if err != nil {
		return fmt.Errorf("%w: table %s is missing", ErrNoBackup, t.Name)
	}
	defer func() { _ = f.Close() }() // it was only read
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return fmt.Errorf("%w: table %s: %w", ErrNoBackup, t.Name, err)
	}
	if hex.EncodeToString(sum.Sum(nil)) != t.SHA256 {
		return fmt.Errorf("%w: the checksum of table %s is wrong, the file was changed or is damaged", ErrNoBackup, t.Name)
	}
	return nil
}

func tableFile(name string) string { return "tables/" + name + ".jsonl" }
