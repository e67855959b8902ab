package dkim

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/emersion/go-msgauth/dkim"

	"frontdesk/connectors/email/mailtest"
	"frontdesk/gateway"
)

// world is a DNS with the key of one signer, and a checker that asks it.
type world struct {
	*testing.T
	dns   *mailtest.DNS
	check *Checker
	key   crypto.Signer
	now   atomic.Int64 // seconds
}

func newWorld(t *testing.T) *world {
	t.Helper()
	dns, err := mailtest.StartDNS()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(dns.Close)
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	w := &world{T: t, dns: dns, key: key}
	w.now.Store(1_800_000_000)
	w.check = New(dns.LookupTXT, func() time.Time { return time.Unix(w.now.Load(), 0) })
	return w
}

// publish puts the key into the DNS of a domain.
func (w *world) publish(domain string) {
	w.Helper()
	public := w.key.Public()
	kind := "ed25519"
	encoded, short := public.(ed25519.PublicKey)
	if !short {
		kind = "rsa"
		long, err := x509.MarshalPKIXPublicKey(public)
		if err != nil {
			w.Fatal(err)
		}
		encoded = long
	}
	w.dns.Set("s1._domainkey."+domain, "v=DKIM1; k="+kind+"; p="+base64.StdEncoding.EncodeToString(encoded))
}

// signed is a mail of anna at a domain with the signatures of some.
func (w *world) signed(author string, signers ...string) []byte {
	w.Helper()
	mail := []byte(fmt.Sprintf("From: Anna <anna@%s>\r\nTo: support@shop.example\r\nSubject: Lamp\r\n\r\nWhere is it?\r\n", author))
	for _, s := range signers {
		var out bytes.Buffer
		err := dkim.Sign(&out, bytes.NewReader(mail), &dkim.SignOptions{
			Domain: s, Selector: "s1", Signer: w.key, HeaderKeys: []string{"From", "To", "Subject"},
			HeaderCanonicalization: dkim.CanonicalizationRelaxed, BodyCanonicalization: dkim.CanonicalizationRelaxed,
		})
		if err != nil {
			w.Fatal(err)
		}
		mail = out.Bytes()
	}
	return mail
}

// expect checks a mail and compares each signature as "domain result aligned".
func (w *world) expect(raw []byte, author string, want ...string) []gateway.Signature {
	w.Helper()
	found := w.check.Check(context.Background(), raw, author)
	var got []string
	for _, s := range found {
		line := s.Domain + " " + string(s.Result)
		if s.Aligned {
			line += " aligned"
		}
		got = append(got, line)
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		w.Errorf("got %q (%+v), want %q", got, found, want)
	}
	return found
}

func TestASignatureOfTheAuthorsDomainPasses(t *testing.T) {
	w := newWorld(t)
	w.publish("example.com")
	w.expect(w.signed("example.com", "example.com"), "Example.COM", "example.com pass aligned")
}

func TestALongKeyPasses(t *testing.T) {
	w := newWorld(t)
	var err error
	if w.key, err = rsa.GenerateKey(rand.Reader, 2048); err != nil {
		t.Fatal(err)
	}
	w.publish("example.com")
	w.expect(w.signed("example.com", "example.com"), "example.com", "example.com pass aligned")
}

func TestChangedMailIsUnknownNotFailed(t *testing.T) {
	w := newWorld(t)
	w.publish("example.com")
	raw := w.signed("example.com", "example.com")
	w.expect(bytes.Replace(raw, []byte("Where is it?"), []byte("Send me ten."), 1), "example.com", "example.com unknown")
	w.expect(bytes.Replace(raw, []byte("Lamp"), []byte("Gift"), 1), "example.com", "example.com unknown")
}

func TestWhatCanNeverVerifyFails(t *testing.T) {
	w := newWorld(t)
	raw := w.signed("example.com", "example.com")
	w.expect(raw, "example.com", "example.com fail") // no key
	w.dns.Set("s1._domainkey.example.net", "v=DKIM1; p=")
	w.expect(w.signed("example.net", "example.net"), "example.net", "example.net fail") // revoked
}

func TestAnExpiredSignatureProvesNothing(t *testing.T) {
	w := newWorld(t)
	w.publish("example.com")
	for expires, want := range map[time.Duration]string{-time.Hour: "example.com fail", 24 * time.Hour: "example.com pass aligned"} {
		var out bytes.Buffer
		err := dkim.Sign(&out, strings.NewReader("From: anna@example.com\r\n\r\nWhere is it?\r\n"), &dkim.SignOptions{
			Domain: "example.com", Selector: "s1", Signer: w.key, Expiration: time.Now().Add(expires),
		})
		if err != nil {
			t.Fatal(err)
		}
		w.expect(out.Bytes(), "example.com", want)
	}
}

// With l= the body is signed up to some length only: anybody may write below it.
func TestASignatureOverAPartOfTheBodyProvesNothing(t *testing.T) {
	w := newWorld(t)
	w.publish("example.com")
	secret, ok := w.key.(ed25519.PrivateKey)
	if !ok {
		t.Fatalf("the key is %T", w.key)
	}
	raw := func(length string) []byte {
		body := sha256.Sum256([]byte("Where is it?\r\n"))
		tags := "v=1; a=ed25519-sha256; c=simple/simple; d=example.com; s=s1; h=From; " + length + "bh=" + base64.StdEncoding.EncodeToString(body[:]) + "; b="
		over := sha256.Sum256([]byte("From: anna@example.com\r\nDKIM-Signature: " + tags))
		signature := base64.StdEncoding.EncodeToString(ed25519.Sign(secret, over[:]))
		return []byte("DKIM-Signature: " + tags + signature + "\r\nFrom: anna@example.com\r\n\r\nWhere is it?\r\n")
	}
	w.expect(raw(""), "example.com", "example.com pass aligned")
	w.expect(raw("l=14; "), "example.com", "example.com unknown")
	w.expect(append(raw("l=14; "), "Send ten.\r\n"...), "example.com", "example.com unknown")
}

