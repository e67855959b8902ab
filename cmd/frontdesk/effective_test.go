package main

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	yaml "github.com/goccy/go-yaml"

	"frontdesk/configs"
	"frontdesk/connectors"
	"frontdesk/connectors/discord"
	"frontdesk/connectors/email"
	"frontdesk/matchers"
	"frontdesk/matchers/classify"
)

// smallest is a config that leaves out all that may be left out.
var smallest = map[string]string{
	"frontdesk.yaml": `channels:
  support: {kind: email, address: a@shop.example, imap: {server: i, user: u, password: env:P}, smtp: {server: s}}
  community: {kind: discord, token: env:T, watch: [help]}
`,
	"teams.yaml":        "hours:\n  office: {zone: Europe/Berlin, open: {mon-fri: '9:00-17:00'}}\nteams:\n  first-line: {promise: {normal: 8h}}\n",
	"matchers/one.yaml": "refund: {any: [{words: refund}]}\n",
}

func loadFiles(t *testing.T, files map[string]string) loaded {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var p configs.Problems
	l := load(dir, &p)
	if err := p.Err(); err != nil {
		t.Fatal(err)
	}
	return l
}

// writtenOut is the same config with every default written into its files.
func writtenOut(t *testing.T, l loaded) (files map[string]string, count int) {
	t.Helper()
	trees := map[string]map[string]any{}
	for name, text := range smallest {
		var tree map[string]any
		if err := yaml.Unmarshal([]byte(text), &tree); err != nil {
			t.Fatal(err)
		}
		trees[name] = tree
	}
	for _, s := range settingsOf(l.folder) {
		root := map[string]map[string]any{
			"gateway": trees["frontdesk.yaml"], "channel": trees["frontdesk.yaml"], "team": trees["teams.yaml"],
			"calendar": trees["teams.yaml"], "matcher": trees["matchers/one.yaml"],
		}[s.Of]
		if s.From != configs.FromDefault || s.Value == nil || root == nil {
			continue
		}
		path := map[string][]string{"channel": {"channels", s.Name}, "team": {"teams", s.Name}, "calendar": {"hours", s.Name}, "matcher": {s.Name}}[s.Of]
		put(root, append(path, strings.Split(s.Key, ".")...), s.Value)
		count++
	}
	files = map[string]string{}
	for name, tree := range trees {
		text, err := yaml.Marshal(tree)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = string(text)
	}
	return files, count
}

func put(tree map[string]any, path []string, value any) {
	for _, key := range path[:len(path)-1] {
		if _, ok := tree[key].(map[string]any); !ok {
			tree[key] = map[string]any{}
		}
		tree = tree[key].(map[string]any)
	}
	tree[path[len(path)-1]] = value
}

// TestTheDefaultsThatAreToldAreThoseThatHold writes every default out and looks whether anything changes by it.
func TestTheDefaultsThatAreToldAreThoseThatHold(t *testing.T) {
	without := loadFiles(t, smallest)
	files, count := writtenOut(t, without)
	if count < 40 {
		t.Fatalf("only %d defaults were written out", count)
	}
	with := loadFiles(t, files)
	for _, want := range without.channels {
		got, err := with.channel(want.Name)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got.Channel, want.Channel) {
			t.Errorf("channel %s is\n%+v\nwith its defaults written out, and\n%+v\nwithout", want.Name, got.Channel, want.Channel)
		}
		sameSettings(t, got.Settings, want.Settings)
	}
	if got, want := with.policy.Teams, without.policy.Teams; !reflect.DeepEqual(got, want) {
		t.Errorf("teams are %+v, want %+v", got["first-line"], want["first-line"])
	}
	got, want := *with.policy.Matchers.All()[0], *without.policy.Matchers.All()[0]
	if got.Mode != want.Mode || got.Means != want.Means || got.Priority != want.Priority || got.Urgent || got.Sensitive {
		t.Errorf("the matcher is %+v, want %+v", got, want)
	}
	usual := matchers.Aim{Precision: classify.DefaultPrecision, OutOfScope: classify.DefaultOutOfScope, Careful: matchers.DefaultCareful, Audit: matchers.DefaultAudit}
	if with.policy.Aim != usual || without.policy.Aim != (matchers.Aim{}) {
		t.Errorf("the aim is %+v, want %+v", with.policy.Aim, usual)
	}
	if store, plain := with.folder.Store.Plain(); !plain || store != configs.DefaultStore {
		t.Errorf("the store is %q, want %q", store, configs.DefaultStore)
	}
}

// sameSettings compares what a kind's settings hold beside what the gateway knows of the channel.
func sameSettings(t *testing.T, got, want connectors.Settings) {
	t.Helper()
	switch want := want.(type) {
	case *email.Settings:
		sameEmail(t, got.(*email.Settings), want)
	case *discord.Settings:
		sameDiscord(t, got.(*discord.Settings), want)
	default:
		t.Errorf("nothing is compared of %T", want)
	}
}

func sameEmail(t *testing.T, got, want *email.Settings) {
	t.Helper()
	if got.IMAP.TLS != want.IMAP.TLS || got.SMTP.TLS != want.SMTP.TLS || got.Folder != want.Folder || got.Start != want.Start ||
		got.UsesNullSender() != want.UsesNullSender() || got.IMAP.Server != want.IMAP.Server {
		t.Errorf("the mailbox is\n%+v, want\n%+v", got, want)
	}
}

func sameDiscord(t *testing.T, got, want *discord.Settings) {
	t.Helper()
	if got.API != want.API || got.Start != want.Start || got.Tickets != want.Tickets || got.Shards != want.Shards ||
		got.ReadsContent() != want.ReadsContent() {
		t.Errorf("the community is\n%+v, want\n%+v", got, want)
	}
}
