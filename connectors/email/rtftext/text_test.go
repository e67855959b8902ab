package rtftext

import (
	"encoding/binary"
	"encoding/hex"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// decodeTest knows the code pages of the tests.
func decodeTest(b []byte, codepage int) string {
	switch codepage {
	case 936:
		s, _ := simplifiedchinese.GBK.NewDecoder().Bytes(b)
		return string(s)
	case 1251:
		s, _ := charmap.Windows1251.NewDecoder().Bytes(b)
		return string(s)
	case 1252:
		s, _ := charmap.Windows1252.NewDecoder().Bytes(b)
		return string(s)
	}
	return "[" + strconv.Itoa(codepage) + "]"
}

// stored is RTF in a stream without compression.
func stored(rtf string) []byte {
	b := make([]byte, headerSize, headerSize+len(rtf))
	binary.LittleEndian.PutUint32(b[0:], uint32(len(rtf)+headerSize-4))
	binary.LittleEndian.PutUint32(b[4:], uint32(len(rtf)))
	binary.LittleEndian.PutUint32(b[8:], uncompressed)
	return append(b, rtf...)
}

// The streams are the examples of [MS-OXRTFCP] sections 3.1 and 3.2; the second refers to what it is just writing.
func TestStreamsOfTheSpecificationAreExpanded(t *testing.T) {
	if len(firstWindow) != 207 {
		t.Fatalf("the first window has %d bytes, of 207", len(firstWindow))
	}
	for stream, want := range map[string]string{
		"2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0": "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n",
		"1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0":                                       "{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}",
	} {
		b, err := hex.DecodeString(stream)
		if err != nil {
			t.Fatal(err)
		}
		if got := string(expand(b)); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		for n := range b {
			if got := string(expand(b[:n])); !strings.HasPrefix(want, got) {
				t.Errorf("the first %d bytes give %q", n, got)
			}
		}
	}
}

func TestRTFBecomesText(t *testing.T) {
	for rtf, want := range map[string]string{
		`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fnil Arial;}}{\colortbl;\red0;}\pard Hello\par\par my order 17.\par}`: "Hello\n\nmy order 17.\n",
		`{\rtf1 Gr\'f6\'dfe, 5 \'80\line {\b bold}\tab\u8364?\endash\~\{x\}\\}`:                                     "Größe, 5 €\nbold\t€–\u00a0{x}\\",
		`{\rtf1\ansicpg1251 \'c7\'e0\'ea\'e0\'e7}`:                                                                  "Заказ",
		`{\rtf1\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset134 S;}}\f0 a {\f1 \'b6\'a9\'b5\'a5} b}`:         "a 订单 b",
		`{\rtf1\uc1\u-10179?\u-8704?!\uc0\u228 x\uc2\u252??y}`:                                                      "😀!äxüy",
		`{\rtf1{\*\unknown secret}{\info{\title t}}{\pict 00ff}{\field{\*\fldinst HYPERLINK "x"}{\fldrslt link}}}`:  "link",
		"{\\rtf1 a\r\nb\\\nc\\bin4 {{}}d}":                                                                          "ab\ncd",
		`{\rtf1 a} behind`:                                                                                          "a",
		`{\rtf1 a\'zz b\`:                                                                                           "azz b",
		`{\rtf1{\pntext 1.\tab}item}`:                                                                               "1.\titem",
		`no RTF`:                                                                                                    "",
		`{\rtf1`:                                                                                                    "",
	} {
		if got, isHTML := Text(stored(rtf), decodeTest); got != want || isHTML {
			t.Errorf("%s\ngot  %q, %t\nwant %q", rtf, got, isHTML, want)
		}
	}
}

func TestThePageInRTFComesOutAsItWas(t *testing.T) {
	const rtf = `{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}}{\*\generator x;}` +
		`{\*\htmltag19 <html>}{\*\htmltag50 <body>}{\*\htmltag64 <p title="gr\'fcn">}\htmlrtf {\htmlrtf0 Order 17{\*\htmltag116 <br>}\htmlrtf \line\htmlrtf0 5 {\*\htmltag84 &euro;}` +
		`\htmlrtf \'80\htmlrtf0 \htmlrtf }\htmlrtf0 {\*\mhtmltag64 <p>}{\*\htmltag72 </p>}{\*\htmltag58 </body>}{\*\htmltag27 </html>}}`
	const want = `<html><body><p title="grün">Order 17<br>5 &euro;</p></body></html>`
	if got, isHTML := Text(stored(rtf), decodeTest); got != want || !isHTML {
		t.Errorf("got  %s, %t\nwant %s", got, isHTML, want)
	}
}

// Twice the stream takes about twice the memory, whatever its shape; what it expands to is bounded.
func TestWorkGrowsWithTheStream(t *testing.T) {
	for _, unit := range []string{"a", "{", "{}", `\u8364?`, `\'e4`, `{\f1 a}`, `{\*\x `, `\bin9999999999 `, `\fcharset134\f1`} {
		cost := func(n int) uint64 {
			stream := stored(`{\rtf1{\fonttbl ` + strings.Repeat(unit, n/len(unit)))
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			Text(stream, decodeTest)
			runtime.ReadMemStats(&after)
			return after.TotalAlloc - before.TotalAlloc
		}
		small, large := cost(128<<10), cost(256<<10)
		if large > 3*small+1<<20 {
			t.Errorf("%s: %d bytes for a stream, %d for twice the stream", unit, small, large)
		}
	}
	bomb := make([]byte, headerSize+maxRTF/2)
	binary.LittleEndian.PutUint32(bomb[8:], compressed)
	for i := headerSize; i < len(bomb); i++ {
		bomb[i] = 0xff
	}
	if n := len(expand(bomb)); n > maxRTF+8*17 {
		t.Errorf("a stream of %d bytes was expanded to %d", len(bomb), n)
	}
}

func FuzzText(f *testing.F) {
	f.Add(stored(`{\rtf1\ansicpg1252{\fonttbl{\f0\fcharset134 A;}}\f0 \'b6\'a9\u-10179?\par}`))
	f.Add(stored(`{\rtf1\fromhtml1{\*\htmltag64 <p>}\htmlrtf x\htmlrtf0 y}`))
	b, _ := hex.DecodeString("2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0")
	f.Add(b)
	f.Fuzz(func(t *testing.T, stream []byte) {
		decode := func(b []byte, _ int) string { return strings.ToValidUTF8(string(b), "?") }
		if text, _ := Text(stream, decode); !utf8.ValidString(text) {
			t.Errorf("%q is no UTF-8", text)
		}
	})
}
