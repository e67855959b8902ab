package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// versionCommand is frontdesk version.
type versionCommand struct{}

// Run prints what was built, by what.
func (versionCommand) Run(p process) error {
	_, err := fmt.Fprintf(p.stdout, "frontdesk %s (%s, %s/%s)\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// version is that of the program, as it was built.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		return info.Main.Version
	}
	return "unknown"
}
