// Command linear counts the statements that reading and screening a mail takes. It is built with -cover by
// TestNoMailTakesMoreThanItsLength, which names the shapes and sums up what is written here.
package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"runtime/coverage"

	"frontdesk/connectors/email"
	"frontdesk/gateway"
	"frontdesk/gateway/screen"
)

// main reads the names of files with mails from standard input and writes the counters of each into a folder beside it.
func main() {
	keys := gateway.NewKeyring()
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		raw, err := os.ReadFile(in.Text())
		check(err)
		check(coverage.ClearCounters())
		e := email.Read(raw, nil)
		screen.Check(screen.Input{Message: &e.Message, Quarantine: e.Quarantine, Keys: keys, OwnIDsSincePerson: -1, Now: e.Message.Received})
		folder := in.Text() + ".counters"
		check(os.MkdirAll(filepath.Clean(folder), 0o755))
		check(coverage.WriteCountersDir(folder))
		check(coverage.WriteMetaDir(folder))
	}
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
