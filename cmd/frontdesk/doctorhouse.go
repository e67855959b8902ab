package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

// Permissions that are more than needed.
const (
	readByOthers  = 0o077
	writeByOthers = 0o022
)

// When a disk is nearly full, in bytes.
const (
	diskLow   = 1 << 30
	diskEmpty = 100 << 20
)

// house gathers findings about the config, the store and the machine.
type house struct {
	about    string
	findings []examined
}

func (h *house) add(level gateway.Level, what, hint string) {
	h.findings = append(h.findings, examined{h.about, gateway.Finding{Level: level, What: what, Hint: hint}})
}

// examineConfig looks at who may change the config and read its secrets.
func (l loaded) examineConfig(ctx context.Context) []examined {
	h := &house{about: "config " + l.folder.Dir}
	h.config(l.folder.Dir)
	secrets := l.secretFiles()
	if tokens, err := filepath.Glob(filepath.Join(l.stateDir(ctx), "*.token")); err == nil {
		secrets = append(secrets, tokens...)
	}
	private := 0
	for _, path := range secrets {
		if h.private(path, "secret") {
			private++
		}
	}
	if private > 0 {
		h.add(gateway.LevelOK, count(private, "secret file")+" that nobody else can read", "")
	}
	if l.writtenPassword() {
		h.private(filepath.Join(l.folder.Dir, "frontdesk.yaml"), "store's password")
	}
	return h.findings
}

// config looks at the folder and its files.
func (h *house) config(dir string) {
	files, open := 0, []string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil || info.Mode()&fs.ModeSymlink != 0 {
			return err
		}
		files++
		if info.Mode().Perm()&writeByOthers != 0 && info.Mode()&fs.ModeSticky == 0 {
			open = append(open, path)
		}
		return nil
	})
	switch {
	case err != nil:
		h.add(gateway.LevelWarning, fmt.Sprintf("the folder cannot be looked through: %v", err), "run doctor as the user that the gateway runs as")
	case len(open) > 0:
		what := open[0]
		if len(open) > 1 {
			what += fmt.Sprintf(" and %d more", len(open)-1)
		}
		h.add(gateway.LevelWarning, "others than the owner can change "+what, "chmod -R go-w "+dir)
	default:
		h.add(gateway.LevelOK, "only its owner can change it", "")
	}
}

// private is false where others can read the file; that is told.
func (h *house) private(path, what string) bool {
	info, err := os.Stat(path)
	if err != nil { // told by who reads it
		return false
	}
	if info.Mode().Perm()&readByOthers != 0 {
		h.add(gateway.LevelWarning, fmt.Sprintf("others can read the %s in %s", what, path), "chmod 600 "+path)
		return false
	}
	return true
}

// secretFiles are those that the config names.
func (l loaded) secretFiles() []string {
	var files []string
	seen := map[string]bool{}
	for _, s := range settingsOf(l.folder) {
		text, _ := s.Value.(string)
		name, ok := strings.CutPrefix(text, "file:")
		if !ok || seen[name] {
			continue
		}
		seen[name] = true
		if !filepath.IsAbs(name) {
			name = filepath.Join(l.folder.Dir, name)
		}
		files = append(files, name)
	}
	return files
}

// writtenPassword says whether the store's password stands in frontdesk.yaml.
func (l loaded) writtenPassword() bool {
	plain, written := l.folder.Store.Plain()
	if !written {
		return false
	}
	u, err := url.Parse(plain)
	if err != nil {
		return false
	}
	_, has := u.User.Password()
	return has || u.Query().Has("password")
}

// examineStore looks at the store, who may read it, and its disk.
func (l loaded) examineStore(ctx context.Context) []examined {
	h := &house{about: "store"}
	address, err := l.storeURL(ctx)
	if err != nil {
		h.add(gateway.LevelProblem, err.Error(), "check the key store in frontdesk.yaml")
		return h.findings
	}
	path, isFile := storeFile(address)
	if !isFile {
		h.about = "store in PostgreSQL"
		h.opens(ctx, l)
		return h.findings
	}
	h.about = "store " + relative(path)
	h.disk(filepath.Dir(path))
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		h.add(gateway.LevelNote, "there is no store yet", "frontdesk run makes it")
		return h.findings
	}
	if h.private(path, "customers' mail") {
		h.add(gateway.LevelOK, "nobody else can read it", "")
	}
	h.opens(ctx, l)
	return h.findings
}

// opens tries a write, which is taken back. Nothing is migrated: an older gateway may run.
func (h *house) opens(ctx context.Context, l loaded) {
	st, err := l.lookInto(ctx, store.AcceptOlder)
	var outdated error
	if err == nil {
		outdated = st.UpToDate(ctx)
		err = errors.Join(st.Writable(ctx), st.Close())
	}
	var p *store.ProblemError
	switch {
	case errors.Is(err, store.ErrEmpty):
		h.add(gateway.LevelNote, "there is no store yet", "frontdesk run makes it")
	case errors.As(err, &p):
		h.add(gateway.LevelProblem, p.Problem.Place+": "+p.Problem.What, p.Problem.Hint)
	case err != nil:
		h.add(gateway.LevelProblem, err.Error(), "check the key store in frontdesk.yaml, the database, and its user's rights")
	case errors.As(outdated, &p):
		h.add(gateway.LevelWarning, "it opens and takes writes, but "+p.Problem.What, p.Problem.Hint)
	default:
		h.add(gateway.LevelOK, "it opens and takes writes", "")
	}
}

// disk tells how much room there is.
func (h *house) disk(dir string) {
	var disk syscall.Statfs_t
	if err := syscall.Statfs(dir, &disk); err != nil {
		h.add(gateway.LevelProblem, fmt.Sprintf("the folder %s cannot be used: %v", dir, err), "make it, for the user that the gateway runs as")
		return
	}
	free := disk.Bavail * uint64(disk.Bsize) //nolint:gosec // a block's size is positive
	what := fmt.Sprintf("%.1f GB are free on its disk", float64(free)/1e9)
	switch {
	case free < diskEmpty:
		h.add(gateway.LevelProblem, what, "make room: without it no mail is stored")
	case free < diskLow:
		h.add(gateway.LevelWarning, what, "make room before it is full: no mail is stored then")
	default:
		h.add(gateway.LevelOK, what, "")
	}
}
