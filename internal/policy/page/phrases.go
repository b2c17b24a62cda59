package page

// phraseSets counts the phrases of several sets in one pass over a text: the automaton of Aho
// and Corasick (1975), as a table. A text is told for a policy by some ninety phrases; looking
// for one after the other took a quarter of the time to read it. Texts are in small letters.
type phraseSets struct {
	column [256]uint8 // of each byte; 0 for those in no phrase
	width  int
	next   []uint16 // by state and column
	found  [][]uint8
}

// newPhraseSets makes the automaton of phrases in small letters.
func newPhraseSets(sets ...[]string) *phraseSets {
	p := &phraseSets{width: 1}
	for _, set := range sets {
		for _, phrase := range set {
			for i := range len(phrase) {
				if c := phrase[i]; p.column[c] == 0 {
					p.column[c] = uint8(p.width)
					p.width++
				}
			}
		}
	}
	state := func() int {
		p.next = append(p.next, make([]uint16, p.width)...)
		p.found = append(p.found, make([]uint8, len(sets)))
		return len(p.found) - 1
	}
	state()
	for k, set := range sets {
		for _, phrase := range set {
			at := 0
			for i := range len(phrase) {
				to := at*p.width + int(p.column[phrase[i]])
				if p.next[to] == 0 {
					n := state() // moves p.next
					p.next[to] = uint16(n)
				}
				at = int(p.next[to])
			}
			p.found[at][k]++
		}
	}
	// Breadth first: where a state has no way on, that of the longest suffix which has.
	suffix := make([]uint16, len(p.found))
	var queue []uint16
	for _, n := range p.next[:p.width] {
		if n != 0 {
			queue = append(queue, n)
		}
	}
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		for k, n := range p.found[suffix[s]] {
			p.found[s][k] += n
		}
		for c := range p.width {
			on, back := &p.next[int(s)*p.width+c], p.next[int(suffix[s])*p.width+c]
			if *on == 0 {
				*on = back
				continue
			}
			suffix[*on] = back
			queue = append(queue, *on)
		}
	}
	return p
}

// count adds the phrases of each set in text to n.
func (p *phraseSets) count(text string, n []int) {
	at := 0
	for i := range len(text) {
		if at = int(p.next[at*p.width+int(p.column[text[i]])]); at == 0 {
			continue
		}
		for k, found := range p.found[at] {
			n[k] += int(found)
		}
	}
}
