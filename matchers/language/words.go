package language

import "strings"

// language is one that is told apart from others of its script.
type language struct {
	code    string
	script  script
	letters string // beyond ASCII, typical of it among the languages of its script
	grams   string // parts of words that are typical of it; an underscore is the word's begin or end
	words   string // its commonest short words, and some that letters to a shop are full of
}

// languages are looked at in this order; of equal votes none wins.
var languages = []language{
	{"en", latin, "", "th _wh ght_ ing_ tion_ ould_ ck_ ly_ ed_ n't_ _my_ ow_ ee", `
		the and is are was were you your i my me we our it its this that not of to for with have has had do does did
		can could would will when what where how why please thanks thank hello hi dear still been from but there they be if or
		just got get any help need want order haven't don't didn't can't i'm
		a an at by as on so about into over after before all some more most which who here then than now only also very too him
		her his she he their them us today tomorrow tonight yesterday morning evening week month day time next last new old many
		much well again always never every show tell give set make go see know think say take use find work call send doesn't it's
		i've i'll that's isn't won't am let's would've these those because while during without between under first one two three
		five ten`},
	{"de", latin, "äöüß", "sch cht ung_ ich_ eit_ ein _ge en_ _zu ck ei tz ern_ pf", `
		der die das und ist sind war ich du sie wir ihr mein meine meinen mir mich nicht ein eine einen einem auf für mit
		von zu im den dem des es auch noch aber wie was wo wann warum kann habe hat haben wird werden bitte danke hallo guten tag
		sehr geehrte grüße ihre ihrer bei nach schon kein keine wenn dass über bestellung
		am um aus an als zum zur beim vom oder so nur mehr dann doch mal jetzt heute morgen gestern abend immer nie alle alles
		etwas nichts viel viele diese dieser dieses welche welcher werde würde könnte möchte soll muss will sein seine ihnen ihm
		ihn uns unser euch euer unter zwischen gegen ohne durch nächste nächsten letzte woche monat jahr uhr neue neuen zeig zeige
		mach gib gibt geht machen sagen finden brauche weil damit ob eins zwei drei montag dienstag mittwoch donnerstag freitag
		samstag sonntag`},
	{"fr", latin, "çèêëîïôûœà", "eau oux ez_ _qu aux_ ais_ ent_ _l' _d' _j' ion_ eur ou tte_ elle que_", `
		le la les un une des du de et est sont je tu vous nous il elle mon ma mes votre vos notre ne pas que qui
		pour avec dans sur au aux ce cette ces où quand comment pourquoi merci bonjour cordialement s'il j'ai c'est ai avez
		été être mais plus commande toujours d'une qu'il madame monsieur salut
		y en par si tout tous toute toutes très bien aussi alors donc encore déjà jamais aujourd'hui demain hier matin soir
		semaine mois jour heure nouveau nouvelle leur leurs ses son sa lui eux ici là peu beaucoup sans sous entre vers chez
		depuis pendant avant après fait faire dire voir peux peut pouvez veux voudrais faut quel quelle quels quelles jusqu'à n'ai
		n'est m'a qu'est lundi mardi mercredi jeudi vendredi samedi dimanche deux trois`},
	{"es", latin, "ñ¿¡áíóúé", "ción_ ado_ _qu ie ue ll os_ as_ ar_ mente_ ndo_ cer_ ñ", `
		el la los las un una de del y es son yo tu usted mi mis me se no que para con por en al lo su sus este esta
		donde dónde cuando cuándo cómo como gracias hola pedido he ha hemos pero más muy favor quiero puedo está saludos todavía
		qué buenos días tengo
		si sí ya le les te nos eso esa ese esto estos estas ahora hoy mañana ayer noche tarde semana mes día hora nuevo nueva todo
		toda todos todas cuál cuáles quién cuánta cuántos hay tiene tienen hacer dime pon ver hasta desde sin sobre entre
		durante antes después también porque aunque siempre nunca nada algo otro otra ser fue era estaba quisiera puede pueden
		lunes martes miércoles jueves viernes sábado domingo dos tres`},
	{"pt", latin, "ãõçâêôáíóú", "ção_ ões_ ão_ _nh lh nh ndo_ ei ou_ ar_ mente_ ém_ ss os_ as_", `
		o a os as um uma de do da dos das e é são eu você meu minha me se não que para com por em no na ao seu sua
		este esta onde quando como obrigado obrigada olá pedido tenho foi mas mais muito favor quero posso está ainda bom dia
		gostaria
		já lhe nos isso isto esse essa agora hoje amanhã ontem noite tarde semana mês hora novo nova tudo todo toda todos qual
		quais quem quanto quanta há tem têm fazer ver até desde sem sobre entre durante antes depois também porque sempre nunca
		nada algo outro outra ser era estava pode podem preciso pelo pela num numa nesta neste segunda terça quarta quinta sexta
		sábado domingo dois duas três`},
	{"it", latin, "àèéìòù", "zione_ gli cch zz tto_ ndo_ are_ ere_ _qu che_ ghi ella_ ia_ gio sc mente_ i_ o_", `
		il lo la i gli le un una di del della dei e è sono io lei mio mia mi si non che per con in al alla nel su
		questo questa dove quando come perché grazie buongiorno ciao ordine ho ha abbiamo ma più molto vorrei posso ancora stato
		salve sto
		ci ne se già ti vi loro quello quella quelli oggi domani ieri sera mattina notte settimana mese giorno ora nuovo nuova
		tutto tutta tutti tutte quale quali chi quanto quanta quanti hanno fare dire vedere fino da dal dalla dai sulla sul senza
		sopra tra fra durante prima dopo anche sempre mai niente qualcosa altro altra essere era può possono devo vuoi lunedì
		martedì mercoledì giovedì venerdì sabato domenica due tre c'è dell' all' nell' mostrami dimmi metti`},
	{"nl", latin, "ĳ", "ij sch aa oe ee _ge cht en_ ui eu oo uw _ver _be ng_", `
		de het een en is zijn was ik jij je u wij we mijn uw niet van voor met op aan in dat die dit deze er maar ook nog
		hoe wat waar wanneer waarom kan heb heeft hebben wordt graag bedankt dank hallo beste groet bestelling naar bij als geen
		of dan door tot over onder tussen zonder tegen tijdens na toen nu vandaag morgen gisteren avond ochtend nacht week maand
		dag uur nieuwe nieuw alle alles iets niets veel weinig meer wel al hem haar hun ons onze jullie zou zal kunnen moet moeten
		mag wil gaan doen maken zien geef laat toon zet welke welk wie hier daar want omdat terwijl altijd nooit volgende vorige
		maandag dinsdag woensdag donderdag vrijdag zaterdag zondag twee drie kun`},
	{"pl", latin, "ąćęłńśźżó", "sz cz rz dz ie _prz nie_ ów_ ść_ ego_ owa ych_ ć_ ę_ ki_ _w_", `
		i w z na do nie jest są to się że co jak kiedy gdzie dlaczego czy mój moje moja mi mnie pan pani proszę dziękuję
		dzień dobry witam cześć zamówienie zamówienia ale już jeszcze mam mogę od po za przez dla ten tego był było pozdrawiam
		a o u we ze ku pod nad przed przy między bez aby żeby bo więc lub albo oraz też także tylko bardzo teraz dziś dzisiaj
		jutro wczoraj wieczorem rano tydzień miesiąc godzina godzinie nowy nowa wszystko wszystkie nic coś kto który która które
		ile jaki jaka jakie być była będzie może można trzeba chcę chciałbym chciałabym pokaż ci go jej ich nam nas wam im sobie
		swoje poniedziałek wtorek środa czwartek piątek sobota niedziela dwa trzy`},
	{"sv", latin, "åäö", "ör_ ar_ en_ et_ _fö sj ll ning_ äg ck ör ska_ ade_ igt_ na_ år", `
		och att det är jag du ni vi min mitt mina inte en ett på av för med som till i den har hade kan vill hur när var
		varför men också tack hej beställning ännu från om hälsningar mvh era er snälla`},
	{"da", latin, "æøå", "øj _af eg_ et_ en_ er_ ede_ hv ld nd æ øb _be ig_ sk ej_ åb", `
		og at det er jeg du i vi min mit mine ikke en et på af for med som til den har havde kan vil hvordan hvornår hvor
		hvorfor men også tak hej bestilling endnu fra om hilsen venlig jeres mig`},
	{"nb", latin, "æøå", "øy eg_ et_ en_ er_ hv kk ikke_ ene_ _sp ei å_ sj skal_ ig_ ett_", `
		og at det er jeg du dere vi min mitt mine ikke en et på av for med som til den har hadde kan vil hvordan når hvor
		hvorfor men også takk hei bestilling ennå fra om hilsen vennlig deres meg bestillingen`},
	{"fi", latin, "äö", "ää aa uu ii oo tt kk ssa_ lla_ sta_ en_ ään_ ään yö _ku nen_ nn än_ ko_ isi", `
		ja on ei se että en minä olen mutta kun mitä missä milloin miten miksi voi voin minun tämä tilaus tilaukseni
		kiitos hei terveisin vielä ovat oli olisi kuin niin myös teidän haluan`},
	{"cs", latin, "ěščřžýůťďň", "ě ř ou_ ní_ _př ch_ ého_ ů _ne ost_ ím_ ý_ at_ ky_", `
		a je se na v že to s z do jsem jsou ne není jak kdy kde proč co můj moje mi prosím děkuji dobrý den ahoj
		objednávka objednávku ale už ještě mám mohu od po za pro by ten byl bylo pozdravem která`},
	{"hu", latin, "őűáéíóöúü", "sz gy ő ű _meg ek_ ok_ nak_ nek_ zt ás és_ tt_ ban_ ben_ ó_ ly cs", `
		a az és nem hogy van egy ez meg már még csak de is ha mikor hol miért hogyan kérem köszönöm szia üdvözlettel
		rendelés rendelésem vagyok volt lehet nekem jó napot tisztelt`},
	{"ro", latin, "ăâîșțşţ", "ul_ ului_ ă_ ea_ ți ște ii_ ește_ at_ oa _pr eș", `
		și si de la în nu este sunt că ce cu pe un o am ai a mai pentru din care când unde cum mulțumesc bună ziua
		comanda comandă dar vă rog sau fost meu mea salut`},
	{"tr", latin, "ğışçöüİ", "lar ler ı_ iyor mi_ dır_ dir_ yı ğ ş _bi ın_ in_ im_ çe dak ak_ ek_ üm", `
		ve bir bu için ile değil mi ne çok ama gibi var yok ben sen biz siz benim nasıl nerede neden lütfen teşekkürler
		teşekkür ederim merhaba sipariş siparişim daha henüz kadar olarak oldu`},
	{"id", latin, "", "ng_ kan_ _me _ber _di _pe nya_ an_ _ter ah_ ak_ _ke uk_", `
		yang dan di ke dari ini itu tidak saya anda kami untuk dengan ada adalah bisa akan sudah belum apa kapan
		bagaimana mengapa tolong terima kasih halo pesanan mohon tetapi juga`},
	{"vi", latin, "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ", "ng_ nh_ _th _tr _ng _kh iệ ườ ượ", `
		và là của tôi không có được cho với bạn này một những đã
		đơn hàng khi nào xin chào cảm ơn tại sao`},
	{"sk", latin, "ľĺŕôťďčšžýáíé", "ô ľ ĺ ŕ ia_ ie_ ých_ ého_ ť_ _pre dz ou_ iť_ ať_", `
		a je sa na v že to s z do som sme sú nie ako kedy kde prečo čo môj moja moje mi mi prosím ďakujem dobrý deň ahoj
		objednávka objednávku ale už ešte mám môžem od po za pre by ten bol bolo pozdravom ktorá`},
	{"hr", latin, "čćđšž", "ij _pr je_ će_ či ti_ ima_ aj_ š ž nj lj _po ju_", `
		i je u na da se ne nije su sam smo za od do s sa li što kako kada kad gdje gde zašto moj moja moje mi molim hvala pozdrav
		dobar dan narudžba narudžbu ali još već ili ako bi koji će ću imam mogu po`},
	{"sl", latin, "čšž", "č š ž _pr ti_ je_ aj_ ega_ ih_ im_ lj nj", `
		in je v na da se ne ni so sem smo za od do s z ali kaj kako kdaj kje zakaj moj moja moje mi prosim hvala pozdrav lep
		pozdravljeni dober dan naročilo naročila še že če bi ki bo imam lahko pri tudi`},
	{"lt", latin, "ąčęėįšųūž", "ų ė ių_ as_ is_ us_ ai_ ti_ aus_ _pr ia_ ia ius_", `
		ir yra į su kad ne tai iš ar kaip kada kur kodėl mano man jūsų mes aš prašau ačiū labas laba diena užsakymas užsakymo
		bet dar jau ant per nuo iki už buvo gal apie`},
	{"lv", latin, "āčēģīķļņšūž", "ī ā ē ļ ķ ņ as_ ša ie ija_ us_", `
		un ir uz ar ka ne no par kas kā kad kur kāpēc mans mana man jūsu mēs es lūdzu paldies labdien sveiki pasūtījums
		pasūtījumu bet vēl jau līdz bija vai`},
	{"et", latin, "õäöü", "õ ä aa ee ii uu _ei_ st_ ks_ sse_ mine_ da_ ud_", `
		ja on ei et see ma mul minu kui kuidas millal kus miks mis palun aitäh tere päevast tellimus tellimuse aga veel juba
		oma oli ole kas või ka teie`},

	{"ru", cyrillic, "ыэёъ", "ого_ ить_ ать_ ый_ ая_ ее_ ться_ ния_ ие_ ов_ _пр _вы ой_ ую_ ешь_ ете_", `
		и в не на я что с как это по но из у за от мой моя мне вы мы есть был где когда почему пожалуйста спасибо
		здравствуйте добрый день привет заказ заказа еще ещё уже до для или нет если`},
	{"uk", cyrillic, "іїєґ", "ого_ ити_ ати_ ий_ ться_ ння_ ів_ _пр _ви ою_ ій_ ете_", `
		і в не на я що з як це по але із у за від мій моя мені ви ми є був де коли чому будь ласка дякую вітаю
		добрий день привіт замовлення ще вже до для або немає якщо та`},
	{"bg", cyrillic, "ъ", "ът_ та_ то_ те_ ът ия_ ане_ _пр ите_ ва_ ка_", `
		и в не на аз че с как това по но от за моят моята ми вие ние е са беше къде кога защо моля благодаря здравейте
		добър ден поръчка поръчката още вече до или няма ако да се съм`},
	{"sr", cyrillic, "ђјљњћџ", "ја_ ти_ је_ ог_ ка_ ће_ ња_ _пр", `
		и у не на ја да с како то по али од за мој моја ми ви је су био где када зашто молим хвала здраво добар
		дан поруџбина још већ до или нема ако се сам`},

	{"kk", cyrillic, "әғқңөұүһі", "ді_ ды_ ның ған ген лар лер ыз_ іңіз ту_", `
		және мен бұл да де үшін бар жоқ емес қалай қашан қайда неге маған менің сіз рахмет сәлем сәлеметсіз бе қандай болады
		тапсырыс осы керек бүгін деп`},

	{"ar", arabic, "ةىأإ", "_ال ة_ ات_ ين_ _لل _وال ون_ _بال وا_ ها_ _أن _إل ني_", `
		في من على إلى أن لا ما هل هذا هذه مع عن لم كيف متى أين لماذا شكرا مرحبا السلام عليكم طلبي الطلب أريد كان قد
		لقد أنا لي`},
	{"fa", arabic, "پچژگکی", "_می ند_ ای_ ها_ ید_ ست_ ان_", `
		و در به از که این را با است برای من آن هم تا چه کی کجا چرا سلام ممنون لطفا سفارش شما ما نیست شده`},
	{"ur", arabic, "ٹڈڑںےھ", "", `
		اور کے میں کی ہے سے کا کو نہیں یہ ہیں پر میرا آپ کیا کب کہاں شکریہ براہ کرم آرڈر`},
}

// wordsOf are the languages that a common word belongs to, gramsOf those that a part of a word is typical of.
var (
	wordsOf = index(func(l language) string { return l.words })
	gramsOf = index(func(l language) string { return l.grams })
)

func index(of func(language) string) map[string][]string {
	index := map[string][]string{}
	for _, l := range languages {
		for _, s := range strings.Fields(of(l)) {
			if codes := index[s]; len(codes) == 0 || codes[len(codes)-1] != l.code {
				index[s] = append(codes, l.code)
			}
		}
	}
	return index
}
