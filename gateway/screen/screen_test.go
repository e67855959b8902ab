package screen

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"frontdesk/gateway"
)

func TestMailIsScreenedByTheLaw(t *testing.T) {
	for _, c := range readCases(t) {
		t.Run(c.name, func(t *testing.T) {
			if len(c.want["expect"]) != 2 {
				t.Fatal("the case expects nothing")
			}
			v := Check(c.in)
			said := got(v)
			for key, want := range c.want {
				if key == "rule" {
					expectRules(t, v.Reasons, want)
				} else if w := strings.Join(want, " "); said[key] != w {
					t.Errorf("%s is %q, want %q; reasons %v", key, said[key], w, v.Reasons)
				}
			}
		})
	}
}

func expectRules(t *testing.T, reasons []gateway.Reason, want []string) {
	t.Helper()
	for _, name := range want {
		if !slices.ContainsFunc(reasons, func(r gateway.Reason) bool { return r.Rule == name }) {
			t.Errorf("rule %s is not among the reasons %v", name, reasons)
		}
	}
}

func TestEveryRuleFiresInSomeCase(t *testing.T) {
	fired := map[string]bool{}
	for _, c := range readCases(t) {
		for _, r := range Check(c.in).Reasons {
			fired[r.Rule] = true
		}
	}
	for _, r := range rules {
		if !fired[r.name] {
			t.Errorf("no case of testdata fires rule %s", r.name)
		}
		if r.source == "" {
			t.Errorf("rule %s names no source", r.name)
		}
	}
}

func TestReasonsAreInTheOrderOfClasses(t *testing.T) {
	for _, c := range readCases(t) {
		classes := []int{}
		for _, r := range Check(c.in).Reasons {
			classes = append(classes, order(r.Class))
		}
		if !slices.IsSorted(classes) {
			t.Errorf("%s: reasons are out of order", c.name)
		}
	}
}

func TestClassesAreInTheOrderOfJudging(t *testing.T) {
	want := []gateway.Class{
		gateway.ClassOurBounce, gateway.ClassReport, gateway.ClassLoop, gateway.ClassAutomaticInThread, gateway.ClassAutomatic,
		gateway.ClassBulk, gateway.ClassUnreadable, gateway.ClassNoSender, gateway.ClassOwnAddress, gateway.ClassSuspicious,
		gateway.ClassWeakSign, gateway.ClassRole, gateway.ClassAsksNone, gateway.ClassPerhapsLoop, gateway.ClassNotAddressed,
		gateway.ClassNotAuthenticated, gateway.ClassOld, gateway.ClassPerson,
	}
	if !slices.Equal(Classes(), want) {
		t.Errorf("classes are %v, want %v", Classes(), want)
	}
}

func TestNoConfigMakesAMachineAnswerAMachine(t *testing.T) {
	never := []gateway.Class{gateway.ClassNoSender, gateway.ClassUnreadable, gateway.ClassOwnAddress, gateway.ClassPerhapsLoop}
	never = slices.AppendSeq(never, maps.Keys(machineClasses))
	all := map[gateway.Class]gateway.Treatment{}
	for _, class := range Classes() {
		all[class] = gateway.TreatAnswer
	}
	for _, c := range readCases(t) {
		c.in.Channel.Treatments = all
		v := Check(c.in)
		for _, r := range v.Reasons {
			if slices.Contains(never, r.Class) && v.MayReply() {
				t.Errorf("%s: a reply is allowed in spite of %v", c.name, r)
			}
		}
	}
}

func TestOwnAddressesAreNeverAnswered(t *testing.T) {
	for _, c := range readCases(t) {
		for _, mode := range []gateway.AnswerTo{gateway.AnswerAuthenticated, gateway.AnswerFrom, gateway.AnswerReturnPath} {
			c.in.Channel.AnswerTo = mode
			if v := Check(c.in); slices.Contains(c.in.OwnAddresses, v.AnswerTo.Addr) {
				t.Errorf("%s: with answer_to %s our own %s would be answered", c.name, mode, v.AnswerTo.Addr)
			}
		}
	}
}

func TestAChannelMayTreatAClassOtherwise(t *testing.T) {
	cases := []struct {
		class gateway.Class
		treat gateway.Treatment
		may   bool
	}{
		{gateway.ClassBulk, gateway.TreatLow, true},
		{gateway.ClassAutomatic, gateway.TreatTicket, true},
		{gateway.ClassRole, gateway.TreatAnswer, true},
		{gateway.ClassAsksNone, gateway.TreatAnswer, true},
		{gateway.ClassBulk, gateway.TreatAnswer, false},
		{gateway.ClassLoop, gateway.TreatAnswer, false},
		{gateway.ClassPerson, gateway.TreatIgnore, false},
		{gateway.ClassRole, "shout", false},
		{"no-such-class", gateway.TreatLow, false},
	}
	for _, c := range cases {
		if got := MayTreat(c.class, c.treat); got != c.may {
			t.Errorf("MayTreat(%s, %s) is %v, want %v", c.class, c.treat, got, c.may)
		}
	}
}

func TestAMessageOfNothingIsNotAnswered(t *testing.T) {
	v := Check(Input{Now: time.Unix(0, 0)})
	if v.MayReply() || v.Class != gateway.ClassNoSender {
		t.Errorf("an empty message is %s, reply %v", v.Class, v.MayReply())
	}
}

func TestScreeningIsSafeForConcurrentUse(t *testing.T) {
	cases := readCases(t)
	var running sync.WaitGroup
	for range 4 {
		running.Go(func() {
			for _, c := range cases {
				if want := c.want["expect"]; string(Check(c.in).Class) != want[0] {
					t.Errorf("%s: not %v", c.name, want)
				}
			}
		})
	}
	running.Wait()
}
