package gateway

import (
	"strings"
	"testing"
)

func TestOriginsOfOldKeysHoldAndThoseOfOthersDoNot(t *testing.T) {
	const id = "fda.d1.c1.x@shop.example"
	older, newer := Key{Secret: []byte("older")}, Key{Secret: []byte("newer")}
	signed := NewKeyring(older).Origin(id)
	for name, c := range map[string]struct {
		ring      *Keyring
		value, id string
		want      bool
	}{
		"its key":                 {NewKeyring(older), signed, id, true},
		"its key, since replaced": {NewKeyring(newer, older), signed, id, true},
		"another key":             {NewKeyring(newer), signed, id, false},
		"no key":                  {NewKeyring(), signed, id, false},
		"copied to another mail":  {NewKeyring(older), signed, "other@shop.example", false},
		"in capitals":             {NewKeyring(older), " " + strings.ToUpper(signed), "<" + strings.ToUpper(id) + ">", true},
		"cut":                     {NewKeyring(older), signed[:8], id, false},
		"empty":                   {NewKeyring(older), "", id, false},
		"signed with no secret":   {NewKeyring(older), (&Keyring{}).Origin(id), id, false},
	} {
		if got := c.ring.IsOrigin(c.value, c.id); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestARingTakesTheKeysOfAnother(t *testing.T) {
	ring, other := NewKeyring(Key{Secret: []byte("a")}), NewKeyring(Key{Secret: []byte("b")})
	ring.Renew(other)
	if !other.IsOrigin(ring.Origin("x@shop.example"), "x@shop.example") {
		t.Error("it signs with a key of its own")
	}
}

func TestOnlyMessageIDsOfOursAreOurs(t *testing.T) {
	older, newer := Key{Secret: []byte("older")}, Key{Secret: []byte("newer")}
	id := NewKeyring(older).MessageID(Delivery{ID: "d1", Conversation: "c1", Kind: KindAnswer}, "shop.example")
	own, ok := NewKeyring(newer, older).ParseMessageID("<" + strings.ToUpper(id) + ">")
	if !ok || own != (OwnID{Delivery: "d1", Conversation: "c1", Automatic: true}) {
		t.Errorf("%s: %+v, %v", id, own, ok)
	}
	for name, forged := range map[string]string{
		"another delivery": strings.Replace(id, "d1", "d2", 1), "another kind": strings.Replace(id, "fda", "fdp", 1),
		"a part too many": "x." + id, "no domain": strings.TrimSuffix(id, "@shop.example"), "nothing": "",
	} {
		if _, ok := NewKeyring(older).ParseMessageID(forged); ok {
			t.Errorf("%s: %q is taken for ours", name, forged)
		}
	}
	if _, ok := NewKeyring(newer).ParseMessageID(id); ok {
		t.Error("an id of another key is taken for ours")
	}
}
