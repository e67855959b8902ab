package email

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"testing"

	msgauth "github.com/emersion/go-msgauth/dkim"

	"frontdesk/connectors/email/dkim"
	"frontdesk/connectors/email/mailtest"
	"frontdesk/gateway"
)

// signer publishes a key of example.net and signs mail with it.
func signer(t *testing.T, dns *mailtest.DNS) func(mail string) []byte {
	t.Helper()
	public, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	dns.Set("k._domainkey.example.net", "v=DKIM1; k=ed25519; p="+base64.StdEncoding.EncodeToString(public))
	return func(mail string) []byte {
		var out bytes.Buffer
		err := msgauth.Sign(&out, bytes.NewReader([]byte(mail)), &msgauth.SignOptions{
			Domain: "example.net", Selector: "k", Signer: key, HeaderKeys: []string{"From", "Subject"},
			HeaderCanonicalization: msgauth.CanonicalizationRelaxed, BodyCanonicalization: msgauth.CanonicalizationRelaxed,
		})
		if err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
}

func TestSignaturesAreCheckedOnTheBytesThatTheServerGives(t *testing.T) {
	eachServer(t, func(t *testing.T, b box) {
		dns, err := mailtest.StartDNS()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(dns.Close)
		sign := signer(t, dns)
		said := newReports()
		c := newConnector(b.settings(), b.password, said)
		c.dkim = dkim.New(dns.LookupTXT, c.env.Now)
		c.settings.Authserv = []string{"mx.example.test"}
		b.put(sign("From: Anna <anna@example.net>\r\nTo: support@example.test\r\nSubject: Lamp\r\nMessage-ID: <s1@example.net>\r\n\r\nWhere is it?\r\n\r\nAnna\r\n"))
		b.put([]byte("From: Ben <ben@example.net>\r\nSubject: Lamp\r\nMessage-ID: <s2@example.net>\r\n\r\nAnd mine?\r\n"))
		b.put(append([]byte("Authentication-Results: mx.example.test; dmarc=fail header.from=example.net\r\n"),
			sign("From: Eve <eve@example.net>\r\nSubject: Lamp\r\nMessage-ID: <s3@example.net>\r\n\r\nAnd mine?\r\n")...))
		found := map[string][]gateway.Signature{}
		for _, e := range run(t, c, newInbox(), said).inbox.wait(t, 3) {
			found[e.Message.Author.Addr] = e.Message.Facts.Signatures
		}
		anna := found["anna@example.net"]
		if len(anna) != 1 || anna[0].Result != gateway.AuthPass || !anna[0].Aligned {
			t.Errorf("anna's signature: %+v", anna)
		}
		if len(found["ben@example.net"]) != 0 || len(found["eve@example.net"]) != 0 {
			t.Errorf("checked what has none, or what is judged: %+v", found)
		}
	})
}
