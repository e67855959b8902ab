package trim

import (
	"regexp"
	"strings"

	"frontdesk/gateway/phrasebook"
)

// startsNotice finds how notices begin, in one line.
func startsNotice(text string) bool {
	if !mayStartNotice(text) {
		return false
	}
	return noticeStart.MatchString(strings.TrimLeft(text[:min(len(text), verbBytes)], noticeFrame))
}

// noticeFrame may stand before a notice.
const noticeFrame = "-*_ "

// firstWord is that of a line, which may be a notice's.
func firstWord(text string) string {
	first, _, _ := strings.Cut(strings.TrimLeft(text[:min(len(text), verbBytes)], noticeFrame), " ")
	return first
}

// mayStartNotice is a quick look at the first word.
func mayStartNotice(text string) bool {
	first := firstWord(text)
	return len(first) >= 40 || first == "" || first[0] >= 0xe0 || lookUp(noticeFirst, strings.Trim(first, ":.,"))
}

// noticeFirst are the first words of noticeStart, but of East Asian languages, in lower case.
var noticeFirst = wordSet(`this|the|confidentiality|if|internet|e-mail|email|e-mails|emails|message|messages|please|do|diese|der|ce|este|esta|l'aquest|laquest|aquest|le|il|questo|dit|de|detta|denne|dette|tämä|ta|niniejsza|
	tato|táto|ez|az|acest|это|данное|настоящее|це|bu|confidential|any|unauthorized|unauthorised|think|save|bitte|denken|avant|pensez|antes|prima|denk|tänk|tænk|myslete`)

var noticeStart = phrasebook.MustCompile(noticeStartForms)

var noticeStartForms = `(?i)^[-*_\s]*(?:` + strings.Join([]string{
	`this (?:e-?mail|message|communication|transmission)(?: message)?(?: transmission)?[ ,(]+(?:and any|and its|together with|including|its|is (?:confidential|intended|for the|sent)|contains? (?:confidential|privileged|information)|may contain|has been (?:sent|scanned|checked))`,
	`the (?:information|content|contents|original) (?:contained |transmitted )?(?:in|of) this (?:e-?mail|message|communication)`, `confidentiality(?: notice)?\s*[:.]`, `if you (?:are not|have received) th(?:e intended|is (?:e-?mail|message))`,
	`confidential notice\s*[:.]`, `if you (?:have )?received this(?: e-?mail| message)? (?:in error|by (?:mistake|accident))`, `please (?:immediately )?(?:notify|inform) the sender`,
	`(?:any )?unauthori[sz]ed (?:use|review|disclosure|copying|distribution)(?: (?:of|or) .{0,60})? (?:is|are) (?:strictly )?prohibited\.?\s*$`,
	`(?:internet )?(?:e-?mails?|messages?) .{0,60}(?:cannot be guaranteed|are not secure|may be (?:monitored|recorded|intercepted))`,
	`please (?:consider|think of) (?:the|our) environment.{0,40}print`, `(?:please )?think (?:before you print|(?:twice )?before printing)(?: this (?:e-?mail|message))?[.!]?\s*$`, `save (?:a tree|trees|paper).{0,40}print`,
	`(?:bitte )?denken sie an die umwelt.{0,40}druck`, `avant d['’]imprimer (?:ce|cet) (?:message|e-?mail|mail|courriel)`, `pensez à l['’]environnement.{0,40}imprimer`, `antes de imprimir est[ea] (?:e-?mail|correo|mensaje|mensagem)`,
	`prima di stampare (?:quest[ao]|la|il) (?:e-?mail|mail|messaggio)`, `denk aan het milieu.{0,40}print`, `tänk på miljön.{0,40}(?:skriv|print)`, `tænk på miljøet.{0,40}print`, `myslete na životní prostředí`,
	`(?:please )?do not (?:reply|respond) to this (?:e-?mail|message)`,
	`diese (?:e-?mail|nachricht) (?:enthält|und (?:alle|etwaige|ihre)|ist (?:vertraulich|ausschlie))`, `der inhalt dieser (?:e-?mail|nachricht)`,
	`ce (?:message|courriel|mail)(?: électronique)?(?: et (?:tou(?:te|s)|ses|les|son)| (?:est|contient|peut))`, `(?:este|esta|l'?aquest) (?:mensaje|correo|e-?mail|mensagem|missatge)(?: electrónico)? (?:y (?:sus|cualquier|los|todos)|e (?:seus|quaisquer|os)|pode|puede|contiene|contém|es confidencial|é confidencial)`,
	`(?:le informazioni|il contenuto) (?:contenut[eo] )?(?:in|nella|di) quest`, `questo messaggio (?:e |è|contiene|può)`, `dit (?:e-?mail)?bericht (?:en|is|kan|bevat)`, `de informatie (?:in|verzonden met) (?:dit|deze)`,
	`(?:detta|denne|dette) (?:meddelande|e-?post|e-?mail|mail|melding|besked|meddelelse)(?:en|et)? (?:och|og|är|er|kan|inneh|inde)`, `tämä (?:sähköposti|viesti)`,
	`(?:ta|niniejsza) wiadomość (?:i|oraz|jest|zawiera|może)`, `(?:tato|táto) (?:e-?mailová )?(?:zpráva|správa) (?:a|je|může|môže|obsahuje)`, `ez az? (?:e-?mail|üzenet)`, `acest (?:e-?mail|mesaj) `,
	`(?:это|данное|настоящее) (?:электронное )?(?:сообщение|письмо) (?:и|является|содержит|может|предназначено)`, `це (?:електронне )?повідомлення (?:і|та|є|містить|може)`, `bu (?:e-?posta|mesaj|elektronik)`,
	`(?:本|此)(?:电子)?邮件(?:及|包含|可能|所|内容|中|仅)`, `(?:本|此)(?:電子)?郵件(?:及|包含|可能|所|內容|中|僅)`, `(?:この|本)(?:電子)?メール(?:および|及び|に(?:含|記|添)|は.{0,20}(?:機密|宛))`, `(?:본|이) (?:전자우편|메일|이메일)(?:은|에|과|의)`,
}, "|") + `)`

