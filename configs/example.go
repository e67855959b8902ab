package configs

import (
	"embed"
	"io/fs"
)

//go:embed all:example
var example embed.FS

// Example is the config folder of a small shop, used by the demo and by tests.
func Example() fs.FS {
	sub, err := fs.Sub(example, "example")
	if err != nil {
		panic(err) // the folder is embedded above
	}
	return sub
}
