package matchers

// anyMail are words of any mail to a shop or a service, whatever it asks for.
var anyMail = []string{
	// English
	`hello hi hey dear good morning afternoon evening day thanks thank thankyou please pls plz kind kindly regards best sincerely cheers
	sorry bother help helping helped assist assistance support look looking check checking see know known knowing tell let say
	explain advise answer answers reply respond response get got getting give make do done happen happens happened happening going go
	work works working worked fix fixed solve solved resolve resolved sort sorted problem problems issue issues question questions
	matter matters thing things anything something nothing everything anyone someone somebody anybody nobody possible possibly able way ways
	option options idea ideas quick quickly soon asap urgent urgently immediately today tomorrow yesterday now time times long take takes
	taking need needs needed want wants wanted like wish ask asking wonder wondering update updates news info information details detail
	below above attached enclosed confirm contact reach write mail email message back hear hope right wrong normal correct ok okay
	fine sure really still already yet again also else next first last one two just even maybe perhaps exactly actually supposed suppose
	try tried trying use used using much many lot bit well appreciate appreciated grateful thankful customer service team guys sir madam
	mr mrs figure understand mean means reason instead otherwise always never every put keep come find show shows seem seems says think
	thought believe cannot can may might must shall will im ive id dont cant didnt doesnt isnt whats yes no gonna wanna u ur hopefully
	later earlier ago week weeks days month months hour hours minute minutes proceed step steps online alright working cause causing caused guide guidance ahead enough extra additional further`,
	// German
	`hallo guten tag morgen abend liebe lieber sehr geehrte geehrter geehrten damen herren danke dank vielen herzlichen bitte helfen hilfe
	weiterhelfen nachsehen schauen prüfen nachschauen wissen sagen mitteilen bescheid geben gib gibt antwort antworten rückmeldung melden
	machen mache tun gehen geht weiter passiert passieren problem probleme frage fragen sache möglich möglichkeit schnell schnelle schnellen schneller rasche raschen rasch schnellstmöglich bald
	baldige dringend heute jetzt zeit lange dauert dauern brauchen brauche möchte möchten würde würden könnte könnten können kann gerne gern
	neu neues info infos information informationen unten anbei angehängt bestätigen kontakt schreiben mail e-mail nachricht zurück freundlichen
	freundliche grüßen gruß grüße freue vorab voraus vielleicht eigentlich genau funktioniert funktionieren klappt stimmt richtig falsch normal
	los liegt woran warum wieso weshalb noch schon mal einmal kurz kurze etwas nichts alles jemand irgendwie grund verstehe verstehen
	muss müssen darf dürfen eventuell übrigens außerdem gestern woche wochen tage tagen monat monate stunden euch euer ihr sie mir`,
	// French
	`bonjour bonsoir salut cher chère madame monsieur messieurs merci avance aide aider m'aider remercie svp plaît cordialement salutations
	question questions problème problèmes réponse répondre savoir dire dites faire faut dois doit peut peux pouvez pourriez pouvoir possible
	possibilité rapide rapidement vite urgent aujourd'hui maintenant temps longtemps besoin voudrais souhaite souhaiterais aimerais vouloir veux
	vérifier regarder voir confirmer contacter écrire message mail courriel nouvelle nouvelles info infos informations information ci-dessous
	joint ci-joint rappeler chose rien tout quelqu'un quelque normal marche fonctionne passe passer comprendre comprends raison bien
	encore déjà aussi autre ensuite suite jour jours semaine semaines journée hier quoi quel quelle quels quelles comment pourquoi quand où
	combien est-ce`,
	// Spanish
	`hola buenos días buenas tardes estimado estimada estimados señor señora señores gracias antemano favor ayuda ayudar ayudarme saludos
	cordiales pregunta preguntas problema problemas respuesta responder saber decir díganme dígame decirme hacer hago puedo pueden puede
	podría podrían poder posible posibilidad rápido rápidamente pronto urgente hoy ahora ayer tiempo tarda tardar necesito necesitan
	quiero quisiera gustaría revisar mirar ver comprobar confirmar contactar escribir mensaje correo información informarme info detalles abajo
	adjunto cosa cosas algo nada todo alguien normal funciona pasa pasar sucede ocurre entiendo entender razón bien todavía ya también otra
	otro más cuánto antes semana semanas cuándo dónde cómo qué cuál cuáles quién`,
	// Italian
	`ciao salve buongiorno buonasera gentile gentili signore signora grazie anticipo favore aiuto aiutare aiutarmi saluti cordiali distinti
	domanda domande problema problemi risposta rispondere sapere dire ditemi fare faccio devo deve posso potete può potreste possibile
	possibilità rapido rapidamente presto urgente oggi adesso ora ieri tempo bisogno vorrei voglio desidero verificare controllare guardare
	vedere confermare contattare scrivere messaggio mail informazione informazioni info dettagli sotto allegato cosa qualcosa niente tutto
	qualcuno normale funziona succede capire capisco motivo bene ancora già anche altra altro settimana settimane giorni quando dove come`,
	// Dutch
	`hallo goedemorgen goedemiddag goedenavond beste geachte heer mevrouw dank bedankt alvast alstublieft aub graag hulp helpen groet groeten
	vriendelijke vraag vragen probleem problemen antwoord antwoorden weten zeggen laten doen maken moet kunt kunnen kan mogelijk mogelijkheid
	snel spoedig dringend vandaag gisteren nu tijd lang duurt duren nodig wil willen nakijken kijken controleren bevestigen contact schrijven
	bericht mail nieuws info informatie hieronder bijlage iets niets alles iemand normaal werkt gebeurt begrijpen begrijp reden goed nog
	al ook andere verder week weken dagen wanneer waar hoe wat waarom`,
	// Polish
	`cześć witam dzień dobry szanowni państwo pan pani dziękuję dzięki proszę prosiłbym prosiłabym pomoc pomóc pozdrawiam pozdrowienia pytanie
	pytania problem problemy odpowiedź odpowiedzieć wiedzieć powiedzieć zrobić robić muszę może mogę można możecie możliwe możliwość szybko
	wkrótce pilne dzisiaj dziś wczoraj teraz czas długo trwa potrzebuję chcę chciałbym chciałabym sprawdzić zobaczyć potwierdzić kontakt
	napisać wiadomość mail informacja informacje info szczegóły poniżej załączniku coś nic wszystko ktoś normalne działa dzieje rozumiem
	powód dobrze jeszcze już też inny inna dalej tydzień tygodni dni kiedy gdzie jak dlaczego`,
	// Portuguese
	`olá oi bom dia boa tarde noite caro cara prezado prezada senhor senhora obrigado obrigada desde antecipadamente favor ajuda ajudar
	cumprimentos atenciosamente pergunta perguntas problema problemas resposta responder saber dizer diga fazer faço devo posso podem pode
	poderia poderiam possível possibilidade rápido rapidamente breve urgente hoje agora ontem tempo demora demorar preciso precisam quero
	gostaria verificar olhar ver confirmar contactar contatar escrever mensagem mail e-mail informação informações info detalhes abaixo anexo
	coisa algo nada tudo alguém normal funciona acontece entendo entender razão bem ainda já também outra outro mais semana semanas dias
	quando onde como qual quais quem`,
}

// anyMailSigns are signs of Chinese and Japanese that stand in any mail.
const anyMailSigns = `请問问您你我他她它们們的了着过是有没無无在要想应應该該这這那个個些尽快回复复麻烦煩谢謝多好告诉訴知道久时時候几幾少哪里裡和还還也都就很不会會给給把吧啊` +
	`需题題解决決处處理情况況办辦做怎么麼什为為可以能吗嗎呢帮幫忙看查一下说說让讓再已经經现現今天昨对對` +
	`確認願世話方法教返信連絡答場合必何早急御致申訳件後前上中日お`
