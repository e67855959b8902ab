// Package replies writes what leaves: the automatic reply to a customer, and the forward of a ticket to its team, each as a
// mail and as a message of a chat (chat*.go).
//
// A [Book] holds the templates: built-in ones (builtin/<language>/*.md), overridden by replies/<kind>.<language>.md of the
// config, by replies/<kind>.md for all languages without a file of their own, or, for one matcher, by the same below
// replies/<matcher>/ (choose.go; docs/decisions/0007-language.md says why). A template is Markdown with text/template and
// a strict set of fields (fields.go); unknown fields and functions are problems at load (check.go), not surprises at
// night. text/plain, HTML and the message of a chat come from the same rendered Markdown (package markdown). Buttons and
// short words of chats are no templates (builtin/<language>/chat.yaml).
//
// A reply is in the languages that were decided, one below the other where they are two. Times and amounts are said in
// the words of the language (when.go, words.go, builtin/<language>/words.yaml).
//
// Rendering is pure: no clock, no network, no store. What to tell and to whom was decided before (gateway/pipeline);
// subjects and headers of the wire belong to the connectors. Of what the customer wrote nothing is repeated to them but
// a display name that looks like one (name.go).
package replies
