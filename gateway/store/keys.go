package store

import (
	"context"
	"crypto/rand"
	"time"

	"frontdesk/gateway"
)

const (
	keyBytes   = 32
	keyRenewal = 365 * 24 * time.Hour // a key signs for this long
	keyNews    = 3 * time.Hour        // until every process has heard of a key; each asks every hour
)

const (
	selectKeys = `select secret, created_at from keys order by created_at desc, id desc`
	insertKey  = `insert into keys (secret, created_at) values ($1, $2)`
)

// Keyring returns the keys that sign what leaves and recognise what comes back. It makes the first key, and a new one
// when the newest is over a year old, which signs as soon as every process has heard of it. A key that was replaced
// verifies for gateway.KeyLifetime more.
func (s *Store) Keyring(ctx context.Context) (*gateway.Keyring, error) {
	var keys []gateway.Key
	err := s.write(ctx, func(ctx context.Context, t *tx) (err error) {
		if err := s.dialect.exclude(ctx, t, []string{"keys"}); err != nil {
			return err
		}
		if keys, err = all(ctx, t, scanKey, selectKeys); err != nil {
			return err
		}
		if len(keys) > 0 && s.now().Sub(keys[0].Created) < keyRenewal {
			return nil
		}
		fresh := gateway.Key{Secret: make([]byte, keyBytes), Created: s.now()}
		_, _ = rand.Read(fresh.Secret) // never fails
		keys = append([]gateway.Key{fresh}, keys...)
		return t.run(ctx, insertKey, fresh.Secret, millis(fresh.Created))
	})
	if err != nil {
		return nil, s.failed(err, "read the keys")
	}
	keys = verifying(keys, s.now())
	if len(keys) > 1 && s.now().Sub(keys[0].Created) < keyNews {
		keys[0], keys[1] = keys[1], keys[0]
	}
	return gateway.NewKeyring(keys...), nil
}

func scanKey(row scanner) (gateway.Key, error) {
	var k gateway.Key
	var created int64
	err := row.Scan(&k.Secret, &created)
	k.Created = moment(created)
	return k, err
}

// verifying leaves out the keys that were replaced too long ago; keys are newest first.
func verifying(keys []gateway.Key, now time.Time) []gateway.Key {
	for i := 1; i < len(keys); i++ {
		replaced := keys[i-1].Created
		if now.Sub(replaced) > gateway.KeyLifetime {
			return keys[:i]
		}
	}
	return keys
}
