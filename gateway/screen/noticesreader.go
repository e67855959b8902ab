package screen

// noticesToTheReader are the words in which such programs tell their users what happened and what to do. They speak to the
// reader: "your password" is theirs, "my password" a customer's.
var noticesToTheReader = map[tongue][]string{
	saysIgnore: {
		"if you did not request", "if you didn't request", "if you did not make", "if you didn't make", "if you did not ask", "if you didn't ask", "if you did not sign", "if you didn't sign", "if you did not register", "if you didn't register", "if you did not create", "if you didn't create", "if you did not initiate", "if you didn't initiate", "if you didn't try", "if you have not requested", "if you haven't requested", "if this was not you", "if this wasn't you", "if it wasn't you", "if someone else made", "if you did *not*", "can ignore this", "may ignore this", "safely ignore", "just ignore this", "simply ignore", "safely disregard", "please disregard this", "simply delete this", // en
		"ignorieren sie diese", "ignorieren sie bitte", "bitte ignorier", "ignoriere diese", "ignoriere bitte", "einfach ignorieren", "nachricht ignorieren", "mail ignorieren", "nicht angefordert haben", "nicht angefordert hast", "nicht registriert haben", "nicht registriert hast", "nicht angemeldet haben", "nicht du warst", "nicht sie waren", "nicht von dir stammt", "nicht von ihnen stammt", "e-mail einfach löschen", "nachricht einfach löschen", // de
		"ignorer ce", "ignorez ce", "ignorer le présent", "ignorez simplement", "simplement ignorer", "n'avez pas demandé", "n'avez pas sollicité", "n'avez pas fait cette", "n'êtes pas à l'origine", "n'avez pas effectué", "n'était pas vous", "n'est pas vous qui", "pas tenir compte de ce", "supprimer ce message", "n'avez *pas*", // fr
		"ignore este", "ignora este", "ignorar este", "ignore el mensaje", "ignorar el mensaje", "puedes ignorar", "puede ignorar", "no has solicitado", "si no ha solicitado", "si no solicitaste", "si no solicitó", "si no hiciste", "no has sido tú", "no fuiste tú", "si no fue usted", "caso omiso", "si no ha pedido", "si no pediste", "si no has pedido", "no hiciste esta", "no realizaste", // es
		"ignore esta", "ignorar esta", "pode ignorar", "se não pediu", "se não solicitou", "se você não solic", "se você não fez", "se você não pediu", "se não fez", "se não foi", "caso não tenha", "caso você não tenha", "desconsidere", "basta ignorar", "simplesmente ignor", // pt
		"ignora questo", "ignora questa", "ignori questa", "ignori questo", "ignora il messaggio", "ignorare questa", "ignorare questo", "ignorare il messaggio", "ignorare tranquillamente", "se non hai richiesto", "se non ha richiesto", "se non hai fatto", "se non hai effettuato", "se non sei stato", "non hai richiesto tu", "*non* hai", // it
		"ignoreu", "ignora aquest", "podeu ignorar", "pots ignorar", "si no heu sol·licitat", "si no has sol·licitat", "si no heu fet", "no heu estat", // ca
		"ignora esta", "se non solicitou", "se non solicitaches", "se non pediu", "se non foi", // gl
		"ignorați", "ignoraţi", "ignoră acest", "ignora acest", "ignora cu", "dacă nu ați solicitat", "dacă nu ați cerut", "dacă nu ai solicitat", "dacă nu ai cerut", "dacă nu ați făcut", "dacă nu dumneavoastră", "dacă nu tu ai", // ro
		"negeer deze", "negeer dit", "negeer dan", "gewoon negeren", "bericht negeren", "mail negeren", "niet hebt aangevraagd", "niet heeft aangevraagd", "niet aangevraagd hebt", "niet zelf hebt", "niet zelf heeft", // nl
		"ignoreer",                                                                                                                                                                // af
		"ignorera det", "ignorera denna", "bara ignorera", "bortse från", "om du inte begär", "om du inte har begär", "om det inte var du", "inte är du som", "om du inte gjorde", // sv
		"ignorere denne", "ignorer denne", "ignorere beskeden", "bare ignorere", "blot ignorere", "se bort fra denne", "hvis du ikke har anmodet", "hvis du ikke har bedt", "hvis du ikke har bestilt", "hvis du ikke anmod", "hvis det ikke var dig", // da
		"sjå bort frå", "se bort ifra", "hvis du ikke ba", "om du ikke ba", "om du ikke har bedt", "dersom du ikke", "hvis det ikke var deg", "ikkje ba om", // no
		"hunsa þ", "hunsað þ", "hunsaðu", "baðst ekki", // is
		"jätä tämä", "jätä viesti", "jättää tämän", "jättää viestin", "huomiotta", "huomioimatta", "jos et ole pyytänyt", "jos et pyytänyt", "jos et ole tehnyt", "jos et tehnyt", "jos et ole rekister", "jos et itse", // fi
		"eira seda", "eirake", "eirata", "ei taotlenud", "kui sina ei", "kui teie ei", "kui sa ei soovi", "pole kontot", // et
		"ignorē", "ja tu neesi pieprasī", "ja jūs neesat pieprasī", "ja nepieprasī", "nepieprasījāt", "nepieprasīji", // lv
		"nekreipti dėmesio", "nekreipkite dėmesio", "jei neprašėte", "jei to neprašėte", "jei ne jūs", "jeigu ne jūs", "registravote ne", // lt
		"zignorować", "jeśli to nie ty", "jeżeli to nie ty", "jeśli nie prosi", "jeżeli nie prosi", "jeśli nie wysyła", "jeśli nie zgłasza", "jeśli nie zleca", "jeśli nie występowa", "jeśli nie inicjowa", // pl
		"ignorovat", "nevyžádali", "nežádali", "neregistrovali", "nepožádali", "nepožadovali", // cs
		"ignorovať", "nepožiadali", "nežiadali", "to neboli", // sk
		"prezrite", "prezrete", "ignorirajte", "niste zahtevali", "niste vi ", "tega niste", // sl
		"zanemarite", "zanemariti", "ignorišite", "niste zatražili", "niste tražili", "ako to niste", "ako ovo niste", "ako niste vi", "ako vi niste", // hr
		"занемарите", "игноришите", "нисте затражили", "нисте тражили", "ако то нисте", "ако ово нисте", "ако нисте ви", "ако ви нисте", // sr
		"занемарете", "игнорирајте", "не побаравте", "ако не сте", "ако вие не", // mk
		"игнорирайте", "пренебрегнете", "не сте поискали", "не сте заявили", "не сте заявявали", "не сте вие", "ако някой друг", // bg
		"проигнорируйте", "просто игнорируйте", "игнорируйте это", "игнорировать это", "если вы не запраш", "если вы не регистр", "если вы не дела", "если вы этого не дела", "если вы не отправл", "если это не вы", "если это были не вы", "если не вы", // ru
		"ігнорувати це", "ігноруйте", "якщо ви не запит", "якщо ви не надсил", "якщо ви не роби", "якщо ви не реєстр", "якщо ви цього не", "якщо це були не ви", "якщо це не ви", "якщо не ви", // uk
		"праігнаруйце", "былі не вы", "калі вы не", // be
		"αγνοήστε", "αγνοήσετε", "δεν ζητήσατε", "δεν το ζητήσατε", "δεν κάνατε", // el
		"dikkate almayın", "görmezden gel", "göz ardı edin", "göz ardı edebil", "yok say", "talep etmediyseniz", "istemediyseniz", "bulunmadıysanız", "siz değilseniz", "yapmadıysanız", // tr
		"əhəmiyyət verməyərək", "məhəl qoymayın", "nəzərə almayın", "əhəmiyyət verməyin", "siz deyilsinizsə", "siz etməmisinizsə", // az
		"hagyja figyelmen", "hagyd figyelmen", "figyelmen kívül hagy", "nem ön kérte", "nem te kérted", "ha nem te", "ha nem ön", "ha ez nem", "tárgytalannak", // hu
		"ez ikusi", "mezu hau baztertu", "ez egin kasurik", "eskatu ez baduzu", "ez baduzu eskatu", // eu
		"ignoru", "ignori ĉi", "se vi ne petis", "se vi ne mendis", // eo
		"shpërfillni", "injorosh këtë", "injoroni", "shpërfilleni", "nëse nuk e keni kërkuar", "nëse nuk e kërkuat", // sq
		"anwybyddwch", "anwybyddu'r", "os nad chi", // cy
		"התעלם מ", "התעלמו מ", "אם לא ביקשת", "אם לא את", "אם לא יצרת", // he
		"تجاهل هذ", "تجاهل ال", "فتجاهل", "إذا لم تطلب", "إذا لم تقم", "اذا لم تطلب", "إن لم تطلب", "إن لم تكن", "إذا لم تكن أنت", "لو كنت لم", // ar
		"نادیده بگیر", "درخواست نکرده", "اگر شما این", "اگر شما درخواست", // fa
		"نظر انداز کر", "درخواست نہیں کی", // ur
		"अनदेखा कर", "नज़रअंदाज़ कर", "अनुरोध नहीं किया", // hi
		"উপেক্ষা কর", "অনুরোধ না কর", "অনুরোধ করেননি", // bn
		"दुर्लक्ष कर",                                                                                                        // mr
		"புறக்கணி",                                                                                                           // ta
		"విస్మరించ",                                                                                                          // te
		"അവഗണിക്ക",                                                                                                           // ml
		"නොසලකා",                                                                                                             // si
		"เพิกเฉย", "ละเลยข้อความ", "ละเลยอีเมล", "ละเว้นอีเมล", "ไม่ได้ร้องขอ", "ไม่ได้ขอ", "ไม่ต้องสนใจ", "ไม่ได้เป็นผู้ขอ", // th
		"bỏ qua email", "bỏ qua thư", "hãy bỏ qua", "vui lòng bỏ qua", "nếu bạn không yêu cầu", "nếu không phải bạn", // vi
		"abaikan", "jika anda tidak meminta", "jika anda tidak mendaftar", "jika anda tidak merasa", "tidak pernah meminta", // id
		"puuza",                                 // sw
		"უგულებელყ", "არ მოგითხოვი", "დააიგნორ", // ka
		"անտեսե",                                                                                                                                              // hy
		"忽略此", "忽略本", "忽略该", "忽略這", "忽略这", "忽略它", "请忽略", "請忽略", "不予理会", "不是您本人", "不是你本人", "非本人操作", "没有请求", "没有提出", "沒有要求", "並未要求", "未曾要求", "如果这不是您", "如果這不是您", // zh
		"無視して", "心当たりのない場合", "心当たりがない場合", "お心当たりがな", "覚えがない場合", "していない場合は", // ja
		"메시지를 무시", "메일을 무시", "무시하세요", "무시하십시오", "무시해 주", "무시하시", "무시하셔도", "무시해도", "요청하지 않", "요청하신 적이", "본인이 아니", // ko
	},
	saysFollow: {
		"click the link below", "click on the link below", "click the following link", "click on the following link", "click this link", "click on this link", "click here to ", "click below to", "visit the following", "follow this link", "follow the link below", "follow the following link", "use this link to", "use the following link", "open this link", "open the following link", "go to the following page", "copy and paste this", "copy & paste this", "paste this url", "paste this link", "paste the link", "by clicking the", "tap the link", // en
		"klicken sie auf", "klicken sie bitte", "klicke auf", "klicke bitte", "klicken sie hier", "klicke hier", "bitte klicken", "öffnen sie folgende", "öffnen sie den", "öffne bitte", "öffne den", "nutzen sie den", "nutze den", "verwenden sie den", "rufen sie folgende", "besuchen sie bitte", "besuchen sie die folgende", "besuche die folgende", "besuche bitte", "folgen sie dem", "folgen sie diesem", "folge diesem", "folge dem link", "kopieren sie", // de
		"cliquez sur", "cliquez ici", "cliquez simplement", "cliquer ici pour", "suivez ce lien", "suivez le lien", "suivre ce lien", "veuillez suivre", "veuillez cliquer", "merci de cliquer", "rendez-vous sur", "rendez-vous à", "veuillez vous rendre", "veuillez visiter", "visitez la page", "visitez l'adresse", "ouvrez ce lien", "ouvrez le lien", "utilisez ce lien", "utilisez le lien", // fr
		"haz clic", "haga clic", "pulsa en", "pulse en", "pulsa el", "pulse el", "sigue este enlace", "siga este enlace", "siga el enlace", "sigue el enlace", "siga el siguiente", "sigue el siguiente", "visita la siguiente", "visite la siguiente", "visite la página", "visita la página", "visita el siguiente", "visite el siguiente", "vaya a la página", "ve a la siguiente", "ve a la página", "abre este enlace", "abra el enlace", "utiliza el siguiente", "utilice el siguiente", "usa este enlace", // es
		"clique no", "clique na", "clique em", "clique aqui", "clique sobre", "siga este link", "siga o link", "siga a seguinte", "siga o seguinte", "siga a hiperligação", "acesse o link", "acesse a seguinte", "acesse o seguinte", "aceda a", "visite a seguinte", "visite o seguinte", "visite a página", "abra o seguinte", "abra a seguinte", "abra este", "use o seguinte", "utilize o seguinte", "utilize a seguinte", "use este link", // pt
		"clicca su", "clicca qui", "clicca il", "clicchi", "fai clic", "fare clic su", "faccia clic", "segui il collegamento", "segui questo", "seguire questo link", "segui il link", "segua il", "vai alla pagina", "vai al seguente", "visita il seguente", "visita la seguente", "visita questo", "visita la pagina", "visitare il seguente", "apri il collegamento", "apri il link", "apri questo", "usa il seguente", "usare il seguente", "utilizza il seguente", "utilizza questo", // it
		"feu clic", "fes clic", "cliqueu", "clica aquí", "clica l'", "seguiu aquest", "seguiu l'", "segueix aquest", "segueix l'", "aneu a la", "visiteu", "obriu", "premeu", "utilitzeu l'", "useu l'", // ca
		"prema a", "prema no", "prema na", "preme no", "preme na", "siga esta ligazón", "siga a ligazón", "sigue esta ligazón", "abra a ligazón", "abre esta ligazón", "vaia á", "faga clic", "use a seguinte", // gl
		"faceți clic", "faceţi clic", "fă clic", "dați clic", "daţi clic", "dă clic", "apăsați", "apăsaţi", "apasă pe", "accesați", "accesaţi", "accesează", "vizitați", "vizitaţi", "vizitează", "urmați", "urmaţi", "urmează link", "mergeți la", "folosiți următor", "utilizați următor", // ro
		"klik op de", "klik hier", "klik dan op", "klik onderstaande", "volg deze link", "volg de link", "volg dan de", "open de volgende", "open deze link", "ga naar de volgende", "ga naar deze", "gebruik volgende", "gebruik de volgende", "gebruik deze link", "gebruik onderstaande", "bezoek de volgende", "bezoek deze", // nl
		"klik op die", "besoek hierdie", "besoek die", "volg hierdie", "gaan asseblief", // af
		"klicka på", "klicka här", "klicka nedan", "följ länken", "följ denna länk", "följ den här", "öppna länken", "öppna denna", "öppna den här", "gå till följande", "gå till den här", "besök följande", "besök den", "använd länken", "använd följande", "använd den här länken", "använd denna länk", // sv
		"klik på", "klik her", "klik nedenfor", "følg linket", "følg dette link", "følg nedenstående", "åbn dette", "åbn linket", "åbne det følgende", "gå til denne", "gå til følgende", "gå venligst til", "brug dette link", "brug linket", "brug følgende", "besøg følgende", "besøg venligst", // da
		"klikk på", "klikk her", "klikk følgende", "klikk lenk", "følg lenk", "følg denne len", "åpne følgende", "åpne denne", "åpne lenk", "opne denne", "bruk lenk", "bruk denne lenk", "bruk følgende", "vennligst gå", "trykk på lenk", // no
		"smelltu á", "smelltu hér", "smellið á", "opnaðu", "farðu á", "fylgdu þ", "fylgdu hlekk", "fylgdu tengl", "notaðu hlekk", // is
		"napsauta", "avaa linkki", "avaa seuraava", "avaa alla", "avaamalla", "seuraa linkkiä", "seuraa alla", "siirry seuraava", "siirry osoitteeseen", "siirry sivulle", "mene osoitteeseen", "mene seuraava", "käytä alla", "käytä tätä", "käytä seuraava", "vieraile osoittee", "määrittele uusi", // fi
		"vajuta", "klõpsa", "klikkige", "kliki ", "klikka", "ava brauseris", "avage", "palun minge", "palun mine", "mine aadressi", "minge aadressi", "ava järgmine", "järgi seda", "järgige", "külasta", "kasuta järgm", "kasutage järgm", "kasuta seda", // et
		"klikšķini", "spiediet", "nospied", "atver šo", "atveriet", "apmeklējiet", "apmeklē šo", "dodieties uz", "sekojiet", "izmantojiet šo", "izmanto šo", // lv
		"spauskite", "spustelėkite", "spustelkite", "spragtelėkite", "atverkite", "atidarykite", "apsilankykite", "eikite į", "sekite šia", "naudokite šią", "pasinaudokite", "užeikite", // lt
		"kliknij", "kliknięcie", "klikając", "użyj poniższ", "użyj tego linku", "użyj następ", "otwórz w", "otwórz poniższ", "otwórz link", "przejdź do", "przejdź na", "przejdź pod", "proszę przejść", "odwiedź", "skorzystaj z", "wejdź na", "proszę kliknąć", "należy kliknąć", // pl
		"klikněte", "klikni na", "přejděte", "otevřete", "použijte odkaz", "použijte následující", "použijte tento", "navštivte", "následujte", // cs
		"kliknite", "otvorte", "choďte na", "použite odkaz", "použite tento", "použite nasled", "navštívte", "prejdite na", "nasledujte", // sk
		"odprite", "sledite", "obiščite", "uporabite naslednj", "uporabite povezavo", "pojdite na", "pojdite do", // sl
		"otvorite", "slijedite", "pratite ov", "posjetite", "posetite", "koristite ov", "koristite slj", "iskoristite", "upotrijebite", "otiđite", "idite na", // hr
		"кликните", "отворите", "пратите ов", "посетите", "идите на", "користите следећ", "употребите", // sr
		"кликнете", "стиснете", "отворете", "следете", "посетете", "одете на", "искористете", // mk
		"щракнете", "натиснете", "последвайте", "използвайте следн", "използвайте този", "използвайте тази", "отидете на", "заредете", // bg
		"перейдите", "пройдите по", "нажмите на", "нажмите здесь", "нажмите сюда", "щёлкните", "щелкните", "откройте ссылку", "откройте привед", "откройте следующ", "откройте эту", "воспользуйтесь ссылкой", "воспользуйтесь след", "используйте след", "используйте эту", "зайдите на", // ru
		"перейдіть", "натисніть", "клацніть", "клікніть", "клікайте", "відкрийте", "скористайтес", "зайдіть", "відвідайте", "використайте", "пройдіть за", // uk
		"перайдзіце", "націсніце", "адкрыйце", "клікніце", "наведайце", // be
		"κάντε κλικ", "κάνετε κλικ", "κάνε κλικ", "πατήστε", "ακολουθήστε", "επισκεφθείτε", "επισκεφτείτε", "ανοίξτε", "χρησιμοποιήστε", "πηγαίνετε", // el
		"tıklayın", "ziyaret edin", "takip edin", "bağlantıyı aç", "tarayıcınızda aç", "adrese gidin", "sayfaya gidin", "bağlantıyı kullan", "bağlantıya gid", "linki kullan", // tr
		"klikləyin", "klik edin", "keçid alın", "linkə keçin", "linkə daxil", "keçidə daxil", "brauzerinizdə aç", "ziyarət edin", "bağlantıya keçin", // az
		"kattints", "nyissa meg", "nyisd meg", "látogassa meg", "látogass el", "látogasd meg", "látogasson", "keresd fel", "keresse fel", "kövesd a", "kövesse a", "használja a követ", "használd a követ", "menj a", "menjen a", // hu
		"klikatu", "klik egin", "egin klik", "sakatu", "zoaz", "ireki esteka", "ireki behar", "jarraitu beste", "jarraitu esteka", "jarraitu hurrengo", "bisitatu", "erabili hurrengo", "erabili esteka", // eu
		"klaku", "sekvu", "malfermu", "vizitu", "iru al", "bonvolu iri", "uzu la sekv", // eo
		"klikoni", "klikojeni", "shkoni te", "ndiqni", "ndiq këtë", "hapni", "hap këtë", "vizitoni", "përdorni lidhjen", // sq
		"cliciwch", "agorwch", "dilynwch", "ewch i", // cy
		"tadhail", "briog air", // gd
		"לחץ על", "לחצו", "ללחוץ על", "לחיצה על", "נא לפתוח", "נא להשתמש", "נא להגיע", "היכנס ל", "היכנסו", "בקר ב", "בקרו ב", "נא לבקר", "יש ללחוץ", "יש לגשת", // he
		"انقر", "اضغط", "أنقر", "إضغط", "افتح هذ", "افتح الر", "إتبع", "اتبع هذ", "اتبع الر", "اذهب إلى", "اذهب الى", "إذهب إلى", "قم بزيارة", "بالنقر", "يرجى زيارة", "توجه إلى", "استخدم الر", "زر الرابط", "زيارة العنوان", // ar
		"کلیک کنید", "کلیک نمایید", "باز کنید", "مراجعه کنید", "مراجعه نمایید", "صفحهٔ زیر بروید", "نشانی زیر", "لینک زیر", "پیوند زیر", // fa
		"کلک کریں", "کھولیں", "ملاحظہ کریں", "ملاحظہ فرمائیں", "ربط پر جائیں", // ur
		"क्लिक करें", "कड़ी खोलें", "लिंक खोलें", "पर जाएं", "पर जाएँ", "पर जायें", "चुनिये", // hi
		"ক্লিক করুন", "অনুসরণ করুন", "পাতাটিতে যান", "ঠিকানায় যান", // bn
		"क्लिक करा", "उघडा", "अनुसरा", "भेट द्या", // mr
		"கிளிக் செய்", "சொடுக்கவும்", "திறக்கவும்", "அழுத்தவும்", "வழிச்சென்று", // ta
		"క్లిక్ చేయండి", "నొక్కండి", "తెరవండి", "అనుసరించండి", // te
		"ക്ലിക്ക് ചെയ്യുക", "തുറക്കുക", "സന്ദർശിക്കുക", // ml
		"ක්ලික් කරන්න", "විවෘත කරන්න", // si
		"คลิกที่", "คลิ๊กที่", "คลิกลิงก์", "คลิกลิงค์", "กดลิงก์", "กดที่ลิง", "กรุณาไปที่", "โปรดไปที่", "ไปที่ลิงก์", "ไปยังที่อยู่", "โปรดคลิก", "กรุณาคลิก", // th
		"nhấn vào", "nhấp vào", "bấm vào", "hãy click", "mở liên kết", "hãy truy cập", "vui lòng truy cập", "hãy vào", "mời xem", "ghé thăm", "vui lòng nhấn", "sử dụng liên kết", // vi
		"klik tautan", "klik pranala", "klik pautan", "klik pada", "klik di sini", "klik link", "ikuti pranala", "ikuti tautan", "ikuti pautan", "kunjungi", "lawati", "buka pautan", "buka tautan", "sila buka", "silakan buka", "silakan klik", "sila klik", "gunakan tautan", // id
		"buksan ang", "sundan mo", "i-click", // tl
		"bofya", "fungua kiungo", "fuata kiungo", "tafadhali nenda", // sw
		"დააჭირეთ", "დააწკაპუნეთ", "დააკლიკეთ", "გახსენით", "გადახვიდეთ", "გადადით", "ეწვიეთ", "მიყევით", // ka
		"սեղմեք", "բացեք", "այցելեք", "անցեք", "մատնահարեք", "կտտացրեք", // hy
		"басыңыз", "өтіңіз", "ашыңыз", "кіріңіз", // kk
		"кириңиз",                             // ky
		"дарна уу", "орон шинэ", "зочилно уу", // mn
		"bosing", "o‘ting", "o'ting", "kiring", // uz
		"点击以下", "点击下面", "点击下方", "点击此处", "点击这里", "点击链接", "请点击", "请访问", "請點擊", "請點選", "請點按", "點選以下", "點擊以下", "點擊下方", "點選下", "點擊此", "浏览器中打开", "打开下面", "打开以下", "打开此链接", "開啟下方", "開啟以下", "瀏覽器開啟", "瀏覽器中開", "請造訪", "請訪問", "请前往", "請前往", "请到该", "請到該", "请使用以下", "請使用以下", "请使用下面", // zh
		"クリックしてください", "クリックして下さい", "クリックすると", "アクセスしてください", "アクセスして下さい", "アクセスし、", "開いてください", "次のページで", "以下のリンクを", "次のリンクを", "次のリンクから", "以下のリンクから", "下記のリンク", "下記urlより", "下記のurlより", "下記urlを", "以下のurlを", "次のurlを", "リンクをタップ", // ja
		"클릭하세요", "클릭하십시오", "클릭하여", "클릭해 주", "클릭해주", "열어 주", "열어주", "방문하세요", "방문하십시오", "방문해 주", "페이지에서 새", "접속해 주", "접속하세요", "접속하여", "링크를 누르", "링크를 탭", // ko
	},
	saysCustomer: {
		"your password", "your temporary password", "activate your account", "your account activation", "this link will expire", "complete your registration", "items are due", "item is due", "are due back", "is due back", "will be due on", "now overdue", "is overdue, please", "your loan", "your reservation is", "your appointment is", "your subscription has", "confirm your e", "confirm your address", "confirm your account", "confirm this e", "confirm your sub", "confirm your reg", "confirm your sign", // en
		"ihr passwort", "ihres passworts", "ihr neues passwort", "ihr kennwort", "dein passwort", "deines passworts", "dein neues passwort", "dein kennwort", "ihr konto zu aktivieren", "dein konto zu aktivieren", "anmeldung zu bestätigen", "registrierung zu bestätigen", "e-mail-adresse zu bestätigen", "abonnement zu bestätigen", "ihre ausleihe", "ausgeliehene medien", "leihfrist", "ihr termin am", "ihre reservierung", "ihr abonnement", "ihre buchung", "deine bestellung", "deine buchung", "dein paket", "ihre e-mail-adresse bestätigen", "bestätigen sie ihre e", "bestätigen sie ihre anm", "bestätigen sie ihr ab", "bestätige deine e", "bestätige deine anm", "bestätige dein ab", "bestätige bitte deine", "deine e-mail-adresse bestätigen", // de
		"votre mot de passe", "votre nouveau mot de passe", "ton mot de passe", "activer votre compte", "votre prêt", "votre réservation", "votre rendez-vous", "votre abonnement", "votre colis", "votre commande", "confirmer votre adresse", "confirmer votre insc", "confirmer votre e", "confirmer votre compte", "confirmer votre ab", "confirmez votre adresse", "confirmez votre insc", "confirmez votre e", "confirmez votre compte", "confirmez votre ab", "confirmer ton", "confirme ton", "activez votre", // fr
		"su contraseña", "tu contraseña", "su nueva contraseña", "tu nueva contraseña", "activar su cuenta", "activar tu cuenta", "su préstamo", "tu préstamo", "su reserva", "tu reserva", "tu suscripción", "su suscripción", "su cita", "tu cita", "confirmar su direc", "confirmar su susc", "confirmar su corr", "confirmar su cuenta", "confirme su direc", "confirme su susc", "confirme su corr", "confirme su cuenta", "confirma tu", "confirmar tu", // es
		"sua senha", "a sua palavra-passe", "a sua palavra-chave", "sua nova senha", "ativar sua conta", "ativar a sua conta", "seu empréstimo", "sua reserva", "sua assinatura", "a sua subscrição", "confirmar o seu e", "confirmar seu e", "confirme o seu e", "confirme seu e", "confirmar a sua subs", "confirmar sua ins", "confirme a sua subs", "confirme sua ins", "confirme sua ass", // pt
		"la tua password", "tua nuova password", "la sua password", "attivare il tuo", "attiva il tuo", "il tuo prestito", "la tua prenotazione", "la sua prenotazione", "il tuo abbonamento", "il tuo pacco", "confermare il tuo", "conferma il tuo", "conferma la tua", "confermare la tua", "confermi il suo ind", "confermare l'indirizzo", "conferma l'indirizzo", "conferma l'iscrizione", // it
		"la vostra contrasenya", "la teva contrasenya", "el vostre compte", "la vostra comanda", "la teva comanda", "el vostre préstec", "la vostra reserva", "la teva reserva", "confirmeu la vostra", "confirmeu l'adreça", "confirmeu el vostre", "confirma la teva", "confirma el teu", // ca
		"o seu contrasinal", "o teu contrasinal", "activar a súa", "o seu pedido", "o teu pedido", "a súa reserva", "confirma o teu", "confirme a súa sub", "confirma a túa", // gl
		"parola dumneavoastră", "parola ta", "parola dvs", "activa contul", "rezervarea dumneavoastră", "rezervarea ta", "comanda dvs", "coletul", "confirmați adresa", "confirmați-vă", "confirmați abon", "confirmă adresa", "confirmă-ți", "confirmă abon", // ro
		" uw wachtwoord", "je wachtwoord", "uw nieuwe wachtwoord", "je nieuwe wachtwoord", "uw account te activeren", "je account te activeren", "uw reservering", "je reservering", "uw afspraak", "je abonnement", "uw abonnement", "uw lening", "bevestig je e", "bevestig uw e", "bevestig je in", "bevestig uw in", "bevestig je aan", "bevestig uw aan", "bevestig je ab", "bevestig uw ab", "je e-mailadres te bevestigen", "uw e-mailadres te bevestigen", "je e-mailadres via", // nl
		"u wagwoord", "bevestig jou", "bevestig u e", // af
		"ditt lösenord", "ditt nya lösenord", "aktivera ditt", "din bokning", "din reservation", "ditt lån", "din prenumeration", "ditt paket", "din order", "bekräfta din e", "bekräfta din pren", "bekräfta ditt kon", "bekräfta din mejl", "verifiera din e", // sv
		"din adgangskode", "dit kodeord", "din nye adgangskode", "dit password", "aktivere din", "din booking", "dit lån", "dit abonnement", "din bestilling", "bekræft din e", "bekræft dit ab", "bekræft din tilm", "bekræfte din e", "bekræft venligst din e", // da
		"passordet ditt", "ditt passord", "ditt nye passord", "aktivere kontoen din", "bekreft e-post", "din reservasjon", "bestillingen din", "pakken din", "abonnementet ditt", "lånet ditt", "bekreft din e", "bekreft abon", "bekrefte e-post", "bekreft påmeld", "bekrefte din e", // no
		"lykilorðið þitt", "lykilorði þínu", "lykilorðinu þínu", "pöntunin þín", "pantanir þínar", "bókunin þín", "áskriftin þín", "staðfestu net", "staðfestu tölv", "staðfestu ásk", "staðfesta net", "staðfestu þitt", // is
		"salasanasi ", "salasanasi,", "salasanasi:", "salasanaasi", "tunnuksesi", "vahvista sähköposti", "vahvista tilauksesi", "varauksesi", "lainasi", "lähetyksesi", "tilauksenne", "vahvistamaan sähköposti", "vahvista osoitt", "vahvista rekister", // fi
		"teie parool", "sinu parool", "teie tellimus", "sinu tellimus", "teie pakk", "teie broneering", "kinnita oma e", "kinnitage oma e", "kinnita e-post", "kinnita oma tell", "kinnita tell", // et
		"jūsu parol", "tavu parol", "tava parole", "jūsu konta", "jūsu pasūtījum", "jūsu sūtījum", "jūsu rezervācij", "apstipriniet savu e", "apstiprini savu e", "apstipriniet abon", "apstiprini abon", // lv
		"jūsų slaptažod", "tavo slaptažod", "jūsų paskyr", "jūsų užsakym", "jūsų siunt", "jūsų rezervacij", "patvirtinkite savo el", "patvirtink savo el", "patvirtinkite el", "patvirtinkite prenum", // lt
		"twoje hasło", "twojego hasła", "twoje konto", "twojego konta", "potwierdź adres", "twoja rezerwacja", "twoje zamówienie", "twojego zamówienia", "twoja subskrypcja", "potwierdź swój adres", "potwierdź swoją sub", "potwierdź subskryp", "potwierdzić adres", "potwierdź swoje kon", "potwierdzić swój adres", "potwierdź rejestr", // pl
		"vaše heslo", "vašeho hesla", "vašeho účtu", "vaše rezervace", "vaší objednávky", "vaše předplatné", "vaše výpůjčk", "potvrďte svou e", "potvrďte svůj e", "potvrďte e-mail", "potvrďte svoji e", "potvrďte prosím svou e", "potvrďte odběr", "potvrďte regist", "potvrďte prosím e", "potvrďte vaši e", // cs
		"vášho hesla", "vášho účtu", "vaša objednávka", "vašej objednávky", "vaša zásielka", "vaša rezervácia", "potvrďte svoju e", "potvrďte svoj e", "potvrďte odber", "potvrďte prosím svoju", "potvrďte vašu e", // sk
		"vaše geslo", "vašega gesla", "vašega računa", "vaše naročilo", "vašega naročila", "vaša pošiljka", "vaša rezervacija", "potrdite svoj e", "potrdite e-", "potrdite vaš e", "potrdite naroč", "potrdite prijavo", // sl
		"vaše lozinke", "vaša lozinka", "vašu lozinku", "vaše zaporke", "vaša zaporka", "vašu zaporku", "vaša narudžba", "vaše narudžbe", "vaša narudžbina", "vaš paket", "potvrdite svoju e", "potvrdite e-", "potvrdite vašu e", "potvrdite adresu", "potvrdite pretpl", "potvrdite svoju adr", "potvrdite vašu adr", "potvrdite email", // hr
		"ваше лозинке", "ваша лозинка", "вашу лозинку", "ваша поруџбина", "ваша пошиљка", "ваша резервација", "потврдите своју", "потврдите адресу", "потврдите имејл", "потврдите е-", "потврдите вашу", "потврдите претпл", // sr
		"вашата лозинка", "вашата нарачка", "вашата пратка", "вашата резервација", "потврдете ја вашата", "потврдете го вашиот", "потврдете ја адрес", "потврдете ја претп", "потврдете ја е", "потврдете ја својата", // mk
		"вашата парола", "паролата ви", "новата ви парола", "вашия акаунт", "вашата поръчка", "поръчката ви", "вашата резервация", "потвърдете имейл", "потвърдете своя", "потвърдете вашия", "потвърдете адрес", "потвърдете абон", "потвърдете рег", "потвърдете електр", // bg
		"ваш пароль", "вашего пароля", "ваш новый пароль", "вашему паролю", "вашей учётной", "вашей учетной", "подтвердите адрес", "ваше бронирование", "ваша подписка", "ваша запись", "подтвердите свой", "подтвердите ваш", "подтвердите подписку", "подтвердите рег", "подтвердите электр", "подтвердите свою п", // ru
		"вашого пароля", "ваш новий пароль", "ваша посилка", "ваше бронювання", "ваша підписка", "підтвердьте свою", "підтвердіть свою", "підтвердьте адресу", "підтвердіть адресу", "підтвердьте вашу", "підтвердіть вашу", "підтвердьте підпис", "підтвердіть підпис", "підтвердьте електр", "підтвердіть електр", "підтвердьте свій", "підтвердіть свій", // uk
		"вашага пароля", "пацвердзіце сво", "пацвердзіце адрас", "пацвердзіце ваш", // be
		"τον κωδικό σας", "ο κωδικός σας", "του κωδικού σας", "κωδικού πρόσβασής σας", "λογαριασμό σας", "την παραγγελία σας", "το δέμα σας", "η κράτησή σας", "η συνδρομή σας", "επιβεβαιώστε τη διεύθ", "επιβεβαιώστε την ηλεκ", "επιβεβαιώστε το email", "επιβεβαιώστε τη συνδρ", "επιβεβαιώστε την εγγρ", "επιβεβαιώστε το e-mail", // el
		"parolanız", "şifreniz", "adresinizi doğrula", "adresinizi onayla", "aboneliğinizi onayla", "kargonuz", "rezervasyonunuz", "aboneliğiniz ", "randevunuz", "adresini onayla", "kaydınızı onayla", // tr
		"parolunuz", "şifrəniz", "hesabınızı", "ünvanınızı təsdiq", // az
		"jelszava", "fiókjának", "fiókod", "megrendelése", "rendelésed", "csomagja", "csomagod", "foglalása", "foglalásod", "erősítse meg e-mail", "erősítse meg az e", "erősítsd meg az e", "erősítsd meg e", "erősítse meg a felir", "erősítsd meg a felir", "erősítse meg a reg", "e-mail-címedet ezzel", "e-mail-címed megerős", "e-mail-címének megerős", // hu
		"zure pasahitza", "zure kontua", "berretsi zure", "egiaztatu zure", // eu
		"via pasvorto", "vian pasvorton", "via konto", "konfirmu vian", "bonvolu konfirmi vian", // eo
		"fjalëkalimi juaj", "fjalëkalimin tuaj", "konfirmoni adres", "konfirmoni email", "ripohoni adres", "konfirmo adres", "konfirmoni abon", // sq
		"eich cyfrinair", "cadarnhewch eich", // cy
		"הסיסמה שלך", "הסיסמא שלך", "סיסמתך", "החשבון שלך", "סיסמת ה", "הזמנתך", "ההזמנה שלך", "החבילה שלך", "אשר את כתובת", "אשרו את כתובת", "אשר את המנוי", "אמת את כתובת", // he
		"كلمة مرورك", "كلمة المرور الخاصة بك", "كلمة السر الخاصة بك", "كلمة سرك", "تفعيل حسابك", "تأكيد بريدك", "بك على", "طلبيتك", "حجزك", "شحنتك", "تأكيد عنوان", "تأكيد اشتراك", "أكد عنوان", "أكد اشتراك", "تأكيد البريد", // ar
		"گذرواژه شما", "گذرواژهٔ شما", "رمز عبور شما", "حساب شما", "سفارش شما", "مرسوله شما", "رزرو شما", "ایمیل خود را تایید", "ایمیل خود را تأیید", "آدرس ایمیل خود را", "نشانی رایانامه خود", "اشتراک خود را تأیید", "اشتراک خود را تایید", // fa
		"آپ کا پاس ورڈ", "آپ کے کھاتے", "تصدیق کریں", // ur
		"आपका पासवर्ड", "आपके पासवर्ड", "आपका ऑर्डर", "आपके ऑर्डर", "आपकी बुकिंग", "ईमेल पते की पुष्टि", "ईमेल की पुष्टि", "सदस्यता की पुष्टि", // hi
		"আপনার পাসওয়ার্ড", "ইমেইল ঠিকানা নিশ্চিত", "ইমেইল নিশ্চিত", // bn
		"รหัสผ่านของคุณ", "บัญชีของคุณ", "คำสั่งซื้อของคุณ", "พัสดุของคุณ", "การจองของคุณ", "ยืนยันที่อยู่อีเมล", "ยืนยันอีเมล", "ยืนยันการสมัคร", // th
		"mật khẩu của bạn", "tài khoản của bạn", "đơn hàng của bạn", "đơn hàng của quý", "đặt chỗ của bạn", "xác nhận địa chỉ", "xác nhận email", "xác nhận đăng ký", // vi
		"sandi anda", "kata laluan anda", "akun anda", "akaun anda", "pesanan anda", "paket anda", "tempahan anda", "reservasi anda", "konfirmasi alamat", "konfirmasikan alamat", "konfirmasi email", "konfirmasikan email", "konfirmasi langganan", "sahkan alamat", "sahkan e-mel", "verifikasi alamat", // id
		"nenosiri lako", "nywila yako", // sw
		"თქვენი პაროლ", "დაადასტურეთ თქვენი", "დაადასტურეთ ელ", // ka
		"ձեր գաղտնաբառ", "հաստատեք ձեր", // hy
		"parolingiz", "manzilingizni tasdiqlang", // uz
		"您的密码", "你的密码", "您的密碼", "你的密碼", "您的帐户", "您的账户", "激活您", "激活你", "啟用您", "验证您的", "驗證您的", "您的预订", "您的預訂", "您的借阅", "您的预约", "确认您的电子", "确认你的电子", "确认您的邮", "確認您的電子", "确认您的订阅", "確認您的訂閱", "确认订阅", "確認訂閱", // zh
		"あなたのパスワード", "あなたのアカウント", "パスワードを変更するには", "パスワードを再設定するには", "パスワードをリセットするには", "メールアドレスを確認するには", "登録を完了するには", "サインインするには", "ログインするには", "ご予約", "返却期限", "お客様のご注文", "メールアドレスを確認してください", "メールアドレスをご確認", "登録を確認", "メールアドレスの確認", // ja
		"비밀번호를 변경하려면", "비밀번호를 재설정하려면", "계정을 활성화하려면", "구독을 확인", "고객님의", "예약이 완료", "반납", "이메일 주소를 확인", "이메일을 확인해", // ko
		"поштаңызды раста", "мекенжайыңызды раста", // kk
	},
	saysEvent: {
		"someone requested", "someone has requested", "someone created an account", "new comment on", "replied to your comment", "reply to your comment", "commented on your", "was added or changed", "has been edited by", "has been changed by", "notification system", "awaits moderator", "awaiting moderat", "moderator approval", "waiting for your approval", "here are the changes", "probably you", "hopefully you", "possibly you", "you or someone else", "you, or someone", // en
		"jemand hat ein", "neuer kommentar zu", "kommentar zu deinem", "kommentar zu ihrem", "auf deinen kommentar", "auf ihren kommentar", "hinzugefügt oder geändert", "benachrichtigungssystem", "folgende änderungen", "wahrscheinlich du", "wahrscheinlich sie", "sie oder jemand", "du oder jemand", "vermutlich sie", "vermutlich du", // de
		"nouveau commentaire sur", "répondu à votre commentaire", "commenté votre", "été ajoutée ou", "système de notification", "en attente d'approbation", "en attente de modération", "voici les modif", "voici les changements", "probablement vous", "sans doute vous", "vous ou quelqu'un", "vous, ou quelqu'un", // fr
		"alguien solicitó", "alguien ha solicitado", "alguien ha pedido", "nuevo comentario en", "nuevo comentario sobre", "a tu comentario", "a su comentario", "añadida o modificada", "sistema de notifica", "pendiente de aprobación", "pendiente de moderación", "probablemente tú", "probablemente usted", "posiblemente usted", "posiblemente tú", "usted u otra", "tú u otra", "usted o alguien", "tú o alguien", // es
		"alguém pediu", "alguém solicitou", "novo comentário em", "novo comentário no", "ao seu comentário", "a seu comentário", "adicionada ou", "aguarda aprovação", "aguardando aprovação", "aguarda moderação", "provavelmente você", "possivelmente você", "provavelmente o próprio", "você ou outra", "você ou alguém", // pt
		"qualcuno ha richiesto", "nuovo commento a", "nuovo commento su", "al tuo commento", "aggiunta o modificata", "sistema di notifica", "in attesa di approvazione", "in attesa di moderazione", "ecco le modifiche", "probabilmente tu", "probabilmente lei", "forse tu,", "tu o qualcun", "lei o qualcun", // it
		"algú ha demanat", "algú ha sol·licitat", "comentari nou", "nou comentari", "al vostre comentari", "servei de notificacions", "pendent d'aprovació", "probablement tu", "probablement vós", "segurament vós", "vós o algú", // ca
		"novo comentario", "ao teu comentario", "sistema de avisos", "probablemente ti", "probablemente vostede", // gl
		"comentariu nou", "la comentariul", "sistemul de notific", "probabil dumneavoastră", "probabil tu", "dumneavoastră sau altcineva", "tu sau altcineva", // ro
		"iemand heeft gevraagd", "nieuwe reactie op", "op je reactie", "op uw reactie", "toegevoegd of gewijzigd", "meldsysteem", "wacht op goedkeuring", "waarschijnlijk u", "waarschijnlijk jij", "waarschijnlijk jezelf", "u of iemand", "jij of iemand", "jezelf of iemand", // nl
		"waarskuwingsstelsel", "nuwe kommentaar", "waarskynlik u", "waarskynlik jy", // af
		"ny kommentar", "på din kommentar", "lagts till eller ändrats", "meddelandesystem", "väntar på godkännande", "troligen du", "förmodligen du", "sannolikt du", "antagligen du", "du eller någon annan", // sv
		"tilføjet eller ændret", "informationssystem", "afventer godkendelse", "sandsynligvis dig", "formentlig dig", "formodentlig dig", "du eller en anden", "du eller nogen", // da
		"på kommentaren din", "lagt til eller endret", "varslingss", "venter på godkjenning", "sannsynligvis deg", "sannsynlegvis deg", "mest sannsynlig deg", "trolig deg", "du eller noen", // no
		"ný athugasemd", "nýja athugasemd", "tilkynningakerfi", "líklega þú", "líklegast þú", "sennilega þú", // is
		"uusi kommentti", "kommenttiisi", "ilmoitusjärjestelmä", "odottaa hyväksyntää", "todennäköisesti sinä", "luultavasti sinä", "mahdollisesti sinä", "sinä tai joku", // fi
		"uus kommentaar", "kommentaarile", "teavitussüsteem", "arvatavasti sina", "ilmselt sa", "ilmselt te", "tõenäoliselt sina", "tõenäoliselt te", // et
		"jauns komentārs", "jūsu komentār", "paziņojumu sistēma", "iespējams, jūs", "visticamāk jūs", "iespējams, tu", // lv
		"naujas komentaras", "jūsų komentar", "pranešimų sistema", "tikriausiai jūs", "greičiausiai jūs", "galbūt jūs", // lt
		"nowy komentarz", "na twój komentarz", "dodana lub zmien", "dodano lub zmien", "systemu powiadomień", "oczekuje na moder", "czeka na moder", "czeka na zatwierdz", "prawdopodobnie ty", "być może ty", "ty lub ktoś", "ty albo ktoś", // pl
		"nový komentář", "na váš komentář", "přidána nebo změn", "zasílač hlášení", "čeká na schválení", "patrně vy", "pravděpodobně vy", "asi vy,", "vy nebo někdo", // cs
		"nový komentár", "na váš komentár", "pridaná alebo zmen", "upozorňovací systém", "čaká na schválenie", "pravdepodobne vy", "vy alebo niekto", // sk
		"nov komentar", "na vaš komentar", "opozorilni sistem", "sistem obveščanja", "verjetno vi", "najbrž vi", // sl
		"novi komentar", "sistem obavje", "sustav izvje", "sustav obavje", "vjerojatno vi", "vjerovatno vi", "verovatno vi", "najvjerojatnije vi", // hr
		"нови коментар", "на ваш коментар", "систем обавешт", "вероватно ви", "највероватније ви", // sr
		"нов коментар", "на вашиот коментар", "известителниот систем", "веројатно вие", // mk
		"на вашия коментар", "системата за извест", "добавена или промен", "вероятно вие", "може би вие", // bg
		"новый комментарий", "на ваш комментарий", "система оповещения", "система уведомлений", "добавлена или измен", "ожидает одобрения", "возможно, вы", "вероятно, вы", "возможно вы", "вероятно вы", "вы (или кто", "вы или кто", // ru
		"новий коментар", "система сповіщ", "додано або змін", "очікує схвалення", "імовірно ви", "ймовірно, ви", "ймовірно ви", "можливо, ви", "можливо ви", "ви або хтось", // uk
		"новы каментар", "сістэма апавяш", "верагодна вы", "магчыма, вы", // be
		"νέο σχόλιο", "στο σχόλιό σας", "σύστημα ειδοποίησης", "σύστημα ειδοποιήσεων", "αναμένει έγκριση", "πιθανότητα εσείς", "πιθανώς εσείς", "πιθανόν εσείς", "μάλλον εσείς", // el
		"yeni yorum", "yeni bir yorum", "yorumunuza", "bildirim sistemi", "eklendi veya", "onay bekliyor", "onayınızı bekliyor", "muhtemelen siz", "büyük olasılıkla siz", "siz veya başka", "siz ya da", // tr
		"yeni şərh", "bildiriş sistem", "ehtimal ki siz", // az
		"új hozzászólás", "hozzászólásodra", "hozzászólására", "értesítő rendszere", "jóváhagyásra vár", "valószínűleg te", "valószínűleg ön", "feltehetően ön", "feltehetőleg te", "ön vagy valaki", // hu
		"iruzkin berri", "zure iruzkin", "oharpen sistema", "jakinarazpen sistema", "zu seguruenik", "zuk seguruenik", "seguruenik zu", // eu
		"nova komento", "avertsistemo", "verŝajne vi", "kredeble vi", // eo
		"koment i ri", "komentit tuaj", "ndoshta ti", "ndoshta ju", "ka të ngjarë ju", // sq
		"sylw newydd", "sustem hysbysu", "chi, mwy na thebyg", "chi yn ôl pob", // cy
		"תגובה חדשה", "לתגובה שלך", "לתגובתך", "מערכת ההודעות", "ממתין לאישור", "ממתינה לאישור", "ככל הנראה את", "כנראה את", "קרוב לוודאי את", // he
		"تعليق جديد", "على تعليقك", "نظام الإشعار", "بانتظار موافقة", "ربما أنت", "على الأرجح أنت", "قد تكون أنت", "يحتمل أنه أنت", // ar
		"دیدگاه جدید", "دیدگاه تازه", "دیدگاه شما", "سامانهٔ آگاه", "احتمالاً شما", "احتمالا شما", "شاید شما،", "شاید خود", // fa
		"نظام اطلاعات",                                        // ur
		"नई टिप्पणी", "टिप्पणी का", "सूचक प्रणाली", "शायद आप", // hi
		"নতুন মন্তব্য", "বিজ্ঞপ্তি ব্যবস্থা", "সম্ভবত আপনি", // bn
		"ความเห็นใหม่", "ความคิดเห็นใหม่", "ความคิดเห็นของคุณ", "ระบบแจ้งเตือน", "อาจเป็นคุณ", "อาจจะเป็นคุณ", "น่าจะเป็นคุณ", // th
		"bình luận mới", "bình luận của bạn", "phản hồi mới", "hệ thống báo", "có lẽ là bạn", "có thể là bạn", "có lẽ bạn", // vi
		"komentar baru", "komentar anda", "sistem pemberitahuan", "mungkin anda,", "mungkin anda)", "kemungkinan anda", "mungkin anda sendiri", // id
		"ახალი კომენტარ", "სავარაუდოდ თქვენ", "ალბათ თქვენ", // ka
		"նոր մեկնաբանություն",                                                                                                                                                                                       // hy
		"有人请求", "有人請求", "有人要求", "有人申请", "有人申請", "新评论", "新評論", "新的评论", "新迴響", "新回應", "回复了您", "回复了你", "回覆了您", "回應了您", "您的评论", "您的留言", "通知系统", "通知系統", "等待审核", "等待審核", "可能是您", "可能是你", "大概是您", "您或其他人", "您或他人", "也许是您", // zh
		"新しいコメント", "あなたのコメント", "返信がありました", "追加または変更", "承認待ち", "通知システム", "おそらくあなた", "恐らくあなた", "おそらくご本人", "あなたまたは", // ja
		"새 댓글", "새로운 댓글", "내 댓글", "댓글에 답", "추가되거나", "알림 시스템", "승인을 기다리", "아마도 당신", "당신일 수도", "본인일 수", // ko
	},
}
