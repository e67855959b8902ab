package email

import (
	"regexp"
	"strings"
)

// The words by which mail programs announce a quote, in the languages that customers write. One line a language or
// program; all patterns are linear (RE2) and see one line of bounded length.

// attributionEnd are the last words of "On Monday Anna <anna@example.com> wrote:".
var attributionEnd = regexp.MustCompile(`(?i)(` + strings.Join([]string{
	`\bwrote`, `\bwrites`, `\bsaid`, // en
	`\bschrieb( .{0,80})?`, `\bhat geschrieben`, // de
	`(\ba )?écrit`, `\bécrivait`, // fr
	`\bescribi[óo]`, `\bha escrito`, // es
	`\bha scritto`, `\bscrisse`, // it
	`\bescreveu`, `\bha escrit`, `\bva escriure`, // pt, ca
	`\bschreef( .{0,80})?`, `\bheeft .{0,60}geschreven`, `\bvolgende geschreven`, // nl
	`\bskrev( .{0,80})?`,             // sv, da, no
	`\bkirjoitti`,                    // fi
	`\bnapisał(\(a\)|a)?`, `\bpisze`, // pl
	`\bnapsal(\(a\)|a)?`, `\bnapísal(\(a\)|a)?`, // cs, sk
	`\bírta`, `\bezt írta`, `\ba scris`, // hu, ro
	`написал(а|\(а\))?`, `пишет`, `писал(а|\(а\))?`, // ru
	`пише`, `написа`, `написав`, // uk, bg
	`\bje napisa(o|la)`, `\bpiše`, // hr, sr
	`έγραψε`, `yazdı`, `\btarihinde.{0,80}yazmış`, // el, tr
	`đã viết`, `menulis`, `เขียน`, // vi, id, th
	`כתב/?ה?`, `كتب`, `نوشت`, // he, ar, fa
	`写道`, `寫道`, `写到`, `書きました`, `のメッセージ`, `님이 작성`, `님이 씀`, `작성`, // zh, ja, ko
}, "|") + `)\s*[:：]\s*$`)

// dated finds an attribution without a verb, in any language: a time or a date, and an address right before the colon.
var dated = regexp.MustCompile(`(\d[:.]\d\d|\d{4}).{0,200}[<(（]\s?[^<>()\s]+@[^()\s]+\s?[>)）][^:：]{0,20}[:：]$`)

// verbBytes at the end of an attribution hold its verb and what some languages put behind it.
const verbBytes = 160

// isAttribution also asks for a date, an address or a name before the verb: a sentence of the customer may end with
// "as Anna wrote:" too.
func isAttribution(s string) bool {
	s = strings.ReplaceAll(s, "\u00a0", " ")
	s = strings.Trim(s, "*_ \u200e\u200f\u202a\u202b\u202c\u2069")
	if !strings.HasSuffix(s, ":") && !strings.HasSuffix(s, "：") {
		return false
	}
	if dated.MatchString(s) {
		return true
	}
	if !attributionEnd.MatchString(strings.ToValidUTF8(s[max(0, len(s)-verbBytes):], "")) {
		return false
	}
	return strings.ContainsAny(s, "@0123456789") || strings.HasPrefix(s, "On ") || strings.HasPrefix(s, "Am ")
}

// sentence is the end of a sentence, rather than of an abbreviated month.
var sentence = regexp.MustCompile(`\pL{4,}[.!?]+( \p{Lu}|$)`)

// mayStartAttribution says whether an attribution may be wrapped after this line: it has said when or who, and is not
// the end of a sentence.
func mayStartAttribution(s string) bool {
	return strings.ContainsAny(s, "@0123456789<") && !sentence.MatchString(s)
}

// Kinds of header lines; they are added up.
const (
	labelNone = 0
	labelFrom = 1 << iota
	labelDate
	labelTo
	labelSubject
	labelCc
)

func headerLabel(line string) int {
	line = strings.TrimLeft(line, "*_> \t")
	i := strings.IndexAny(line, ":：")
	if i <= 0 || i > 40 {
		return labelNone
	}
	name := strings.ToLower(strings.Trim(line[:i], "*_ \t\u00a0"))
	return labelOf(name)
}

