package trim

import (
	"strings"
	"unicode/utf8"

	"frontdesk/gateway/phrasebook"
)

// dashes are what separators are drawn with.
var dashes = edges{"-_=*~ ", "—–－─━‐" + invisible}

// isSeparator finds the words that stand between dashes above an unmarked quote, and lines that ask to answer above them.
func (s *splitter) isSeparator(i int) bool {
	text := s.lines[i].text
	if len(text) < 4 {
		return false
	}
	if len(text) > 200 {
		return strings.HasPrefix(text, "--") && lookUp(separators, framed(text))
	}
	if isGroupWise(text) || s.hear(i).has(hearsAbove) && asksAbove(text) {
		return true
	}
	if text[0] < utf8.RuneSelf && !strings.Contains(dashes.plain, text[:1]) {
		return false
	}
	words := dashes.trim(text)
	if len(text)-len(words) < 4 {
		return false
	}
	if strings.HasPrefix(text, "--") && (strings.HasSuffix(words, " wrote") || strings.HasSuffix(text, "--") && isTimed(words) && wrote(strings.ToLower(words))) {
		return true // Zoho
	}
	words = strings.TrimRight(words, ":：")
	return lookUp(separators, words) && !isHeading(text, words) || lookUp(separators, framed(text))
}

// isHeading says whether a separator of one word has too few dashes to be QQ's, which draws many: "--- Original ---" is a
// person's.
func isHeading(text, words string) bool {
	const least = len("----- -----")
	return strings.EqualFold(words, "original") && len(text)-len(words) < least
}

// framed is what stands between dashes at the start of a line that goes on with the header of the quoted mail, as gateways
// join them: "-----Original Message-----From: Anna"; empty where there is none.
func framed(text string) string {
	if !strings.Contains(text, "--") {
		return ""
	}
	words, rest, ok := strings.Cut(dashes.trimLeft(text), "--")
	if !ok || headerLabel(dashes.trimLeft(rest)) == labelNone {
		return ""
	}
	return dashes.trim(words)
}

// isGroupWise is the announcement of Novell GroupWise: ">>> Anna <anna@example.com> 01.01.26 10:00 >>>".
func isGroupWise(text string) bool {
	return strings.HasPrefix(text, ">>> ") && strings.HasSuffix(text, " >>>") && strings.ContainsAny(text, figures)
}

// asksAbove finds, of lines that have one of aboveWords, those that ask to answer above them: in words of their own, or in
// any between frames, as Zendesk writes: "##- Please type your reply above this line -##".
func asksAbove(text string) bool {
	const frame, least = "-#=*_", len("##-")
	framed := len(text)-len(strings.TrimLeft(text, frame)) >= least && len(text)-len(strings.TrimRight(text, frame)) >= least
	return framed || replyAbove.MatchString(text)
}

// aboveWords name that place, in lower case; replyAbove has one of them.
var aboveWords = phrases(`above this line|oberhalb|über dieser|au-dessus|au dessus|encima de esta|acima desta|sopra|boven deze|ovanför|over denne|powyżej|выше этой|此行上方|この行より上|이 줄 위에|
	tämän rivin yläpuolelle|nad tento řádek|nad tímto řádkem|nad tento riadok|e sor fölé|deasupra acest|satırın üst|satırın üzerine|над этой|над цим|над този|πάνω από αυτή|此行以上|此行之上`)

