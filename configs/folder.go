package configs

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// DefaultStore is the store of a config that names none.
const DefaultStore = "sqlite:frontdesk.db"

// Folder is a whole config as read from its files, not yet understood: the rooms decode their sections.
type Folder struct {
	Dir      string  // as the admin named it
	Gateway  Section // all of frontdesk.yaml
	Store    Secret  // "sqlite:FILE", "postgres://…"; a plain text or a reference; [DefaultStore] where not given
	Listen   string  // address of the health and metrics endpoints; empty: none
	Matching Section // what is asked of decisions by examples
	Channels []Section
	Gate     Section // what a backtest must reach
	Keep     Section // for how long what is settled is kept
	Hours    []Section
	Teams    []Section
	Matchers []Section // sorted by file, then in the order of the file
	// Templates are the files of replies/, Articles those of kb/, sorted by path.
	Templates []File
	Articles  []File
	Hash      string // of the names and contents of all files read
}

// gatewayKeys are those of frontdesk.yaml.
type gatewayKeys struct {
	Store    dsn     `yaml:"store" default:"sqlite:frontdesk.db" restart:"yes" help:"Where everything is kept: sqlite:FILE (relative to this folder), postgres://…, or env:NAME, file:PATH, cmd:COMMAND that says so"`
	Listen   string  `yaml:"listen" otherwise:"nothing is served" restart:"yes" help:"host:port of /healthz, /readyz and /metrics"`
	Matching Section `yaml:"matching" help:"What is asked of decisions by examples"`
	Channels Section `yaml:"channels" restart:"yes" help:"Where customers write, by a name of your choice; one at least"`
	Gate     Section `yaml:"gate" help:"What a backtest must reach before this config may go live"`
	Keep     Section `yaml:"keep" help:"For how long what is settled is kept; all of it for ever where nothing is said"`
}

// teamsKeys are those of teams.yaml.
type teamsKeys struct {
	Hours Section `yaml:"hours" help:"When people work, by a name of your choice; always is there already"`
	Teams Section `yaml:"teams" help:"Who works the tickets, by a name of your choice"`
}

// Shapes are those of frontdesk.yaml and teams.yaml; what stands below their keys is known to the rooms that own it.
func Shapes() (gateway, teams Shape) { return ShapeOf(gatewayKeys{}), ShapeOf(teamsKeys{}) }

// Load reads the config folder dir of the disk and notes all problems of its files. It always returns a Folder, which is
// only fit for use if p has no errors.
func Load(dir string, p *Problems) *Folder {
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		what := "there is no such folder"
		if err == nil {
			what = "this is no folder"
		} else if !errors.Is(err, fs.ErrNotExist) {
			what = readable(err)
		}
		p.Add(Position{File: dir}, what, "name the folder that holds frontdesk.yaml with --config DIR")
		return &Folder{Dir: dir}
	}
	return load(&reader{fsys: os.DirFS(dir), name: dir, dir: dir, p: p})
}

// LoadFS is Load from any file system; name stands for the folder in positions. Secrets of files and relative paths in it
// lead nowhere.
func LoadFS(fsys fs.FS, name string, p *Problems) *Folder {
	return load(&reader{fsys: fsys, name: name, p: p})
}

func load(r *reader) *Folder {
	f := &Folder{Dir: r.name}
	f.loadGateway(r)
	f.loadTeams(r)
	for _, file := range r.walk("matchers", hasSuffix(".yaml")) {
		f.Matchers = append(f.Matchers, r.root(file).Children(r.p)...)
	}
	checkNames("matcher", f.Matchers, r.p)
	f.Templates = r.walk("replies", func(string) bool { return true })
	f.Articles = r.walk("kb", hasSuffix(".md"))
	if r.count > maxFiles {
		r.p.Add(r.at(""), fmt.Sprintf("more than %d files", maxFiles), "is this the right folder?")
	}
	r.warnUnread()
	f.Hash = hash(r.files)
	return f
}

func hasSuffix(suffix string) func(string) bool {
	return func(rel string) bool { return strings.HasSuffix(rel, suffix) }
}

