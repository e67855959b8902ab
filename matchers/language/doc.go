// Package language says which language a text is in.
//
// It is a vote, not a model: the script decides first, and among languages of one script their commonest short words and
// typical letters do. It says nothing rather than guess: a customer who gets no translation is served better than
// one who gets the wrong one. docs/decisions/0007-language.md measures it beside others. It knows nothing of messages; who
// needs the language of one calls [DetectAmong] with its text and the languages that may be answered in, or [Detect].
package language
