package trim

import "strings"

// labels are the names that programs give to header lines above a quote, in lower case; the languages are those of
// Outlook, Apple Mail, Thunderbird, Foxmail, QQ, NetEase, Naver, Daum, Lotus Notes, Yandex and Mail.ru.
var labels = labelTable(map[int]string{
	labelFrom: `from|von|de|da|van|från|fra|lähettäjä|od|от|от кого|від|від кого|feladó|mittente|kimden|gönderen|από|发件人|發件人|
		寄件者|寄件人|差出人|送信者|送信元|发信人|보낸 사람|보낸사람|보낸이|từ|người gửi|dari|pengirim|จาก|מאת|من|از|فرستنده|remitente|expéditeur|remetente|
		absender|afzender|avsändare|afsender|avsender|odesílatel|odosielateľ|nadawca|expeditor|de la|от:|saatja|kellelt|no|sūtītājs|nuo|
		siuntėjas|šalje|pošiljatelj|šiljalac|pošiljalac|podpis|подател|изпращач|пошиљалац|од|frá|nga|nork|igorlea|gan|ó|प्रेषक|từ:|van:`,
	labelDate: `sent|date|gesendet|gesendet am|datum|envoyé|envoyé le|date d'envoi|date d’envoi|enviado|enviado el|fecha|fecha de envío|enviada em|enviado em|enviada|data|
		inviato|data invio|verzonden|verzonden op|skickat|sendt|dato|sendt dato|lähetetty|päiväys|päivämäärä|wysłano|wysłane|data wysłania|odesláno|odoslané|dátum|
		дата|отправлено|дата/время|дата и время|надіслано|изпратено|послато|послано|elküldve|küldve|gönderildi|gönderme tarihi|tarih|ημερομηνία|στάλθηκε|
		发送时间|發送時間|发送日期|發送日期|日期|寄件日期|傳送時間|傳送日期|时间|時間|发件时间|送信日時|送信日|日付|日時|受信日時|보낸 날짜|보낸날짜|보낸 시간|날짜|일시|đã gửi|ngày gửi|ngày|
		terkirim|dikirim|tanggal|วันที่|ส่ง|נשלח|תאריך|نشלח|تاريخ|أرسل|تم الإرسال|تاريخ الإرسال|التاريخ|ارسال|تاریخ|تاریخ ارسال|trimis|trimis la|dată|poslano|poslato|datum slanja|
		saadetud|kuupäev|nosūtīts|datums|išsiųsta|data:|dagsetning|enviat|bidalia|दिनांक|भेजा गया|received|sent on|sent at|date sent`,
	labelTo: `to|an|à|para|a|aan|till|til|vastaanottaja|do|komu|кому|címzett|kime|alıcı|προς|收件人|收件者|收信人|宛先|送信先|받는 사람|받는사람|받는이|수신|đến|tới|
		người nhận|kepada|ถึง|אל|לכבוד|إلى|به|گیرنده|către|destinatario|destinatário|destinataire|empfänger|ontvanger|mottagare|modtager|mottaker|
		adresat|kellele|adressaat|kam|gavėjas|za|prima|primatelj|primalac|за|до|përtej|nori|at|i|per a|per|प्रति`,
	labelSubject: `subject|betreff|objet|asunto|assunto|oggetto|onderwerp|ämne|emne|aihe|temat|předmět|predmet|тема|tárgy|konu|θέμα|主题|主題|主旨|
		件名|題名|제목|chủ đề|tiêu đề|perihal|subjek|judul|เรื่อง|หัวเรื่อง|נושא|الموضوع|موضوع|subiect|sujet|teema|temats|tema|zadeva|относно|предмет|efni|
		assumpte|gaia|titel|विषय|asunto:|re|betr|betr.`,
	labelCc: `cc|kopie|copie|copia|kopia|kopi|kópia|kopija|копия|копія|копие|másolat|抄送|副本|참조|bilgi|κοιν|κοινοποίηση|สำเนา|העתק|עותק|نسخة|رونوشت|tembusan|
		cópia|en copie|reply-to|antwort an|répondre à|responder a|rispondi a|importance|priority|attachments|anlagen|wichtigkeit`,
})

// labelTable makes one table of the names of each kind.
func labelTable(names map[int]string) map[string]int {
	table := map[string]int{}
	for label, list := range names {
		for name := range strings.SplitSeq(list, "|") {
			table[strings.TrimSpace(name)] |= label
		}
	}
	return table
}

// anyDate are the names of a date that is not only that of a mail.
var anyDate = wordSet(`date|datum|fecha|data|dato|dată|dátum|päiväys|päivämäärä|дата|ημερομηνία|tarih|kuupäev|datums|dagsetning|日期|时间|時間|日付|日時|
	날짜|일시|ngày|tanggal|วันที่|תאריך|تاريخ|التاريخ|تاریخ|दिनांक`)
