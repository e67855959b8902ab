package manners

// polish is often typed without its accents; folding takes them away.
var polish = []entry{
	{everybody, `
		wie/ktos/zna/ma ktos/wie/zna/moze/pomysl/ma/umie/mial/jak
		ktos/kto/ktokolwiek wie/zna/ma/moze/mial/pomoze/umie/tez/jeszcze/orientuje; czy ktos/kos/u; ma ktos
		jakis/jakies pomysl/pomysly/rozwiazanie; jakies pomysly/rady/wiesci; wiecie/wiesz jak/gdzie/czy/kiedy/czemu/dlaczego/moze/ile
		tylko u mnie; tylko ja`},
	{help, `
		pomocy; pomoc; pomoze; pomozcie; pomoc mi; moze/mozecie/mozesz mi/ktos pomoc/powiedziec/wyjasnic; potrzebuje; prosze o/pomozcie
		mam pytanie/problem/klopot; pytanie/pytanko o/mam/odnosnie/dotyczace; pytanko; z/do kim/kogo/kogos moge/mam/sie/pisac/napisac
		porozmawiac z; ratunku`},
	{asks, `
		^jak zmienic/zresetowac/moge/sie/dlugo/mozna/odzyskac/anulowac/zalogowac/podlaczyc/zainstalowac/pobrac/polaczyc/to/dziala/usunac/wlaczyc/ustawic/zwrocic/dodac
		jak zmienic/zresetowac/moge/mozna/odzyskac/anulowac/zainstalowac/pobrac/to; ^gdzie
		^gdzie jest/sa/moge/znajde/mozna/pobrac/znalezc/sie/widac/kupie
		gdzie moge/znajde/mozna/jest/znalezc moje/moj/moja/fakture/to/te/pobrac
		^kiedy bedzie/przyjdzie/dojdzie/wroci/beda/wyjdzie/dostane/mozna/wysylacie/otwieracie
		^ile kosztuje/trwa/czeka/czasu/wynosi/sie/dni/kosztuja/idzie
		^dlaczego/czemu moja/moje/moj/nie/mi/platnosc/jest/to/sie/ta/konto/aplikacja/mam
		^co zrobic/robic/oznacza/mam/znaczy/teraz/trzeba/z; co robic/zrobic/oznacza
		^czy jest/sa/mozna/moge/da/to/wysylacie/macie/mozecie/ta/ten/trzeba/bedzie/dziala/musze/serwer/oferujecie/sprzedajecie/naprawiacie/przyjmujecie
		czy jest/mozna/moge/da/wysylacie; ^jaki/jaka/jakie/ktora/ktory/ktore jest/sa/zarowka/koszt/czas/roznica/wersja/pasuje
		^mozna/moge/da sie/anulowac/jeszcze/to/zmienic/zwrocic/zaplacic; da sie; wysylacie; macie jeszcze/w/ta/te/moze
		chcialbym/chcialabym/chce wiedziec/zapytac/anulowac/zwrocic/zmienic/sie; nie wiem/rozumiem jak/gdzie/czy/dlaczego/czemu/co
		roznica miedzy; szukam`},
	{wonders, `^jak; ^kiedy; ^ile; ^dlaczego; ^czemu; ^co; ^czy; ^ktory; ^jaki; ^jaka; ^jakie; ^mozna; ^moge; ^ma; ^ktos`},
	{trouble, `
		nie moge/dziala/dzialaja/dochodzi/doszla/doszlo/doszedl/przyszla/przyszlo/przychodzi/laduje/otwiera/wlacza/dostalem/dostalam/wchodzi/laczy/widzi/da/chce/pobiera/odpowiada/zapisuje/uruchamia/moglem/przyszedl
		nadal/wciaz/ciagle/jeszcze nie/czekam/brak/mam/wyskakuje/to; blad; bledu; bledy
		wyskakuje/pokazuje/wyswietla mi/blad/sie/komunikat; wylacza; wywala
		zawiesza/wiesza/zacina/wylacza/crashuje/rozlacza/resetuje sie; sie zawiesza/wiesza/zacina/wylacza/wywala/rozlacza; crashuje
		zablokowane; zablokowany; odrzucona; odrzucana; odrzucony; odrzuca; zepsuty; zepsuta; zepsulo; uszkodzony; uszkodzona; peknieta
		wadliwy; zgubilem/zgubilam/zapomnialem/zapomnialam/usunalem/usunelam/stracilem hasla/haslo/projekt/telefon/dostep/konto/przez
		dwa razy; podwojnie; pobralo/pobrano/sciagnelo dwa/mi/podwojnie; czarny/niebieski/bialy ekran; problem/problemy/klopot z/ze/przy
		zla/zly/zle adres/rozmiar/produkt/lampa/abonament; czekam juz/od/na; serwer lezy/padl; nieprawidlowy; niepoprawny
		przez przypadek; nic nie`},
	{toPerson, `
		co tam/u/robisz/robicie/myslicie/myslisz/sadzicie/slychac/porabiasz/powiecie
		jak sie/tam/leci/bylo/minal/wam/ci masz/macie/czujesz/urlop/mija; jak leci
		widziales/widzieliscie/przyjdziesz/masz/grasz/idziesz/chcesz/mozesz/jestes/sprawdziles/probowales/grales/robisz/lubisz/bedziesz/miales/mowisz/wpadasz
		jaka/jaki/ktora wersje/masz/system/telefon/przegladarke masz/wersje/uzywasz; a ty/wy
		skad/gdzie/kim/kto/czemu jestes/jestescie/to/ty; gdzie byles/bylas/jestes
		wrzucic/pokazac/wyslac screena/screen/zrzut/logi/log/zdjecie; ile masz lat; chodzi ci`},
	{social, `
		kto gra/chce/idzie/z/ma/oglada/jest/wpada/lubi/jeszcze; ktos z/chetny/gra/chce/do/idzie; chetny; mecz; obiad; piwo; pizza
		weekend; dobranoc; wieczorem $; dzis/dzisiaj wieczorem; wczoraj wieczorem/mecz; juz piatek; ulubiona; ulubiony
		wszystkiego najlepszego`},
	{rhetorical, `
		^serio; ^naprawde $; serio $; jaja sobie; zartujesz; ^ze co; co za; kto wie $; kogo to; no i; i co z; a co $; czemu nie $
		ale jaja; jak pieknie/fajnie/ladnie/super; po co komu`},
	{tag, `nie $; prawda $; co nie $; tak $; no nie $`},
	{advice, `
		musisz/musicie/mozesz/mozecie/powinienes/trzeba wyczyscic/po/isc/tylko/zrestartowac/wejsc/kliknac/to/sprobowac/uzyc
		^wejdz/kliknij/sprobuj/zrestartuj/idz/po/sprawdz/zobacz/wystarczy; u mnie dziala/trwalo/to/dziala/przyszlo/bylo; zwykle
		zazwyczaj; ^tak; moim zdaniem; mysle ze; jesli macie/masz; zalezy`},
	{settled, `
		juz znalazlem/znalazlam/dziala/mam/wiem/ok/dobrze/nieaktualne/po; dziala juz/teraz; rozwiazane; rozwiazany; niewazne
		nieaktualne; zalatwione; udalo sie; znalazlem; znalazlam; teraz dziala; wszystko dziala`},
	{thanks, `dzieki; dziekuje; dzięki; dzk; thx`},
	{own, `moj; moja; moje; moim; mojego; mojej; nasz; nasza; nasze`},
	{speaks, `mi; mnie; ja; mam; moge`},
	{lacks, `nie; nic; brak; brakuje; nigdzie; nigdy; bez; zaden; zadna`},
	{addresses, `ty; ci; ciebie; tobie; twoj; twoja; twoje; mozesz; masz; jestes; chcesz; wiesz; bedziesz; ^kto; wy`},
	{requests, `mozecie/moglibyscie; chce/chcialbym/chcialabym/potrzebuje/prosze`},
}

