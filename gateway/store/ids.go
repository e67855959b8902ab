package store

import (
	"crypto/rand"
	"encoding/binary"
	"strings"
	"time"
)

// alphabet is Crockford's base 32 in lower case: no i, l, o, u, which are misread or spell words. It sorts as ASCII.
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz"

const (
	idLength       = 20 // half time, half chance
	idTimeLength   = 10 // 50 bits of milliseconds: enough until the year 37648
	ticketIDLength = 7  // 22 letters times 30 bits
	firstLetter    = 10 // index of "a" in alphabet
)

// NewID is a new id of 20 characters. Ids sort by the millisecond in which they were made.
func NewID() string { return idAt(time.Now()) }

func idAt(t time.Time) string {
	id := make([]byte, idLength)
	encode(id[:idTimeLength], uint64(t.UnixMilli()))
	encode(id[idTimeLength:], random())
	return string(id)
}

// NewTicketID is a short id that people can say over the phone. It begins with a letter.
func NewTicketID() string {
	id := make([]byte, ticketIDLength)
	n := random()
	encode(id, n)
	id[0] = alphabet[firstLetter+(n>>40)%uint64(len(alphabet)-firstLetter)]
	return string(id)
}

// IsTicketID says whether a word has the form of a ticket's id. Few words of a language have.
func IsTicketID(word string) bool {
	if len(word) != ticketIDLength || strings.IndexByte(alphabet, word[0]) < firstLetter {
		return false
	}
	for i := range len(word) {
		if strings.IndexByte(alphabet, word[i]) < 0 {
			return false
		}
	}
	return true
}

// encode writes the low bits of n, the most significant first.
func encode(to []byte, n uint64) {
	for i := len(to) - 1; i >= 0; i-- {
		to[i] = alphabet[n%uint64(len(alphabet))]
		n /= uint64(len(alphabet))
	}
}

func random() uint64 {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails: crypto/rand ends the program instead
	return binary.BigEndian.Uint64(b[:])
}
