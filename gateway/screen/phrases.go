package screen

import (
	"slices"
	"strings"

	"frontdesk/gateway"
	"frontdesk/gateway/phrasebook"
)

// tongue is what a phrase gives away of its writer.
type tongue uint8 // one bit for each

const (
	saysAutomatic   tongue = 1 << iota // that a machine wrote it, or that no answer will be read
	saysUnsubscribe                    // how to leave a list, in the words of the one who runs it
	saysWebView                        // that the mail is also on the web
	saysSmallPrint                     // a company's small print
	saysBounce                         // that mail was not delivered
	saysReceived                       // that a message has come in, in the words of a help desk
	saysAway                           // that the writer is away
	saysInstead                        // what becomes of mail meanwhile, or whom to turn to
)

// phrases are looked for in folded text: lower case, one space between words, plain apostrophes. A customer's own words
// about such mail ("please unsubscribe me") must not be among them.
var phrases = map[tongue][]string{
	saysAutomatic: {
		"do not reply to this", "do not respond to this", "don't reply to this", "please do not reply to it", "cannot reply to this e", "can't reply to this e",
		"replies to this email are not", "replies to this message are not", "replies to this address are not", "replies to this email will not", "not possible to reply to this",
		"this is an automated", "this is an automatic ", "this is an auto-generated", "this is an automatically", "this is a system generated", "this is a system-generated",
		"was generated automatically", "was sent automatically", "was automatically generated", "was automatically sent", "is automatically generated", "has been automatically generated", "has been automatically sent",
		"automatically generated message", "automatically generated email", "automatically generated e-mail", "automatically generated mail", "automatically generated response", "automatically generated reply", "generated automatically by",
		"type your reply above this line", "write your reply above this line", "reply above this line to respond",
		"wurde automatisch generiert", "wurde automatisch erstellt", "wurde automatisch erzeugt", "wurde automatisch versandt", "wurde automatisch versendet", "wurde automatisch verschickt",
		"automatisch generierte e-mail", "automatisch generierte mail", "automatisch generierte nachricht", "automatisch erstellte e-mail", "automatisch erstellte nachricht", "automatisch erzeugte", "automatisch versendete",
		"antworten sie nicht auf diese", "antworten sie bitte nicht auf diese", "nicht auf diese e-mail", "nicht auf diese nachricht zu antworten",
		"ne pas répondre à ce", "envoyé automatiquement", "généré automatiquement", "no responda a este", "no responda este", "no conteste a este", "no conteste este", "generado automáticamente", "enviado automáticamente",
		"não responda a est", "não responda est", "gerada automaticamente", "gerado automaticamente", "enviada automaticamente", "enviado automaticamente",
		"non rispondere a quest", "generata automaticamente", "generato automaticamente", "inviata automaticamente", "inviato automaticamente", "niet te antwoorden op deze", "niet te reageren op deze", "antwoord niet op deze", "automatisch gegenereerd", "automatisch verzonden", "automatisch verstuurd",
		"svara inte på detta", "svar ikke på denne", "wygenerowana automatycznie", "wygenerowany automatycznie", "wysłana automatycznie", "nie odpowiadaj na", "nie odpowiadać na", "neodpovídejte na",
		"не отвечайте на это", "создано автоматически", "сформировано автоматически", "отправлено автоматически", "автоматическое сообщение", "автоматическое уведомление",
		"请勿回复", "请勿直接回复", "請勿回覆", "請勿直接回覆", "系统自动发", "系統自動發", "自動送信", "自動配信", "自動返信", "返信しないで", "返信いただいても", "返信はできません", "발신 전용", "발신전용",
	},
	saysUnsubscribe: {
		"to unsubscribe", "to be unsubscribed", "be unsubscribed from", "unsubscribe here", "unsubscribe link", "unsubscribe from this", "unsubscribe from these", "unsubscribe at any time", "unsubscribe instantly", "/unsubscribe", "unsubscribe.", "| unsubscribe", "unsubscribe |",
		"to cancel these notices", "to be removed", "be instantly removed", "to be taken off", "no longer wish to receive", "no longer want to receive", "remove yourself from", "you are subscribed as", "you're subscribed as", "signed up to receive", "to stop receiving", "account preferences", "manage preferences", "manage your preferences", "update your preferences", "change your preferences", "email preferences", "manage your subscription", "manage my subscriptions", "update your subscription", "change your subscription", "subscription preferences",
		"you are receiving this", "you're receiving this", "you received this email because", "you received this message because", "you have received this e", "you've received this e", "you are subscribed to", "you're subscribed to", "you have been subscribed to",
		"newsletter abbestellen", "newsletter abmelden", "newsletter abzubestellen", "vom newsletter abmelden", "hier abmelden", "désabonner", "désinscri", "darse de baja", "cancelar la suscripción", "cancelar su suscripción", "cancelar suscripción", "cancelar inscrição", "cancelar a inscrição", "cancelar a sua inscrição", "disiscri", "annulla l'iscrizione",
		"afmelden", "uitschrijven", "avregistrera", "wypisać się", "отписаться", "退订", "取消订阅", "退訂", "取消訂閱", "配信停止", "購読解除", "수신거부",
	},
	saysWebView: {
		"view this email", "view this e-mail", "view this newsletter", "view this message in", "view it in your browser", "view in browser", "view online", "read this email online", "read this newsletter online", "can't read this", "can't see this", "cannot read this", "cannot see this", "trouble viewing", "trouble reading", "problems viewing", "problems reading",
		"im browser anzeigen", "im browser ansehen", "im browser öffnen", "online-version", "online-ansicht", "version en ligne", "dans votre navigateur", "en su navegador", "en tu navegador", "nel browser", "in uw browser", "in je browser", "在浏览器中", "ブラウザで", "ブラウザーで",
	},
	saysSmallPrint: {
		"all rights reserved", "privacy policy", "privacy statement", "privacy notice", "terms of use", "terms of service", "terms and conditions", "copyright", "©", "advertisement", "to learn about advertising", "alle rechte vorbehalten", "tous droits", "datenschutz", "impressum",
	},
	saysBounce: {
		"could not be delivered", "couldn't be delivered", "cannot be delivered", "can not be delivered", "can't be delivered", "was not delivered", "were not delivered", "wasn't delivered", "not able to deliver", "wasn't able to deliver", "unable to deliver", "could not deliver", "undeliver", "did not reach", "delivery to the following", "delivery of your message", "returned to sender", "permanent error", "permanent fatal error", "permanent failure",
		"has been postponed", "has been returned", "returned mail", "automatically rejected", "was rejected by", "has been rejected by", "delivery error", "delivery failure", "delivery has failed", "failed recipient", "undelivered", "送信できません", "配信されません", "届きません", "お届けできません",
		"user unknown", "unknown user", "recipient unknown", "unknown recipient", "recipient rejected", "address rejected", "no such user", "mailbox unavailable", "mailbox full", "mailbox is full", "over quota", "mail delivery", "550 ", "554 ", "5.1.1", "5.7.1", "5.2.2", "nicht zugestellt", "unzustellbar", "n'a pas pu être", "no se pudo entregar", "não foi possível entregar", "не доставлено", "无法投递", "退信", "配信できません",
	},
	saysReceived: {
		"thank you for contacting", "thanks for contacting", "thank you for getting in touch with", "thank you for reaching out to our", "your request has been received", "your ticket has been", "your request has been assigned", "your inquiry has been received", "your enquiry has been received", "your message has been received", "your email has been received", "your e-mail has been received",
		"a ticket has been created", "a ticket has been opened", "a support ticket has been", "a new ticket has been", "a case has been created", "a case has been opened", "will respond to your request as soon as", "will get back to you as soon as possible", "will respond to you as soon as possible", "will be in touch as soon as", "within 24 hours of receiving", "acknowledge receipt of your",
		"vielen dank für ihre anfrage", "vielen dank für ihre nachricht", "vielen dank für ihre e-mail", "vielen dank für deine anfrage", "danke für ihre anfrage", "danke für ihre nachricht", "wir haben ihre anfrage erhalten", "wir haben ihre nachricht erhalten", "wir haben deine anfrage erhalten", "ihre anfrage ist bei uns eingegangen", "ihre nachricht ist bei uns eingegangen", "schnellstmöglich bearbeiten", "so schnell wie möglich bearbeiten",
		"avons bien reçu votre", "accusons réception de votre", "merci de nous avoir contacté", "hemos recibido su", "hemos recibido tu", "gracias por contactar", "gracias por ponerse en contacto", "recebemos a sua", "recebemos sua", "recebemos seu", "obrigado por entrar em contato", "obrigado por contactar", "abbiamo ricevuto la sua", "abbiamo ricevuto la tua", "grazie per averci contattato",
		"wij hebben uw bericht", "we hebben uw bericht", "we hebben je bericht", "wij hebben uw vraag", "bedankt voor uw bericht aan", "tack för att du kontaktar", "vi har mottagit ditt", "tak for din henvendelse", "vi har modtaget din", "takk for din henvendelse", "vi har mottatt din", "olemme vastaanottaneet", "dziękujemy za kontakt", "otrzymaliśmy twoj", "otrzymaliśmy państwa", "děkujeme za váš", "obdrželi jsme váš", "köszönjük megkeresés", "am primit mesajul", "talebinizi aldık", "mesajınız alınmıştır",
		"ваше обращение принято", "ваше обращение зарегистрировано", "ваша заявка принята", "ваша заявка зарегистрирована", "мы получили ваше", "спасибо за обращение", "ваше звернення", "已收到您的", "感谢您的来信", "感謝您的來信", "感谢您联系", "感謝您聯絡", "お問い合わせありがとう", "お問い合わせいただき", "お問い合わせを受け付け", "受け付けいたしました", "受付いたしました", "문의가 접수", "문의해 주셔서",
	},
	saysAway: {
		"out of the office", "out of office", "away from the office", "away from my desk", "on annual leave", "on vacation until", "on holiday until", "on leave until", "on maternity leave", "on parental leave", "on sick leave", "i am currently away", "i'm currently away", "am away until", "will be back in the office", "back in the office on", "will return on", "no longer work for", "no longer works for", "no longer with the company", "no longer employed", "has left the company",
		"nicht im büro", "nicht im haus", "außer haus", "ausser haus", "bin bis zum", "bin ab dem", "bin im urlaub", "derzeit abwesend", "zurzeit abwesend", "nicht erreichbar", "in elternzeit", "im mutterschutz", "wieder erreichbar", "wieder im büro", "nicht mehr im unternehmen", "nicht mehr für",
		"absent du bureau", "absente du bureau", "suis absent", "suis en congé", "actuellement absent", "en congés jusqu", "de retour le", "fuera de la oficina", "estoy de vacaciones", "estaré ausente", "estaré de vuelta", "fora do escritório", "estou de férias", "estarei ausente", "fuori ufficio", "fuori sede", "sarò assente", "sono in ferie", "sono assente", "rientrerò",
		"niet op kantoor", "afwezig", "met vakantie", "op vakantie", "inte på kontoret", "på semester", "är tillbaka", "ikke på kontoret", "på ferie", "er tilbage", "er tilbake", "poissa toimistolta", "lomalla", "poza biurem", "jestem nieobecn", "na urlopie", "mimo kancelář", "na dovolené", "szabadságon", "în concediu", "ofis dışında", "izindeyim", "вне офиса", "в отпуске", "отсутствую", "нет в офисе", "у відпустці", "不在办公室", "不在辦公室", "休假", "外出", "不在にして", "休暇", "부재중", "휴가",
	},
	saysInstead: {
		"limited access to", "no access to my email", "no access to email", "access to my email", "access to my e-mail", "not be reading", "will not be forwarded", "is not being forwarded", "not be checking", "will not be read", "will reply upon my return", "reply when i return", "respond when i return", "respond upon my return", "reply as soon as i", "answer your message when i", "answer your mail as soon as", "respond to your email when", "get back to you when i return", "get back to you upon my return", "on my return", "for urgent matters", "for urgent issues", "for urgent requests", "in urgent cases", "in case of emergency", "if it is urgent", "if this is urgent", "if your request is urgent", "if your matter is urgent", "in my absence", "during my absence", "during this period",
		"nicht weitergeleitet", "in dringenden fällen", "in dringenden angelegenheiten", "bei dringenden", "dringenden fällen", "während meiner abwesenheit", "meine vertretung", "wenden sie sich bitte an", "wenden sie sich an", "nach meiner rückkehr", "nach meinem urlaub",
		"en cas d'urgence", "pour toute urgence", "durant mon absence", "pendant mon absence", "en mon absence", "à mon retour", "dès mon retour", "en caso de urgencia", "para asuntos urgentes", "durante mi ausencia", "a mi regreso", "em caso de urgência", "para assuntos urgentes", "durante a minha ausência", "no meu retorno", "in caso di urgenza", "per urgenze", "per questioni urgenti", "durante la mia assenza", "al mio rientro",
		"in dringende gevallen", "voor dringende", "tijdens mijn afwezigheid", "bij mijn terugkeer", "vid brådskande", "i brådskande", "ved hastesager", "haster det", "kiireellis", "w pilnych sprawach", "podczas mojej nieobecności", "v naléhavých", "sürgős esetben", "în caz de urgență", "acil durum", "в срочных случаях", "по срочным вопросам", "во время моего отсутствия", "紧急事宜", "緊急事宜", "如有急事", "急ぎの場合", "お急ぎの場合", "緊急の場合", "긴급한",
	},
}

