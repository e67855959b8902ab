package matchers

import "frontdesk/configs"

// Matcher is one entry of the config: when it fits a message, and what follows.
type Matcher struct {
	Name  string
	At    configs.Position
	File  string // where it is defined
	Order int    // among all matchers, as they are read

	// It fits where one of Any, all of All and none of Not hold; an empty list asks nothing.
	Any, All, Not []Condition

	Ask       []Detail      // in the order of the file
	Answer    []configs.Ref // articles
	Team      configs.Ref   // empty: the channel's
	Urgent    bool
	Sensitive bool
	Priority  int
	Means     Means
	Mode      Mode
	Examples  []Example
	Tests     []Test

	Configured  Mode       // the mode in the config
	Overlay     *Overlay   // why Mode is another one; nil: it is the same
	Promote     *Promotion // when it gets the next mode; nil: by hand alone
	DemoteBelow *float64   // share of right answers below which it loses auto mode; nil: the usual, 0: never
}

// Means is what a message says beyond its matter.
type Means string

// Values of Means.
const (
	MeansNothing  Means = ""
	MeansPerson   Means = "person"   // the customer asks for a person
	MeansUnsolved Means = "unsolved" // an earlier answer did not help
	MeansSolved   Means = "solved"   // it did
)

// Mode is how far a matcher is trusted.
type Mode string

// Values of Mode.
const (
	ModeAuto   Mode = "auto"   // its answers are sent
	ModeDraft  Mode = "draft"  // its answers wait for an agent
	ModeShadow Mode = "shadow" // it decides nothing; what it would have done is kept beside
)

// Example is a message that the matcher is meant for.
type Example struct {
	Text string
	At   configs.Position
}
