package email

import (
	"strings"
	"testing"
)

func TestTransferEncodingsAreTakenOffUnderAllTheirNames(t *testing.T) {
	const base64, quoted, uu = "V2hlcmUgaXMgaXQ/", "Where=20is=20it?", "begin 644 a\n,5VAE<F4@:7,@:70_\n`\nend"
	for name, body := range map[string]string{
		"base64": base64, "BASE64": base64, "base-64": base64, "Base64 (of course)": base64, `"base64"`: base64, "base64;": base64,
		"quoted-printable": quoted, "quoted printable": quoted, "QuotedPrintable": quoted,
		"x-uuencode": uu, "uuencode": uu, "X-UUE": uu,
		"8bit": "Where is it?", "x-unknown": "Where is it?",
	} {
		raw := "From: anna@example.net\nContent-Transfer-Encoding: " + name + "\n\n" + body + "\n"
		if got := Read([]byte(raw), nil).Message.Text; got != "Where is it?" {
			t.Errorf("%s: got %q", name, got)
		}
	}
}

func TestDamagedBase64IsDecodedAsFarAsItIs(t *testing.T) {
	for body, want := range map[string]string{
		"V2hlcmUgaXMgaXQ/":                         "Where is it?",
		"V2hlcmUg\r\n!!\r\naXMgaXQ/":               "Where is it?",
		"V2hlcmUgaXM=\r\nIGl0Pw==":                 "Where is it?",
		"V2hlcmUgaXM=IGl0Pw==":                     "Where is it?",
		"V2hlcmUgaXMgaX":                           "Where is i",
		"V2hlcmUgaXMgaXQ/\n\n____\nYour list says": "Where is it?\nYour list says",
		"Where is it? Tell me, thanks.":            "Where is it? Tell me, thanks.",
		"=":                                        "",
	} {
		if got := strings.ReplaceAll(string(decodeBase64([]byte(body))), "\r", ""); got != want {
			t.Errorf("%q: got %q, want %q", body, got, want)
		}
	}
}
