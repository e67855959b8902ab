package trim

import "testing"

func FuzzTimesOfDayAreFoundInASCIIAsInAll(f *testing.F) {
	for _, text := range []string{"10:30", "at 9h05", "03.11.2026", "10.30", "1:234", "123:45", "a3:45.", "12:34:56", "9:05 PM", ".1:23", "4.10 ", "1h234"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if isASCII(text) && hasTimeOfDay(text) != timeOfDay.MatchString(text) {
			t.Errorf("%q: %v", text, hasTimeOfDay(text))
		}
	})
}
