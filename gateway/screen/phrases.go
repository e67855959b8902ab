package screen

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"frontdesk/gateway"
	"frontdesk/gateway/phrasebook"
)

// tongue is what a phrase gives away of its writer.
type tongue uint32 // one bit for each

const (
	saysAutomatic   tongue = 1 << iota // that a machine wrote it
	saysNoAnswer                       // that no answer is wanted or read
	saysUnsubscribe                    // how to leave a list, in the words of the one who runs it
	saysWebView                        // that the mail is also on the web
	saysSmallPrint                     // a company's small print
	saysBounce                         // that mail was not delivered
	saysReceived                       // that a message or an order has come in, in the words of a help desk or a shop
	saysThanks                         // thanks for a message, as help desks begin, and people too
	saysDear                           // the reader is some customer: "Dear customer,"; customers write so to nobody
	saysCustomer                       // what becomes of the reader's order, parcel or account
	saysAway                           // that the writer is away
	saysInstead                        // what becomes of mail meanwhile, or whom to turn to
	saysFollow                         // that the reader shall follow a link
	saysIgnore                         // whom the mail does not concern, or that he may ignore it
	saysEvent                          // what somebody did, in the words of the program that saw it
	saysWhy                            // why one gets the mail
	saysMistake                        // that one may have got it by mistake
	saysModerator                      // that somebody lets messages through
	lastTongue      = saysModerator
)