func (f *Folder) loadGateway(r *reader) {
	file, ok := r.read("frontdesk.yaml")
	if !ok {
		if _, err := fs.Stat(r.fsys, "frontdesk.yaml"); errors.Is(err, fs.ErrNotExist) {
			r.p.Add(r.at("frontdesk.yaml"), "there is no such file", "write it, with a channel at least, or name the folder that holds it with --config DIR")
		}
		return
	}
	f.Gateway = r.root(file)
	var settings gatewayKeys
	settings.Store = dsn(PlainSecret(DefaultStore))
	f.Gateway.Decode(&settings, r.p)
	f.Store, f.Listen = Secret(settings.Store), settings.Listen
	f.Matching = settings.Matching
	f.Channels, f.Gate, f.Keep = settings.Channels.Children(r.p), settings.Gate, settings.Keep
	checkNames("channel", f.Channels, r.p)
	if len(f.Channels) == 0 && f.Gateway.IsMapping() && (settings.Channels.IsZero() || settings.Channels.IsMapping()) {
		r.p.Add(f.Gateway.Where("channels"), "no channel is configured", "write one under channels:")
	}
}

func (f *Folder) loadTeams(r *reader) {
	file, ok := r.read("teams.yaml")
	if !ok {
		return
	}
	var settings teamsKeys
	if root := r.root(file); !root.IsZero() {
		root.Decode(&settings, r.p)
	}
	f.Hours, f.Teams = settings.Hours.Children(r.p), settings.Teams.Children(r.p)
	checkNames("calendar", f.Hours, r.p)
	checkNames("team", f.Teams, r.p)
}

// root parses a YAML file.
func (r *reader) root(file File) Section {
	src := file.source()
	src.dir = r.dir
	s := Section{At: src.at(1, 1), src: src}
	if strings.TrimSpace(string(file.Content)) == "" {
		r.p.Add(s.At, "the file is empty", "write something into it or remove it")
		s.node = broken(s.At)
		return s
	}
	s.node = parse(string(file.Content), src, r.p)
	if s.IsZero() {
		r.p.Warn(s.At, "the file holds comments only", "")
	}
	return s
}

// checkNames notes names that cannot be used, and those that two files define.
func checkNames(noun string, sections []Section, p *Problems) {
	first := make(map[string]Position, len(sections))
	for _, s := range sections {
		if !validName(s.Name) {
			p.Add(s.At, fmt.Sprintf("%q cannot be the name of a %s", shorten(s.Name), noun), "use 1 to 64 letters, digits, - and _")
		}
		if earlier, ok := first[s.Name]; ok {
			p.Add(s.At, fmt.Sprintf("%s %q is defined twice; the other one is at %s", noun, s.Name, earlier), "rename or remove one of them")
			continue
		}
		first[s.Name] = s.At
	}
}

func validName(name string) bool {
	if n := utf8.RuneCountInString(name); n < 1 || n > 64 {
		return false
	}
	for _, r := range name {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '-' && r != '_' {
			return false
		}
	}
	return true
}

// topLevel are the files and folders that are read.
func topLevel() []string {
	return []string{"frontdesk.yaml", "teams.yaml", "matchers", "replies", "kb"}
}

// warnUnread tells of files that look as if they were meant to be read.
func (r *reader) warnUnread() {
	known := topLevel()
	entries, _ := fs.ReadDir(r.fsys, ".") // a folder that cannot be listed has been noted already
	for _, e := range entries {
		near := Suggest(e.Name(), known)
		isYAML := path.Ext(e.Name()) == ".yaml" || path.Ext(e.Name()) == ".yml"
		isStore := strings.Contains(e.Name(), ".db") // its companions begin like it
		if slices.Contains(known, e.Name()) || skipped(e.Name()) || isStore || (near == "" && !isYAML) {
			continue
		}
		if near == "" || strings.HasPrefix(e.Name(), "matchers.") {
			near = "matchers belong into the folder matchers"
		}
		r.p.Warn(r.at(e.Name()), "this is not read", near)
	}
}

// CheckMissing warns of parts that a config may do without, and what that means.
func (f *Folder) CheckMissing(p *Problems) {
	if p.Errors() > 0 {
		return // it may be there, and could not be read
	}
	missing := func(empty bool, rel, what, means string) {
		if empty {
			p.Warn(Position{File: filepath.Join(f.Dir, rel)}, what, means)
		}
	}
	missing(len(f.Teams) == 0, "teams.yaml", "no team is configured", "tickets are in the queue and not forwarded")
	missing(len(f.Matchers) == 0, "matchers", "no matcher is configured", "every message goes to a person")
	missing(len(f.Articles) == 0, "kb", "there is no article", "no message can be answered")
}

func hash(files []File) string {
	h := sha256.New()
	for _, f := range files {
		fmt.Fprintf(h, "%s\x00%d\x00", f.Path, len(f.Content))
		h.Write(f.Content)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
