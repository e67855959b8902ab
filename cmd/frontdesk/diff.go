package main

import (
	"archive/tar"
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"frontdesk/configs"
	"frontdesk/gateway/hours"
)

// changesBetween tells what changes in effect from one folder to another.
func changesBetween(before, after *configs.Folder) []configs.Change {
	return configs.Diff(settingsOf(before), settingsOf(after))
}

// printDiff prints what this config changes over another one.
func (c checkCommand) printDiff(p process, l loaded, problems *configs.Problems) error {
	if problems.Errors() > 0 {
		printProblems(p.stderr, problems)
		return fmt.Errorf("the config in %s has %s; there is nothing to compare", c.dir(), count(problems.Errors(), "error"))
	}
	var found configs.Problems
	now := time.Now()
	other, err := readOther(c.dir(), c.Diff, now, &found)
	if err != nil {
		return err
	}
	if found.Errors() > 0 {
		printProblems(p.stderr, &found)
		return fmt.Errorf("the config in %s has %s; there is nothing to compare with", c.Diff, count(found.Errors(), "error"))
	}
	changes := configs.Diff(other, compared(l.folder, l.folder.Dir, now))
	if c.Format != "text" {
		return printData(p.stdout, append([]configs.Change{}, changes...), c.Format)
	}
	printChanges(p.stdout, changes)
	return nil
}

// printChanges writes those that are in effect at once first, and those that need a restart apart.
func printChanges(w io.Writer, changes []configs.Change) {
	var now, later []configs.Change
	for _, c := range changes {
		if c.Restart {
			later = append(later, c)
		} else {
			now = append(now, c)
		}
	}
	if len(changes) == 0 {
		fmt.Fprintln(w, "nothing changes in effect")
	}
	printThings(w, now)
	if len(later) > 0 {
		if len(now) > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintln(w, "needs a restart:")
		printThings(w, later)
	}
}

// widestEffect is how many characters of a change are shown; json and yaml have all of it.
const widestEffect = 160

func printThings(w io.Writer, changes []configs.Change) {
	before := ""
	for _, c := range changes {
		title := strings.TrimSpace(c.Of + " " + c.Name)
		if c.Key == "" {
			fmt.Fprintf(w, "%s: %s%s\n", title, c.Effect(), at(c.From))
			before = ""
			continue
		}
		if title != before {
			fmt.Fprintln(w, title)
			before = title
		}
		fmt.Fprintf(w, "  %s: %s%s\n", c.Key, clip(c.Effect(), widestEffect), at(c.From))
	}
}

func at(from string) string {
	if from == "" || from == configs.FromDefault {
		return ""
	}
	return "  (" + from + ")"
}

// aheadYears is how far ahead it is compared what calendars close.
const aheadYears = 2

// compared are the settings of a folder with what its iCalendar files close. on is where it lies on the disk.
func compared(f *configs.Folder, on string, now time.Time) []configs.Setting {
	all := settingsOf(f)
	for _, s := range f.Hours {
		closed := hours.ClosedBy(s, on, now, now.AddDate(aheadYears, 0, 0))
		for _, file := range slices.Sorted(maps.Keys(closed)) {
			all = append(all, configs.Listed("calendar", s.Name, "closed by "+file, closed[file], filepath.Join(f.Dir, file)))
		}
	}
	return all
}

// readOther reads the config to compare with: a folder, or the same folder in a revision of git.
func readOther(dir, other string, now time.Time, p *configs.Problems) ([]configs.Setting, error) {
	if info, err := os.Stat(other); err == nil && info.IsDir() {
		return compared(configs.Load(relative(other), p), other, now), nil
	}
	commit, err := git(dir, "rev-parse", "--verify", "--quiet", "--end-of-options", other+"^{commit}")
	if err != nil {
		return nil, fmt.Errorf("%s is no folder, and no revision of git that %s is in", other, dir)
	}
	archive, err := git(dir, "archive", "--format=tar", strings.TrimSpace(string(commit)), ".")
	if err != nil {
		return nil, fmt.Errorf("%s of git has no config in %s: %w", other, dir, err)
	}
	tmp, err := os.MkdirTemp("", "frontdesk-diff-")
	if err != nil {
		return nil, fmt.Errorf("make a folder for %s: %w", other, err)
	}
	defer func() { _ = os.RemoveAll(tmp) }()
	if err := unpack(archive, tmp); err != nil {
		return nil, fmt.Errorf("unpack %s of git: %w", other, err)
	}
	return compared(configs.LoadFS(os.DirFS(tmp), other+":"+dir, p), tmp, now), nil
}

func git(dir string, args ...string) ([]byte, error) {
	cmd := exec.Command("git", append([]string{"-C", dir}, args...)...) //nolint:noctx // ends with its work
	out, err := cmd.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) && len(exit.Stderr) > 0 {
		return nil, errors.New(strings.TrimSpace(string(exit.Stderr)))
	}
	return out, err
}

// unpack writes the plain files of an archive below a folder, and nothing beside it.
func unpack(archive []byte, dir string) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }()
	for r := tar.NewReader(bytes.NewReader(archive)); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if h.Typeflag != tar.TypeReg {
			continue
		}
		content, err := io.ReadAll(r)
		if err != nil {
			return err
		}
		if err := root.MkdirAll(filepath.Dir(h.Name), 0o700); err != nil {
			return err
		}
		if err := root.WriteFile(h.Name, content, 0o600); err != nil {
			return err
		}
	}
}
