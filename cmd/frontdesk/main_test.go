package main

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"frontdesk/gateway/store/storetest"
)

var update = flag.Bool("update", false, "write what the commands print into testdata/*.txtar")

// TestMain runs the tests beside a private PostgreSQL, with frontdesk as a command.
func TestMain(m *testing.M) {
	testscript.Main(storetest.Beside{Tests: m}, map[string]func(){"frontdesk": main})
}

// Each script is a session at a terminal; $EXAMPLE is configs/example.
func TestCommands(t *testing.T) {
	example, err := filepath.Abs("../../configs/example")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("EXAMPLE", example)
			e.Setenv("TZ", "UTC")
			e.Setenv("SUPPORT_PASSWORD", "secret")
			return nil
		},
		Cmds:          map[string]func(*testscript.TestScript, bool, []string){"copyexample": copyExample, "capture": capture},
		UpdateScripts: *update, RequireExplicitExec: true, RequireUniqueNames: true,
	})
}

// copyExample copies the example config into a folder of the session, to be changed there.
func copyExample(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: copyexample folder")
	}
	ts.Check(os.CopyFS(ts.MkAbs(args[0]), os.DirFS(ts.Getenv("EXAMPLE"))))
}

// capture sets a variable to what the first group of a pattern is in the last command's output.
func capture(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: capture NAME pattern")
	}
	found := regexp.MustCompile("(?m)" + args[1]).FindStringSubmatch(ts.ReadFile("stdout"))
	if len(found) < 2 {
		ts.Fatalf("no %s in the output", args[1])
	}
	ts.Setenv(args[0], found[1])
}

// codeBlock is a block of a config file in Markdown.
var codeBlock = regexp.MustCompile("(?s)```(?:yaml|markdown)\n(.*?)```")

func TestTheConfigOfTheReadmeIsTheOneThatIsChecked(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	script, err := os.ReadFile("testdata/check.txtar")
	if err != nil {
		t.Fatal(err)
	}
	blocks := codeBlock.FindAllStringSubmatch(string(readme), -1)
	if len(blocks) < 4 {
		t.Fatalf("only %d blocks found", len(blocks))
	}
	for _, b := range blocks {
		if !strings.Contains(string(script), "--\n"+b[1]+"-- ") {
			t.Errorf("no file of testdata/check.txtar is\n%s", b[1])
		}
	}
}
