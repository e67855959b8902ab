package trim

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// isForward finds the words that stand above a forwarded mail.
func isForward(text string) bool {
	if len(text) > 120 || len(text) < 6 {
		return false
	}
	if text[0] < utf8.RuneSelf && !strings.ContainsAny(text[:1], "-_=*~>") && text[len(text)-1] != ':' {
		return false
	}
	words := forwardEnds.trim(text)
	if lookUp(forwards, words) || lookUp(forwards, framed(text)) {
		return true
	}
	if !strings.HasPrefix(text, "--") {
		return false
	}
	words = strings.ToLower(words)
	return (strings.HasPrefix(words, "forwarded by ") || strings.HasPrefix(words, "weitergeleitet von ") ||
		strings.HasPrefix(words, "transféré par ") || strings.HasPrefix(words, "reenviado por ")) // Lotus Notes
}

// forwardEnds stand around the words.
var forwardEnds = edges{dashes.plain + ">:", dashes.others + "："}

// forwards are the words of Gmail, Apple Mail, Thunderbird, Yahoo, Yandex, Mail.ru, QQ and their like, in lower case.
var forwards = wordSet(`begin forwarded message|forwarded message|start of forwarded message|begin forwarded mail|forwarded mail|forwarded email|forwarded e-mail|
	weitergeleitete nachricht|anfang der weitergeleiteten nachricht|anfang der weitergeleiteten e-mail|weitergeleitete e-mail|weitergeleitete mail|beginn der weitergeleiteten nachricht|
	message transféré|début du message transféré|début du message réexpédié|message réexpédié|courriel transféré|
	mensaje reenviado|inicio del mensaje reenviado|comienzo del mensaje reenviado|mensaxe reenviada|missatge reenviat|birbidalitako mezua|
	messaggio inoltrato|inizio messaggio inoltrato|inizio del messaggio inoltrato|
	mensagem encaminhada|mensagem reencaminhada|início da mensagem encaminhada|início da mensagem reencaminhada|
	doorgestuurd bericht|begin doorgestuurd bericht|doorgestuurde bericht|aangestuurde boodskap|
	vidarebefordrat brev|vidarebefordrat meddelande|vidarebefordrat mail|börja vidarebefordrat meddelande|påbörjat vidarebefordrat brev|
	videresendt besked|videresendt meddelelse|start på videresendt besked|videresendt melding|videresendt e-post|start på videresendt melding|áframsend skilaboð|
	välitetty viesti|edelleenlähetetty viesti|välitetty viesti alkaa|edastatud sõnum|edastatud kiri|pārsūtītais ziņojums|persiųstas laiškas|
	przekazana wiadomość|wiadomość przekazana|początek przekazywanej wiadomości|treść przekazanej wiadomości|
	přeposlaná zpráva|přeposlaný e-mail|preposlaný e-mail|předaná zpráva|začátek přeposílané zprávy|preposlaná správa|začiatok preposlanej správy|
	továbbított üzenet|továbbított levél|továbbított levél kezdete|mesaj redirecționat|mesaj redirecţionat|mesaj retransmis|început mesaj redirecționat|
	posredovano sporočilo|proslijeđena poruka|prosleđena poruka|početak proslijeđene poruke|mesazh i përcjellë|
	пересылаемое сообщение|переадресованное сообщение|пересланное сообщение|начало переадресованного сообщения|начало пересылаемого сообщения|перенаправленное сообщение|
	переслане повідомлення|початок листа, що пересилається|переадресоване повідомлення|препратено съобщение|прослеђена порука|препратена порака|
	προωθημένο μήνυμα|αρχή προωθημένου μηνύματος|προωθούμενο μήνυμα|iletilen mesaj|yönlendirilen mesaj|iletilmiş mesaj başlangıcı|yönlendirilmiş mesaj|
	转发邮件|轉寄郵件|转发的邮件|轉寄的郵件|转发邮件信息|转发的消息|已转发的邮件|轉寄訊息|轉寄的訊息|轉發郵件|開始轉寄郵件|开始转发的邮件|以下是转发的邮件|已轉寄的郵件|
	転送メッセージ|転送されたメッセージ|転送メール|転送されたメール|全文転送|
	전달된 메시지|전달된 메일|전달된 메세지|전달 메시지|
	thư được chuyển tiếp|tin nhắn được chuyển tiếp|đã chuyển tiếp tin nhắn|pesan terusan|pesan yang diteruskan|pesan diteruskan|mesej dimajukan|ข้อความที่ส่งต่อ|ข้อความที่ถูกส่งต่อ|
	הודעה שהועברה|הודעה מועברת|תחילת ההודעה שהועברה|رسالة محوّلة|رسالة مُعاد توجيهها|رسالة معاد توجيهها|بداية الرسالة المُعاد توجيهها|پیام هدایت شده|پیام بازارسال شده|अग्रेषित संदेश`)

// forwardSubject are the prefixes of forwarded mail; those that other languages use for answers (VS, I, R) are left out.
var forwardSubject = regexp.MustCompile(`(?i)^\W{0,3}(?:fwd?|wg|tr|rv|enc|vb|pd|doorst|wtr|vl|továbbítás|ilt|i̇lt|yml|πρθ|fs|trs|bls fwd|пересл|перес|转发|轉寄|轉發|転送|전달|הועבר|إعادة توجيه|ส่งต่อ)\s?(?:\[\d+\]|\(\d+\))?\s?[:：]`)

// isForwardSubject judges the outermost prefix: an answer to a forwarded mail is an answer.
func isForwardSubject(subject string) bool {
	subject = subject[:min(len(subject), 60)]
	answers := len(subject) > len("Re:") && strings.EqualFold(subject[:len("Re:")], "Re:") // most subjects
	return !answers && strings.ContainsAny(subject, ":：") && forwardSubject.MatchString(subject)
}
