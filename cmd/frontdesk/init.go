package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// initCommand is frontdesk init.
type initCommand struct {
	Dir      string `arg:"" type:"path" help:"Folder to write the config into; it is made where it is not there."`
	Address  string `placeholder:"ADDRESS" help:"The address that customers write to."`
	IMAP     string `name:"imap" placeholder:"SERVER" help:"Where its mail is read: host or host:port."`
	SMTP     string `name:"smtp" placeholder:"SERVER" help:"Where mail is sent: host or host:port."`
	TLS      string `name:"tls" enum:"implicit,starttls,none," default:"" help:"How both are encrypted: implicit, starttls or none (default: by the port)."`
	User     string `placeholder:"NAME" help:"Name of the account (default: the address)."`
	Password string `placeholder:"REF" help:"Where its password is found: env:NAME, file:PATH or cmd:COMMAND. Never the password itself."`
	ClientID string `name:"client-id" placeholder:"ID" help:"Id of your application, for a provider that takes tokens only (Microsoft)."`
	Agent    string `placeholder:"ADDRESS" help:"Who gets what a machine does not answer."`
	Team     string `placeholder:"NAME" default:"first-line" help:"What that team is called."`
	Zone     string `placeholder:"ZONE" help:"Its time zone, such as Europe/Berlin."`
	Open     string `placeholder:"HOURS" help:"When it works, Monday to Friday, such as 9:00-17:00."`
	Language string `placeholder:"CODES" help:"Languages that customers write in, such as en,de."`
	Mode     string `enum:"draft,auto" default:"draft" help:"What becomes of answers: draft (a person looks first) or auto (they are sent)."`
	Yes      bool   `short:"y" help:"Ask nothing: take what is usual where no flag says otherwise."`
}

// Run asks what is not given, writes the files and says what comes next. It asks no network.
func (c initCommand) Run(ctx context.Context, p process) error {
	c.Dir = relative(c.Dir)
	a := asker{in: bufio.NewReader(p.typed(ctx)), out: p.stdout, yes: c.Yes}
	provider, err := c.mailbox(a)
	if err != nil {
		return err
	}
	if err := c.people(a); err != nil {
		return err
	}
	s := c.start()
	files, err := s.files()
	if err != nil {
		return err
	}
	if err := writeConfig(c.Dir, files); err != nil {
		return err
	}
	c.sayNext(p.stdout, s, provider)
	return nil
}

// mailbox asks for the address and how its mail is reached.
func (c *initCommand) mailbox(a asker) (mailProvider, error) {
	if err := a.ask(question{flag: "--address", text: "Address that customers write to", answer: &c.Address, check: isAddress}); err != nil {
		return mailProvider{}, err
	}
	local, domain, _ := strings.Cut(c.Address, "@")
	provider, known := providerOf(domain)
	switch {
	case provider.tokensOnly && c.IMAP == "":
		fmt.Fprintf(a.out, "%s takes no passwords of mail programs. Frontdesk logs in by a token, for an application that you register\n"+
			"once: https://entra.microsoft.com, App registrations, New; allow public client flows.\n", provider.name)
		return provider, a.ask(question{flag: "--client-id", text: "Its application (client) id", answer: &c.ClientID})
	case known:
		fmt.Fprintf(a.out, "%s is known.\n", provider.name)
	case c.IMAP == "" || c.SMTP == "":
		fmt.Fprintf(a.out, "%s is no provider that is known here; its servers are a guess. Its help page on \"IMAP\" names them.\n", domain)
	}
	for _, q := range []question{
		{flag: "--imap", text: "Server where its mail is read (IMAP)", answer: &c.IMAP, usual: provider.imap, check: isServer},
		{flag: "--smtp", text: "Server where mail is sent (SMTP)", answer: &c.SMTP, usual: provider.smtp, check: isServer},
		{flag: "--user", text: "Name of the account", answer: &c.User, usual: c.Address},
		{flag: "--password", text: "Where its password is found", answer: &c.Password, usual: "env:" + variable(local), check: isSecret},
	} {
		if err := a.ask(q); err != nil {
			return provider, err
		}
	}
	return provider, nil
}

