package main

import (
	"io"
	"reflect"
	"strings"

	"github.com/alecthomas/kong"
)

// completeCommand is what the shells call; see the scripts of frontdesk completion.
type completeCommand struct {
	Words []string `arg:"" optional:"" passthrough:"" help:"The words behind frontdesk, up to the one at the cursor."`
}

// Run prints a line that says what else fits, files, folders or nothing, and the words that fit with what they mean.
func (c completeCommand) Run(p process, app *kong.Kong) error {
	words := c.Words
	if len(words) > 0 && words[0] == "--" {
		words = words[1:]
	}
	fits := complete(app.Model.Node, words)
	lines := fits.beside + "\n"
	for _, w := range fits.words {
		lines += w.word + "\t" + w.help + "\n"
	}
	_, err := io.WriteString(p.stdout, lines)
	return err
}

// What a shell may offer beside the words.
const (
	elseNothing = "nothing"
	elseFiles   = "files"
	elseFolders = "folders"
)

type completion struct {
	words  []candidate
	beside string
}

type candidate struct{ word, help string }

// complete says what may stand at the last of the words, which may be empty or only begun.
func complete(at *kong.Node, words []string) completion {
	if len(words) == 0 {
		words = []string{""}
	}
	last := words[len(words)-1]
	var wants *kong.Flag // the flag whose value comes next
	positional := 0
	for _, word := range words[:len(words)-1] {
		switch {
		case wants != nil:
			wants = nil
		case strings.HasPrefix(word, "-"):
			wants = valueless(at, word)
		case child(at, word) != nil:
			at, positional = child(at, word), 0
		default:
			positional++
		}
	}
	name, value, hasValue := strings.Cut(last, "=")
	switch {
	case wants != nil:
		return values(wants.Value, last, "")
	case strings.HasPrefix(last, "--") && hasValue:
		if f := flagOf(at, name); f != nil {
			return values(f.Value, value, name+"=")
		}
		return completion{beside: elseNothing}
	case strings.HasPrefix(last, "-"):
		return flags(at, last)
	}
	return argument(at, positional, last)
}

// child is a subcommand by its name.
func child(n *kong.Node, name string) *kong.Node {
	for _, c := range n.Children {
		if c.Name == name && !c.Hidden {
			return c
		}
	}
	return nil
}

// flagsOf are the flags that may be given at a command, also those of the subcommand that it stands for.
func flagsOf(n *kong.Node) []*kong.Flag {
	var all []*kong.Flag
	for _, group := range n.AllFlags(true) {
		all = append(all, group...)
	}
	if n.DefaultCmd != nil {
		all = append(all, n.DefaultCmd.Flags...)
	}
	return all
}

func flagOf(n *kong.Node, word string) *kong.Flag {
	for _, f := range flagsOf(n) {
		if word == "--"+f.Name || (f.Short != 0 && word == "-"+string(f.Short)) {
			return f
		}
	}
	return nil
}

// valueless is the flag of a word that has its value in the next one; nil where it has none.
func valueless(n *kong.Node, word string) *kong.Flag {
	if f := flagOf(n, word); f != nil && !f.IsBool() {
		return f
	}
	return nil
}

func flags(n *kong.Node, begun string) completion {
	c := completion{beside: elseNothing}
	for _, f := range flagsOf(n) {
		c.add("--"+f.Name, f.Help, begun)
	}
	return c
}

// argument completes subcommands and positional arguments; the last argument may come many times.
func argument(n *kong.Node, at int, begun string) completion {
	c := completion{beside: elseNothing}
	if at == 0 {
		for _, command := range n.Children {
			if !command.Hidden {
				c.add(command.Name, command.Help, begun)
			}
		}
	}
	args := n.Positional
	switch {
	case len(args) == 0:
		return c
	case at >= len(args) && args[len(args)-1].IsSlice():
		at = len(args) - 1
	case at >= len(args):
		return c
	}
	more := values(args[at], begun, "")
	return completion{words: append(c.words, more.words...), beside: more.beside}
}

// values completes what a flag or an argument takes; before is put in front of each.
func values(v *kong.Value, begun, before string) completion {
	c := completion{beside: elseNothing}
	switch {
	case v.Enum != "":
		for _, word := range v.EnumSlice() {
			if word != "" {
				c.add(before+word, "", before+begun)
			}
		}
	case v.Name == "config" || v.Tag.Type == "existingdir":
		c.beside = elseFolders
	case v.Tag.Type == "path", v.Tag.Type == "existingfile", v.Target.Kind() == reflect.Slice && strings.Contains(v.Name, "file"):
		c.beside = elseFiles
	}
	return c
}

func (c *completion) add(word, help, begun string) {
	if strings.HasPrefix(word, begun) {
		c.words = append(c.words, candidate{word, firstSentence(help)})
	}
}

// firstSentence keeps the help that a shell shows beside a word short.
func firstSentence(help string) string {
	for _, end := range []string{". ", ": ", "; ", " ("} {
		help, _, _ = strings.Cut(help, end)
	}
	return strings.TrimSuffix(help, ".")
}
