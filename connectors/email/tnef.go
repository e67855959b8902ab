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

	tnefFile           = 0x00069002 // begins a file
	tnefFileName       = 0x00018010
	tnefFileData       = 0x0006800f
	tnefFileProperties = 0x00069005
	propFileName       = 0x3704 // of eight and three letters
	propLongFileName   = 0x3707
	propFileData       = 0x3701
)

// tnefText is the text in a winmail.dat: as HTML where isHTML, empty where it has none.
func tnefText(b []byte) (text string, isHTML bool) {
	r := readTNEF(b)
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

// isTNEF says whether a part is a winmail.dat.
func (p *part) isTNEF() bool {
	return p.kind == "application/ms-tnef" || p.kind == "application/vnd.ms-tnef" || p.isNamed("winmail.dat")
}

// readTNEF reads a winmail.dat as far as it can be read.
func readTNEF(b []byte) *tnefReader {
	r := &tnefReader{b: b, codepage: "windows-1252"}
	r.failed = r.uint32() != tnefMagic
	r.take(2)
	for r.ok() {
		r.attribute()
	}
	return r
}

// tnefReader reads little-endian values; behind the end it gives zeros and is not ok any more.
type tnefReader struct {
	b                 []byte
	failed            bool
	codepage          string
	plain, body, html string
	rtf               []byte // compressed
	files             []uuFile
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
		r.properties(value, r.textProperty)
	case tnefFile:
		if len(r.files) < maxParts {
			r.files = append(r.files, uuFile{})
		}
	case tnefFileName, tnefFileData, tnefFileProperties:
		if len(r.files) > 0 {
			r.fileAttribute(&r.files[len(r.files)-1], id, value)
		}
	}
}

func (r *tnefReader) fileAttribute(file *uuFile, id uint32, value []byte) {
	switch id {
	case tnefFileName:
		file.name = decodeCharset(withoutNull(value), r.codepage)
	case tnefFileData:
		file.content = value
	case tnefFileProperties:
		r.properties(value, func(kind, id uint16, value []byte) {
			switch {
			case id == propLongFileName, id == propFileName && file.name == "":
				file.name = r.text(kind, value)
			case id == propFileData && kind == 0x102 && file.content == nil:
				file.content = value
			}
		})
	}
}

// properties calls take for each property of an attribute, with its kind, its id and its value.
func (r *tnefReader) properties(attribute []byte, take func(kind, id uint16, value []byte)) {
	in := &tnefReader{b: attribute}
	for n := in.uint32(); n > 0 && in.ok(); n-- {
		kind, id := in.uint16(), in.uint16()
		if id >= 0x8000 {
			in.skipName()
		}
		take(kind, id, in.value(kind))
	}
}

func (r *tnefReader) textProperty(kind, id uint16, value []byte) {
	switch {
	case id == propBody && (kind == 0x1f || kind == 0x1e):
		r.body = r.text(kind, value)
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

// text is the value of a property of one of the two kinds that hold text: 16 bits of Unicode, or the code page.
func (r *tnefReader) text(kind uint16, value []byte) string {
	if kind == 0x1f {
		return decodeCharset(value, "utf-16le")
	}
	return decodeCharset(withoutNull(value), r.codepage)
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
