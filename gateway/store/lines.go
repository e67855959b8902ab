package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

const (
	// insertBytes is about how much text of a backup one insert carries at most.
	insertBytes = 4 << 20
	// longestRow is how many bytes a row of a backup may have. No mail that we store comes near; without a bound a small file
	// that was made to do harm unpacks to a row that no memory holds.
	longestRow = 128 << 20
)

// lineReader reads the rows that a lineWriter wrote.
type lineReader struct {
	from    io.Reader
	json    *json.Decoder
	columns int
	longest int64 // that a row may have
	left    int64 // of it that may still be read
}

func newLineReader(from io.Reader, columns int) *lineReader {
	l := &lineReader{from: from, columns: columns, longest: longestRow}
	l.json = json.NewDecoder(l)
	return l
}

var errLongRow = fmt.Errorf("%w: a row is longer than %d bytes", ErrNoBackup, longestRow)

// Read implements [io.Reader] for the decoder, up to where a row must have ended.
func (l *lineReader) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, errLongRow
	}
	n, err := l.from.Read(p[:min(int64(len(p)), l.left)])
	l.left -= int64(n)
	return n, err
}

// rows reads as many as one insert carries; none at the end.
func (l *lineReader) rows() ([][]any, error) {
	var rows [][]any
	for start := l.json.InputOffset(); len(rows) < insertRows && l.json.InputOffset()-start < insertBytes; {
		row, err := l.next()
		if err != nil {
			return nil, err
		}
		if row == nil {
			break
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// next reads one row; nil at the end.
func (l *lineReader) next() ([]any, error) {
	l.left = l.longest
	row, err := l.row()
	switch {
	case errors.Is(err, io.EOF):
		return nil, nil
	case errors.Is(err, errLongRow):
		return nil, err
	case err != nil:
		return nil, fmt.Errorf("%w: a row cannot be read", ErrNoBackup)
	}
	return row, nil
}

var errShape = errors.New("no row of the table")

// row reads "[…]" value by value, so that what is nested or too many costs no more memory than its text. io.EOF: there is none.
func (l *lineReader) row() ([]any, error) {
	open, err := l.json.Token()
	if err != nil {
		return nil, err
	}
	row := []any{}
	for open == json.Delim('[') && len(row) < l.columns && l.json.More() {
		var text json.RawMessage
		if err := l.json.Decode(&text); err != nil {
			return nil, unfinished(err)
		}
		v, err := stored(text)
		if err != nil {
			return nil, err
		}
		row = append(row, v)
	}
	end, err := l.json.Token()
	if err != nil || end != json.Delim(']') || len(row) != l.columns {
		return nil, errors.Join(errShape, unfinished(err))
	}
	return row, nil
}

// unfinished is an error in the middle of a row, where an end of the file is none.
func unfinished(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// stored is a value as the databases take it: a text, a number, true, false, nothing, or bytes.
func stored(text json.RawMessage) (any, error) {
	switch text[0] {
	case '[':
		return nil, errShape
	case '{':
		var bytes struct {
			Content []byte `json:"base64"` // bytesKey
		}
		err := json.Unmarshal(text, &bytes)
		return bytes.Content, err
	}
	var v any
	if err := json.Unmarshal(text, &v); err != nil {
		return nil, err
	}
	if _, number := v.(float64); !number {
		return v, nil
	}
	var whole int64
	if err := json.Unmarshal(text, &whole); err == nil {
		return whole, nil
	}
	return v, nil
}
