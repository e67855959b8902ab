package screen

import (
	"regexp"
	"strings"
	"unicode"

	"frontdesk/gateway/phrasebook"
)

// many is the number of recipients from which on a mail is written to a crowd.
const many = 20

// goesToMany counts the addresses that the mail names as its recipients.
func (l *letter) goesToMany() bool {
	n := 0
	for _, name := range []string{"to", "cc", "resent-to", "resent-cc"} {
		for _, v := range l.header.all(name) {
			n += strings.Count(v, "@")
		}
	}
	return n >= many
}

// idOfServer: the Message-ID is in the form that sendmail, Postfix, qmail or Exim gives to a mail that came without one
// (RFC 6409 section 8.3 lets them). Mail programs that people use make their own.
func (l *letter) idOfServer() bool {
	id := l.msg.Thread.ID
	return id != "" && (id[0] == 'E' || id[0] <= '9') && serverID.MatchString(id) && !l.has("user-agent") && (!l.has("x-mailer") || l.fromLibrary())
}

// oldReceipt: a mail program tells that a mail was read, in words alone.
func (l *letter) oldReceipt() bool {
	return strings.ContainsAny(l.subject, ":：") && receiptSubject.MatchString(l.subject) && receiptText.MatchString(firstBytes(l.msg.Text, maxLooks))
}

// linksToReader: a link leads to settings, or carries what proves who follows it.
func (l *letter) linksToReader() bool {
	text := l.ends
	for {
		at := strings.Index(text, "://")
		if at < 0 {
			return false
		}
		link, rest := text[at:], ""
		if end := strings.IndexAny(link, " \t\n\f\r<>"); end >= 0 {
			link, rest = link[:end], link[end:]
		}
		if leavingLink.MatchString(link) || hasToken(link) && readersLink.MatchString(link) {
			return true
		}
		text = rest
	}
}

// hasToken tells whether a link carries what could prove who follows it: behind its host a number, or a value. Pages that
// everybody may open are seldom named so.
func hasToken(link string) bool {
	_, path, _ := strings.Cut(strings.TrimPrefix(link, "://"), "/")
	return strings.ContainsAny(path, "=0123456789")
}

// namesUnreached: the words of a bounce, and in the new text an address on a line of its own. The sender's own would be
// his signature.
func (l *letter) namesUnreached() bool {
	if !l.says(saysBounce) {
		return false
	}
	for line := range strings.Lines(bothEnds(l.msg.NewText)) {
		if !strings.Contains(line, "@") {
			continue
		}
		if found := unreached.FindStringSubmatch(line); found != nil && !strings.EqualFold(found[1], l.sender.Addr) {
			return true
		}
	}
	return false
}

// subjectOfResult: how something ended, in the words of the program that did it; or a state in capitals among words that
// are not. A notifier's subject says as much by itself.
func (l *letter) subjectOfResult() bool {
	found := l.hasSubject(runningForm) && resultOfIt.MatchString(l.subject) || l.hasSubject(resultForm) ||
		l.hasSubject(stateForm) && stateInCapitals.MatchString(l.msg.Subject) && strings.IndexFunc(l.msg.Subject, unicode.IsLower) >= 0
	return found && !l.hasSubject(notifierForm)
}

// fromLibrary: written by a program with one of the libraries for it, not by a person in a mail program.
func (l *letter) fromLibrary() bool {
	if _, ok := l.present("x-php-originating-script", "x-php-script"); ok {
		return true
	}
	if _, ok := l.any("x-mailer", library.MatchString); ok {
		return true
	}
	return strings.Contains(l.msg.Thread.ID, ".JavaMail.") && !l.has("x-mailer") && !l.has("user-agent")
}

// ownReturnPath: the return path was made for this recipient or this mail.
func (l *letter) ownReturnPath() bool {
	local := l.envelope.addr.Local()
	worth := strings.Contains(local, "=") || strings.Contains(local, "return") || strings.HasPrefix(local, "b") || strings.Contains(local, "bounce")
	return worth && verp.MatchString(local)
}

// namesNobody: the field of recipients is an empty group (RFC 5322 section 3.4).
func namesNobody(to string) bool {
	return strings.Contains(to, ";") && emptyGroup.MatchString(to) || undisclosed.MatchString(to)
}

func (l *letter) onlyFromLibrary() bool { return l.fromLibrary() && !l.idOfServer() }

const runningThings = `back-?up|job|task|build|pipeline|scan|upgrades?|deploy(ment)?|sync|replication|array|volume|raid|plugins?`

