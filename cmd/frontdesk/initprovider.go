package main

import (
	"net"
	"strings"
)

// mailProvider is where the mailboxes of a domain are read and sent from, as the provider documents it.
type mailProvider struct {
	name       string
	domains    []string
	imap, smtp string // host:port
	password   string // what its customers need instead of their own password; empty: that one
	tokensOnly bool   // it takes no passwords at all
}

// mailProviders are the ones that small companies use most. Nothing is asked of a network to find one.
var mailProviders = []mailProvider{
	{"Gmail", []string{"gmail.com", "googlemail.com"}, "imap.gmail.com:993", "smtp.gmail.com:465", "an app password: https://myaccount.google.com/apppasswords", false},
	{"Microsoft", []string{"outlook.com", "hotmail.com", "live.com", "msn.com", "outlook.de", "hotmail.de", "hotmail.fr", "hotmail.co.uk"}, "outlook.office365.com:993", "smtp.office365.com:587", "", true},
	{"iCloud", []string{"icloud.com", "me.com", "mac.com"}, "imap.mail.me.com:993", "smtp.mail.me.com:587", "an app-specific password: https://account.apple.com", false},
	{"Yahoo", []string{"yahoo.com", "yahoo.co.uk", "yahoo.de", "yahoo.fr", "yahoo.es", "yahoo.it", "ymail.com"}, "imap.mail.yahoo.com:993", "smtp.mail.yahoo.com:465", "an app password, from the account's security page", false},
	{"AOL", []string{"aol.com", "aol.de"}, "imap.aol.com:993", "smtp.aol.com:465", "an app password, from the account's security page", false},
	{"GMX", []string{"gmx.de", "gmx.net", "gmx.at", "gmx.ch"}, "imap.gmx.net:993", "mail.gmx.net:465", "IMAP to be allowed in the settings first", false},
	{"GMX", []string{"gmx.com", "gmx.us", "gmx.co.uk"}, "imap.gmx.com:993", "mail.gmx.com:465", "IMAP to be allowed in the settings first", false},
	{"WEB.DE", []string{"web.de"}, "imap.web.de:993", "smtp.web.de:587", "IMAP to be allowed in the settings first", false},
	{"T-Online", []string{"t-online.de", "magenta.de"}, "secureimap.t-online.de:993", "securesmtp.t-online.de:465", "the password for mail programs, from the account's page", false},
	{"freenet", []string{"freenet.de"}, "mx.freenet.de:993", "mx.freenet.de:465", "", false},
	{"Posteo", []string{"posteo.de", "posteo.net", "posteo.org"}, "posteo.de:993", "posteo.de:465", "", false},
	{"mailbox.org", []string{"mailbox.org"}, "imap.mailbox.org:993", "smtp.mailbox.org:465", "", false},
	{"Fastmail", []string{"fastmail.com", "fastmail.fm"}, "imap.fastmail.com:993", "smtp.fastmail.com:465", "an app password, from Settings, Privacy & Security", false},
	{"Zoho", []string{"zoho.com", "zohomail.com"}, "imap.zoho.com:993", "smtp.zoho.com:465", "an app password, where two-factor login is on", false},
	{"Zoho", []string{"zoho.eu", "zohomail.eu"}, "imap.zoho.eu:993", "smtp.zoho.eu:465", "an app password, where two-factor login is on", false},
	{"Orange", []string{"orange.fr", "wanadoo.fr"}, "imap.orange.fr:993", "smtp.orange.fr:465", "", false},
	{"Free", []string{"free.fr"}, "imap.free.fr:993", "smtp.free.fr:465", "", false},
	{"Libero", []string{"libero.it"}, "imapmail.libero.it:993", "smtp.libero.it:465", "", false},
	{"WP", []string{"wp.pl"}, "imap.wp.pl:993", "smtp.wp.pl:465", "", false},
	{"Bluewin", []string{"bluewin.ch"}, "imaps.bluewin.ch:993", "smtpauths.bluewin.ch:465", "", false},
	{"QQ Mail", []string{"qq.com", "foxmail.com"}, "imap.qq.com:993", "smtp.qq.com:465", "an authorization code, from Settings, Account", false},
	{"NetEase", []string{"163.com"}, "imap.163.com:993", "smtp.163.com:465", "an authorization code, from the settings", false},
	{"NetEase", []string{"126.com"}, "imap.126.com:993", "smtp.126.com:465", "an authorization code, from the settings", false},
	{"Yandex", []string{"yandex.com", "yandex.ru"}, "imap.yandex.com:993", "smtp.yandex.com:465", "an app password, from the account's security page", false},
}

// providerOf is the provider of a domain; known is false where its servers are a guess by their usual names.
func providerOf(domain string) (p mailProvider, known bool) {
	domain = strings.ToLower(domain)
	for _, one := range mailProviders {
		for _, d := range one.domains {
			if d == domain {
				return one, true
			}
		}
	}
	return mailProvider{name: domain, imap: "imap." + domain + ":993", smtp: "smtp." + domain + ":465"}, false
}

// tlsOf is the word of TLS that goes with a server's port; empty where it is the default.
func tlsOf(server string) string {
	_, port, err := net.SplitHostPort(server)
	if err != nil {
		return ""
	}
	switch port {
	case "143", "587", "25":
		return "starttls"
	default:
		return ""
	}
}
