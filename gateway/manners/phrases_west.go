package manners

// german has both the careful form and what people type.
var german = []entry{
	{everybody, `
		weiss/wisst/kennt/hat/hatte/kann/konnte/ist jemand/wer/ihr/irgendwer/einer/irgendjemand
		jemand/wer/einer ne/eine/ahnung/idee/tipp/tipps/erfahrung/plan; hat/jemand/wer noch/ausser/auch das/jemand/mir
		ahnung/idee/plan warum/wieso/wie/wo/was/woran; wer weiss/kann; geht/gehts/liegts es/noch/das/nur jemandem/jemand/euch/an/bei`},
	{help, `
		kann/konnte/konnt/kannst/konntest mir/mal/jemand/ihr/du/wer/einer jemand/helfen/mir/wer/bitte/kurz/einer; mir/uns/jemand helfen
		mir/uns _ helfen; hilfe; hilfe bei/bitte; ich brauche/brauch/brauchte/brauchte; brauche/brauch/brauchte mal/hilfe/eure/dringend
		ich hab/habe/hatte eine/ne/mal/ein/nen frage/ne/eine/problem; kurze frage; frage zu/zur/zum; an wen
		mit jemandem/einem sprechen/menschen/mitarbeiter; ich suche; sagt/sag mir/mal`},
	{asks, `
		^wie kann/komme/komm/lange/lang/viel/geht/funktioniert/lade/bekomme/krieg/kriege/soll/muss/mache/mach/finde/stelle/andere/oft/gross/teuer/hoch/bestelle/losche/lese
		wie kann/komme/bekomme/mache/finde/lade/andere ich/man; ^wo
		^wo ist/sind/finde/find/kann/bleibt/lade/bekomme/krieg/kriege/gibt/gibts/steht/liegt/sehe/muss/stelle/andere
		wo finde/find/kann ich/man; ^wann kommt/kommen/ist/wird/werden/kann/gibts/gibt/geht/bekomme/krieg/offnet/soll
		^warum/wieso/weshalb ist/wird/geht/kann/funktioniert/kommt/bekomme/krieg/hab/habe/steht/lauft/ladt/muss/sind/werden/mein/meine
		^was bedeutet/heisst/kostet/kosten/mach/mache/muss/kann/soll/passiert/ist/tun/brauche/gilt
		was soll/kann/muss/mach/mache ich/man; was nun/tun; ^welche/welcher/welches/welchen
		^gibts/gibt das/die/es/den/eine/einen/ne/nen/noch/ein; gibts/gibt es/da/die/das eine/einen/irgendwie/auch/noch/schon/was
		ist es/das/die/der moglich/normal/noch/auch/schon; ^kann/konnte/darf/muss/soll/muesste ich/man/die/der/das/mein/meine
		kann/muss ich/man; ^geht/gehen/funktioniert/klappt das/die/der/es/auch/denn; ^ist/sind das/der/die/mein/meine/meinem/es/hier
		^hat/haben die/der/das/mein/meine
		liefert/versendet/verschickt/habt/bietet/nehmt/akzeptiert/verkauft/repariert/liefern/haben/bieten/versenden ihr/sie
		^mit/ab/bis/fur/von/auf wie/welchem/welcher/welche/wann/wen/wem; ich wollte/mochte/wurde gerne/fragen/wissen/gern
		wollte/mochte mal/nur/fragen/wissen fragen/wissen; wird/werden/bekomme/krieg/muss ich/man die/der/das/ein
		keine ahnung/plan wie/wo/was/warum; weiss nicht wie/wo/was/warum/ob; verstehe/versteh/finde nicht/nix/nichts wie/warum/wo
		finde/find/finden nix/nichts/nirgends; woran/woher/wozu/womit/wofur/wohin; zu welcher/welchem; unterschied zwischen`},
	{wonders, `
		^wie; ^wann; ^warum; ^wieso; ^weshalb; ^was; ^wem; ^kann; ^konnt; ^konnen; ^ist; ^sind; ^gibt; ^gibts; ^hat; ^habt; ^hast; ^darf
		^muss; ^soll; ^wird; ^geht; ^jemand`},
	{trouble, `
		nicht/nix/nich geht/funktioniert/startet/laedt/ladt/klappt/ankommt/kommt/lauft/angezeigt
		funktioniert/funktionieren/klappt/geht/gehen/ladt/startet/offnet/lauft/reagiert/verbindet/kommt/kommen/speichert/druckt/stimmt nicht/nich/ned/nix/nie/gar/immer/einfach/leider/seit/irgendwie
		geht/gehen/lauft/tut nix/nichts; einfach/leider/immer/gar nicht/nich/noch an/mehr/nicht/da/angekommen/auf/ein
		noch/immer nicht/nix/nichts/kein/keine/keinen da/angekommen/erhalten/bekommen/gekommen/geliefert/zugestellt/verschickt
		immer noch
		kann/komme/komm/krieg/kriege/bekomm/bekomme/konnte/lasst mich/mein/meine/das/die/ich/nicht/keine/kein/seit/nix/es/sich/nur/immer/leider nicht/mehr/nich/einloggen/anmelden/rein/in/auf/keine/kein/zugriff/zugang/passwort/konto/code
		nicht einloggen/anmelden/offnen/hochladen/runterladen/herunterladen/installieren/verbinden/finden/zugreifen/gefunden/erreichbar/angekommen/geladen/erkannt/rein/moglich/mehr
		fehler; fehlermeldung; fehlercode; sturzt/sturzen/hangt/hangen/friert/flackert/ruckelt/leckt/laggt; absturz; absturze; kaputt
		defekt; beschadigt; abgelehnt; gesperrt; verloren; vergessen; geloscht; doppelt/zweimal/2x abgebucht/bezahlt/berechnet/belastet
		abgebucht; schwarzen/weissen/blauen bildschirm; wird/bleibt schwarz/weiss/dunkel; bildschirm/display schwarz/wird/bleibt
		bekomm/bekomme/krieg/kriege seit/nur/immer/keine/kein/standig; problem/probleme mit/beim/seit/bei
		hab/habe ein/das/probleme problem; ist weg/down/offline/leer; steht fehler/immer/nur/da
		falsche/falschen/falsches grosse/adresse/artikel/lampe/ware; warte seit/immer/schon; wird nicht/abgelehnt; ungultig
		es kommt immer/nur`},
	{toPerson, `
		wie geht/gehts/war/lauft/heisst/alt euch/dir/s/dein/deine/bei/du/ihr/bist; gehts dir/euch
		was macht/machst/meint/meinst/sagt/sagst/haltet/haltst/denkt/denkst/spielst/spielt/geht/hast/habt/willst ihr/du/denn/ab
		hast/bist/willst/kommst/kannst/weisst/siehst/machst/spielst/meinst/findest/glaubst/magst/warst/hattest/kennst/nimmst/nutzt/benutzt du/das/den/die/dich/mich
		seid/wart/wollt/kommt/macht/spielt/geht/findet/mogt ihr; habt/hattet ihr gestern/das/schon/alle/den/auch/bock/lust
		wo/wer/warum/wieso/wann/woher bist/seid/kommst/kommt du/ihr
		welche/welches/welchen version/system/gerat/browser/handy hast/nutzt/benutzt/habt du/ihr
		schick/zeig/poste/post mal/mir/deinen/deine/n/einen; screenshot posten/schicken/machen/hochladen/zeigen
		deinem/deinen/deine log/logs/config/version/einstellungen; was ist dein/deine; wer seid/bist`},
	{social, `
		wer/jemand hat/bock/lust/aus/kommt/ist/spielt/will/mag/war/guckt/zockt/von/macht; wer noch
		hat/habt/jemand/wer ihr/jemand/wer/lust/bock bock/lust/auf; wochenende so/vor; mittagessen; pizza; bier; was geht
		alles klar/gut/fit; guten morgen/abend/appetit; gute nacht; schon freitag/feierabend/wochenende; feierabend
		gestern gesehen/abend; spiel/film/folge gestern; heute abend; urlaub $; lieblingslampe; lieblings; was ne/fur ne`},
	{rhetorical, `
		echt/ernsthaft/wirklich jetzt $; ^echt $; ^ernsthaft; ^wirklich $; ^hae; ^hae $; ^ha $; verarschen
		willst/spinnst/bist du mich/dumm/blod/bescheuert/irre; spinnst du; was fur ein/eine/n; wer weiss das/schon
		wie geil/cool/schon/suss/krass/nice ist/das; was soll der/das scheiss/mist/quatsch; warum auch/nicht $; wen interessiert
		was solls; na und; alles klar $; dein ernst; oder nicht $; oder so $; oder was $`},
	{tag, `oder $; oder nicht $; ne $; gell $; wa $; nicht wahr $; stimmts $; richtig $; ja $; nicht $`},
	{advice, `
		du/ihr/sie musst/muss/kannst/konntest/solltest/sollst/brauchst/musst/konnt/musst/solltet/mussen
		musst/kannst/solltest du/mal/einfach; ^einfach/probier/versuch/versuche/klick/klicke/geh/starte/mach/nimm/schau/guck/druck
		bei mir hat/gings/geht/wars/dauert/dauerte; ^ja; ^jo; ^jup; ^wenn ihr/du; wenn ihr fragen; steht im/in/auf/angepinnt
		schau/guck/schaut mal/in/im; ich finde/glaube/denke; dauert/dauerte/hat normal/normalerweise/meist/bei/meistens`},
	{settled, `
		hat sich; erledigt; gefunden $; habs/hab/hat gefunden/geschafft/es/geklappt/funktioniert
		geht/gehts/klappt/funktioniert/lauft jetzt/wieder/nun; jetzt/nun geht/gehts/klappts/klappt/lauft/funktioniert/funktionierts
		gelost; geklart; schon gut; vergesst/vergiss es; habs $; hat geklappt/funktioniert/geholfen`},
	{thanks, `danke; dank; danke dir; dankeschon; merci; vielen dank; thx`},
	{own, `mein; meine; meinen; meiner; meinem; meins; unser; unsere`},
	{speaks, `ich; mir; mich; wir; uns; hab; bekomme; komme; komm; krieg`},
	{lacks, `nicht; nichts; nix; kein; keine; keinen; keiner; nirgends; nirgendwo; nie; fehlt; fehlen; ohne; nich`},
	{addresses, `
		du; dir; dich; dein; deine; deinen; deiner; deinem; kannst; hast; bist; willst; musst; magst; weisst; ^wer; ^wen; bei dir
		kannst du; hast du`},
	{requests, `
		kannst/konnt/konnen/konntet/konnten ihr/sie/du bitte/mir/mal/uns; ich mochte/will/wurde/brauche/brauch/wollte
		ich/wir mochte/mochten/wollen gern/gerne/bitte; bitte stornieren/andern/loschen/schicken/senden/prufen/zurucksetzen`},
}