// russian, turkish, indonesian: enough to answer who asks plainly.
var russian = []entry{
	{everybody, `кто/знает нибудь/то/кто/знает знает/может/сталкивался; кто знает/подскажет; знает кто; подскажите; никто не знает`},
	{help, `помогите; помощь; нужна помощь; подскажите; есть вопрос; у меня вопрос/проблема; можете помочь; поможете`},
	{asks, `
		^как мне/изменить/сменить/восстановить/сбросить/отменить/можно/долго/скачать/установить/вернуть/подключить
		как сменить/изменить/сбросить/восстановить; ^где мой/моя/мое/можно/найти/скачать/посмотреть/взять
		^когда будет/придет/придёт/появится/доставят/вернут/откроется; ^сколько стоит/идет/идёт/ждать/времени
		^почему не/мой/моя/у/меня/отклонили; ^что делать/значит/означает; что делать; ^какой/какая/какие/какую; ^можно ли; ^есть ли
		вы доставляете/отправляете; доставляете ли; не понимаю/знаю как/почему/где`},
	{wonders, `^как; ^где; ^когда; ^сколько; ^почему; ^что; ^кто; ^можно; ^есть; ^какой; ^зачем`},
	{trouble, `
		не работает/могу/приходит/пришел/пришёл/пришло/загружается/открывается/получается/запускается/грузит/заходит/доставили/пускает
		ошибка; ошибку; вылетает; зависает; сломался; сломалась; забыл/забыла/потерял/потеряла пароль/доступ/телефон; списали дважды/два
		до сих; проблема с; выдает/пишет ошибку/ошибка/что`},
	{toPerson, `как дела/ты/вы/жизнь/настроение; что делаешь/думаете/скажете; ты/вы видел/придешь/идешь/видели/серьезно/где; а ты/вы`},
	{social, `кто играет/хочет/идет/из/будет/в; го играть; доброе утро; спокойной ночи; с днем`},
	{rhetorical, `^серьезно; ^правда; ты шутишь; кто его знает; какая красота; какой ужас`},
	{settled, `уже/все/всё нашел/нашёл/заработало/работает/решил/решено/ок; заработало; разобрался; решено; неважно`},
	{thanks, `спасибо; спс; благодарю`},
	{own, `мой; моя; мое; моё; мои; у; я; мне; меня`},
}

