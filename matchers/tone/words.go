package tone

// lexicon is what angry or desperate people write in a language, folded. Longer phrases stand before those that they
// contain.
type lexicon struct {
	enough []string // alone
	partly []string // with another sign
}

// languages are those of the phrases, in the order in which they are looked for.
var languages = []string{"de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt", "zh"}

// phrases by language.
var phrases = map[string]lexicon{
	"en": {
		enough: []string{
			"this is unacceptable", "totally unacceptable", "absolutely unacceptable", "fed up", "sick and tired", "worst service",
			"worst company", "worst customer service", "you are thieves", "you thieves", "scammers", "rip-off", "ripped off",
			"are you kidding me", "what the hell", "how dare you", "had enough", "i am furious", "i'm furious", "so angry", "very angry",
			"lost all patience", "losing my patience", "waste of my time", "bunch of idiots", "bullshit", "fucking", "i am desperate",
			"i'm desperate", "at my wits' end", "at my wit's end", "i am begging you", "i beg you", "don't know what to do any more",
			"don't know what to do anymore", "in tears",
		},
		partly: []string{
			"never again", "unacceptable", "outrageous", "ridiculous", "disgusting", "a disgrace", "a joke", "terrible service",
			"very disappointed", "extremely disappointed", "so disappointed", "third time", "fourth time", "nobody answers",
			"no one answers", "ignoring me", "you ignore me", "still no answer", "how many times", "frustrated", "frustrating",
		},
	},
	"de": {
		enough: []string{
			"das ist eine frechheit", "eine unverschämtheit", "eine frechheit", "ich habe die nase voll", "die schnauze voll",
			"mir reicht es", "mir reicht's", "es reicht mir", "ihr betrüger", "sie betrüger", "abzocke", "saftladen",
			"schlechtester service", "stinksauer", "ich bin wütend", "sehr wütend", "sehr verärgert", "ich bin sauer",
			"wollen sie mich verarschen", "verarscht", "scheiß", "scheiße", "ich bin verzweifelt", "völlig verzweifelt",
			"weiß nicht mehr weiter", "ich flehe sie an", "das kann doch nicht wahr sein", "maßlos enttäuscht",
		},
		partly: []string{
			"unverschämt", "nie wieder", "eine zumutung", "ein witz", "unmöglich von ihnen", "sehr enttäuscht", "zum dritten mal",
			"zum vierten mal", "niemand antwortet", "keine antwort bekommen", "inakzeptabel", "lächerlich",
		},
	},
	"fr": {
		enough: []string{
			"c'est inadmissible", "c'est inacceptable", "c'est scandaleux", "c'est une honte", "j'en ai marre", "j'en ai assez",
			"ras le bol", "ras-le-bol", "vous êtes des voleurs", "arnaqueurs", "je suis furieux", "je suis furieuse", "très en colère",
			"vous vous moquez de moi", "vous vous foutez", "merde", "je suis désespéré", "je suis désespérée", "je n'en peux plus",
			"je vous en supplie", "je ne sais plus quoi faire",
		},
		partly: []string{
			"une arnaque", "en colère", "plus jamais", "inadmissible", "inacceptable", "scandaleux", "honteux", "très déçu",
			"très déçue", "troisième fois", "personne ne répond", "toujours aucune réponse",
		},
	},
	"es": {
		enough: []string{
			"es inaceptable", "es una vergüenza", "qué vergüenza", "estoy harto", "estoy harta", "son unos ladrones",
			"son unos estafadores", "estafadores", "estoy furioso", "estoy furiosa", "muy enfadado", "muy enfadada", "muy enojado",
			"muy enojada", "me toman el pelo", "el peor servicio", "mierda", "estoy desesperado", "estoy desesperada",
			"ya no sé qué hacer", "se lo suplico", "no aguanto más",
		},
		partly: []string{
			"nunca más", "una estafa", "inaceptable", "indignante", "muy decepcionado", "muy decepcionada", "tercera vez",
			"nadie responde", "nadie contesta", "sigo sin respuesta",
		},
	},
	"it": {
		enough: []string{
			"è inaccettabile", "è una vergogna", "vergognatevi", "sono stufo", "sono stufa", "siete dei ladri", "siete dei truffatori",
			"truffatori", "sono furioso", "sono furiosa", "molto arrabbiato", "molto arrabbiata", "mi prendete in giro",
			"il peggior servizio", "merda", "sono disperato", "sono disperata", "non so più cosa fare", "vi supplico", "non ne posso più",
		},
		partly: []string{
			"mai più", "una truffa", "inaccettabile", "vergognoso", "molto deluso", "molto delusa", "terza volta", "nessuno risponde",
			"ancora nessuna risposta",
		},
	},
	"pt": {
		enough: []string{
			"é inaceitável", "é um absurdo", "que absurdo", "é uma vergonha", "estou farto", "estou farta", "estou de saco cheio",
			"vocês são ladrões", "bando de ladrões", "golpistas", "estou furioso", "estou furiosa", "muito irritado", "muito irritada",
			"estão de brincadeira", "pior atendimento", "merda", "estou desesperado", "estou desesperada", "não sei mais o que fazer",
			"pelo amor de deus", "não aguento mais",
		},
		partly: []string{
			"nunca mais", "inaceitável", "um descaso", "muito decepcionado", "muito decepcionada", "terceira vez", "ninguém responde",
		},
	},
	"nl": {
		enough: []string{
			"dit is onacceptabel", "dit is een schande", "ik ben het zat", "ik heb er genoeg van", "oplichters", "ik ben woedend",
			"erg boos", "heel boos", "slechtste service", "belachelijk slecht", "ik ben wanhopig", "ten einde raad",
			"weet niet meer wat ik moet doen", "ik smeek u",
		},
		partly: []string{
			"dieven", "nooit meer", "onacceptabel", "schandalig", "belachelijk", "zeer teleurgesteld", "erg teleurgesteld", "derde keer",
			"niemand reageert", "niemand antwoordt", "nog steeds geen antwoord",
		},
	},
	"pl": {
		enough: []string{
			"to skandal", "to jest skandal", "to niedopuszczalne", "to jest niedopuszczalne", "mam dość", "mam tego dosyć", "oszuści",
			"jesteście złodziejami", "złodzieje", "jestem wściekły", "jestem wściekła", "kpicie sobie", "najgorsza obsługa",
			"jestem zdesperowany", "jestem zdesperowana", "nie wiem już co robić", "błagam",
		},
		partly: []string{
			"nigdy więcej", "skandaliczne", "niedopuszczalne", "oszustwo", "bardzo rozczarowany", "bardzo rozczarowana", "trzeci raz",
			"nikt nie odpowiada", "nadal brak odpowiedzi",
		},
	},
	"ja": {
		enough: []string{
			"いい加減にしてください", "いい加減にしろ", "ふざけるな", "ふざけないで", "許せません", "許せない",
			"怒っています", "腹が立ちます", "腹が立って", "詐欺だ", "詐欺です", "最悪です", "最悪の対応", "ひどすぎます",
			"ひどすぎる", "本当に困り果てて", "途方に暮れて", "二度と利用しません",
		},
		partly: []string{
			"助けてください", "どうしたらいいか分かりません", "失望しました", "がっかりしました", "何度も連絡",
			"返事がありません", "三回目",
		},
	},
	"zh": {
		enough: []string{
			"太过分了", "太差劲了", "骗子", "垃圾服务", "垃圾公司", "气死我了", "气死了", "忍无可忍", "受够了",
			"非常愤怒", "非常生气", "很生气", "耍我", "太离谱", "我快崩溃了", "要崩溃了", "求求你们", "求求你",
			"走投无路",
		},
		partly: []string{
			"什么破", "不知道该怎么办了", "无法接受", "非常失望", "太失望", "第三次", "没人回复", "没人理", "再也不买",
		},
	},
}

// denials are the words of a language that take back what follows; those of scripts without spaces stand right before it.
var denials = map[string][]string{
	"en": {"not", "n't", "never", "no", "nor", "isn't", "wasn't", "without"},
	"de": {"nicht", "kein", "keine", "keineswegs", "nie"},
	"fr": {"pas", "jamais", "aucunement", "sans"},
	"es": {"no", "nunca", "sin", "tampoco"},
	"it": {"non", "mai", "senza"},
	"pt": {"não", "nunca", "sem"},
	"nl": {"niet", "geen", "nooit"},
	"pl": {"nie", "nigdy", "bez"},
	"ja": {},
	"zh": {"不", "没", "没有", "并不", "不是", "别"},
}
