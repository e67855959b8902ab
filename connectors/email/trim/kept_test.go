package trim

import (
	"strings"
	"testing"
)

// What customers write themselves must stay, whatever it looks like.
func TestWhatCustomersWriteIsKept(t *testing.T) {
	for _, text := range []string{
		"Where is my order?",
		"Hi,\nOn 3 May 2026 I sent this to <shop@example.com>\n> I want my money back.\nNo answer came.",
		"Hello,\n\nFrom: Berlin\nTo: Paris\nDate: 3 May\n\nPlease book this.",
		"A ticket, please.\n\nFrom: Berlin\nTo: Paris\nDate: 3 May 2026 10:30\nSeats: 2\n\nWhat does it cost?",
		"Guten Tag,\nVon: 15.05.2026\nAn: 15.06.2026\nBetreff: Urlaub\nBitte ändern Sie das.",
		"Hallo,\n\nVon: Uwe Hahn\nAn: Vertrieb\nDatum: 03.11.2026\nBetreff: Angebot\n\nBitte liefern Sie.",
		"From: Berlin\nTo: Paris\nDate: 3 May\nPlease book this.",
		"My friend wrote:\nyou are great",
		"On Monday I wrote: the printer is broken.\nFrom: the office, it looks fine > 50% of the time.",
		"As your colleague wrote on 3 May:\nrefunds take five days.\nThey did not.",
		"I ordered on 2026-01-01 at 10:00.\nWhere is it?",
		"Hello,\n\non 3 May 2026 your colleague wrote:\nrefunds take five days.\nThey did not.",
		"Am 3. Mai um 10:00 schrieb Frau Berg:\nder Drucker kommt morgen.\nEr kam nicht.",
		"Le 3 mai 2026 vous m'avez écrit :\nle colis arrive demain.",
		"My list:\n--- original --- from the shop\n--- copy --- from me",
		"The error says:\n-----\nnot found\n-----\nWhat now?",
		"> only a quote",
		"-- \nonly a signature",
		"Sent from my iPhone",
		"Please sent from now on to my new address",
		"I sent it from my office on Monday.\nDid it arrive?",
		"From my point of view: it is late. To: be fair, it is winter.",
		"Subject: refund\nI want my money back.",
		"Name: Anna Berg\nOrder: 4711234\nPhone: +49 30 1234567\nEmail: anna@example.net",
		"Please send it to:\n\nAnna Berg\nMain Street 1\n12345 Berlin\nTel: +49 30 1234567\nanna@example.net",
		"These links are broken:\n\nhttps://example.com/a\nhttps://example.com/b\nhttps://example.com/c",
		"I read:\n\n> Returns are free.\n\nIs that true for shoes?",
		"My questions:\n1. Price?\n2. Date: when?\n3. From: where?",
		"Date: 3 May\nTime: 10:00\nPlease confirm.",
		"I received this message in error. Please delete my address from your list.",
		"Is this e-mail address confidential?\nWho can read my messages?",
		"Hi,\n\nis the information in my message confidential? Your site says: if you are not the intended recipient, delete it.",
		"My notes:\n-- see the picture above this line --\nIt is broken.",
		"I think your last message has a virus in it. Please check.",
		"Original message\nis what I want to see.",
		"The tracking says ---------- and nothing else",
		"Total: 30 EUR\n==========\nPlease pay it back.",
		"Hello,\n\n-- one pair of shoes\n-- two shirts\n\nAnna",
		"CAUTION: hot! is written on the box. Is it safe?",
		"Please reply above this line of text in the form.",
		"在 2026年 我买了一个手机：\n它坏了。",
		"| Item | Price |\n|---|---|\n| Shoes | 30 EUR |",
		">From the start it was broken.\nPlease help.",
		"It costs:\n| 30 | EUR |",
		"Your server said of my mail\nTo: sales@example.com\nSubject: offer\nDate: Tue, 2 May 2026\nthat nobody is there.",
		"日時: 5月3日\n場所: 東京\n予約をお願いします。",
		"보낸 날짜가 언제인가요? 주문 번호: 12345",
		"Заказ от 01.01.2026:\nгде он?",
		"Am 3. Mai um 10:00 war ich im Laden:\nEr war zu.",
		"Le 3 mai à 10:00 :\nrien n'est arrivé.",
	} {
		if got, cuts := split(text); got != strings.TrimSpace(text) || len(cuts) > 0 {
			t.Errorf("of %q is left %q, cut %v", text, got, cuts)
		}
	}
}

