package replies

import (
	"sync"
	"time"
)

// zones are time zones by their IANA names, each read from its file once.
type zones struct{ known sync.Map }

// load returns a zone; nil zones keep nothing.
func (z *zones) load(name string) (*time.Location, error) {
	if z == nil {
		return time.LoadLocation(name)
	}
	if zone, ok := z.known.Load(name); ok {
		return zone.(*time.Location), nil
	}
	zone, err := time.LoadLocation(name)
	if err == nil {
		z.known.Store(name, zone)
	}
	return zone, err
}
