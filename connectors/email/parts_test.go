package email

import (
	"encoding/base64"
	"os"
	"strings"
	"testing"
)

func TestTextsOfOtherTypesAreReadWhereThereIsNoOther(t *testing.T) {
	const file = "\nContent-Disposition: attachment"
	for kind, want := range map[string]string{
		"text/markdown": "Where is <b>it</b>?", "text/x-note": "Where is <b>it</b>?", "text/x-amp-html": "Where is it?", "application/xhtml+xml": "Where is it?",
		"text/enriched": "Where is it?", "text/richtext": "Where is it?",
		"text/calendar": "", "text/vcard": "", "text/csv": "", "application/pdf": "", "text/markdown" + file: "",
	} {
		for _, raw := range []string{
			"From: a@b.example\nContent-Type: " + kind + "\n\nWhere is <b>it</b>?\n",
			"From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: " + kind + "\n\nWhere is <b>it</b>?\n--b--\n",
		} {
			if got := Read([]byte(raw), nil).Message.Text; got != want {
				t.Errorf("%q: got %q, want %q", raw, got, want)
			}
		}
	}
}

func TestEnrichedTextHasItsOwnLineEnds(t *testing.T) {
	raw := "From: a@b.example\nContent-Type: text/enriched\n\n<color><param>red</param>Where\nis</color> it?\n\n5 << 6\n"
	if got := Read([]byte(raw), nil).Message.Text; got != "Where is it?\n5 < 6" {
		t.Errorf("got %q", got)
	}
}

func TestFilesOfNoTypeAreKnownByTheirNames(t *testing.T) {
	tnef, err := os.ReadFile("testdata/read/tnef-rtf.eml")
	if err != nil {
		t.Fatal(err)
	}
	want := Read(tnef, nil).Message.Text
	unnamed := strings.ReplaceAll(string(tnef), "application/ms-tnef", "application/octet-stream")
	if got := Read([]byte(unnamed), nil).Message.Text; got != want || want == "" {
		t.Errorf("winmail.dat: got %q, want %q", got, want)
	}
	closed := "From: a@b.example\nContent-Type: application/octet-stream; name=SMIME.P7M\nContent-Transfer-Encoding: base64\n\n" +
		base64.StdEncoding.EncodeToString([]byte("closed")) + "\n"
	if got := Read([]byte(closed), nil).Message.Text; !strings.Contains(got, "S/MIME") {
		t.Errorf("smime.p7m: got %q", got)
	}
}

func TestClosedTextIsClosedInEveryForm(t *testing.T) {
	const block = armorBegin + "\n\nhQEMA\n"
	for name, raw := range map[string]string{
		"cut off":  "From: a@b.example\n\nSee:\n" + block,
		"in HTML":  "From: a@b.example\nContent-Type: text/html\n\n<p>See:<pre>" + block + armorEnd + "</pre>",
		"in plain": "From: a@b.example\n\nSee:\n" + block + armorEnd + "\n",
	} {
		m := Read([]byte(raw), nil).Message
		if strings.Contains(m.Text, "hQEMA") || !strings.Contains(m.Text, partClosed) || strings.TrimSpace(m.NewText) != "See:" || len(m.Attachments) != 1 {
			t.Errorf("%s: text %q, new %q, attachments %d", name, m.Text, m.NewText, len(m.Attachments))
		}
	}
	const asks = "What does " + armorBegin + " mean?"
	if got := Read([]byte("From: a@b.example\n\n"+asks+"\n"), nil).Message.NewText; got != asks {
		t.Errorf("a question about it: %q", got)
	}
}

func TestUuencodedFilesAreFoundInHTMLAndNotInProse(t *testing.T) {
	const file = "begin 644 a.txt\n#0V%T\n`\nend\n"
	m := Read([]byte("From: a@b.example\nContent-Type: text/html\n\n<p>See:<pre>\n"+file+"</pre>"), nil).Message
	if strings.TrimSpace(m.NewText) != "See:" || len(m.Attachments) != 1 || string(m.Attachments[0].Content) != "Cat" {
		t.Errorf("new %q, attachments %+v", m.NewText, m.Attachments)
	}
	const prose = "begin 100 orders\nWhere are they?\nend"
	if got := Read([]byte("From: a@b.example\n\n"+prose+"\n"), nil).Message.NewText; got != prose {
		t.Errorf("prose: %q", got)
	}
}

func TestClosedPartsBesideATextAreTold(t *testing.T) {
	const start = "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
	const footer = "\n--b\nContent-Type: text/plain\n\nSent to the list.\n--b--\n"
	for name, part := range map[string]string{
		"S/MIME": "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nMIAG",
		"OpenPGP": "Content-Type: multipart/encrypted; boundary=c\n\n--c\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--c\n" +
			"Content-Type: application/octet-stream\n\n" + armorBegin + "\n--c--",
	} {
		m := Read([]byte(start+part+footer), nil).Message
		if m.NewText != "Sent to the list." || strings.Count(m.Text, "[This part is encrypted with "+name+". It was left closed.]") != 1 {
			t.Errorf("%s: text %q, new %q", name, m.Text, m.NewText)
		}
	}
	const inline = start + "\n" + armorBegin + "\n\nhQEMA\n" + armorEnd + "\n--b\nContent-Type: image/png\n\nx" + footer
	if got := Read([]byte(inline), nil).Message.Text; strings.Count(got, "left closed") != 1 {
		t.Errorf("inline: text %q", got)
	}
}

func TestPartsOfAnEncodedMultipartAreRead(t *testing.T) {
	body := base64.StdEncoding.EncodeToString([]byte("--b\n\nWhere is it?\n--b--\n"))
	raw := "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: base64\n\n" + body + "\n"
	if got := Read([]byte(raw), nil).Message.Text; got != "Where is it?" {
		t.Errorf("got %q", got)
	}
}
