// Package replies writes what leaves: the automatic reply to a customer, and the forward of a ticket to its team.
//
// A [Book] holds the templates: built-in ones (builtin/*.md), overridden by replies/<kind>.md of the config or, for one
// matcher, by replies/<matcher>/<kind>.md. A template is Markdown with text/template and a strict set of fields (fields.go);
// unknown fields and functions are problems at load (check.go), not surprises at night. text/plain and HTML come from
// the same rendered Markdown (package markdown).
//
// Rendering is pure: no clock, no network, no store. What to tell and to whom was decided before (gateway/pipeline);
// subjects and headers of the wire belong to the connectors. Of what the customer wrote nothing is repeated to them but
// a display name that looks like one (name.go).
package replies
