package manners

// french joins its small words as people type them: jarrive, cest, ya.
var french = []entry{
	{everybody, `
		quelquun/qqun/qqn/personne/qui sait/saurait/connait/peut/pourrait/a/aurait/sais/dautre/sachant; est ce que quelquun/qqn/vous
		il y a quelquun qui; vous savez/sauriez comment/ou/pourquoi/si/quand; une/des idee/idees/solution/astuce
		savez/sait/sais vous/tu/comment; je suis le seul`},
	{help, `
		besoin daide/dun/aide/de; aide; aidez/aider/aide moi/svp; maider; nous aider; a laide; au secours
		jai/jaurais une/besoin/un question/dune/souci/probleme/petite/petit; petite question; question sur/concernant/par/pour
		qui peut/pourrait/contacter/contacte; je contacte qui; a qui; parler/joindre a/avec/un/le une/quelquun/conseiller/support/sav`},
	{asks, `
		comment on/je/faire/fait/puis/peut/ca/changer/modifier/recuperer/reinitialiser/installer/connecter/annuler/suivre/contacter/marche/se
		^ou; ^dou; ^ou est/sont/en/puis/je/trouver/on/se/peut; elle/il est/sont ou; ^quand est/arrive/sera/seront/vont/va/je/le/la
		est ce que/quil/quon/possible; ^combien/cb; ca coute combien; ^pourquoi mon/ma/mes/le/la/les/je/jai/est/ca/il/on
		^quel/quelle/quels/quelles est/sont/ampoule/delai/difference/taille/modele/type/carte/lien/adresse/prix/frais/numero
		^c/cest possible; possible de/dannuler/davoir; est il/elle possible; ^y/ya a/til/t/des/un/une t/il/moyen/une/un; y a til/t
		il y a une/un/des/moyen; ^vous livrez/faites/avez/acceptez/vendez/proposez/expediez/reparez
		livrez/avez/faites/acceptez/vendez/expediez/proposez vous
		^faut/doit/peut/dois/puis/est/sont/ont/va/vont/fait il/elle/on/je/ils/elles/t; que faire; quoi faire; je fais comment/quoi
		que dois; comment fait on; on peut/doit/pourrait utiliser/avoir/se/faire/changer/annuler/payer/retourner; peut/puis on/je
		je peux/dois/pourrais utiliser/avoir/changer/annuler/faire/comment/trouver/payer/quoi; ca veut dire; que signifie
		cest/ca marche/fonctionne sur/avec/aussi; cest quoi la/le/les difference/delai/prix/code/lien/procedure/adresse/numero
		quoi la difference; je voudrais/voulais/veux/aimerais savoir/demander/annuler/changer/parler
		sais/comprends pas/rien comment/pourquoi/ou/si/quoi; je cherche; normal que; difference entre; quel est/delai`},
	{wonders, `
		^comment; ^quand; ^combien; ^pourquoi; ^pk; ^pq; ^quel; ^quelle; ^quels; ^quelles; ^quoi; ^est; ^es; ^peut; ^puis; ^y; ^vous
		^on; ^que; ^quelquun; ^c; ^cest`},
	{trouble, `
		marche/fonctionne/marchent/fonctionnent/charge/passe/souvre/demarre/repond/arrive/affiche/veut pas/plus/toujours/jamais
		arrive/jarrive/narrive/peux/peut/reussi/trouve/trouvent/recu/recois/recoit/arrives pas/plus/toujours/rien/jamais
		pas/plus/jamais encore/recu/arrive/acces/possible/a/me/moyen recu/arrive/acceder/me/connecter/de/la; toujours pas/rien/en
		impossible de/dacceder/douvrir; pas/rien recu; erreur; message derreur; bug; bugue; bugs; plante; plantent; crash; crashe
		bloque; bloquee; refuse; refusee; rejete; casse; cassee; abime; endommage; defectueux; defectueuse; panne
		perdu mon/ma/lacces/le/mes; oublie mon/ma/le; supprime mon/ma/par; debite/paye/facture/preleve deux/2/double fois; debite deux/2
		ecran noir/bleu/blanc; probleme/souci/problemes/soucis avec/de/depuis/sur; jai/un un/probleme/souci probleme/souci
		me/ca met/dit/donne/affiche erreur/que/une; mauvais/mauvaise adresse/taille/article/produit/colis; jattends depuis/toujours
		invalide; ne fonctionne/marche/charge/souvre/trouve/recois; en panne`},
	{toPerson, `
		tu as/es/viens/peux/veux/fais/vas/penses/dis/joues/connais/parles/sais/aimes/crois/regardes/utilises/vois/regarde
		tas/tes/tu quelle/serieux/fini/regarde/vu/quel/ou/deja/essaye/dit/mis; as/es/vas/viens/peux/veux tu; ca va/roule/dit; cava
		comment vas/va/allez/tu/ca tu/vous/va; vous avez/etes/faites/pensez vu/ete/fait/serieux/joue/quoi/ou/deja/essaye/regarde/bien
		vous en pensez; vous faites/pensez quoi; pensez vous; ten penses; quest ce que/quest/qui tu/vous; cest qui
		quel/quelle age/version as/utilises/est/tu/ton; il/elle a/est dit/ou; tu veux dire; et toi/vous $; pourquoi tes/tu/t
		ou es/tes/etais/etait; tetais ou; poster/envoyer/montrer/faire une/la/ta/ton capture/screen/photo/log/ecran`},
	{social, `
		qui est/veut/vient/joue/regarde/aime chaud/chaude/dispo/partant/jouer/venir/la/ce/pour; quelquun de/pour/veut; chaud pour
		un ce soir; ce soir $; une partie; match hier; hier soir; bon/bonne appetit/nuit/journee/soiree/app/matin; pizza; biere; apero
		weekend; week end; vacances $; prefere/preferee; cest vendredi; tout le monde $`},
	{rhetorical, `
		^hein; ^serieux; ^serieusement; serieux $; ^vraiment; quoi ce/cette; cest quoi ce/cette/ca; non mais
		tas/tes/te fou/folle/serieux/moques; te moques; quel/quelle beau/belle/bonheur/horreur/galere/honte/delire/journee/tuerie
		quest ce que cest; que cest beau/bien/bon/drole; on sen; et alors; pourquoi pas; a quoi bon; qui sait $; je me demande`},
	{tag, `non $; hein $; nest ce pas; pas vrai $; si $; ou quoi $; ou pas $`},
	{advice, `
		il faut/suffit; faut vider/juste/que/aller/faire/cliquer; tu/vous dois/devez/peux/pouvez/devrais
		allez/va/vas/clique/cliquez/essaie/essayez/essaye/regarde/regardez/redemarre/relance/verifie dans/sur/de/le/la/les/en/ton/tes/voir
		suffit de; moi ca/jai/cest; si vous/tu avez/as/voulez; ca prend/met/depend; ^oui; ^ouais; ^bah; chez moi ca; je crois/pense que
		perso`},
	{settled, `
		jai/cest trouve/bon/resolu/regle/reussi; cest bon; resolu; regle
		ca/tout marche/fonctionne/remarche maintenant/nickel/merci/bien/enfin/la; merci ca marche/fonctionne; laisse tomber
		laissez tomber; oubliez; fausse alerte; remarche; trouve $`},
	{thanks, `merci; mrc; thx`},
	{own, `mon; ma; mes; notre; nos`},
	{speaks, `je; jai; moi; me; nous; jarrive; ai; chez`},
	{lacks, `pas; rien; jamais; aucun; aucune; nulle; manque; sans; plus; personne`},
	{addresses, `tu; toi; ton; ta; tes; tas; selon vous; ^qui; chez toi; vous; votre; vos`},
	{requests, `pouvez/pourriez/peux vous/tu; je veux/voudrais/souhaite/dois/aimerais; jaimerais; merci de`},
}

