package screen

import "frontdesk/gateway/phrasebook"

// automaticSubjectStart knows how responders begin a subject, after foldSubject. Only the whole phrase counts, at the
// very start and with an end after it: "How do I switch on the out of office reply" is a customer, and so is the person
// who answers a responder ("Re: Automatic reply"). The bare "Auto:" of RFC 3834 section 3.1.5 is no sign: it is also
// German for a car.
var automaticSubjectStart = phrasebook.MustCompile(`^(` +
	`automatic (reply|response)|automated (reply|response)|auto[ -]?(reply|response|responder)|` +
	`out[ -]of[ -](the )?office( (auto[ -]?reply|auto[ -]?response|reply|response|message|notification))?|ooo|` +
	`auto(matische)?[ -]?antwort|abwesenheitsnotiz|abwesenheitsmeldung|abwesenheitsassistent|abwesenheit|abwesend|nicht im büro|` +
	`r[eé]ponse automatique|absence du bureau|absent du bureau|message d'absence|` +
	`respuesta autom[aá]tica|fuera de (la )?oficina|resposta autom[aá]tica|fora do escritório|ausência temporária|` +
	`risposta automatica|fuori (sede|ufficio)|risposta non al computer|automatisch antwoord|afwezig|afwezigheidsbericht|` +
	`autosvar|automatiske?t? svar|frånvaro|frånvarobesked|fraværsmelding|ikke på kontoret|automaattinen vastaus|poissa|poissaoloilmoitus|` +
	`odpowiedź automatyczna|automatyczna odpowiedź|autoodpowiedź|nieobecność|automatická odpověď|automatikus válasz|răspuns automat|` +
	`otomatik (yanıt|cevap)|автоматический ответ|автоответ|автоматична відповідь|αυτόματη απάντηση|תשובה אוטומטית|رد تلقائي|` +
	`自动答复|自动回复|自動回覆|自動回復|自動応答|自動返信|不在(通知)?|자동 ?회신|자동 ?응답|부재중|ตอบกลับอัตโนมัติ|trả lời tự động|balasan otomatis` +
	`)( ?[:\-–—(\[|,.!]| (from|until|till|re|von|bis|de|du)\b|$)`)

func (l *letter) automaticSubject() (string, bool) {
	if l.inConversation || !l.hasSubject(automaticForm) {
		return "", false
	}
	return "Subject: " + l.msg.Subject, true
}

// automaticSubjectInside: a responder's subject in answer to our mail is proof enough to attach it.
func (l *letter) automaticSubjectInside() (string, bool) {
	if !l.inConversation || !l.hasSubject(automaticForm) {
		return "", false
	}
	return "Subject: " + l.msg.Subject, true
}

// bounceSubject knows the subjects of bounces, after foldSubject. They count only together with a mail system as the
// sender.
var bounceSubject = phrasebook.MustCompile(`undeliver(ed|able)|mail delivery (failed|failure|system|subsystem|warning|error)|(mail|message) failed|failed mail|returning to sender|delivery (status notification|failure|has failed|notification|report|unsuccessful|error)|` +
	`failed delivery|failure notice|returned (mail|to sender)|return(ed)? message|non[- ]?deliver|message delivery|delayed mail|warning: (message|could not send)|mail system error|could not be delivered|rejected (e-?mail|mail|message)|(e-?mail|mail|message)( was| has been)? rejected|(mail )?processing error|` +
	`unzustellbar|nicht zugestellt|correo devuelto|falha na entrega|falha de entrega|nie (mogła|została) .{0,20}dostarczon|teslim edilemedi|iletilemedi|benachrichtigung zum übermittlungsstatus|zustellung|non remis|échec de (la )?(remise|distribution)|nelze doručit|nedoručiteln|no se (pudo|puede) entregar|no entregad|não (foi )?(possível )?entreg|` +
	`mancat[ao] (recapito|consegna)|recapitare|onbestelbaar|niet (worden )?afgeleverd|olevererbar|kunne ikke leveres|kan (ej|inte) leverera|toimittamat|niedoręczon|niedostarczon|kézbesíthetetlen|` +
	`не ?доставлен|недоставлен|送達不能|退信|配信(不能|できません)|配達不能|無法傳遞|无法投递|未送达|エラー通知|メールエラー|送信エラー|반송`)