var dutch = []entry{
	{everybody, `
		weet/heeft/kan/kent/weten/hebben iemand/er/jullie/iem; iemand een/enig/die/idee/tip/tips/ervaring/hier/ook; iemand idee/enig
		enig idee; idee waarom/hoe/wat/waar; ligt het aan; wie weet/kan hoe/waarom/waar/me/mij`},
	{help, `
		kan/kunnen/kun iemand/je/jullie/u me/mij/helpen/even; me/mij/ons helpen; hulp; help me/aub/nodig; hulp nodig
		ik heb een/nog vraag/vraagje/probleem; vraagje; vraag over; met wie kan; iemand/medewerker spreken`},
	{asks, `
		^hoe kan/kom/lang/veel/werkt/moet/reset/wijzig/krijg/zit/vaak/groot/duur/doe/download/maak/verander/stel/annuleer/installeer/verbind/zet
		hoe kan/moet/krijg ik/je/we; hoe ik mijn/de/een/het; ^waar; ^waar is/vind/kan/blijft/zijn/staat/moet/zit/download/krijg
		waar vind/kan ik/je; ^wanneer komt/is/wordt/krijg/kan/gaat/zijn/worden
		^waarom is/wordt/werkt/kan/krijg/doet/komt/moet/zijn/lukt/heb; ^wat kost/betekent/moet/kan/is/zijn/doe/gebeurt/zijn
		wat moet/kan/doe ik/je; ^welke/welk; ^is er/het/de/mijn/dit/deze/dat; is er ook/een/al; ^zijn er/de/mijn/jullie
		^kan/mag/moet ik/je/het/de/mijn/dit; kan/mag/moet ik; ^werkt/gaat/lukt/klopt het/de/dit/dat
		leveren/verzenden/hebben/verkopen/accepteren/bezorgen/repareren jullie; ^heeft het/de/mijn
		^met/bij/tot/voor/vanaf wie/welke/wanneer/hoelaat/wat; ik wil/zou/vroeg graag/weten/me; geen idee hoe/waar/waarom/wat
		weet niet hoe/waar/waarom/wat/of; wat nu; verschil tussen`},
	{wonders, `^hoe; ^wanneer; ^waarom; ^wat; ^kan; ^is; ^zijn; ^heeft; ^hebben; ^mag; ^moet; ^gaat; ^werkt; ^iemand`},
	{trouble, `
		werkt/werken/laadt/start/opent/lukt/gaat/reageert/doet/komt/verbindt niet/niets/steeds/nog/het; doet het niet
		nog/steeds/maar niet/geen/niks; ik kan/krijg/kom/heb niet/geen/maar/nog
		kan/krijg/kom niet/geen/er inloggen/meer/in/openen/vinden/downloaden/uploaden/niet/mail/code
		niet inloggen/gevonden/ontvangen/binnen/aangekomen/geleverd/openen/werkt/verbinden/uploaden/downloaden; foutmelding
		fout 403/404/500/bij/code; foutcode; crasht; crashen; loopt vast; vastgelopen; vast op/bij; kapot; defect; beschadigd; geweigerd
		geblokkeerd; kwijt; vergeten; verwijderd; dubbel/twee betaald/afgeschreven/keer; afgeschreven; probleem/problemen met/bij/sinds
		zwart/wit/blauw scherm; ligt eruit/plat; is down/weg/offline; verkeerde maat/adres/artikel/lamp; wacht al/nog
		wordt niet/geweigerd; ongeldig; ongeldige`},
	{toPerson, `
		hoe gaat/was/oud/heet het/je/jullie/ben; wat doen/doe/vinden/vind/denken/denk/willen/wil/ga/gaan/speel jullie/je
		heb/ben/kom/ga/wil/weet/zie/vind/speel/bedoel/had/was/kan/meen je
		hebben/zijn/gaan/willen/komen jullie gisteren/het/al/ook/zin/er; welke versie/browser/telefoon heb/gebruik je
		waar/waarom/wie/wanneer ben/zijn/kom je/jullie; bedoel je; screenshot posten/sturen/maken/delen; jouw log/logs/versie
		waar was/waren je`},
	{social, `
		wie/iemand heeft/zin/uit/speelt/gaat/komt/wil/er/in/is; heeft er/iemand zin; potje; lunch; pizza; biertje; weekend
		goede/goeie morgen/nacht/avond; goedemorgen; wedstrijd; vanavond; al vrijdag; gisteren gezien/avond; lievelings`},
	{rhetorical, `
		echt waar; ^echt $; serieus $; ^serieus; meen je dat/het; ^huh; wat een; wie weet $; hoe leuk/mooi/gaaf/cool; nou en
		waarom niet`},
	{tag, `toch $; he $; niet $; niet waar $; of niet $; of wel $`},
	{advice, `
		je/jullie moet/kunt/kan/moeten/hoeft/zou; ^gewoon; ^ga/klik/probeer/start/kijk/open naar/op/eens/opnieuw/in/even
		bij mij duurde/werkt/was/werkte; ^ja; ik vind/denk/geloof; als je/jullie vragen/een; duurt meestal/ongeveer`},
	{settled, `
		laat maar; gevonden $; al gevonden; opgelost; het werkt/doet weer/nu/het; werkt weer/nu; gelukt; is gelukt; doet het weer
		nu werkt`},
	{thanks, `bedankt; dankje; dank; dankjewel; thanks; thnx`},
	{own, `mijn; onze`},
	{speaks, `ik; me; mij; ons; wij; we`},
	{lacks, `niet; niks; niets; geen; nergens; nooit; zonder; mist; ontbreekt`},
	{addresses, `jij; jou; jouw; ^wie; kun/kan/ben/heb/wil/ga/zou/weet je; jullie`},
	{requests, `kunnen/kunt/kan jullie/u/iemand; ik wil/zou/moet/heb graag/een/mijn/nodig`},
}

