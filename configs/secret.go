package configs

import (
	"context"
	"encoding"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Secret says where a password or token is found; it never holds one. It decodes from "env:NAME", "file:PATH" (relative to
// the config folder) or "cmd:COMMAND" (run by sh). Printed, logged or marshalled it shows the form and the name only.
type Secret struct {
	// A pointer to a pointer, which package fmt never follows: a Secret in an unexported field is printed without its
	// methods, and a plain pointer is followed there by the verbs that do not fit.
	ref **secretRef
}

type secretRef struct {
	form, value string // form is env, file, cmd, or empty for a plain text
	dir         string
	at          Position
}

var (
	_ Decoder                = (*Secret)(nil)
	_ fmt.Formatter          = Secret{}
	_ encoding.TextMarshaler = Secret{}
	_ slog.LogValuer         = Secret{}
)

const (
	secretForms   = `write env:NAME, file:PATH or "cmd:COMMAND"`
	commandTime   = 10 * time.Second
	maxSecretSize = 64 << 10
)

// PlainSecret is a secret whose value is already known.
func PlainSecret(value string) Secret {
	return newSecret(&secretRef{value: value})
}

func newSecret(ref *secretRef) Secret { return Secret{ref: &ref} }

// DecodeConfig implements [Decoder].
func (s *Secret) DecodeConfig(section Section, p *Problems) {
	ref, ok := decodeSecret(section, p)
	if !ok {
		return
	}
	if ref.form == "" {
		p.Add(ref.at, "a secret is not written into the config", secretForms)
		return
	}
	if ref.value == "" {
		p.Add(ref.at, "the secret names nothing after "+ref.form+":", secretForms)
		return
	}
	*s = newSecret(ref)
}

// dsn is a Secret that may be written as plain text too, since many hold no password.
type dsn Secret

func (d *dsn) DecodeConfig(section Section, p *Problems) {
	ref, ok := decodeSecret(section, p)
	if ok && ref.value == "" {
		p.Add(ref.at, "the value is empty", "write one or remove the key")
		return
	}
	if ok {
		*d = dsn(newSecret(ref))
	}
}

func decodeSecret(section Section, p *Problems) (*secretRef, bool) {
	n := section.value()
	if n.kind == kindNumber || n.kind == kindBool { // a password without letters
		return &secretRef{value: n.text, at: n.at}, true
	}
	var text string
	section.Decode(&text, p)
	if n.kind != kindText {
		return nil, false
	}
	ref := &secretRef{value: text, dir: section.Dir(), at: n.at}
	for _, form := range []string{"env", "file", "cmd"} {
		if rest, ok := strings.CutPrefix(text, form+":"); ok {
			ref.form, ref.value = form, strings.TrimSpace(rest)
		}
	}
	return ref, true
}

// IsZero says whether no secret is configured.
func (s Secret) IsZero() bool { return s.ref == nil }

// Plain returns the value of a secret that is written as such, not by reference.
func (s Secret) Plain() (string, bool) {
	if s.ref == nil || (*s.ref).form != "" {
		return "", false
	}
	return (*s.ref).value, true
}

// At is where the secret is configured.
func (s Secret) At() Position {
	if s.ref == nil {
		return Position{}
	}
	return (*s.ref).at
}

// String is "env:NAME" or "file:PATH"; of a command or a plain text it shows nothing.
func (s Secret) String() string {
	if s.ref == nil {
		return ""
	}
	switch ref := *s.ref; ref.form {
	case "":
		return "***"
	case "cmd":
		return "cmd:***"
	default:
		return ref.form + ":" + ref.value
	}
}

// Format implements [fmt.Formatter]: every verb prints String.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, s.String()) }

// MarshalText implements [encoding.TextMarshaler] by String.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// LogValue implements [slog.LogValuer] by String.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// Resolve fetches the secret, each time anew. Its errors name the place in the config and never the value.
func (s Secret) Resolve(ctx context.Context) (string, error) {
	if s.ref == nil {
		return "", nil
	}
	value, err := (*s.ref).fetch(ctx)
	if err == nil && value == "" {
		err = fmt.Errorf("%s is empty", s)
	}
	if err != nil {
		return value, &SecretError{At: s.At(), Hint: (*s.ref).hint(), Err: err}
	}
	return value, nil
}

// SecretError is a secret that cannot be had.
type SecretError struct {
	At   Position // where it is configured; zero where it is not of a file
	Hint string
	Err  error
}

// Error is the place, the cause and what mends it.
func (e *SecretError) Error() string {
	return Problem{Position: e.At, What: e.Err.Error(), Hint: e.Hint}.String()
}

// Unwrap is the cause.
func (e *SecretError) Unwrap() error { return e.Err }

// hint says how a secret is put where it is looked for.
func (r *secretRef) hint() string {
	switch r.form {
	case "env":
		return "set it where frontdesk runs: in the environment file of a service, or at a prompt by read -rs " + r.value + "; export " + r.value
	case "file":
		return "write the secret into this file, and let none but frontdesk read it: chmod 600"
	case "cmd":
		return "run it by hand, as the user that frontdesk runs as"
	default:
		return ""
	}
}

func (r *secretRef) fetch(ctx context.Context) (string, error) {
	switch r.form {
	case "env":
		value, ok := os.LookupEnv(r.value)
		if !ok {
			return "", fmt.Errorf("the environment variable %s is not set", r.value)
		}
		return value, nil
	case "file":
		return r.readFile()
	case "cmd":
		return r.runCommand(ctx)
	default:
		return r.value, nil
	}
}

func (r *secretRef) readFile() (string, error) {
	name := r.value
	if !filepath.IsAbs(name) {
		name = filepath.Join(r.dir, name)
	}
	file, err := os.Open(name)
	if err != nil {
		return "", fmt.Errorf("read the secret's file: %w", err)
	}
	defer file.Close()
	content, err := io.ReadAll(io.LimitReader(file, maxSecretSize+1))
	if err != nil {
		return "", fmt.Errorf("read the secret's file: %w", err)
	}
	if len(content) > maxSecretSize {
		return "", fmt.Errorf("%s is larger than 64 KiB", name)
	}
	return strings.TrimSuffix(strings.TrimSuffix(string(content), "\n"), "\r"), nil
}

// runCommand takes the first line of what the command prints.
func (r *secretRef) runCommand(ctx context.Context) (string, error) {
	limited, cancel := context.WithTimeout(ctx, commandTime)
	defer cancel()
	cmd := exec.CommandContext(limited, "sh", "-c", r.value)
	cmd.Dir = r.dir
	cmd.WaitDelay = time.Second // for children that keep the pipe open
	out, err := cmd.Output()
	switch {
	case ctx.Err() != nil:
		return "", fmt.Errorf("run the secret's command: %w", ctx.Err())
	case limited.Err() != nil:
		return "", fmt.Errorf("the secret's command did not end within %s", commandTime)
	case err != nil && !errors.Is(err, exec.ErrWaitDelay):
		return "", fmt.Errorf("run the secret's command: %w", err)
	}
	line, _, _ := strings.Cut(string(out), "\n")
	return strings.TrimSuffix(line, "\r"), nil
}
