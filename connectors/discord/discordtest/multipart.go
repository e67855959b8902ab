package discordtest

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"strings"
)

// unpack takes the JSON out of a multipart body and keeps the files' names (developers/reference, section Uploading Files).
func (c *call) unpack() error {
	if len(c.body) == 0 {
		return nil
	}
	kind, params, err := mime.ParseMediaType(c.req.Header.Get("Content-Type"))
	switch {
	case err == nil && kind == "application/json":
		return nil
	case err == nil && kind == "multipart/form-data":
		return c.unpackParts(multipart.NewReader(bytes.NewReader(c.body), params["boundary"]))
	}
	return invalid(50035, `a body needs "Content-Type: application/json" or multipart/form-data`)
}

func (c *call) unpackParts(parts *multipart.Reader) error {
	c.body = nil
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return invalid(50035, "multipart: "+err.Error())
		}
		data, err := io.ReadAll(part)
		if err != nil {
			return invalid(50035, "multipart: "+err.Error())
		}
		switch {
		case part.FormName() == "payload_json":
			c.body = data
		case strings.HasPrefix(part.FormName(), "file"):
			id := c.newID()
			c.files = append(c.files, Attachment{
				ID: id, Filename: part.FileName(), ContentType: part.Header.Get("Content-Type"), Size: len(data),
				URL: "https://cdn.discordapp.com/attachments/" + id + "/" + part.FileName(),
			})
		default:
			return formError(part.FormName(), "UNKNOWN_PART", "a part is payload_json or files[n]")
		}
	}
}