// labelOf knows the header names that programs translate, in lower case.
func labelOf(name string) int {
	switch name {
	case "from", "von", "de", "da", "van", "från", "fra", "lähettäjä", "od", "от", "от кого", "від", "från:", "feladó",
		"mittente", "kimden", "gönderen", "από", "发件人", "發件人", "寄件者", "寄件人", "差出人", "送信者", "보낸 사람", "보낸사람",
		"từ", "dari", "จาก", "מאת", "من", "remitente", "expéditeur", "remetente", "absender", "afzender", "avsändare",
		"afsender", "odesílatel", "nadawca", "expeditor", "de la":
		return labelFrom
	case "sent", "date", "gesendet", "datum", "envoyé", "envoyé le", "date d'envoi", "enviado", "enviado el", "fecha",
		"enviada em", "enviado em", "data", "inviato", "verzonden", "skickat", "sendt", "dato", "lähetetty", "päiväys",
		"wysłano", "wysłane", "odesláno", "дата", "отправлено", "дата/время", "надіслано", "elküldve", "küldve", "dátum",
		"gönderildi", "tarih", "ημερομηνία", "στάλθηκε", "发送时间", "發送時間", "发送日期", "日期", "寄件日期", "傳送時間", "时间", "送信日時", "日付",
		"日時", "보낸 날짜", "날짜", "đã gửi", "ngày", "terkirim", "tanggal", "วันที่", "נשלח", "תאריך", "تاريخ", "أرسل", "trimis", "trimis la":
		return labelDate
	case "to", "an", "à", "para", "a", "aan", "till", "til", "vastaanottaja", "do", "komu", "кому", "címzett", "kime", "alıcı",
		"προς", "收件人", "收件者", "宛先", "받는 사람", "받는사람", "đến", "kepada", "ถึง", "אל", "إلى", "către", "destinatario", "empfänger":
		return labelTo
	case "subject", "betreff", "objet", "asunto", "assunto", "oggetto", "onderwerp", "ämne", "emne", "aihe", "temat", "předmět",
		"predmet", "тема", "tárgy", "konu", "θέμα", "主题", "主題", "主旨", "件名", "제목", "chủ đề", "perihal", "subjek", "เรื่อง", "נושא", "الموضوع",
		"subiect":
		return labelSubject
	case "cc", "kopie", "copie", "copia", "kopia", "kopi", "копия", "másolat", "抄送", "副本", "참조", "bilgi":
		return labelCc
	}
	return labelNone
}

// isSeparator finds the words that stand between dashes above an unmarked quote.
func isSeparator(line string) bool {
	words := strings.Trim(line, "-_=*~ ")
	if len(line)-len(words) < 4 || len(words) > 200 {
		return false
	}
	if strings.HasSuffix(words, " wrote") && strings.HasPrefix(line, "--") {
		return true
	}
	switch strings.ToLower(words) {
	case "original message", "original appointment", "reply message", "ursprüngliche nachricht",
		"original-nachricht", "antwort nachricht", "originalnachricht", "ursprüngliche mail", "message d'origine", "message original",
		"message initial", "mensaje original", "mensagem original", "messaggio originale", "oorspronkelijk bericht",
		"ursprungligt meddelande", "originalmeddelande", "oprindelig meddelelse", "oprindelig besked", "original meddelelse",
		"opprinnelig melding", "alkuperäinen viesti", "wiadomość oryginalna", "oryginalna wiadomość",
		"původní zpráva", "pôvodná správa", "исходное сообщение", "оригинальное сообщение", "вихідне повідомлення",
		"eredeti üzenet", "orijinal mesaj", "özgün ileti", "αρχικό μήνυμα", "原始邮件", "原始郵件", "原邮件", "原始信件", "元のメッセージ",
		"オリジナルメッセージ", "원본 메시지", "원본 메일", "thư gốc", "mesaj original", "הודעה מקורית", "الرسالة الأصلية":
		return true
	}
	return false
}

// isRule is a drawn line, as Outlook's underscores above its header block.
func isRule(line string) bool {
	return len(line) >= 10 && strings.Trim(line, line[:1]) == "" && strings.ContainsAny(line[:1], "_-=*")
}

