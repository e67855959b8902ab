package configs

import (
	"reflect"
	"slices"
	"strings"
)

// Shape says what may be written at a place of the config: for the reference, for the schema that editors read, and for
// the values that hold. [Section.Decode] does not look at it; tests hold the two together.
type Shape struct {
	Form   Form
	Words  []string // of a text: the only ones that are known
	Like   string   // of a text: a pattern that it fits, as editors know them; empty: any
	Keys   []Key    // of a mapping of fixed keys
	Single bool     // of a mapping of fixed keys: exactly one of them is written
	Item   *Shape   // of a list, and of a mapping of free names
	Either []Shape  // of one of several forms
	// By is the key whose word tells several mappings of fixed keys apart; empty: they are told apart by their form.
	By string
	// Private: an address in it may be known to few people, so that only its host is shown.
	Private bool
}

// Form is the form of a value.
type Form string

// Forms of values.
const (
	FormAny      Form = "anything"
	FormText     Form = "text"
	FormBool     Form = "true or false"
	FormWhole    Form = "whole number"
	FormNumber   Form = "number"
	FormDuration Form = "duration"
	FormSecret   Form = "secret" // env:NAME, file:PATH, cmd:COMMAND
	FormStore    Form = "store"  // the same, or plain text
	FormPath     Form = "path"   // relative to the config folder
	FormList     Form = "list"
	FormNames    Form = "names" // a mapping of free names
	FormKeys     Form = "keys"  // a mapping of fixed keys
	FormEither   Form = "either"
)

// Key is one key of a mapping.
type Key struct {
	Name      string
	Help      string // what it does, without a full stop
	Default   string // the value that holds without it, as it would be written; empty: none
	Otherwise string // where no value can be named: what holds without it
	Required  bool
	Restart   bool // a change is in effect after a restart only
	Shape
}

// Shaped is a type that knows its shape better than reflection does: a [Decoder].
type Shaped interface {
	ConfigShape() Shape
}

// ShapeOf is the shape that values of the type of v are decoded from. A field tells more in its tags: `help:"…"`,
// `default:"…"`, `otherwise:"…"`, `words:"a,b"`, `like:"pattern"`, `required:"yes"` where its room tells that it is
// missing, `restart:"yes"`, `private:"yes"`, and `shape:"texts"` for a [Section] that is a text or a list of texts.
func ShapeOf(v any) Shape { return shapeOf(reflect.TypeOf(v)) }

func shapeOf(t reflect.Type) Shape {
	if shaped, ok := reflect.New(t).Interface().(Shaped); ok {
		return shaped.ConfigShape()
	}
	switch t {
	case durationType:
		return Shape{Form: FormDuration}
	case reflect.TypeFor[Secret]():
		return Shape{Form: FormSecret}
	case reflect.TypeFor[dsn]():
		return Shape{Form: FormStore}
	case reflect.TypeFor[Path]():
		return Shape{Form: FormPath}
	case reflect.TypeFor[Ref]():
		return Text()
	}
	if reflect.PointerTo(t).Implements(reflect.TypeFor[Decoder]()) {
		return Shape{Form: FormAny}
	}
	return plainShape(t)
}

func plainShape(t reflect.Type) Shape {
	switch t.Kind() {
	case reflect.Pointer:
		return shapeOf(t.Elem())
	case reflect.Slice:
		return ListOf(shapeOf(t.Elem()))
	case reflect.Map:
		return NamesOf(shapeOf(t.Elem()))
	case reflect.String:
		return Text()
	case reflect.Bool:
		return Shape{Form: FormBool}
	case reflect.Int, reflect.Int64:
		return Shape{Form: FormWhole}
	case reflect.Float64:
		return Shape{Form: FormNumber}
	case reflect.Struct:
		if t != reflect.TypeFor[Section]() {
			return keysOf(t)
		}
	}
	return Shape{Form: FormAny}
}

func keysOf(t reflect.Type) Shape {
	s := Shape{Form: FormKeys}
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if name == "" || name == "-" || !f.IsExported() {
			continue
		}
		k := Key{
			Name: name, Help: f.Tag.Get("help"), Default: f.Tag.Get("default"), Otherwise: f.Tag.Get("otherwise"),
			Required: options == "required" || f.Tag.Get("required") == "yes", Restart: f.Tag.Get("restart") == "yes", Shape: shapeOf(f.Type),
		}
		if f.Tag.Get("shape") == "texts" {
			k.Shape = TextOrTexts(Text())
		}
		k.Private = f.Tag.Get("private") == "yes"
		k.refine(f.Tag.Get("words"), f.Tag.Get("like"))
		s.Keys = append(s.Keys, k)
	}
	return s
}

// refine puts words and a pattern where they are meant: on the text itself, or on those of a list or a mapping.
func (s *Shape) refine(words, like string) {
	target := s
	if s.Item != nil {
		target = s.Item
	}
	if words != "" {
		target.Words = strings.Split(words, ",")
	}
	if like != "" {
		target.Like = like
	}
}

// Text is the shape of any text, or of one of some words.
func Text(words ...string) Shape { return Shape{Form: FormText, Words: words} }

// ListOf is the shape of a list.
func ListOf(item Shape) Shape { return Shape{Form: FormList, Item: &item} }

// NamesOf is the shape of a mapping whose keys are names that the admin chooses.
func NamesOf(value Shape) Shape { return Shape{Form: FormNames, Item: &value} }

// Either is the shape of a value that has one of several forms.
func Either(forms ...Shape) Shape { return Shape{Form: FormEither, Either: forms} }

// TextOrTexts is the shape of one text or a list of them.
func TextOrTexts(text Shape) Shape { return Either(text, ListOf(text)) }

// EitherBy is the shape of a mapping whose key by tells which of some mappings of fixed keys it is.
func EitherBy(by string, forms ...Shape) Shape { return Shape{Form: FormEither, Either: forms, By: by} }

// MustWith returns the shape with that of one of its keys, which reflection cannot see. It panics where the key is not there: a mistake of
// the program.
func (s Shape) MustWith(key string, is Shape) Shape {
	s.Keys = slices.Clone(s.Keys)
	for i := range s.Keys {
		if s.Keys[i].Name == key {
			s.Keys[i].Shape = is
			return s
		}
	}
	panic("configs: no key " + key + " in a shape")
}

// Without returns the shape without one of its keys.
func (s Shape) Without(key string) Shape {
	s.Keys = slices.DeleteFunc(slices.Clone(s.Keys), func(k Key) bool { return k.Name == key })
	return s
}

// of picks, of several forms, the one that a value has.
func (s Shape) of(n *node) Shape {
	if s.Form != FormEither {
		return s
	}
	for _, one := range s.Either {
		if one.fits(n) && (s.By == "" || one.isNamed(s.By, n)) {
			one.Private = one.Private || s.Private
			return one
		}
	}
	return Shape{Form: FormAny}
}

// isNamed says whether the key that tells mappings apart has the word of this one.
func (s Shape) isNamed(by string, n *node) bool {
	e, ok := n.entry(by)
	return ok && slices.Contains(s.wordsOf(by), e.value.text)
}

func (s Shape) fits(n *node) bool {
	switch s.Form {
	case FormKeys, FormNames:
		return n.kind == kindMapping
	case FormList:
		return n.kind == kindList
	case FormAny:
		return true
	default:
		return n.kind == kindText || n.kind == kindNumber || n.kind == kindBool
	}
}
