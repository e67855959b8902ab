package email

import (
	"bytes"
	"mime"
	"regexp"
	"strings"
)

// Limits of the MIME tree. What is over them is not looked into, and Facts.Broken tells of it.
const (
	maxDepth = 20
	maxParts = 200
)

// part is one MIME entity.
type part struct {
	header header
	depth  int
	kind   string            // media type, lower case
	params map[string]string // of the media type
	body   []byte            // as on the wire
	parts  []*part           // of a multipart
	whole  bool              // a multipart without any delimiter: its body is read as text
	odd    bool              // it names no media type where it should

	decoded   []byte // see content
	isDecoded bool
}

// tree parses a MIME tree within the limits.
type tree struct {
	count int
	over  string // which limit was reached
}

func (t *tree) parse(h header, body []byte, depth int, otherwise string) *part {
	t.count++
	p := &part{header: h, depth: depth, kind: otherwise, body: body}
	value, ok := h.get("Content-Type")
	if depth > 0 {
		value, ok = h.last("Content-Type") // of several, the last stands where the delimiter of its own part was lost
	}
	if ok {
		if kind, params, readable := parseMediaType(value); readable {
			p.kind, p.params = kind, params
		} else {
			p.odd = value != ""
		}
	}
	if !p.isMultipart() {
		return p
	}
	if depth >= maxDepth {
		t.over = "more than 20 levels of parts"
		return p
	}
	t.split(p)
	return p
}

func (p *part) isMultipart() bool { return strings.HasPrefix(p.kind, "multipart/") }

// isMail says whether the part is a mail that was sent on as a file.
func (p *part) isMail() bool { return p.kind == "message/rfc822" || p.kind == "message/global" }

// split parses the parts of a multipart.
func (t *tree) split(p *part) {
	t.children(p, p.params["boundary"])
	if len(p.parts) == 0 {
		p.body = p.content() // RFC 2045 section 6.4 forbids to encode the whole, and some do
		t.children(p, p.params["boundary"])
	}
	if len(p.parts) == 0 {
		t.children(p, likelyBoundary(p.body))
	}
	p.whole = len(p.parts) == 0
}

// lostBoundary is a delimiter line as it stands above the header of a part.
var lostBoundary = regexp.MustCompile(`(?im)^--([^\r\n]{1,200})\r?\n[ \t]*Content-[a-z-]{2,30}:`)

// likelyBoundary is what the parts of a body are delimited by where the header says otherwise; empty for none.
func likelyBoundary(body []byte) string {
	if m := lostBoundary.FindSubmatch(body); m != nil {
		return string(bytes.TrimRight(m[1], " \t"))
	}
	return ""
}

func (t *tree) children(p *part, boundary string) {
	if boundary == "" {
		return
	}
	otherwise := "text/plain"
	if p.kind == "multipart/digest" {
		otherwise = "message/rfc822"
	}
	rest, found := afterBoundary(p.body, boundary)
	for found {
		if t.count >= maxParts {
			t.over = "more than 200 parts"
			return
		}
		var raw []byte
		raw, rest, found = untilBoundary(rest, boundary)
		h, body := splitPart(raw)
		p.parts = append(p.parts, t.parse(h, body, p.depth+1, otherwise))
	}
}

// splitPart is splitHeader for a part, which may start with an empty line: it has no header then.
func splitPart(raw []byte) (h header, body []byte) {
	if line, rest := cutLine(raw); len(line) == 0 {
		return nil, rest
	}
	h, body, _ = splitHeader(raw)
	return h, body
}

// afterBoundary skips the preamble.
func afterBoundary(b []byte, boundary string) (rest []byte, found bool) {
	_, rest, found = untilBoundary(b, boundary)
	return rest, found
}

// untilBoundary cuts at the next delimiter line (RFC 2046 section 5.1.1). more is false after the last one, and where
// there is none: mail that was cut off lacks it.
func untilBoundary(b []byte, boundary string) (raw, rest []byte, more bool) {
	delimiter := []byte("--" + boundary)
	for from := 0; from < len(b); {
		i := bytes.Index(b[from:], delimiter)
		if i < 0 {
			break
		}
		start := from + i
		line, next := cutLine(b[start:])
		tail := bytes.TrimRight(line[len(delimiter):], " \t")
		if (start == 0 || b[start-1] == '\n') && (len(tail) == 0 || string(tail) == "--") {
			raw = bytes.TrimSuffix(bytes.TrimSuffix(b[:start], []byte("\n")), []byte("\r"))
			return raw, next, len(tail) == 0 && len(next) > 0
		}
		from = start + len(delimiter)
	}
	return b, nil, false
}

