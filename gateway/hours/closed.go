package hours

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"frontdesk/configs"
)

// loadClosed reads dates, "2026-12-25", and ranges of them, "2026-12-24..2027-01-01", whose last day is closed too.
func loadClosed(refs []configs.Ref, p *configs.Problems) closures {
	found := closures{days: map[date]bool{}}
	for _, ref := range refs {
		if ref.IsZero() { // no text, and told so
			continue
		}
		first, last, err := parseRange(ref.Name)
		if err != nil {
			p.Add(ref.At, fmt.Sprintf("%q %s", ref.Name, err), "write a date such as 2026-12-25, or a range such as 2026-12-24..2027-01-01")
			continue
		}
		for day := first; !day.After(last); day = day.AddDate(0, 0, 1) {
			found.days[dateOf(day)] = true
		}
	}
	return found
}

func parseRange(text string) (first, last time.Time, err error) {
	from, to, isRange := strings.Cut(text, "..")
	if !isRange {
		to = from
	}
	first, errFirst := time.Parse(time.DateOnly, strings.TrimSpace(from))
	last, errLast := time.Parse(time.DateOnly, strings.TrimSpace(to))
	switch {
	case errFirst != nil || errLast != nil:
		return first, last, errors.New("is no date")
	case last.Before(first):
		return first, last, errors.New("ends before it begins")
	case last.Sub(first) > maxEventDays*24*time.Hour:
		return first, last, errors.New("takes more than ten years")
	}
	return first, last, nil
}

// loadClosures reads the files of `closures: [company.ics, https://…]` and keeps the addresses for later.
func (c *Calendar) loadClosures(s configs.Section, p *configs.Problems) {
	for _, ref := range texts(s, p) {
		if strings.Contains(ref.Name, "://") {
			c.addSource(ref, p)
			continue
		}
		c.paths = append(c.paths, pathOf(s.Dir(), ref.Name))
		content, err := readICS(s.Dir(), ref.Name)
		if err != nil {
			p.Add(ref.At, fmt.Sprintf("%q cannot be read: %s", ref.Name, err), "name an .ics file, relative to the config folder, or an address")
			continue
		}
		c.files = append(c.files, sha256.Sum256(content))
		read, warnings, err := parseICS(content, c.zone)
		if err != nil {
			p.Add(ref.At, fmt.Sprintf("%q: %s", ref.Name, err), "export it again from the calendar program, or list the dates under closed")
			continue
		}
		for _, w := range warnings {
			p.Warn(ref.At, fmt.Sprintf("%q: %s", ref.Name, w), "")
		}
		c.closures = c.join(read)
	}
}

// Files are digests of the contents of the iCalendar files that were read for the calendar.
func (c *Calendar) Files() [][sha256.Size]byte { return slices.Clone(c.files) }

func (c *Calendar) addSource(ref configs.Ref, p *configs.Problems) {
	u, err := url.Parse(ref.Name)
	if err != nil || u.Host == "" {
		p.Add(ref.At, "this is no address of a calendar", "write one such as https://calendar.example.com/closed.ics")
		return
	}
	switch u.Scheme {
	case "https", "webcal":
	case "http":
		p.Warn(ref.At, "closures come over a connection that anybody on the way can change", "use https")
	default:
		p.Add(ref.At, fmt.Sprintf("calendars are not fetched by %q", u.Scheme), "use https")
		return
	}
	c.sources = append(c.sources, ref.Name)
}

// Paths are the iCalendar files that the calendar names, also those that could not be read.
func (c *Calendar) Paths() []string { return slices.Clone(c.paths) }

func pathOf(dir, name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(dir, name)
}

// readICS reads a file of the config folder dir; the error says why not, without the name.
func readICS(dir, name string) ([]byte, error) {
	if dir == "" && !filepath.IsAbs(name) {
		return nil, errors.New("this config is not in a folder of the disk")
	}
	name = pathOf(dir, name)
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, errors.New("there is no such file")
	case err == nil && !info.Mode().IsRegular(): // a pipe would block for ever
		return nil, errors.New("this is no file")
	case err == nil && info.Size() > maxICS:
		return nil, errors.New("it is larger than 4 MiB")
	case err != nil:
		return nil, cause(err)
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, cause(err)
	}
	defer file.Close()
	content, err := io.ReadAll(io.LimitReader(file, maxICS))
	return content, cause(err)
}

// cause is the error without the path, which is told already.
func cause(err error) error {
	var path *os.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
