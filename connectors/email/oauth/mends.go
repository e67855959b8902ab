package oauth

// passing are codes of a server that will do better later (RFC 6749 section 4.1.2.1).
var passing = map[string]bool{"temporarily_unavailable": true, "server_error": true, "slow_down": true}

// googleMend has the reasons for which Google ends a refresh token ("Using OAuth 2.0 to Access Google APIs", refresh token
// expiration).
const googleMend = "{login}. Google ends a login when the password is changed, the access is taken back, it was not used for six months, " +
	"or after seven days where the application's consent screen is in testing: publish it then"

// mends are what helps, by the code of RFC 6749 sections 4.1.2.1 and 5.2 and RFC 8628 section 3.5.
var mends = map[string]string{
	"invalid_grant":                "the login has ended or was taken back: {login}",
	"invalid_client":               "check client_id and client_secret; a secret may have ended at the provider",
	"unauthorized_client":          "check client_id, and that the application may use this kind of login at the provider",
	"unsupported_grant_type":       "the provider does not offer this kind of login; check grant and token_url",
	"invalid_scope":                "check scopes: the application may not ask for these, or not in this way",
	"invalid_request":              "check client_id, client_secret and the application's kind at the provider",
	"access_denied":                "the person did not agree, or the organisation does not allow the application: {login}",
	"consent_required":             "somebody has to agree to the application: {login}",
	"interaction_required":         "the provider wants to see the person again: {login}",
	"expired_token":                "the code was not entered in time: {login}",
	"authorization_declined":       "the person did not agree: {login}",
	"deleted_client":               "the application was deleted at the provider; register one and write its client_id",
	"disabled_client":              "the application is disabled at the provider",
	"org_internal":                 "the application is for another organisation's people; use an account of it, or make the application external",
	"admin_policy_enforced":        "the organisation's admin has to allow the application",
	"redirect_uri_mismatch":        "register the application as a desktop app, which may be answered at http://127.0.0.1",
	"unsupported_response_type":    "the application may not use this kind of login at the provider",
	"unsupported_challenge_method": "the provider does not know PKCE with S256",
}

// microsoftMends are what helps, by Microsoft's number.
var microsoftMends = map[string]string{
	"16000":   "choose the account of the mailbox: {login}",
	"50020":   "the account is not of this tenant: check tenant, then {login}",
	"50034":   "the account does not exist in this tenant: check tenant and user",
	"50053":   "the account is locked for too many wrong logins: wait, or ask the organisation's admin",
	"50055":   "the account's password has ended: set a new one, then {login}",
	"50057":   "the account is disabled: ask the organisation's admin",
	"50058":   "nobody is signed in: {login}",
	"50076":   "a second factor is asked for now: {login}",
	"50078":   "the second factor has ended: {login}",
	"50079":   "the account must set up a second factor: {login}",
	"50105":   "the account is not assigned to the application: the organisation's admin can do that",
	"50126":   "the provider refuses user or password: {login}",
	"50132":   "the session was taken back, or the password was changed: {login}",
	"50133":   "the password was changed: {login}",
	"50173":   "the password was changed or the login was taken back: {login}",
	"53000":   "the organisation allows only its own devices: its admin can exempt the application",
	"53003":   "a rule of the organisation (Conditional Access) blocks the login: its admin can exempt the application",
	"65001":   "nobody has agreed to the application: {login}, or let the organisation's admin agree",
	"65004":   "the person did not agree: {login}",
	"70000":   "the login has ended or was taken back: {login}",
	"70002":   "check client_id and client_secret",
	"70008":   "the login was not used for too long: {login}",
	"70011":   "check scopes",
	"70016":   "the code has not been entered yet: {login}",
	"70018":   "the code was wrong or too old: {login}",
	"70019":   "the code was not entered in time: {login}",
	"70043":   "a rule of the organisation has ended the login: {login}",
	"700016":  "the application is unknown in this tenant: check client_id and tenant",
	"700025":  "the application is a public client: remove client_secret",
	"700082":  "the login was not used for too long: {login}",
	"700084":  "the login of a single-page application ends after a day: register it as a mobile and desktop application, then {login}",
	"7000112": "the application is disabled in this tenant: ask the organisation's admin",
	"7000215": "client_secret is wrong: write the secret's value, not its id",
	"7000218": "set \"Allow public client flows\" to yes for the application, or give a client_secret",
	"7000222": "client_secret has ended: make a new one at the provider",
	"90002":   "the tenant is unknown: check tenant",
	"90009":   "check client_id and scopes",
	"90094":   "the organisation's admin has to agree to the application",
	"900144":  "the request lacked a value: check client_id, scopes and token_url",
	"500011":  "the mail service is unknown in this tenant: check scopes and tenant",
	"500200":  "a personal account cannot be used here: check tenant",
	"530003":  "the organisation allows only its own devices: its admin can exempt the application",
}
