package mailtest

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"text/template"
	"time"
)

// configure writes Dovecot's config, its users, its certificate and its folders.
func (d *Dovecot) configure() error {
	uid, gid := os.Getuid(), os.Getgid()
	me, err := user.Current()
	if err != nil {
		return err
	}
	c := dovecotConfig{Dir: d.dir, User: me.Username, LoginUser: me.Username, Domain: dovecotDomain}
	if uid == 0 {
		uid, gid = dovecotMailUID, dovecotMailUID
		c.User, c.LoginUser, c.Root = "dovecot", "dovenull", true
	}
	c.Group = c.User
	if !c.Root {
		g, err := user.LookupGroupId(strconv.Itoa(gid))
		if err != nil {
			return err
		}
		c.Group = g.Name
	}
	_, c.IMAP, _ = strings.Cut(d.IMAP, ":")
	_, c.IMAPS, _ = strings.Cut(d.IMAPS, ":")
	_, c.LMTP, _ = strings.Cut(d.LMTP, ":")
	c.UID, c.GID, c.Mechanism = uid, gid, d.tokens.mechanism
	return d.write(c)
}

func (d *Dovecot) write(c dovecotConfig) error {
	mail := filepath.Join(d.dir, "mail")
	if err := os.Mkdir(mail, 0o750); err != nil {
		return err
	}
	if err := os.Chown(mail, c.UID, c.GID); err != nil {
		return err
	}
	var users, conf bytes.Buffer
	for _, u := range d.Users {
		name, _, _ := strings.Cut(u, "@")
		fmt.Fprintf(&users, "%s:{PLAIN}%s:%d:%d::%s/%s::\n", u, d.Password, c.UID, c.GID, mail, name)
	}
	if err := dovecotTemplate.Execute(&conf, c); err != nil {
		return err
	}
	if err := d.writeCertificate(); err != nil {
		return err
	}
	introspection := "introspection_mode = get\nintrospection_url = " + d.tokens.introspection +
		"\nusername_attribute = username\nactive_attribute = active\nactive_value = true\n"
	return errors.Join(
		os.WriteFile(filepath.Join(d.dir, "oauth2.conf"), []byte(introspection), 0o644), // the same
		os.WriteFile(filepath.Join(d.dir, "users"), users.Bytes(), 0o644),               // Dovecot's users read it
		os.WriteFile(filepath.Join(d.dir, "dovecot.conf"), conf.Bytes(), 0o644))         // the same
}

func (d *Dovecot) writeCertificate() error {
	cert, ca, err := Certificate(time.Now().AddDate(0, 6, 0))
	if err != nil {
		return err
	}
	key, err := keyPEM(cert)
	if err != nil {
		return err
	}
	d.CA = filepath.Join(d.dir, "ca.pem")
	return errors.Join(
		os.WriteFile(d.CA, ca, 0o644), // it is public
		os.WriteFile(filepath.Join(d.dir, "key.pem"), key, 0o600))
}

// dovecotConfig is what dovecotTemplate is filled with.
type dovecotConfig struct {
	Dir, User, Group, LoginUser, Domain string
	IMAP, IMAPS, LMTP                   string
	Mechanism                           string // that takes tokens, or empty
	UID, GID                            int
	Root                                bool
}

var dovecotTemplate = template.Must(template.New("dovecot.conf").Parse(`
base_dir = {{.Dir}}/run
state_dir = {{.Dir}}/state
log_path = {{.Dir}}/dovecot.log
listen = 127.0.0.1
protocols = imap lmtp
default_internal_user = {{.User}}
default_internal_group = {{.Group}}
default_login_user = {{.LoginUser}}
first_valid_uid = 1
mail_uid = {{.UID}}
mail_gid = {{.GID}}
mail_location = maildir:~/Maildir
mail_max_userip_connections = 1000
disable_plaintext_auth = no
auth_mechanisms = plain login {{.Mechanism}}
auth_failure_delay = 0
ssl = yes
ssl_cert = <{{.Dir}}/ca.pem
ssl_key = <{{.Dir}}/key.pem
recipient_delimiter = +
hostname = mx.{{.Domain}}
postmaster_address = postmaster@{{.Domain}}
{{- if .Mechanism}}
passdb {
  driver = oauth2
  mechanisms = {{.Mechanism}}
  args = {{.Dir}}/oauth2.conf
}
{{- end}}
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {{.Dir}}/users
}
userdb {
  driver = passwd-file
  args = username_format=%u {{.Dir}}/users
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Sent {
    auto = create
    special_use = \Sent
  }
}
service imap-login {
  service_count = 0
  {{- if not .Root}}
  chroot =
  {{- end}}
  inet_listener imap {
    port = {{.IMAP}}
  }
  inet_listener imaps {
    port = {{.IMAPS}}
    ssl = yes
  }
}
{{- if not .Root}}
service anvil {
  chroot =
}
{{- end}}
service lmtp {
  inet_listener lmtp {
    port = {{.LMTP}}
  }
}
service auth-worker {
  user = {{.User}}
}
`))
