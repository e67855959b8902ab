// Package simulate plays customers against a config before real ones come: a seeded stream of mail is judged by the same
// Policy that a running gateway decides by, and teams of so many agents work what is left for people, on the config's hours.
//
// It sends nothing, stores nothing and asks no clock: a week takes seconds, and the same seed gives the same week.
//
// What is real: reading, screening, matching, the decision, its limits on replies, the promises and the calendars. What is a
// model: when customers write (most by day, fewer on weekends), what they write (the examples and tests of the matchers, some
// texts that none knows, some mail of machines), that one in some writes again, and how long an answer takes an agent (a
// logarithmic normal distribution). The memory between mails is that of package backtest, which says what it assumes; agents'
// answers do not reach it, so that limits which end when a person writes hold longer than in life. Promises are those of the
// config: the times that a running gateway measures need weeks.
//
// Where to look next: customers.go has who writes when and what, desk.go the agents, report.go what is counted.
package simulate