// listFooter is the first line of what list servers append below a drawn line.
var listFooter = phrasebook.MustCompile(`(?i)\bmailing ?list\b[^.?!]{0,40}$|/mailman/listinfo/|^to (?:unsubscribe|leave this list)|^you received this (?:message|e-?mail) because you`)

// noticeTitles stand alone above notices, in lower case.
const noticeTitleList = `confidential|confidential and privileged|privileged and confidential|private and confidential|strictly confidential|disclaimer|legal disclaimer|email disclaimer|e-mail disclaimer|confidentiality disclaimer|confidentiality notice|legal notice|confidentiality|privacy notice|
	haftungsausschluss|vertraulichkeitshinweis|avertissement|clause de confidentialité|aviso legal|aviso de confidencialidad|aviso de confidencialidade|avvertenza|avviso di riservatezza|
	免责声明|免責聲明|保密声明|免責事項|보안 유의사항`

var (
	noticeTitles     = wordSet(noticeTitleList)
	noticeTitleWords = phrases(noticeTitleList)
)

func isNoticeTitle(text string) bool {
	return len(text) < 80 && lookUp(noticeTitles, strings.Trim(text, "-*_=:. "))
}

// strongNotice are phrases that stand in nothing but notices, in lower case.
var strongNotice = phrases(`may be monitored|will be monitored|are monitored|is monitored|routinely monitored|be monitored and|monitored or recorded|be automatically logged|
	may be intercepted|scanned for virus|scanned for all virus|scanned for the presence|swept for the presence|certified virus free|checked for virus|checked by antivirus|scanned by antivirus|
	not the intended recipient|not the named recipient|not the intended addressee|not the addressee|intended solely for|intended only for the|legally privileged`)

