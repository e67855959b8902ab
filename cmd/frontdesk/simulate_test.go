package main

import (
	"strings"
	"testing"
	"time"
)

// simulated is what the command prints on a machine of this zone.
func simulated(t *testing.T, machine string, args ...string) string {
	t.Helper()
	zone, err := time.LoadLocation(machine)
	if err != nil {
		t.Fatal(err)
	}
	local := time.Local
	time.Local = zone
	t.Cleanup(func() { time.Local = local })
	t.Setenv("TZ", machine)
	var out, errs strings.Builder
	args = append([]string{"simulate", "--config", "../../configs/example", "--from", "2026-03-02", "--days", "2", "--per-day", "40"}, args...)
	if status := mainStatus(args, process{stdin: strings.NewReader(""), stdout: &out, stderr: &errs}); status != 0 {
		t.Fatalf("exit status %d: %s", status, errs.String())
	}
	return out.String()
}

func TestASimulatedWeekIsTheSameOnMachinesOfAnyZone(t *testing.T) {
	berlin, tokyo := simulated(t, "Europe/Berlin"), simulated(t, "Asia/Tokyo")
	if berlin != tokyo {
		t.Errorf("in Berlin\n%s\nin Tokyo\n%s", berlin, tokyo)
	}
	if want := "By hour of the day, Europe/Berlin (where team first-line works)\n"; !strings.Contains(berlin, want) {
		t.Errorf("no %q in\n%s", want, berlin)
	}
	named := simulated(t, "Europe/Berlin", "--zone", "Asia/Tokyo")
	if want := "By hour of the day, Asia/Tokyo (by --zone)\n"; !strings.Contains(named, want) || named == berlin {
		t.Errorf("no %q in\n%s", want, named)
	}
}

func TestCustomersLiveInNoZoneThatIsNotKnown(t *testing.T) {
	for _, zone := range []string{"Local", "Europe/Berlinn"} {
		var errs strings.Builder
		status := mainStatus([]string{"simulate", "--config", "../../configs/example", "--zone", zone}, process{stdout: new(strings.Builder), stderr: &errs})
		if want := "frontdesk: --zone " + zone + " is not known; write one such as Europe/Berlin\n"; status != 1 || errs.String() != want {
			t.Errorf("exit status %d, %q, want %q", status, errs.String(), want)
		}
	}
}