var (
	notifier = phrasebook.MustCompile(`(?i)@em\d*\.|(^|[-_.+])(news|newsletters?|e?mailing(list)?|notif(y|ier|ications?)|alerts?|announcements?|announce|promo(tions?)?|offers|deals|digest|updates|robot|automail(er)?|webmaster-?bot|rss|feeds?|rss-?feeds?|rss2e?mail|voice-?mail|scanner|copier|uptime|jira|bugzilla|jenkins|gitlab|nagios|icinga|zabbix|monitor(ing)?|surveys?)([-_.+@]|\d*@)|` +
		`@(news|newsletters?|e?mail(er|ing)s?|reply|bounces?|notif(y|ications?)|alerts?|lists?|mkt|marketing|campaigns?)\.`)
	notifierSubject = phrasebook.MustCompile(`^\[(jira|bugzilla|bug \d|github|gitlab|jenkins|nagios|zabbix|confluence|redmine|trac|sentry)|^\*\* (problem|recovery)|^\[(down|up|alert|warning|critical|error|resolved|failed|ok)\]|^(problem|resolved|recovery|alert|firing|down|up)( alert)?: |pipeline (failed|passed|succeeded)|(failed|fixed|passed) pipeline|build (failed|succeeded|passed|fixed)|new voice-?mail|please moderate|^welcome to |^cron <|logwatch for|certificate expir|(invited|mentioned) you|(liked|commented on|replied to) your|\b(newsletter|digest|vol\. ?\d+|issue \d+|edition \d+)\b`)

	// How programs name what they did. Bounces have results of nothing that runs, so that what runs is looked for first.
	whatRuns        = phrasebook.MustCompile(`\b(` + runningThings + `)\b`)
	resultOfIt      = phrasebook.MustCompile(`\b(` + runningThings + `)\b.{0,40}\b(failed|failure|succeeded|success(ful(ly)?)?|completed?|finished|passed|broken|back to normal|aborted|degraded|status|updated|critical|warning)\b`)
	resultSubject   = phrasebook.MustCompile(`\b(fax|voice ?-?mail|voice message|scan(ned)?( image)?)\b.{0,12}\bfrom [<"+(\d]|scanned image from|faxempfang von|(sprachnachricht|anrufbeantworter) von [+\d]|(sicherung|backup).{0,30}(fehlgeschlagen|abgeschlossen|erfolgreich)|(sauvegarde|copia de seguridad|backup|резервное копирование).{0,30}(échoué|réussie|terminée|completad[ao]|fallid[ao]|fallito|riuscito|completato|завершено)`)
	stateSubject    = phrasebook.MustCompile(`(?i)` + stateInCapitals.String())
	stateInCapitals = regexp.MustCompile(`\b(SUCCESS|CRITICAL|RECOVERY|RESOLVED|FIRING|DEGRADED|INFECTED)\b`)

	// verp are return paths that carry the recipient or a bounce's number (user=domain, b-123, news.bounces.9).
	verp = regexp.MustCompile(`^[^=]{1,64}[-+=.][^=]{1,64}=[a-z0-9.-]+\.[a-z]{2,}$|^b(ounces?)?[-_.+=]|[-_.+](bounces?|return)([-_.+=]|$)`)

	// hostAccount are accounts under which programs run.
	hostAccount = phrasebook.MustCompile(`^(mail|oracle|mysql|postgres(ql)?|nagios|icinga|zabbix|munin|backup|www|web|webserver|wwwrun|httpd?|nginx|tomcat|jboss|system|syslog|logwatch|ftp|svn|git|hudson|jenkins|puppet|ansible|munge|uucp|operator|asterisk|smmsp|logcheck|fail2ban|apt|unattended-upgrades|certbot|monit|smartd|mdadm|proxmox|plesk|cpanel|wordpress|nas|diskstation|scan|scanner|copier|printer)$`)

	// departmentLocal are addresses under which shops write to their customers.
	departmentLocal = phrasebook.MustCompile(`^(orders?|bookings?|reservations?|billing|invoices?|payments?|support|help|help-?desk|service-?desk|service|customer-?(care|service|support)|tracking|shipping|delivery|shop|store|feedback|survey|umfrage|status|forum|accounts?|membership|` +
		`bestellung(en)?|rechnung(en)?|kunden(service|dienst|center)|versand|zustellung|termine|facturation|commandes?|serviceclient|pedidos|facturas|facturacion|atendimento|avisos|ordini|fatture|spedizioni|facturen|bestellingen|klantenservice|kundtjanst|kundeservice|asiakaspalvelu|zamowienia|sklep|objednavky|destek|siparis|zakaz|shop-?support)([-_.+].*)?$`)

	// shopSubject are the subjects under which shops, carriers and payment services write.
	shopSubject = phrasebook.MustCompile(`\b(order|booking|reservation|payment) confirmation\b|\bconfirmation of (your )?(order|booking|reservation)|\bhas (been )?(shipped|dispatched)\b|\bis on its way\b|out for delivery|\bpayment (of .{1,40} )?(received|failed)|verification code|password reset|reset your password|passwort.{0,20}zurück|zurücksetzung|(restablec|redefini|ripristin|reimposta|herstel|reset).{0,20}(contraseña|senha|password|wachtwoord|hasł|hesla)|återställ.{0,15}lösenord|nulstil.{0,20}adgangskode|tilbakestill.{0,15}passord|salasanan (palautu|nollau|vaihto)|jelszó.{0,15}visszaállít|resetare.{0,10}parol|(parola|şifre).{0,10}sıfırla|(сброс|восстановление|скидання|відновлення).{0,10}парол|επαναφορά.{0,10}κωδικού|איפוס.{0,5}סיסמ|تعيين كلمة|重置密码|密码重置|重設密碼|密碼重設|パスワードの?(再設定|リセット)|비밀번호 재설정|đặt lại mật khẩu|confirm your (email|e-mail|account)|` +
		`bestellbestätigung|auftragsbestätigung|versandbestätigung|buchungsbestätigung|ihre bestellung (nr|bei)|wurde versandt|ist unterwegs|wird zugestellt|ihr paket kommt|terminerinnerung|eingangsbestätigung|confirmation de (votre )?(commande|réservation)|réinitialisation d|confirmación de (tu |su |la )?(pedido|compra|reserva)|está en (reparto|camino)|confirmação d[eo] (seu )?pedido|recebemos su?a|` +
		`conferma (dell'|del tuo |d')?ordine|in consegna|bevestiging van (je|uw) bestelling|bestelbevestiging|is onderweg|orderbekräftelse|ordrebekræftelse|ordrebekreftelse|tilausvahvistus|potwierdzenie zamówienia|potvrzení objednávky|rendelés visszaigazolás|confirmare comandă|sipariş onay|подтверждение заказа|ваш заказ|订单确认|已发货|ご注文(の)?確認|発送(完了)?のお知らせ|주문 확인|주문이 완료`)

	// readersLink and leavingLink know them by their paths, which are English in every language.
	readersLink = phrasebook.MustCompile(`(?i)://[^\s<>]+[/?&=._:-](notification|subscri(be|ption)|verify|verification|activat|reset|lost-?_?password|confirm|token=|auth=|key=|track|moderat|approve|action=(trash|spam|delete|reject|decline|accept))`)
	leavingLink = phrasebook.MustCompile(`(?i)://[^\s<>]+[/?&=._:-](unsub|opt-?out|preferences)`)

	// receiptSubject and receiptText are how mail programs without RFC 8098 tell that a mail was read, or thrown away.
	receiptSubject = phrasebook.MustCompile(`^(read|not read|gelesen|nicht gelesen|ungelesen gelöscht|lu|non lu|leído|no leído|lida|não lida|letto|da leggere|gelezen|niet gelezen|läst|oläst|læst|ulæst|lest|ulest|luettu|przeczytano|přečteno|olvasva|прочитано|已读|既読|開封済み|읽음)[:：]`)
	receiptText    = phrasebook.MustCompile(`(?i)^\s*(your message|ihre nachricht|votre message|su mensaje|a sua mensagem|sua mensagem|il messaggio|uw bericht|ditt meddelande|din meddelelse|viestisi|twoja wiadomość|vaše zpráva|az üzenet|ваше сообщение|您的邮件|メッセージ|메시지)\s{1,8}(to|an|à|para|a|aan|till|til|vastaanottaja|do|komu|címzett|кому|收件人|宛先|받는 사람)\s*[:：]`)

	// unreached is an address that stands alone on its line, as servers name whom they could not deliver to.
	unreached = regexp.MustCompile(`^[ \t]*<?([^\s@<>()]+@[^\s@<>()]+\.[^\s@<>().:：]+)>?[:：]?[ \t]*(?:[:：].*|\(.*)?\r?\n?$`)

	serverID = regexp.MustCompile(`^(\d{12}\.[a-zA-Z]\w{10,12}|\d{14}\.[0-9A-F]{8,12}|\d{14}\.[a-z0-9]\w{10,13}|\d{14}\.\d{1,10}\.qmail|E[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4})@`)

	library = phrasebook.MustCompile(`(?i)\b(php|phpmailer|swiftmailer|mime::lite|mime-lite|mail::|nodemailer|jmail|aspmail|aspnetemail|aspemail|cdo|javamail|python|perl|powermta|sendemail|swaks|mailx|smtplib|wordpress|drupal|listmanager|interspire|mailman|lyris)`)

	undisclosed = phrasebook.MustCompile(`(?i)undisclosed`)

	emptyGroup = regexp.MustCompile(`^[^@]*:\s*;`)
)