var spanish = []entry{
	{everybody, `
		alguien/alguno/quien sabe/puede/conoce/mas/tiene/me/podria/ha
		sabeis/saben/sabes/sabrian/saberian como/si/donde/por/que/cuando/cual
		alguna/alguno idea/solucion/forma/manera/sugerencia/novedad; a alguien mas/le; soy el unico; alguien que sepa`},
	{help, `
		ayuda; ayudarme; ayudar; ayudenme; ayudeme; ayudame; ayudadme; necesito/necesitaria ayuda/que/saber/un/soporte
		me pueden/puede/podeis/podrian/podeis/puedes/ayudan/ayuda/ayudais ayudar/decir/explicar/ayudan/orientar
		tengo una/un/una duda/pregunta/problema/consulta; una/tengo duda/consulta/pregunta
		a/con quien escribo/puedo/tengo/hablo/contacto/me/reclamo; hablar con una/un/alguien/soporte; auxilio; socorro
		echar una/me mano/una`},
	{asks, `
		como puedo/se/hago/cambio/recupero/podria/es/restablezco/cancelo/descargo/instalo/conecto/activo/consigo/puede/hacer/funciona
		^donde; ^adonde; ^donde esta/estan/puedo/descargo/encuentro/se/veo/queda/consigo/hay
		donde esta/puedo/descargo/encuentro mi/el/la; ^cuando vuelve/llega/llegara/sale/estara/habra/va/se/me/abre/abren/volvera
		^cuanto/cuanta/cuantos/cuantas tarda/cuesta/es/vale/tiempo/tardan/dias/demora/hay/sale/cuestan/puedo/se
		por que/k/q me/mi/no/se/el/la/esta/tarda/sale/aparece; porque no/me/mi
		^que bombilla/diferencia/significa/hago/debo/tengo/puedo/pasa/es/necesito/plazo/metodos/talla/tipo
		que hago/significa/tengo/debo/diferencia; que puedo hacer; ^cual/cuales es/son; ^se puede/pueden/podra/podria
		puedo/podria/podemos/puede cancelar/cambiar/usar/devolver/pagar/tener/utilizar/pedir/hacer/saber/instalar
		^hay/existe/tienen/teneis/haceis/hacen/envian/enviais/venden/vendeis/aceptan/aceptais/entregan/reparan/incluye
		hay alguna/algun/forma/manera/version/stock; es posible/normal/compatible; esta disponible/caido/incluido
		tienen/teneis/tiene/haceis/hacen/aceptan/aceptais/venden envios/envio/stock/en/este/esta/la/el/paypal/garantia
		quisiera/queria/quiero/me/gustaria saber/preguntar/cancelar/cambiar/devolver/gustaria; alguna forma
		no se/entiendo como/por/donde/si/que/cual/porque; no encuentro; diferencia entre`},
	{wonders, `
		^como; ^cuando; ^cuanto; ^que; ^cual; ^por; ^hay; ^se; ^puedo; ^puede; ^pueden; ^tienen; ^tiene; ^funciona; ^sirve; ^esta; ^son
		^es; ^alguien; ^a; ^sabeis`},
	{trouble, `
		no me/puedo/funciona/va/carga/llega/ha/han/abre/deja/aparece/sirve/reconoce/conecta/arranca/puede/consigo/logro/responde/encuentra/enciende/acepta/se llega/deja/funciona/ha/entrar/acceder/iniciar/abrir/descargar/subir/conectar/carga/va/llegado/conecta/ver/pagar/instalar/sale/nada/bien/desde/el/la/los/las/llegan/aparece/enciende/abre/hacer/usar/recibir/acepta/cargar/encontrar/puedo
		no funciona/funcionan/carga/llega/abre/sirve/arranca/responde/conecta/enciende/recibo/recibi/anda; error; errores; fallo; falla
		fallando; se cierra/cuelga/bloquea/congela/queda/desconecta/cae/apaga; se me cierra/cuelga/bloquea/rompio/queda
		me sale/da/aparece/dice/pone/salta/rechaza/rechazan/han/cobraron/cobran un/error/que/este/la/dos/cobrado/siempre/doble/mi
		cobraron/cobrado/cobro dos/doble; dos veces; aun/todavia/sigo/sigue no/sin/esperando/igual; sigo sin
		perdi/olvide/borre/elimine/perdido/olvidado mi/el/la/sin; va lento/mal/fatal/lentisimo/a; roto; rota; rotas; danado; danada
		defectuoso; defectuosa; rechazado; rechazada; rechaza; bloqueado; bloqueada; caido; caida; pantalla negra/azul/blanca/en
		problema/problemas con/al/desde/para; no valido; no valida
		producto/pedido/articulo/talla/direccion equivocado/equivocada/incorrecto/incorrecta; llevo dias/esperando/horas/semanas/desde`},
	{toPerson, `
		como estas/estais/estan/te/va/andas/andan/os/le
		que tal/haces/haceis/hacen/piensas/opinas/opinais/opinan/dices/dice/quieres/te/os/pensais/piensan/version/edad/movil tienes/usas/parece/estais/tal/todos
		que dices/opinas/opinais/haceis/haces/quieres/opinan/tal
		has/habeis/viste/visteis/vieron/vienes/venis/quieres/puedes/eres/sabias/jugaste/crees/juegas/vas/conoces/fuiste/mirado mirado/visto/probado/el/manana/jugar/que/tu/de/a/un/una/ayer/revisado
		viste/visteis/vienes/venis/quieres/crees/juegas; te refieres/gusta/apuntas/acuerdas/parece/vienes; y tu/vosotros/vos/ustedes
		tu/vosotros que/haces/quien/eres; de donde eres/sois; quien eres/es/sois/fue; cuantos anos; donde estas/estais/vives
		eres/sois tu/de/el/un; por que eres/estas/haces/dices; donde/dnd estabas/estas/anda/andas/estabais
		poner/subir/pasar/mandar/enviar una/la/tu/el captura/foto/log/screenshot/pantallazo`},
	{social, `
		quien/quienes/alguien se/quiere/juega/de/viene/va/por/para/esta; quien mas; alguien de/para/quiere/juega; se apunta; una partida
		unas partidas; el partido; partido ayer/anoche; fin de semana; finde; comer; cenar; cena; almuerzo; cerveza; cervezas; pizza
		peli; buenos dias $; buenas noches/tardes $; favorito; favorita; esta noche; feliz; ya es viernes; anoche`},
	{rhetorical, `
		en serio; ^serio; de verdad $; ^verdad $; ^que bonito/lindo/bueno/guay/risa/asco/dia/bien/pasada/chulo/grande/mala; que dices
		quien sabe $; y que $; y eso $; por que no $; a quien le; es broma; que mas da; que es esto; me estas; estas loco/de; como mola
		vaya`},
	{tag, `no $; verdad $; eh $; cierto $; o que $; o no $; si $`},
	{advice, `
		tienes/teneis/tienen/hay/debes que/borrar; puedes/podeis/deberias/prueba/intenta/haz
		^ve/vete/entra/dale/pincha/prueba/reinicia/borra/mira/simplemente/solo; a mi me/tardo; yo creo; creo que es
		si teneis/tienes/tenes; suele/suelen tardar/ser/llegar; ^claro; ^pues; en ajustes; revisa; depende`},
	{settled, `
		ya/ya esta/funciona/lo/me/va/encontre/anda/puedo/se/quedo; ya esta; lo encontre/solucione/arregle/consegui/logre; solucionado
		resuelto; arreglado; ya funciona; dejalo; olvidalo; olvidadlo; ya va`},
	{thanks, `gracias; grax; mil gracias`},
	{own, `mi; mis; nuestro; nuestra`},
	{speaks, `me; yo; tengo; puedo`},
	{lacks, `no; nada; nunca; ningun; ninguno; ninguna; falta; faltan; sin; tampoco`},
	{addresses, `tu; tus; te; ti; ^quien; puedes; tienes; quieres; eres; estas; vosotros; creeis; teneis; usted`},
	{requests, `pueden/podeis/podrian/puede/podria; quiero/quisiera/necesito/queria`},
}

