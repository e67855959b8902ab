package email

import (
	"bytes"
	"regexp"
	"strings"

	"frontdesk/connectors/email/trim"
	"frontdesk/gateway"
)

// uuBegin starts a file in the text, as mail had them before MIME.
var uuBegin = regexp.MustCompile(`(?m)^begin (?:[0-7]{3,4}) ([^\r\n]{1,200})\r?\n`)

// uuFile is a file that stood in a text.
type uuFile struct {
	name    string
	content []byte
}

// maxUU is how many files of one text are looked for.
const maxUU = 50

// filesInText finds uuencoded files in a text. They stay in it, since what only looks like one is a text, and their
// ranges are none of what is new in it.
func filesInText(text string) (files []uuFile, ranges []gateway.Cut) {
	at := 0
	if !strings.HasPrefix(text, "begin ") && !strings.Contains(text, "\nbegin ") {
		return nil, nil
	}
	for len(files) < maxUU && strings.Contains(text[at:], "begin ") {
		m := uuBegin.FindStringSubmatchIndex(text[at:])
		if m == nil {
			break
		}
		body := at + m[1]
		content, end, ok := decodeUU(text[body:])
		if !ok {
			at = body
			continue
		}
		files = append(files, uuFile{strings.TrimSpace(text[at+m[2] : at+m[3]]), content})
		ranges = append(ranges, gateway.Cut{Rule: trim.File, Start: at + m[0], End: body + end})
		at = body + end
	}
	return files, ranges
}

// decodeUU reads lines up to "end"; end is behind that line.
func decodeUU(text string) (content []byte, end int, ok bool) {
	var out bytes.Buffer
	for line := range strings.Lines(text) {
		end += len(line)
		line = strings.TrimRight(line, "\r\n")
		if line == "end" {
			return out.Bytes(), end, true
		}
		if !decodeUULine(&out, line) {
			return nil, 0, false
		}
	}
	return nil, 0, false
}

// isUU says whether a line is of the characters in use: there are no small letters among them.
func isUU(line string) bool {
	for i := range len(line) {
		if line[i] < ' ' || line[i] > '`' {
			return false
		}
	}
	return true
}

// decodeUULine decodes one line: its length, then groups of four characters for three bytes. Spaces at its end may have
// been lost on the way.
func decodeUULine(out *bytes.Buffer, line string) bool {
	if line == "" || line == "`" {
		return true
	}
	n := int(line[0]-' ') & 0x3f
	if !isUU(line) || (len(line)-1)*3/4 > n+6 {
		return false
	}
	at := func(i int) byte {
		if i < len(line) {
			return (line[i] - ' ') & 0x3f
		}
		return 0
	}
	for i := 1; n > 0; i, n = i+4, n-3 {
		a, b, c, d := at(i), at(i+1), at(i+2), at(i+3)
		group := []byte{a<<2 | b>>4, b<<4 | c>>2, c<<6 | d}
		out.Write(group[:min(n, 3)])
	}
	return true
}
