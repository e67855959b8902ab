package rtftext

import "encoding/binary"

// Kinds of the compression ([MS-OXRTFCP] section 2.1.3.1.1).
const (
	compressed   = 0x75465a4c
	uncompressed = 0x414c454d
)

// maxRTF bounds what is made of a stream; two bytes of it may stand for seventeen.
const maxRTF = 16 << 20

const (
	windowSize = 4096
	headerSize = 16
)

// firstWindow is what the window holds at first (section 2.1.2.1).
const firstWindow = `{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans Serif` +
	`SymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0` + "\r\n" + `\par \pard\plain\f0\fs20\b\i\u\tab\tx`

// expand undoes the compression of [MS-OXRTFCP] section 2.2. Of a damaged stream it gives what stands before the damage.
func expand(b []byte) []byte {
	if len(b) < headerSize {
		return nil
	}
	kind, body := binary.LittleEndian.Uint32(b[8:]), b[headerSize:]
	switch kind {
	case uncompressed:
		return body[:min(len(body), maxRTF)]
	case compressed:
		return unpack(body)
	}
	return nil
}

// unpack reads runs of eight tokens, each a byte or a reference into the last 4096 bytes, and the bits before a run that tell
// which.
func unpack(b []byte) []byte {
	var window [windowSize]byte
	at := copy(window[:], firstWindow)
	var out []byte
	put := func(c byte) {
		out = append(out, c)
		window[at] = c
		at = (at + 1) % windowSize
	}
	for len(b) > 0 && len(out) < maxRTF {
		bits := b[0]
		b = b[1:]
		for range 8 {
			if bits&1 == 0 {
				if len(b) == 0 {
					return out
				}
				put(b[0])
				b = b[1:]
			} else {
				if len(b) < 2 {
					return out
				}
				reference := int(binary.BigEndian.Uint16(b))
				b = b[2:]
				from := reference >> 4
				if from == at {
					return out // the end
				}
				for i := range reference&15 + 2 {
					put(window[(from+i)%windowSize])
				}
			}
			bits >>= 1
		}
	}
	return out
}
