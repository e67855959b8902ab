package demo

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"
)

// seen is what the tests look at of the page's state.
type seen struct {
	Me     string
	People []struct{ ID, Name string }
	Rooms  []struct{ ID, Name, Kind string }
	Form   *struct {
		Title  string
		Fields []struct{ ID string }
	}
	Messages []struct {
		ID, Text, Used string
		Alone          bool
		Buttons        []struct{ ID, Label string }
		Decided        *struct{ Outcome string }
	}
}

// visitor is a reader of a live page.
type visitor struct {
	t    *testing.T
	url  string
	news *bufio.Reader
}

// visit runs the demo live, and opens its page.
func visit(t *testing.T) *visitor {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	out, printed := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		ended <- RunCommunity(ctx, Options{Stdout: printed, Start: start})
		_ = printed.Close() // never fails
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("the demo ended with %v", err)
		}
	})
	lines := bufio.NewReader(out)
	address := regexp.MustCompile(`http://127\.0\.0\.1:\d+/[\w-]{20,}/`)
	url := ""
	for url == "" {
		line, err := lines.ReadString('\n')
		if err != nil {
			t.Fatalf("no address was printed: %v", err)
		}
		url = address.FindString(line)
	}
	go io.Copy(io.Discard, lines) //nolint:errcheck // what is printed later is of no matter here
	v := &visitor{t: t, url: url}
	v.news = bufio.NewReader(v.get(ctx, "events"))
	return v
}

func (v *visitor) get(ctx context.Context, path string) io.Reader {
	v.t.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, v.url+path, nil)
	if err != nil {
		v.t.Fatal(err)
	}
	got, err := http.DefaultClient.Do(r)
	if err != nil {
		v.t.Fatal(err)
	}
	v.t.Cleanup(func() { got.Body.Close() })
	return got.Body
}

// until looks at a room as somebody, after each piece of news, until something is there.
func (v *visitor) until(what, as, room string, there func(seen) bool) seen {
	v.t.Helper()
	for {
		var s seen
		if err := json.NewDecoder(v.get(v.t.Context(), "state?as="+as+"&room="+room)).Decode(&s); err != nil {
			v.t.Fatal(err)
		}
		if there(s) {
			return s
		}
		if _, err := v.news.ReadString('\n'); err != nil {
			v.t.Fatalf("%s did not happen: %v; there is %+v", what, err, s)
		}
	}
}

func (v *visitor) act(format string, values ...any) {
	v.t.Helper()
	quoted := make([]any, len(values))
	for i, value := range values {
		raw, err := json.Marshal(value)
		if err != nil {
			v.t.Fatal(err)
		}
		quoted[i] = raw
	}
	got, err := http.Post(v.url+"act", "application/json", strings.NewReader(fmt.Sprintf(format, quoted...)))
	if err != nil {
		v.t.Fatal(err)
	}
	defer got.Body.Close()
	if got.StatusCode != http.StatusOK {
		var said bytes.Buffer
		_, _ = said.ReadFrom(got.Body)
		v.t.Fatalf("%s %s: %s", fmt.Sprintf(format, quoted...), got.Status, &said)
	}
}

func (s seen) room(name string) string {
	for _, r := range s.Rooms {
		if r.Name == name {
			return r.ID
		}
	}
	return ""
}

func (s seen) person(name string) string {
	for _, p := range s.People {
		if p.Name == name {
			return p.ID
		}
	}
	return ""
}

// button finds a button by its command, and the message that it is on.
func (s seen) button(command string) (message, id string) {
	for _, m := range s.Messages {
		for _, b := range m.Buttons {
			if strings.HasPrefix(b.ID, "fd:"+command+":") {
				message, id = m.ID, b.ID
			}
		}
	}
	return message, id
}

func TestAReaderOfThePageIsAnsweredAndAnswersAsTheTeam(t *testing.T) {
	t.Parallel()
	v := visit(t)
	s := v.until("the page", "", "", func(s seen) bool { return s.person(reader) != "" && s.room(roomHelp) != "" })
	me, tom, help := s.person(reader), s.person(agent), s.room(roomHelp)

	v.act(`{"as":%s,"do":"slash","room":%s,"with":"ask","text":"When will I get my refund?"}`, me, help)
	s = v.until("the answer to /ask", me, help, func(s seen) bool { _, id := s.button("person"); return id != "" && s.alone("/ask") })
	if other := v.until("the room of another", tom, help, func(seen) bool { return true }); other.alone("/ask") {
		t.Error("another person sees the answer")
	}
	message, button := s.button("person")
	v.act(`{"as":%s,"do":"press","room":%s,"message":%s,"with":%s}`, me, help, message, button)

	staff := v.until("the staff room", tom, help, func(s seen) bool { return s.room(roomStaff) != "" }).room(roomStaff)
	s = v.until("the ticket", tom, staff, func(s seen) bool { return strings.Contains(s.said(), reader) })
	message, button = s.button("reply")
	v.act(`{"as":%s,"do":"press","room":%s,"message":%s,"with":%s}`, tom, staff, message, button)
	s = v.until("the form", tom, staff, func(s seen) bool { return s.Form != nil })
	v.act(`{"as":%s,"do":"fill","room":%s,"fields":{%s:"It leaves our bank on Friday."}}`, tom, staff, s.Form.Fields[0].ID)

	s = v.until("the private thread", me, help, func(s seen) bool { return s.private() != "" })
	v.until("the agent's answer", me, s.private(), func(s seen) bool { return strings.Contains(s.said(), "It leaves our bank on Friday.") })
	v.until("no form any more", tom, staff, func(s seen) bool { return s.Form == nil })
}

func (s seen) alone(command string) bool {
	for _, m := range s.Messages {
		if m.Alone && m.Used == command && m.Decided != nil {
			return true
		}
	}
	return false
}

func (s seen) said() string {
	var all []string
	for _, m := range s.Messages {
		all = append(all, m.Text)
	}
	return strings.Join(all, "\n")
}

func (s seen) private() string {
	for _, r := range s.Rooms {
		if r.Kind == "private" {
			return r.ID
		}
	}
	return ""
}