// phrases are looked for in folded text: lower case, one space between words, plain apostrophes. A customer's own words
// about such mail ("please unsubscribe me") must not be among them.
var phrases = map[tongue][]string{
	saysAutomatic: {
		"this is an automated", "this is an automatic ", "this is an auto-generated", "this is an automatically", "this is a system generated", "this is a system-generated", "was generated automatically", "was sent automatically", "was automatically generated", "was automatically sent", "is automatically generated", "has been automatically generated",
		"has been automatically sent", "automatically generated message", "automatically generated email", "automatically generated e-mail", "automatically generated mail", "automatically generated response", "automatically generated reply", "generated automatically by", "type your reply above this line", "write your reply above this line", "reply above this line to respond", "wurde automatisch generiert",
		"wurde automatisch erstellt", "wurde automatisch erzeugt", "wurde automatisch versandt", "wurde automatisch versendet", "wurde automatisch verschickt", "automatisch generierte e-mail", "automatisch generierte mail", "automatisch generierte nachricht", "automatisch erstellte e-mail", "automatisch erstellte nachricht", "automatisch erzeugte", "automatisch versendete",
		"envoyé automatiquement", "généré automatiquement", "generado automáticamente", "enviado automáticamente", "gerada automaticamente", "gerado automaticamente", "enviada automaticamente", "enviado automaticamente", "generata automaticamente", "generato automaticamente", "inviata automaticamente", "inviato automaticamente",
		"automatisch gegenereerd", "automatisch verzonden", "automatisch verstuurd", "wygenerowana automatycznie", "wygenerowany automatycznie", "wysłana automatycznie", "создано автоматически", "сформировано автоматически", "отправлено автоматически", "автоматическое сообщение", "автоматическое уведомление", "系统自动发",
		"系統自動發", "自動送信", "自動配信", "自動返信",
		"diese nachricht wurde maschinell", "diese e-mail wurde maschinell", "diese mail wurde maschinell",
		"ceci est un message automatique", "ceci est un e-mail automatique", "ceci est un courriel automatique", "message automatique, merci",
		"este es un mensaje automático", "este es un correo automático", "esta é uma mensagem automática", "este é um e-mail automático",
		"questo è un messaggio automatico", "messaggio automatico, ", "dit is een automatisch",
		"detta är ett automatiskt", "skickats automatiskt", "skickas automatiskt", "dette er en automatisk", "sendt automatisk", "tämä on automaattinen", "lähetetty automaattisesti",
		"to jest automatyczna", "wysłany automatycznie", "toto je automatick", "vygenerován automaticky", "automaticky generovan", "ez egy automatikus", "automatikusan generált", "acesta este un mesaj automat", "generat automat", "otomatik olarak gönderil", "otomatik olarak oluşturul",
		"письмо сгенерировано автоматически", "це автоматичне", "згенеровано автоматично", "надіслано автоматично", "αυτό είναι ένα αυτόματο", "αυτόματο μήνυμα", "זוהי הודעה אוטומטית", "נשלחה באופן אוטומטי", "הודעה אוטומטית", "هذه رسالة آلية", "هذه رسالة تلقائية", "رسالة آلية",
		"由系统自动", "由系統自動", "このメールは自動", "このメールは、自動", "自動で送信", "自動的に送信", "자동으로 발송", "tin nhắn tự động", "email tự động", "pesan otomatis", "ข้อความอัตโนมัติ", "อีเมลอัตโนมัติ",
		"replies to this mailbox", "inbox is not monitored", "mailbox is not monitored", "mailbox is no longer monitored", "address is no longer monitored", "address is not monitored", "mailbox is unattended", "unmonitored mailbox", "unmonitored email", "unmonitored inbox", "send-only",
		"your message has been held", "your email has been held", "your message is being held", "has been held because", "is awaiting your confirmation", "you only need to do this once", "prove that you are human", "prove you are human", "verify that you are human", "ihre nachricht wurde zurückgehalten", "votre message est en attente de", "su mensaje está retenido", "su mensaje ha sido retenido", "sua mensagem está retida", "il suo messaggio è stato trattenuto",
	},
	saysWhy: {
		"you're getting this e", "you are getting this e", "you are receiving this", "you're receiving this", "you received this email because", "you received this message because", "you have received this e-mail because", "you have received this email because", "you've received this email because", "this email was sent to you because",
		"this message was sent to you because", "sie erhalten diese", "du erhältst diese", "sie haben diese e-mail erhalten, weil", "vous recevez ce message car", "vous recevez ce message parce", "vous recevez cet e-mail", "vous recevez ce courriel", "recibes este correo porque", "recibes este mensaje porque",
		"recibe este correo porque", "has recibido este correo porque", "você está recebendo este", "recebeu este e-mail porque", "ricevi questa email", "ricevi questa e-mail", "hai ricevuto questa email perch", "je ontvangt deze e-mail", "je ontvangt deze mail", "u ontvangt deze e-mail",
		"u ontvangt deze mail", "du får detta mejl", "du får detta mail", "du får detta utskick", "du får det här", "du modtager denne e", "du modtager denne mail", "du mottar denne e", "sait tämän viestin, koska", "saat tämän viestin, koska",
		"otrzymujesz tę wiadomość", "otrzymali państwo tę wiadomość, ponieważ", "tento e-mail jste obdrželi, protože",
	},
	saysNoAnswer: {
		"do not reply to this", "do not respond to this", "don't reply to this", "please do not reply to it", "cannot reply to this e", "can't reply to this e", "replies to this email are not", "replies to this message are not", "replies to this address are not", "replies to this email will not", "not possible to reply to this", "antworten sie nicht auf diese",
		"antworten sie bitte nicht auf diese", "nicht auf diese e-mail", "nicht auf diese nachricht zu antworten", "ne pas répondre à ce", "no responda a este", "no responda este", "no conteste a este", "no conteste este", "não responda a est", "não responda est", "non rispondere a quest", "niet te antwoorden op deze",
		"niet te reageren op deze", "antwoord niet op deze", "svara inte på detta", "svar ikke på denne", "nie odpowiadaj na", "nie odpowiadać na", "neodpovídejte na", "не отвечайте на это", "请勿回复", "请勿直接回复", "請勿回覆", "請勿直接回覆",
		"返信しないで", "返信いただいても", "返信はできません", "발신 전용", "발신전용",
		"send-only",
		"antworte bitte nicht auf diese", "antworte nicht auf diese", "antworten auf diese e-mail werden", "antworten auf diese nachricht werden", "postfach wird nicht gelesen", "postfach nicht gelesen", "ne pas y répondre", "ne répondez pas à ce", "n'est pas consultée", "ne peut recevoir de réponse", "no respondas a este", "no contestes a este", "no responder a este", "não respondas", "favor não responder", "di non rispondere", "non rispondere a", "niet op reageren", "reageer niet op deze",
		"går inte att svara", "svara ej på", "svar ej på", "kan ikke besvares", "ikke besvare denne", "älä vastaa tähän", "viestiin ei voi vastata", "prosimy nie odpowiadać", "neodpovídejte", "neodpovedajte", "ne válaszoljon erre", "ne válaszolj erre", "nu răspundeți la acest", "yanıtlamayın", "cevaplamayın", "отвечать на него не", "не відповідайте на", "μην απαντήσετε", "μην απαντάτε", "אין להשיב", "נא לא להשיב", "لا ترد على", "عدم الرد على",
		"请不要回复", "請不要回覆", "不要直接回复", "勿回覆", "送信専用", "配信専用", "ご返信いただけません", "返信されましても", "회신이 불가", "회신하지 마", "không trả lời email", "jangan membalas", "อย่าตอบกลับ",
	},
	saysUnsubscribe: {
		"to unsubscribe", "to be unsubscribed", "be unsubscribed from", "unsubscribe here", "unsubscribe link", "unsubscribe from this", "unsubscribe from these", "unsubscribe at any time", "unsubscribe instantly", "/unsubscribe", "unsubscribe.", "| unsubscribe",
		"unsubscribe |", "to cancel these notices", "to be removed", "be instantly removed", "to be taken off", "no longer wish to receive", "no longer want to receive", "remove yourself from", "you are subscribed as", "you're subscribed as", "signed up to receive", "to stop receiving",
		"account preferences", "manage preferences", "manage your preferences", "update your preferences", "change your preferences", "email preferences", "manage your subscription", "manage my subscriptions", "update your subscription", "change your subscription", "subscription preferences", "you are subscribed to",
		"you're subscribed to", "you have been subscribed to", "newsletter abbestellen", "newsletter abmelden", "newsletter abzubestellen", "vom newsletter abmelden", "hier abmelden", "désabonner", "désinscri", "darse de baja", "cancelar la suscripción", "cancelar su suscripción",
		"cancelar suscripción", "cancelar inscrição", "cancelar a inscrição", "cancelar a sua inscrição", "disiscri", "annulla l'iscrizione", "afmelden", "uitschrijven", "avregistrera", "wypisać się", "отписаться", "退订",
		"取消订阅", "退訂", "取消訂閱", "配信停止", "購読解除", "수신거부",
		"unsubscribe:", "unsubscribe (", "unsubscribe <", "don't want these", "do not want these", "don't want to receive", "do not want to receive", "notification settings", "notification preferences", "mail preferences", "opt out of", "nicht mehr erhalten möchten", "nicht mehr beobachten", "mehr erhalten möchten", "benachrichtigungen abschalten", "benachrichtigungen verwalten", "benachrichtigungseinstellungen",
		"ne plus recevoir", "désabonnement", "préférences de notification", "changer vos préférences", "dejar de recibir", "no deseas recibir", "no desea recibir", "deixar de receber", "não deseja receber", "non vuoi più ricevere", "non desideri ricevere", "non desidera più ricevere", "cancellarti", "geen e-mails meer", "niet langer ontvangen", "avsluta prenumeration", "avprenumerera", "afmeld", "framelde", "meld deg av", "peruuta tilaus", "et halua vastaanottaa",
		"wypisz", "rezygnacja z subskrypcji", "nie chcesz otrzymywać", "odhlásit se z", "odhlášení z", "leiratkoz", "dezabon", "abonelikten çık", "aboneliğinizi", "от рассылки", "відписатися", "διαγραφή από τη", "κατάργηση εγγραφής", "להסרה מרשימת", "إلغاء الاشتراك", "メール配信を停止", "配信を停止", "配信解除", "수신을 원하지", "hủy đăng ký", "berhenti berlangganan", "ยกเลิกการรับ",
	},
	saysWebView: {
		"view this email", "view this e-mail", "view this newsletter", "view this message in", "view it in your browser", "view in browser", "view online", "read this email online", "read this newsletter online", "can't read this", "can't see this", "cannot read this",
		"cannot see this", "trouble viewing", "trouble reading", "problems viewing", "problems reading", "im browser anzeigen", "im browser ansehen", "im browser öffnen", "online-version", "online-ansicht", "version en ligne", "dans votre navigateur",
		"en su navegador", "en tu navegador", "nel browser", "in uw browser", "in je browser", "在浏览器中", "ブラウザで", "ブラウザーで",
	},
	saysSmallPrint: {
		"all rights reserved", "privacy policy", "privacy statement", "privacy notice", "terms of use", "terms of service", "terms and conditions", "copyright", "©", "advertisement", "to learn about advertising", "alle rechte vorbehalten",
		"tous droits", "datenschutz", "impressum",
	},
	saysBounce: {
		"could not be delivered", "couldn't be delivered", "cannot be delivered", "can not be delivered", "can't be delivered", "was not delivered", "were not delivered", "wasn't delivered", "not able to deliver", "wasn't able to deliver", "unable to deliver", "could not deliver",
		"undeliver", "did not reach", "delivery to the following", "delivery of your message", "returned to sender", "permanent error", "permanent fatal error", "permanent failure", "has been postponed", "has been returned", "returned mail", "automatically rejected",
		"was rejected by", "has been rejected by", "delivery error", "delivery failure", "delivery has failed", "failed recipient", "undelivered", "送信できません", "配信されません", "届きません", "お届けできません", "user unknown",
		"unknown user", "recipient unknown", "unknown recipient", "recipient rejected", "address rejected", "no such user", "mailbox unavailable", "mailbox full", "mailbox is full", "over quota", "mail delivery", "550 ",
		"554 ", "5.1.1", "5.7.1", "5.2.2", "nicht zugestellt", "unzustellbar", "n'a pas pu être", "no se pudo entregar", "não foi possível entregar", "не доставлено", "无法投递", "退信",
		"配信できません",
		"has not been delivered", "not been delivered to", "not yet been delivered", "message status - undeliverable", "message not delivered", "account does not exist", "mailbox does not exist", "does not have an account", "rejected your message", "not listed in", "no mailbox here",
		"nicht zustellen", "nicht übermittelt", "empfänger existiert nicht", "empfänger unbekannt", "unbekannter empfänger", "postfach ist voll", "n'a pu être", "pas été remis", "boîte aux lettres inconnue", "destinataire inconnu", "impossible de remettre",
		"no pudo ser entregado", "no se ha podido entregar", "no pudo entregarse", "no ha podido ser entregado", "usuario desconocido", "não pôde ser entregue", "não foi entregue", "caixa de correio do destinatário", "non è stato recapitato", "non è stato possibile recapitare", "non è stato possibile consegnare", "impossibile recapitare", "casella di posta è piena", "kon niet worden afgeleverd", "kon niet worden bezorgd", "niet worden bezorgd",
		"kunde inte levereras", "inte kunnat levereras", "kunne ikke leveres", "ei voitu toimittaa", "nie mogła zostać dostarczona", "nie została dostarczona", "nie można dostarczyć", "nie udało się dostarczyć", "nieznany użytkownik", "nelze doručit", "nebylo možné doručit", "nepodařilo se doručit", "nebolo možné doručiť", "nem kézbesíthető", "nem sikerült kézbesíteni", "nu a putut fi livrat", "teslim edilemedi", "iletilemedi",
		"не может быть доставлен", "не удалось доставить", "не было доставлено", "не вдалося доставити", "δεν ήταν δυνατή η παράδοση", "δεν παραδόθηκε", "לא ניתן היה למסור", "تعذر تسليم", "无法送达", "無法送達", "被退回", "投递失败", "ユーザーが見つかり", "배달되지", "전달되지", "반송되", "không thể gửi", "tidak dapat dikirim", "ไม่สามารถส่ง",
	},
	saysReceived: {
		"your request has been received", "your ticket has been", "your request has been assigned", "your inquiry has been received", "your enquiry has been received", "your message has been received", "your email has been received", "your e-mail has been received", "a ticket has been created", "a ticket has been opened", "a support ticket has been", "a new ticket has been",
		"a case has been created", "a case has been opened", "will respond to your request as soon as", "will get back to you as soon as possible", "will respond to you as soon as possible", "will be in touch as soon as", "within 24 hours of receiving", "acknowledge receipt of your", "wir haben ihre anfrage erhalten", "wir haben ihre nachricht erhalten", "wir haben deine anfrage erhalten", "ihre anfrage ist bei uns eingegangen",
		"ihre nachricht ist bei uns eingegangen", "schnellstmöglich bearbeiten", "so schnell wie möglich bearbeiten", "avons bien reçu votre", "accusons réception de votre", "hemos recibido su", "hemos recibido tu", "recebemos a sua", "recebemos sua", "recebemos seu", "abbiamo ricevuto la sua", "abbiamo ricevuto la tua",
		"wij hebben uw bericht", "we hebben uw bericht", "we hebben je bericht", "wij hebben uw vraag", "vi har mottagit ditt", "vi har modtaget din", "vi har mottatt din", "olemme vastaanottaneet", "otrzymaliśmy twoj", "otrzymaliśmy państwa", "obdrželi jsme váš", "am primit mesajul",
		"talebinizi aldık", "mesajınız alınmıştır", "ваше обращение принято", "ваше обращение зарегистрировано", "ваша заявка принята", "ваша заявка зарегистрирована", "мы получили ваше", "ваше звернення", "已收到您的", "お問い合わせを受け付け", "受け付けいたしました", "受付いたしました",
		"문의가 접수",
		"we have received your request", "we have received your message", "we have received your email", "we have received your e-mail", "we have received your inquiry", "we have received your enquiry", "we've received your request", "we've received your message", "we've received your email", "we received your request", "we received your message", "we received your email", "a member of our team will", "one of our agents will", "our team will get back", "our support team will", "request has been logged", "thank you for your order", "thanks for your order", "thank you for your purchase", "thank you for booking", "thank you for shopping", "we've received your order", "we have received your order",
		"bei uns eingegangen.", "bei uns eingegangen und", "ihre nachricht erhalten", "vielen dank für ihre bestellung", "danke für ihre bestellung", "danke für deine bestellung", "vielen dank für deine bestellung", "vielen dank für ihren einkauf", "ihre bestellung erhalten", "vielen dank für ihre buchung",
		"bien reçu votre", "votre demande a été", "votre message a bien été", "merci pour votre commande", "merci de votre commande", "su solicitud ha sido", "tu solicitud ha sido", "su mensaje ha sido", "gracias por tu compra", "gracias por su compra", "gracias por tu pedido", "gracias por su pedido", "sua solicitação foi", "seu chamado foi", "número do seu protocolo", "obrigado pela sua compra", "obrigado pela sua encomenda", "obrigado pelo seu pedido", "la sua richiesta è stata", "la tua richiesta è stata", "grazie per il tuo ordine", "grazie per il suo ordine", "grazie per il tuo acquisto",
		"uw bericht ontvangen", "je bericht ontvangen", "uw aanvraag ontvangen", "bedankt voor je bestelling", "bedankt voor uw bestelling", "ditt ärende har", "vi har tagit emot ditt", "tack för din beställning", "tack för din order", "tak for din ordre", "tak for din bestilling", "takk for din bestilling", "takk for bestillingen", "viestisi on vastaanotettu", "kiitos tilauksestasi", "twoje zgłoszenie zostało", "państwa zgłoszenie zostało", "dziękujemy za zamówienie", "dziękujemy za zakup", "dziękujemy za złożenie", "váš požadavek byl", "děkujeme za objednávku", "děkujeme za vaši objednávku", "megkeresését megkaptuk", "köszönjük rendelés", "vă mulțumim pentru comand", "talebiniz alın", "destek talebiniz", "siparişiniz için teşekkür", "siparişiniz alın",
		"номер заявки", "номер обращения", "спасибо за заказ", "спасибо за покупку", "дякуємо за замовлення", "ευχαριστούμε για την παραγγελία", "פנייתך התקבלה", "תודה על הזמנתך", "תודה על ההזמנה", "شكرا لطلبك", "شكراً لطلبك", "您的工单", "已经收到您的", "感谢您的订购", "感谢您的订单", "感謝您的訂購", "お問い合わせを受付", "ご注文ありがとう", "ご注文いただき", "접수되었습니다", "주문해 주셔서",
	},
	saysThanks: {
		"thank you for contacting", "thanks for contacting", "thank you for getting in touch with", "thank you for reaching out to our", "vielen dank für ihre anfrage", "vielen dank für ihre nachricht", "vielen dank für ihre e-mail", "vielen dank für deine anfrage", "danke für ihre anfrage", "danke für ihre nachricht", "merci de nous avoir contacté", "gracias por contactar",
		"gracias por ponerse en contacto", "obrigado por entrar em contato", "obrigado por contactar", "grazie per averci contattato", "bedankt voor uw bericht aan", "tack för att du kontaktar", "tak for din henvendelse", "takk for din henvendelse", "dziękujemy za kontakt", "děkujeme za váš", "köszönjük megkeresés", "спасибо за обращение",
		"感谢您的来信", "感謝您的來信", "感谢您联系", "感謝您聯絡", "お問い合わせありがとう", "お問い合わせいただき", "문의해 주셔서",
		"thanks for reaching out", "thank you for reaching out", "thank you for writing to", "thank you for your message", "thank you for your email", "thank you for your inquiry", "thank you for your enquiry", "thank you for your request", "vielen dank für deine nachricht", "vielen dank für ihr interesse", "merci pour votre message", "gracias por su mensaje", "gracias por contactarnos", "obrigado pelo seu contato", "obrigado pela sua mensagem", "grazie per il suo messaggio", "bedankt voor uw bericht", "bedankt voor je bericht", "tack för ditt", "tak for din mail", "takk for din e-post", "kiitos viestistäsi", "dziękujemy za wiadomość", "děkujeme za zprávu", "mesajınız için teşekkür", "благодарим за обращение", "дякуємо за звернення", "תודה על פנייתך", "شكرا لتواصلك", "شكراً لتواصلك", "感谢您的邮件", "ご連絡ありがとう",
	},
	saysDear: {
		"dear customer,", "dear customers", "dear valued", "dear client,", "dear user,", "dear subscriber", "dear member,", "dear guest,", "sehr geehrter kunde,", "sehr geehrte kundin", "liebe kundin,", "liebe kundinnen", "lieber kunde,", "liebe kunden,", "cher client", "chère cliente", "cher utilisateur", "cher abonné", "estimado cliente", "estimada cliente", "querido cliente", "caro cliente", "prezado cliente", "prezada cliente", "gentile cliente", "beste klant,", "geachte klant,", "bästa kund,", "kära kund,", "kære kunde,", "kjære kunde,", "hyvä asiakas,", "hyvä asiakkaamme",
		"szanowny kliencie", "szanowni klienci", "drogi kliencie", "vážený zákazníku", "vážená zákaznice", "tisztelt ügyfelünk", "kedves vásárlónk", "stimate client", "sayın müşterimiz", "değerli müşterimiz", "уважаемый клиент", "уважаемый покупатель", "уважаемые клиенты", "шановний клієнте", "αγαπητέ πελάτη", "לקוח יקר", "לקוחות יקרים", "عزيزي العميل", "عميلنا العزيز", "尊敬的客户：", "尊敬的客户:", "尊敬的客户，", "尊敬的用户", "尊敬的会员", "亲爱的用户", "親愛的顧客", "お客様各位", "いつもご利用いただき", "고객님,",
	},
	saysCustomer: {
		"your order is on", "your order has", "your parcel is on", "your parcel has", "your package is on", "your package has", "estimated delivery", "your payment was", "your payment of", "update your payment", "your booking is", "your invoice is ready", "your statement is", "your verification code", "your security code", "this code expires", "we received a request to reset", "requested a password reset", "verify your email", "confirm your email address", "will expire in",
		"ihre bestellung wurde", "ihre bestellung wird", "ihre sendung wird", "ihr paket wird", "ihr paket ist", "ihr paket kommt", "ihre rechnung steht", "ihr bestätigungscode", "votre commande a été", "votre commande est", "votre colis est", "votre facture est", "votre code de", "demandé la réinitialisation", "tu pedido ha", "tu pedido está", "su pedido ha sido", "tu envío", "su envío", "sigue tu", "seguimiento de tu", "seu pedido foi", "seu pedido está", "a sua encomenda", "rastrear", "il tuo ordine è", "la tua spedizione", "il suo ordine è", "segui la spedizione", "segui il tuo",
		"uw bestelling is", "je bestelling is", "je pakket is", "uw pakket is", "uw factuur staat", "din beställning är", "din beställning har", "ditt paket är", "din ordre er", "din pakke er", "tilauksesi on", "pakettisi on", "twoje zamówienie zostało", "twoja przesyłka", "twoja paczka", "vaše objednávka byla", "vaše zásilka", "rendelését", "comanda dumneavoastră a", "comanda ta a", "siparişiniz",
		"ваш заказ", "ваша посылка", "отследить", "код подтверждения", "ваше замовлення", "η παραγγελία σας", "הזמנתך", "طلبك رقم", "您的订单已", "您的包裹", "您的快递", "您的訂單已", "验证码", "驗證碼", "ご注文内容", "お荷物の", "認証コード", "주문하신", "배송이 시작", "인증번호",
	},
	saysAway: {
		"out of the office", "out of office", "away from the office", "away from my desk", "on annual leave", "on vacation until", "on holiday until", "on leave until", "on maternity leave", "on parental leave", "on sick leave", "i am currently away",
		"i'm currently away", "am away until", "will be back in the office", "back in the office on", "will return on", "no longer work for", "no longer works for", "no longer with the company", "no longer employed", "has left the company", "nicht im büro", "nicht im haus",
		"außer haus", "ausser haus", "bin bis zum", "bin ab dem", "bin im urlaub", "derzeit abwesend", "zurzeit abwesend", "nicht erreichbar", "in elternzeit", "im mutterschutz", "wieder erreichbar", "wieder im büro",
		"nicht mehr im unternehmen", "nicht mehr für", "absent du bureau", "absente du bureau", "suis absent", "suis en congé", "actuellement absent", "en congés jusqu", "de retour le", "fuera de la oficina", "estoy de vacaciones", "estaré ausente",
		"estaré de vuelta", "fora do escritório", "estou de férias", "estarei ausente", "fuori ufficio", "fuori sede", "sarò assente", "sono in ferie", "sono assente", "rientrerò", "niet op kantoor", "afwezig",
		"met vakantie", "op vakantie", "inte på kontoret", "på semester", "är tillbaka", "ikke på kontoret", "på ferie", "er tilbage", "er tilbake", "poissa toimistolta", "lomalla", "poza biurem",
		"jestem nieobecn", "na urlopie", "mimo kancelář", "na dovolené", "szabadságon", "în concediu", "ofis dışında", "izindeyim", "вне офиса", "в отпуске", "отсутствую", "нет в офисе",
		"у відпустці", "不在办公室", "不在辦公室", "休假", "外出", "不在にして", "休暇", "부재중", "휴가",
		"i'm off until", "i am off until", "i'm away until", "i'm on vacation", "i am on vacation", "i'm on holiday", "i am on holiday", "i'm out until", "am out until", "on leave from", "on leave till", "no longer work at", "no longer works at", "no longer with us", "closed until", "closed for the holidays", "we are closed from",
		"im urlaub", "bis einschließlich", "bin abwesend", "abwesend bis", "nicht mehr bei", "betriebsferien", "betriebsurlaub", "bin krankgeschrieben", "en vacances jusqu", "serai de retour", "congé maternité", "je suis en déplacement", "de vacaciones hasta", "no estaré disponible", "estaré fuera", "de férias", "em férias", "estarei fora", "estarei de volta", "ausente do escritório", "in ferie", "fuori dall'ufficio", "sarò in ufficio",
		"op verlof", "met verlof", "är ledig", "ledig till", "föräldraledig", "åter på kontoret", "tillbaka på kontoret", "holder ferie", "har ferie", "tilbage på kontoret", "avvikler ferie", "tilbake på kontoret", "vuosilomalla", "palaan töihin", "na zwolnieniu lekarskim", "przebywam na", "nieobecna", "nieobecny", "dovolenou", "dovolenke", "nejsem v kanceláři", "nem vagyok az irodában", "házon kívül", "în concediul", "nu sunt la birou", "tatildeyim", "yıllık izin", "iznindeyim", "ofiste değilim",
		"на больничном", "в командировке", "отпуске до", "я у відпустці", "на лікарняному", "в отпуск съм", "на одмору", "na godišnjem", "na dopustu", "σε άδεια", "εκτός γραφείου", "απουσιάζω", "בחופשה", "לא במשרד", "מחוץ למשרד", "في إجازة", "خارج المكتب", "正在度假", "出差", "放假", "年假", "お休みをいただ", "不在に", "夏季休業", "休業", "외출", "출장", "연차", "자리를 비", "부재 중", "nghỉ phép", "đi công tác", "sedang cuti", "ลาพักร้อน", "ไม่อยู่ที่สำนักงาน",
	},
	saysInstead: {
		"limited access to", "no access to my email", "no access to email", "access to my email", "access to my e-mail", "not be reading", "will not be forwarded", "is not being forwarded", "not be checking", "will not be read", "will reply upon my return", "reply when i return",
		"respond when i return", "respond upon my return", "reply as soon as i", "answer your message when i", "answer your mail as soon as", "respond to your email when", "respond to your message when", "get back to you when i return", "get back to you upon my return", "for urgent matters", "for urgent issues", "for urgent requests",
		"in urgent cases", "in case of emergency", "if it is urgent", "if this is urgent", "if your request is urgent", "if your matter is urgent", "in my absence", "during my absence", "during this period", "nicht weitergeleitet", "in dringenden fällen", "in dringenden angelegenheiten",
		"bei dringenden", "dringenden fällen", "während meiner abwesenheit", "meine vertretung", "wenden sie sich bitte an", "wenden sie sich an", "en cas d'urgence", "pour toute urgence", "durant mon absence", "pendant mon absence",
		"en mon absence", "en caso de urgencia", "para asuntos urgentes", "durante mi ausencia", "em caso de urgência", "para assuntos urgentes", "durante a minha ausência", "in caso di urgenza",
		"per urgenze", "per questioni urgenti", "durante la mia assenza", "in dringende gevallen", "voor dringende", "tijdens mijn afwezigheid", "vid brådskande", "i brådskande", "ved hastesager", "haster det",
		"kiireellis", "w pilnych sprawach", "podczas mojej nieobecności", "v naléhavých", "sürgős esetben", "în caz de urgență", "acil durum", "в срочных случаях", "по срочным вопросам", "во время моего отсутствия", "紧急事宜", "緊急事宜",
		"如有急事", "急ぎの場合", "お急ぎの場合", "緊急の場合", "긴급한",
		"not checking email", "not checking my email", "not reading email", "won't be checking", "not have access to", "without access to", "will respond after", "will reply after", "if it can't wait", "for anything urgent", "if urgent", "please direct all", "please direct your", "please contact my colleague", "intermittent access", "sporadic access",
		"lese keine mails", "lese keine e-mails", "mails nicht gelesen", "wird nicht gelesen", "wird nicht bearbeitet", "der reihe nach", "melde mich nach", "hilft ihnen", "hilft frau", "hilft herr", "vertritt mich", "merci de contacter", "veuillez contacter", "vous pouvez contacter", "je vous répondrai", "pas accès à", "en caso de emergencia", "temas urgentes", "asuntos urgentes", "si es urgente", "escribid a", "contacte con", "sin acceso", "no tendré acceso", "assuntos urgentes", "sem acesso", "se for urgente", "casi urgenti", "comunicazioni urgenti", "potete contattare", "può contattare", "non avrò accesso",
		"voor spoed", "bij spoed", "neem contact op met", "mail niet", "wordt niet gelezen", "är bråttom", "akuta ärenden", "läser inte", "läses inte", "kontakta gärna", "läser ej", "læser ikke", "bliver ikke læst", "læses ikke", "kontakt venligst", "vennligst kontakt", "kontakt gjerne", "hvis det haster", "leser ikke", "blir ikke lest", "ota yhteyttä", "w sprawach pilnych", "proszę o kontakt z", "odpowiem po", "v urgentních", "v naliehavých", "kontaktujte", "obraťte se na", "sürgős ügy", "forduljon", "pentru urgențe", "contactați", "iletişime geç", "adresine yazabilir", "bakamayacağım",
		"в срочном", "по срочным", "обращайтесь к", "не имею доступа", "у термінових", "з термінових", "звертайтес", "hitnim slučajevima", "επείγοντα", "επικοινωνήστε με", "θα απαντήσω", "דחופים", "אחזור אלי", "ניתן לפנות ל", "الحالات العاجلة", "للأمور العاجلة", "التواصل مع", "紧急情况", "有急事", "若有急", "请联系", "請聯繫", "以降にご返信", "以降に順次", "確認できません", "返信が遅", "급한 용무", "급한 일", "메일 확인이", "trường hợp khẩn", "mendesak", "กรณีเร่งด่วน",
	},
}

