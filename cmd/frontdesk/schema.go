package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// schemaCommand is frontdesk schema.
type schemaCommand struct {
	File  string `arg:"" optional:"" enum:"frontdesk,teams,matchers,article," default:"" help:"frontdesk (default), teams, matchers, or article for the head of an article."`
	Write string `type:"path" placeholder:"DIR" help:"Write all of them into the folder .schema of a config folder instead, where its files look for them."`
}

// schemaFolder is hidden, so that it is never read as config.
const schemaFolder = ".schema"

// Run prints one schema, or writes them all.
func (c schemaCommand) Run(p process) error {
	if c.Write != "" {
		return writeSchemas(c.Write)
	}
	for _, one := range pages() {
		if one.name != c.File && (c.File != "" || one.name != "frontdesk") {
			continue
		}
		text, err := one.shape.JSONSchema(one.file)
		if err != nil {
			return err
		}
		_, err = p.stdout.Write(text)
		return err
	}
	return fmt.Errorf("there is no schema of %q", c.File)
}

// writeSchemas puts the schemas beside the files of a config folder; those that are there are replaced.
func writeSchemas(dir string) error {
	folder := filepath.Join(dir, schemaFolder)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return fmt.Errorf("make the folder of the schemas: %w", err)
	}
	for _, one := range pages() {
		if !strings.HasSuffix(one.file, ".yaml") { // no editor asks for one of a part of a Markdown file
			continue
		}
		text, err := one.shape.JSONSchema(one.file)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, one.name+".json"), text, 0o644); err != nil {
			return fmt.Errorf("write the schema of %s: %w", one.file, err)
		}
	}
	return nil
}

// schemaLine is the comment by which editors find the schema of a file of the config folder.
func schemaLine(file string) string {
	for _, one := range pages() {
		matches, _ := filepath.Match(one.file, file)
		if matches {
			up := strings.Repeat("../", strings.Count(file, "/"))
			return "# yaml-language-server: $schema=" + up + schemaFolder + "/" + one.name + ".json\n"
		}
	}
	return ""
}