func TestWhatOnlyLooksLikeTheWorkOfAProgramIsKept(t *testing.T) {
	languages := map[string]bool{}
	for title, text := range sections(t, "testdata/own.list") {
		language, _, _ := strings.Cut(title, " ")
		languages[language] = true
		if got, cuts := split(text); got != text || len(cuts) > 0 {
			t.Errorf("%s: of\n%s\nis left\n%s\ncut %v", title, text, got, cuts)
		}
	}
	if len(languages) < 8 {
		t.Errorf("%d languages: %v", len(languages), languages)
	}
}

func TestForwardsAreTheMatter(t *testing.T) {
	const header = "From: Shop <shop@example.net>\nDate: Thu, 1 Jan 2026\nSubject: Your order\nTo: Anna\n\nOrder 17 is late.\n\n> It was on its way.\n\n-- \nShop"
	for _, c := range []struct{ subject, text string }{
		{"Your order", "FYI\n\n---------- Forwarded message ---------\n" + header},
		{"Your order", "FYI\n\nBegin forwarded message:\n\n" + header},
		{"Your order", "-------- Weitergeleitete Nachricht --------\n" + header},
		{"Your order", "Please look\n\n---------- Forwarded message ---------From: Shop <shop@example.net>\nDate: Thu, 1 Jan 2026\n\nOrder 17 is late."},
		{"Your order", "Fwd: Late\nFrom: Shop <shop@example.net>\nTo: Anna <anna@example.net>\nDate: Thu, 1 Jan 2026\n\nOrder 17 is late."},
		{"Your order", "Bitte ansehen\n\n-------- Пересылаемое сообщение --------\n" + header},
		{"Your order", "请看\n\n---------- 转发邮件信息 ----------\n" + header},
		{"FW: Your order", "What is this?\n\n" + header},
		{"Fwd: Your order", "What is this?\n\n________________________________\n" + header},
		{"WG: Ihre Bestellung", "Was ist das?\n\n-----Ursprüngliche Nachricht-----\n" + header},
		{"TR: Votre commande", "Qu'est-ce ?\n\n" + header},
		{"转发：订单", "请看\n\n" + header},
		{"RV: Pedido", header},
	} {
		got, cuts := Split(Mail{Text: c.text, Subject: c.subject})
		if got != strings.TrimSpace(c.text) {
			t.Errorf("%s: of\n%s\nis left\n%s", c.subject, c.text, got)
		}
		if len(cuts) != 1 || cuts[0].Rule != Forwarded || cuts[0].End != len(c.text) {
			t.Errorf("%s: of\n%s\nis told apart %v", c.subject, c.text, cuts)
		}
	}
}

func TestAnswersToForwardsAreAnswers(t *testing.T) {
	text := "Thank you.\n\nFrom: Shop <shop@example.net>\nSent: Thursday\nTo: Anna\nSubject: Fwd: Your order\n\nOrder 17\n"
	for _, subject := range []string{"Re: Fwd: Your order", "AW: WG: Ihre Bestellung", "Your order", "I: need help", "Fwiw: this"} {
		if got, _ := Split(Mail{Text: text, Subject: subject}); got != "Thank you." {
			t.Errorf("%s: left %q", subject, got)
		}
	}
}

