package email

import (
	"mime"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"

	"frontdesk/gateway"
)

// Limits of the bytes that are kept of attachments; of others only name, type and size.
const (
	maxAttachment  = 10 << 20
	maxAttachments = 20 << 20 // of one mail
	maxName        = 255
)

// attachments are the leaves that no text was made of, those within a winmail.dat, and the files that stood in texts. Where the mail was cut off, the
// last has no content.
func attachments(root *part, body reading, truncated bool) []gateway.Attachment {
	var out []gateway.Attachment
	left := maxAttachments
	add := func(name, kind string, content []byte) {
		a := gateway.Attachment{Name: name, Type: kind, Size: int64(len(content))}
		if len(content) <= maxAttachment && len(content) <= left {
			a.Content = content
			left -= len(content)
		}
		out = append(out, a)
	}
	root.walk(func(p *part) {
		if !p.isLeaf() || body.used[p] || len(p.body) == 0 {
			return
		}
		add(p.name(), cleanLine(p.kind), p.content())
		if p.isTNEF() {
			for _, f := range readTNEF(p.content()).files {
				add(safeName(f.name), "application/octet-stream", f.content)
			}
		}
	})
	for _, f := range *body.files {
		add(safeName(f.name), "application/octet-stream", f.content)
	}
	if truncated && len(out) > 0 {
		out[len(out)-1].Content = nil
	}
	return out
}

// isAttachment says whether a leaf is a file rather than text to read.
func (p *part) isAttachment() bool {
	if p.whole {
		return false
	}
	if p.kind != "text/plain" && p.kind != "text/html" {
		return true
	}
	return p.isSentAsFile()
}

// isSentAsFile says whether the sender means a part to be a file (RFC 2183 section 2.2).
func (p *part) isSentAsFile() bool {
	value, _ := p.header.get("Content-Disposition")
	word, _, _ := strings.Cut(value, ";")
	return strings.EqualFold(strings.TrimSpace(word), "attachment")
}

// isNamed says whether a part of no type has the name of a file whose type is known by it (RFC 8551 section 3.2.1).
func (p *part) isNamed(name string) bool {
	return p.kind == "application/octet-stream" && strings.EqualFold(p.name(), name)
}

// name is the file's name without any folder, decoded from all forms in use.
func (p *part) name() string {
	value, _ := p.header.get("Content-Disposition")
	name := fileName(value, "filename")
	if name == "" {
		value, _ = p.header.get("Content-Type")
		name = fileName(value, "name")
	}
	if name == "" && p.kind == "message/rfc822" {
		return "message.eml"
	}
	return safeName(name)
}

// safeName is the last element of what a sender calls a file.
func safeName(name string) string {
	name = path.Base(strings.ReplaceAll(cleanLine(name), `\`, "/"))
	if name == "." || name == "/" || name == ".." {
		return "attachment"
	}
	return shorten(name, maxName)
}

// fileName is a parameter that names a file, in the forms of RFC 2231 and in what is written instead.
func fileName(value, key string) string {
	s := decodeRaw(value, "")
	if !strings.Contains(strings.ToLower(s), key) {
		return ""
	}
	if kind, rest, _ := strings.Cut(s, ";"); isToken(strings.ReplaceAll(strings.TrimSpace(kind), "/", "-")) {
		if params, ok := usualParams(rest); ok {
			return decodeWords(params[key], "")
		}
	}
	params := looseParams(s, nameParam)
	if name, ok := continuedName(params, key); ok {
		return name
	}
	if _, params, err := mime.ParseMediaType(s); err == nil && params[key] != "" {
		return decodeWords(params[key], "")
	}
	if name := params[key]; name != "" {
		return decodeWords(name, "")
	}
	charset, raw := extended(params[key+"*"])
	return decodeCharset(raw, charset)
}

// nameParam lets blanks into a value without quotes.
var nameParam = regexp.MustCompile(`;\s*([A-Za-z0-9_*-]+)\s*=\s*("[^"]*"?|[^;]*)`)

// continuedName joins a name that is cut into numbered parts (RFC 2231 sections 3 and 4.1). They are decoded together, since
// a character may be cut too.
func continuedName(params map[string]string, key string) (name string, ok bool) {
	charset := ""
	var raw []byte
	for n := 0; ; n++ {
		part := key + "*" + strconv.Itoa(n)
		if value, found := params[part]; found {
			raw = append(raw, value...)
			continue
		}
		value, found := params[part+"*"]
		switch {
		case !found && charset == "":
			return decodeWords(string(raw), ""), n > 0
		case !found:
			return decodeCharset(raw, charset), true
		case n == 0:
			charset, raw = extended(value)
		default:
			raw = append(raw, unescaped(value)...)
		}
	}
}

// extended takes charset'language'value apart (RFC 2231 section 4).
func extended(value string) (charset string, raw []byte) {
	charset, rest, ok := strings.Cut(value, "'")
	_, text, found := strings.Cut(rest, "'")
	if !ok || !found {
		return "", []byte(value)
	}
	return charset, unescaped(text)
}

func unescaped(s string) []byte {
	if raw, err := url.PathUnescape(s); err == nil {
		return []byte(raw)
	}
	return []byte(s)
}
