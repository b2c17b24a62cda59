package prose

// Function words tell a language better than anything else in a short text:
// they make up a third of it and are not borrowed. Words shared by several of
// these languages ("a", "die", "no", "in") are left out.
var function = map[string]map[string]bool{
	"en": set("the of and to we our your you with that this for from is are be or by not may will have which when any other as about it"),
	"de": set("der und wir sie ihre ihrer ihren nicht mit für von zu zur zum des dem den das ist werden oder eine einer auf bei daten auch"),
	"fr": set("le la les des du et nous vous vos votre notre pour dans que qui est une sur par avec ces aux données sont ou"),
	"es": set("el los las del que para con una por su sus nosotros usted y se datos como sobre esta"),
	"pt": set("os das dos que para com uma por seus suas nós você e não dados como ao ou"),
	"it": set("il gli della dei che per con una sono nostri vostri e di dati non nel alla"),
	"nl": set("het een van en wij u uw voor met niet dat zijn wordt onze gegevens op te"),
	"pl": set("i w z na do się nie jest oraz przez dane lub dla że"),
	"sv": set("och att vi du din dina för med inte som är på av eller till"),
	"tr": set("ve bir bu için ile veya olarak kişisel size sizin olan"),
}

// Language names the language of a text (ISO 639-1) from its first words, "" if
// there are too few to tell. Scripts other than Latin give "und".
func Language(texts func(yield func(string) bool)) string {
	count := map[string]int{}
	total, foreign := 0, 0
	var ws []Word
	for t := range texts {
		ws = AppendWords(ws[:0], t[:min(len(t), enoughBytes)])
		for _, w := range ws {
			total++
			if w.Low[0] >= 0xce { // beyond Latin with its accents
				foreign++
			}
			for lang, words := range function {
				if words[w.Low] {
					count[lang]++
				}
			}
		}
		if total >= enoughWords {
			break
		}
	}
	best := ""
	for lang, n := range count {
		if best == "" || n > count[best] || n == count[best] && lang < best {
			best = lang
		}
	}
	switch {
	case foreign*3 > total && total > 0:
		return "und"
	case total < fewWords || count[best]*12 < total:
		if total >= 4*fewWords {
			return "und"
		}
		return ""
	}
	return best
}

const (
	enoughWords = 4000     // looking at more changes nothing
	enoughBytes = 32 << 10 // of one text, about as much
	fewWords    = 25       // below this, names and headings decide
)
