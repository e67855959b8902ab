package kb

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	bcp47 "golang.org/x/text/language"

	"frontdesk/configs"
	"frontdesk/gateway"
	"frontdesk/matchers/language"
	"frontdesk/replies/markdown"
)

// Article is one article as it was written. Its Language is the one it names, else the one recognised in its text.
type Article struct {
	gateway.Article
	Tags         []string
	Questions    []string // that customers ask and it answers
	Owner        string   // who keeps it right
	ReviewBy     time.Time
	Expires      time.Time         // from this day on it is not shown; zero: never
	Translations map[string]string // by language, as its front matter lists them
	Body         string            // Markdown
	At, URLAt    configs.Position  // of the article, and of its address

	reviewAt, expiresAt configs.Position
	blocks              []markdown.Block
}

// Limits of an article.
const (
	maxArticle   = 256 << 10 // bytes of the file
	maxQuestions = 500
	maxQuestion  = 300  // runes
	maxTitle     = 150  // runes: the title is the text of a link
	maxURL       = 1000 // bytes: a line of mail holds 998 (RFC 5322 section 2.1.1)
)

// frontMatter is the head of an article's file.
type frontMatter struct {
	ID           configs.Ref            `yaml:"id" otherwise:"the name of the file" help:"What matchers call it"`
	Title        string                 `yaml:"title" required:"yes" help:"The text of the link in a reply"`
	URL          configs.Ref            `yaml:"url" required:"yes" help:"Where customers read it"`
	Language     configs.Ref            `yaml:"language" otherwise:"recognised in the text" help:"The language that it is in: en, pt-BR"`
	Translations map[string]configs.Ref `yaml:"translations" help:"The same article in other languages: {de: refund-timing-de}; one of them says so"`
	Tags         []string               `yaml:"tags" help:"Words that help to find it"`
	Questions    []string               `yaml:"questions" help:"Questions of customers that it answers"`
	Owner        string                 `yaml:"owner" otherwise:"nobody" help:"Who keeps it right"`
	ReviewBy     configs.Ref            `yaml:"review_by" otherwise:"never" help:"Day by which somebody looks at it again: 2026-12-31"`
	Expires      configs.Ref            `yaml:"expires" otherwise:"never" help:"From this day on it is not shown"`
}

// Shape is that of an article's front matter.
func Shape() configs.Shape { return configs.ShapeOf(frontMatter{}) }

var goodID = regexp.MustCompile(`^[\pL\pN][\pL\pN._-]*$`)

// read reads one file and the references to its translations. The id is empty where the file cannot be used at all.
func read(f configs.File, dialect *markdown.Dialect, p *configs.Problems) (Article, map[string]configs.Ref) {
	if len(f.Content) > maxArticle {
		p.Add(f.At(1, 1), fmt.Sprintf("the article is %d KB long", len(f.Content)>>10), fmt.Sprintf("split it; at most %d KB are read", maxArticle>>10))
		return Article{}, nil
	}
	head, body, bodyLine := configs.FrontMatter(f, p)
	var m frontMatter
	if head.IsBroken() { // and told so; references to it are no second problem
		a := Article{At: f.At(1, 1)}
		a.ID = m.id(f.Path, &a.At, p)
		return a, nil
	}
	head.Decode(&m, p)
	doc := dialect.Parse(body)
	a := Article{Tags: m.Tags, Questions: m.questions(head, p), Owner: m.Owner, Body: string(body), At: f.At(1, 1), blocks: doc.Blocks()}
	a.ID = m.id(f.Path, &a.At, p)
	a.Title = m.title(head, p)
	a.URL, a.URLAt = m.url(head, p), m.URL.At
	a.Passage = Passage(doc.FirstParagraph())
	if a.Passage == "" {
		p.Add(f.At(bodyLine, 1), "the article has no text to quote", "write a paragraph below the front matter")
	}
	a.Language = m.language(p)
	if a.Language == "" {
		a.Language = language.Detect(a.Title + "\n" + a.text())
	}
	a.ReviewBy, a.reviewAt = date(m.ReviewBy, p), m.ReviewBy.At
	a.Expires, a.expiresAt = date(m.Expires, p), m.Expires.At
	return a, m.Translations
}

// text is the running text of the article, without its headings.
func (a *Article) text() string {
	var b strings.Builder
	for _, block := range a.blocks {
		if !block.Heading {
			b.WriteString(block.Text)
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// questions are the example questions, each on one line.
func (m *frontMatter) questions(head configs.Section, p *configs.Problems) []string {
	if len(m.Questions) > maxQuestions {
		p.Add(head.Where("questions"), fmt.Sprintf("the article has %d questions", len(m.Questions)), fmt.Sprintf("keep the %d that differ most", maxQuestions))
		return nil
	}
	var out []string
	for i, q := range m.Questions {
		q = strings.Join(strings.Fields(q), " ")
		switch {
		case q == "":
			p.Add(head.Get("questions").Items()[i].At, "an empty question", "write it, or take the line out")
		case utf8.RuneCountInString(q) > maxQuestion:
			p.Add(head.Get("questions").Items()[i].At, "the question is too long", fmt.Sprintf("one sentence, at most %d characters", maxQuestion))
		default:
			out = append(out, q)
		}
	}
	return out
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
	case head.Get("title").IsBroken():
	case title == "":
		p.Add(head.Where("title"), "the article has no title", `add "title: …": it is the text of the link`)
	case utf8.RuneCountInString(title) > maxTitle:
		p.Add(head.Where("title"), "the title is too long for a line of a reply", fmt.Sprintf("at most %d characters", maxTitle))
	}
	return title
}

func (m *frontMatter) url(head configs.Section, p *configs.Problems) string {
	if head.Get("url").IsBroken() {
		return ""
	}
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
	if m.Language.Name == "" {
		return ""
	}
	tag, ok := languageTag(m.Language.Name)
	if !ok {
		p.Add(m.Language.At, fmt.Sprintf("%q is no language", m.Language.Name), `write a tag like "en" or "pt-BR"`)
	}
	return tag
}

// languageTag is a BCP 47 tag in its usual spelling, and whether it is one.
func languageTag(s string) (string, bool) {
	tag, err := bcp47.Parse(s)
	if err != nil || tag == bcp47.Und {
		return "", false
	}
	return tag.String(), true
}

// date reads a day; what is none is a problem and the zero time.
func date(ref configs.Ref, p *configs.Problems) time.Time {
	if ref.Name == "" {
		return time.Time{}
	}
	day, err := time.Parse(time.DateOnly, ref.Name)
	if err != nil {
		p.Add(ref.At, fmt.Sprintf("%q is no date", ref.Name), "write it as 2026-12-31")
	}
	return day
}
