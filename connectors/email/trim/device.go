package trim

import (
	"strings"

	"frontdesk/gateway/phrasebook"
)

// isDeviceLine finds the line that a telephone or an app adds below an answer.
func isDeviceLine(text string) bool {
	if i := strings.IndexAny(text, "<[("); i > 0 && strings.Contains(text[i:], "://") {
		text = text[:i] // a link behind it
	}
	if len(text) < 8 || len(text) > 160 || asks(text) {
		return false
	}
	heard := listen(text)
	worth := heard.has(hearsDevice) || heard.has(hearsSent) && startsWithSent(text)
	return worth && device.MatchString(strings.Trim(bare(text), deviceFrame))
}

// sentWords are the word of English telephones. It stands in many other lines, but not first.
var sentWords = []string{"sent "}

func startsWithSent(text string) bool {
	text = strings.TrimLeft(attributionEnds.trimLeft(text), deviceFrame)
	return len(text) > len("sent") && strings.EqualFold(text[:len("sent")], "sent")
}

// deviceFrame may stand around the line.
const deviceFrame = "*_[]()-–—·.。! "

// asks says whether there is a question mark in a text.
func asks(text string) bool { return strings.Contains(text, "?") || strings.Contains(text, "？") }

// deviceWords are the words of device that make a line worth a look, in lower case.
var deviceWords = phrases(`outlook|bluemail|virus-free|yahoo mail|brevity|any typos|via mobile|thumb|gesendet|geschickt|verschickt|envoyé|enviad|enviat|inviato|verzonden|verstuurd|skicka|sendt |lähetetty|
	saadetud|nosūtīts|šsiųsta|wysłan|odesláno|odoslané|küldve|trimis|poslano|poslato|dërguar|отправлено|надіслано|изпратено|послато|στάλθηκε|απεστάλη|gönderildi|发自|發自|来自|來自|從我的|从我的|由我的|自我的|发送自|
	送信|보냄|보냈|보낸|gửi từ|dikirim|dihantar|terkirim|ส่งจาก|ipinadala|נשלח|الإرسال|رسل|ارسال شده|भेजा`)

// makers are the names in lines that could be a customer's own without one of them.
const makers = `(?:i ?phone|i ?pad|apple|ios|mac|android|samsung|galaxy|huawei|honor|xiaomi|redmi|mi phone|oppo|vivo|oneplus|nokia|pixel|blackberry|htc|sony|xperia|lg|motorola|` +
	`windows|outlook|yahoo|gmail|mail|e-?mail|mobile|smartphone|phone|tablet|cell|handy|mobil|móvil|celular|téléphone|proton|spark|aol|airmail|bluemail|nine|k-9|thunderbird|` +
	`gmx|web\.de|foxmail|qq|网易|邮箱|手机|yandex|яндекс|почт|naver|daum|zoho|tutanota|fastmail|hey|superhuman|mailbird|em client|aquamail|libero|orange|free|t-online|telekom|ovi)`

