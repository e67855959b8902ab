package replies

import "frontdesk/gateway"

// MailMode tells a team that a matcher of theirs has another mode than the config says.
const MailMode gateway.DeliveryKind = "mode"

// NewMode is a mode that a matcher was given by what people judged.
type NewMode struct {
	Matcher  string
	Demoted  bool   // else it was promoted
	From, To string // modes
	Evidence string // what it stands on, in a few words
}

// mode holds the fields of the template of that mail.
type mode struct {
	Matcher, From, To, Evidence value
	Demoted                     bool
}

func (m NewMode) fields() mode {
	return mode{Matcher: value(m.Matcher), From: value(m.From), To: value(m.To), Evidence: value(m.Evidence), Demoted: m.Demoted}
}

// RenderMode writes the mail about a matcher's new mode.
func (b *Book) RenderMode(m NewMode) (Text, error) {
	text, err := b.teamPage(MailMode, m.fields(), m.Matcher)
	text.Subject = "[matchers] " + m.Matcher + " was promoted to " + m.To
	if m.Demoted {
		text.Subject = "[matchers] " + m.Matcher + " was demoted to " + m.To
	}
	return text, err
}

// RenderModeChat writes the same for a team's chat room, as [Book.RenderTeamChat] does.
func (b *Book) RenderModeChat(m NewMode, limit int) (string, error) {
	return b.teamChat(MailMode, m.fields(), limit)
}
