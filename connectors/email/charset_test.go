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
)

// The label is what a mail says, the encoding what its bytes are in.
func TestTextIsReadInTheCharsetsOfTheWorld(t *testing.T) {
	const (
		german, french, polish, russian, greek = "Größe für Jürgen: 40 süß", "Où est ma commande, s'il vous plaît ?", "Gdzie jest moje zamówienie? Łódź", "Где мой заказ?", "Πού είναι η παραγγελία;"
		chinese, taiwanese, japan, korea       = "我的订单在哪里？请告诉我", "我的訂單在哪裡？請告訴我", "注文はどこですか？教えてください", "제 주문은 어디에 있나요?"
	)
	for _, c := range []struct {
		label string
		in    encoding.Encoding
		text  string
	}{
		{"utf-8", unicode.UTF8, chinese},
		{"UTF8", unicode.UTF8, german},
		{"us-ascii", unicode.UTF8, german},
		{"", unicode.UTF8, russian},
		{"unknown-8bit", unicode.UTF8, greek},
		{"utf-8", charmap.Windows1252, german},
		{"iso-8859-1", charmap.Windows1252, german + " 5 €"},
		{"iso-8859-15", charmap.ISO8859_15, french + " 5 €"},
		{"windows-1252", charmap.Windows1252, french},
		{"macintosh", charmap.Macintosh, german},
		{"cp850", charmap.CodePage850, german},
		{"ibm866", charmap.CodePage866, russian},
		{"iso-8859-2", charmap.ISO8859_2, polish},
		{"windows-1250", charmap.Windows1250, polish},
		{"iso-8859-7", charmap.ISO8859_7, greek},
		{"windows-1253", charmap.Windows1253, greek},
		{"iso-8859-9", charmap.ISO8859_9, "Siparişim nerede? Iğdır"},
		{"windows-1254", charmap.Windows1254, "Siparişim nerede? Iğdır"},
		{"iso-8859-5", charmap.ISO8859_5, russian},
		{"windows-1251", charmap.Windows1251, russian},
		{"koi8-r", charmap.KOI8R, russian},
		{"koi8-u", charmap.KOI8U, "Де моє замовлення?"},
		{"windows-1255", charmap.Windows1255, "איפה ההזמנה שלי?"},
		{"iso-8859-8-i", charmap.ISO8859_8, "איפה ההזמנה שלי?"},
		{"windows-1256", charmap.Windows1256, "أين طلبي؟"},
		{"windows-874", charmap.Windows874, "สินค้าอยู่ที่ไหน"},
		{"tis-620", charmap.Windows874, "สินค้าอยู่ที่ไหน"},
		{"windows-1258", charmap.Windows1258, "Đơn"},
		{"windows-1257", charmap.Windows1257, "Kur ir mans pasūtījums?"},
		{"gb2312", simplifiedchinese.GB18030, chinese + "镕"},
		{"gbk", simplifiedchinese.GBK, chinese},
		{"gb18030", simplifiedchinese.GB18030, chinese + "😀"},
		{"hz-gb-2312", simplifiedchinese.HZGB2312, chinese},
		{"big5", traditionalchinese.Big5, taiwanese},
		{"iso-2022-jp", japanese.ISO2022JP, japan},
		{"us-ascii", japanese.ISO2022JP, japan},
		{"utf-8", japanese.ISO2022JP, japan},
		{"shift_jis", japanese.ShiftJIS, japan},
		{"cp932", japanese.ShiftJIS, japan},
		{"euc-jp", japanese.EUCJP, japan},
		{"euc-kr", korean.EUCKR, korea},
		{"ks_c_5601-1987", korean.EUCKR, korea},
		{"utf-16", unicode.UTF16(unicode.BigEndian, unicode.UseBOM), chinese},
		{"utf-16", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), german},
		{"utf-16le", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), russian},
		{"utf-16be", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), japan},
	} {
		bytes, err := c.in.NewEncoder().String(c.text)
		if err != nil {
			t.Fatalf("%s: %v", c.label, err)
		}
		if got := decodeCharset([]byte(bytes), c.label); strings.TrimPrefix(got, "\ufeff") != c.text {
			t.Errorf("%s: got %q, want %q", c.label, got, c.text)
		}
	}
}

func TestKoreanInSevenBitsIsRead(t *testing.T) {
	const text, encoded = "주문 17: 언제 오나요?\n제 주문", "\x1b$)C\x0eAV9.\x0f 17: \x0e>pA& ?@3*?d\x0f?\n\x0eA& AV9.\x0f"
	for _, label := range []string{"iso-2022-kr", "ISO-2022-KR", "us-ascii", ""} {
		if got := decodeCharset([]byte(encoded), label); got != text {
			t.Errorf("%s: got %q, want %q", label, got, text)
		}
	}
	if got := decodeWords("=?iso-2022-kr?b?DkFWOS4P?= 17", ""); got != "주문 17" {
		t.Errorf("in a header: got %q", got)
	}
}
