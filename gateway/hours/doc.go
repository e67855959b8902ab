// Package hours is the business calendar: when a team works, and what a promise of eight working hours means as a moment.
//
// A [Calendar] is a week of opening hours on the wall clock of a time zone, without the closed dates. It is pure: every
// method is told the time. It knows neither teams nor promises (gateway/pipeline), nor how a time is said to a customer
// (replies). Time zones come from the system or from the package time/tzdata, which the program links in.
package hours
