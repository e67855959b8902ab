package screen

import "frontdesk/gateway/phrasebook"

// subjectForm is a way in which programs write subjects.
type subjectForm uint8

const (
	automaticForm subjectForm = iota // of a responder
	bouncedForm
	notifierForm
	shopForm
	runningForm // names what programs run
	resultForm
	stateForm // a state in words that some write in capitals
)

// subjectForms are looked for in every subject, after foldSubject.
var subjectForms = [...]phrasebook.Pattern{
	automaticForm: automaticSubjectStart, bouncedForm: bounceSubject, notifierForm: notifierSubject, shopForm: shopSubject,
	runningForm: whatRuns, resultForm: resultSubject, stateForm: stateSubject,
}

// subjectWords hears a subject once for all forms: most subjects have no word of any.
var subjectWords = phrasebook.MayMatch(subjectForms[:]...)

// hasSubject says whether the subject is written in a form.
func (l *letter) hasSubject(form subjectForm) bool {
	return l.subjectWords>>form&1 != 0 && subjectForms[form].MatchString(l.subject)
}