// people asks who works there, when, and for whom.
func (c *initCommand) people(a asker) error {
	for _, q := range []question{
		{flag: "--agent", text: "Address of who gets what a machine does not answer", answer: &c.Agent, check: c.isAgent, free: true},
		{flag: "--team", text: "Name of that team", answer: &c.Team, check: isName},
		{flag: "--zone", text: "Its time zone", answer: &c.Zone, usual: ownZone(), check: isZone},
		{flag: "--open", text: "When it works, Monday to Friday", answer: &c.Open, usual: "9:00-17:00", check: isOpen},
		{flag: "--language", text: "Languages that customers write in", answer: &c.Language, usual: "en", check: areLanguages},
	} {
		if err := a.ask(q); err != nil {
			return err
		}
	}
	return nil
}

func (c *initCommand) isAgent(text string) error {
	if strings.EqualFold(text, c.Address) {
		return errors.New("this is the address that customers write to; what is forwarded to it would come back")
	}
	return isAddress(text)
}

// notInName is what a channel's name has not.
var notInName = regexp.MustCompile(`[^a-z0-9-]+`)

// variable is the environment variable of a password.
func variable(local string) string {
	name := strings.Trim(notInName.ReplaceAllString(strings.ToLower(local), "_"), "_")
	name = strings.ToUpper(strings.ReplaceAll(name, "-", "_")) + "_PASSWORD"
	if name[0] >= '0' && name[0] <= '9' || name[0] == '_' {
		return "MAIL_" + strings.TrimPrefix(name, "_")
	}
	return name
}

func (c initCommand) start() start {
	local, domain, _ := strings.Cut(c.Address, "@")
	channel := strings.Trim(notInName.ReplaceAllString(strings.ToLower(local), "-"), "-")
	if channel == "" {
		channel = "support"
	}
	s := start{
		Channel: channel[:min(len(channel), 64)], Address: c.Address, Domain: domain, IMAP: c.IMAP, SMTP: c.SMTP, User: c.User, Password: c.Password,
		ClientID: c.ClientID, Team: c.Team, Agent: c.Agent, Zone: c.Zone, Open: c.Open, Mode: c.Mode, Languages: languagesIn(c.Language),
	}
	s.IMAPTLS, s.SMTPTLS = c.TLS, c.TLS
	if c.TLS == "" {
		s.IMAPTLS, s.SMTPTLS = tlsOf(c.IMAP), tlsOf(c.SMTP)
	}
	s.textsIn(s.Languages)
	return s
}

// sayNext is what an admin does after this, in this order.
func (c initCommand) sayNext(w io.Writer, s start, provider mailProvider) {
	in := " --config " + c.Dir
	step := func(why, line string) { fmt.Fprintf(w, "  # %s\n  %s\n", why, line) }
	fmt.Fprintf(w, "\n%s is written. Its files say what each line is for. Next:\n\n", c.Dir)
	if provider.password != "" && s.ClientID == "" {
		fmt.Fprintf(w, "  # %s wants %s\n", provider.name, provider.password)
	}
	if name, ok := strings.CutPrefix(s.Password, "env:"); ok {
		step("type the password of "+s.User+"; it is not shown, and no history keeps it", "read -rs "+name+"; export "+name)
	}
	if s.ClientID != "" {
		step("let it into the mailbox, once", "frontdesk auth login "+s.Channel+in)
	}
	step("is every file well?", "frontdesk check"+in)
	step("does the mailbox open?", "frontdesk doctor"+in)
	step("what would be answered, and why?", fmt.Sprintf("frontdesk try%s %q", in, s.Texts[0].Question))
	step("from here on customers hear from it", "frontdesk run"+in)
	fmt.Fprintln(w)
	if s.Mode == "draft" {
		fmt.Fprintf(w, "Answers wait for a person (frontdesk tickets) until mode: draft becomes mode: auto in matchers/opening-hours.yaml.\n")
	}
	fmt.Fprintf(w, "Then write matchers for what your customers ask, and articles that answer it.\n")
}
