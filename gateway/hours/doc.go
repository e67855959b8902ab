// Package hours is the business calendar: when a team works, what a promise of eight working hours means as a moment, and
// which promise a customer can be told honestly.
//
// A [Calendar] is a week of opening hours on the wall clock of a time zone, without holidays and closures. [Measure] looks
// at how long tickets really waited, a [Forecast] tells the next customer a time that four of five are answered within, and
// [Judge] says how well such times were kept and how much to widen the next ones; docs/decisions/0009-promise.md has the
// reasons and figures.
//
// It is pure but for [Fetch]: every function is told the time and what there is to know. It knows neither teams nor tickets
// (gateway/pipeline, gateway/store), nor how a time is said to a customer (replies). Time zones come from the system or
// from the package time/tzdata, which the program links in.
package hours
