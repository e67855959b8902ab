package trim

import (
	"regexp"
	"slices"
	"strings"

	"frontdesk/gateway/phrasebook"
)

// wrote says whether an attribution, in lower case and without its colon, has its verb: at its end, or before the name or
// the date there.
func wrote(s string) bool {
	if verbs.In(s) == 0 {
		return false
	}
	if slices.ContainsFunc(endVerbs, func(verb string) bool { return strings.HasSuffix(s, verb) && startsWord(s, len(s)-len(verb)) }) {
		return true
	}
	return slices.ContainsFunc(innerVerbs, func(verb string) bool {
		i := strings.LastIndex(s, verb)
		return i >= 0 && len(s)-i < innerBytes && startsWord(s, i)
	})
}

// innerBytes is how near to the end a verb stands that has a name or a date behind it.
const innerBytes = 110

// startsWord says whether no Latin letter stands before byte i.
func startsWord(s string, i int) bool {
	return i == 0 || (s[i-1] < 'a' || s[i-1] > 'z')
}

// endVerbs end an attribution, in lower case. The languages are those that Gmail, Outlook, Apple Mail, Thunderbird, Yahoo,
// Proton, K-9, Roundcube and Zimbra are translated to.
var endVerbs = phrases(`wrote|writes|said|has written|schrieb|geschrieben|écrit|écrivait|escribió|escribio|ha escrito|escribiu|ha scritto|scrisse|escreveu|ha escrit|va escriure|
	schreef|geschreven|skrev|skrifaði|kirjoitti|kirjutas|napisał|napisała|napisał(a)|pisze|napsal|napsala|napsal(a)|napísal|napísala|napísal(a)|je napisal|je napisala|napisala|
	je napisao|je napisala|napisao je|napisala je|napisao/la|piše|írta|a scris|scrie|rakstīja|rašė|parašė|shkroi|idatzi du|scríobh|ysgrifennodd|
	написал|написала|написал(а)|написал/-а|пишет|писал|писала|писал(а)|писали|пише|написа|написав|написала|написав(ла)|напиша|напісаў|написао|написао/ла|написао је|је написао|
	жазды|бичсэн|έγραψε|yazdı|yazmış|yazıb|đã viết|viết|menulis|sumulat|เขียนว่า|เขียน|כתב|כתבה|כתב/ה|كتب|كتبت|نوشت|نوشته است|نے لکھا|ने लिखा|লিখেছেন|எழுதியது|రాశారు|დაწერა|գրել է|
	写道|寫道|写到|寫到|写了|書きました|のメッセージ|のメール|님이 작성|님이 씀|작성|님의 메시지|쓴 글|썼습니다`)

// innerVerbs may have a name or a date behind them.
var innerVerbs = phrases(`wrote on|schrieb|geschrieben am|écrit le|escribió el|ha scritto il|escreveu|schreef|skrev|kirjoitti|napisał|napsal|napísal|írta|написал|sumulat ni|wiadomość napisana|كتب`)

// verbs finds whether a text has any of them.
var verbs = phrasebook.MustNew(endVerbs, innerVerbs)

// startsLikeAttribution asks startsAttribution, which takes a figure, where there is one.
func startsLikeAttribution(s string) bool {
	return strings.ContainsAny(s, figures) && startsAttribution.MatchString(s)
}

// startsAttribution finds the first line of an attribution: a word for "on" with a figure behind it, a day of the week
// or a date.
var startsAttribution = regexp.MustCompile(`(?i)^[-*_"'(\s\x{200e}\x{200f}\x{202a}\x{202b}]*(?:` +
	`(?:` + strings.Join([]string{
	`on`, `at`, `am`, `le`, `el(?: d[ií]a)?`, `il(?: giorno)?`, `em`, `no dia`, `op`, `den`, `på`, `dne`, `dňa`, `w dniu`, `dnia`,
	`în(?: data)?`, `pe(?: data(?: de)?)?`, `la(?: data)?`, `az?`, `στις`, `vào(?: lúc)?`, `lúc`, `pada`, `dana`, `datum`, `från`,
	`ngày`, `noong`, `בתאריך`, `في`, `بتاريخ`, `در`, `в`, `на`, `у`, `дана`,
}, "|") + `)[\s,:].{0,60}\d` +
	`|(?:在|於|于|เมื่อ|ב-?)\s?.{0,60}\d` +
	`|(?:` + strings.Join([]string{
	`mon`, `tues?`, `wed(?:nes)?`, `thu(?:rs)?`, `fri`, `sat(?:ur)?`, `sun`, // en, with and without day
	`mo`, `di`, `mi`, `do`, `fr`, `sa`, `so`, // de
	`lun`, `mar`, `mer`, `jeu`, `ven`, `sam`, `dim`, `mié`, `mie`, `jue`, `vie`, `sáb`, `dom`, `gio`, `sab`, // fr, es, it
	`seg`, `ter`, `qua`, `qui`, `sex`, `ma`, `wo`, `vr`, `za`, `zo`, // pt, nl
	`mån`, `tis`, `ons`, `tors?`, `fre`, `lör`, `lør`, `søn`, `sön`, `man`, `tir`, // sv, da, no
	`ke`, `to`, `pe`, `la`, `su`, `ti`, // fi
	`pon`, `wt`, `śr`, `czw`, `pt`, `niedz`, `sob`, `út`, `st`, `čt`, `pá`, `po`, `ne`, // pl, cs
	`пн`, `вт`, `ср`, `чт`, `пт`, `сб`, `вс`, `нд`, `нед`, `чет`, `пон`, `уто`, `пет`, `сре`, // ru, uk, sr, bg
}, "|") + `)(?:day|tag)?[.,]{0,2}\s.{0,30}\d` +
	`|\d{4}[-./年]\s?\d{1,2}|\d{4}\. \d|\d{1,2}[-./]\s?\d{1,2}[-./]\s?\d{2,4}|\d{1,2}\.? \pL{3,12}\.?,? (?:de )?\d{4})`)
