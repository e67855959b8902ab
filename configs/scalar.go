package configs

import (
	"fmt"
	"math"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"time"
)

func (s Section) decodeScalar(v reflect.Value, p *Problems) {
	n := s.value()
	switch {
	case v.Type() == durationType && n.kind == kindText:
		s.decodeDuration(v, p)
	case v.Type() == durationType:
		s.mismatch(v.Type(), p)
	case v.Kind() == reflect.String && n.kind == kindText:
		v.SetString(n.text)
	case v.Kind() == reflect.Bool && n.kind == kindBool:
		v.SetBool(n.text == "true")
	case v.Kind() == reflect.Float64 && n.kind == kindNumber:
		s.decodeFloat(v, p)
	case (v.Kind() == reflect.Int || v.Kind() == reflect.Int64) && n.kind == kindNumber:
		s.decodeInt(v, p)
	case v.Kind() == reflect.String, v.Kind() == reflect.Bool, v.Kind() == reflect.Float64, v.Kind() == reflect.Int, v.Kind() == reflect.Int64:
		s.mismatch(v.Type(), p)
	default:
		panic(fmt.Sprintf("configs: %s cannot be decoded from a file", v.Type()))
	}
}

func (s Section) decodeInt(v reflect.Value, p *Problems) {
	i, err := strconv.ParseInt(s.node.text, 10, 64)
	if err != nil {
		p.Add(s.node.at, fmt.Sprintf("expected a whole number, found %s", s.node.text), "")
		return
	}
	v.SetInt(i)
}

func (s Section) decodeFloat(v reflect.Value, p *Problems) {
	f, err := strconv.ParseFloat(s.node.text, 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		p.Add(s.node.at, fmt.Sprintf("expected a number, found %s", s.node.text), "")
		return
	}
	v.SetFloat(f)
}

func (s Section) decodeDuration(v reflect.Value, p *Problems) {
	d, err := ParseDuration(s.node.text)
	if err != nil {
		p.Add(s.node.at, err.Error(), "write one such as 90s, 15m, 8h or 2d")
		return
	}
	v.SetInt(int64(d))
}

var (
	durationPattern = regexp.MustCompile(`^(?:[0-9]{1,9}(?:ms|[dhms]))+$`)
	durationPart    = regexp.MustCompile(`([0-9]+)(ms|[dhms])`)
)

// ParseDuration reads "90s", "15m", "1h30m", "2d": whole numbers of days (24 hours), hours, minutes, seconds, milliseconds.
func ParseDuration(text string) (time.Duration, error) {
	if text == "0" {
		return 0, nil
	}
	if !durationPattern.MatchString(text) {
		return 0, fmt.Errorf("%q is no duration", shorten(text))
	}
	units := map[string]time.Duration{
		"ms": time.Millisecond, "s": time.Second, "m": time.Minute, "h": time.Hour, "d": 24 * time.Hour,
	}
	var sum time.Duration
	for _, part := range durationPart.FindAllStringSubmatch(text, -1) {
		n, _ := strconv.ParseInt(part[1], 10, 64) // nine digits at most
		unit := units[part[2]]
		if n > int64((math.MaxInt64-sum)/unit) {
			return 0, fmt.Errorf("%q is longer than 290 years", shorten(text))
		}
		sum += time.Duration(n) * unit
	}
	return sum, nil
}

// shorten cuts a value for a message; the admin finds the whole one at the position.
func shorten(text string) string {
	runes := []rune(text)
	if len(runes) <= 60 {
		return text
	}
	return string(runes[:60]) + "…"
}

// Path is a file or folder named in the config: relative to the config folder as written, ready to be opened as decoded.
type Path string

// DecodeConfig implements [Decoder].
func (f *Path) DecodeConfig(s Section, p *Problems) {
	var name string
	s.Decode(&name, p)
	if name == "" || filepath.IsAbs(name) {
		*f = Path(name)
		return
	}
	*f = Path(filepath.Join(s.Dir(), name))
}
