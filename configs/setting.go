package configs

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

// Setting is one value that holds in a config, and where it comes from. A value that is a list is one setting. Secrets are
// in it by reference only; what is written out is "hidden".
type Setting struct {
	Of        string `json:"of" yaml:"of"` // the noun: channel, team, matcher
	Name      string `json:"name,omitempty" yaml:"name,omitempty"`
	Key       string `json:"key" yaml:"key"`                                 // dotted below it: imap.tls
	Value     any    `json:"value,omitempty" yaml:"value,omitempty"`         // string, bool, int64, float64, []any or map[string]any
	Otherwise string `json:"otherwise,omitempty" yaml:"otherwise,omitempty"` // what holds where no value is written and none can be named
	From      string `json:"from" yaml:"from"`                               // "file:line", or [FromDefault], or who else set it
	Restart   bool   `json:"restart,omitempty" yaml:"restart,omitempty"`     // a change of it is in effect after a restart

	same string // equal for values that mean the same
}

// FromDefault is where a value comes from that no file sets.
const FromDefault = "default"

// hidden stands for a secret that is written out.
const hidden = "hidden"

// String is the value on one line; what holds without one in parentheses.
func (s Setting) String() string {
	if s.Value == nil {
		return "(" + s.Otherwise + ")"
	}
	if text, ok := s.Value.(string); ok && strings.TrimSpace(text) == text && text != "" && !strings.ContainsAny(text, "\n\r\t") {
		return text
	}
	return inline(s.Value)
}

// Settings lists what holds in a section, in the order of its shape: what is written, and the defaults of what is not. Keys
// that do not stand in the shape are left out, they are errors.
func Settings(of, name string, s Section, shape Shape) []Setting {
	c := collector{of: of, name: name}
	c.collect("", s, shape, false)
	return c.settings
}

// Contents is the setting that stands for a text which is too long to be shown: an article's or a template's.
func Contents(of, name string, f File, text []byte) Setting {
	sum := sha256.Sum256(text)
	value := fmt.Sprintf("%d bytes, sha256 %x", len(text), sum[:6])
	return Setting{Of: of, Name: name, Key: "text", Value: value, From: f.At(0, 0).String(), same: value}
}

// Listed is the setting that stands for what a file beside the config says, such as the days of a calendar.
func Listed(of, name, key string, items []string, from string) Setting {
	list := make([]any, 0, len(items))
	for _, item := range items {
		list = append(list, item)
	}
	return Setting{Of: of, Name: name, Key: key, Value: list, From: from, same: meaning(list)}
}

// collector gathers the settings of one thing.
type collector struct {
	of, name string
	settings []Setting
}

func (c *collector) collect(key string, s Section, shape Shape, restart bool) {
	n := s.value()
	shape = shape.of(n)
	switch {
	case n.kind == kindBroken:
	case shape.Form == FormKeys && !shape.Single && (n.kind == kindMapping || n.kind == kindNothing):
		for _, k := range shape.Keys {
			c.key(below(key, k.Name), s, k, restart || k.Restart)
		}
	case shape.Form == FormNames && n.kind == kindMapping:
		for _, e := range n.entries {
			c.collect(below(key, e.key), s.Get(e.key), *shape.Item, restart)
		}
	case n.kind != kindNothing:
		c.add(key, n, shape, restart)
	}
}

func (c *collector) key(path string, s Section, k Key, restart bool) {
	child := s.Get(k.Name)
	hasDefault := k.Default != "" || k.Otherwise != ""
	switch {
	case child.node != nil && child.node.kind == kindBroken:
	case !child.IsZero() || !hasDefault && k.Form == FormKeys:
		c.collect(path, child, k.Shape, restart)
	case k.Default != "":
		c.addDefault(path, k, restart)
	case k.Otherwise != "":
		c.settings = append(c.settings, Setting{
			Of: c.of, Name: c.name, Key: path, Otherwise: k.Otherwise, From: FromDefault, Restart: restart, same: "otherwise",
		})
	}
}

func (c *collector) addDefault(path string, k Key, restart bool) {
	var p Problems
	n := parse(k.Default, &source{}, &p)
	if n == nil {
		return
	}
	c.add(path, n, k.of(n), restart)
	c.settings[len(c.settings)-1].From = FromDefault
}

func (c *collector) add(path string, n *node, shape Shape, restart bool) {
	c.settings = append(c.settings, Setting{
		Of: c.of, Name: c.name, Key: path, Value: plainly(n, shape, true), From: fromLine(n.at), Restart: restart,
		same: meaning(plainly(n, shape, false)),
	})
}

func fromLine(at Position) string {
	if at.Line == 0 {
		return at.File
	}
	return at.File + ":" + strconv.Itoa(at.Line)
}

func below(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// plainly is a node as a plain value: to be shown, or to be compared with another.
func plainly(n *node, shape Shape, show bool) any {
	shape = shape.of(n)
	switch n.kind {
	case kindList:
		list := make([]any, 0, len(n.items))
		for _, item := range n.items {
			list = append(list, plainly(item, shape.item(""), show))
		}
		return list
	case kindMapping:
		values := make(map[string]any, len(n.entries))
		for _, e := range n.entries {
			values[e.key] = plainly(e.value, shape.item(e.key), show)
		}
		return values
	case kindNothing, kindBroken:
		return nil
	default:
		return scalar(n, shape, show)
	}
}

// item is the shape below a list or mapping.
func (s Shape) item(key string) Shape {
	for _, k := range s.Keys {
		if k.Name == key {
			return k.Shape
		}
	}
	if s.Item != nil {
		below := *s.Item
		below.Private = below.Private || s.Private
		return below
	}
	return Shape{Form: FormAny}
}

func scalar(n *node, shape Shape, show bool) any {
	switch {
	case shape.Form == FormSecret || shape.Form == FormStore:
		return secretText(n.text, shape.Form, show)
	case shape.Form == FormDuration && !show:
		if d, err := ParseDuration(n.text); err == nil {
			return d.String()
		}
	case n.kind == kindBool:
		return n.text == "true"
	case n.kind == kindNumber:
		return number(n.text)
	}
	if show {
		return shownText(n.text, shape.Private)
	}
	return n.text
}

func number(text string) any {
	if i, err := strconv.ParseInt(text, 10, 64); err == nil {
		return i
	}
	if f, err := strconv.ParseFloat(text, 64); err == nil {
		return f
	}
	return text
}

// secretText shows where a secret is found, and never the secret. A store that is a file is none.
func secretText(text string, form Form, show bool) string {
	name, _, _ := strings.Cut(text, ":")
	switch {
	case !show, name == "env", name == "file", form == FormStore && name == "sqlite":
		return text
	case name == "cmd":
		return "cmd:" + hidden
	default:
		return hidden
	}
}

// shownText hides what an address holds that not everybody may know.
func shownText(text string, private bool) string {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || !private && u.User == nil {
		return text
	}
	if private {
		return u.Scheme + "://" + u.Host + "/" + hidden
	}
	u.User = url.User(hidden)
	return u.String()
}

// meaning is equal for values that mean the same. It holds no value, so that no secret leaves by it.
func meaning(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		return fmt.Sprint(value)
	}
	sum := sha256.Sum256(text)
	return string(sum[:])
}
