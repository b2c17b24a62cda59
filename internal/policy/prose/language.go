package prose

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Function words tell a language better than anything else in a short text:
// they make up a third of it and are not borrowed. Words shared by several of
// these languages ("a", "die", "no", "in") are left out.
var function = [...]struct{ lang, words string }{
	{"de", "der und wir sie ihre ihrer ihren nicht mit für von zu zur zum des dem den das ist werden oder eine einer auf bei daten auch"},
	{"en", "the of and to we our your you with that this for from is are be or by not may will have which when any other as about it"},
	{"es", "el los las del que para con una por su sus nosotros usted y se datos como sobre esta"},
	{"fr", "le la les des du et nous vous vos votre notre pour dans que qui est une sur par avec ces aux données sont ou"},
	{"it", "il gli della dei che per con una sono nostri vostri e di dati non nel alla"},
	{"nl", "het een van en wij u uw voor met niet dat zijn wordt onze gegevens op te"},
	{"pl", "i w z na do się nie jest oraz przez dane lub dla że"},
	{"pt", "os das dos que para com uma por seus suas nós você e não dados como ao ou"},
	{"sv", "och att vi du din dina för med inte som är på av eller till"},
	{"tr", "ve bir bu için ile veya olarak kişisel size sizin olan"},
}

// functionWord has a bit for each language it is one of.
type functionWord struct {
	word      string
	languages uint16
}

// functionWords are found by their length and first byte.
var functionWords = func() (t [longestFunction + 1][27][]functionWord) {
	for i, f := range function {
		for _, w := range strings.Fields(f.words) {
			list := &t[len(w)][bucket(w[0])]
			k := slices.IndexFunc(*list, func(f functionWord) bool { return f.word == w })
			if k < 0 {
				k = len(*list)
				*list = append(*list, functionWord{word: w})
			}
			(*list)[k].languages |= 1 << i
		}
	}
	return t
}()

// bucket is one for each letter and one for all else.
func bucket(c byte) int {
	if c >= 'a' && c <= 'z' {
		return int(c - 'a')
	}
	return 26
}

const longestFunction = 12 // bytes of the longest function word

// Votes counts the words of a text towards its language.
type Votes struct {
	Words  int // all of them
	Script int // of another script than Latin
	count  [len(function)]int
}

// Add counts the words of a text: runs of letters and digits.
func (v *Votes) Add(text string) {
	for i := 0; i < len(text); {
		j := i
		for j < len(text) && wordByte[text[j]] {
			j++
		}
		if j < len(text) && text[j] >= utf8.RuneSelf {
			c, n := utf8.DecodeRuneInString(text[j:])
			if j == i && wordRune(c) && !unicode.Is(unicode.Latin, c) {
				v.Script++
			}
			for j < len(text) && wordRune(c) {
				j += n
				c, n = utf8.DecodeRuneInString(text[j:])
			}
		}
		if j == i {
			i++
			continue
		}
		v.Words++
		v.vote(text[i:j])
		i = j
	}
}

// vote counts a word.
func (v *Votes) vote(w string) {
	if len(w) > longestFunction {
		return
	}
	var low [longestFunction]byte
	for i := range len(w) {
		if low[i] = w[i]; w[i] >= 'A' && w[i] <= 'Z' {
			low[i] += 'a' - 'A'
		}
	}
	for _, f := range functionWords[len(w)][bucket(low[0])] {
		if f.word == string(low[:len(w)]) {
			for k, set := 0, f.languages; set != 0; k, set = k+1, set>>1 {
				v.count[k] += int(set & 1)
			}
		}
	}
}

// Language names the language counted (ISO 639-1), "" if there are too few words
// to tell, "und" if none of those known, or another script than Latin.
func (v *Votes) Language() string {
	best := 0
	for k, n := range v.count {
		if n > v.count[best] {
			best = k
		}
	}
	switch {
	case v.Script*3 > v.Words && v.Words > 0:
		return "und"
	case v.Words < fewWords || v.count[best]*12 < v.Words:
		if v.Words >= 4*fewWords {
			return "und"
		}
		return ""
	}
	return function[best].lang
}

// Language names the language of a text from its first words; see
// [Votes.Language].
func Language(texts func(yield func(string) bool)) string {
	var v Votes
	for t := range texts {
		if v.Add(t[:min(len(t), enoughBytes)]); v.Words >= enoughWords {
			break
		}
	}
	return v.Language()
}

const (
	enoughWords = 4000     // looking at more changes nothing
	enoughBytes = 32 << 10 // of one text, about as much
	fewWords    = 25       // below this, names and headings decide
)
