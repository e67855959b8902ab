package store

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
)

func TestRowsOfABackupAreReadAsTheyWereWritten(t *testing.T) {
	rows := [][]any{
		{"a \u2028 \"b\"", int64(9007199254740993), 1.5, nil},
		{"", int64(-1), true, []byte{0, 0xff}},
		{"[{", int64(0), false, []byte{}},
	}
	var file bytes.Buffer
	w := newLineWriter(&file)
	for _, row := range rows {
		if err := w.row(append([]any{}, row...)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.end(); err != nil {
		t.Fatal(err)
	}
	l := newLineReader(&file, 4)
	got, err := l.rows()
	if err != nil || !reflect.DeepEqual(got, rows) {
		t.Errorf("read %#v, %v", got, err)
	}
	if more, err := l.rows(); len(more) > 0 || err != nil {
		t.Errorf("behind the last row: %v, %v", more, err)
	}
}

func TestWhatIsNoRowIsRefused(t *testing.T) {
	for name, text := range map[string]string{
		"too few":         `[1]`,
		"too many":        `[1,2,3]`,
		"no list":         `{"a":1}`,
		"a bare value":    `1`,
		"cut off":         `[1,2`,
		"cut in a value":  `[1,"2`,
		"a list in a row": `[1,[2]]`,
		"no bytes":        `[1,{"base64":"*"}]`,
		"no JSON":         `[1,x]`,
		"too large":       `[1,1e999]`,
	} {
		t.Run(name, func(t *testing.T) {
			if rows, err := newLineReader(strings.NewReader("[0,0]\n"+text+"\n"), 2).rows(); !errors.Is(err, ErrNoBackup) {
				t.Errorf("read %v, %v", rows, err)
			}
		})
	}
}

// TestARowWithoutEndCostsLittle reads rows that would never end.
func TestARowWithoutEndCostsLittle(t *testing.T) {
	const bound = 1 << 20
	for name, again := range map[string]string{"a text": "a", "a list": "0,", "nested": "[", "white space": " "} {
		t.Run(name, func(t *testing.T) {
			start := map[string]string{"a text": `["`, "white space": ""}[name]
			if start == "" && name != "white space" {
				start = "["
			}
			from := &endless{text: again}
			l := newLineReader(io.MultiReader(strings.NewReader(start), from), 1<<30)
			l.longest = bound
			if _, err := l.rows(); !errors.Is(err, ErrNoBackup) {
				t.Errorf("error %v", err)
			}
			if from.read > bound {
				t.Errorf("%d bytes were read", from.read)
			}
		})
	}
}

// endless repeats a text and counts.
type endless struct {
	text string
	read int
}

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = e.text[(e.read+i)%len(e.text)]
	}
	e.read += len(p)
	return len(p), nil
}

// FuzzRowsOfABackup: whatever stands in a file, it is rows of the right width or an error.
func FuzzRowsOfABackup(f *testing.F) {
	f.Add([]byte(`["a",1]`+"\n"+`[{"base64":"AA=="},null]`), 2)
	f.Add([]byte(`[[[`), 1)
	f.Fuzz(func(t *testing.T, text []byte, columns int) {
		if columns < 0 || columns > 100 {
			return
		}
		rows, err := newLineReader(bytes.NewReader(text), columns).rows()
		if err != nil && !errors.Is(err, ErrNoBackup) {
			t.Errorf("error %v", err)
		}
		for _, row := range rows {
			if len(row) != columns {
				t.Errorf("a row of %d, want %d", len(row), columns)
			}
		}
	})
}