func TestLinesOfTelephonesAreSignatures(t *testing.T) {
	for _, device := range []string{
		"Sent from my iPhone", "Sent from my Samsung Galaxy smartphone.", "Sent from Outlook for iOS<https://aka.ms/o0ukef>", "Get Outlook for Android<https://aka.ms/x>", "Get BlueMail for Android",
		"Sent from Yahoo Mail on Android", "Sent with Proton Mail secure email.", "Sent via Superhuman ( https://links.example.com/a?b=c )", "Sent via the Samsung Galaxy S21, an AT&T 5G smartphone",
		"Sent from my Android device with K-9 Mail. Please excuse my brevity.", "Von meinem iPhone gesendet", "Gesendet von Outlook für Android<https://aka.ms/AAb9ysg>",
		"Von meinem Samsung Galaxy Smartphone gesendet.", "Gesendet mit der WEB.DE Mail App", "Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.",
		"Envoyé de mon iPhone", "Envoyé depuis mon smartphone Samsung Galaxy.", "Télécharger Outlook pour iOS", "Enviado desde mi iPhone", "Enviado desde Outlook para Android",
		"Enviado do meu iPhone", "Enviado do Yahoo Mail no Android", "Inviato da iPhone", "Inviato dal mio dispositivo Android", "Verstuurd vanaf mijn iPhone", "Verzonden vanuit Outlook",
		"Skickat från min iPhone", "Sendt fra min iPhone", "Lähetetty iPhonesta", "Wysłane z iPhone'a", "Wysłano z programu Outlook", "Odesláno z iPhonu", "Odoslané z iPhonu",
		"iPhone-ról küldve", "Az iPhone-omról küldve", "Trimis de pe iPhone", "Poslano s mog iPhonea", "Отправлено с iPhone", "Отправлено из мобильной Почты Mail.ru", "Надіслано з iPhone",
		"Изпратено от моя iPhone", "Στάλθηκε από το iPhone μου", "iPhone'umdan gönderildi", "נשלח מה-iPhone שלי", "تم الإرسال من iPhone", "ส่งจาก iPhone ของฉัน",
		"Đã gửi từ iPhone của tôi", "Dikirim dari iPhone saya", "나의 iPhone에서 보냄", "iPhoneから送信", "Xperiaから送信", "发自我的iPhone", "发自我的华为手机", "从我的 iPhone 发送",
		"從我的 iPhone 傳送", "获取 Outlook for iOS", "发自网易邮箱大师", "来自我的小米手机",
	} {
		text := "Where is my order?\n\n" + device + "\n\nOn Thu, Jan 1, 2026 at 10:00 AM S <s@example.com> wrote:\n> Hi\n"
		got, cuts := split(text)
		if got != "Where is my order?" {
			t.Errorf("%s: left %q", device, got)
		}
		if len(cuts) == 0 || cuts[0].Rule != Signature {
			t.Errorf("%s: cut %v", device, cuts)
		}
	}
}

func TestPostscriptsBelowSignaturesAreNew(t *testing.T) {
	for _, postscript := range []string{"PS: The door code is 4711.", "P.S. It is the blue door.", "p. s. thank you", "NB: only after six", "追伸：青いドアです。"} {
		for _, signature := range []string{"-- \nAnna Berg", "Sent from my iPhone"} {
			if got, _ := split("Please come on Monday.\n\n" + signature + "\n\n" + postscript + "\n"); got != "Please come on Monday.\n\n"+postscript {
				t.Errorf("%s, %s: left %q", signature, postscript, got)
			}
		}
	}
}

func TestNoticesAreToldApart(t *testing.T) {
	for _, notice := range []string{
		"This e-mail and any attachments are confidential and intended solely for the addressee. If you have received it in error, please delete it.",
		"CONFIDENTIALITY NOTICE: the contents of this message are privileged.",
		"The information in this email is confidential and may be legally privileged.",
		"Diese E-Mail enthält vertrauliche und/oder rechtlich geschützte Informationen. Wenn Sie nicht der richtige Adressat sind, informieren Sie bitte den Absender.",
		"Ce message et toutes les pièces jointes sont établis à l'intention exclusive de leurs destinataires et sont confidentiels.",
		"Este mensaje y sus archivos adjuntos son confidenciales y van dirigidos exclusivamente a su destinatario.",
		"Esta mensagem pode conter informação confidencial. Se a recebeu por engano, elimine-a.",
		"Questo messaggio è destinato esclusivamente al destinatario e può contenere informazioni riservate.",
		"Dit bericht is uitsluitend bestemd voor de geadresseerde. Openbaarmaking is niet toegestaan.",
		"Detta meddelande är konfidentiellt och avsett endast för mottagaren. Har du fått det av misstag, radera det.",
		"Ta wiadomość jest poufna i przeznaczona wyłącznie dla adresata. Jeśli otrzymałeś ją omyłkowo, usuń ją.",
		"Tato zpráva je určena pouze adresátovi a může obsahovat důvěrné informace.",
		"Настоящее сообщение содержит конфиденциальную информацию и предназначено только адресату.",
		"本邮件及其附件含有保密信息，仅限于发送给上面地址中列出的个人。禁止任何其他人使用。",
		"本メールは機密情報を含む場合があります。誤って受信された場合は削除してください。",
		"본 메일은 지정된 수신인만을 위한 것이며 기밀 정보를 포함할 수 있습니다.",
		"Confidential Notice: this email and its attachments are confidential.",
		"CONFIDENTIAL AND PRIVILEGED\n\nThis message is intended only for the use of the addressee and may be privileged. If you received it in error, please delete it.",
		"If you received this by mistake, please delete this email.",
		"Please notify the sender immediately if you received this in error.",
		"Unauthorized disclosure is strictly prohibited.",
		"Any unauthorised use of this information is prohibited.",
		"Think before you print.",
		"Save a tree - don't print this email.",
		"Bitte denken Sie an die Umwelt, bevor Sie diese E-Mail ausdrucken.",
		"Pensez à l’environnement avant d’imprimer ce message.",
		"Antes de imprimir este correo, piense si es necesario.",
		"Prima di stampare questa mail pensa all'ambiente.",
		"Denk aan het milieu voordat u deze e-mail print.",
		"**********************************\nAll e-mail is scanned for viruses.\nMessages may be monitored.\n**********************************",
	} {
		text := "Where is my order?\n\n" + notice + "\n"
		got, cuts := split(text)
		if got != "Where is my order?" || len(cuts) != 1 || cuts[0].Rule != Disclaimer {
			t.Errorf("%s\nleft %q, cut %v", notice, got, cuts)
		}
	}
}

