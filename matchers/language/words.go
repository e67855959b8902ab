package language

import "strings"

// language is one that is told apart from others of its script.
type language struct {
	code    string
	script  script
	letters string // beyond ASCII, typical of it among the languages of its script
	words   string // its commonest short words, and some that letters to a shop are full of
}

// languages are looked at in this order; of equal votes none wins.
var languages = []language{
	{"en", latin, "", `the and is are was were you your i my me we our it its this that not of to for with have has had do does did
		can could would will when what where how why please thanks thank hello hi dear still been from but there they be if or
		just got get any help need want order haven't don't didn't can't i'm`},
	{"de", latin, "äöüß", `der die das und ist sind war ich du sie wir ihr mein meine meinen mir mich nicht ein eine einen einem auf für mit
		von zu im den dem des es auch noch aber wie was wo wann warum kann habe hat haben wird werden bitte danke hallo guten tag
		sehr geehrte grüße ihre ihrer bei nach schon kein keine wenn dass über bestellung`},
	{"fr", latin, "çèêëîïôûœà", `le la les un une des du de et est sont je tu vous nous il elle mon ma mes votre vos notre ne pas que qui
		pour avec dans sur au aux ce cette ces où quand comment pourquoi merci bonjour cordialement s'il j'ai c'est ai avez
		été être mais plus commande toujours d'une qu'il madame monsieur salut`},
	{"es", latin, "ñ¿¡áíóúé", `el la los las un una de del y es son yo tu usted mi mis me se no que para con por en al lo su sus este esta
		donde dónde cuando cuándo cómo como gracias hola pedido he ha hemos pero más muy favor quiero puedo está saludos todavía
		qué buenos días tengo`},
	{"pt", latin, "ãõçâêôáíóú", `o a os as um uma de do da dos das e é são eu você meu minha me se não que para com por em no na ao seu sua
		este esta onde quando como obrigado obrigada olá pedido tenho foi mas mais muito favor quero posso está ainda bom dia
		gostaria`},
	{"it", latin, "àèéìòù", `il lo la i gli le un una di del della dei e è sono io lei mio mia mi si non che per con in al alla nel su
		questo questa dove quando come perché grazie buongiorno ciao ordine ho ha abbiamo ma più molto vorrei posso ancora stato
		salve sto`},
	{"nl", latin, "ĳ", `de het een en is zijn was ik jij je u wij we mijn uw niet van voor met op aan in dat die dit deze er maar ook nog
		hoe wat waar wanneer waarom kan heb heeft hebben wordt graag bedankt dank hallo beste groet bestelling naar bij als geen`},
	{"pl", latin, "ąćęłńśźżó", `i w z na do nie jest są to się że co jak kiedy gdzie dlaczego czy mój moje moja mi mnie pan pani proszę dziękuję
		dzień dobry witam cześć zamówienie zamówienia ale już jeszcze mam mogę od po za przez dla ten tego był było pozdrawiam`},
	{"sv", latin, "åäö", `och att det är jag du ni vi min mitt mina inte en ett på av för med som till i den har hade kan vill hur när var
		varför men också tack hej beställning ännu från om hälsningar mvh era er snälla`},
	{"da", latin, "æøå", `og at det er jeg du i vi min mit mine ikke en et på af for med som til den har havde kan vil hvordan hvornår hvor
		hvorfor men også tak hej bestilling endnu fra om hilsen venlig jeres mig`},
	{"nb", latin, "æøå", `og at det er jeg du dere vi min mitt mine ikke en et på av for med som til den har hadde kan vil hvordan når hvor
		hvorfor men også takk hei bestilling ennå fra om hilsen vennlig deres meg bestillingen`},
	{"fi", latin, "äö", `ja on ei se että en minä olen mutta kun mitä missä milloin miten miksi voi voin minun tämä tilaus tilaukseni
		kiitos hei terveisin vielä ovat oli olisi kuin niin myös teidän haluan`},
	{"cs", latin, "ěščřžýůťďň", `a je se na v že to s z do jsem jsou ne není jak kdy kde proč co můj moje mi prosím děkuji dobrý den ahoj
		objednávka objednávku ale už ještě mám mohu od po za pro by ten byl bylo pozdravem která`},
	{"hu", latin, "őűáéíóöúü", `a az és nem hogy van egy ez meg már még csak de is ha mikor hol miért hogyan kérem köszönöm szia üdvözlettel
		rendelés rendelésem vagyok volt lehet nekem jó napot tisztelt`},
	{"ro", latin, "ăâîșțşţ", `și si de la în nu este sunt că ce cu pe un o am ai a mai pentru din care când unde cum mulțumesc bună ziua
		comanda comandă dar vă rog sau fost meu mea salut`},
	{"tr", latin, "ğışçöüİ", `ve bir bu için ile değil mi ne çok ama gibi var yok ben sen biz siz benim nasıl nerede neden lütfen teşekkürler
		teşekkür ederim merhaba sipariş siparişim daha henüz kadar olarak oldu`},
	{"id", latin, "", `yang dan di ke dari ini itu tidak saya anda kami untuk dengan ada adalah bisa akan sudah belum apa kapan
		bagaimana mengapa tolong terima kasih halo pesanan mohon tetapi juga`},
	{"vi", latin, "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ", `và là của tôi không có được cho với bạn này một những đã
		đơn hàng khi nào xin chào cảm ơn tại sao`},

	{"ru", cyrillic, "ыэёъ", `и в не на я что с как это по но из у за от мой моя мне вы мы есть был где когда почему пожалуйста спасибо
		здравствуйте добрый день привет заказ заказа еще ещё уже до для или нет если`},
	{"uk", cyrillic, "іїєґ", `і в не на я що з як це по але із у за від мій моя мені ви ми є був де коли чому будь ласка дякую вітаю
		добрий день привіт замовлення ще вже до для або немає якщо та`},
	{"bg", cyrillic, "ъ", `и в не на аз че с как това по но от за моят моята ми вие ние е са беше къде кога защо моля благодаря здравейте
		добър ден поръчка поръчката още вече до или няма ако да се съм`},
	{"sr", cyrillic, "ђјљњћџ", `и у не на ја да с како то по али од за мој моја ми ви је су био где када зашто молим хвала здраво добар
		дан поруџбина још већ до или нема ако се сам`},

	{"ar", arabic, "ةىأإ", `في من على إلى أن لا ما هل هذا هذه مع عن لم كيف متى أين لماذا شكرا مرحبا السلام عليكم طلبي الطلب أريد كان قد
		لقد أنا لي`},
	{"fa", arabic, "پچژگکی", `و در به از که این را با است برای من آن هم تا چه کی کجا چرا سلام ممنون لطفا سفارش شما ما نیست شده`},
	{"ur", arabic, "ٹڈڑںےھ", `اور کے میں کی ہے سے کا کو نہیں یہ ہیں پر میرا آپ کیا کب کہاں شکریہ براہ کرم آرڈر`},
}

// wordsOf are the languages that a common word belongs to.
var wordsOf = func() map[string][]string {
	of := map[string][]string{}
	for _, l := range languages {
		for _, word := range strings.Fields(l.words) {
			of[word] = append(of[word], l.code)
		}
	}
	return of
}()
