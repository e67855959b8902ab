package discordtest

import (
	"fmt"
	"unicode/utf8"
)

// checkModal is developers/interactions/receiving-and-responding, section Modal, and developers/components/reference,
// sections Text Input and Label: one to five rows with a text input each, or labels with a text input or menu.
func checkModal(m *Modal) error {
	switch n := len(m.Components); {
	case m.CustomID == "" || utf8.RuneCountInString(m.CustomID) > 100:
		return formError("data.custom_id", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")
	case m.Title == "" || utf8.RuneCountInString(m.Title) > 45:
		return formError("data.title", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 45 in length.")
	case n < 1 || n > 5:
		return formError("data.components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
	}
	seen := map[string]bool{}
	for i, c := range m.Components {
		at := fmt.Sprintf("data.components.%d", i)
		field, err := c.field(at)
		if err != nil {
			return err
		}
		if seen[field.CustomID] || field.CustomID == "" {
			return formError(at+".custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id is required and cannot be duplicated")
		}
		seen[field.CustomID] = true
		if err := checkField(at, field, c.Type == componentLabel); err != nil {
			return err
		}
	}
	return nil
}

// field is what a row or label of a modal holds.
func (c Component) field(at string) (Component, error) {
	switch {
	case c.Type == componentRow && len(c.Components) == 1:
		return c.Components[0], nil
	case c.Type == componentLabel && c.Component != nil:
		if n := utf8.RuneCountInString(c.Label); n < 1 || n > 45 {
			return Component{}, formError(at+".label", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 45 in length.")
		}
		return *c.Component, nil
	}
	return Component{}, formError(at, "MODAL_COMPONENT", "a modal has rows with one text input each, or labels")
}

func checkField(at string, f Component, labelled bool) error {
	if labelled && f.Type == componentSelect {
		return checkSelect(at, f)
	}
	label := utf8.RuneCountInString(f.Label)
	switch {
	case f.Type != componentTextInput:
		return formError(at+".type", "UNION_TYPE_CHOICES", "Value of field \"type\" must be one of (4,).")
	case f.Style != 1 && f.Style != 2:
		return formError(at+".style", "BASE_TYPE_CHOICES", "Value must be one of {1, 2}.")
	case !labelled && (label < 1 || label > 45):
		return formError(at+".label", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 45 in length.")
	case utf8.RuneCountInString(f.Placeholder) > 100:
		return tooLong(at+".placeholder", 100)
	case utf8.RuneCountInString(f.Value) > 4000:
		return tooLong(at+".value", 4000)
	case f.MinLength != nil && (*f.MinLength < 0 || *f.MinLength > 4000), f.MaxLength != nil && (*f.MaxLength < 1 || *f.MaxLength > 4000):
		return formError(at+".max_length", "NUMBER_TYPE_MAX", "int value should be between 1 and 4000.")
	}
	return checkCustomID(at, f.CustomID)
}

// fill is a modal's form as the payload has it, with what the person wrote, under the rules that the client applies.
func (m *Modal) fill(values map[string]string) ([]any, error) {
	var out []any
	used := 0
	for _, c := range m.Components {
		field, err := c.field("")
		if err != nil {
			return nil, err
		}
		text, given := values[field.CustomID]
		if given {
			used++
		} else {
			text = field.Value
		}
		if err := field.accepts(text); err != nil {
			return nil, err
		}
		out = append(out, c.submitted(field, text))
	}
	if used != len(values) {
		return nil, fmt.Errorf("modal %q has not all of the fields %v", m.CustomID, values)
	}
	return out, nil
}

func (c Component) submitted(field Component, text string) map[string]any {
	value := map[string]any{"type": field.Type, "custom_id": field.CustomID}
	if field.Type == componentSelect {
		value["values"] = []string{text}
	} else {
		value["value"] = text
	}
	if c.Type == componentLabel {
		return map[string]any{"type": componentLabel, "component": value}
	}
	return map[string]any{"type": componentRow, "components": []any{value}}
}

func (c Component) accepts(text string) error {
	n := utf8.RuneCountInString(text)
	required := c.Required == nil || *c.Required
	switch {
	case n == 0 && !required:
		return nil
	case n == 0, c.MinLength != nil && n < *c.MinLength:
		return fmt.Errorf("field %q needs more text", c.CustomID)
	case c.Type == componentTextInput && n > 4000, c.MaxLength != nil && n > *c.MaxLength:
		return fmt.Errorf("field %q takes less text", c.CustomID)
	}
	return nil
}