var device = phrasebook.MustCompile(`(?i)^(?:` + strings.Join([]string{
	`sent (?:from|via|with|using|on) .{0,40}` + makers + `.{0,60}`, `sent from my .{1,40}`, `get (?:outlook|bluemail) for .{1,20}`, `virus-free`, `yahoo mail: search.{0,40}`,
	`(?:please )?(?:excuse|forgive|pardon) (?:my brevity|the brevity|any typos).{0,40}`, `via mobile`, `tipped by .{1,40}thumb.{0,20}`, // en
	`(?:von|vom|mit) (?:meinem?|der) .{1,60}(?:gesendet|geschickt|verschickt)`, `gesendet (?:von|mit|über) .{0,40}` + makers + `.{0,60}`, `diese nachricht wurde von mei.{1,80}gesendet`, `outlook für \w+ (?:beziehen|herunterladen)`, `holen sie sich outlook für.{1,20}`, // de
	`envoyé (?:de|depuis|à partir d[eu'’]|avec) .{0,60}`, `(?:obtenez|obtenir|télécharge[rz]) outlook pour.{1,20}`, // fr
	`enviado (?:desde|do|de|a partir d[eo]|con|com) .{0,20}` + makers + `.{0,60}`, `enviado (?:desde mi|do meu) .{1,40}`, `ob(?:tener|tenha|ter o) outlook para.{1,20}`, `enviat des de.{1,60}`, // es, pt, ca
	`inviato (?:da|dal|con) .{0,60}`, `(?:scarica|ottieni) outlook per.{1,20}`, // it
	`(?:verzonden|verstuurd) (?:vanaf|vanuit|met|via) .{1,60}`, `outlook voor \w+ (?:downloaden|ophalen)`, `download outlook voor.{1,20}`, // nl
	`skickat från .{1,60}`, `skickades från .{1,60}`, `skaffa outlook för.{1,20}`, `sendt fra .{1,60}`, `(?:hent|få|skaff) outlook (?:til|for).{1,20}`, `sent úr .{1,40}`, // sv, da, no, is
	`lähetetty .{1,60}`, `hanki outlook .{1,20}`, `saadetud minu .{1,40}`, `nosūtīts no .{1,40}`, `(?:i)?šsiųsta iš .{1,40}`, // fi, et, lv, lt
	`wysłan[eoa] (?:z|za pomocą) .{1,60}`, `pobierz (?:program )?outlook dla.{1,30}`, `odesláno z(?:e)? .{1,60}`, `získat(?:e)? outlook pro.{1,20}`, `odoslané z .{1,60}`, `stiahnuť outlook pre.{1,20}`, // pl, cs, sk
	`(?:el)?küldve .{1,40}`, `.{1,40}(?:ról|ről|ómról|emről|omról) küldve`, `az? .{0,30}outlook beszerzése`, `trimis (?:de pe|din|de la) .{1,60}`, `obțineți outlook pentru.{1,20}`, // hu, ro
	`poslano (?:s|sa|iz|z) .{1,40}`, `poslato sa .{1,40}`, `preuzmite outlook za.{1,20}`, `dërguar nga .{1,40}`, // hr, sl, sr, sq
	`отправлено (?:с|из|от) .{1,60}`, `(?:скачать|получить|загрузить) outlook для.{1,20}`, `надіслано (?:з|із|від) .{1,60}`, `завантажити outlook для.{1,20}`, `изпратено от .{1,60}`, `послато са .{1,40}`, // ru, uk, bg, sr
	`(?:στάλθηκε|απεστάλη) από .{1,40}`, `.{1,30}(?:umdan|ımdan|imden|ümden|dan|den) gönderildi`, `.{0,20}outlook (?:uygulamasını )?(?:edinin|indirin)`, // el, tr
	`[发發來来][自送][我于自]?的?.{0,24}(?:` + makers + `|手机|手機).{0,20}`, `從我的.{1,40}(?:傳送|寄出|發送)`, `自我的.{1,40}发送`, `(?:从|由)我的.{1,40}发送`, `获取 ?outlook.{1,20}`, `取得.{0,12}outlook.{0,12}`, `下載.{0,12}outlook.{0,12}`, `发自我的.{0,30}`, // zh
	`.{0,24}(?:から|より)(?:の)?送信(?:されました|しました)?`, `outlook.{0,16}を入手`, // ja
	`(?:나의|내) .{1,40}에서 보냄`, `.{1,30}에서 보[냈낸](?:습니다)?.{0,4}`, `.{0,10}outlook (?:다운로드|받기)`, // ko
	`(?:đã )?gửi từ .{1,40}`, `(?:dikirim|dihantar|terkirim) (?:dari|daripada|melalui) .{1,40}`, `dapatkan outlook untuk.{1,20}`, `ส่งจาก.{1,30}`, `ipinadala mula sa .{1,40}`, // vi, id, ms, th, tl
	`נשלח מ.{1,30}`, `(?:تم الإرسال|أ?ُ?رسلت?|مرسل(?:ة)?) من .{1,40}`, `ارسال شده از .{1,40}`, `मेरे .{1,30} से भेजा गया`, // he, ar, fa, hi
}, "|") + `)$`)
