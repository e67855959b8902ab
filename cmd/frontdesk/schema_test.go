package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	yaml "github.com/goccy/go-yaml"
)

const exampleFolder = "../../configs/example"

// schemaOf is the schema of a file of the config folder, as editors read it.
func schemaOf(t *testing.T, name string) map[string]any {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(exampleFolder, schemaFolder, name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	var schema map[string]any
	if err := json.Unmarshal(text, &schema); err != nil {
		t.Fatal(err)
	}
	return schema
}

func TestTheSchemasOfTheExampleAreFresh(t *testing.T) {
	dir := t.TempDir()
	if *update {
		dir = exampleFolder
	}
	if err := writeSchemas(dir); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"frontdesk", "teams", "matchers"} {
		got, err := os.ReadFile(filepath.Join(exampleFolder, schemaFolder, name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(filepath.Join(dir, schemaFolder, name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(want) {
			t.Errorf("configs/example/.schema/%s.json is stale: go test ./cmd/frontdesk -run 'Reference|Schemas' -update", name)
		}
	}
}

func TestTheFilesOfTheExampleNameTheirSchemaAndFitIt(t *testing.T) {
	files, err := filepath.Glob(exampleFolder + "/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	more, err := filepath.Glob(exampleFolder + "/matchers/*.yaml")
	if err != nil || len(more) < 3 {
		t.Fatalf("%d files of matchers: %v", len(more), err)
	}
	for _, file := range append(files, more...) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		first, _, _ := strings.Cut(string(text), "\n")
		_, schema, ok := strings.Cut(first, "$schema=")
		if !ok {
			t.Errorf("%s names no schema in its first line", file)
			continue
		}
		name := strings.TrimSuffix(filepath.Base(schema), ".json")
		if _, err := os.Stat(filepath.Join(filepath.Dir(file), schema)); err != nil {
			t.Errorf("%s: %v", file, err)
		}
		for _, wrong := range misfits(t, schemaOf(t, name), string(text)) {
			t.Errorf("%s: %s", file, wrong)
		}
	}
}

// TestTheSchemasFindWhatPeopleMistype has one mistake a line, and how a schema sees it.
func TestTheSchemasFindWhatPeopleMistype(t *testing.T) {
	const mailbox = "kind: email, address: a@b.example, imap: {}, smtp: {}"
	cases := []struct{ schema, text, want string }{
		{"frontdesk", "channels: {c: {" + mailbox + "}}", ""},
		{"frontdesk", "channels: {c: {" + mailbox + "}}\nlisten: 80", "listen: no string"},
		{"frontdesk", "chanels: {}", "chanels: unknown"},
		{"frontdesk", "channels: {c: {" + mailbox + ", aliasses: []}}", "channels.c.aliasses: unknown"},
		{"frontdesk", "channels: {c: {" + mailbox + ", max_reply_age: 1 day}}", "channels.c.max_reply_age: does not fit"},
		{"frontdesk", "channels: {c: {" + mailbox + ", null_sender: 'yes'}}", "channels.c.null_sender: no boolean"},
		{"frontdesk", "channels: {c: {" + mailbox + ", answer_to: sender}}", "channels.c.answer_to: not one of"},
		{"frontdesk", "channels: {c: {kind: discord, token: secret}}", "channels.c.token: does not fit"},
		{"frontdesk", "channels: {c: {kind: discord, token: 'env:T', shards: auto, watch: [a, {room: b}]}}", ""},
		{"frontdesk", "channels: {c: {kind: fax}}", "channels.c.kind: not one of"},
		{"frontdesk", "channels: {c: {kind: email, imap: {}}}", "channels.c: without address"},
		{"teams", "teams: {t: {promise: {normal: 8h, urgent: {within: 1h, hours: always}}}}", ""},
		{"teams", "teams: {t: {promise: {normal: soon}}}", "teams.t.promise.normal: none of its forms"},
		{"teams", "hours: {o: {open: always}}", "hours.o: without zone"},
		{"matchers", "m: {any: [{words: [a, b]}, {pattern: c}], when: 'a == b'}", ""},
		{"matchers", "m: {any: {words: [a]}}", "m.any: no array"},
		{"matchers", "m: {any: [{words: a, pattern: b}]}", "m.any.0: more than 1"},
		{"matchers", "m: {mode: off}", "m.mode: not one of"},
		{"matchers", "m: {ask: {order: {patern: x}}}", "m.ask.order: none of its forms"},
	}
	for _, c := range cases {
		got := strings.Join(misfits(t, schemaOf(t, c.schema), c.text), "; ")
		if !strings.HasPrefix(got, c.want) || (c.want == "") != (got == "") {
			t.Errorf("%s\n got %q\nwant %q", c.text, got, c.want)
		}
	}
}

// misfits says where a text does not fit a schema, for the words of JSON Schema that ours are made of.
func misfits(t *testing.T, schema map[string]any, text string) []string {
	t.Helper()
	var value any
	if err := yaml.Unmarshal([]byte(text), &value); err != nil {
		t.Fatal(err)
	}
	raw, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &value); err != nil {
		t.Fatal(err)
	}
	return fit(t, schema, value, "")
}

func fit(t *testing.T, schema map[string]any, value any, path string) (wrong []string) {
	t.Helper()
	add := func(format string, args ...any) {
		wrong = append(wrong, strings.TrimPrefix(path, ".")+": "+fmt.Sprintf(format, args...))
	}
	for word, arg := range schema {
		switch word {
		case "$schema", "title", "description", "default", "additionalProperties", "if", "then", "properties":
		case "type":
			if !isType(arg.(string), value) {
				return []string{strings.TrimPrefix(path, ".") + ": no " + arg.(string)}
			}
		case "enum":
			if !slices.Contains(arg.([]any), value) {
				add("not one of %v", arg)
			}
		case "pattern":
			if text, ok := value.(string); ok && !regexp.MustCompile(arg.(string)).MatchString(text) {
				add("does not fit %v", arg)
			}
		case "required":
			for _, key := range arg.([]any) {
				if object, ok := value.(map[string]any); ok && object[key.(string)] == nil {
					add("without %v", key)
				}
			}
		case "minProperties", "maxProperties":
			object, _ := value.(map[string]any)
			if n := float64(len(object)); word == "minProperties" && n < arg.(float64) || word == "maxProperties" && n > arg.(float64) {
				add("more than 1 key, or none")
			}
		case "items":
			list, _ := value.([]any)
			for i, item := range list {
				wrong = append(wrong, fit(t, arg.(map[string]any), item, fmt.Sprintf("%s.%d", path, i))...)
			}
		case "anyOf":
			fits := func(one any) bool { return len(fit(t, one.(map[string]any), value, path)) == 0 }
			if !slices.ContainsFunc(arg.([]any), fits) {
				add("none of its forms")
			}
		case "allOf":
			for _, one := range arg.([]any) {
				branch := one.(map[string]any)
				if len(fit(t, branch["if"].(map[string]any), value, path)) == 0 {
					wrong = append(wrong, fit(t, branch["then"].(map[string]any), value, path)...)
				}
			}
		default:
			t.Fatalf("the schema says %q, which this test does not know", word)
		}
	}
	wrong = append(wrong, fitKeys(t, schema, value, path)...)
	slices.Sort(wrong)
	return wrong
}

func fitKeys(t *testing.T, schema map[string]any, value any, path string) (wrong []string) {
	t.Helper()
	object, _ := value.(map[string]any)
	known, _ := schema["properties"].(map[string]any)
	for key, below := range object {
		at := path + "." + key
		if one, ok := known[key].(map[string]any); ok {
			wrong = append(wrong, fit(t, one, below, at)...)
			continue
		}
		switch rest := schema["additionalProperties"].(type) {
		case map[string]any:
			wrong = append(wrong, fit(t, rest, below, at)...)
		case bool:
			wrong = append(wrong, strings.TrimPrefix(at, ".")+": unknown")
		}
	}
	return wrong
}

func isType(name string, value any) bool {
	switch v := value.(type) {
	case string:
		return name == "string"
	case bool:
		return name == "boolean"
	case float64:
		return name == "number" || name == "integer" && v == math.Trunc(v)
	case []any:
		return name == "array"
	case map[string]any:
		return name == "object"
	default:
		return false
	}
}
