package email

import (
	"mime"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/emersion/go-message"

	"frontdesk/gateway"
)

// Limits of an attachment's header.
const (
	maxSentName  = 60  // code points: percent-encoded the name still fits into one line
	maxMediaType = 100 // octets
)

// entity is one MIME entity of a mail that we write: a leaf with content, or children.
type entity struct {
	header   message.Header
	content  []byte
	children []entity
}

// body is the text, with HTML beside it and attachments after it where there are any. An automatic reply carries none:
// nothing is sent back to a sender who may be forged (RFC 3834 section 2).
func (c *composer) body() entity {
	body := textPart("text/plain", c.d.Text)
	if c.d.HTML != "" {
		body = c.multipart("alternative", body, textPart("text/html", c.d.HTML))
	}
	if c.d.Kind.Automatic() {
		return body
	}
	all := []entity{body}
	for _, a := range c.d.Attachments {
		if a.Content != nil {
			all = append(all, attachmentPart(a))
		}
	}
	if len(all) == 1 {
		return body
	}
	return c.multipart("mixed", all...)
}

func (c *composer) multipart(kind string, children ...entity) entity {
	e := entity{children: children}
	e.header.SetContentType("multipart/"+kind, map[string]string{"boundary": c.boundary + kind[:1]})
	return e
}

// boundary begins with a sequence that neither quoted-printable nor base64 can hold (RFC 2045 section 6.7), so that no
// text can end its part.
func boundary(keys *gateway.Keyring, id string) string { return "=_" + keys.Origin("boundary "+id) }

func textPart(kind, text string) entity {
	e := entity{content: []byte(plain(text))}
	e.header.SetContentType(kind, map[string]string{"charset": "utf-8"})
	e.header.Set("Content-Transfer-Encoding", "quoted-printable")
	return e
}

// plain is valid UTF-8 with LF line ends; the encoder makes CRLF of them.
func plain(text string) string {
	text = strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\r\n", "\n")
	return strings.ReplaceAll(text, "\r", "\n")
}

func attachmentPart(a gateway.Attachment) entity {
	kind, _, err := mime.ParseMediaType(a.Type) // parameters tell of the text as it was, not of these bytes
	if err != nil || len(kind) > maxMediaType || strings.HasPrefix(kind, "message/") || strings.HasPrefix(kind, "multipart/") {
		kind = "application/octet-stream" // the last two must not be in base64 (RFC 2045 section 6.4)
	}
	e := entity{content: a.Content}
	e.header.Set("Content-Type", kind)
	e.header.Set("Content-Transfer-Encoding", "base64")
	disposition := mime.FormatMediaType("attachment", map[string]string{"filename": sentName(a.Name)}) // by RFC 2231
	e.header.AddRaw([]byte(fold("Content-Disposition", strings.SplitAfter(disposition, "; "))))
	return e
}

// sentName is a name without a path, short enough for a line, its ending kept.
func sentName(name string) string {
	name = oneLine(path.Base(strings.ReplaceAll(name, `\`, "/")), utf8.RuneCountInString(name)+1)
	if name == "" || name == "." || name == "/" || name == ".." {
		return "attachment"
	}
	runes := []rune(name)
	if len(runes) <= maxSentName {
		return name
	}
	ending := []rune(path.Ext(name))
	if len(ending) > maxSentName/4 {
		ending = nil
	}
	return string(runes[:maxSentName-len(ending)]) + string(ending)
}

func (e entity) writeTo(w *message.Writer) error {
	if e.children == nil {
		if _, err := w.Write(e.content); err != nil {
			return err
		}
	}
	for _, child := range e.children {
		cw, err := w.CreatePart(child.header)
		if err != nil {
			return err
		}
		if err := child.writeTo(cw); err != nil {
			return err
		}
	}
	return w.Close()
}
