package configs

import (
	"fmt"
	"reflect"
	"strings"
	"time"
)

// Decoder is a type that decodes itself, from a value of any kind. Inside DecodeConfig, Decode into a type without this
// method (`type plain T`), since Decode calls it.
type Decoder interface {
	DecodeConfig(s Section, p *Problems)
}

// Decode fills v, a pointer, from the section and notes all problems with their places.
//
// v may be a string, bool, int, int64, float64, time.Duration ("90s", "24h", "2d"), a slice or a map[string] of these, a
// struct whose fields have `yaml:"key"` tags (`yaml:"key,required"` notes a missing key), a pointer to these, a [Section]
// (taken as it is), or a [Decoder] such as [Ref], [Secret] and [Path]. A key that is not there leaves its field as it was,
// so that defaults are set before. An unknown key is an error; so is a value of another type: nothing is converted.
func (s Section) Decode(v any, p *Problems) {
	target := reflect.ValueOf(v)
	if target.Kind() != reflect.Pointer || target.IsNil() {
		panic(fmt.Sprintf("configs: Decode into %T, which is no pointer", v))
	}
	s.decode(target.Elem(), p)
}

func (s Section) decode(v reflect.Value, p *Problems) {
	if section, ok := v.Addr().Interface().(*Section); ok {
		*section = s
		return
	}
	if s.value().kind == kindBroken {
		return
	}
	if d, ok := v.Addr().Interface().(Decoder); ok {
		d.DecodeConfig(s, p)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		s.decodePointer(v, p)
	case reflect.Struct:
		s.decodeStruct(v, p)
	case reflect.Slice:
		s.decodeSlice(v, p)
	case reflect.Map:
		s.decodeMap(v, p)
	default:
		s.decodeScalar(v, p)
	}
}

func (s Section) decodePointer(v reflect.Value, p *Problems) {
	if v.IsNil() {
		v.Set(reflect.New(v.Type().Elem()))
	}
	s.decode(v.Elem(), p)
}

func (s Section) decodeStruct(v reflect.Value, p *Problems) {
	if !s.want(kindMapping, v.Type(), p) {
		return
	}
	fields, known := fieldsOf(v.Type())
	for _, child := range s.Children(p) {
		f, ok := fields[child.Name]
		if !ok {
			p.Add(child.At, fmt.Sprintf("unknown key %q", child.Name), suggestKey(child.Name, known))
			continue
		}
		child.decode(v.Field(f.index), p)
	}
	for _, key := range known {
		if _, ok := s.value().entry(key); !ok && fields[key].required {
			p.Add(s.At, fmt.Sprintf("%q is missing", key), "")
		}
	}
}

func (s Section) decodeSlice(v reflect.Value, p *Problems) {
	if !s.want(kindList, v.Type(), p) {
		return
	}
	items := s.Items()
	list := reflect.MakeSlice(v.Type(), len(items), len(items))
	for i, item := range items {
		item.decode(list.Index(i), p)
	}
	v.Set(list)
}

func (s Section) decodeMap(v reflect.Value, p *Problems) {
	if !s.want(kindMapping, v.Type(), p) {
		return
	}
	entries := reflect.MakeMap(v.Type())
	for _, child := range s.Children(p) {
		value := reflect.New(v.Type().Elem()).Elem()
		child.decode(value, p)
		entries.SetMapIndex(reflect.ValueOf(child.Name).Convert(v.Type().Key()), value)
	}
	v.Set(entries)
}

// want says whether the node is of the kind that a type is decoded from, and notes a problem if it is another.
// A key without a value is an empty list or mapping.
func (s Section) want(k kind, t reflect.Type, p *Problems) bool {
	n := s.value()
	if n.kind == k {
		return true
	}
	if n.kind != kindNothing {
		s.mismatch(t, p)
		return false
	}
	return k == kindMapping && t.Kind() == reflect.Struct
}

func (s Section) mismatch(t reflect.Type, p *Problems) {
	n := s.value()
	p.Add(n.at, fmt.Sprintf("expected %s, found %s", describe(t), n.found()), mismatchHint(t, n))
}

func mismatchHint(t reflect.Type, n *node) string {
	switch {
	case t == durationType && n.kind == kindNumber:
		return fmt.Sprintf("write its unit too: %sm or %sh", n.text, n.text)
	case t == durationType:
		return ""
	case n.kind == kindNothing && t.Kind() == reflect.String:
		return `write "" for an empty one, or remove the key; what begins with # is a comment, if it has no quotes`
	case n.kind == kindNothing:
		return "give it a value or remove the key"
	case t.Kind() == reflect.String && (n.kind == kindNumber || n.kind == kindBool):
		return "write it in quotes"
	case t.Kind() == reflect.String && n.kind == kindMapping:
		return "put a text with a colon in it in quotes"
	case t.Kind() == reflect.Slice && n.kind != kindMapping:
		return "write it in brackets: [ … ]"
	case t.Kind() == reflect.Slice:
		return "begin each item with a dash: - …"
	case t.Kind() == reflect.Bool:
		return boolHint(n.text)
	default:
		return ""
	}
}

// boolHint is for the words that other versions of YAML take for true and false.
func boolHint(text string) string {
	switch strings.ToLower(text) {
	case "true", "false":
		return "write it without quotes"
	case "yes", "on", "y":
		return "write true"
	case "no", "off", "n":
		return "write false"
	default:
		return ""
	}
}

type field struct {
	index    int
	required bool
}

func fieldsOf(t reflect.Type) (fields map[string]field, known []string) {
	fields = make(map[string]field, t.NumField())
	for i := range t.NumField() {
		key, options, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ",")
		if key == "" || key == "-" || !t.Field(i).IsExported() {
			continue
		}
		fields[key] = field{index: i, required: options == "required"}
		known = append(known, key)
	}
	return fields, known
}

var durationType = reflect.TypeFor[time.Duration]()

// describe says for a person what a type is decoded from.
func describe(t reflect.Type) string {
	switch {
	case t == durationType:
		return "a duration such as 90s, 15m, 8h or 2d"
	case t.Kind() == reflect.Slice:
		return "a list of " + describeMany(t.Elem())
	}
	switch t.Kind() {
	case reflect.String:
		return "a text"
	case reflect.Bool:
		return "true or false"
	case reflect.Float64:
		return "a number"
	case reflect.Int, reflect.Int64:
		return "a whole number"
	case reflect.Pointer:
		return describe(t.Elem())
	default:
		return "a mapping"
	}
}

func describeMany(t reflect.Type) string {
	switch {
	case t == durationType:
		return "durations"
	case t == reflect.TypeFor[Ref]():
		return "names"
	case reflect.PointerTo(t).Implements(reflect.TypeFor[Decoder]()), t == reflect.TypeFor[Section]():
		return "values"
	}
	switch t.Kind() {
	case reflect.String:
		return "texts"
	case reflect.Int, reflect.Int64, reflect.Float64:
		return "numbers"
	case reflect.Slice:
		return "lists"
	default:
		return "mappings"
	}
}