// evidence are the kinds of things that notices say: it is secret, it is for somebody, it may have come to somebody else,
// that one must not use it, he is to delete it, and nobody answers for viruses. Three of them, in a paragraph about mail,
// make one. In lower case, by stems.
var evidence = [][]string{
	phrases(`confidential|privileged|proprietary|vertraulich|confidentiel|confidencia|confidenzial|riservat|vertrouwelijk|konfidenti|fortrolig|luottamuksel|poufn|důvěrn|dôvern|bizalmas|confidențial|
		конфиденциал|конфіденц|поверител|εμπιστευτικ|gizli|保密|机密|機密|秘密|기밀|비밀|סודי|سري|rahasia|bảo mật|ลับ`),
	phrases(`intended|addressee|named recipient|bestimmt|adressat|destiné|destinataire|destinad|destinatar|dirigid|bestemd|geadresseerde|avsed|avsett|mottagare|beregnet|modtager|mottaker|tarkoitettu|przeznaczon|
		adresat|určen|címzett|destinat|предназначен|адресат|призначен|προορίζ|alıcı|仅限|僅限|收件人|指定|宛先|지정|수신인|נמען|المرسل إليه|ditujukan|người nhận`),
	phrases(`in error|by mistake|irrtümlich|versehentlich|nicht der richtige|nicht der beabsichtigte|par erreur|por error|por engano|por erro|per errore|ten onrechte|per abuis|av misstag|ved en feil|ved en fejl|
		virheellisesti|vahingossa|omyłkowo|przez pomyłkę|omylem|tévedésből|din greșeală|по ошибке|помилково|по погрешка|κατά λάθος|yanlışlıkla|误收|錯誤|誤收|誤って|誤送信|잘못|בטעות|بالخطأ|secara tidak sengaja|nhầm`),
	phrases(`prohibited|unauthori|unlawful|strictly forbidden|untersagt|nicht gestattet|unbefugt|interdit|prohibid|proibid|vietat|niet toegestaan|verboden|förbjud|forbudt|kielletty|zabronion|zakázán|tilos|interzis|
		запрещ|заборон|απαγορε|yasak|禁止|不得|금지|אסור|محظور|dilarang|nghiêm cấm`),
	phrases(`notify the sender|notify us|inform the sender|delete|destroy|löschen|vernichten|supprim|détrui|borr|elimin|apag|verwijder|radera|slette|poista|usuń|usun|smaz|vymaž|töröl|șterge|удал|видал|διαγρ|silin|
		删除|刪除|削除|삭제|מחק|حذف|hapus|xóa`),
	phrases(`virus|malware|viren|liable|liability|haftet|haftung|responsab|aansprakelijk|odpowiedzialno|ответственност|病毒|ウイルス|바이러스`),
}

var aboutMail = phrases(`e-mail|email|message|communication|transmission|nachricht|courriel|correo|mensaje|mensagem|messaggio|bericht|meddelande|e-post|epost|meddelelse|melding|besked|viesti|sähköposti|wiadomość|zpráv|
	správ|üzenet|mesaj|сообщени|письм|повідомлен|съобщени|μήνυμα|ileti|e-posta|邮件|郵件|メール|메일|전자우편|הודעה|رسالة|pesan|thư|disclosure|copying`)

// phrases is a list of alternatives that are separated by bars.
func phrases(list string) []string {
	out := strings.Split(list, "|")
	for i := range out {
		out[i] = strings.TrimSpace(out[i])
	}
	return out
}

// isNotice judges a paragraph.
func isNotice(paragraph string) bool {
	starts := startsNotice(paragraph)
	if !starts && len(paragraph) < 40 {
		return false
	}
	heard := listen(paragraph)
	if starts {
		return (heard.has(hearsEvidence|hearsStrong) || wholeNotice.MatchString(paragraph)) && !isOfOneself(paragraph)
	}
	return heard.notice() && !poses(paragraph) && !isOfOneself(paragraph)
}

// wholeNotice are beginnings that need nothing behind them.
var wholeNotice = regexp.MustCompile(`(?i)^[-*_\s]*(?:(?:please|do not|confidentiality|think|save|bitte|denken|avant|pensez|antes|prima|denk)\b|tänk|tænk|myslete)`)

// isOfOneself says whether a text speaks of its writer alone, which no notice does.
func isOfOneself(text string) bool {
	for word := range strings.FieldsSeq(text) {
		if oneself[strings.Trim(word, wordEnds)] {
			return true
		}
	}
	return false
}

// oneself are words of one person about himself, in the case in which they stand in a sentence. Those that mean something
// else in the notices of some language ("je", "mi", "ma", "min", "ja") are left out.
var oneself = exactSet(`I|I'm|I've|I'd|I'll|I’m|I’ve|I’d|I’ll|my|My|me|myself|ich|Ich|mir|mich|mein|meine|meinen|meinem|meiner|Mein|Meine|j'ai|J'ai|j’ai|J’ai|moi|mon|Mon|mes|
	yo|Yo|me|Me|mis|eu|Eu|meu|minha|Meu|Minha|io|Io|mio|mia|ik|Ik|mij|mijn|Mijn|jag|Jag|mig|jeg|Jeg|minä|minun|mnie|mój|moja|moje|mě|můj|я|Я|мне|меня|мой|моя|мои|мій|мені|benim|bana|beni`)

// poses says whether a paragraph has a question, which a customer has about notices, and notices seldom.
func poses(paragraph string) bool {
	return strings.Contains(paragraph, "? ") || strings.Contains(paragraph, "？")
}

// isBanner finds warnings of a mail server about mail from outside (Exchange, Microsoft 365, Google Workspace, Mimecast).
func isBanner(paragraph string) bool {
	return len(paragraph) < 700 && listen(paragraph).has(hearsBanner) && banner.MatchString(paragraph)
}

