package discord

import (
	"context"
	"errors"

	"frontdesk/gateway"
)

// Connector receives and sends for one bot.
type Connector struct {
	settings *Settings
	env      gateway.Environment
}

func Open(ctx context.Context, s *Settings, env gateway.Environment) (*Connector, error) {
	_, err := s.Token.Resolve(ctx)
	return &Connector{settings: s, env: env}, err
}

func (c *Connector) Run(ctx context.Context, in gateway.Intake) error { <-ctx.Done(); return nil }
func (c *Connector) Send(ctx context.Context, d gateway.Delivery) (gateway.Receipt, error) {
	return gateway.Receipt{}, &gateway.SendError{Err: errors.New("not written yet")}
}

func Read(raw []byte, s *Settings) gateway.Event {
	return gateway.Event{Kind: gateway.EventMessage, Raw: raw}
}
