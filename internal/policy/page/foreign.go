package page

import (
	"strings"

	"github.com/avow-audit/avow/internal/parallel"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// portions bounds what counts as written in a language, in words: fewer are names,
// addresses, a line that leads to a translation.
type portions struct {
	english int // to be read for itself
	foreign int // beside it, on end
	around  int // blocks on each side by which one too short to tell is told
}

var (
	beside = portions{english: 150, foreign: 120}
	hidden = portions{english: 30, foreign: 12, around: 3} // in a document that is not English as a whole: a short policy below its translation
)

// Bytes of a block by which its language is told.
const (
	leastBlock = 80
	mostBlock  = 1 << 10
)

// unknownScript stands for a language in another script than Latin.
const unknownScript = "script"

// findForeign marks the blocks of a page that stand in other languages beside
// an English text, as where translations are put below each other. They are not
// read, and each language is an Unknown: what it says may not be in the English.
// A document without an English text is left as it is.
func (r *Page) findForeign(least portions) {
	lang := make([]string, len(r.Doc.Blocks))
	words := make([]int, len(r.Doc.Blocks)) // that tell the language
	english, foreign := 0, 0
	parallel.Each(len(lang), 1<<9, func(i int) {
		l, n := blockLanguage(r.Doc.Blocks[i].Text)
		if l == "" && least.around > 0 {
			l, _ = blockLanguage(r.around(i, least.around))
			n = strings.Count(r.Doc.Blocks[i].Text, " ") + 1
		}
		lang[i], words[i] = l, n
	})
	for i, l := range lang {
		switch l {
		case "":
			words[i] = 0
		case "en":
			english += words[i]
		default:
			foreign += words[i]
		}
	}
	if english < least.english || foreign < least.foreign {
		return
	}
	// Titles and short lines between two blocks of one language are of it.
	last := -1
	for i := range lang {
		if lang[i] == "" {
			continue
		}
		if last >= 0 && lang[last] == lang[i] {
			for k := last + 1; k < i; k++ {
				lang[k] = lang[i]
			}
		}
		last = i
	}
	told := map[string]bool{}
	for lo := 0; lo < len(lang); {
		hi := lo + 1
		for hi < len(lang) && lang[hi] == lang[lo] {
			hi++
		}
		if l := lang[lo]; l != "en" && l != "" && sum(words[lo:hi]) >= least.foreign {
			if r.foreign == nil {
				r.foreign = make([]bool, len(lang))
			}
			for i := lo; i < hi; i++ {
				r.foreign[i] = true
			}
			if !told[l] {
				told[l] = true
				at, _ := r.Doc.Source(&r.Doc.Blocks[lo], 0, len(r.Doc.Blocks[lo].Text))
				r.Unknown("language", at, "A part of the document is in "+languageName(l)+"; avow reads English.")
			}
		}
		lo = hi
	}
}

// around is the text of block i and of its neighbours.
func (r *Page) around(i, n int) string {
	var b strings.Builder
	for k := max(0, i-n); k < len(r.Doc.Blocks) && k <= i+n; k++ {
		b.WriteString(Clip(r.Doc.Blocks[k].Text, mostBlock/(2*n)))
		b.WriteByte('\n')
	}
	return b.String()
}

func sum(n []int) (total int) {
	for _, k := range n {
		total += k
	}
	return total
}

// blockLanguage names the language of a block, "" where its words do not tell:
// too few, or names only. It also counts its words.
func blockLanguage(text string) (string, int) {
	if len(text) < leastBlock {
		return "", 0
	}
	var v prose.Votes
	v.Add(Clip(text, mostBlock))
	if v.Script*2 > v.Words {
		// Scripts without spaces have few "words": some six bytes make one.
		return unknownScript, max(v.Words, len(text)/6)
	}
	lang := v.Language()
	if lang == "und" {
		lang = ""
	}
	return lang, v.Words
}

// read reports that block i is read: it is of no other document and no other
// language.
func (r *Page) read(i int) bool {
	return r.kept(i) && !r.IsForeign(i)
}

// IsForeign reports a block in another language than English.
func (r *Page) IsForeign(i int) bool { return r.foreign != nil && r.foreign[i] }

var languageNames = map[string]string{"de": "German", "fr": "French", "es": "Spanish", "pt": "Portuguese", "it": "Italian", "nl": "Dutch", "pl": "Polish", "sv": "Swedish", "tr": "Turkish", unknownScript: "another script than Latin"}

func languageName(lang string) string {
	if name := languageNames[lang]; name != "" {
		return name
	}
	return "a language avow does not know"
}
