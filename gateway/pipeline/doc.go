// Package pipeline is the story of a message: accepted into the inbox, decided, settled, delivered.
//
// Read it in this order: policy.go (what the config says), assess.go (what is known of one message), decide.go (the
// one decision, pure), compose.go (its texts), then gateway.go, which runs all of it as durable work: intake.go takes
// events in, decider.go settles messages, deliverer.go sends, finder.go settles unknown deliveries, marker.go flags at
// the remote.
//
// It is the only room that knows connectors, matchers, replies and the store together; none of them knows it.
// preview.go answers what would happen to a message with the very same code and neither store nor transport.
package pipeline
