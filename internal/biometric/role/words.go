package role

import (
	"slices"
	"strings"
)

// dictionary knows the words of the rules: by them names that are run together
// are taken apart, and by the refused ones look-alikes are told.
type dictionary struct {
	known   map[string]bool
	refused map[string][][]string // word: look-alikes, each of words side by side
	whole   map[string]bool       // look-alikes of one word, which are never taken apart
}

func newDictionary() dictionary {
	return dictionary{known: map[string]bool{}, refused: map[string][][]string{}, whole: map[string]bool{}}
}

// close is called when all words are known.
func (d *dictionary) close() {
	for _, list := range d.refused {
		for _, parts := range list {
			if len(parts) == 1 {
				d.whole[parts[0]] = true
			}
		}
	}
}

func isWord(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return s != ""
}

func lower(c byte) bool { return c >= 'a' && c <= 'z' }

// maxWords bounds the words of one name.
const maxWords = 64

// split takes a name apart at everything but letters and digits, and where a
// small letter is followed by a capital one.
func split(s string) []string {
	var out []string
	from := 0
	end := func(i int) {
		if i > from && len(out) < maxWords {
			out = append(out, strings.ToLower(s[from:i]))
		}
	}
	for i := 0; i < len(s); i++ {
		c := s[i]
		letter, digit, capital := c|0x20 >= 'a' && c|0x20 <= 'z', c >= '0' && c <= '9', c >= 'A' && c <= 'Z'
		switch {
		case !letter && !digit:
			end(i)
			from = i + 1
		case capital && i > from:
			before := s[i-1]
			small := before >= 'a' && before <= 'z' || before >= '0' && before <= '9'
			next := i+2 < len(s) && lower(s[i+1]) && lower(s[i+2]) // "HTTPServer", not "OCRv3"
			if small || next && before >= 'A' && before <= 'Z' {
				end(i)
				from = i
			}
		}
	}
	end(len(s))
	return out
}

// bag are the words of one name that rules know.
type bag map[string]bool

// reader takes the names of one model apart. Names of layers consist of the same
// few words, so what a word is made of is found once.
type reader struct {
	*dictionary
	parts map[string][]string // word: known words that it is or is made of
}

func (d *dictionary) reader() *reader { return &reader{d, map[string][]string{}} }

// made gives what a word is made of.
func (r *reader) made(w string) []string {
	out, ok := r.parts[w]
	if ok {
		return out
	}
	see := func(w string) {
		if r.known[w] {
			out = append(out, w)
		}
	}
	see(w)
	word := w
	if bare := strings.TrimRight(w, "0123456789"); bare != w && len(bare) > 2 { // "conv2"
		see(bare)
		word = bare
		if v := strings.TrimSuffix(bare, "v"); v != bare && len(v) > 2 { // "ocrv3"
			see(v)
			word = v
		}
	}
	if !r.known[word] && !r.whole[word] {
		out = append(out, r.apart(word)...)
	}
	r.parts[w] = out
	return out
}

// bagOf gives the words of a name, look-alikes taken out. Nil if no word of it
// is known.
func (r *reader) bagOf(name string) bag {
	words := split(name)
	var b bag
	put := func(w string) {
		if b == nil {
			b = bag{}
		}
		b[w] = true
	}
	for i, w := range words {
		for _, part := range r.made(w) {
			put(part)
		}
		if i > 0 && len(words[i-1])+len(w) < 32 { // "Mobile", "FaceNet"; "d", "vector"
			if r.known[words[i-1]+w] {
				put(words[i-1] + w)
			}
		}
	}
	for word := range b {
		if slices.ContainsFunc(r.refused[word], func(alike []string) bool { return r.stands(words, alike) }) {
			delete(b, word)
		}
	}
	return b
}

// stands reports whether a look-alike stands in a name: as one word, or as
// words side by side, run together or not.
func (d *dictionary) stands(words, alike []string) bool {
	for i, w := range words {
		if i+len(alike) <= len(words) && slices.Equal(words[i:i+len(alike)], alike) {
			return true
		}
		for k, part := range alike { // run together
			rest, ok := strings.CutPrefix(w, part)
			if w = rest; !ok {
				break
			}
			if w == "" && k == len(alike)-1 {
				return true
			}
		}
	}
	return false
}

// Bounds of the words that are taken apart: shorter ones are found in too many
// others by chance, longer ones are no names.
const (
	leastApart = 6
	mostApart  = 40
	leastPart  = 3
)

// apart takes a word apart into known ones, if it is made of nothing else; the
// fewest parts win.
func (d *dictionary) apart(w string) []string {
	if len(w) < leastApart || len(w) > mostApart {
		return nil
	}
	n := len(w)
	best := make([][]string, n+1)
	best[0] = []string{}
	for i := 0; i < n; i++ {
		if best[i] == nil {
			continue
		}
		for j := i + leastPart; j <= n; j++ {
			if d.known[w[i:j]] && !d.whole[w[i:j]] && (best[j] == nil || len(best[i])+1 < len(best[j])) {
				best[j] = append(slices.Clone(best[i]), w[i:j])
			}
		}
	}
	return best[n]
}
