package kb

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"frontdesk/configs"
	"frontdesk/gateway"
	"frontdesk/replies/markdown"
)

// Article is one article as it was written.
type Article struct {
	gateway.Article
	Tags []string
	Body string // Markdown
	At   configs.Position
}

// Limits of an article.
const (
	maxArticle = 256 << 10 // bytes of the file
	maxTitle   = 150       // runes: the title is the text of a link
	maxURL     = 1000      // bytes: a line of mail holds 998 (RFC 5322 section 2.1.1)
)

// frontMatter is the head of an article's file. Keys that do nothing yet are checked all the same.
type frontMatter struct {
	ID           configs.Ref            `yaml:"id"`
	Title        string                 `yaml:"title"`
	URL          configs.Ref            `yaml:"url"`
	Language     configs.Ref            `yaml:"language"`
	Translations map[string]configs.Ref `yaml:"translations"`
	Tags         []string               `yaml:"tags"`
	Questions    []string               `yaml:"questions"`
	Owner        string                 `yaml:"owner"`
	ReviewBy     configs.Ref            `yaml:"review_by"`
	Expires      configs.Ref            `yaml:"expires"`
}

// later lists the keys that are read and have no effect yet.
const later = "language translations tags questions owner review_by expires"

var (
	goodID       = regexp.MustCompile(`^[\pL\pN][\pL\pN._-]*$`)
	goodLanguage = regexp.MustCompile(`^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*$`)
)

// read reads one file and the references to its translations. The id is empty where the file cannot be used at all.
func read(f configs.File, dialect *markdown.Dialect, p *configs.Problems) (Article, []configs.Ref) {
	if len(f.Content) > maxArticle {
		p.Add(f.At(1, 1), fmt.Sprintf("the article is %d KB long", len(f.Content)>>10), fmt.Sprintf("split it; at most %d KB are read", maxArticle>>10))
		return Article{}, nil
	}
	head, body, bodyLine := configs.FrontMatter(f, p)
	var m frontMatter
	head.Decode(&m, p)
	warnLater(head, p)
	a := Article{Tags: m.Tags, Body: string(body), At: f.At(1, 1)}
	a.ID = m.id(f.Path, &a.At, p)
	a.Title = m.title(head, p)
	a.URL = m.url(head, p)
	a.Language = m.language(p)
	a.Passage = Passage(dialect.Parse(body).FirstParagraph())
	if a.Passage == "" {
		p.Add(f.At(bodyLine, 1), "the article has no text to quote", "write a paragraph below the front matter")
	}
	checkDate(m.ReviewBy, p)
	checkDate(m.Expires, p)
	refs := make([]configs.Ref, 0, len(m.Translations))
	for _, ref := range m.Translations {
		refs = append(refs, ref)
	}
	return a, refs
}

func warnLater(head configs.Section, p *configs.Problems) {
	for _, key := range head.Keys() {
		for _, name := range strings.Fields(later) {
			if key.Name == name {
				p.Warn(key.At, fmt.Sprintf("%q does nothing yet", name), "")
			}
		}
	}
}

func (m *frontMatter) id(path string, at *configs.Position, p *configs.Problems) string {
	id := m.ID.Name
	if id == "" {
		id = nameOf(path)
	} else {
		*at = m.ID.At
	}
	if !goodID.MatchString(id) {
		p.Add(*at, fmt.Sprintf("%q cannot be the id of an article", id), "ids are of letters, digits, dots and dashes")
		return ""
	}
	return id
}

func (m *frontMatter) title(head configs.Section, p *configs.Problems) string {
	title := strings.Join(strings.FieldsFunc(m.Title, func(r rune) bool { return unicode.IsSpace(r) || markdown.Hidden(r) }), " ")
	switch {
	case title == "":
		p.Add(head.Where("title"), "the article has no title", `add "title: …": it is the text of the link`)
	case utf8.RuneCountInString(title) > maxTitle:
		p.Add(head.Where("title"), "the title is too long for a line of a reply", fmt.Sprintf("at most %d characters", maxTitle))
	}
	return title
}

func (m *frontMatter) url(head configs.Section, p *configs.Problems) string {
	if m.URL.Name == "" {
		p.Add(head.Where("url"), "the article has no address", `add "url: https://…": replies link to it`)
		return ""
	}
	if what := wrongURL(m.URL.Name); what != "" {
		p.Add(m.URL.At, what, "write it as https://example.com/help/page")
		return ""
	}
	return m.URL.Name
}

// wrongURL says what is wrong with an address that customers are sent to; empty for a good one.
func wrongURL(s string) string {
	if len(s) > maxURL {
		return "the address is too long for a mail"
	}
	if strings.ContainsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || markdown.Hidden(r) || strings.ContainsRune(`<>"\`, r) }) {
		return "the address holds a character that no address has"
	}
	u, err := url.Parse(s)
	switch {
	case err != nil:
		return "the address cannot be read"
	case u.Scheme != "https" && u.Scheme != "http":
		return "the address does not begin with https:// or http://"
	case u.Host == "":
		return "the address has no host"
	case u.User != nil:
		return "the address holds a user name"
	}
	return ""
}

func (m *frontMatter) language(p *configs.Problems) string {
	if m.Language.Name != "" && !goodLanguage.MatchString(m.Language.Name) {
		p.Add(m.Language.At, fmt.Sprintf("%q is no language", m.Language.Name), `write a tag like "en" or "pt-BR"`)
	}
	return m.Language.Name
}

func checkDate(ref configs.Ref, p *configs.Problems) {
	if ref.Name == "" {
		return
	}
	if _, err := time.Parse(time.DateOnly, ref.Name); err != nil {
		p.Add(ref.At, fmt.Sprintf("%q is no date", ref.Name), "write it as 2026-12-31")
	}
}
