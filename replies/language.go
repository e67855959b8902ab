package replies

import (
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// builtinLanguages are those that replies are built in for: builtin/<language>/. The first serves where the customer's
// is none of them.
var builtinLanguages = []string{"en", "de", "fr", "es", "pt", "it", "nl", "pl", "ja", "zh"}

// builtinLanguage is the language of what is written to a team.
const builtinLanguage = "en"

// words say times and amounts in one language, and what is said in chats beside replies: words.yaml and chat.yaml of
// builtin/<language>.
type words struct {
	code     string
	messages *i18n.Localizer
}

// loadWords reads the words of all built-in languages.
func loadWords() (map[string]*words, error) {
	bundle := i18n.NewBundle(language.English)
	bundle.RegisterUnmarshalFunc("yaml", yaml.Unmarshal)
	all := map[string]*words{}
	for _, code := range builtinLanguages {
		for _, name := range []string{"builtin/" + code + "/words.yaml", "builtin/" + code + "/chat.yaml"} {
			content, err := builtin.ReadFile(name)
			if err != nil {
				return nil, fmt.Errorf("words of %s: %w", code, err)
			}
			if _, err := bundle.ParseMessageFileBytes(content, code+".yaml"); err != nil {
				return nil, fmt.Errorf("read %s: %w", name, err)
			}
		}
	}
	for _, code := range builtinLanguages {
		all[code] = &words{code, i18n.NewLocalizer(bundle, code)}
	}
	return all, nil
}

// say returns a message filled in; empty where the language has none of this id.
func (w *words) say(id string, fields map[string]any) string {
	return w.localize(&i18n.LocalizeConfig{MessageID: id, TemplateData: fields})
}

// plural is say with the plural form of a number; without fields the number is the one field.
func (w *words) plural(id string, n int, fields map[string]any) string {
	c := &i18n.LocalizeConfig{MessageID: id, PluralCount: n}
	if fields != nil {
		c.TemplateData = fields
	}
	return w.localize(c)
}

func (w *words) localize(c *i18n.LocalizeConfig) string {
	s, tag, _ := w.messages.LocalizeWithTag(c) // an error is also that a rare plural form is missing, and other serves
	if tag.String() != w.code {
		return "" // it is another language's
	}
	return s
}

// list is a message that holds several words.
func (w *words) list(id string) []string {
	if s := w.say(id, nil); s != "" {
		return strings.Split(s, ", ")
	}
	return nil
}

// in says which language something is in, where it is another one than the reply's: "in German".
func (w *words) in(code string) string {
	if w == nil || code == "" || base(code) == w.code {
		return ""
	}
	if s := w.say("in."+base(code), nil); s != "" {
		return s
	}
	return code
}

// base is the language of a BCP 47 code without script and region: "zh" of "zh-Hant-TW".
func base(code string) string {
	code, _, _ = strings.Cut(code, "-")
	return code
}

// parents are a code and what it falls back to: "zh-Hant-TW", "zh-Hant", "zh".
func parents(code string) []string {
	var all []string
	for code != "" {
		all = append(all, code)
		code = code[:max(strings.LastIndexByte(code, '-'), 0)]
	}
	return all
}
