package dkim

import (
	"context"
	"strings"
	"testing"
	"time"
)

func TestOrganisationsAreFoundByTheTreeWalk(t *testing.T) {
	const long = "a.b.c.d.e.f.g.h.i.example.com"
	cases := []struct {
		name           string
		zone           map[string]string // _dmarc records by domain
		domain, author string
		aligned        bool
	}{
		{"equal needs no record", nil, "example.com", "example.com", true},
		{"no records: each its own", nil, "example.com", "mail.example.com", false},
		{"one record above both", map[string]string{"example.com": "v=DMARC1; p=none"}, "example.com", "mail.example.com", true},
		{"siblings under one record", map[string]string{"example.com": "v=DMARC1; p=none"}, "a.example.com", "b.example.com", true},
		{"strict", map[string]string{"example.com": "v=DMARC1; p=none; adkim=s"}, "example.com", "mail.example.com", false},
		{"strict below only", map[string]string{"example.com": "v=DMARC1; p=none", "mail.example.com": "v=DMARC1; adkim=s"}, "example.com", "mail.example.com", false},
		{"psd=n cuts a part off", map[string]string{"example.com": "v=DMARC1;", "uni.example.com": "v=DMARC1; psd=n"}, "example.com", "x.uni.example.com", false},
		{"psd=n holds its own together", map[string]string{"example.com": "v=DMARC1;", "uni.example.com": "v=DMARC1; psd=n"}, "uni.example.com", "x.uni.example.com", true},
		{"below a public suffix", map[string]string{"example.com": "v=DMARC1; psd=y"}, "a.example.com", "b.example.com", false},
		{"below a public suffix, one owner", map[string]string{"example.com": "v=DMARC1; psd=y"}, "x.a.example.com", "y.a.example.com", true},
		{"two records are none", map[string]string{"example.com": "v=DMARC1; p=none|v=DMARC1; p=reject"}, "example.com", "mail.example.com", false},
		{"other records beside it", map[string]string{"example.com": "hello|v=DMARC1; p=none"}, "example.com", "mail.example.com", true},
		{"long names", map[string]string{"example.com": "v=DMARC1; p=none"}, "example.com", long, true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			for domain, record := range c.zone {
				w.dns.Set("_dmarc."+domain, strings.Split(record, "|")...)
			}
			if got := w.check.speaksFor(context.Background(), c.domain, c.author); got != c.aligned {
				t.Errorf("aligned: %v", got)
			}
		})
	}
}

func TestAWalkAsksEightTimesAtMost(t *testing.T) {
	asked := 0
	c := New(func(context.Context, string) ([]string, error) { asked++; return nil, nil }, time.Now)
	if _, err := c.walk(context.Background(), "a.b.c.d.e.f.g.h.i.j.k.l.m.example.com"); err != nil || asked != maxLabels {
		t.Errorf("asked %d times: %v", asked, err)
	}
}

func TestWithoutTheDNSThePublicSuffixListDecides(t *testing.T) {
	w := newWorld(t)
	w.dns.Break("_dmarc.mail.example.co.uk")
	if !w.check.speaksFor(context.Background(), "example.co.uk", "mail.example.co.uk") {
		t.Error("one registered name is not one organisation")
	}
	w.dns.Break("_dmarc.b.co.uk")
	if w.check.speaksFor(context.Background(), "a.co.uk", "b.co.uk") {
		t.Error("two registered names are one organisation")
	}
}
