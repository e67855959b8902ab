package replies

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"text/template"
	"text/template/parse"
	"unicode/utf8"

	"frontdesk/configs"
	"frontdesk/gateway"
	"frontdesk/matchers/language"
)

// Limits of templates and of what they render.
const (
	maxTemplate = 16 << 10 // bytes of the file
	maxRendered = 4 << 20  // bytes; the text of a forward is as long as the customer's
)

// layout is a template that was checked.
type layout struct {
	template *template.Template
	language string // of its fixed text, BCP 47; empty: not known
}

// fieldsOf is the type of the data that templates of a kind see.
func fieldsOf(kind gateway.DeliveryKind) reflect.Type {
	switch {
	case kind == gateway.KindForward, kind == kindChatForward:
		return reflect.TypeFor[pack]()
	case kind == MailDigest:
		return reflect.TypeFor[digest]()
	case kind == MailReview:
		return reflect.TypeFor[review]()
	case kind == MailMode:
		return reflect.TypeFor[mode]()
	case isTeams(kind):
		return reflect.TypeFor[teamLetter]()
	}
	return reflect.TypeFor[letter]()
}

// compile reads and checks a template; nil where it has problems.
func (b *Book) compile(k key, f configs.File, p *configs.Problems) *layout {
	kind := k.kind
	src := &source{file: f, text: string(f.Content)}
	before := p.Errors()
	switch {
	case len(f.Content) > maxTemplate:
		p.Add(src.at(0), fmt.Sprintf("the template is %d KB long", len(f.Content)>>10), fmt.Sprintf("at most %d KB; a reply fits a screen", maxTemplate>>10))
		return nil
	case strings.TrimSpace(src.text) == "":
		p.Add(src.at(0), "the template is empty", "remove the file to have the built-in one")
		return nil
	}
	root := src.parse(p)
	if root == nil {
		return nil
	}
	checkFields(src, root, fieldsOf(kind), p)
	for _, found := range b.dialect.Parse(f.Content).Dropped() {
		p.Add(src.at(found.Offset), found.What+" is not sent", "write Markdown; images and HTML are left out of replies")
	}
	if p.Errors() > before {
		return nil
	}
	t, err := template.New(f.Path).Parse(src.text)
	if err != nil {
		p.Add(src.at(0), err.Error(), "")
		return nil
	}
	l := &layout{template: t, language: k.language}
	if l.language == "" {
		l.language = language.Detect(action.ReplaceAllString(src.text, " "))
	}
	b.rehearse(kind, l, src, p)
	if p.Errors() > before {
		return nil
	}
	return l
}

// source is a template's text, for positions in it.
type source struct {
	file configs.File
	text string
}

// at is the position of a byte.
func (s *source) at(offset int) configs.Position {
	head := s.text[:min(max(offset, 0), len(s.text))]
	line := strings.Count(head, "\n") + 1
	column := utf8.RuneCountInString(head[strings.LastIndexByte(head, '\n')+1:]) + 1
	return s.file.At(line, column)
}

// atLine is the position of the first action of a line, or of the line.
func (s *source) atLine(line int) configs.Position {
	column := 1
	lines := strings.Split(s.text, "\n")
	if line >= 1 && line <= len(lines) {
		if i := strings.Index(lines[line-1], "{{"); i >= 0 {
			column = utf8.RuneCountInString(lines[line-1][:i]) + 1
		}
	}
	return s.file.At(line, column)
}

var (
	parseError = regexp.MustCompile(`(?s)^template: reply:(\d+):(?:\d+:)? ?(.*)$`)
	action     = regexp.MustCompile(`(?s)\{\{.*?\}\}`)
	definition = regexp.MustCompile(`\{\{-?\s*(define|block)\b`)
)

// parse reads the template into its tree; nil where its syntax is wrong.
func (s *source) parse(p *configs.Problems) *parse.ListNode {
	tree := parse.New("reply")
	tree.Mode = parse.SkipFuncCheck
	trees := map[string]*parse.Tree{}
	if _, err := tree.Parse(s.text, "", "", trees); err != nil {
		at, what := s.at(0), err.Error()
		if m := parseError.FindStringSubmatch(what); m != nil {
			line, _ := strconv.Atoi(m[1]) // the pattern takes digits only
			at, what = s.atLine(line), m[2]
		}
		hint := ""
		if strings.Contains(what, "unexpected EOF") {
			hint = "each {{range}}, {{if}} and {{with}} is closed by {{end}}"
		}
		p.Add(at, "the template cannot be read: "+strings.Join(strings.Fields(what), " "), hint)
		return nil
	}
	if at := definition.FindStringIndex(s.text); at != nil {
		p.Add(s.at(at[0]), "a template defines no templates of its own", "")
		return nil
	}
	if tree.Root == nil {
		return &parse.ListNode{}
	}
	return tree.Root
}

var errTooLong = errors.New("the text is too long")

// bounded collects what a template writes, up to a limit.
type bounded struct {
	strings.Builder
}

// Write implements io.Writer.
func (b *bounded) Write(s []byte) (int, error) {
	if b.Len()+len(s) > maxRendered {
		return 0, errTooLong
	}
	return b.Builder.Write(s)
}

// execute fills the template in; the result is Markdown.
func (l *layout) execute(fields any) (string, error) {
	var out bounded
	if err := l.template.Execute(&out, fields); err != nil {
		return "", err
	}
	return out.String(), nil
}
