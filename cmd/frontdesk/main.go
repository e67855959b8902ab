// Command frontdesk answers the mail of a support address and hands over to people what a machine should not answer.
//
// This package is wiring only: one file a subcommand, and config.go, which turns a folder of files into what they
// share. Start reading at package gateway.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // opening hours need zones also where the system has none

	"github.com/alecthomas/kong"
)

// commands is the table of subcommands.
type commands struct {
	Init       initCommand       `cmd:"" help:"Ask a few questions and write a config that runs."`
	Run        runCommand        `cmd:"" help:"Run the gateway: receive, decide, answer, hand over."`
	Demo       demoCommand       `cmd:"" help:"Show the whole thing on this machine: a mail server, a sample shop, customers writing in."`
	Check      checkCommand      `cmd:"" help:"Check the config files and print what is wrong, with file, line and column."`
	Schema     schemaCommand     `cmd:"" help:"Print the JSON Schema of a config file, by which editors complete and underline."`
	Doctor     doctorCommand     `cmd:"" help:"Look at the account of every channel: login, rights, rooms. Says what is wrong and what mends it."`
	Auth       authCommand       `cmd:"" help:"Let Frontdesk into accounts that take tokens, Gmail's and Microsoft 365's among them."`
	Try        tryCommand        `cmd:"" help:"Say what would happen to a text or an .eml file, and why. Sends nothing."`
	Test       testCommand       `cmd:"" help:"Run the tests that stand beside the matchers. Sends nothing."`
	Backtest   backtestCommand   `cmd:"" help:"Ask what this config would have done with mail that is already there. Sends nothing."`
	Shadow     shadowCommand     `cmd:"" help:"Compare what matchers in shadow mode would have done with what was done."`
	Simulate   simulateCommand   `cmd:"" help:"Play customers against the config: a week's load, promises and limits before it happens. Sends nothing."`
	Tickets    ticketsCommand    `cmd:"" help:"Work the human queue: list, show, take, answer, approve, close."`
	Review     reviewCommand     `cmd:"" help:"Judge what matchers answered, and see how often each is right."`
	Explain    explainCommand    `cmd:"" help:"Print the stored trace of a message, ticket or delivery."`
	KB         kbCommand         `cmd:"" name:"kb" help:"Ask the articles, and look after them."`
	Evaluate   evaluateCommand   `cmd:"" help:"Measure how well articles are found, or how well matchers learn from examples."`
	Work       workCommand       `cmd:"" help:"Show what is waiting to be done and what was given up."`
	Backup     backupCommand     `cmd:"" help:"Write the whole store into one file, while the gateway runs."`
	Restore    restoreCommand    `cmd:"" help:"Fill an empty store from a backup. Nothing is answered twice."`
	Status     statusCommand     `cmd:"" help:"Show how the running gateway fares: channels, work, pauses, promises, config."`
	Pause      pauseCommand      `cmd:"" help:"Pause the automatic replies of a channel or of all; mail is received and becomes tickets."`
	Resume     resumeCommand     `cmd:"" help:"End a pause."`
	Breaker    breakerCommand    `cmd:"" help:"Show the breakers that stop a channel's replies in a loop, and close one."`
	Suppress   suppressCommand   `cmd:"" help:"Show and set the addresses to which nothing automatic goes."`
	Ping       pingCommand       `cmd:"" help:"Ask a running gateway whether it is well, by its listen: address. For health checks."`
	Completion completionCommand `cmd:"" help:"Print the script by which a shell completes frontdesk's command lines."`
	Complete   completeCommand   `cmd:"" hidden:"" passthrough:"" help:"What may stand at the cursor, for a shell."`
	Man        manCommand        `cmd:"" help:"Print the manual page."`
	Version    versionCommand    `cmd:"" help:"Print the version."`
}

// process is what a command may use of the world around it.
type process struct {
	stdin          io.Reader
	stdout, stderr io.Writer
}

// errSilent ends a command with exit status 1 after it has printed all that there is to say.
var errSilent = errors.New("")

// usageError is wrong usage that shows only when the config is read. It ends a command with exit status 2.
type usageError struct{ error }

func main() {
	os.Exit(mainStatus(os.Args[1:], process{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr}))
}

// mainStatus runs one command and returns the exit status: 0 well, 1 it failed or found something, 2 wrong usage.
func mainStatus(args []string, p process) int {
	parsed, err := parse(args, p)
	if err != nil {
		fmt.Fprintln(folded(p.stderr, columns(p.stderr)), "frontdesk:", wrongUsage(err))
		return 2
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	defer context.AfterFunc(ctx, stop)() // a second signal ends the program at once
	parsed.BindTo(ctx, (*context.Context)(nil))
	err = parsed.Run(p)
	switch {
	case err == nil:
		return 0
	case interrupted(ctx, err):
		fmt.Fprintln(p.stderr, "\nfrontdesk: interrupted")
	case !errors.Is(err, errSilent):
		fmt.Fprintln(folded(p.stderr, columns(p.stderr)), "frontdesk:", err)
	}
	if errors.As(err, new(usageError)) {
		return 2
	}
	return 1
}

// parse reads a command line. Without a command, and for frontdesk help COMMAND, it prints the help and ends the program.
func parse(args []string, p process) (*kong.Context, error) {
	parser, err := kong.New(new(commands),
		kong.Name("frontdesk"),
		kong.Description(description), kong.Writers(p.stdout, p.stderr),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, NoExpandSubcommands: true, WrapUpperBound: helpWidth}),
	)
	if err != nil {
		return nil, err
	}
	teach(parser.Model)
	if len(args) == 0 {
		args = []string{"--help"}
	}
	if args[0] == "help" {
		args = append(args[1:len(args):len(args)], "--help")
	}
	return parser.Parse(args)
}
