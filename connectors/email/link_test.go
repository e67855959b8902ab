package email

import (
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"frontdesk/configs"
	"frontdesk/connectors/email/mailtest"
)

func TestConnectionIsEncryptedAsConfigured(t *testing.T) {
	server, ca := secureServer(t, time.Now().AddDate(0, 6, 0))
	for _, c := range []struct{ tls, addr string }{
		{TLSImplicit, server.IMAPS()}, {TLSStart, server.IMAP()}, {TLSNone, server.IMAP()},
	} {
		t.Run(c.tls, func(t *testing.T) {
			r := startWith(t, Server{Server: c.addr, User: "support@example.test", TLS: c.tls, CA: ca})
			r.said.well(t)
		})
	}
}

func secureServer(t *testing.T, notAfter time.Time) (*mailtest.Server, configs.Path) {
	t.Helper()
	cert, pem, err := mailtest.Certificate(notAfter)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(file, pem, 0o600); err != nil {
		t.Fatal(err)
	}
	return embedded(t, mailtest.Options{Certificate: cert}), configs.Path(file)
}

func startWith(t *testing.T, s Server) *running {
	t.Helper()
	said := newReports()
	c := newConnector(&Settings{Folder: "INBOX", Start: startAll, IMAP: s}, "secret", said)
	var err error
	if c.imapTLS, err = s.tlsConfig(); err != nil {
		t.Fatal(err)
	}
	return run(t, c, newInbox(), said)
}

func TestConnectionProblemsAreSentences(t *testing.T) {
	server, ca := secureServer(t, time.Now().AddDate(0, 6, 0))
	old, oldCA := secureServer(t, time.Now().AddDate(0, 0, -3))
	_, port, _ := net.SplitHostPort(server.IMAPS())
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = closed.Close()
	plain := embedded(t, mailtest.Options{})
	user := "support@example.test"
	for name, c := range map[string]struct {
		server Server
		want   string
	}{
		"unknown host":      {Server{Server: "mail.invalid:993", User: user, TLS: TLSImplicit}, "mail.invalid"},
		"refused":           {Server{Server: closed.Addr().String(), User: user, TLS: TLSNone}, "the connection was refused"},
		"expired":           {Server{Server: old.IMAPS(), User: user, TLS: TLSImplicit, CA: oldCA}, "the server's certificate is valid from"},
		"unknown authority": {Server{Server: server.IMAPS(), User: user, TLS: TLSImplicit}, "signed by an authority"},
		"other name":        {Server{Server: "127.0.0.2:" + port, User: user, TLS: TLSImplicit, CA: ca}, "is for another name"},
		"no TLS":            {Server{Server: plain.IMAP(), User: user, TLS: TLSImplicit}, "does not speak TLS"},
		"no STARTTLS":       {Server{Server: plain.IMAP(), User: user, TLS: TLSStart}, "does not offer STARTTLS"},
	} {
		t.Run(name, func(t *testing.T) {
			if name == "other name" {
				c.server.Server = forward(t, "127.0.0.2:0", server.IMAPS())
			}
			r := startWith(t, c.server)
			if p := r.said.problem(t, c.want); p.Hint == "" {
				t.Errorf("no next step in %q", p)
			}
		})
	}
}

// forward makes a server reachable at another address.
func forward(t *testing.T, addr, target string) string {
	t.Helper()
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ln.Close() })
	go (&proxy{Listener: ln, target: target}).serve()
	return ln.Addr().String()
}
