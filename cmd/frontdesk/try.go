package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"frontdesk/configs"
	"frontdesk/connectors"
	"frontdesk/gateway"
	"frontdesk/gateway/pipeline"
)

// tryCommand is frontdesk try. It builds no transport and no store, resolves no secret and uses no network; of a store that is
// a file it asks whether matchers were demoted.
type tryCommand struct {
	configFlag
	Input   []string `arg:"" optional:"" name:"text|file|folder" help:"A text, an .eml file, or a folder of them; - or nothing reads standard input."`
	Lines   string   `type:"existingfile" placeholder:"FILE" help:"One text a line."`
	Channel string   `placeholder:"NAME" help:"The channel that it arrives in (default: the first of the config)."`
	Format  string   `enum:"text,jsonl" default:"text" help:"text, or jsonl: one JSON object a line."`
}

// maxTryBytes bounds one input.
const maxTryBytes = 64 << 20

// Run judges every input as if it had just arrived.
func (c tryCommand) Run(ctx context.Context, p process) error {
	l, err := c.mustLoad(p.stderr)
	if err != nil {
		return err
	}
	url, plain := l.folder.Store.Plain() // no secret is resolved for that
	if _, isFile := storeFile(url); plain && isFile {
		if l, err = l.overlaid(ctx); err != nil {
			fmt.Fprintln(p.stderr, err)
		}
	}
	channel, err := l.channel(c.Channel)
	if err != nil {
		return err
	}
	t := &trial{policy: l.policy, channel: channel, stdin: p.typed(ctx), out: bufio.NewWriter(p.stdout), jsonl: c.Format == "jsonl"}
	if err := errors.Join(c.inputs(p, t), t.out.Flush()); err != nil {
		return err
	}
	if t.failed > 0 {
		return errSilent
	}
	return nil
}

func (c tryCommand) inputs(p process, t *trial) error {
	if c.Lines != "" {
		if err := t.lines(c.Lines); err != nil {
			return err
		}
	}
	for _, in := range c.Input {
		if err := t.input(in); err != nil {
			return err
		}
	}
	if c.Lines == "" && len(c.Input) == 0 {
		if isTerminal(p.stdin) {
			fmt.Fprintln(p.stderr, "Write what a customer says; Ctrl-D on a line of its own ends it.")
		}
		return t.input("-")
	}
	return nil
}

// channel returns the named channel, or the first.
func (l loaded) channel(name string) (connectors.Channel, error) {
	for _, c := range l.channels {
		if name == "" || c.Name == name {
			return c, nil
		}
	}
	if name == "" {
		return connectors.Channel{}, errors.New("the config has no channel; add one to frontdesk.yaml")
	}
	return connectors.Channel{}, fmt.Errorf("the config has no channel %q; %s", name, configs.Hint(name, channelNames(l.folder)...))
}

// trial judges inputs and prints what comes out.
type trial struct {
	policy  *pipeline.Policy
	channel connectors.Channel
	stdin   io.Reader
	out     *bufio.Writer
	jsonl   bool
	failed  int
	printed int
}

// errNothing is an empty text.
var errNothing = usageError{errors.New("there is nothing to judge, the text is empty; give what a customer writes in quotes, an .eml file, or a folder of them")}

// input judges one argument: a folder, a file, - or a text.
func (t *trial) input(arg string) error {
	if arg == "-" {
		raw, err := io.ReadAll(io.LimitReader(t.stdin, maxTryBytes))
		if err != nil {
			return fmt.Errorf("read standard input: %w", err)
		}
		if len(bytes.TrimSpace(raw)) == 0 {
			return errNothing
		}
		if looksLikeMail(raw) {
			return t.judge(source{Path: "-"}, t.channel.Read(raw))
		}
		return t.judge(source{Path: "-"}, t.textEvent(string(raw)))
	}
	info, err := os.Stat(arg)
	switch {
	case strings.TrimSpace(arg) == "":
		return errNothing
	case err == nil && info.IsDir():
		return t.folder(arg)
	case err == nil:
		return t.file(arg, filepath.Base(arg))
	case looksLikePath(arg):
		return t.unreadable(source{Path: arg}, err)
	}
	return t.judge(source{}, t.textEvent(arg))
}

// looksLikePath says whether an argument that is no file was meant as one.
func looksLikePath(arg string) bool {
	return strings.HasSuffix(strings.ToLower(arg), ".eml") && !strings.ContainsAny(arg, "\n")
}

// looksLikeMail says whether the first line is a header field or an mbox separator.
func looksLikeMail(raw []byte) bool {
	line, _, _ := strings.Cut(string(raw[:min(len(raw), 1000)]), "\n")
	if strings.HasPrefix(line, "From ") {
		return true
	}
	name, _, ok := strings.Cut(line, ":")
	return ok && name != "" && !strings.ContainsAny(name, " \t") && len(name) < 60 && strings.Contains(string(raw), "\n")
}

// folder judges all *.eml below dir, sorted by path.
func (t *trial) folder(dir string) error {
	var found []string // slash-separated, relative to dir
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return t.unreadable(source{Path: path}, err)
		case !d.IsDir() && strings.HasSuffix(strings.ToLower(path), ".eml"):
			found = append(found, path)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return fmt.Errorf("%s holds no .eml file; name a folder of mails, a mail, or write the text itself", dir)
	}
	slices.Sort(found)
	for _, rel := range found {
		if err := t.file(filepath.Join(dir, filepath.FromSlash(rel)), rel); err != nil {
			return err
		}
	}
	return nil
}

func (t *trial) file(path, shown string) error {
	raw, err := readLimited(path)
	if err != nil {
		return t.unreadable(source{Path: shown}, err)
	}
	return t.judge(source{Path: shown}, t.channel.Read(raw))
}

func readLimited(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxTryBytes))
}

// lines judges a file of one text a line.
func (t *trial) lines(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("read the texts: %w", err)
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	in.Buffer(make([]byte, 0, 64<<10), maxTryBytes)
	for n := 1; in.Scan(); n++ {
		if err := t.judge(source{Line: n}, t.textEvent(in.Text())); err != nil {
			return err
		}
	}
	if err := in.Err(); err != nil {
		return fmt.Errorf("read the texts: %w", err)
	}
	return nil
}

// textEvent is what somebody writes.
func (t *trial) textEvent(text string) gateway.Event {
	return saying{text: text}.event(t.channel, time.Now())
}

// source says where an input came from.
type source struct {
	Path string
	Line int
}

// unreadable notes an input that could not be read; the others go on.
func (t *trial) unreadable(s source, cause error) error {
	t.failed++
	cause = unreadable(cause)
	if !t.jsonl {
		_, err := fmt.Fprintf(t.out, "%s: %v\n", s.Path, cause)
		return err
	}
	return t.line(struct {
		Path  string `json:"path"`
		Error string `json:"error"`
	}{s.Path, cause.Error()})
}

func (t *trial) line(v any) error {
	enc := json.NewEncoder(t.out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return nil
}

// judge decides one event at the time of its own arrival.
func (t *trial) judge(s source, e gateway.Event) error {
	v, err := t.policy.Preview(pipeline.Asked{Event: e, Channel: t.channel.Channel, Now: judgedAt(e, t.channel, time.Now())})
	if err != nil {
		return t.unreadable(s, err)
	}
	if t.jsonl {
		return t.line(newJudgement(s, v))
	}
	if t.printed++; t.printed > 1 {
		fmt.Fprintln(t.out, strings.Repeat("─", 72))
	}
	printPreview(t.out, s, v)
	return nil
}