// allPhrases has the phrases of each tongue as a group, in the order of their bits.
var allPhrases = phrasebook.MustNew(
	phrases[saysAutomatic], phrases[saysUnsubscribe], phrases[saysWebView], phrases[saysSmallPrint], phrases[saysBounce], phrases[saysReceived],
	phrases[saysAway], phrases[saysInstead],
)

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
		l.words.listen(l.msg.Text)
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

func (l *letter) spokenByHimself() (s spoken) {
	own, text := l.ownText(), l.msg.Text
	if own == text || len(text) <= 2*maxLooks && strings.TrimSpace(own) == strings.TrimSpace(text) {
		l.says(0) // which hears the same
		return l.words
	}
	s.listen(own)
	return s
}

// ownText is the text without what is quoted or forwarded. The small print below it stays: machines say there what they
// are.
func (l *letter) ownText() string {
	text := l.msg.Text
	if len(l.msg.Cuts) == 0 {
		return l.msg.NewText
	}
	if !slices.ContainsFunc(l.msg.Cuts, ofOthers) {
		return text
	}
	var b strings.Builder
	at := 0
	for _, c := range l.msg.Cuts {
		if c.Start < at || c.End < c.Start || c.End > len(text) || !ofOthers(c) {
			continue
		}
		b.WriteString(text[at:c.Start])
		at = c.End
	}
	b.WriteString(text[at:])
	return b.String()
}

func ofOthers(c gateway.Cut) bool { return c.Rule == "quote" || c.Rule == "forwarded" }