var swedish = []entry{
	{everybody, `vet/har/kan nagon/ni/du/nan; nagon som/annan vet/har/kan`},
	{help, `kan nagon hjalpa; hjalp; behover hjalp; hjalpa mig`},
	{asks, `
		^hur kan/gor/andrar/lang/lange/mycket/far/byter/aterstaller; hur man; ^var ar/kan/hittar/finns; ^nar kommer/ar/far
		^varfor ar/kan/fungerar/far/funkar/kommer; ^vad kostar/betyder/gor; ^vilken/vilka; ^finns det; ^gar det; kan jag/man
		levererar/skickar/har ni`},
	{wonders, `^hur; ^var; ^nar; ^varfor; ^vad; ^vem; ^kan; ^ar; ^finns; ^gar`},
	{trouble, `
		fungerar/funkar/gar/startar/laddar/kommer inte; kan/har/far inte/bara logga/kommit/ett; felmeddelande; fel 403/404/500/nar
		kraschar; trasig; glomt mitt/losenordet`},
	{toPerson, `hur mar/ar du/ni/det; vad gor/tycker du/ni; har/ar/vill/kommer du/ni`},
	{settled, `funkar/fungerar nu; lost; hittade det`},
	{thanks, `tack`},
	{own, `min; mitt; mina; jag; mig`},
}
