package htmltext

import "testing"

func TestLinesAtTheLeftAreQuotesWhereMailProgramsDrawThem(t *testing.T) {
	for page, want := range map[string]string{
		`a<div style="border:none;border-left:solid blue 1.5pt;padding:0cm 0cm 0cm 4.0pt">b</div>`:                                           "a\n> b",
		`a<div style="margin-left:8px; border-left: 2px solid #ccc; padding-left: 8px">b<br>c</div>`:                                         "a\n> b\n> c",
		`a<div style="BORDER-LEFT:#ccc 1px solid;PADDING-LEFT:1ex;MARGIN:0px 0px 0px 0.8ex">b</div>`:                                         "a\n> b",
		`a<blockquote style="border:none;border-left:solid #CCCCCC 1.0pt;padding:0in 0in 0in 6.0pt;margin-left:4.8pt">b</blockquote>`:        "a\n> b",
		`<p>On 1 Jan 2026 Support wrote:</p><div style="border-left:2px solid #ccc;padding-left:8px">b</div>`:                                "On 1 Jan 2026 Support wrote:\n\n> b",
		`<p>On 1 Jan 2026 Support wrote:</p><div style="border-left-style:solid;border-left-width:2px;padding:0 0 0 8px">b</div>`:            "On 1 Jan 2026 Support wrote:\n\n> b",
		`<p>Your page says:</p><div style="border-left:2px solid #ccc;padding-left:8px">b</div>`:                                             "Your page says:\n\nb",
		`<div style="border-left:4px solid #06c;padding:12px;margin:10px 0">b</div>`:                                                         "b",
		`a<div style="margin-left:8px;border-left:2px solid #ccc;padding-left:8px;background:#fe9">b</div>`:                                  "a\nb",
		`a<div style="margin-left:8px;border-left:0px solid #ccc;padding-left:8px">b</div>`:                                                  "a\nb",
		`a<div style="margin-left:8px;border-left:none;padding-left:8px">b</div>`:                                                            "a\nb",
		`a<div style="margin-left:8px;border-left:2px solid #ccc">b</div>`:                                                                   "a\nb",
		`<div name=quote style="margin:10px 5px 5px 10px;padding:10px 0 10px 10px;border-left:2px solid #C3D9E5">b</div>`:                    "b",
		`a<div class=yahoo_quoted>b<div style="margin-left:8px; border-left: 2px solid #ccc; padding-left: 8px">c</div></div>`:               "a\nb\nc",
		`<table><tr><td>Shoes<td style="margin-left:8px; border-left: 2px solid #ccc; padding-left: 8px">30 EUR</table>`:                     "Shoes 30 EUR",
		`<div style="border-left:4px solid orange;padding:8px">Room 2026, 10:00:</div><div style="border:1px solid red;padding:1px">b</div>`: "Room 2026, 10:00:\nb",
	} {
		if got, _ := Text(page); got != want {
			t.Errorf("%s\ngot  %q\nwant %q", page, got, want)
		}
	}
}
