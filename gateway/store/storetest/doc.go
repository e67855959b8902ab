// Package storetest is the contract of package store: [Run] checks one database, and store's own tests call it for
// both. [Postgres] gives tests a private server. It is for tests only.
package storetest
