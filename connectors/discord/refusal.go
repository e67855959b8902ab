package discord

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"frontdesk/gateway"
)

// Codes of Discord that mean something here ("Opcodes and Status Codes", section JSON Error Codes).
const (
	codeUnknownGuild       = 10004
	codeUnknownWebhook     = 10015
	codeAcknowledged       = 40060
	codeMissingAccess      = 50001
	codeDirectOnly         = 50003 // not in a direct conversation
	codeWrongRoom          = 50024
	codeFormBody           = 50035
	codeMissingPermissions = 50013
	codeThreadExists       = 160004
	codeNoHistory          = 160002
)

// refuse is a delivery that cannot be sent by anybody.
func refuse(format string, args ...any) error {
	return &gateway.SendError{Permanent: true, Err: fmt.Errorf(format, args...)}
}

// judge says what a failed request means for a delivery. Only an answer that refuses, or a request that never left, is
// definite; a server's own failure and silence are not.
func judge(ctx context.Context, err error, ownAccount bool) error {
	var (
		unsent  *unsentError
		refused *restError
	)
	switch {
	case err == nil:
		return nil
	case errors.As(err, &unsent):
		return &gateway.SendError{Unreachable: ctx.Err() == nil, Err: err}
	case !errors.As(err, &refused) || refused.Status >= http.StatusInternalServerError:
		return err
	}
	definite := &gateway.SendError{Code: refused.code(), Err: err}
	switch {
	case refused.Status == http.StatusTooManyRequests, refused.Status == http.StatusRequestTimeout:
	case refused.Status == http.StatusUnauthorized && ownAccount:
		definite.Account = true
	default:
		definite.Permanent = true
	}
	return definite
}

// judgeBefore is judge for a request that prepares a delivery: whatever became of it, nothing was delivered.
func judgeBefore(ctx context.Context, err error) error {
	err = judge(ctx, err, true)
	var definite *gateway.SendError
	if err == nil || errors.As(err, &definite) {
		return err
	}
	return &gateway.SendError{Err: err}
}

// code is the status and Discord's own code: "403 50013".
func (e *restError) code() string {
	if e.Code == 0 {
		return fmt.Sprint(e.Status)
	}
	return fmt.Sprintf("%d %d", e.Status, e.Code)
}

// isRefusal says whether an answer refused with one of these codes.
func isRefusal(err error, codes ...int) bool {
	var refused *restError
	if !errors.As(err, &refused) {
		return false
	}
	for _, c := range codes {
		if refused.Code == c {
			return true
		}
	}
	return false
}
