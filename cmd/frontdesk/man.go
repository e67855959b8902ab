package main

import (
	"fmt"
	"strings"

	"github.com/alecthomas/kong"
)

// manCommand is frontdesk man.
type manCommand struct{}

// Run prints the manual page, in the man macros of troff (man(7)), from the same words as the help.
func (manCommand) Run(p process, app *kong.Kong) error {
	m := &manual{}
	m.line(`.TH FRONTDESK 1 "" "frontdesk %s" "User Commands"`, roff(version()))
	m.section("NAME")
	m.line(`frontdesk \- answer the mail and the chat of a support team, and hand over to people`)
	m.section("SYNOPSIS")
	m.line(`.B frontdesk`)
	m.line(`.I command`)
	m.line(`.RI [ flags ]`)
	m.section("DESCRIPTION")
	m.text(description)
	m.line(".PP")
	m.text("A config folder says what is answered, and by whom else. Each command that judges messages judges them as the running gateway would.")
	m.section("COMMANDS")
	for _, command := range app.Model.Children {
		m.command(command)
	}
	m.closing()
	_, err := p.stdout.Write([]byte(m.b.String()))
	return err
}

// manual is the page being written.
type manual struct{ b strings.Builder }

func (m *manual) line(format string, args ...any) { fmt.Fprintf(&m.b, format+"\n", args...) }

func (m *manual) section(name string) { m.line(".SH %s", name) }

// text is running text: a line that begins with a dot or a quote would be a request.
func (m *manual) text(s string) {
	s = roff(s)
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "'") {
		s = `\&` + s
	}
	m.line("%s", s)
}

// roff escapes what troff reads as its own.
func roff(s string) string {
	return strings.NewReplacer(`\`, `\e`, "-", `\-`, "\n", " ").Replace(s)
}

func (m *manual) command(n *kong.Node) {
	if n.Hidden {
		return
	}
	if len(n.Children) == 0 {
		m.line(".SS %s", roff("frontdesk "+usage(n)))
		m.text(n.Help)
		for _, a := range n.Positional {
			m.line(".TP")
			m.line(`.I %s`, roff(a.Name))
			m.text(a.Help)
		}
		m.flags(n.Flags)
		m.examples(commandPath(n))
	}
	for _, c := range n.Children {
		m.command(c)
	}
}

// usage is a command with its arguments.
func usage(n *kong.Node) string {
	parts := []string{commandPath(n)}
	for _, a := range n.Positional {
		name := a.Name
		if a.IsSlice() {
			name += " ..."
		}
		if !a.Required {
			name = "[" + name + "]"
		}
		parts = append(parts, name)
	}
	return strings.Join(append(parts, "[flags]"), " ")
}

func (m *manual) flags(all []*kong.Flag) {
	for _, f := range all {
		if f.Hidden || f.Name == "help" {
			continue
		}
		name := "--" + f.Name
		if f.Short != 0 {
			name = "-" + string(f.Short) + ", " + name
		}
		m.line(".TP")
		if f.IsBool() {
			m.line(`.B %s`, roff(name))
		} else {
			m.line(`.BI "%s=" %s`, roff(name), roff(strings.ReplaceAll(f.FormatPlaceHolder(), `"`, "")))
		}
		m.text(f.Help)
	}
}

func (m *manual) examples(path string) {
	for _, e := range examples[path] {
		m.line(".PP")
		m.text(e.does)
		m.line(".PP\n.EX")
		m.text("    frontdesk " + e.line)
		m.line(".EE")
	}
}

// closing is what belongs to no command.
func (m *manual) closing() {
	for _, part := range []struct {
		section string
		entries [][2]string
	}{
		{"FILES", [][2]string{
			{"/etc/frontdesk", "The config folder, where --config names none and ./configs holds no frontdesk.yaml."},
			{"/var/lib/frontdesk", "Where the store is kept, as the service of the packages sets it up."},
		}},
		{"ENVIRONMENT", [][2]string{
			{"FRONTDESK_AGENT", "Who works tickets from this terminal: NAME <ADDRESS>, or an account of a chat."},
			{"EDITOR", "With what an answer is written."},
			{"PAGER", "With what long output is shown on a terminal; empty: none."},
			{"NO_COLOR", "Set to anything: no colours. There are none but on a terminal."},
			{"TERM", "With dumb there are neither colours nor progress bars."},
		}},
		{"EXIT STATUS", [][2]string{
			{"0", "All went well."},
			{"1", "The command failed, or found what it looks for: a config with errors, a test that fails, a threshold of a gate that was missed."},
			{"2", "The command line is wrong."},
		}},
	} {
		m.section(part.section)
		for _, e := range part.entries {
			m.line(".TP")
			m.line(".B %s", roff(e[0]))
			m.text(e[1])
		}
	}
}
