package storetest

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"frontdesk/gateway"
	"frontdesk/gateway/store"
)

func backupContract() []contract {
	return []contract{
		{"a backup fills either database with the same", backupFillsBoth},
		{"a backup is of one moment", backupOfOneMoment},
		{"a restore answers nothing twice", restoreAnswersNothingTwice},
		{"a restore goes on counting", restoreGoesOnCounting},
		{"a restore overwrites nothing", restoreOverwritesNothing},
		{"a damaged backup restores nothing", damagedRestoresNothing},
		{"an older backup is brought up to date", olderIsBroughtUpToDate},
		{"older tables are brought up to date by who runs them only", olderIsMigratedByAGatewayOnly},
		{"a newer backup is refused", newerIsRefused},
		{"a backup fills the tables of the store and no others", fillsOwnTablesOnly},
		{"a manifest holds nothing that customers wrote", manifestIsBare},
	}
}

// targets are the kinds of databases that a backup is restored into.
var targets = map[string]func(testing.TB) string{"sqlite": SQLite, "postgres": Postgres}

func (d *desk) backup() ([]byte, store.Manifest) {
	d.Helper()
	var file bytes.Buffer
	m, err := d.Backup(d.ctx, &file, store.BackupOptions{Program: "1.2.3", Config: "c0ffee"})
	d.must(err)
	return file.Bytes(), m
}

func (d *desk) unzip(file []byte) *zip.Reader {
	d.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	d.must(err)
	return z
}

func (d *desk) restore(file []byte, url string) error {
	_, err := store.Restore(d.ctx, url, d.unzip(file), store.RestoreOptions{Options: store.Options{Now: d.clock.Now}})
	return err
}

// restored is a desk at what a backup became.
func (d *desk) restored(file []byte, url string) *desk {
	d.Helper()
	d.must(d.restore(file, url))
	other := &desk{T: d.T, ctx: d.ctx, url: url, clock: d.clock, seen: d.seen + 1000}
	other.Store = other.open()
	var err error
	other.lease, err = other.AcquireLease(d.ctx, channel, owner, term)
	d.must(err)
	return other
}

// lived is a store with something in most tables, and nothing left to do.
func (d *desk) lived() {
	d.Helper()
	_, err := d.Keyring(d.ctx)
	d.must(err)
	e := d.mail("ann@example.org")
	e.Raw, e.Message.Text = []byte{0, 0xff, '\n', '"'}, "line\u2028<b>\"\\ \U0001F600"
	e.Message.Attachments = []gateway.Attachment{{Name: "a", Content: []byte{1, 0, 2}}}
	r, w := d.arrive(e)
	st := answer(r, w)
	st.Ticket = ticket(r, st.Conversation.ID)
	forward := delivery(gateway.KindForward, r, st.Conversation.ID)
	st.Deliveries = append(st.Deliveries, forward)
	st.Forwards = []gateway.Forward{{Delivery: forward.ID, Ticket: st.Ticket.ID, Team: "first-line"}}
	st.Caps, st.Language = []store.Cap{{Key: "k", Window: time.Hour, Limit: 9}}, "de"
	st.Suppress, st.SuppressUntil = "gone@example.org", d.clock.Now().Add(time.Hour)
	d.must(d.Settle(d.ctx, st))
	for _, b := range d.begin() {
		d.must(b.Err)
		d.must(d.FinishSend(d.ctx, []store.Result{{Work: b.Work, State: gateway.DeliverySent}}))
	}
}

// sums are the checksums of the tables whose rows a restore leaves as they are.
func sums(m store.Manifest) map[string]string {
	s := map[string]string{}
	for _, t := range m.Tables {
		if t.Name != "cursors" { // it says that the store was restored
			s[t.Name] = t.SHA256
		}
	}
	return s
}

func backupFillsBoth(d *desk) {
	d.lived()
	file, m := d.backup()
	if m.Count("messages") != 1 || m.Count("deliveries") != 2 || m.Count("raws") != 1 || m.Count("keys") != 1 || m.Count("leases") != 0 {
		d.Fatalf("the backup holds %+v", m.Tables)
	}
	for name, fresh := range targets {
		other := d.restored(file, fresh(d.T))
		_, again := other.backup()
		if again.Database != name {
			d.Errorf("restored into %s, which says it is %s", name, again.Database)
		}
		if got, want := sums(again), sums(m); !maps.Equal(got, want) {
			d.Errorf("restored into %s: %v, want %v", name, got, want)
		}
	}
}

func backupOfOneMoment(d *desk) {
	d.lived()
	var file bytes.Buffer
	first := true
	m, err := d.Backup(d.ctx, &file, store.BackupOptions{Progress: func(int64, int64) {
		if first {
			first = false
			d.answered("late@example.org")
		}
	}})
	d.must(err)
	if m.Count("messages") != 1 || m.Count("deliveries") != 2 || m.Count("work") != 3 {
		d.Errorf("the backup holds what came later: %+v", m.Tables)
	}
	if got, err := store.CheckBackup(d.unzip(file.Bytes()), nil); err != nil || !got.Taken.Equal(d.clock.Now()) {
		d.Errorf("read back: %+v, %v", got, err)
	}
}

