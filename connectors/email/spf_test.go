package email

import (
	"context"
	"net"
	"slices"
	"strings"
	"testing"
)

// Whatever stands in the DNS, following it ends, within the number of questions that receivers ask.
func FuzzFollowingSPFEnds(f *testing.F) {
	for _, seed := range []string{
		"v=spf1 -all", "v=spf1 include:a.example ~all\nv=spf1 include:example.test", "v=spf1 redirect=a.example\nv=spf1 redirect=example.test",
		"v=spf1 + - ~ ? : / = include: redirect= a/24 mx//64 exists:%{i}.x ptr", "v=spf1\t-all\nV=SPF1 A:", "v=spf1 include:%{d} redirect=%{d}",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, zone string) {
		first, second, _ := strings.Cut(zone, "\n")
		asked := 0
		w := &spfWalk{lookup: func(_ context.Context, name string) ([]string, error) {
			asked++
			switch name {
			case "example.test":
				return []string{first}, nil
			case "a.example":
				return []string{second}, nil
			}
			return nil, &net.DNSError{Err: "no such host", Name: name, IsNotFound: true}
		}}
		_ = w.follow(t.Context(), "example.test") // any error will do
		if asked > maxSPFLookups+1 {
			t.Errorf("%d questions", asked)
		}
		if !slices.Contains([]string{"", "+", "-", "~", "?"}, w.all) {
			t.Errorf("all is %q", w.all)
		}
	})
}
