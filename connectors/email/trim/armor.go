package trim

import "strings"

// armor marks what OpenPGP writes around a text that is signed in clear (RFC 9580 section 7): the lines above it and the
// signature below.
func (s *splitter) armor() {
	for i := 0; i < len(s.lines); i++ {
		switch s.lines[i].text {
		case "-----BEGIN PGP SIGNED MESSAGE-----":
			for i < len(s.lines) && !s.lines[i].blank() {
				s.mark(i, i+1, Signature)
				i++
			}
		case "-----BEGIN PGP SIGNATURE-----":
			for i < len(s.lines) && !strings.HasPrefix(s.lines[i].text, "-----END PGP ") {
				s.mark(i, i+1, Signature)
				i++
			}
			s.mark(i, i+1, Signature)
		}
	}
}
