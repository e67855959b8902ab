package email

import "testing"

func TestNamesOfFilesAreReadInAllForms(t *testing.T) {
	for value, want := range map[string]string{
		`attachment; filename=order.pdf`:                                                "order.pdf",
		`attachment; filename="order 17; copy.pdf"`:                                     "order 17; copy.pdf",
		`attachment; filename*=utf-8''Gr%C3%B6%C3%9Fe.pdf`:                              "Größe.pdf", // RFC 2231 section 4
		`attachment; filename*=UTF-8'de'Gr%C3%B6%C3%9Fe.pdf; filename=groesse.pdf`:      "Größe.pdf",
		`attachment; filename*=iso-8859-1'en'%A3%20rates.pdf`:                           "£ rates.pdf",
		`attachment; filename*=gb2312''%B6%A9%B5%A5.pdf`:                                "订单.pdf",
		`attachment; filename*0="a long "; filename*1="name.pdf"`:                       "a long name.pdf", // section 3
		`attachment; filename*0*=utf-8''Gr%C3%B6; filename*1*=%C3%9Fe; filename*2=.pdf`: "Größe.pdf",
		`attachment; filename*0*=gb2312''%B6%A9; filename*1*=%B5; filename*2*=%A5.pdf`:  "订单.pdf", // a character in two parts
		`attachment; filename*0="=?utf-8?B?R3LDtsOf"; filename*1="ZS5wZGY=?="`:          "Größe.pdf",
		`attachment; filename*1=".pdf"; filename*0="order"`:                             "order.pdf",
		`attachment; filename="=?utf-8?B?R3LDtsOfZS5wZGY=?="`:                           "Größe.pdf", // RFC 2047 in a parameter, as many write
		`attachment; filename==?gb2312?B?tqm1pQ==?=.pdf`:                                "订单.pdf",
		"attachment; filename=\"Gr\xf6\xdfe.pdf\"":                                      "Größe.pdf",
		"attachment; filename=\"\xb6\xa9\xb5\xa5\xd4\xda\xc4\xc4\xc0\xef.pdf\"":         "订单在哪里.pdf",
		`attachment; filename="unclosed.pdf`:                                            "unclosed.pdf",
		`attachment; filename=two words.pdf`:                                            "two words.pdf",
		`attachment`:                                                                    "",
		`attachment; filename*0*=gb2312''%zz`:                                           "%zz",
	} {
		if got := fileName(value, "filename"); got != want {
			t.Errorf("%s\ngot  %q, want %q", value, got, want)
		}
	}
}
