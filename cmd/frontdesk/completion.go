package main

import (
	"embed"
	"fmt"
)

// shells are the scripts by which shells ask frontdesk complete.
//
//go:embed completion/frontdesk.*
var shells embed.FS

// completionCommand is frontdesk completion.
type completionCommand struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

// Run prints the script of a shell.
func (c completionCommand) Run(p process) error {
	script, err := shells.ReadFile("completion/frontdesk." + c.Shell)
	if err != nil {
		return fmt.Errorf("completion for %s: %w", c.Shell, err)
	}
	_, err = p.stdout.Write(script)
	return err
}