// isForward finds the words that stand above a forwarded mail.
func isForward(line string) bool {
	if len(line) > 120 {
		return false
	}
	words := strings.ToLower(strings.Trim(line, "-_=*>:： "))
	switch words {
	case "begin forwarded message", "forwarded message", "weitergeleitete nachricht",
		"anfang der weitergeleiteten nachricht", "anfang der weitergeleiteten e-mail", "message transféré",
		"début du message transféré", "début du message réexpédié", "mensaje reenviado",
		"inicio del mensaje reenviado", "messaggio inoltrato", "inizio messaggio inoltrato", "mensagem encaminhada",
		"doorgestuurd bericht", "begin doorgestuurd bericht", "vidarebefordrat brev", "vidarebefordrat meddelande",
		"videresendt besked", "videresendt melding", "przekazana wiadomość", "пересылаемое сообщение",
		"переадресованное сообщение", "转发邮件", "轉寄郵件", "转发的邮件", "轉寄的郵件", "転送メッセージ", "전달된 메시지":
		return true
	}
	return strings.HasPrefix(words, "forwarded by ") && strings.HasPrefix(line, "--")
}

// isSignatureMark is "-- " alone (RFC 3676 section 4.3), also without the space and as one long dash.
func isSignatureMark(raw string) bool {
	switch strings.TrimRight(raw, " \t\r\n\u00a0") {
	case "--", "—", "––", "__":
		return true
	}
	return false
}

const deviceNames = `outlook|mail|yahoo|gmail|samsung|proton|spark|aol|windows|iphone|ipad|android|mobile|airmail|blackberry|huawei|xiaomi|bluemail|thunderbird`

var device = regexp.MustCompile(`(?i)^(` + strings.Join([]string{
	`sent from (my|the|a) .{1,60}`, `sent (from|via|with) (` + deviceNames + `).{0,40}`, `get outlook for (ios|android)`, `(von|vom) meinem .{1,60} gesendet`, `gesendet (von|mit) .{1,60}`,
	`envoyé (de|depuis|à partir de) .{1,60}`, `enviado (desde|do|de) (mi|meu|my)?.{1,60}`, `inviato da .{1,60}`, `verzonden (vanaf|met|via) .{1,60}`,
	`skickat från .{1,60}`, `sendt fra .{1,60}`, `lähetetty .{1,60}`, `wysłano z .{1,60}`, `odesláno z .{1,60}`, `отправлено (с|из) .{1,60}`,
	`发自我的.{0,40}`, `從我的.{1,40}(傳送|寄出)`, `自我的.{1,40}发送`, `iphoneから送信`, `.{0,20}(から|より)送信`, `나의 .{1,40}에서 보냄`,
	`iphone'?umdan gönderildi`, `надіслано з .{1,60}`, `tipped by .{1,40}thumb.{0,20}`,
}, "|") + `)$`)

func isDeviceLine(line string) bool {
	line, _, _ = strings.Cut(line, "<") // a link behind it
	return len(line) < 120 && device.MatchString(strings.Trim(line, "*_[] ")) && !strings.ContainsAny(line, "?!")
}

// disclaimer is how legal notices begin.
var disclaimer = regexp.MustCompile(`(?i)^[*_\s]*(` + strings.Join([]string{
	`this (e-?mail|message|communication)( message)?( transmission)?[ ,(]+(and any|together with|including|its|is (confidential|intended|for the)|contains (confidential|privileged)|has been (sent|scanned))`,
	`the (information|content|contents) (contained )?(in|of) this (e-?mail|message)`, `confidentiality( notice)?\s*[:.]`, `disclaimer\s*[:.]?\s*$`,
	`diese e-?mail (enthält|und (alle|etwaige|ihre))`, `ce (message|courriel)( électronique)? et (tout|toutes|ses|les)`,
	`este (mensaje|correo)( electrónico)? y (sus|cualquier|los)`, `esta mensagem (e|pode) `, `le informazioni contenute (in|nella) quest`,
}, "|") + `)`)

func isDisclaimer(line string) bool { return disclaimer.MatchString(line[:min(len(line), verbBytes)]) }
