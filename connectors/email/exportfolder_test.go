package email_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"frontdesk/connectors/email/mailtest"
)

func TestAFolderIsHandedOutWholeAndLeftAsItWas(t *testing.T) {
	each(t, func(t *testing.T, b mailbox) {
		var want []string
		var raws [][]byte
		for i := range 120 {
			raw := question(int64(i), fmt.Sprintf("text %d", i))
			raws, want = append(raws, raw), append(want, string(raw))
		}
		b.fill(t, "Archive", raws...)
		c := connect(t, b.settings, environment())
		var got []string
		names := map[string]bool{}
		err := c.Export(t.Context(), "Archive", func(name string, raw []byte) error {
			got = append(got, string(raw))
			names[name] = true
			return nil
		})
		if err != nil || strings.Join(got, "\x00") != strings.Join(want, "\x00") {
			t.Errorf("%d mails, want %d: %v", len(got), len(want), err)
		}
		if len(names) != len(want) || !strings.HasPrefix(anyOf(names), "Archive/") {
			t.Errorf("%d names, such as %q", len(names), anyOf(names))
		}
		enough := errors.New("enough")
		if err := c.Export(t.Context(), "Archive", func(string, []byte) error { return enough }); !errors.Is(err, enough) {
			t.Errorf("got %v", err)
		}
	})
}

func anyOf(m map[string]bool) string {
	for k := range m {
		return k
	}
	return ""
}

func TestExportSaysWhatIsWrongWithTheAccount(t *testing.T) {
	s := smtpd(t, mailtest.Options{})
	c := connect(t, account(s.IMAP(), s.SMTP()), environment())
	err := c.Export(t.Context(), "Nowhere", func(string, []byte) error { return nil })
	if err == nil || !strings.Contains(err.Error(), `folder "Nowhere" cannot be opened`) {
		t.Errorf("got %v", err)
	}
}