func restoreAnswersNothingTwice(d *desk) {
	queued, st := d.answered("ann@example.org")
	forward := delivery(gateway.KindForward, queued, st.Conversation.ID)
	r, w := d.arrive(d.mail("bob@example.org"))
	second := answer(r, w)
	second.Deliveries = []gateway.Delivery{forward}
	d.must(d.Settle(d.ctx, second))
	open := d.accept(d.mail("cleo@example.org"))[0]
	file, _ := d.backup()
	d.clock.Advance(time.Hour)
	for _, fresh := range targets {
		other := d.restored(file, fresh(d.T))
		for _, b := range other.begin() {
			switch {
			case b.Outgoing.ID == forward.ID:
				d.must(b.Err)
			case !errors.Is(b.Err, store.ErrInterrupted):
				d.Errorf("the reply of before is sent again: %v", b.Err)
			}
		}
		undecided, err := other.Message(d.ctx, open)
		d.must(err)
		if undecided.NoReply != store.WhyRestored {
			d.Errorf("what had no decision may be answered: %q", undecided.NoReply)
		}
		before, after := other.mail("dan@example.org"), other.mail("eve@example.org")
		before.Message.Received, after.Message.Received = d.clock.Now(), d.clock.Now().Add(time.Second)
		for i, want := range []string{store.WhyRestored, ""} {
			got, err := other.Message(d.ctx, other.accept([]gateway.Event{before, after}[i])[0])
			d.must(err)
			if got.NoReply != want {
				d.Errorf("read after the restore, %d: no reply since %q, want %q", i, got.NoReply, want)
			}
		}
		if !other.Restored().Equal(d.clock.Now()) {
			d.Errorf("restored at %v", other.Restored())
		}
	}
}

func restoreGoesOnCounting(d *desk) {
	d.lived()
	file, _ := d.backup()
	for _, fresh := range targets {
		other := d.restored(file, fresh(d.T))
		other.must(other.Enqueue(d.ctx, store.WorkRetract, "new", "", d.clock.Now()))
		ws := other.claim(store.WorkRetract)
		if len(ws) != 1 || ws[0].ID != 4 {
			d.Errorf("work goes on as %+v, want the number 4", ws)
		}
	}
}

func restoreOverwritesNothing(d *desk) {
	d.lived()
	file, m := d.backup()
	var p *store.ProblemError
	if err := d.restore(file, d.url); !errors.As(err, &p) || p.Problem.Hint == "" {
		d.Errorf("restored over a store: %v", err)
	}
	if _, again := d.backup(); !maps.Equal(sums(again), sums(m)) {
		d.Error("the store has changed")
	}
}

func damagedRestoresNothing(d *desk) {
	d.lived()
	file, _ := d.backup()
	changed := d.rezip(file, func(name string, content []byte) (string, []byte) {
		return name, bytes.ReplaceAll(content, []byte("ann@example.org"), []byte("eve@example.org"))
	})
	missing := d.rezip(file, func(name string, content []byte) (string, []byte) {
		return strings.Replace(name, "tables/decisions", "tables/other", 1), content
	})
	foreign := d.rezip(file, func(name string, content []byte) (string, []byte) { return "x/" + name, content })
	without := func(gone func(store.ManifestTable) bool) []byte {
		return d.withManifest(file, func(m *store.Manifest) { m.Tables = slices.DeleteFunc(m.Tables, gone) })
	}
	empty := without(func(store.ManifestTable) bool { return true })
	silent := without(func(t store.ManifestTable) bool { return t.Name == "messages" })
	miscounted := d.withManifest(file, func(m *store.Manifest) { m.Tables[0].Rows++ })
	for what, bad := range map[string][]byte{
		"changed": changed, "missing": missing, "foreign": foreign, "no tables": empty, "a table that is not named": silent, "miscounted": miscounted,
	} {
		url := SQLite(d.T)
		if err := d.restore(bad, url); !errors.Is(err, store.ErrNoBackup) {
			d.Errorf("%s: %v", what, err)
		}
		d.must(d.restore(file, url)) // nothing is in the way
	}
}

// rezip writes a backup anew with its files changed.
func (d *desk) rezip(file []byte, change func(name string, content []byte) (string, []byte)) []byte {
	d.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range d.unzip(file).File {
		in, err := f.Open()
		d.must(err)
		content, err := io.ReadAll(in)
		d.must(err)
		name, content := change(f.Name, content)
		to, err := w.Create(name)
		d.must(err)
		_, err = to.Write(content)
		d.must(err)
	}
	d.must(w.Close())
	return out.Bytes()
}

// firstTables are those that a backup of the first version holds.
var firstTables = []string{
	"messages", "sources", "raws", "attachments", "decisions", "conversations", "participants", "deliveries", "tickets", "forwards",
	"cursors", "work", "caps", "suppressions", "keys",
}

