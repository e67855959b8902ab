package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway/store"
)

// checkCommand is frontdesk check.
type checkCommand struct {
	configFlag
	Effective bool   `help:"Print every value that holds, and where it comes from: a file's line, or the default. Secrets are not shown."`
	Diff      string `placeholder:"OTHER" help:"Print what this config changes in effect over another: a folder, or a revision of git that the folder is in."`
	Format    string `enum:"text,json,yaml" default:"text" help:"Of --effective and --diff: text, json or yaml."`
}

// Run prints every problem of the folder; errors make the exit status 1, warnings do not.
func (c checkCommand) Run(p process) error {
	var problems configs.Problems
	l := load(c.dir(), &problems)
	l.folder.CheckMissing(&problems)
	l.resolveSecrets(&problems)
	l.policy.Articles.Check(time.Now(), &problems)
	l.checkPlaces(&problems)
	if c.Effective {
		return c.printEffective(p, l, &problems)
	}
	if c.Diff != "" {
		return c.printDiff(p, l, &problems)
	}
	l.checkReach(&problems)
	l.adviseOnExamples(&problems)
	printProblems(p.stdout, &problems)
	if n := problems.Errors(); n > 0 {
		fmt.Fprintf(p.stderr, "%s in %s\n", count(n, "error"), c.dir())
		return errSilent
	}
	fmt.Fprintf(p.stdout, "%s is well: %s, %s, %s, %s, %s\n", c.dir(), count(len(l.channels), "channel"), count(len(l.policy.Teams), "team"),
		count(len(l.policy.Matchers.All()), "matcher"), count(len(l.policy.Articles.IDs()), "article"),
		count(len(problems.All()), "warning"))
	return nil
}

// checkPlaces looks whether store and listen can mean anything, without opening either.
func (l loaded) checkPlaces(p *configs.Problems) {
	if p.Errors() > 0 {
		return
	}
	url, err := l.folder.Store.Resolve(context.Background())
	if err == nil {
		err = store.CheckURL(url)
	}
	var secret *configs.SecretError
	if errors.As(err, &secret) {
		p.Add(secret.At, secret.Err.Error(), secret.Hint)
	} else if err != nil {
		p.Add(l.folder.Gateway.Where("store"), err.Error(), "")
	}
	if l.folder.Listen == "" {
		return
	}
	host, port, err := net.SplitHostPort(l.folder.Listen)
	if err == nil {
		_, err = new(net.Resolver).LookupPort(context.Background(), "tcp", port)
	}
	if err != nil || strings.ContainsAny(host, "/ ") {
		p.Add(l.folder.Gateway.Where("listen"), fmt.Sprintf("%q is not an address to listen on", l.folder.Listen), "write host:port, such as 127.0.0.1:9925")
	}
}
