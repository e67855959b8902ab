package rtftext

// word acts on a control word.
func (r *reader) word(t token) {
	star := r.star
	r.star = false
	if s, ok := characters[t.word]; ok {
		r.write(s)
		return
	}
	switch t.word {
	case "*":
		r.star = true
	case "u":
		r.unicode(t.number)
	case "uc":
		r.skipped = max(0, min(t.number, maxSkipped))
	case "bin":
		r.at = min(len(r.rtf), r.at+max(0, t.number))
	case "ansicpg":
		r.codepage = t.number
	case "f":
		r.flush()
		r.font = t.number
	case "fcharset":
		r.nameFont(t.number)
	case "fonttbl":
		r.inFonts = true
	case "fromhtml":
		r.html = true
	case "htmlrtf":
		r.flush()
		r.rtfOnly = !t.numbered || t.number != 0
	case "htmltag":
		r.tag = true
	default:
		r.silent = r.silent || star || unread[t.word]
	}
}

// maxSkipped is more than any program writes.
const maxSkipped = 8

// nameFont keeps the code page of a font in the table of fonts.
func (r *reader) nameFont(charset int) {
	const most = 1000
	if page, ok := fontCharsets[charset]; ok && r.inFonts && len(r.fontPages) < most {
		r.fontPages[r.font] = page
	}
}

// fontCharsets are the code pages of \fcharset; of others it is that of the text (RTF 1.9.1, "Font Table").
var fontCharsets = map[int]int{
	128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250,
}

// characters stand for themselves.
var characters = map[string]string{
	"par": "\n", "line": "\n", "sect": "\n", "page": "\n", "row": "\n", "softline": "\n", "cell": " ", "nestcell": " ", "tab": "\t",
	"~": "\u00a0", "_": "\u2011", "emdash": "—", "endash": "–", "emspace": " ", "enspace": " ", "qmspace": " ", "bullet": "•",
	"lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
}

// unread are destinations whose text is not the mail's.
var unread = map[string]bool{
	"colortbl": true, "stylesheet": true, "info": true, "pict": true, "object": true, "objdata": true, "header": true, "headerl": true, "headerr": true,
	"headerf": true, "footer": true, "footerl": true, "footerr": true, "footerf": true, "fldinst": true, "filetbl": true, "revtbl": true,
	"listtable": true, "listoverridetable": true, "rsidtbl": true, "xmlnstbl": true, "datastore": true, "themedata": true, "generator": true,
	"bkmkstart": true, "bkmkend": true, "template": true, "footnote": true, "annotation": true,
}
