package configs

import (
	"testing"

	"github.com/fsnotify/fsnotify"
)

func TestOnlyTheConfigMatters(t *testing.T) {
	w := &watcher{dir: "/etc/frontdesk"}
	for name, want := range map[string]bool{
		"/etc/frontdesk":                        true,
		"/etc/frontdesk/frontdesk.yaml":         true,
		"/etc/frontdesk/matchers":               true,
		"/etc/frontdesk/matchers/a/b.yaml":      true,
		"/etc/frontdesk/..data":                 true,
		"/etc/frontdesk/kb/..data":              true,
		"/etc/frontdesk/frontdesk.db-wal":       false,
		"/etc/frontdesk/matchers/.a.yaml.swp":   false,
		"/etc/frontdesk/matchers/a.yaml~":       false,
		"/etc/frontdesk/.git":                   false,
		"/etc/passwd":                           false,
		"/etc/frontdesk2/matchers/frontdesk.db": false,
	} {
		if got := w.matters(fsnotify.Event{Name: name, Op: fsnotify.Write}); got != want {
			t.Errorf("%s: %v", name, got)
		}
		if w.matters(fsnotify.Event{Name: name, Op: fsnotify.Chmod}) {
			t.Errorf("%s: a change of its mode matters", name)
		}
	}
}
