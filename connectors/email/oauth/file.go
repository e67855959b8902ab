package oauth

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"frontdesk/gateway/filelock"
)

// hidden is a token; printed or logged it shows nothing.
type hidden string

// String implements [fmt.Stringer].
func (hidden) String() string { return "***" }

// GoString implements [fmt.GoStringer].
func (hidden) GoString() string { return "***" }

// grant is what is known of an account's tokens.
type grant struct {
	Client   string    `json:"client_id"` // to which application it was given
	Refresh  hidden    `json:"refresh_token,omitempty"`
	Access   hidden    `json:"access_token,omitempty"`
	Obtained time.Time `json:"obtained"`  // the access token
	Expires  time.Time `json:"expires"`   // the access token; zero where the server does not say
	LoggedIn time.Time `json:"logged_in"` // a person
}

// assumedLife is how long a token is used whose server does not tell; one that is refused earlier is renewed at once.
const assumedLife = 20 * time.Minute

func (g grant) life() time.Duration {
	if g.Expires.IsZero() {
		return assumedLife
	}
	return g.Expires.Sub(g.Obtained)
}

func (g grant) left(now time.Time) time.Duration { return g.Obtained.Add(g.life()).Sub(now) }

// file keeps a grant where only its owner reads it. Several processes may use it.
type file struct{ path string }

// room is what a new grant is written into before the tokens are asked for: where there is none, the old refresh token is not
// spent.
type room struct {
	temp *os.File
	path string
	done bool
}

// roomSize is more than a grant takes; tokens of Microsoft have 2 to 3 KiB.
const roomSize = 32 << 10

var (
	errNoGrant = errors.New("nobody has logged in yet")
	errDamaged = errors.New("the token file is damaged")
)

// lock keeps other processes from renewing at the same time. It ends with the process at the latest.
func (f file) lock(ctx context.Context) (unlock func(), err error) {
	if err := os.MkdirAll(filepath.Dir(f.path), 0o700); err != nil {
		return nil, fmt.Errorf("make the token's folder: %w", err)
	}
	unlock, err = filelock.Lock(ctx, f.path+".lock") // for its owner only: who can open it can hold it, so that no token is renewed
	if err != nil {
		return nil, fmt.Errorf("lock the token file: %w", err)
	}
	return unlock, nil
}

// load reads the grant; errNoGrant where there is none.
func (f file) load() (grant, error) {
	content, err := os.ReadFile(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return grant{}, errNoGrant
	}
	if err != nil {
		return grant{}, fmt.Errorf("read the token file: %w", err)
	}
	var g grant
	if json.Unmarshal(content, &g) != nil || g.Refresh == "" { // the error of the decoder could quote a token
		return grant{}, errDamaged
	}
	return g, nil
}

// reserve makes room on the disk for a new grant. Give it back with discard.
func (f file) reserve() (*room, error) {
	temp, err := os.CreateTemp(filepath.Dir(f.path), "."+filepath.Base(f.path)+"-*") // mode 0600
	if err != nil {
		return nil, fmt.Errorf("write the token file: %w", err)
	}
	r := &room{temp: temp, path: f.path}
	if _, err = temp.Write(make([]byte, roomSize)); err == nil {
		err = temp.Sync()
	}
	if err != nil {
		r.discard()
		return nil, fmt.Errorf("write the token file: %w", err)
	}
	return r, nil
}

// commit puts the grant in the file's place, whole or not at all.
func (r *room) commit(g grant) error {
	content, err := json.MarshalIndent(g, "", "  ")
	if err != nil {
		return fmt.Errorf("write the token file: %w", err)
	}
	if _, err = r.temp.WriteAt(content, 0); err == nil {
		err = errors.Join(r.temp.Truncate(int64(len(content))), r.temp.Sync(), r.temp.Close())
	}
	if err == nil {
		err = os.Rename(r.temp.Name(), r.path)
	}
	if err != nil {
		return fmt.Errorf("write the token file: %w", err)
	}
	r.done = true
	syncFolder(filepath.Dir(r.path))
	return nil
}

// discard removes what was not committed.
func (r *room) discard() {
	if !r.done {
		_ = r.temp.Close()
		_ = os.Remove(r.temp.Name())
	}
}

// syncFolder makes the rename last; some systems cannot, and the file itself is whole in any case.
func syncFolder(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}

// save writes a grant under the lock.
func (f file) save(ctx context.Context, g grant) error {
	unlock, err := f.lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	r, err := f.reserve()
	if err != nil {
		return err
	}
	defer r.discard()
	return r.commit(g)
}
