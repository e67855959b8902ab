package discordtest

import (
	"fmt"
	"unicode/utf8"
)

// Component types (developers/components/reference, section Component Types).
const (
	componentRow       = 1
	componentButton    = 2
	componentSelect    = 3
	componentTextInput = 4
	componentLabel     = 18

	styleLink    = 5
	stylePremium = 6
)

// checkRows is what a message's components must be: up to five rows of up to five buttons or one select menu, every
// custom_id once (developers/components/reference, sections Action Row, Button, String Select).
func checkRows(rows []Component) error {
	if len(rows) > 5 {
		return tooLong("components", 5)
	}
	seen := map[string]bool{}
	for i, row := range rows {
		path := fmt.Sprintf("components.%d", i)
		if row.Type != componentRow {
			return formError(path+".type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (1,).")
		}
		if err := checkRow(path, row.Components, seen); err != nil {
			return err
		}
	}
	return nil
}

func checkRow(path string, parts []Component, seen map[string]bool) error {
	if len(parts) < 1 || len(parts) > 5 {
		return formError(path+".components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
	}
	for i, part := range parts {
		at := fmt.Sprintf("%s.components.%d", path, i)
		if part.CustomID != "" && seen[part.CustomID] {
			return formError(at+".custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
		}
		seen[part.CustomID] = true
		if err := checkPart(at, part, len(parts)); err != nil {
			return err
		}
	}
	return nil
}

func checkPart(at string, part Component, inRow int) error {
	switch {
	case part.Type == componentButton:
		return checkButton(at, part)
	case part.Type >= componentSelect && part.Type != componentTextInput && part.Type <= 8:
		if inRow != 1 {
			return formError(at, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width")
		}
		return checkSelect(at, part)
	}
	return formError(at+".type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (2, 3, 5, 6, 7, 8).")
}

func checkButton(at string, b Component) error {
	switch {
	case b.Style < 1 || b.Style > stylePremium:
		return formError(at+".style", "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3, 4, 5, 6}.")
	case b.Style == stylePremium:
		return nil
	case b.Style == styleLink && (b.URL == "" || b.CustomID != ""):
		return formError(at, "BUTTON_COMPONENT_URL", "A link button has a url and no custom_id.")
	case b.Style != styleLink && (b.URL != "" || b.CustomID == ""):
		return formError(at, "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id and no url is required.")
	case len(b.URL) > 512:
		return tooLong(at+".url", 512)
	case utf8.RuneCountInString(b.Label) > 80:
		return tooLong(at+".label", 80)
	case b.Label == "" && b.Emoji == nil:
		return formError(at+".label", "BASE_TYPE_REQUIRED", "A label or an emoji is required.")
	}
	return checkCustomID(at, b.CustomID)
}

func checkCustomID(at, id string) error {
	if utf8.RuneCountInString(id) > 100 {
		return tooLong(at+".custom_id", 100)
	}
	return nil
}

func checkSelect(at string, m Component) error {
	if m.CustomID == "" {
		return formError(at+".custom_id", "BASE_TYPE_REQUIRED", "This field is required")
	}
	if m.Type == componentSelect && (len(m.Options) < 1 || len(m.Options) > 25) {
		return formError(at+".options", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 25 in length.")
	}
	values := map[string]bool{}
	for i, o := range m.Options {
		place := fmt.Sprintf("%s.options.%d", at, i)
		switch {
		case utf8.RuneCountInString(o.Label) > 100 || o.Label == "":
			return tooLong(place+".label", 100)
		case utf8.RuneCountInString(o.Value) > 100 || o.Value == "":
			return tooLong(place+".value", 100)
		case utf8.RuneCountInString(o.Description) > 100:
			return tooLong(place+".description", 100)
		case values[o.Value]:
			return formError(place+".value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used")
		}
		values[o.Value] = true
	}
	if utf8.RuneCountInString(m.Placeholder) > 150 {
		return tooLong(at+".placeholder", 150)
	}
	return checkCustomID(at, m.CustomID)
}

// checkEmbeds is developers/resources/message, section Embed Limits.
func checkEmbeds(embeds []Embed) error {
	if len(embeds) > maxEmbeds {
		return tooLong("embeds", maxEmbeds)
	}
	total := 0
	for i, e := range embeds {
		at := fmt.Sprintf("embeds.%d", i)
		title, text := utf8.RuneCountInString(e.Title), utf8.RuneCountInString(e.Description)
		total += title + text
		switch {
		case title > 256:
			return tooLong(at+".title", 256)
		case text > 4096:
			return tooLong(at+".description", 4096)
		case len(e.Fields) > 25:
			return tooLong(at+".fields", 25)
		}
		for _, f := range e.Fields {
			total += utf8.RuneCountInString(f.Name) + utf8.RuneCountInString(f.Value)
			if utf8.RuneCountInString(f.Name) > 256 || utf8.RuneCountInString(f.Value) > 1024 || f.Name == "" || f.Value == "" {
				return formError(at+".fields", "BASE_TYPE_BAD_LENGTH", "A field has a name of 1 to 256 and a value of 1 to 1024 characters.")
			}
		}
		if e.Footer != nil {
			total += utf8.RuneCountInString(e.Footer.Text)
		}
	}
	if total > maxEmbedChars {
		return formError("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")
	}
	return nil
}
