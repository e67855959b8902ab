package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// levels are the floors of the house (docs/architecture.md): a package imports only from floors below its own.
var levels = map[string]int{
	"gateway": 0, "configs": 0, "gateway/metrics": 0, "gateway/phrasebook": 0, "gateway/filelock": 0,
	"matchers/classify": 1, "matchers/language": 1, "matchers/tone": 1, "matchers/record": 1, "matchers/measure": 1,
	"gateway/screen": 1, "gateway/hours": 1, "gateway/manners": 1, "replies/markdown": 1, "connectors/email/trim": 1,
	"connectors/email/htmltext": 1, "connectors/email/rtftext": 1, "connectors/email/dkim": 1, "connectors/email/oauth": 1,
	"connectors/retry": 1,
	"matchers":         2, "replies/kb": 2, "gateway/store": 2, "connectors/email": 2, "connectors/discord": 2,
	"replies":          3,
	"gateway/pipeline": 4, "connectors": 4,
	"gateway/backtest": 5, "cmd/frontdesk/demo/chatpage": 5,
	"gateway/simulate": 6, "cmd/frontdesk/demo": 6,
	"cmd/frontdesk": 7,
}

// seams are imports that no floor forbids and the rules do all the same.
var seams = map[string][]string{
	"connectors/email":   {"gateway/store", "gateway/pipeline", "matchers", "replies", "gateway/screen"},
	"connectors/discord": {"gateway/store", "gateway/pipeline", "matchers", "replies", "gateway/screen", "connectors/email"},
	"matchers":           {"gateway/store", "gateway/pipeline", "connectors"},
	"replies":            {"gateway/store", "gateway/pipeline", "connectors"},
	"gateway/pipeline":   {"connectors", "connectors/email", "connectors/discord"},
	"gateway/backtest":   {"connectors", "connectors/email", "connectors/discord"},
	"gateway/screen":     {"gateway/store"},
	"gateway/store":      {"matchers", "replies/kb", "connectors/email", "connectors/discord"},
}

func TestImportsGoDownwardsOnly(t *testing.T) {
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}}{{range .Imports}} {{.}}{{end}}`, "frontdesk/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	seen := 0
	for _, line := range strings.Split(strings.TrimSpace(string(out)), "\n") {
		fields := strings.Fields(line)
		pkg := strings.TrimPrefix(fields[0], "frontdesk/")
		if isTestHelper(pkg) {
			continue
		}
		level, known := levels[pkg]
		if !known {
			t.Errorf("package %s has no floor; give it one here and in docs/architecture.md", pkg)
			continue
		}
		seen++
		for _, imp := range fields[1:] {
			if imp, ours := strings.CutPrefix(imp, "frontdesk/"); ours {
				checkImport(t, pkg, level, imp)
			}
		}
	}
	if seen < 10 {
		t.Errorf("only %d packages were looked at", seen)
	}
}

// architectureRow is a row of the table of packages; one without a number is on the floor of the row above.
var architectureRow = regexp.MustCompile("(?m)^\\| ?([0-9]?) \\| `([^`]+)` \\|")

func TestTheArchitectureNamesEveryPackageOnItsFloor(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "docs/architecture.md"))
	if err != nil {
		t.Fatal(err)
	}
	named, floor := map[string]int{}, 0
	for _, row := range architectureRow.FindAllStringSubmatch(string(text), -1) {
		if row[1] != "" {
			floor = int(row[1][0] - '0')
		}
		named[row[2]] = floor
	}
	for pkg, level := range levels {
		if got, ok := named[pkg]; !ok || got != level {
			t.Errorf("%s is on floor %d; docs/architecture.md says %d, named: %v", pkg, level, got, ok)
		}
	}
	for pkg := range named {
		if _, ok := levels[pkg]; !ok {
			t.Errorf("docs/architecture.md names %s, which levels does not have", pkg)
		}
	}
}

func checkImport(t *testing.T, pkg string, level int, imp string) {
	t.Helper()
	if isTestHelper(imp) {
		if pkg != "cmd/frontdesk/demo" && pkg != "cmd/frontdesk/demo/chatpage" {
			t.Errorf("%s imports the test helper %s; only tests and the demo may", pkg, imp)
		}
		return
	}
	if levels[imp] >= level {
		t.Errorf("%s (floor %d) imports %s (floor %d): imports go downwards only", pkg, level, imp, levels[imp])
	}
	for _, forbidden := range seams[pkg] {
		if imp == forbidden {
			t.Errorf("%s must not know %s", pkg, imp)
		}
	}
}

// isTestHelper goes by the name; a backtest is no test.
func isTestHelper(pkg string) bool {
	return strings.HasSuffix(pkg, "test") && pkg != "gateway/backtest"
}