// allPhrases has the phrases of each tongue as a group, in the order of their bits.
var allPhrases = phrasebook.MustNew(tongues()...)

func tongues() [][]string {
	var groups [][]string
	for t := saysAutomatic; t <= lastTongue; t <<= 1 {
		groups = append(groups, slices.Concat(phrases[t], noticesOfTheMail[t], noticesToTheReader[t], noticesOfDesks[t]))
	}
	return groups
}

// spoken is what the phrases of a text give away; it is heard when it is first asked for.
type spoken struct {
	heard  bool
	tongue tongue
}

func (s *spoken) listen(text string) {
	s.heard, s.tongue = true, tongue(allPhrases.In(bothEnds(text)))
}

// says tells whether a phrase of a tongue stands in the text.
func (l *letter) says(t tongue) bool {
	if !l.words.heard {
		l.words = spoken{heard: true, tongue: tongue(allPhrases.In(l.ends))}
	}
	return l.words.tongue&t != 0
}

// saysHimself tells whether a phrase of a tongue stands in what the sender wrote himself.
func (l *letter) saysHimself(t tongue) bool {
	if !l.ownWords.heard {
		l.ownWords = l.spokenByHimself()
	}
	return l.ownWords.tongue&t != 0
}

// ofHimself are the tongues that count only in the sender's own words.
const ofHimself = saysAutomatic | saysNoAnswer | saysReceived | saysThanks | saysDear | saysCustomer | saysAway | saysInstead | saysFollow | saysIgnore | saysEvent | saysWhy | saysModerator

