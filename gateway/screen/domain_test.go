package screen

import (
	"testing"

	"frontdesk/gateway"
)

func TestOrgDomain(t *testing.T) {
	cases := []struct{ domain, want string }{
		{"example.com", "example.com"},
		{"Mail.Example.COM.", "example.com"},
		{"a.b.example.co.uk", "example.co.uk"},
		{"co.uk", "co.uk"},
		{"shop.github.io", "shop.github.io"},
		{"münchen.de", "xn--mnchen-3ya.de"},
		{"post.MÜNCHEN.de", "xn--mnchen-3ya.de"},
		{"xn--mnchen-3ya.de", "xn--mnchen-3ya.de"},
		{"[192.0.2.1]", "[192.0.2.1]"},
		{"localhost", "localhost"},
		{"", ""},
	}
	for _, c := range cases {
		if got := OrgDomain(c.domain); got != c.want {
			t.Errorf("OrgDomain(%q) is %q, want %q", c.domain, got, c.want)
		}
	}
}

func TestFreemail(t *testing.T) {
	for _, d := range []string{"gmail.com", "GMX.de", "mail.qq.com", "yahoo.co.jp", "naver.com"} {
		if !Freemail(d) {
			t.Errorf("%s is not known as freemail", d)
		}
	}
	for _, d := range []string{"example.com", "gmail.com.example.com", "mygmail.com", ""} {
		if Freemail(d) {
			t.Errorf("%q is taken for freemail", d)
		}
	}
}

func TestFreemailNamesOrganisationalDomains(t *testing.T) {
	for d := range freemail {
		if OrgDomain(d) != d {
			t.Errorf("%s can never be found: its organisational domain is %s", d, OrgDomain(d))
		}
	}
}

func TestKeysForCountingAreTheSameForOneSender(t *testing.T) {
	same := []gateway.Address{{Addr: "Anna@Example.com"}, {Addr: "anna+shop@example.com", Name: "x"}, {Addr: " anna@EXAMPLE.COM"}}
	for _, a := range same {
		if SenderKey(a) != SenderKey(same[0]) {
			t.Errorf("%s is counted as %s", a.Addr, SenderKey(a))
		}
	}
	if SenderKey(same[0]) == SenderKey(gateway.Address{Addr: "ben@example.com"}) {
		t.Error("two senders share a key")
	}
	a := ShapeKey(gateway.Address{Addr: "a@mail.example.com"}, "Re: [#1] case 2")
	if b := ShapeKey(gateway.Address{Addr: "b@example.com"}, "[#2] Case 3"); a != b {
		t.Errorf("one domain and shape have two keys: %s and %s", a, b)
	}
	if c := ShapeKey(gateway.Address{Addr: "b@example.org"}, "[#2] Case 3"); a == c {
		t.Error("two domains share a shape key")
	}
}
