package store

import (
	"context"
	"strings"
)

// Found is something that an id names.
type Found struct {
	Kind string // message, ticket, conversation or delivery
	ID   string
}

const (
	lookupIDs = `select kind, id from (
			select 'message' as kind, id from messages where id >= $1 and id < $2
			union all select 'ticket', id from tickets where id >= $1 and id < $2
			union all select 'conversation', id from conversations where id >= $1 and id < $2
			union all select 'delivery', id from deliveries where id >= $1 and id < $2
		) as found order by kind, id limit $3`
	lookupMessageID = `select 'message', id from messages where thread_id = $1
		union all select 'delivery', id from deliveries where remote_id = $1 or id = $2 limit $3`
)

// Lookup finds what an id, the beginning of one, or a Message-ID (of a mail received or of one of ours) names.
func (s *Store) Lookup(ctx context.Context, what string) ([]Found, error) {
	what = strings.Trim(strings.TrimSpace(what), "<>")
	var found []Found
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		if strings.Contains(what, "@") {
			found, err = all(ctx, t, scanFound, lookupMessageID, asKey(what), deliveryIn(what), defaultLimit)
			return err
		}
		from, to := prefixRange(strings.ToLower(what))
		found, err = all(ctx, t, scanFound, lookupIDs, from, to, defaultLimit)
		return err
	})
	return found, s.failed(err, "look up %s", what)
}

const selectByMessageID = `select id from messages where thread_id = $1 and thread_id <> '' order by id limit $2`

// ByMessageID lists the received messages with this Message-ID, without angle brackets, oldest first.
func (s *Store) ByMessageID(ctx context.Context, id string) ([]string, error) {
	var ids []string
	err := s.look(ctx, func(ctx context.Context, t *tx) (err error) {
		ids, err = all(ctx, t, value[string], selectByMessageID, asKey(id), defaultLimit)
		return err
	})
	return ids, s.failed(err, "look up a Message-ID")
}

func scanFound(row scanner) (Found, error) {
	var f Found
	err := row.Scan(&f.Kind, &f.ID)
	return f, err
}

// prefixRange are the bounds of all ids that begin with prefix: "{" is the character behind "z". An empty prefix
// begins nothing.
func prefixRange(prefix string) (from, to string) {
	prefix = asText(prefix)
	if prefix == "" {
		return "", ""
	}
	return prefix, prefix + "{"
}

// deliveryIn is the delivery's id in a Message-ID of ours: "fd?.<delivery>.<conversation>.<mac>@domain".
func deliveryIn(messageID string) string {
	parts := strings.Split(strings.ToLower(messageID), ".")
	if len(parts) < 4 || !strings.HasPrefix(parts[0], "fd") {
		return ""
	}
	return parts[1]
}
