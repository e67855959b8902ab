package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"strings"
	"text/tabwriter"

	yaml "github.com/goccy/go-yaml"

	"frontdesk/configs"
)

// settingsOf is every value that holds in a folder, and where it comes from; the folder may have errors.
func settingsOf(f *configs.Folder) []configs.Setting {
	all := configs.Settings("gateway", "", f.Gateway, pages()[0].shape.Without("channels"))
	for _, n := range nouns() {
		for _, s := range n.all(f) {
			own := configs.Settings(n.of, s.Name, s, n.shape)
			for i := range own {
				own[i].Restart = n.restart
			}
			all = append(all, own...)
		}
	}
	return append(all, settingsOfFiles(f)...)
}

// settingsOfFiles are those of articles and templates. An article goes by the id that matchers name it by.
func settingsOfFiles(f *configs.Folder) []configs.Setting {
	var all []configs.Setting
	var unread configs.Problems // told by who loads the articles
	shape := pages()[3].shape
	for _, file := range f.Articles {
		head, body, _ := configs.FrontMatter(file, &unread)
		name, ok := head.Get("id").Scalar()
		if !ok {
			name = strings.TrimSuffix(path.Base(file.Path), ".md")
		}
		all = append(all, configs.Settings("article", name, head, shape)...)
		all = append(all, configs.Contents("article", name, file, body))
	}
	for _, file := range f.Templates {
		all = append(all, configs.Contents("template", strings.TrimPrefix(file.Path, "replies/"), file, file.Content))
	}
	return all
}

// printSettings writes them in one of the formats text, json and yaml.
func printSettings(w io.Writer, settings []configs.Setting, format string) error {
	if format == "text" {
		return printSettingsText(w, settings)
	}
	return printData(w, settings, format)
}

// printData writes a value for programs, as json or yaml.
func printData(w io.Writer, v any, format string) error {
	if format == "yaml" {
		return yaml.NewEncoder(w).Encode(v)
	}
	enc := json.NewEncoder(w)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// widestValue is how many characters of a value are shown in a table; json and yaml have all of it.
const widestValue = 90

func printSettingsText(w io.Writer, settings []configs.Setting) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	before := ""
	for _, s := range settings {
		if title := strings.TrimSpace(s.Of + " " + s.Name); title != before {
			if before != "" {
				fmt.Fprintln(table)
			}
			fmt.Fprintln(table, title)
			before = title
		}
		fmt.Fprintf(table, "  %s\t%s\t%s\n", s.Key, clip(s.String(), widestValue), s.From)
	}
	return table.Flush()
}

// printEffective prints what holds; of a config with errors nothing does.
func (c checkCommand) printEffective(p process, l loaded, problems *configs.Problems) error {
	if problems.Errors() > 0 {
		printProblems(p.stderr, problems)
		return fmt.Errorf("the config in %s has %s; none of it holds", c.dir(), count(problems.Errors(), "error"))
	}
	l, err := l.overlaid(context.Background())
	if err != nil {
		fmt.Fprintln(p.stderr, err)
	}
	return printSettings(p.stdout, overlaidSettings(settingsOf(l.folder), l.policy.Matchers.Overlays()), c.Format)
}
