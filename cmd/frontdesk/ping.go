package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"frontdesk/configs"
)

// pingCommand is frontdesk ping.
type pingCommand struct {
	configFlag
	Ready bool `help:"Ask whether every channel works, not only whether the process lives."`
}

const (
	pingTimeout = 4 * time.Second
	longestPong = 16 << 10 // bytes of an answer that are shown
)

// Run asks the gateway that runs with this config how it is, by the address of listen. It fails where the answer is not well.
func (c pingCommand) Run(ctx context.Context, p process) error {
	var problems configs.Problems // of a config that was changed meanwhile: the gateway has its last good one
	listen := configs.Load(c.dir(), &problems).Listen
	if listen == "" {
		return fmt.Errorf("%s/frontdesk.yaml has no listen:, so nobody can be asked; write listen: 127.0.0.1:9925 and restart", c.dir())
	}
	path := "/healthz"
	if c.Ready {
		path = "/readyz"
	}
	return askHealth(ctx, p.stdout, "http://"+reachable(listen)+path)
}

// reachable is an address to call where one is listened at: every address of this machine includes its own, which is
// written as a number, since an image may know no names.
func reachable(listen string) string {
	host, port, err := net.SplitHostPort(listen)
	if err != nil {
		return listen
	}
	switch ip := net.ParseIP(host); {
	case host == "", ip.Equal(net.IPv4zero):
		host = "127.0.0.1"
	case ip.Equal(net.IPv6unspecified):
		host = "::1"
	}
	return net.JoinHostPort(host, port)
}

func askHealth(ctx context.Context, w io.Writer, url string) error {
	ctx, cancel := context.WithTimeout(ctx, pingTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
	if err != nil {
		return fmt.Errorf("ping: %w", err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("the gateway does not answer: %w; does it run with this config?", err)
	}
	defer func() { _ = response.Body.Close() }() // it was only read
	said, err := io.ReadAll(io.LimitReader(response.Body, longestPong))
	if err != nil {
		return fmt.Errorf("ping: %w", err)
	}
	text := strings.TrimSpace(string(said))
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("the gateway is not well: %s", text)
	}
	_, err = fmt.Fprintln(w, printableText(text))
	return err
}
