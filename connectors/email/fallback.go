package email

import (
	"bytes"
	"fmt"
	"strings"

	"frontdesk/connectors/email/htmltext"
	"frontdesk/connectors/email/trim"
	"frontdesk/gateway"
)

// instead is what stands for the text of a mail that has none to read: the mail that it carries, the text in a
// winmail.dat, a text that is sent as a file, else a line that says what was left closed.
func (r reading) instead(root *part) passage {
	var found passage
	if root.kind == "multipart/report" {
		return found // what it carries is another's, and not sent on by a person
	}
	root.walk(func(p *part) {
		if !p.isLeaf() || !found.blank() {
			return
		}
		switch {
		case p.holdsMore():
			found = r.deepText(p)
		case p.isMail():
			found = carried(p)
		case p.isTNEF():
			found = r.tnef(p)
		case p == root && (p.kind == "text/plain" || p.kind == "text/html"), p.isOtherText():
			found = r.readable(p)
		}
	})
	if found.blank() {
		root.walk(func(p *part) {
			if what := closed(p); what != "" && found.blank() {
				found.text = "[This mail is " + what + leftClosed
				found.marks = []gateway.Cut{{Rule: trim.Closed, End: len(found.text)}}
			}
		})
	}
	return found
}

// carried is a mail that a mail consists of, which somebody forwarded as a file.
func carried(p *part) passage {
	h, body := splitPart(p.content())
	inner := (&tree{}).parse(h, body, p.depth+1, "text/plain")
	text := readBody(inner).text
	if strings.TrimSpace(text) == "" {
		return passage{}
	}
	var b strings.Builder
	b.WriteString("---------- Forwarded message ----------\n")
	for _, name := range []string{"From", "Date", "Subject", "To"} {
		if value := h.text(name); value != "" {
			fmt.Fprintf(&b, "%s: %s\n", name, value)
		}
	}
	b.WriteString("\n" + text)
	return passage{b.String(), []gateway.Cut{{Rule: trim.Forwarded, Start: 0, End: b.Len()}}}
}

func (r reading) tnef(p *part) passage {
	text, isHTML := tnefText(p.content())
	text = cleanText(text)
	if isHTML {
		text, marks := htmltext.Text(text)
		return passage{text, marks}
	}
	return passage{text: strings.TrimRight(text, " \t\n")}
}

// closed says by what a part is closed that only its receiver's key opens; empty for others.
func closed(p *part) string {
	switch p.kind {
	case "application/pkcs7-mime", "application/x-pkcs7-mime":
		if strings.HasPrefix(strings.ToLower(p.params["smime-type"]), "signed") {
			return "signed with S/MIME in a form that holds its text closed"
		}
		return "encrypted with S/MIME"
	case "application/pgp-encrypted":
		return openPGP
	}
	switch {
	case p.isLeaf() && bytes.HasPrefix(bytes.TrimSpace(p.body), []byte(armorBegin)):
		return openPGP
	case p.isNamed("smime.p7m"):
		return "encrypted with S/MIME"
	}
	return ""
}

// Marks of an encrypted block in a text (RFC 9580 section 6.2).
const (
	armorBegin = "-----BEGIN PGP MESSAGE-----"
	armorEnd   = "-----END PGP MESSAGE-----"
)

// withoutArmor takes encrypted blocks out of a text; they become files.
func withoutArmor(text string) (rest string, files []uuFile) {
	if !strings.Contains(text, armorBegin) {
		return text, nil
	}
	var b strings.Builder
	for {
		before, block, ok := strings.Cut(text, armorBegin)
		content, after, whole := strings.Cut(block, armorEnd)
		cutOff := !whole && strings.HasPrefix(block, "\n") && (before == "" || strings.HasSuffix(before, "\n"))
		if !ok || !whole && !cutOff {
			b.WriteString(text)
			return b.String(), files
		}
		if whole {
			content += armorEnd + "\n"
		}
		files = append(files, uuFile{"message.asc", []byte(armorBegin + content)})
		b.WriteString(before + partClosed)
		text = after
	}
}

// What is told of closed parts.
const (
	openPGP    = "encrypted with OpenPGP"
	leftClosed = ". It was left closed.]"
	// partClosed stands for an encrypted block of a text.
	partClosed = "[This part is " + openPGP + leftClosed
)

// closedIn are the lines of a text that stand for encrypted blocks: nobody wrote them.
func closedIn(text string) []gateway.Cut {
	var found []gateway.Cut
	start := 0
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) == partClosed {
			found = append(found, gateway.Cut{Rule: trim.Closed, Start: start, End: start + len(line)})
		}
		start += len(line)
	}
	return found
}
