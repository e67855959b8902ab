package matchers

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"frontdesk/configs"
)

// loadFiles loads matchers from files of the folder matchers/.
func loadFiles(files []txtar.File) (*Set, *configs.Problems) {
	fsys := fstest.MapFS{"frontdesk.yaml": {Data: []byte("channels: {}\n")}}
	for _, f := range files {
		fsys["matchers/"+f.Name] = &fstest.MapFile{Data: f.Data}
	}
	var all, p configs.Problems
	folder := configs.LoadFS(fsys, "c", &all)
	return Load(folder.Matchers, &p), &p
}

// set loads one file of matchers, which must be right.
func set(t testing.TB, yaml string) *Set {
	t.Helper()
	s, p := loadFiles([]txtar.File{{Name: "a.yaml", Data: []byte(yaml)}})
	if err := p.Err(); err != nil {
		t.Fatalf("%v\nin\n%s", err, yaml)
	}
	return s
}

func TestProblemsOfMatchersAreToldWithTheirPlaces(t *testing.T) {
	names, err := filepath.Glob("testdata/problems/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var files []txtar.File
			var want string
			for _, f := range archive.Files {
				if f.Name == "want" {
					want = string(f.Data)
				} else {
					files = append(files, f)
				}
			}
			_, p := loadFiles(files)
			var got strings.Builder
			for _, one := range p.All() {
				fmt.Fprintln(&got, one)
			}
			if got.String() != want {
				t.Errorf("got\n%swant\n%s", got.String(), want)
			}
			rewrite(t, name, archive, got.String())
		})
	}
}

// rewrite puts what came out into the file where UPDATE is set.
func rewrite(t *testing.T, name string, archive *txtar.Archive, got string) {
	if os.Getenv("UPDATE") == "" {
		return
	}
	for i := range archive.Files {
		if archive.Files[i].Name == "want" {
			archive.Files[i].Data = []byte(got)
		}
	}
	if err := os.WriteFile(name, txtar.Format(archive), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestMatcherHoldsWhatIsWritten(t *testing.T) {
	s := set(t, `
refund:
  any: [{words: [refund]}]
  ask: {order: '\b[A-Z]{2}-\d{6}\b', amount: '(\d+) EUR'}
  answer: [refund-timing]
  team: billing
  urgent: true
  sensitive: true
  priority: 3
  means: person
  mode: shadow
  examples: [Where is my money?]
  tests: [{say: money, expect: refund}, {say: hello, expect: none, team: none}]
plain:
  all: [{pattern: 'x+'}]
`)
	m, ok := s.Matcher("refund")
	if !ok || len(s.All()) != 2 {
		t.Fatalf("found %v, %d matchers", ok, len(s.All()))
	}
	if !m.Urgent || !m.Sensitive || m.Priority != 3 || m.Means != MeansPerson || m.Mode != ModeShadow ||
		m.Team.Name != "billing" || m.Answer[0].Name != "refund-timing" || m.File != "c/matchers/a.yaml" {
		t.Errorf("got %+v", m)
	}
	if len(m.Ask) != 2 || m.Ask[0].Name != "order" || m.Ask[1].Name != "amount" || m.Answer[0].At.Line != 5 {
		t.Errorf("got ask %v, answer %v", m.Ask, m.Answer)
	}
	if len(m.Examples) != 1 || len(m.Tests) != 2 || m.Tests[0].Expect.Name != "refund" || m.Tests[1].Expect.Name != "" || m.Tests[1].Expect.IsZero() {
		t.Errorf("got examples %v, tests %v", m.Examples, m.Tests)
	}
	if plain, _ := s.Matcher("plain"); plain.Mode != ModeAuto || plain.Means != MeansNothing || plain.Order != 1 {
		t.Errorf("got %+v", plain)
	}
}

func TestTooManyRulesAreRefused(t *testing.T) {
	var b strings.Builder
	for i := range 251 {
		fmt.Fprintf(&b, "m%d:\n  any:\n  - words: [w%d%s]\n", i, i, strings.Repeat(", x", 200))
	}
	s, p := loadFiles([]txtar.File{{Name: "a.yaml", Data: []byte(b.String())}})
	if err := p.Err(); err == nil || !strings.Contains(err.Error(), "more than 50000 words") {
		t.Errorf("got %v", err)
	}
	if got := s.Classify(message("w1 x")); got != nil {
		t.Errorf("a refused set matched %v", got)
	}
}

func TestManyPatternsWithoutFixedTextAreWarnedOf(t *testing.T) {
	var b strings.Builder
	for i := range manyUnbound + 1 {
		fmt.Fprintf(&b, "m%d:\n  any: [{pattern: '\\d{%d}'}]\n", i, i+1)
	}
	_, p := loadFiles([]txtar.File{{Name: "a.yaml", Data: []byte(b.String())}})
	if all := p.All(); len(all) != 1 || !all[0].Warning || !strings.Contains(all[0].What, "101 patterns") || all[0].Line != 2 {
		t.Errorf("got %v", all)
	}
}
