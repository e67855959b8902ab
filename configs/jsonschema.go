package configs

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// schemaDraft is the JSON Schema that editors of YAML know best.
const schemaDraft = "http://json-schema.org/draft-07/schema#"

// Patterns of texts, as JSON Schema has them.
const (
	durationSchema = `^(0|([0-9]{1,9}(ms|[dhms]))+)$`
	secretSchema   = `^(env|file|cmd):.+$`
)

// JSONSchema is the shape of a whole file as a JSON Schema, by which editors complete keys and underline mistakes. What it
// accepts may still be wrong: frontdesk check knows more.
func (s Shape) JSONSchema(title string) ([]byte, error) {
	schema := s.schema()
	schema["$schema"], schema["title"] = schemaDraft, title
	text, err := json.MarshalIndent(schema, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write the schema of %s: %w", title, err)
	}
	return append(text, '\n'), nil
}

// object is a JSON object.
type object = map[string]any

func (s Shape) schema() object {
	switch s.Form {
	case FormText, FormPath, FormStore:
		return s.textSchema()
	case FormBool:
		return object{"type": "boolean"}
	case FormWhole:
		return object{"type": "integer"}
	case FormNumber:
		return object{"type": "number"}
	case FormDuration:
		return object{"type": "string", "pattern": durationSchema}
	case FormSecret:
		return object{"type": "string", "pattern": secretSchema}
	case FormList:
		return object{"type": "array", "items": s.Item.schema()}
	case FormNames:
		return object{"type": "object", "additionalProperties": s.Item.schema()}
	case FormKeys:
		return s.keysSchema()
	case FormEither:
		return s.eitherSchema()
	default:
		return object{}
	}
}

func (s Shape) textSchema() object {
	schema := object{"type": "string"}
	if len(s.Words) > 0 {
		schema["enum"] = s.Words
	}
	if s.Like != "" {
		schema["pattern"] = s.Like
	}
	return schema
}

func (s Shape) keysSchema() object {
	properties, required := object{}, []string{}
	for _, k := range s.Keys {
		properties[k.Name] = k.schema()
		if k.Required {
			required = append(required, k.Name)
		}
	}
	schema := object{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		schema["required"] = required
	}
	if s.Single {
		schema["minProperties"], schema["maxProperties"] = 1, 1
	}
	return schema
}

func (k Key) schema() object {
	schema := k.Shape.schema()
	text := k.Help + "."
	if k.Otherwise != "" {
		text += " Without it: " + k.Otherwise + "."
	}
	if k.Restart {
		text += " A change needs a restart."
	}
	schema["description"] = text
	if k.Default != "" {
		schema["default"] = k.DefaultValue()
	}
	return schema
}

// DefaultValue is the default as a plain value; nil where there is none.
func (k Key) DefaultValue() any {
	var p Problems
	n := parse(k.Default, &source{}, &p)
	if n == nil {
		return nil
	}
	return plainly(n, k.of(n), true)
}

// eitherSchema names the forms. Where a key tells them apart each is asked for by it, so that editors know which is meant.
func (s Shape) eitherSchema() object {
	if s.By == "" {
		var forms []object
		for _, one := range s.Either {
			forms = append(forms, one.schema())
		}
		return object{"anyOf": forms}
	}
	var words []string
	var branches []object
	for _, one := range s.Either {
		known := one.wordsOf(s.By)
		words = append(words, known...)
		branches = append(branches, object{
			"if":   object{"properties": object{s.By: object{"enum": known}}, "required": []string{s.By}},
			"then": one.schema(),
		})
	}
	by := object{"enum": words, "description": "What it is: " + strings.Join(words, " or ") + "."}
	return object{"type": "object", "required": []string{s.By}, "properties": object{s.By: by}, "allOf": branches}
}

// wordsOf are the words that a key of the shape knows.
func (s Shape) wordsOf(key string) []string {
	i := slices.IndexFunc(s.Keys, func(k Key) bool { return k.Name == key })
	if i < 0 {
		return nil
	}
	return s.Keys[i].Words
}