// bannerWords are the words of banner that make a paragraph worth a look, in lower case.
var bannerWords = phrases(`extern|outside|unknown|often get|oft e-mail|oft email|häufig|außerhalb|extérieur|souvent|fuera|suele recibir|fora|costuma|frequentemente|recebe muitos|esterno|mittente|buiten|utanför|uden for|utenfor|
	zewn|pochodzi|spoza|vnější|внешн|外部|社外|组织外|組織外|외부`)

var banner = phrasebook.MustCompile(`(?i)^[\W_]*(?:` + strings.Join([]string{
	`(?:(?:caution|warning|attention|alert|notice|external|important|note|be careful)[\W_]+)*(?:this (?:e-?mail|message) (?:was sent|came|has come|is|originated|originates|has originated|comes|has been sent) (?:from|by) (?:an? )?(?:outside|external|someone outside|a sender outside|an unknown)|external (?:e-?mail|sender|message|mail)\W)`,
	`\[?external\]?[\W_]*$`, `(?:some people who received this message|you) don['’]t often get e-?mail from `,
	`(?:(?:achtung|vorsicht|warnung|hinweis|extern|externe e-?mail)[\W_]+)*(?:diese (?:e-?mail|nachricht) (?:stammt|kommt|kam|wurde) von (?:einem externen|außerhalb|extern|einer externen)|externe (?:e-?mail|nachricht|absender))`, `sie erhalten nicht (?:oft|häufig) e-?mails von `,
	`(?:(?:attention|prudence|avertissement|externe)[\W_]+)*(?:ce (?:message|courriel|mail) (?:provient|vient|a été envoyé) (?:de l['’]extérieur|d['’]un expéditeur externe|depuis l['’]extérieur)|courriel externe|e-?mail externe)`, `vous (?:n['’]obtenez|ne recevez) pas souvent d['’]e-?mail`,
	`(?:(?:atención|precaución|cuidado|advertencia|aviso|externo)[\W_]+)*(?:este (?:correo|mensaje|e-?mail)(?: electrónico)? (?:proviene|procede|se originó|fue enviado|se ha originado) (?:de |desde )?(?:fuera|un remitente externo|una fuente externa)|correo externo)`, `no suele recibir correos? `,
	`(?:(?:atenção|cuidado|aviso|externo)[\W_]+)*(?:este (?:e-?mail|mensagem) (?:foi enviad[oa]|teve origem|veio|originou-se) (?:de )?(?:fora|um remetente externo)|e-?mail externo)`, `(?:você )?não (?:costuma receber|recebe (?:frequentemente|muitos)) e-?mails? de `,
	`(?:(?:attenzione|avviso|esterno)[\W_]+)*(?:questa e-?mail|questo messaggio) (?:proviene|è stat[ao] inviat[ao]) (?:dall['’]esterno|da un mittente esterno)`, `(?:(?:let op|waarschuwing|extern)[\W_]+)*(?:deze e-?mail|dit bericht) (?:is|komt|werd) (?:afkomstig )?van (?:buiten|een externe)`,
	`(?:(?:varning|obs|externt|advarsel|ekstern)[\W_]+)*(?:detta|denne|dette) (?:e-?post|mejl|meddelande|e-?mail|mail|besked|melding)\S* (?:kommer|kom|är skickat|er sendt) (?:från|fra) (?:en )?(?:extern|utanför|uden for|utenfor|ekstern)`,
	`(?:(?:uwaga|zewnętrzna)[\W_]+)*(?:ta wiadomość pochodzi|wiadomość (?:pochodzi )?spoza)`, `(?:(?:upozornění|pozor)[\W_]+)*tent?o e-?mail (?:pochází|přišel|byl odeslán) (?:z|od) (?:vnější|extern)`,
	`(?:внимание[\W_]+)?(?:это )?(?:внешн(?:ее|яя) (?:письмо|почта)|письмо (?:получено|пришло|отправлено) (?:от внешнего|из внешн))`, `[\[【](?:外部邮件|外部郵件|外部メール|外部)[\]】]`, `(?:警告|注意)[:：]?\s?(?:此|本|该)(?:邮件|郵件)(?:来自|來自)(?:外部|组织外部|組織外部)`, `(?:このメールは|注意[:：]?).{0,20}(?:社外|外部|組織外)から`, `(?:주의[:：]?)?.{0,10}외부에서 (?:발송|보낸|수신)`,
}, "|") + `)`)
