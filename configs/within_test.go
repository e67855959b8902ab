package configs

import (
	"testing"
	"testing/fstest"
)

func TestAPlaceInsideAText(t *testing.T) {
	fsys := fstest.MapFS{"frontdesk.yaml": {Data: []byte(`channels:
  a: {plain: one two, single: 'one two', double: "one two", escaped: "o\ne two", apostrophe: 'on''e two'}
  b:
    plain: one two
    inner: 'one two ""'
    block: |
      one two
    long: one
      two
`)}}
	var p Problems
	folder := LoadFS(fsys, "c", &p)
	if len(folder.Channels) != 2 {
		t.Fatalf("got %v, %v", folder.Channels, p.All())
	}
	for _, test := range []struct {
		channel int
		key     string
		column  int // of "two"; 0: that of the text
	}{
		{0, "plain", 18},
		{0, "single", 36},
		{0, "double", 55},
		{0, "escaped", 0},
		{0, "apostrophe", 0},
		{1, "plain", 16},
		{1, "inner", 17},
		{1, "block", 0},
		{1, "long", 0},
	} {
		s := folder.Channels[test.channel].Get(test.key)
		own, got := s.Within(-1), s.Within(len("one "))
		if test.column == 0 {
			test.column = own.Column
		}
		if got.Line != own.Line || got.Column != test.column {
			t.Errorf("%s: got %s, want column %d", test.key, got, test.column)
		}
	}
}
