package email

import (
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
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

func TestWordsWithTwoNamesOfOneCharsetAreReadTogether(t *testing.T) {
	if got := decodeWords("=?gbk?b?xOO6?= =?gb2312?b?ww==?=", ""); got != "你好" {
		t.Errorf("got %q", got)
	}
}
