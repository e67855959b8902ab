package demo

import "context"

func (c *community) live(ctx context.Context) error {
	<-ctx.Done()
	return nil
}
