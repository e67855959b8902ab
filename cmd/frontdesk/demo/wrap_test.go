package demo

import (
	"slices"
	"strings"
	"testing"
)

func TestTextIsWrappedAtSpacesAndBetweenWideCharacters(t *testing.T) {
	tests := []struct {
		name  string
		text  string
		width int
		want  []string
	}{
		{"empty", "", 10, []string{""}},
		{"fits", "one two", 7, []string{"one two"}},
		{"at a space", "one two three", 8, []string{"one two", "three"}},
		{"exactly a line, then a space", "one two three", 7, []string{"one two", "three"}},
		{"line ends are kept", "one\n\ntwo\n", 10, []string{"one", "", "two"}},
		{"a long word is left whole", "see https://lumen.example/help/refunds now", 12, []string{"see", "https://lumen.example/help/refunds", "now"}},
		{"a long word alone", "https://lumen.example/help", 5, []string{"https://lumen.example/help"}},
		{"wide characters", "退款多久到账", 6, []string{"退款多", "久到账"}},
		{"no line begins with a closing sign", "退款多久，到账", 8, []string{"退款多", "久，到账"}},
		{"wide and narrow", "lamp 台灯 lamp", 8, []string{"lamp 台", "灯 lamp"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := wrap(tt.text, tt.width); !slices.Equal(got, tt.want) {
				t.Errorf("wrap(%q, %d) = %q, want %q", tt.text, tt.width, got, tt.want)
			}
		})
	}
}

func TestForeignTextCannotPlayTricksOnTheTerminal(t *testing.T) {
	got := clean("a\x1b[31mb\tc\u202ed\u200be\x00f\ng")
	if want := "a[31mb cdef\ng"; got != want {
		t.Errorf("clean = %q, want %q", got, want)
	}
}

func TestOneLineFitsIntoItsCells(t *testing.T) {
	tests := []struct {
		text string
		most int
		want string
	}{
		{"fits", 4, "fits"},
		{" two\n\tlines ", 9, "two lines"},
		{"two lines", 8, "two lin…"},
		{"退款多久到账", 12, "退款多久到账"},
		{"退款多久到账", 8, "退款多…"},
		{"Ju\u0308rgen", 6, "Ju\u0308rgen"},
	}
	for _, tt := range tests {
		if got := oneLine(tt.text, tt.most); got != tt.want || cells(got) > tt.most {
			t.Errorf("oneLine(%q, %d) = %q, %d cells; want %q", tt.text, tt.most, got, cells(got), tt.want)
		}
	}
}

func FuzzWrapLosesNothingButSpaces(f *testing.F) {
	f.Add("one two three", 5)
	f.Add("退款多久，到账 https://lumen.example", 7)
	f.Fuzz(func(t *testing.T, text string, width int) {
		if width < 1 || width > 200 {
			return
		}
		text = clean(text)
		got := strings.Join(wrap(text, width), "")
		squeeze := func(s string) string { return strings.NewReplacer(" ", "", "\n", "").Replace(s) }
		if squeeze(got) != squeeze(text) {
			t.Errorf("wrap(%q, %d) = %q", text, width, got)
		}
	})
}
