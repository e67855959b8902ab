package email

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
)

// The label is what a mail says, the encoding what its bytes are in.
func TestWrongLabelsAreSeenThrough(t *testing.T) {
	const russian, loud = "Когда придёт моя посылка? Ответьте, пожалуйста.", "КОГДА ПРИДЁТ МОЯ ПОСЫЛКА, ОТВЕТЬТЕ"
	little := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	for _, c := range []struct {
		label string
		in    encoding.Encoding
		text  string
	}{
		{"windows-1251", charmap.KOI8R, russian},
		{"koi8-r", charmap.Windows1251, russian},
		{"koi8-r", charmap.KOI8R, loud},
		{"windows-1251", charmap.Windows1251, loud},
		{"windows-1251", charmap.Windows1251, "Я купил iPhone 15 Pro Max, а он не работает"},
		{"koi8-r", charmap.KOI8U, "Де моє замовлення? Їжак"},
		{"iso-8859-1", charmap.Windows1251, russian},
		{"windows-1252", charmap.KOI8R, russian},
		{"iso-8859-1", simplifiedchinese.GBK, "我的订单在哪里？请告诉我"},
		{"windows-1251", unicode.UTF8, russian},
		{"iso-8859-2", unicode.UTF8, "Gdzie jest moje zamówienie?"},
		{"iso-8859-2", charmap.Windows1250, "„Zażółć” – Š"},
		{"iso-8859-9", charmap.Windows1254, "“Sipariş”"},
		{"iso-8859-7", charmap.Windows1253, "“Πού είναι”"},
		{"iso-8859-1", charmap.Windows1252, "ÄÖÜ äöü Größe"},
		{"iso-8859-1", charmap.Windows1252, "ÄÖÜß ÄÖÜ"},
		{"utf-16", little, "Wo ist 订单 17, bitte?"},
		{"utf-16", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "一一 一一"},
		{"utf-16", unicode.UTF8, "Where is my order?"},
		{"utf-8", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "Where is my order?"},
		{"", unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "Größe 订单"},
		{"utf-32", utf32.UTF32(utf32.BigEndian, utf32.UseBOM), "Größe 订单"},
		{"hz", simplifiedchinese.HZGB2312, "己所 order"},
		{"gb2312", simplifiedchinese.HZGB2312, "己所 order"},
		{"gb2312", simplifiedchinese.GB18030, "𠮷㐀€"},
		{"shift_jis", japanese.ISO2022JP, "注文 17"},
		{"", japanese.ISO2022JP, "ﾃｽﾄ"},
		{"cp949", korean.EUCKR, "주문 똠방"},
		{"big5", unicode.UTF8, "訂單在哪裡，請告訴我"},
		{"shift_jis", unicode.UTF8, "注文はどこですか"},
		{"euc-jp", unicode.UTF8, "注文はどこですか"},
		{"iso-2022-jp", unicode.UTF8, "注文はどこですか"},
		{"iso-2022-jp", japanese.ShiftJIS, "注文はどこですか。教えてください"},
		{"big5", simplifiedchinese.GBK, "订单在哪里？请告诉我谢谢"},
		{"gb2312", traditionalchinese.Big5, "訂單在哪裡？請告訴我，謝謝您的幫忙"},
		{"big5", traditionalchinese.Big5, "謝謝"},
	} {
		bytes, err := c.in.NewEncoder().String(c.text)
		if err != nil {
			t.Fatalf("%s: %v", c.text, err)
		}
		if got := cleanText(decodeCharset([]byte(bytes), c.label)); got != c.text {
			t.Errorf("%s: got %q, want %q", c.label, got, c.text)
		}
	}
}

func TestCyrillicTextWithoutALabelIsRead(t *testing.T) {
	for _, text := range []string{
		"Когда придёт моя посылка? Ответьте, пожалуйста.", "Верните деньги", "Доброго дня! Де моє замовлення?", "Здравейте, кога ще пристигне поръчката ми?", "Где заказ 17 от Dreyer?",
	} {
		for _, form := range []string{text, strings.ToUpper(text), strings.ToLower(text)} {
			for name, in := range map[string]encoding.Encoding{"windows-1251": charmap.Windows1251, "koi8-u": charmap.KOI8U, "iso-8859-5": charmap.ISO8859_5, "cp866": charmap.CodePage866} {
				raw, err := in.NewEncoder().String(form)
				if err != nil {
					continue // it has letters that stand in newer charsets only
				}
				if got := decodeCharset([]byte(raw), ""); got != form {
					t.Errorf("%s: got %q, want %q", name, got, form)
				}
			}
		}
	}
}

func TestTextInSevenBitsIsKnownByItsMarks(t *testing.T) {
	for in, want := range map[string]string{
		"Hi,\n~{NR5D6)5%TZDD@o#?~} 17":       "Hi,\n我的订单在哪里？ 17",
		"~{NR5D~}\n~{6)5%~}":                 "我的\n订单",
		"\x1b$)A\x0eNR5D6)5%\x0f 17":         "我的订单 17",
		"a ~{ b ~} c":                        "a ~{ b ~} c",
		"~{CUSTOMER~} ~{ORDER_ID~}":          "~{CUSTOMER~} ~{ORDER_ID~}",
		"~{NR5D6)5%":                         "~{NR5D6)5%",
		"~{NR5~}":                            "~{NR5~}",
		"cp ~/a ~{old,new};echo '#~#';ls ~}": "cp ~/a ~{old,new};echo '#~#';ls ~}",
	} {
		for _, label := range []string{"", "us-ascii"} {
			if got := decodeCharset([]byte(in), label); got != want {
				t.Errorf("%q: got %q, want %q", in, got, want)
			}
		}
	}
	if got := decodeWords("=?iso-2022-cn?b?GyQpQQ5OUjVEDw==?=", ""); got != "我的" {
		t.Errorf("in a header: got %q", got)
	}
	if got := decodeCharset([]byte("\x1b$)A\x0eNR5D\x0f"), "gb2312"); got != "我的" {
		t.Errorf("with another label: got %q", got)
	}
}

func TestWordsWithTwoNamesOfOneCharsetAreReadTogether(t *testing.T) {
	if got := decodeWords("=?gbk?b?xOO6?= =?gb2312?b?ww==?=", ""); got != "你好" {
		t.Errorf("got %q", got)
	}
}

func TestUTF8WithADamagedCharacterStaysUTF8(t *testing.T) {
	for in, want := range map[string]string{"Größe und mehr \xc3": "Größe und mehr \ufffd", "üäö\xff": "üäö\ufffd"} {
		if got := decodeCharset([]byte(in), "utf-8"); got != want {
			t.Errorf("%q: got %q", in, got)
		}
	}
}

func TestPagesAndLinesEndLines(t *testing.T) {
	if got := cleanText("a\fb\vc\rd\a"); got != "a\nb\nc\nd" {
		t.Errorf("got %q", got)
	}
}

func TestControlCharactersOfLatin1AreThoseOfWindows(t *testing.T) {
	if got := cleanText("it\u0092s 5 \u0080\u0081 \u0096 \u0093so\u0085\u0094"); got != "it’s 5 € – “so…”" {
		t.Errorf("got %q", got)
	}
}
