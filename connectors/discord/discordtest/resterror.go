package discordtest

import (
	"net/http"
	"strings"
)

// apiError is an answer that is an error (developers/reference, section Error Messages; the codes are those of
// developers/topics/opcodes-and-status-codes, section JSON Error Codes).
type apiError struct {
	status  int
	code    int
	message string
	errors  map[string]any
	retry   float64 // seconds; of 429
	scope   string  // of 429
	note    bool    // a careful client never gets this, though it is no 400
}

// Error makes an apiError an error.
func (e *apiError) Error() string { return e.message }

func (e *apiError) shared() bool { return e != nil && e.scope == "shared" }

func (e *apiError) json() []byte {
	o := map[string]any{"message": e.message, "code": e.code}
	if e.errors != nil {
		o["errors"] = e.errors
	}
	if e.status == http.StatusTooManyRequests {
		o["retry_after"], o["global"] = e.retry, e.scope == "global"
		if e.code == 0 {
			delete(o, "code")
		}
	}
	return encode(o)
}

func writeError(w http.ResponseWriter, e *apiError) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(e.status)
	_, _ = w.Write(e.json())
}

func notFound() *apiError {
	return &apiError{status: http.StatusNotFound, message: "404: Not Found"}
}

func unknown(code int, what string) *apiError {
	return &apiError{status: http.StatusNotFound, code: code, message: "Unknown " + what}
}

func invalid(code int, message string) *apiError {
	return &apiError{status: http.StatusBadRequest, code: code, message: message}
}

func forbidden(code int, message string) *apiError {
	return &apiError{status: http.StatusForbidden, code: code, message: message}
}

// formError is 50035 with the place of the fault, a path with dots.
func formError(path, code, message string) *apiError {
	inner := map[string]any{"_errors": []any{map[string]any{"code": code, "message": message}}}
	parts := strings.Split(path, ".")
	for i := len(parts) - 1; i >= 0; i-- {
		inner = map[string]any{parts[i]: inner}
	}
	return &apiError{status: http.StatusBadRequest, code: 50035, message: "Invalid Form Body", errors: inner}
}

func tooLong(path string, length int) *apiError {
	return formError(path, "BASE_TYPE_MAX_LENGTH", "Must be "+itoa(length)+" or fewer in length.")
}

// Errors that many routes give.
func missingAccess() *apiError     { return forbidden(50001, "Missing Access") }
func missingPermission() *apiError { return forbidden(50013, "Missing Permissions") }
func unknownChannel() *apiError    { return unknown(10003, "Channel") }
func unknownMessage() *apiError    { return unknown(10008, "Message") }
