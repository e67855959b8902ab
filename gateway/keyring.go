package gateway

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"strings"
	"sync/atomic"
	"time"
)

// KeyLifetime is how long a retired key still verifies.
const KeyLifetime = 2 * 365 * 24 * time.Hour

// Key signs what we send so that we know it again.
type Key struct {
	Secret  []byte
	Created time.Time
}

// Keyring signs with its first key and verifies with all. Its zero value signs with an empty key, which is good only
// where nothing is sent (try, test, backtest). It is safe for concurrent use.
type Keyring struct {
	keys atomic.Pointer[[]Key]
}

// NewKeyring takes the key that signs first.
func NewKeyring(keys ...Key) *Keyring {
	k := &Keyring{}
	k.keys.Store(&keys)
	return k
}

// Renew takes the keys of another ring.
func (k *Keyring) Renew(from *Keyring) { k.keys.Store(from.keys.Load()) }

func (k *Keyring) all() []Key {
	if k == nil {
		return nil
	}
	if keys := k.keys.Load(); keys != nil {
		return *keys
	}
	return nil
}

var idEncoding = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// macLength is the number of characters kept of a MAC: 80 bits, beyond guessing by mail.
const macLength = 16

func mac(secret []byte, purpose, s string) string {
	h := hmac.New(sha256.New, secret)
	h.Write([]byte(purpose + "\x00" + s))
	return idEncoding.EncodeToString(h.Sum(nil))[:macLength]
}

func (k *Keyring) sign(purpose, s string) string {
	keys := k.all()
	if len(keys) == 0 {
		return mac(nil, purpose, s)
	}
	return mac(keys[0].Secret, purpose, s)
}

func (k *Keyring) verify(purpose, s, token string) bool {
	for _, key := range k.all() {
		if hmac.Equal([]byte(mac(key.Secret, purpose, s)), []byte(token)) {
			return true
		}
	}
	return false
}

// MessageID is the deterministic Message-ID of a delivery, without angle brackets:
// "fd.<delivery>.<conversation>.<mac>@domain". The letter after fd tells automatic replies (a) from forwards (f) and
// agents' answers (p), so that loops can be counted without a look into the store.
func (k *Keyring) MessageID(d Delivery, domain string) string {
	head := "fd" + kindLetter(d.Kind) + "." + d.ID + "." + d.Conversation
	return head + "." + k.sign("message-id", head) + "@" + domain
}

func kindLetter(kind DeliveryKind) string {
	switch {
	case kind.Automatic():
		return "a"
	case kind == KindAgentAnswer:
		return "p"
	default:
		return "f"
	}
}

// OwnID is what one of our Message-IDs says.
type OwnID struct {
	Delivery, Conversation string
	Automatic              bool // an automatic reply
	Forward                bool // a forward to a team
}

// ParseMessageID recognises a Message-ID that we made; ok only if its MAC holds. The case of the id does not matter,
// since some servers change it.
func (k *Keyring) ParseMessageID(id string) (own OwnID, ok bool) {
	id = strings.ToLower(strings.Trim(strings.TrimSpace(id), "<>"))
	local, _, found := cutAddress(id)
	if !found {
		return OwnID{}, false
	}
	parts := strings.Split(local, ".")
	if len(parts) != 4 || len(parts[0]) != 3 || !strings.HasPrefix(parts[0], "fd") {
		return OwnID{}, false
	}
	if !k.verify("message-id", strings.Join(parts[:3], "."), parts[3]) {
		return OwnID{}, false
	}
	return OwnID{Delivery: parts[1], Conversation: parts[2], Automatic: parts[0] == "fda", Forward: parts[0] == "fdf"}, true
}

// OriginHeader carries our signed origin in everything that leaves by mail.
const OriginHeader = "X-Frontdesk-Origin"

// Origin is the value of OriginHeader for a mail with this Message-ID (without angle brackets).
func (k *Keyring) Origin(messageID string) string {
	return k.sign("origin", strings.ToLower(messageID))
}

// IsOrigin says whether value is our signed origin of the mail with this Message-ID.
func (k *Keyring) IsOrigin(value, messageID string) bool {
	messageID = strings.Trim(strings.TrimSpace(messageID), "<>")
	return k.verify("origin", strings.ToLower(messageID), strings.ToLower(strings.TrimSpace(value)))
}

// Guard is the second unique key of a message: over its Message-ID, sender and body, or over the raw bytes where it
// has no Message-ID.
func Guard(messageID, sender string, body, raw []byte) string {
	h := sha256.New()
	if messageID == "" {
		h.Write([]byte("raw\x00"))
		h.Write(raw)
	} else {
		h.Write([]byte("id\x00" + messageID + "\x00" + sender + "\x00"))
		h.Write(body)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