func TestSignaturesOfOthersAreNotLookedUp(t *testing.T) {
	w := newWorld(t)
	w.publish("example.com")
	w.publish("mailer.example.net")
	w.expect(w.signed("example.com", "mailer.example.net"), "example.com")
	if n := w.dns.Asked("s1._domainkey.mailer.example.net"); n != 0 {
		t.Errorf("asked %d times for the key of another", n)
	}
	w.expect(w.signed("example.com", "mailer.example.net", "example.com"), "example.com", "example.com pass aligned")
	w.expect(w.signed("example.com", "example.com", "mailer.example.net"), "example.com", "example.com pass aligned")
}

func TestAForgedAuthorIsNotAligned(t *testing.T) {
	w := newWorld(t)
	w.publish("evil.co.uk")
	w.expect(w.signed("bank.co.uk", "evil.co.uk"), "bank.co.uk")
}

func TestABrokenDNSLeavesItUnknownAndIsAskedAgainLater(t *testing.T) {
	w := newWorld(t)
	w.publish("example.com")
	w.dns.Break("s1._domainkey.example.com")
	raw := w.signed("example.com", "example.com")
	w.expect(raw, "example.com", "example.com unknown")
	w.dns.Set("s1._domainkey.example.com")
	w.publish("example.com")
	w.expect(raw, "example.com", "example.com unknown") // the failure is still remembered
	w.now.Add(61)
	w.expect(raw, "example.com", "example.com pass aligned")
}

func TestAnswersAreRemembered(t *testing.T) {
	w := newWorld(t)
	w.publish("example.com")
	raw := w.signed("example.com", "example.com")
	const key = "s1._domainkey.example.com"
	for range 3 {
		w.expect(raw, "example.com", "example.com pass aligned")
	}
	if n := w.dns.Asked(key); n != 1 {
		t.Errorf("asked %d times", n)
	}
	w.now.Add(int64(keepFound/time.Second) + 1)
	w.expect(raw, "example.com", "example.com pass aligned")
	if n := w.dns.Asked(key); n != 2 {
		t.Errorf("asked %d times after an hour", n)
	}
}

func TestMemoryIsBounded(t *testing.T) {
	asked := 0
	m := newMemory(func(context.Context, string) ([]string, error) { asked++; return []string{"x"}, nil }, time.Now)
	for i := range memorySize + 50 {
		if _, err := m.txt(context.Background(), fmt.Sprintf("n%d.example.com", i)); err != nil {
			t.Fatal(err)
		}
	}
	if len(m.known) > memorySize || asked != memorySize+50 {
		t.Errorf("%d names remembered, %d asked for", len(m.known), asked)
	}
}

func TestACheckEndsWithItsContext(t *testing.T) {
	w := newWorld(t)
	ctx, cancel := context.WithCancel(context.Background())
	silent := func(ctx context.Context, _ string) ([]string, error) {
		cancel()
		<-ctx.Done()
		return nil, ctx.Err()
	}
	found := New(silent, time.Now).Check(ctx, w.signed("example.com", "example.com"), "example.com")
	if len(found) != 1 || found[0].Result != gateway.AuthUnknown || !errors.Is(ctx.Err(), context.Canceled) {
		t.Errorf("found %+v", found)
	}
}

func TestDamagedMailIsNoTrouble(t *testing.T) {
	w := newWorld(t)
	w.publish("example.com")
	for _, raw := range []string{
		"", "\r\n", "DKIM-Signature:", "DKIM-Signature: d=example.com", "DKIM-Signature: v=1; d=example.com\r\n\r\nx",
		"DKIM-Signature: v=1; a=rsa-sha256; b=!; bh=!; d=example.com; h=from; s=s1\r\nno colon here\r\n\r\nx",
		"From: a@example.com\nDKIM-Signature: v=1; a=ed25519-sha256; b=; bh=; d=example.com; h=from; s=s1",
	} {
		for _, s := range w.check.Check(context.Background(), []byte(raw), "example.com") {
			if s.Result == gateway.AuthPass {
				t.Errorf("%q passes", raw)
			}
		}
	}
}

func FuzzCheck(f *testing.F) {
	f.Add([]byte("DKIM-Signature: v=1; a=rsa-sha256; d=example.com; s=s1; h=from; b=AA==; bh=AA==\r\nFrom: a@example.com\r\n\r\nx"), "example.com", "v=DKIM1; p=AA==")
	f.Add([]byte("DKIM-Signature: d=a.example.com; d=example.com\n\tx\n\n"), "b.example.com", "v=DMARC1; psd=y")
	f.Fuzz(func(t *testing.T, raw []byte, author, record string) {
		c := New(func(context.Context, string) ([]string, error) { return []string{record}, nil }, time.Now)
		for _, s := range c.Check(context.Background(), raw, author) {
			if s.Result == gateway.AuthPass && !bytes.Contains(raw, []byte(":")) {
				t.Errorf("%+v", s)
			}
			if s.Aligned && s.Result != gateway.AuthPass {
				t.Errorf("aligned without a pass: %+v", s)
			}
		}
	})
}
