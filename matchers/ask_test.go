package matchers

import "testing"

func TestADetailHasNamesByLanguage(t *testing.T) {
	m, _ := set(t, `
refund:
  any: [{words: [refund]}]
  ask:
    order: '\b[A-Z]{2}-\d{6}\b'
    date of purchase: {pattern: '\d{4}-\d\d-\d\d', called: {de: Kaufdatum, pt-br: data da compra}}
`).Matcher("refund")
	if len(m.Ask) != 2 || m.Ask[0].Name != "order" || len(m.Ask[0].Called) != 0 || m.Ask[1].Name != "date of purchase" {
		t.Fatalf("got %+v", m.Ask)
	}
	if called := m.Ask[1].Called; called["de"] != "Kaufdatum" || called["pt-BR"] != "data da compra" || len(called) != 2 {
		t.Errorf("got %v", called)
	}
	if got := m.Details("AB-123456 of 2026-03-01"); got["order"] != "AB-123456" || got["date of purchase"] != "2026-03-01" {
		t.Errorf("got %v", got)
	}
}