var (
	mediaType  = regexp.MustCompile(`^\s*([A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+)`)
	mediaParam = regexp.MustCompile(`;\s*([A-Za-z0-9_*-]+)\s*=\s*("[^"]*"?|[^;\s]*)`)
)

// parseMediaType reads a Content-Type or one that is damaged; readable is false where no type can be made out.
func parseMediaType(value string) (kind string, params map[string]string, readable bool) {
	s := decodeRaw(value, "")
	if kind, params, ok := usualMediaType(s); ok {
		return kind, params, true
	}
	if kind, params, err := mime.ParseMediaType(s); err == nil && strings.Contains(kind, "/") {
		return kind, withExtended(params, s), true
	}
	m := mediaType.FindStringSubmatch(s)
	if m == nil {
		return "text/plain", nil, strings.EqualFold(strings.TrimSpace(s), "text") // RFC 1049
	}
	return strings.ToLower(m[1]), withExtended(looseParams(s, mediaParam), s), true
}

// withExtended adds the parameters in the extended form of RFC 2231 section 4 whose charset package mime does not know:
// a boundary that is lost takes all parts with it.
func withExtended(params map[string]string, s string) map[string]string {
	if !strings.Contains(s, "*=") {
		return params
	}
	for key, value := range looseParams(s, mediaParam) {
		name, ok := strings.CutSuffix(key, "*")
		if ok && params[name] == "" {
			charset, raw := extended(value)
			params[name] = decodeCharset(raw, charset)
		}
	}
	return params
}

// usualMediaType reads what nearly all mail has, of letters and without escapes, at half the price of mime.ParseMediaType.
func usualMediaType(s string) (kind string, params map[string]string, ok bool) {
	kind, rest, _ := strings.Cut(s, ";")
	kind = strings.ToLower(strings.TrimSpace(kind))
	major, minor, _ := strings.Cut(kind, "/")
	if !isToken(major) || !isToken(minor) {
		return "", nil, false
	}
	params, ok = usualParams(rest)
	return kind, params, ok
}

// usualParams reads the parameters of a type or a disposition in their plain form.
func usualParams(s string) (params map[string]string, ok bool) {
	for rest := strings.TrimSpace(s); rest != ""; rest = strings.TrimSpace(rest) {
		if params == nil {
			params = map[string]string{}
		}
		key, behind, _ := strings.Cut(rest, "=")
		key = strings.ToLower(key)
		value, behind, whole := cutValue(behind)
		if _, twice := params[key]; twice || !whole || !isToken(key) {
			return nil, false
		}
		params[key] = value
		behind = strings.TrimSpace(behind)
		if rest, ok = strings.CutPrefix(behind, ";"); !ok && behind != "" {
			return nil, false
		}
	}
	return params, true
}

// cutValue cuts behind the value of a parameter.
func cutValue(s string) (value, rest string, whole bool) {
	if quoted, found := strings.CutPrefix(s, `"`); found {
		value, rest, whole = strings.Cut(quoted, `"`)
		return value, rest, whole && isPlain(value) && !strings.Contains(value, `\`)
	}
	value, rest = cutToken(s)
	return value, rest, value != ""
}

// isToken says whether s is a name as most are; those with an asterisk are read otherwise (RFC 2231).
func isToken(s string) bool {
	token, rest := cutToken(s)
	return token != "" && rest == ""
}

// cutToken cuts behind letters, figures and what else stands in names and values.
func cutToken(s string) (token, rest string) {
	for i := range len(s) {
		if c := s[i]; (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') && c != '-' && c != '_' && c != '.' && c != '+' {
			return s[:i], s[i:]
		}
	}
	return s, ""
}

func looseParams(s string, form *regexp.Regexp) map[string]string {
	params := map[string]string{}
	for _, m := range form.FindAllStringSubmatch(s, maxParts) {
		params[strings.ToLower(m[1])] = strings.Trim(strings.TrimSpace(m[2]), `"`)
	}
	return params
}

// content is the body without its transfer encoding. Damaged encodings give what can be made out. It is not to be changed.
func (p *part) content() []byte {
	if !p.isDecoded {
		p.decoded, p.isDecoded = p.decode(), true
	}
	return p.decoded
}

// isLeaf says whether the part has content of its own.
func (p *part) isLeaf() bool { return len(p.parts) == 0 }

// walk calls f for the part and all below, in reading order.
func (p *part) walk(f func(*part)) {
	f(p)
	for _, child := range p.parts {
		child.walk(f)
	}
}
