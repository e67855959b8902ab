package configs_test

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"frontdesk/configs"
)

var update = flag.Bool("update", false, "write the problems found into the files of testdata")

// channel is a settings struct such as the rooms have.
type channel struct {
	Kind    string            `yaml:"kind,required"`
	Address string            `yaml:"address"`
	Team    configs.Ref       `yaml:"team"`
	Server  *server           `yaml:"server"`
	Limit   int               `yaml:"limit"`
	Share   float64           `yaml:"share"`
	Age     time.Duration     `yaml:"age"`
	Quiet   bool              `yaml:"quiet"`
	Senders []string          `yaml:"senders"`
	Ports   []int64           `yaml:"ports"`
	Servers []server          `yaml:"servers"`
	Labels  map[string]string `yaml:"labels"`
	Raw     configs.Section   `yaml:"raw"`
}

type server struct {
	Host     string         `yaml:"host"`
	Password configs.Secret `yaml:"password"`
	CA       configs.Path   `yaml:"ca"`
}

// TestProblemsAreToldAtTheirPlace loads the files of each archive and compares with its file "problems".
func TestProblemsAreToldAtTheirPlace(t *testing.T) {
	archives, err := filepath.Glob("testdata/bad/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got := problemsOf(filesOf(archive))
			if *update {
				writeProblems(t, name, archive, got)
			}
			if want := problemsIn(archive); got != want {
				t.Errorf("got:\n%swant:\n%s", got, want)
			}
		})
	}
}

// problemsOf decodes everything that a folder holds, as the rooms do.
func problemsOf(fsys fs.FS) string {
	var p configs.Problems
	folder := configs.LoadFS(fsys, "configs", &p)
	for _, s := range folder.Channels {
		var c channel
		s.Decode(&c, &p)
	}
	for _, s := range folder.Matchers {
		var m struct {
			Any []configs.Section `yaml:"any"`
		}
		s.Decode(&m, &p)
	}
	for _, f := range folder.Articles {
		meta, _, _ := configs.FrontMatter(f, &p)
		var article struct {
			Title string `yaml:"title,required"`
		}
		meta.Decode(&article, &p)
	}
	var lines strings.Builder
	for _, one := range p.All() {
		lines.WriteString(one.String() + "\n")
	}
	return lines.String()
}

func filesOf(a *txtar.Archive) fs.FS {
	// What an editor would hide is written as ⇥ (tab), ␍ (carriage return), ␀ (byte 0) and ÿ (byte 255).
	hidden := strings.NewReplacer("⇥", "\t", "␍", "\r", "␀", "\x00", "ÿ", "\xff")
	files := fstest.MapFS{}
	for _, f := range a.Files {
		if f.Name != "problems" {
			files[f.Name] = &fstest.MapFile{Data: []byte(hidden.Replace(string(f.Data)))}
		}
	}
	return files
}

func problemsIn(a *txtar.Archive) string {
	for _, f := range a.Files {
		if f.Name == "problems" {
			return string(f.Data)
		}
	}
	return ""
}

func writeProblems(t *testing.T, name string, a *txtar.Archive, problems string) {
	t.Helper()
	for i, f := range a.Files {
		if f.Name == "problems" {
			a.Files[i].Data = []byte(problems)
		}
	}
	if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
		t.Fatal(err)
	}
}