// withSchema is a backup of another version, in which all tables are empty but one that has been the same from the first on.
func (d *desk) withSchema(schema int64) []byte {
	d.Helper()
	file, _ := d.backup()
	file = d.rezip(file, func(name string, content []byte) (string, []byte) {
		if strings.HasPrefix(name, "tables/") && name != "tables/keys.jsonl" {
			content = nil
		}
		return name, content
	})
	return d.withManifest(file, func(m *store.Manifest) {
		m.Schema = schema
		m.Tables = slices.DeleteFunc(m.Tables, func(t store.ManifestTable) bool { return !slices.Contains(firstTables, t.Name) })
		for i, t := range m.Tables {
			if t.Name != "keys" {
				m.Tables[i] = store.ManifestTable{Name: t.Name, SHA256: hex.EncodeToString(sha256.New().Sum(nil))}
			}
		}
	})
}

// withManifest is a backup whose manifest says something else.
func (d *desk) withManifest(file []byte, change func(*store.Manifest)) []byte {
	d.Helper()
	return d.rezip(file, func(name string, content []byte) (string, []byte) {
		if name != "manifest.json" {
			return name, content
		}
		var m store.Manifest
		d.must(json.Unmarshal(content, &m))
		change(&m)
		content, err := json.Marshal(m)
		d.must(err)
		return name, content
	})
}

func olderIsBroughtUpToDate(d *desk) {
	d.lived()
	ring, err := d.Keyring(d.ctx)
	d.must(err)
	id := ring.MessageID(gateway.Delivery{ID: "d", Kind: gateway.KindAnswer, Conversation: "c"}, "example.com")
	file := d.withSchema(1)
	for _, fresh := range targets {
		other := d.restored(file, fresh(d.T))
		ring, err := other.Keyring(d.ctx)
		d.must(err)
		if _, ok := ring.ParseMessageID(id); !ok {
			d.Error("the key of the backup does not verify")
		}
		other.answered("ann@example.org") // all tables are there
	}
}

// olderIsMigratedByAGatewayOnly: who looks beside a gateway opens older tables as they are, or not at all.
func olderIsMigratedByAGatewayOnly(d *desk) {
	d.lived()
	older := d.withSchema(1)
	for kind, fresh := range targets {
		url := fresh(d.T)
		if _, err := store.Open(d.ctx, url, store.Options{Older: store.RefuseOlder}); !errors.Is(err, store.ErrEmpty) {
			d.Errorf("%s: an empty database: %v", kind, err)
		}
		d.must(d.restore(older, url))
		var p *store.ProblemError
		if _, err := store.Open(d.ctx, url, store.Options{Older: store.RefuseOlder}); !errors.Is(err, store.ErrOlder) || !errors.As(err, &p) ||
			!strings.Contains(p.Problem.What, "version 1, this program needs ") || !strings.Contains(p.Problem.Hint, "frontdesk run") {
			d.Errorf("%s: older tables: %v", kind, err)
		}
		st, err := store.Open(d.ctx, url, store.Options{Now: d.clock.Now, Older: store.AcceptOlder})
		d.must(err)
		m, err := st.Backup(d.ctx, io.Discard, store.BackupOptions{})
		d.must(errors.Join(err, st.Writable(d.ctx)))
		if err := st.UpToDate(d.ctx); !errors.Is(err, store.ErrOlder) || m.Schema != 1 || m.Count("keys") != 1 {
			d.Errorf("%s: backed up %+v, %v", kind, m, err)
		}
		d.must(st.Close())
		st, err = store.Open(d.ctx, url, store.Options{Now: d.clock.Now})
		d.must(err)
		d.must(errors.Join(st.UpToDate(d.ctx), st.Close()))
		st, err = store.Open(d.ctx, url, store.Options{Now: d.clock.Now, Older: store.RefuseOlder})
		d.must(err)
		d.must(st.Close())
	}
}

func newerIsRefused(d *desk) {
	var p *store.ProblemError
	if err := d.restore(d.withSchema(99999), SQLite(d.T)); !errors.As(err, &p) || !strings.Contains(p.Problem.Hint, "1.2.3") {
		d.Errorf("a newer backup: %v", err)
	}
}

// fillsOwnTablesOnly: a name of the manifest becomes SQL.
func fillsOwnTablesOnly(d *desk) {
	d.lived()
	file, _ := d.backup()
	const hostile = "keys limit 0; delete from raws; select * from keys"
	bad := d.rezip(file, func(path string, content []byte) (string, []byte) {
		path = strings.Replace(path, "tables/keys.", "tables/"+hostile+".", 1)
		return path, bytes.Replace(content, []byte(`"name": "keys"`), []byte(`"name": "`+hostile+`"`), 1)
	})
	for kind, fresh := range targets {
		if err := d.restore(bad, fresh(d.T)); !errors.Is(err, store.ErrNoBackup) {
			d.Errorf("%s: %v", kind, err)
		}
	}
}

func manifestIsBare(d *desk) {
	d.lived()
	file, _ := d.backup()
	in, err := d.unzip(file).Open("manifest.json")
	d.must(err)
	text, err := io.ReadAll(in)
	d.must(err)
	for _, word := range []string{"ann@", "example.org", "Where is", "A customer"} {
		if bytes.Contains(text, []byte(word)) {
			d.Errorf("the manifest has %q:\n%s", word, text)
		}
	}
}
