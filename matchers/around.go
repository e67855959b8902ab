package matchers

import (
	"time"

	"frontdesk/gateway"
)

// Around is what is known besides a message's own words. The zero value knows nothing.
type Around struct {
	History gateway.History // of the conversation that the message continues
	Now     time.Time       // in the zone of those who answer
	Open    bool            // they work at that time
}
