package configs_test

import (
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"frontdesk/configs"
)

// FuzzLoad: any file ends in sections or problems, and every problem has a place in the file.
func FuzzLoad(f *testing.F) {
	archives, _ := filepath.Glob("testdata/bad/*.txtar")
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range archive.Files {
			f.Add(file.Data)
		}
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		files := fstest.MapFS{}
		for _, name := range []string{"frontdesk.yaml", "teams.yaml", "matchers/a.yaml", "kb/a.md"} {
			files[name] = &fstest.MapFile{Data: content}
		}
		var p configs.Problems
		folder := configs.LoadFS(files, "c", &p)
		for _, s := range append(folder.Channels, folder.Matchers...) {
			var c channel
			s.Decode(&c, &p)
			_ = c.Server
		}
		for _, a := range folder.Articles {
			meta, body, line := configs.FrontMatter(a, &p)
			if meta.At.File != "c/kb/a.md" || len(body) > len(a.Content) || line < 1 {
				t.Fatalf("front matter at %s, text at line %d", meta.At, line)
			}
		}
		lines := strings.Count(string(content), "\n") + strings.Count(string(content), "\r") + 2
		for _, one := range p.All() {
			if one.File == "" || one.Line > lines || one.Line > 0 && one.Column < 1 {
				t.Fatalf("a problem without a place: %s", one)
			}
		}
	})
}