var italian = []entry{
	{everybody, `
		qualcuno/chi/nessuno sa/puo/conosce/ha/saprebbe/potrebbe/mi/altro/riesce
		sapete/sai/sapreste come/se/dove/perche/quando/quale/dirmi; qualche idea/soluzione/consiglio/suggerimento; a qualcuno/voi
		anche a/voi voi; sono lunico/solo io`},
	{help, `
		aiuto; aiutarmi; aiutare; aiutatemi; aiutami; ho/avrei bisogno/una/un di/domanda/problema/dubbio
		mi potete/puo/puoi/potreste/aiutate/serve aiutare/dire/spiegare/aiuto; potete/puo/puoi/potreste aiutarmi/dirmi/spiegarmi
		una domanda; domanda su; a chi posso/devo/scrivo/mi; parlare con un/una/qualcuno; mi date una`},
	{asks, `
		come posso/faccio/si/cambio/reimposto/resetto/annullo/scarico/installo/mai/collego/recupero/fare/funziona/contatto; ^dove
		^dove trovo/posso/si/sta/scarico/e/vedo/il/la/sono; dove trovo/posso/scarico; ^dove il/la
		^quando arriva/torna/esce/sara/posso/saranno/arrivera/tornera/verra/mi/apre
		^quanto/quanti/quanta/quante costa/tempo/ci/dura/giorni/costano/devo/e/viene; ^perche il/la/mi/non/i/le/lo/si/ho/devo/continua
		^che cosa/differenza/lampadina/vuol/devo/significa/tipo/faccio/misura; che faccio/devo/significa
		cosa devo/significa/posso/faccio/vuol/succede; ^quale/quali/qual; ^si puo/possono/potrebbe/riesce
		posso/possiamo/potrei annullare/cambiare/usare/restituire/pagare/avere/utilizzare/modificare/ancora/ordinare/sapere
		^ce/ci un/una/modo/sono/qualche/anche; ce un/una/modo/la/il; e possibile/normale/compatibile/incluso/disponibile
		^spedite/consegnate/vendete/accettate/avete/fate/riparate
		avete/fate/accettate/spedite/vendete anche/questa/questo/la/il/in/ancora/una/un
		vorrei/volevo/voglio/mi/serve sapere/chiedere/annullare/cambiare/piacerebbe; non so/capisco/trovo come/perche/dove/se/cosa/la/il
		non trovo; differenza tra; funziona anche/con/su; a che`},
	{wonders, `^come; ^quando; ^quanto; ^perche; ^che; ^quale; ^cosa; ^si; ^ce; ^posso; ^potete; ^avete; ^e; ^qualcuno; ^sapete`},
	{trouble, `
		non funziona/funzionano/riesco/si/carica/arriva/va/parte/mi/e/ho/posso/viene/riconosce/risponde/accede/ce/trovo/apre accedere/a/apre/ancora/piu/arrivato/arrivata/arriva/ricevuto/entrare/fa/collega/accende/niente/il/la/nulla/bene/connette/carica/da/funziona/lascia/arrivano/ricevo/riesco/accetta
		non funziona/funzionano/va/parte/carica/riesco; ancora arrivato/non/ricevuto/niente/nulla/in; ancora non; errore; errori
		si blocca/chiude/impalla/pianta/disconnette/spegne/freeza; crasha; bloccato; bloccata
		mi da/dice/esce/appare/hanno/sono/viene/chiede errore/che/un/addebitato/sempre/due; rifiutato; rifiutata; rifiuta; rotto; rotta
		difettoso; difettosa; danneggiato; danneggiata
		ho perso/dimenticato/cancellato/pagato/eliminato/smarrito il/la/due/per/laccesso/mio; due volte
		schermo/schermata nero/nera/blu/bianca; problema/problemi con/a/da/di; ho un problema
		prodotto/ordine/articolo/taglia/indirizzo/pacco sbagliato/sbagliata/errato/errata; non valido; non valida; aspetto da/ancora
		per sbaglio; sono passate/passati; e giu; e down`},
	{toPerson, `
		come va/stai/state/stanno/ti/vi/sta; che/cosa fai/fate/dici/dite/ne/vuoi/pensi/pensate/versione/ore/combini/intendi
		che/cosa ne pensi/pensate/dite
		hai/avete/vieni/venite/vuoi/puoi/sei/siete/giochi/giocate/pensi/intendi/conosci/guardato visto/guardato/provato/domani/giocare/gia/la/il/di/tu/un/fatto/mai
		hai/vieni/vuoi/giochi/sei/intendi; e tu/voi; di dove sei/siete; chi sei/e/siete/era; ti va/piace/ricordi; quanti anni
		dove sei/siete; perche sei/fai/dici; deri ieri; dove sei/eri/eravate/siete
		postare/mandare/fare/inviare/condividere uno/una/lo/un screenshot/foto/schermata/log/screen`},
	{social, `
		chi/qualcuno gioca/viene/vuole/di/ce/per/e/guarda/ha/fa; chi altro; qualcuno di/per/vuole; una partita; la partita; partita ieri
		ieri sera; weekend; fine settimana; pranzo; cena; pizza $; birra; buongiorno; buonasera; buonanotte; stasera; preferito
		preferita; auguri; e venerdi`},
	{rhetorical, `
		davvero $; ^davvero; ma davvero; sul serio; ^serio; ma che
		che bello/bella/brutto/schifo/figata/spettacolo/bravi/giornata/carino/carina; chi lo sa; ma dai; e quindi; e allora; perche no
		stai scherzando; scherzi; ma sei; chi se ne; come mai no`},
	{tag, `vero $; no $; giusto $; eh $; o no $; o sbaglio $`},
	{advice, `
		devi/dovete/puoi/potete/prova/dovresti/basta svuotare/andare/solo/fare/a/cliccare/riavviare/provare/usare/aspettare/il/la
		^vai/prova/clicca/apri/riavvia/svuota/guarda/basta/fai su/a/la/il/in/con/le; a me ci/ha/funziona/va/e; secondo me; credo che
		se avete/hai; di solito; dipende; ci mette/vogliono`},
	{settled, `
		trovato; risolto; adesso/ora/tutto/gia funziona/va/ok/risolto/apposto/posto/trovato; funziona adesso/ora; lascia stare
		lasciate stare; come non detto; ho risolto/trovato/capito; a posto`},
	{thanks, `grazie; grz; ti ringrazio; vi ringrazio`},
	{own, `mio; mia; miei; mie; nostro; nostra`},
	{speaks, `mi; io; ho; riesco; ci`},
	{lacks, `non; niente; nulla; mai; nessun; nessuno; nessuna; manca; mancano; senza`},
	{addresses, `tu; ti; tuo; tua; puoi; hai; sei; vuoi; ^chi; secondo voi/te; voi`},
	{requests, `potete/potreste/puo/potrebbe; vorrei/voglio/devo; ho bisogno`},
}