// replyAbove is how helpdesks ask for answers above a line of theirs.
var replyAbove = phrasebook.MustCompile(`(?i)^[-#=*_>\s]*(?:please )?(?:(?:type|write|enter) your (?:reply|response|answer) above this line|(?:reply|respond|write) above this line` +
	`|bitte (?:antworten sie )?(?:oberhalb|über) dieser (?:zeile|linie)(?: antworten)?|(?:merci de )?répond(?:ez|re) au[- ]dessus de cette ligne` +
	`|(?:por favor,? )?(?:responda|escriba|responde) (?:su respuesta )?(?:por )?encima de esta línea|(?:por favor,? )?(?:responda|escreva) acima desta linha` +
	`|rispondi sopra (?:a )?questa (?:linea|riga)|antwoord boven deze (?:lijn|regel)|svara ovanför denna rad|svar over denne linje|odpowiedz powyżej tej linii` +
	`|ответьте выше этой (?:строки|линии)|请在此行上方回复|請在此行上方回覆|この行より上に返信してください|이 줄 위에 회신해 주세요)[-#=*_.:\s]*$`)

// separators stand between dashes, in lower case and without a colon.
var separators = wordSet(`original message|original appointment|original email|original mail|original|reply message|reply original|quoted message|quoted text|previous message|
	ursprüngliche nachricht|original-nachricht|originalnachricht|ursprüngliche mail|ursprüngliche e-mail|ursprünglicher termin|antwort nachricht|
	message d'origine|message d’origine|message original|message initial|message d'origine|courriel original|mail original|e-mail d'origine|rendez-vous d'origine|
	mensaje original|correo original|cita original|mensaxe orixinal|missatge original|jatorrizko mezua|
	mensagem original|e-mail original|compromisso original|
	messaggio originale|messaggio di origine|e-mail originale|
	oorspronkelijk bericht|oorspronkelijke bericht|origineel bericht|oorspronkelijke e-mail|oorspronklike boodskap|
	ursprungligt meddelande|originalmeddelande|ursprungligt mail|
	oprindelig meddelelse|oprindelig besked|original meddelelse|oprindelig mail|opprinnelig melding|original melding|upprunaleg skilaboð|upprunalegt skeyti|
	alkuperäinen viesti|alkuperäinen sanoma|algne sõnum|algsõnum|sākotnējais ziņojums|pirminis laiškas|originalus pranešimas|
	wiadomość oryginalna|oryginalna wiadomość|wiadomość pierwotna|původní zpráva|původní e-mail|původní email|originální zpráva|pôvodná správa|pôvodný e-mail|pôvodný email|
	eredeti üzenet|eredeti levél|mesaj original|mesajul original|izvirno sporočilo|izvorna poruka|originalna poruka|originalna poruka|mesazhi origjinal|
	исходное сообщение|оригинальное сообщение|исходное письмо|оригинал сообщения|вихідне повідомлення|оригінальне повідомлення|початкове повідомлення|
	оригинално съобщение|първоначално съобщение|оригинална порука|изворна порука|оригинална порака|арыгінальнае паведамленне|
	αρχικό μήνυμα|πρωτότυπο μήνυμα|orijinal mesaj|orijinal ileti|orijinal i̇leti|özgün ileti|özgün i̇leti|asıl mesaj|özgün mesaj|
	原始邮件|原始郵件|原邮件|原郵件|原始信件|原始消息|原始訊息|原信件|邮件原件|回复的原邮件|回复的邮件|邮件原文|原文|original message|
	元のメッセージ|オリジナルメッセージ|元のメール|オリジナル メッセージ|original message|
	원본 메시지|원본메시지|원본 메일|원본메일|원본 이메일|원래 메시지|
	thư gốc|tin nhắn gốc|thông điệp gốc|pesan asli|pesan awal|mesej asal|ข้อความต้นฉบับ|ข้อความเดิม|
	הודעה מקורית|ההודעה המקורית|الرسالة الأصلية|رسالة أصلية|پیام اصلی|मूल संदेश|মূল বার্তা`)

// wordSet makes a set, in lower case, of alternatives that are separated by bars.
func wordSet(list string) map[string]bool { return exactSet(strings.ToLower(list)) }

// exactSet is wordSet in the case as written.
func exactSet(list string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.SplitSeq(list, "|") {
		set[strings.TrimSpace(word)] = true
	}
	return set
}
