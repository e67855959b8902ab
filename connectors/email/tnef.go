package email

import (
	"encoding/binary"
	"strings"

	"frontdesk/connectors/email/rtftext"
)

// Identifiers of TNEF ([MS-OXTNEF] sections 2.1.3.3 and 2.1.3.4) and of the properties in it ([MS-OXPROPS]).
const (
	tnefMagic      = 0x223e9f78
	tnefBody       = 0x0002800c
	tnefProperties = 0x00069003
	tnefCodepage   = 0x00069007
	propBody       = 0x1000
	propRTF        = 0x1009
	propHTML       = 0x1013
)

// tnefText is the text in a winmail.dat: as HTML where isHTML, empty where it has none.
func tnefText(b []byte) (text string, isHTML bool) {
	r := &tnefReader{b: b, codepage: "windows-1252"}
	if r.uint32() != tnefMagic {
		return "", false
	}
	r.take(2)
	for r.ok() {
		r.attribute()
	}
	switch {
	case strings.TrimSpace(r.body) != "":
		return r.body, false
	case strings.TrimSpace(r.plain) != "":
		return r.plain, false
	}
	if r.html == "" && r.rtf != nil {
		return rtftext.Text(r.rtf, func(b []byte, codepage int) string { return decodeCharset(b, windowsCodepage(uint32(codepage))) })
	}
	return r.html, r.html != ""
}

// tnefReader reads little-endian values; behind the end it gives zeros and is not ok any more.
type tnefReader struct {
	b                 []byte
	failed            bool
	codepage          string
	plain, body, html string
	rtf               []byte // compressed
}

func (r *tnefReader) ok() bool { return !r.failed && len(r.b) > 0 }

func (r *tnefReader) take(n uint32) []byte {
	if uint64(n) > uint64(len(r.b)) {
		r.failed, r.b = true, nil
		return nil
	}
	out := r.b[:n]
	r.b = r.b[n:]
	return out
}

func (r *tnefReader) uint16() uint16 {
	if b := r.take(2); b != nil {
		return binary.LittleEndian.Uint16(b)
	}
	return 0
}

func (r *tnefReader) uint32() uint32 {
	if b := r.take(4); b != nil {
		return binary.LittleEndian.Uint32(b)
	}
	return 0
}

// attribute is a level, an id, a length, the value and a checksum.
func (r *tnefReader) attribute() {
	r.take(1)
	id := r.uint32()
	value := r.take(r.uint32())
	r.take(2)
	switch id {
	case tnefCodepage:
		if len(value) >= 4 {
			r.codepage = windowsCodepage(binary.LittleEndian.Uint32(value))
		}
	case tnefBody:
		r.plain = decodeCharset(withoutNull(value), r.codepage)
	case tnefProperties:
		r.properties(&tnefReader{b: value})
	}
}

func (r *tnefReader) properties(in *tnefReader) {
	for n := in.uint32(); n > 0 && in.ok(); n-- {
		kind, id := in.uint16(), in.uint16()
		if id >= 0x8000 {
			in.skipName()
		}
		value := in.value(kind)
		switch {
		case id == propBody && kind == 0x1f:
			r.body = decodeCharset(value, "utf-16le")
		case id == propBody && kind == 0x1e:
			r.body = decodeCharset(withoutNull(value), r.codepage)
		case id == propRTF:
			r.rtf = value
		case id == propHTML && r.html == "":
			label := htmlCharset(value)
			if label == "" {
				label = r.codepage
			}
			r.html = decodeCharset(withoutNull(value), label)
		}
	}
}

// skipName skips the name of a property: a GUID, and a number or a string.
func (r *tnefReader) skipName() {
	r.take(16)
	if r.uint32() == 0 {
		r.take(4)
		return
	}
	r.padded(r.uint32())
}

// value is the last of a property's values, of which most have one.
func (r *tnefReader) value(kind uint16) (value []byte) {
	size := tnefSize(kind &^ 0x1000)
	n := uint32(1)
	if size == 0 || kind&0x1000 != 0 {
		n = r.uint32()
	}
	for ; n > 0 && r.ok(); n-- {
		length := size
		if size == 0 {
			length = r.uint32()
		}
		value = r.padded(length)
	}
	return value
}

// padded takes n bytes, and those up to the next multiple of four.
func (r *tnefReader) padded(n uint32) []byte {
	out := r.take(n)
	r.take(-n & 3)
	return out
}

// tnefSize is the size of a value of fixed size, 0 for others.
func tnefSize(kind uint16) uint32 {
	switch kind {
	case 0x1e, 0x1f, 0x0d, 0x102:
		return 0
	case 0x05, 0x06, 0x07, 0x14, 0x40:
		return 8
	case 0x48:
		return 16
	}
	return 4
}

func withoutNull(b []byte) []byte {
	for len(b) > 0 && b[len(b)-1] == 0 {
		b = b[:len(b)-1]
	}
	return b
}

// windowsCodepage names the charsets of Windows code pages.
func windowsCodepage(n uint32) string {
	switch n {
	case 932:
		return "shift_jis"
	case 936:
		return "gb18030"
	case 949:
		return "euc-kr"
	case 950:
		return "big5"
	case 874:
		return "windows-874"
	case 1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258:
		return "windows-" + string([]byte{'1', '2', '5', byte('0' + n%10)})
	case 65001:
		return "utf-8"
	}
	return "windows-1252"
}
