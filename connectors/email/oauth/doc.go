// Package oauth gets and renews the access tokens by which mail accounts log in where passwords are not accepted: Gmail,
// Microsoft 365, and whoever else speaks OAuth 2 (RFC 6749, RFC 8252, RFC 8628).
//
// It does not speak IMAP or SMTP; connectors/email does, with the [Mechanism] of here. Start at [Settings], which is the
// section oauth2 of a channel, and [Source], which every connection of the account asks for its token. login.go is how a
// person lets the program in, file.go how what they granted is kept, problem.go what goes wrong in the words of an admin.
package oauth
