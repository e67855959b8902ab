package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
)

// pagerFlag is shared by the commands whose output may be longer than a screen.
type pagerFlag struct {
	NoPager bool `help:"Print at once, also on a terminal."`
}

// page lets write print through a pager where standard output is a terminal; who leaves the pager early ends it well.
func (f pagerFlag) page(ctx context.Context, p process, write func(io.Writer) error) error {
	words := pager()
	if f.NoPager || !isTerminal(p.stdout) || len(words) == 0 {
		return write(p.stdout)
	}
	// An interrupt is the pager's: it puts the terminal in order when it ends.
	cmd := exec.CommandContext(context.WithoutCancel(ctx), words[0], words[1:]...)
	cmd.Stdout, cmd.Stderr = p.stdout, p.stderr
	if os.Getenv("LESS") == "" {
		cmd.Env = append(os.Environ(), "LESS=FRX") // a page that fits the screen is printed; colours and the screen stay
	}
	in, err := cmd.StdinPipe()
	if err != nil {
		return fmt.Errorf("page the output: %w", err)
	}
	defer leaveSignals()()
	if err := cmd.Start(); err != nil {
		return write(p.stdout)
	}
	err = write(in)
	if errors.Is(err, syscall.EPIPE) {
		err = nil
	}
	_ = in.Close()
	if left := cmd.Wait(); err == nil && left != nil {
		err = fmt.Errorf("run %s: %w; set PAGER, or add --no-pager", words[0], left)
	}
	return err
}

// pager is the command to page with: $PAGER, else less where there is one; none where PAGER is empty or cat.
func pager() []string {
	if own, set := os.LookupEnv("PAGER"); set {
		if own == "cat" {
			return nil
		}
		return strings.Fields(own)
	}
	if _, err := exec.LookPath("less"); err != nil {
		return nil
	}
	return []string{"less", "-FRX"}
}
