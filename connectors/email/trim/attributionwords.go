package trim

import (
	"regexp"
	"strings"
)

// wrote are the verbs that end an attribution, or stand before the name or the date there. The languages are those that
// Gmail, Outlook, Apple Mail, Thunderbird, Yahoo, Proton, K-9, Roundcube and Zimbra are translated to.
var wrote = regexp.MustCompile(`(?i)(?:` + strings.Join([]string{
	`\bwrote( on .{0,80})?`, `\bwrites`, `\bsaid`, `\bhas written`, // en
	`\bschrieb( .{0,100})?`, `\bgeschrieben( am .{0,60})?`, // de
	`écrit( le .{0,60})?`, `écrivait`, // fr
	`\bescribi[óo]( el .{0,60})?`, `\bha escrito`, `\bescribiu`, // es, gl
	`\bha scritto( il .{0,60})?`, `\bscrisse`, // it
	`\bescreveu( em .{0,60})?`, `\bha escrit`, `\bva escriure`, // pt, ca
	`\bschreef( .{0,100})?`, `\bgeschreven`, // nl, af
	`\bskrev( .{0,100})?`,                                // sv, da, no
	`\bskrifaði`, `\bkirjoitti( .{0,60})?`, `\bkirjutas`, // is, fi, et
	`\bnapisał\(?a?\)?( .{0,60})?`, `\bpisze`, // pl
	`\bnapsala?\(?a?\)?( .{0,60})?`, `\bnap[ií]sala?\(?a?\)?( .{0,60})?`, // cs, sk
	`\bje napisala?(/la)?`, `\bje napisa(o|la)(/la)?`, `\bpiše`, // sl, hr, sr, bs
	`írta( .{0,60})?`, `\ba scris`, `\bscrie`, // hu, ro
	`\brakstīja`, `\brašė`, `\bparašė`, `\bshkroi`, `\bidatzi du`, `\bscríobh`, `\bysgrifennodd`, // lv, lt, sq, eu, ga, cy
	`написал(\(?а?\)?|/-а)?( .{0,60})?`, `пишет`, `писал(\(?а?\)?)?`, `писали`, // ru
	`пише`, `написа(в|ла|ха)?(\(ла\)|/ла)?`, `напиша`, `напісаў`, `написао/ла`, `написао`, `је написа(о|ла)`, // uk, bg, mk, be, sr
	`жазды`, `бичсэн`, // kk, mn
	`έγραψε`, `yazdı`, `yazmış`, `yazıb`, // el, tr, az
	`đã viết`, `viết`, `menulis`, `sumulat( ni .{0,60})?`, `เขียนว่า`, `เขียน`, // vi, id and ms, tl, th
	`כתב/?ה?`, `כתבה`, `كتب(ت)?`, `نوشت(ه است)?`, `نے لکھا`, // he, ar, fa, ur
	`ने लिखा`, `লিখেছেন`, `எழுதியது`, `రాశారు`, `დაწერა`, `գրել է`, // hi, bn, ta, te, ka, hy
	`写道`, `寫道`, `写到`, `寫到`, `写了`, // zh
	`書きました`, `のメッセージ`, `のメール`, `が書きました`, `からのメール`, // ja
	`님이 작성`, `님이 씀`, `작성`, `님의 메시지`, `쓴 글`, `썼습니다`, // ko
}, "|") + `)$`)

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
