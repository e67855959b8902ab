package store

import "context"

// What a wish for quiet is about.
const (
	quietRoom   = "room"
	quietPerson = "person"
)

// Quieting is a wish to hear nothing unasked, or its end.
type Quieting struct {
	Channel      string
	Room, Person string // one of them
	Off          bool   // the wish ends
	By           string // canonical address
}

const (
	insertQuiet = `insert into quiet (channel, scope, key, who, at) values ($1, $2, $3, $4, $5) on conflict (channel, scope, key) do nothing`
	deleteQuiet = `delete from quiet where channel = $1 and scope = $2 and key = $3`
)

// settleQuiet keeps a wish, or ends it.
func (t *tx) settleQuiet(ctx context.Context, st Settlement) error {
	q := st.Quiet
	if q == nil {
		return nil
	}
	scope, key := quietRoom, q.Room
	if q.Person != "" {
		scope, key = quietPerson, q.Person
	}
	if q.Off {
		return t.run(ctx, deleteQuiet, q.Channel, scope, asKey(key))
	}
	return t.run(ctx, insertQuiet, q.Channel, scope, asKey(key), asKey(q.By), millis(t.store.now()))
}