var turkish = []entry{
	{everybody, `bilen var; biri/kimse/birisi yardim/biliyor/bilir; bilen`},
	{help, `yardim; yardimci olur; yardim edin/eder; bir sorum`},
	{asks, `
		nasil sifirlarim/sifirlayabilirim/degistirebilirim/degistiririm/yapabilirim/iptal/indirebilirim/ogrenebilirim; ^nasil; nasil $
		ne zaman gelir/gelecek/acilir/teslim; neden _ calismiyor/gelmedi; ne kadar surer/tutar
		nereden/nerede indirebilirim/bulabilirim/bulurum; var mi $; mumkun mu`},
	{wonders, `^neden; ^niye; ^nerede; ^ne; ^hangi; ^kim`},
	{trouble, `calismiyor; gelmedi; acilmiyor; giremiyorum; yapamiyorum; hata; hatasi; unuttum; bozuk; kirik; olmuyor; yuklenmiyor`},
	{toPerson, `nasilsin; nasilsiniz; naber; napiyorsun; ne haber; ne yapiyorsun/yapiyorsunuz`},
	{settled, `cozuldu; buldum; hallettim; oldu $`},
	{thanks, `tesekkurler; tesekkur; sagol; eyvallah`},
	{own, `benim; siparisim; hesabim; sifremi`},
}

var indonesian = []entry{
	{everybody, `ada yang tahu/tau/bisa; yang tau/tahu gimana/cara`},
	{help, `tolong; minta tolong/bantuan; butuh bantuan; mau tanya`},
	{asks, `
		gimana/bagaimana cara/caranya/ya; ^gimana; ^bagaimana; ^kenapa; kapan barang/sampai/dikirim; berapa lama/harga/ongkir
		dimana/di bisa/mana; apakah bisa/ada`},
	{trouble, `tidak bisa/masuk/jalan; gak bisa/masuk/jalan; ga bisa/masuk; error; belum sampai/masuk/datang; lupa password/kata`},
	{toPerson, `apa kabar; lagi apa; kalian`},
	{settled, `sudah bisa/ketemu; udah bisa`},
	{thanks, `makasih; terima kasih; trims`},
}
