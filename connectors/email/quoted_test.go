package email

import (
	"bytes"
	"io"
	"mime/quotedprintable"
	"testing"
)

// quotedTexts are in quoted-printable, as it should be and not.
var quotedTexts = map[string]string{
	"":                            "",
	"a=3D=c3=A4b\r\nc\n":          "a=\xc3\xa4b\r\nc\n",
	"a=\r\nb=\nc=":                "abc",
	"a \t\r\nb  \n c  ":           "a\r\nb\n c",
	"--=20\r\nAnn":                "-- \r\nAnn",
	"a=20 \r\nb= \t\nc":           "a \r\nbc",
	"1 = 2, =x9 =4 ==\n=C3=\n=A4": "1 = 2, =x9 =4 =\xc3\xa4",
	"\x01=E4\xe4":                 "\x01\xe4\xe4",
	"a\r\r\nb\r":                  "a\r\nb",
}

func TestQuotedPrintable(t *testing.T) {
	for text, want := range quotedTexts {
		if got := decodeQuotedPrintable([]byte(text)); string(got) != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// FuzzQuotedPrintable holds to the standard library wherever that reads a text without complaint.
func FuzzQuotedPrintable(f *testing.F) {
	for text := range quotedTexts {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		got := decodeQuotedPrintable(text)
		want, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(text)))
		if err == nil && !bytes.Equal(got, want) {
			t.Fatalf("got  %q\nwant %q", got, want)
		}
		if len(got) > len(text) {
			t.Fatalf("%d bytes of %d", len(got), len(text))
		}
	})
}
