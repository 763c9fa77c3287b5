package store

import "strings"

// SameName reports whether two full names are one, without regard to letter case, to blanks around them, and to whether
// an accent is written with its letter or behind it, as files from a Mac have it (NFC, NFD). An empty name is nobody's.
func SameName(a, b string) bool {
	a, b = plainName(a), plainName(b)
	return a != "" && strings.EqualFold(a, b)
}

// plainName writes every accent of a name with its letter.
func plainName(name string) string {
	letters := make([]rune, 0, len(name))
	for _, r := range strings.ToLower(strings.TrimSpace(name)) {
		if n := len(letters); n > 0 && r >= firstAccent {
			if one := accented(letters[n-1], r); one != 0 {
				letters[n-1] = one
				continue
			}
		}
		letters = append(letters, r)
	}
	return string(letters)
}

// accented is a letter with the accent that stands behind it; 0 where Unicode has no such letter.
func accented(letter, accent rune) rune {
	before := rune(0)
	for i, r := range []rune(accents[accent]) {
		if i%2 == 1 && before == letter {
			return r
		}
		before = r
	}
	return 0
}

const firstAccent = 0x300

// accents are, for every accent that is written behind a letter, the Latin letters that take it, each followed by the two
// as one (Unicode's canonical compositions); an i has its dot. Other scripts are compared as they are.
var accents = map[rune]string{
	0x0300: "aàeèiìoòuùüǜnǹēḕōṑwẁâầăằêềôồơờưừyỳ",
	0x0301: "aáeéiíoóuúyýcćlĺnńrŕsśzźüǘgǵåǻæǽøǿçḉēḗïḯkḱmḿõṍōṓpṕũṹwẃâấăắêếôốơớưứ",
	0x0302: "aâeêiîoôuûcĉgĝhĥjĵsŝwŵyŷzẑạậẹệọộ",
	0x0303: "aãnñoõiĩuũvṽâẫăẵeẽêễôỗơỡưữyỹ",
	0x0304: "aāeēiīoōuūüǖäǟȧǡæǣǫǭöȫõȭȯȱyȳgḡḷḹṛṝ",
	0x0306: "aăeĕgğiĭoŏuŭȩḝạặ",
	0x0307: "iicċeėgġzżaȧoȯbḃdḋfḟhḣmṁnṅpṗrṙsṡśṥšṧṣṩtṫwẇxẋyẏſẛ",
	0x0308: "aäeëiïoöuüyÿhḧõṏūṻwẅxẍtẗ",
	0x0309: "aảâẩăẳeẻêểiỉoỏôổơởuủưửyỷ",
	0x030a: "aåuůwẘyẙ",
	0x030b: "oőuű",
	0x030c: "cčdďeělľnňrřsštťzžaǎiǐoǒuǔüǚgǧkǩʒǯjǰhȟ",
	0x030f: "aȁeȅiȉoȍrȑuȕ",
	0x0311: "aȃeȇiȋoȏrȓuȗ",
	0x031b: "oơuư",
	0x0323: "bḅdḍhḥkḳlḷmṃnṇrṛsṣtṭvṿwẉzẓaạeẹiịoọơợuụưựyỵ",
	0x0324: "uṳ",
	0x0325: "aḁ",
	0x0326: "sștț",
	0x0327: "cçgģkķlļnņrŗsştţeȩdḑhḩ",
	0x0328: "aąeęiįuųoǫ",
	0x032d: "dḓeḙlḽnṋtṱuṷ",
	0x032e: "hḫ",
	0x0330: "eḛiḭuṵ",
	0x0331: "bḇdḏkḵlḻnṉrṟtṯzẕhẖ",
}