func TestWhatTheWriterSaysBelowANoticeIsNew(t *testing.T) {
	const notice = "This e-mail is confidential and intended solely for the addressee."
	for below, want := range map[string]string{
		"I forgot: the number is 4711.":                 "Where is my order?\n\nI forgot: the number is 4711.",
		"PS: it is the blue one.":                       "Where is my order?\n\nPS: it is the blue one.",
		"Registered in England No. 1234. VAT 12345678.": "Where is my order?",
	} {
		if got, _ := split("Where is my order?\n\n" + notice + "\n\n" + below); got != want {
			t.Errorf("%s: left %q", below, got)
		}
	}
}

func TestBannersOfMailServersAreToldApart(t *testing.T) {
	for _, banner := range []string{
		"CAUTION: This email originated from outside of the organization. Do not click links.",
		"[EXTERNAL]", "EXTERNAL EMAIL: be careful with links.", "You don't often get email from anna@example.net. Learn why this is important",
		"ACHTUNG: Diese E-Mail stammt von einem externen Absender.", "Sie erhalten nicht häufig E-Mails von anna@example.net. Erfahren Sie, warum dies wichtig ist",
		"ATTENTION : Ce message provient de l'extérieur de l'organisation.", "ATENCIÓN: Este correo electrónico proviene de fuera de la organización.",
		"ATTENZIONE: Questa e-mail proviene dall'esterno.", "LET OP: Deze e-mail is afkomstig van buiten de organisatie.", "【外部邮件】", "注意：此邮件来自外部",
	} {
		if got, _ := split(banner + "\n\nWhere is my order?\n"); got != "Where is my order?" {
			t.Errorf("%s: left %q", banner, got)
		}
	}
}

func TestNothingIsNewBelowALineThatAsksToAnswerAboveIt(t *testing.T) {
	for _, line := range []string{
		"##- Please type your reply above this line -##", "--- Reply above this line ---", "Reply ABOVE THIS LINE", "=-=-= Your answer goes above this line =-=-=",
		"##- Bitte geben Sie Ihre Antwort oberhalb dieser Zeile ein -##", "##- Veuillez saisir votre réponse au-dessus de cette ligne -##",
		"##- Escriba su respuesta encima de esta línea -##", "##- Digite sua resposta acima desta linha -##", "##- Typ uw antwoord boven deze regel -##",
		"##- Skriv ditt svar ovanför den här raden -##", "##- Kirjoita vastauksesi tämän rivin yläpuolelle -##", "##- Napište svou odpověď nad tento řádek -##",
		"##- Введите ответ над этой строкой -##", "##- 请在此行上方键入您的回复 -##", "##- この行より上に返信を入力してください -##",
	} {
		if got, _ := split("Where is my order?\n\n" + line + "\n\nIt is on its way.\n"); got != "Where is my order?" {
			t.Errorf("%s: left %q", line, got)
		}
	}
}
