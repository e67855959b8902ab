package matchers

import (
	"fmt"
	"regexp"

	"golang.org/x/text/language"

	"frontdesk/configs"
)

// Detail is a value that a matcher needs of the customer, and how it looks.
type Detail struct {
	Name    string
	At      configs.Position
	Pattern *regexp.Regexp // the first group is the value where there is one, else all of it
	// Called is its name in other languages, by BCP 47 code; where it has none, customers are asked for Name.
	Called map[string]string
}

// longDetail is a detail with names: "order number: {pattern: '\d+', called: {de: Bestellnummer}}". The short form is the
// pattern alone.
type longDetail struct {
	Pattern configs.Ref     `yaml:"pattern,required" help:"What it looks like; the first group is the value, where there is one"`
	Called  configs.Section `yaml:"called" otherwise:"its name" help:"What customers call it, by language: {de: Bestellnummer}"`
}

func askShape() configs.Shape {
	long := configs.ShapeOf(longDetail{}).MustWith("called", configs.NamesOf(configs.Text()))
	return configs.NamesOf(configs.Either(configs.Text(), long))
}

func asks(s configs.Section, p *configs.Problems) []Detail {
	var out []Detail
	for _, one := range s.Children(p) {
		var long longDetail
		before := p.Errors()
		if one.IsMapping() {
			one.Decode(&long, p)
		} else {
			one.Decode(&long.Pattern, p)
		}
		if p.Errors() > before {
			continue
		}
		_, what, hint := parse(long.Pattern.Name)
		if what != "" {
			p.Add(long.Pattern.At, what, hint)
			continue
		}
		out = append(out, Detail{Name: one.Name, At: one.At, Pattern: regexp.MustCompile(long.Pattern.Name), Called: called(long.Called, p)})
	}
	return out
}

// called reads the names of a detail by language.
func called(s configs.Section, p *configs.Problems) map[string]string {
	names := map[string]string{}
	for _, one := range s.Children(p) {
		tag, err := language.Parse(one.Name)
		if err != nil || tag == language.Und {
			p.Add(one.At, fmt.Sprintf("unknown language %q", one.Name), "write its BCP 47 code, as in de or pt-BR")
			continue
		}
		var name configs.Ref
		one.Decode(&name, p)
		if name.Name == "" && !one.IsMapping() {
			p.Add(one.At, "an empty name", "write what customers of the language call it, or remove the line")
		}
		names[tag.String()] = name.Name
	}
	return names
}
