package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
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
	said, err := askHealth(ctx, "http://"+reachable(listen)+path)
	if err != nil {
		return fmt.Errorf("the gateway at %s: %w (the address is listen: in %s/frontdesk.yaml)", reachable(listen), err, c.dir())
	}
	_, err = fmt.Fprintln(p.stdout, said)
	return err
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

// askHealth is what the gateway says of itself; an error where that is not well, or where nothing was said.
func askHealth(ctx context.Context, url string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, pingTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
	if err != nil {
		return "", fmt.Errorf("this is no address: %w; write listen: 127.0.0.1:9925", err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", silence(err)
	}
	defer func() { _ = response.Body.Close() }() // it was only read
	said, err := io.ReadAll(io.LimitReader(response.Body, longestPong))
	if err != nil {
		return "", silence(err)
	}
	text := strings.TrimSpace(string(said))
	if response.StatusCode != http.StatusOK {
		return "", fmt.Errorf("it is not well: %s", printableText(text))
	}
	return printableText(text), nil
}

// silence says why nothing was answered, and what to do.
func silence(err error) error {
	var dns *net.DNSError
	var late net.Error
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		return errors.New("nobody listens there; start it with frontdesk run, or name the config that it runs with by --config")
	case errors.As(err, &dns):
		return fmt.Errorf("the host %s cannot be looked up; write a number for it, or mend this machine's DNS", dns.Name)
	case errors.As(err, &late) && late.Timeout():
		return fmt.Errorf("no answer within %s; is the machine overloaded, does a firewall drop it? its log tells more", spanOf(pingTimeout))
	case errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETUNREACH):
		return errors.New("there is no way there; check the address and this machine's network")
	}
	return errors.New("what answers there is no gateway, or broke off; see what listens on that port, and the gateway's log")
}