func (l *letter) spokenByHimself() (s spoken) {
	own, text := l.ownText(), l.msg.Text
	switch {
	case own == text || len(text) <= 2*maxLooks && strings.TrimSpace(own) == strings.TrimSpace(text):
		l.says(0) // which hears the same
		s = l.words
	case !l.words.heard && len(text) <= 2*maxLooks && strings.HasPrefix(text, own):
		s = l.hearBehind(own)
	default:
		s.listen(own)
	}
	if s.tongue&ofHimself != 0 && strings.ContainsAny(own, opening) {
		s.listen(withoutCitations(bothEnds(own)))
	}
	return s
}

// hearBehind listens to the beginning of the text, and from there on to the whole, and returns what the beginning says.
func (l *letter) hearBehind(beginning string) spoken {
	beginning = strings.TrimRightFunc(beginning, unicode.IsSpace)
	first, behind := allPhrases.Hear(beginning, 0)
	more, _ := allPhrases.Hear(strings.TrimRightFunc(l.msg.Text[len(beginning):], unicode.IsSpace), behind)
	l.words = spoken{heard: true, tongue: tongue(first | more)}
	return spoken{heard: true, tongue: tongue(first)}
}

// opening are the marks that a citation begins with.
const opening = "\"“„«「"

func withoutCitations(text string) string {
	var out strings.Builder
	for {
		at := strings.IndexAny(text, opening)
		if at < 0 {
			out.WriteString(text)
			return out.String()
		}
		out.WriteString(text[:at])
		text = text[at:]
		if cited := citation.FindString(text); cited != "" {
			out.WriteByte(' ')
			text = text[len(cited):]
			continue
		}
		_, n := utf8.DecodeRuneInString(text)
		out.WriteString(text[:n])
		text = text[n:]
	}
}

// citation is what stands between quotation marks, within a paragraph: somebody else's words.
var citation = regexp.MustCompile(`^(?:"(?:[^"\n]|\n[^"\n])+"|“(?:[^“”\n]|\n[^“”\n])+”|„(?:[^“”\n]|\n[^“”\n])+[“”]|«(?:[^«»\n]|\n[^«»\n])+»|「[^「」]+」)`)

// ownText is the text without what is quoted or forwarded. The small print below it stays: machines say there what they
// are.
func (l *letter) ownText() string {
	text := l.msg.Text
	if len(l.msg.Cuts) == 0 {
		return l.msg.NewText
	}
	var own strings.Builder
	at := 0
	for _, c := range l.msg.Cuts {
		if c.Start < at || c.End < c.Start || c.End > len(text) || !ofOthers(c) {
			continue
		}
		if at == 0 && c.End == len(text) {
			return text[:c.Start]
		}
		own.WriteString(text[at:c.Start])
		at = c.End
	}
	if at == 0 {
		return text
	}
	own.WriteString(text[at:])
	return own.String()
}

func ofOthers(c gateway.Cut) bool { return c.Rule == "quote" || c.Rule == "forwarded" }
