package store

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"net"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"

	"frontdesk/gateway"
)

// Codes of https://www.postgresql.org/docs/current/errcodes-appendix.html.
const (
	codeReadOnly      = "25006"
	codeNotAuthorized = "28000"
	codeWrongPassword = "28P01"
	codeNoDatabase    = "3D000"
	codeSerialization = "40001"
	codeDeadlock      = "40P01"
	codeNoPrivilege   = "42501"
	codeDiskFull      = "53100"
	codeTooMany       = "53300"
	codeStarting      = "57P03"
)

func (d *postgres) problem(err error) (gateway.Problem, bool) {
	what, hint := "", ""
	var e *pgconn.PgError
	var connect *pgconn.ConnectError
	var network net.Error
	switch {
	case errors.As(err, &e):
		what, hint = postgresProblem(e)
	case errors.As(err, &connect):
		what, hint = "cannot be reached: "+unreached(connect), "check that the server runs and that host and port are right"
	case errors.As(err, &network):
		what, hint = "the connection broke: "+unreached(err), "check that the server runs; the gateway connects again by itself"
	}
	return gateway.Problem{Place: d.place(), What: what, Hint: hint}, what != ""
}

func postgresProblem(e *pgconn.PgError) (what, hint string) {
	switch e.Code {
	case codeWrongPassword, codeNotAuthorized:
		return "the server refuses the user: " + e.Message, "check user and password in the store's url, and pg_hba.conf"
	case codeNoDatabase:
		return e.Message, "create the database, owned by the user in the store's url"
	case codeNoPrivilege:
		return e.Message, "grant the user of the store's url the right to create and use tables"
	case codeReadOnly:
		return "the server is read-only", "name the primary server in the store's url, not a standby"
	case codeDiskFull:
		return "the server's disk is full", "make room; a gateway that runs goes on by itself"
	case codeTooMany:
		return "the server has no connection left", "raise max_connections, or end other programs"
	case codeStarting:
		return "the server is starting or stopping", "wait; the gateway connects again by itself"
	}
	if strings.HasPrefix(e.Code, "08") || strings.HasPrefix(e.Code, "57P") {
		return "the server ended the connection: " + e.Message, "check the server's log; the gateway connects again by itself"
	}
	return "", ""
}

// unreached says why a server cannot be reached. The driver's own text names every address and way that it tried.
func unreached(err error) string {
	var dns *net.DNSError
	var network net.Error
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		return "the connection was refused"
	case errors.As(err, &dns) && dns.IsNotFound:
		return "the host " + dns.Name + " is unknown"
	case errors.As(err, &dns):
		return "the host " + dns.Name + " cannot be looked up"
	case errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETUNREACH):
		return "there is no way there"
	case errors.Is(err, fs.ErrNotExist):
		return "there is no socket of that name"
	case errors.Is(err, fs.ErrPermission):
		return "this user may not use the socket"
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "the connection was cut off"
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &network) && network.Timeout():
		return "no answer came in time"
	}
	first, _, _ := strings.Cut(lastCause(err), "\n") // each further line is another way to the same server
	return first
}

// lastCause is the innermost error: "connect: connection refused".
func lastCause(err error) string {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err.Error()
		}
		err = inner
	}
}
