package discordtest

import (
	"bytes"
	"compress/zlib"
	"time"

	"github.com/gorilla/websocket"
)

// write sends what is queued until the connection ends. One goroutine of each connection does nothing else.
func (c *conn) write() {
	defer c.s.wg.Done()
	for {
		select {
		case <-c.wake:
		case <-c.gone:
			return
		}
		c.s.mu.Lock()
		out, compress, closing := c.out, c.compress, c.closing
		c.out = nil
		c.s.mu.Unlock()
		for _, f := range out {
			if c.writeFrame(f, compress) != nil {
				_ = c.ws.UnderlyingConn().Close()
				return
			}
		}
		if closing {
			c.sayGoodbye()
			return
		}
	}
}

// sayGoodbye sends the close frame and gives the client a second to answer it.
func (c *conn) sayGoodbye() {
	deadline := time.Now().Add(time.Second)
	_ = c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(c.code, c.reason), deadline)
	_ = c.ws.SetReadDeadline(deadline)
}

// compressFrom is the size from which payloads are compressed for those who asked for payload compression
// (developers/events/gateway, section Payload Compression: "not all payloads will be compressed").
const compressFrom = 1024

func (c *conn) writeFrame(f frame, compress bool) error {
	data := encode(f)
	if !compress || len(data) < compressFrom {
		return c.ws.WriteMessage(websocket.TextMessage, data)
	}
	var packed bytes.Buffer
	z := zlib.NewWriter(&packed)
	if _, err := z.Write(data); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	return c.ws.WriteMessage(websocket.BinaryMessage, packed.Bytes())
}
