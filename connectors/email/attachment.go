package email

import (
	"mime"
	"net/url"
	"path"
	"regexp"
	"strings"

	"frontdesk/gateway"
)

// Limits of the bytes that are kept of attachments; of others only name, type and size.
const (
	maxAttachment  = 10 << 20
	maxAttachments = 20 << 20 // of one mail
	maxName        = 255
)

// attachments are the leaves that no text was made of, and the files that stood in texts. Where the mail was cut off, the
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
	value, _ := p.header.get("Content-Disposition")
	word, _, _ := strings.Cut(string(value), ";")
	return strings.EqualFold(strings.TrimSpace(word), "attachment")
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

func fileName(value []byte, key string) string {
	s := decodeRaw(value, "")
	if _, params, err := mime.ParseMediaType(s); err == nil && params[key] != "" {
		return decodeWords([]byte(params[key]), "")
	}
	params := looseParams(s)
	if name := params[key]; name != "" {
		return decodeWords([]byte(name), "")
	}
	return extendedName(params[key+"*"])
}

var extended = regexp.MustCompile(`^([^']*)'[^']*'(.*)$`)

// extendedName decodes RFC 2231's charset'language'percent-encoded for all charsets.
func extendedName(value string) string {
	m := extended.FindStringSubmatch(value)
	if m == nil {
		return value
	}
	raw, err := url.PathUnescape(m[2])
	if err != nil {
		return m[2]
	}
	return decodeCharset([]byte(raw), m[1])
}
