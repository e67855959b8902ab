package main

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/template"

	"frontdesk/configs"
)

//go:embed initfiles
var initFiles embed.FS

// start is what the files of a new config are written from.
type start struct {
	Channel, Address, Domain           string
	IMAP, SMTP, IMAPTLS, SMTPTLS, User string
	Password                           string // env:NAME, file:PATH or cmd:COMMAND
	ClientID                           string // where the provider takes tokens only
	Team, Agent, Zone, Open, Mode      string
	Languages                          []string
	Texts                              []startText // of the first matcher and its article
}

// startText is the first article in one language, with what customers ask.
type startText struct {
	Language, Title, Question, Body string
	Words                           []string
	Domain, Translations            string
}

// startTexts are the languages that the first article is written in, English first. {open} stands for the hours.
var startTexts = []startText{
	{
		Language: "en", Title: "When are you open?", Question: "Hello, when are you open?",
		Words: []string{"when are you open", "are you open", "opening hours", "business hours"},
		Body:  "We are open from Monday to Friday, {open}. What reaches us later is read on the next working day.",
	},
	{
		Language: "de", Title: "Wann sind Sie erreichbar?", Question: "Guten Tag, wann haben Sie geöffnet?",
		Words: []string{"wann haben Sie geöffnet", "wann sind Sie erreichbar", "Öffnungszeiten", "Geschäftszeiten"},
		Body:  "Wir sind von Montag bis Freitag erreichbar, {open} Uhr. Was uns später erreicht, lesen wir am nächsten Werktag.",
	},
	{
		Language: "fr", Title: "Quels sont vos horaires ?", Question: "Bonjour, quels sont vos horaires ?",
		Words: []string{"vos horaires", "heures d'ouverture", "êtes-vous ouverts"},
		Body:  "Nous sommes joignables du lundi au vendredi, {open}. Les messages reçus plus tard sont lus le jour ouvré suivant.",
	},
	{
		Language: "es", Title: "¿Cuál es su horario?", Question: "Hola, ¿cuál es su horario?",
		Words: []string{"su horario", "horario de atención", "horario de apertura"},
		Body:  "Atendemos de lunes a viernes, {open}. Los mensajes que llegan más tarde se leen el siguiente día laborable.",
	},
}

// textsIn are the first articles for some languages: those that are there, else the English one.
func (s *start) textsIn(languages []string) {
	for _, t := range startTexts {
		if slices.ContainsFunc(languages, func(code string) bool { return code == t.Language || strings.HasPrefix(code, t.Language+"-") }) {
			s.Texts = append(s.Texts, t)
		}
	}
	if len(s.Texts) == 0 {
		s.Texts = startTexts[:1:1]
	}
	var others []string
	for i := range s.Texts {
		t := &s.Texts[i]
		t.Domain, t.Body = s.Domain, strings.ReplaceAll(t.Body, "{open}", strings.ReplaceAll(s.Open, "-", "–"))
		if i > 0 {
			others = append(others, t.Language+": opening-hours-"+t.Language)
		}
	}
	s.Texts[0].Translations = strings.Join(others, ", ")
}

// wordsOfReplies is the file of matchers for the words that every reply offers, "solved" and "person": without them the first
// thanks would be a ticket. It names neither team nor article, and so fits everybody.
const wordsOfReplies = "matchers/feedback.yaml"

// files are the files of the new config by their path.
func (s start) files() (map[string]string, error) {
	out := map[string]string{}
	for path, from := range map[string]string{
		"frontdesk.yaml": "frontdesk.yaml", "teams.yaml": "teams.yaml", "matchers/opening-hours.yaml": "matchers.yaml", ".gitignore": "gitignore",
	} {
		text, err := render(from, s)
		if err != nil {
			return nil, err
		}
		out[path] = schemaLine(path) + text
	}
	words, err := fs.ReadFile(configs.Example(), wordsOfReplies)
	if err != nil {
		return nil, fmt.Errorf("read the sample of %s: %w", wordsOfReplies, err)
	}
	out[wordsOfReplies] = string(words)
	for i, t := range s.Texts {
		text, err := render("article.md", t)
		if err != nil {
			return nil, err
		}
		path := "kb/opening-hours.md"
		if i > 0 {
			path = "kb/opening-hours-" + t.Language + ".md"
		}
		out[path] = text
	}
	return out, nil
}

func render(name string, v any) (string, error) {
	t, err := template.New(name).Funcs(template.FuncMap{"quote": yamlText, "join": strings.Join}).ParseFS(initFiles, "initfiles/"+name)
	if err != nil {
		return "", fmt.Errorf("read the template of %s: %w", name, err)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, v); err != nil {
		return "", fmt.Errorf("write %s: %w", name, err)
	}
	return b.String(), nil
}

// yamlText puts a text in quotes where YAML would read it otherwise.
func yamlText(text string) string {
	if plainAddress.MatchString(text) || isServer(text) == nil && namePlain(text) || isSecret(text) == nil && namePlain(text) {
		return text
	}
	return strconv.Quote(text)
}

// namePlain says whether a text has only what needs no quotes.
func namePlain(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool {
		isWord := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
		return !isWord && !strings.ContainsRune("._-:/", r)
	}) && strings.ContainsFunc(text, func(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' })
}

// writeConfig writes files that are not there yet; if one is, nothing is written.
func writeConfig(dir string, files map[string]string) error {
	for path := range files {
		_, err := os.Lstat(filepath.Join(dir, path))
		if err == nil {
			return fmt.Errorf("%s is there already; init overwrites nothing: name another folder, or edit that one", filepath.Join(dir, path))
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return notWritten(filepath.Join(dir, path), err)
		}
	}
	for path, text := range files {
		if err := writeOne(filepath.Join(dir, path), text); err != nil {
			return err
		}
	}
	return writeSchemas(dir)
}

func writeOne(path, text string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return notWritten(filepath.Dir(path), err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return notWritten(path, err)
	}
	_, err = f.WriteString(text)
	if err := errors.Join(err, f.Close()); err != nil {
		return notWritten(path, err)
	}
	return nil
}