var portuguese = []entry{
	{everybody, `
		alguem/alguma/quem sabe/pode/conhece/tem/mais/poderia/ja/ai/saberia/conseguiu/consegue
		vcs/voces/vc/voce sabem/sabe/conhecem/podem como/se/onde/por/porque/quando/qual/me; sabem/sabe como/se/onde/quando/qual/porque
		alguma ideia/solucao/dica/forma/previsao; so eu; so comigo; mais alguem`},
	{help, `
		ajuda; ajudem; ajudar; me ajuda/ajudem/ajudar; preciso/precisava/gostaria de ajuda/saber/um/suporte; preciso de/da
		tenho uma/um duvida/pergunta/problema; uma duvida; duvida sobre/com/aqui; com quem eu/posso/falo/devo; a quem
		falar com um/uma/alguem/o/atendente; socorro; da uma ajuda/forca`},
	{asks, `
		como faco/faz/eu/posso/que/mudo/troco/recupero/cancelo/baixo/instalo/resetar/redefino/consigo/funciona/altero/e/conecto; ^onde
		^aonde; ^pra/para onde; ^onde eu/esta/fica/posso/baixo/encontro/vejo/acho/ta/consigo; onde eu/baixo/encontro/acho/posso; ^cade
		^quando chega/volta/sai/vai/chegara/fica/vao/abre/tera/voltam
		^quanto/quantos/quantas custa/tempo/demora/e/fica/ta/dias/custam/sai; ^por que/q meu/minha/o/a/nao/esta/ta/aparece/fui
		porque meu/minha/nao/o/a; ^qual/quais; ^o que faco/significa/fazer/eu/devo/acontece/e/quer; o que faco/significa/devo/fazer
		que faco; da pra/para; tem como/versao/algum/alguma/jeito/previsao/estoque; e possivel/normal/compativel
		posso/consigo/podemos cancelar/trocar/usar/devolver/pagar/mudar/ter/alterar/pedir
		vcs/voces/vc/voce entregam/enviam/vendem/aceitam/tem/fazem/consertam/entrega/envia/vende/aceita
		^entregam/enviam/aceitam/vendem/fazem; queria/quero/gostaria saber/perguntar/cancelar/trocar/de
		nao sei/entendi/acho/encontro como/por/onde/se/o/porque; diferenca entre; funciona no/na/em/com/tambem; sera que; ja tem`},
	{wonders, `^como; ^quando; ^quanto; ^por; ^porque; ^pq; ^qual; ^que; ^tem; ^da; ^posso; ^e; ^alguem; ^voces; ^vcs; ^aonde`},
	{trouble, `
		nao consigo/funciona/funcionam/abre/chegou/carrega/recebi/entra/vai/liga/aparece/deixa/recebo/conecta/encontro/esta/ta/foi/reconhece/aceita/da/veio/pega/atualiza
		n consigo/funciona/abre/chegou/carrega/recebi; ainda nao/n/estou/to; ainda sem; erro; erros; falha
		da/deu/dando/aparece/aparecendo erro/ruim/problema
		fecha/trava/travando/travou/caiu/cai/fechando/congela/desconecta sozinho/sozinha/toda/quando/sempre/no/na/direto/o; trava
		travou; travando; bugado; bugou; recusado; recusada; recusou; recusam; bloqueado; bloqueada; quebrado; quebrada; quebrou
		danificado; defeito; fui/foi/fomos cobrado/cobrada/debitado/cobrados/banido; cobrado duas/em; duas vezes
		perdi/esqueci/apaguei/deletei meu/minha/o/a/sem; tela preta/azul/branca; problema/problemas com/no/na/ao/em/pra; nao valido
		invalido; invalida; produto/pedido/item/tamanho/endereco errado/errada; ja faz/fazem/tem; to esperando; estou esperando
		fora do ar; caiu o; sem querer`},
	{toPerson, `
		tudo bem/bom/certo/joia com/$; tudo bem $; como vai/vao/voce/vc/vcs/voces/foi/estao/esta/ta vc/voce/voces/vcs/ta/esta/tao
		vc/voce/vcs/voces vem/vai/viu/viram/quer/ta/esta/acha/acham/acharam/jogam/joga/usa/sao/e/mora/gosta/gostam/vao/usam/gostaram
		o que/q vc/voce/vcs/voces/cs/tu; viu/viram/vem/quer/curtiu/ja o/a/amanha/jogar/os/viu/olhou/tentou/reiniciou/testou
		qual/que versao/idade/celular/navegador vc/voce/sua/seu/usa; e vc/voce/voces/vcs/ai $; de onde vc/voce/vcs/voces/es/sois
		quem e/sao/foi/era; onde vc/voce/vcs; ja olhou/tentou/viu/reiniciou/testou; ta falando/falando; ce ta/vai/vem; por que vc/voce
		onde/aonde vc/voce/tu/vcs; postar/mandar/enviar/tirar um/o/uma print/screenshot/foto/log; pra vc/voce/ti; opiniao de`},
	{social, `
		quem/alguem joga/quer/vai/vem/de/ai/ta/do/da/topa/curte/bora; quem mais; alguem de/do/da/quer/pra; bora; partida; jogo ontem
		o jogo; ontem a; fim de semana; fds; almoco; jantar; churrasco; cerveja; pizza; boa noite/tarde; bom dia; hoje a noite
		preferido; preferida; favorito; favorita; hoje e sexta`},
	{rhetorical, `
		^serio; ^verdade $; serio $; ta de/me/louco brincadeira/zoando/sacanagem
		que lindo/bonito/legal/massa/dia/merda/lixo/bom/delicia/isso/loucura; quem sabe; e dai; por que nao $; ^hein; ^oi $; ^ue
		como assim; quem liga; fala serio; quem nunca; imagina se`},
	{tag, `ne $; nao e $; certo $; nao $; hein $; ou nao $; sera $`},
	{advice, `
		tem que/de; vc/voce/precisa pode/deve/precisa/tem/limpar; precisa limpar/ir/fazer; basta
		^vai/clica/tenta/limpa/reinicia/abre/so/olha/entra/testa em/no/na/o/a/ai/clicar/de; o meu demorou/chegou/funciona/veio; comigo
		aqui funciona/funcionou/demorou/foi; acho que e/eh; se vcs/voces/vc/voce/tiver/tiverem; geralmente; depende; ^sim; ^isso
		costuma`},
	{settled, `
		ja achei/consegui/resolvi/resolveu/foi/funcionou/encontrei; deu certo; resolvido; resolvi; consegui; funcionou; deixa pra/quieto
		esquece; esquecam; agora funciona/foi/deu/vai; achei $; voltou $`},
	{thanks, `obrigado; obrigada; obg; valeu; vlw; brigado; brigada`},
	{own, `meu; minha; meus; minhas; nosso; nossa`},
	{speaks, `eu; me; consigo; fui; comigo`},
	{lacks, `nao; nada; nunca; nenhum; nenhuma; falta; sem; ninguem`},
	{addresses, `^quem; vc; voce; vcs; voces; tu; te; seu; sua`},
	{requests, `podem/poderiam/pode/poderia; quero/queria/preciso/gostaria`},
}
