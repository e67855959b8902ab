package screen

// noticesOfDesks are the words in which shops, carriers, banks, help desks, forums, lists and machines of an office tell what
// became of something, and where to look at it. They speak to the reader: what a customer says of his own parcel, that
// somebody answered, or when he is back, must not be among them. They are folded as phrases are, one language a line.
var noticesOfDesks = map[tongue][]string{
	saysReceived: {
		"has been received and is being reviewed", "received and is being processed", "representative will follow", "representative will contact you", "representative will be reviewing", "has been created and assigned", "you've received the following order", "your request was received", // en
		"anfrage wurde erstellt", "mitarbeiter wird sich in kürze", "wird sich so bald wie möglich bei ihnen", "ihre bestellung ist eingegangen", // de
		"représentant vous contactera", "prendra en charge votre", "nous traitons votre", // fr
		"representante se pondrá", "se pondrá en contacto con usted", "se le ha asignado el número", // es
		"representante entrará em", "entrará em contato o mais", "entrará em contacto consigo", // pt
		"un nostro operatore ti", "un nostro operatore la contatt", // it
		"medewerker neemt zo snel", "medewerker neemt contact", "we hebben je aanvraag", "we hebben uw aanvraag", // nl
		"din henvendelse er modtaget", "henvendelsen din er mottatt", "vi har mottatt henvendelsen", // da
		"pyyntösi on vastaanotettu",                                  // fi
		"zgłoszenie zostało zarejestrowane", "pracownik skontaktuje", // pl
		"vaši objednávku jsme přijali", "vašu požiadavku sme", // cs
		"rendelését megkaptuk",            // hu
		"cererea dumneavoastră a fost",    // ro
		"наш специалист свяжется с вами",  // ru
		"talebiniz alınmıştır",            // tr
		"ご注文を承りました", "我们会尽快回复", "我們會盡快回覆", // ja
	},
	saysCustomer: {
		"your shipment", "your parcel will", "your package arrives", "over to the courier", "items that are overdue", "you received a payment", "you've received a payment", "will expire soon", "an invoice has been generated", "is ready for pick", // en
		"ihre sendung", "ihr paket mit", "für sie bereit", "zur abholung bereit", "ihr kontoauszug", // de
		"votre relevé", "est disponible dans votre", "votre envoi", // fr
		"está disponible en su",                    // es
		"recebeu um pagamento",                     // pt
		"tua area riservata", "sua area riservata", // it
		"je bestelling bij", "uw zending", "je zending", // nl
		"din försändelse", "ditt kontoutdrag", "din forsendelse", "sendingen din", // sv
		"dostępny w serwisie",                   // pl
		"csomagját",                             // hu
		"gönderiniz",                            // tr
		"ваше отправление", "ваше відправлення", // ru
		"您的快件", "您的账单", "고객님의 상품", // zh
	},
	saysFollow: {
		"sign in to online", "sign in to your account", "log in to your account", "login to your account", "login to your client", "logging into your account", "view your order", "view event details", "view workflow run", "you can view this", "track your", "track package", // en
		"sendung verfolgen", "paket verfolgen", "sendungsverfolgung", "melden sie sich bitte an", "im online-banking an", "in ihrem kundenkonto", "status ihrer bestellung", "bestellung ansehen", // de
		"connectez-vous", "suivre votre", "suivez votre", "suivi de votre", "sur votre compte", "de votre compte client", // fr
		"inicie sesión", "inicia sesión en tu", "en su cuenta", "en tu cuenta", "dentro de tu cuenta", "seguimiento de su", "el estado de su", // es
		"acesse sua conta", "aceda à sua", // pt
		"accedi al", "accedi alla", "del tuo account", "nel tuo account", "traccia la tua", // it
		"volg je", "volg uw", "log in op je", "in je account", "status van je", // nl
		"logga in på ditt", "spåra ditt", "följ din", "log ind på din", "logg inn på din", "følg din", // sv
		"seuraa lähetyst",       // fi
		"zaloguj się", "śledź ", // pl
		"přihlaste se", "prihláste sa", // cs
		"jelentkezzen be", "conectați-vă", // hu
		"oturum açın", "giriş yapın", // tr
		"войдите в", "увійдіть у", "влезте в", "пријавите се", "prijavite se", // ru
		"συνδεθείτε", "登录查看", "ログインしてください", "로그인하여 확인", // el
	},
	saysEvent: {
		"has replied to:", "has just replied to", "made a post in", "mentioned you in", "added you to the", "new message from", "unread notifications", "new invitations", "wants to share", "new voicemail", "new voice message", "page fax", "scanned and sent", // en
		"messages in quarantine", "personal quarantine", "virus detector", "contains virus", "by a message you sent", "has been updated automatically", "have automatically updated", "no further action is needed", "upcoming event", "pending approval", // en
		"mailing list subscription", "mailing list membership", "forwarded to the moderator", "forwarded to the owner", "you are now subscribed", "only subscribers may", "members-only list", "successfully distributed", // en
		"hat dich erwähnt", "hat dich eingeladen", "neue nachricht von", "neue private nachricht", "mit ihnen geteilt", "mit dir geteilt", "auf dem anrufbeantworter", "neue sprachnachricht", "ein fax erhalten", "in ihrer quarantäne", "virenscanner wurde", "sicherungsaufgabe", "bevorstehenden termin", "an die moderatoren", "zurückgehalten", "nicht freigegebene", // de
		"vous a mentionné", "vous a invité", "nouveau message de", "nouveau message privé", "notifications non lues", "reçu un fax", "nouveau message vocal", "en quarantaine", "aux modérateurs", "au(x) modérateur", "est maintenu en attente", // fr
		"te ha mencionado", "te ha invitado", "nuevo mensaje de", "nuevo mensaje privado", "notificaciones no leídas", "nuevo mensaje de voz", "en cuarentena", "ha sido retenido", // es
		"mencionou você", "nova mensagem de", "notificações não lidas", "em quarentena", "sendo retid", "foi retid", // pt
		"ti ha menzionato", "ti ha invitato", "nuovo messaggio da", "nuovo messaggio privato", "notifiche non lette", "nuovo messaggio vocale", "in quarantena", "trattenuto in attesa", // it
		"noemde je", "heeft je uitgenodigd", "nieuw bericht van", "nieuw privébericht", "ongelezen meldingen", "wordt vastgehouden", "in quarantaine", // nl
		"nämnde dig", "nytt meddelande från", "nævnte dig", "ny besked fra", "nevnte deg", "ny melding fra", // sv
		"mainitsi sinut", "kutsui sinut", // fi
		"wspomniał o tobie", "nowa wiadomość od", "czeka na ciebie", "wstrzymany do", // pl
		"se o vás zmínil", "nová zpráva od", "detektor viru", "megemlített", "te-a menționat", "senden bahsetti", // cs
		"упомянул вас", "пригласил вас", "новое сообщение от", "задержано до", "проблема началась", "згадав вас", "запросив вас", "нове повідомлення від", // ru
		"σας ανέφερε", "νέο μήνυμα από", "הודעה חדשה מ", "رسالة جديدة من", "隔离区", "님이 답글", // el
	},
	saysUnsubscribe: {
		"removed from this list", "ricevere le nostre", "recibir más correos", "receber mais", "recevoir nos offres", "bültenimizden", "få våra nyhetsbrev", // en
	},
	saysModerator: {
		"moderator", "moderat", "modérat", "moderát", "moderaattor", "moderiganto", "модератор", "мадэратар", "συντονιστ", "司会者", "モデレータ", "管理员审核", "管理員審核", "主持人", "승인 대기", "관리자의 승인", "المشرف", "ناظر فهرست", "מנחה הרשימה", "người điều hành", // en
	},
	saysAway: {
		"atostogose", "atvaļinājumā", "puhkusel", "отпуск до", "ลาพัก", "در مرخصی", "godišnjem odmoru", "férias até", "urlopie do", // lt
	},
	saysInstead: {
		"will answer your", "will reply to your", "rückkehr beantworte", "rückkehr antworte", "urlaub beantworte", "nachricht beantworte", "e-mail beantworte", "mail beantworte", "répondrai à", "vous répondre dès", "répondrai dès", "le responderé", "responderé a", "contestaré a", "contestaré su", "respondiendo", "responderei", "risponderò", "zal ik uw", "beantwoord ik", "reageer ik", // en
		"svarar jag", "besvarar", "svarer jeg på", "vastaan viest", "vastaan sähkö", "vastaan teille", "odpovím", "odpoviem", "odpowiem", "odpiszę", "odgovorila", "odgovoril bom", "odgovorit ću", "odgovoriću", "одговорићу", "отвечу на", "отвечу вам", "відповім", "ще отговоря", "voi răspunde", "válaszolok", "válaszolni", "cevap vereceğim", "yanıtlayacağım", "atsakysiu", "atbildēšu", "vastan", // sv
		"אשיב להודע", "אענה ל", "سأرد على", "返信いたします", "답변드리", "답변 드리", "回复您", "回覆您", "sẽ trả lời", "akan membalas", // he
		"has not been forwarded", "negalėsiu atsakyti", "skubiais klausimais", "steidzamos", "kiireloomuli", "nujnih primerih", "súrnych prípadoch", "при спешност", "hitne slučajeve", "acesso limitado ao", "dostępu do poczty", "přístup k e-mailu", "prístup k e-mailu", "до електронната", "ei lueta", "无法及时回复", "direct all enquiries", // lt
	},
}
