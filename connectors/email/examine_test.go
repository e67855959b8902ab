package email

import (
	"crypto/tls"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"frontdesk/configs"
	"frontdesk/connectors/email/mailtest"
	"frontdesk/connectors/email/oauth"
	"frontdesk/connectors/email/oauth/oauthtest"
	"frontdesk/gateway"
)

func startDNS(t *testing.T) *mailtest.DNS {
	t.Helper()
	d, err := mailtest.StartDNS()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	return d
}

// examinedAccount opens an account on this server that asks this DNS.
func examinedAccount(t *testing.T, s *mailtest.Server, d *mailtest.DNS, change func(*Settings)) *Connector {
	t.Helper()
	secret := configs.PlainSecret("secret")
	settings := &Settings{
		Address: "support@example.test", Start: startAll,
		IMAP: Server{Server: s.IMAP(), User: "support@example.test", Password: secret, TLS: TLSNone},
		SMTP: Server{Server: s.SMTP(), TLS: TLSNone},
	}
	if change != nil {
		change(settings)
	}
	var problems configs.Problems
	settings.Check(configs.Section{}, &problems)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	env := gateway.Environment{Channel: gateway.Channel{Name: "support"}, Keys: testKeys(), LookupTXT: d.LookupTXT}
	c, err := Open(t.Context(), settings, env)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// asLines are findings as "level: what; hint" with the first word of their place.
func asLines(findings []gateway.Finding) []string {
	var out []string
	for _, f := range findings {
		kind, _, _ := strings.Cut(f.Place, " ")
		line := fmt.Sprintf("%s %s: %s", kind, f.Level, f.What)
		if f.Hint != "" {
			line += "; " + f.Hint
		}
		out = append(out, line)
	}
	return out
}

// told fails where no finding has all these words.
func told(t *testing.T, findings []gateway.Finding, want string) {
	t.Helper()
	level, words, _ := strings.Cut(want, ": ")
	has := func(line string) bool { return strings.HasPrefix(line, level+": ") && strings.Contains(line, words) }
	if got := asLines(findings); !slices.ContainsFunc(got, has) {
		t.Errorf("%q is not in\n%s", want, strings.Join(got, "\n"))
	}
}

func TestAnExaminationSaysWhatIsWell(t *testing.T) {
	d := startDNS(t)
	d.Set("example.test", "some words", "v=spf1 mx -all")
	d.Set("_dmarc.example.test", "v=DMARC1; p=reject")
	d.Set("google._domainkey.example.test", "v=DKIM1; k=rsa; p=MIGf")
	s := embedded(t, mailtest.Options{MaxSize: 35_000_000})
	mustAppend(t, s, customerMail(0))
	c := examinedAccount(t, s, d, func(s *Settings) { s.Mark.Answered = "$Frontdesk" })
	findings := c.Examine(t.Context(), gateway.Examination{Send: true, LookupHost: d.LookupHost})
	for _, want := range []string{
		"imap note: not encrypted, and stays on this machine",
		"imap ok: logged in as support@example.test with a password",
		"imap ok: the server offers IDLE, UIDPLUS, MOVE, SPECIAL-USE",
		"imap ok: folder Sent is that of sent mail",
		"imap ok: folder INBOX keeps the flag $Frontdesk",
		"imap ok: folder INBOX has 1 mails",
		"smtp ok: logged in as support@example.test with a password",
		"smtp ok: mails of up to 35.0 MB",
		"smtp ok: the server offers DSN",
		"smtp ok: accepts the null sender",
		"domain ok: SPF names who may send, with 1 of 10 questions (-all)",
		"domain ok: DKIM keys stand under google",
		"domain ok: DMARC at _dmarc.example.test asks for reject",
		"test ok: the server took it: 250 ",
		"test ok: it arrived in INBOX after ",
		"test ok: the clocks of this machine and of the mail server agree",
		"test note: it has no DKIM signature of example.test",
	} {
		told(t, findings, want)
	}
	for _, f := range findings {
		if f.Level == gateway.LevelProblem || f.Level == gateway.LevelWarning {
			t.Errorf("%+v", f)
		}
	}
}

func TestATestMailIsSentOnlyOnDemandAndAsAMachines(t *testing.T) {
	d := startDNS(t)
	s := embedded(t, mailtest.Options{})
	c := examinedAccount(t, s, d, nil)
	c.Examine(t.Context(), gateway.Examination{LookupHost: d.LookupHost})
	if n := len(s.Mails()); n != 0 {
		t.Fatalf("%d mails", n)
	}
	c.Examine(t.Context(), gateway.Examination{Send: true, LookupHost: d.LookupHost})
	sent := s.Mails()
	if len(sent) != 1 || sent[0].To != "support@example.test" {
		t.Fatalf("%+v", sent)
	}
	m := Read(sent[0].Raw, c.settings).Message
	if got := m.Facts.Values("Auto-Submitted"); len(got) != 1 || got[0] != "auto-generated" {
		t.Errorf("Auto-Submitted %q", got)
	}
}

// shortCertificate ends in a week.
func shortCertificate(t *testing.T) (*tls.Certificate, configs.Path) {
	t.Helper()
	cert, ca, err := mailtest.Certificate(time.Now().AddDate(0, 0, 7))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(file, ca, 0o600); err != nil {
		t.Fatal(err)
	}
	return cert, configs.Path(file)
}

func TestAnExaminationFindsWhatIsWrong(t *testing.T) {
	soonCert, soonCA := shortCertificate(t)
	for name, c := range map[string]struct {
		options mailtest.Options
		change  func(*Settings, *mailtest.Server)
		late    time.Duration
		send    bool
		want    []string
	}{
		"a host that is unknown": {
			change: func(s *Settings, _ *mailtest.Server) { s.IMAP.Server = "nowhere.example:143" },
			want:   []string{"imap problem: the host nowhere.example is unknown"},
		},
		"a host for sending that is unknown": {
			change: func(s *Settings, _ *mailtest.Server) { s.SMTP.Server = "nowhere.example:25" },
			want:   []string{"smtp problem: the host nowhere.example is unknown; check smtp.server"},
		},
		"a certificate that ends soon": {options: mailtest.Options{Certificate: soonCert}, change: func(s *Settings, server *mailtest.Server) {
			s.IMAP.Server, s.IMAP.TLS, s.IMAP.CA = server.IMAPS(), TLSImplicit, soonCA
		}, want: []string{"imap warning: certificate ends on"}},
		"no move": {
			options: mailtest.Options{NoMove: true}, change: func(s *Settings, _ *mailtest.Server) { s.Mark.Move = map[string]string{"ignore": "Machines"} },
			want: []string{"imap note: no MOVE"},
		},
		"small mails only": {options: mailtest.Options{MaxSize: 5_000_000}, want: []string{"smtp warning: mails of up to 5.0 MB only"}},
		"no reports asked for": {
			options: mailtest.Options{NoDSN: true, NoSMTPUTF8: true},
			want:    []string{"smtp note: no DSN", "smtp note: no SMTPUTF8"},
		},
		"a clock that is late": {late: time.Hour, send: true, want: []string{"test problem: the clocks of this machine and of the mail server are "}},
	} {
		t.Run(name, func(t *testing.T) {
			d, s := startDNS(t), embedded(t, c.options)
			conn := examinedAccount(t, s, d, func(settings *Settings) {
				if c.change != nil {
					c.change(settings, s)
				}
			})
			conn.env.Now = func() time.Time { return time.Now().Add(-c.late) }
			findings := conn.Examine(t.Context(), gateway.Examination{Send: c.send, LookupHost: d.LookupHost})
			for _, want := range c.want {
				told(t, findings, want)
			}
		})
	}
}

func TestWhatTheDNSSaysOfOurDomain(t *testing.T) {
	many := "v=spf1"
	for i := range 11 {
		many += fmt.Sprintf(" exists:a%d.example", i)
	}
	for name, c := range map[string]struct {
		records map[string][]string
		broken  string
		smtp    string
		want    []string
	}{
		"nothing": {want: []string{"domain warning: no SPF record", "domain note: no DKIM key", "domain warning: no DMARC record"}},
		"two records": {
			records: map[string][]string{"example.test": {"v=spf1 -all", "v=spf1 ~all"}},
			want:    []string{"domain problem: example.test has more than one SPF record"},
		},
		"an include that is gone": {
			records: map[string][]string{"example.test": {"v=spf1 include:gone.example -all"}},
			want:    []string{"domain problem: SPF: gone.example has no SPF record"},
		},
		"too many questions": {
			records: map[string][]string{"example.test": {"v=spf1 include:many.example -all"}, "many.example": {many}},
			want:    []string{"domain problem: needs more than 10 questions"},
		},
		"a record that includes itself": {
			records: map[string][]string{"example.test": {"v=spf1 include:example.test -all"}},
			want:    []string{"domain problem: needs more than 10 questions"},
		},
		"a redirect": {
			records: map[string][]string{"example.test": {"v=spf1 redirect=other.example"}, "other.example": {"v=spf1 a ~all"}},
			want:    []string{"domain ok: with 2 of 10 questions (~all)"},
		},
		"redirects in a ring": {
			records: map[string][]string{"example.test": {"v=spf1 redirect=other.example"}, "other.example": {"v=spf1 redirect=example.test"}},
			want:    []string{"domain problem: needs more than 10 questions"},
		},
		"anybody": {records: map[string][]string{"example.test": {"v=spf1 +all"}}, want: []string{"domain warning: lets anybody send"}},
		"no end":  {records: map[string][]string{"example.test": {"v=spf1 a"}}, want: []string{"domain note: says nothing of senders"}},
		"another provider": {
			records: map[string][]string{"example.test": {"v=spf1 a -all"}}, smtp: "smtp.gmail.com:465",
			want: []string{"domain problem: does not include _spf.google.com"},
		},
		"the provider": {
			records: map[string][]string{"example.test": {"v=spf1 include:_spf.google.com ~all"}, "_spf.google.com": {"v=spf1 ip4:192.0.2.0/24 ~all"}},
			smtp:    "smtp.gmail.com:465", want: []string{"domain ok: SPF names who may send"},
		},
		"a key taken back":       {records: map[string][]string{"mail._domainkey.example.test": {"v=DKIM1; p="}}, want: []string{"domain note: no DKIM key"}},
		"DMARC asks for nothing": {records: map[string][]string{"_dmarc.example.test": {"v=DMARC1; p=none"}}, want: []string{"domain note: (p=none)"}},
		"DMARC makes no sense":   {records: map[string][]string{"_dmarc.example.test": {"v=DMARC1; p=block"}}, want: []string{"domain warning: (p=block)"}},
		"the DNS is down":        {broken: "example.test", want: []string{"domain warning: the DNS does not answer"}},
	} {
		t.Run(name, func(t *testing.T) {
			d := startDNS(t)
			for at, records := range c.records {
				d.Set(at, records...)
			}
			if c.broken != "" {
				d.Break(c.broken)
			}
			s := embedded(t, mailtest.Options{})
			conn := examinedAccount(t, s, d, func(s *Settings) {
				if c.smtp != "" {
					s.SMTP.Server = c.smtp
				}
			})
			x := &examination{c: conn, e: gateway.Examination{LookupHost: d.LookupHost}}
			x.domain(t.Context())
			for _, want := range c.want {
				told(t, x.findings, want)
			}
		})
	}
}

func TestAnExaminationWithTokens(t *testing.T) {
	b := newTokenBox(t, "embedded", oauth.XOAuth2, oauthtest.Options{})
	d := startDNS(t)
	c := b.connector(t)
	c.env.LookupTXT = d.LookupTXT
	findings := c.Examine(t.Context(), gateway.Examination{LookupHost: d.LookupHost})
	told(t, findings, "imap problem: nobody has logged in yet; run frontdesk auth login support")
	told(t, findings, "smtp problem: nobody has logged in yet; run frontdesk auth login support")
	b.allow(t)
	c = b.connector(t)
	c.env.LookupTXT = d.LookupTXT
	findings = c.Examine(t.Context(), gateway.Examination{LookupHost: d.LookupHost})
	told(t, findings, "imap ok: with a token, which is good until ")
	told(t, findings, "smtp ok: with a token, which is good until ")
	if text := strings.Join(asLines(findings), "\n"); strings.Contains(text, oauthtest.Canary) {
		t.Errorf("a secret is told:\n%s", text)
	}
}

func TestAHostOfTheDNSIsNamed(t *testing.T) {
	d, s := startDNS(t), embedded(t, mailtest.Options{})
	d.SetHost("mail.example.test")
	_, port, err := net.SplitHostPort(s.IMAP())
	if err != nil {
		t.Fatal(err)
	}
	c := examinedAccount(t, s, d, func(s *Settings) { s.IMAP.Server = "mail.example.test:" + port })
	x := &examination{c: c, e: gateway.Examination{LookupHost: d.LookupHost}}
	if !x.host(t.Context(), c.settings.IMAP, false) {
		t.Error("not found")
	}
	told(t, x.findings, " ok: mail.example.test is 127.0.0.1")
}
