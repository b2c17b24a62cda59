package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/practice"
)

// Places without a verb: a label and its answer ("Hosting: Germany"), and "no" with transfers ("No transfers outside the EU").

// placesNamed reads such a line; it reports that nothing else says there where data goes.
func (r *reader) placesNamed(s *sentence, b *document.Block) bool {
	if b.Kind == document.Heading || b.Kind == document.Cell {
		return false
	}
	if r.noTransfer(s, b) {
		r.placeLabel(s, b)
		return true
	}
	if s.lo == 0 && b.Kind == document.Item && len(s.places) > 0 {
		r.placeOfFirm(s, b)
	}
	return len(s.places) > 0 && (r.placeLabel(s, b) || s.lo == 0 && b.Kind == document.Item && r.placeItem(s, b))
}

// noTransfer: "No transfers outside the EU", "Hosting: Spain · no third-country transfer", "No international transfer
// takes place", not "there is no ... unless", which has its verb. Under the name of a third party it is said of that.
func (r *reader) noTransfer(s *sentence, b *document.Block) bool {
	said := false
	var away []destination // in their order
	for i := range s.ws {
		if s.ws[i].Low != "no" || i > 0 && !s.begins(i) {
			continue
		}
		k := i + 1
		for k < len(s.ws) && k <= i+maxNoTransfer && !strings.HasPrefix(s.ws[k].Low, "transfer") {
			k++
		}
		if k == len(s.ws) || k > i+maxNoTransfer || s.anyIn(i+1, k, modal|beWord|weWord|youWord) {
			continue
		}
		end := s.segmentEnd(k)
		if s.anyIn(k, end, supposing|contrast) || slices.ContainsFunc(s.ws[k:end], func(w prose.Word) bool { return w.Low == "without" }) {
			continue
		}
		if away == nil {
			away = slices.DeleteFunc(r.destinations(s), func(d destination) bool { return !d.outside })
		}
		first, _ := slices.BinarySearchFunc(away, i, func(d destination, i int) int { return d.lo - i })
		for _, d := range away[first:] {
			if d.lo >= end {
				break
			}
			if d.lo > i {
				if n := len(b.Heading); n > 0 && (r.thirdTitle(b) || r.hostLabel(s) || r.aboutTable(b, -1).known) {
					d.bound = b.Heading[n-1]
				}
				s.place(d, practice.TransmitAbroad, mood{known: true, at: -1, denied: true}, message.States)
				said = true
			}
		}
	}
	return said
}

const maxNoTransfer = 5 // words: "no cross-border data transfers"

// begins reports that word i begins a part of a line: behind a colon, a semicolon or a mark that stands for one.
func (s *sentence) begins(i int) bool {
	return s.ws[i].Before == ':' || s.ws[i].Before == ';' || strings.ContainsAny(s.text[s.ws[i-1].End:s.ws[i].Start], "·•|–—")
}

// segmentEnd is where the part of a line that word i stands in ends.
func (s *sentence) segmentEnd(i int) int {
	for i++; i < len(s.ws) && !s.begins(i); i++ {
	}
	return i
}

// label is the word behind the colon of a label that a line begins with; 0 if there is none.
func (s *sentence) label() int {
	for i := 1; i < len(s.ws) && i <= maxLabel; i++ {
		switch s.ws[i].Before {
		case ':':
			return i
		case ';', '.', ',':
			return 0
		}
	}
	return 0
}

// hostLabel reports a label of where something is hosted: "Hosting: Spain".
func (r *reader) hostLabel(s *sentence) bool {
	at := s.label()
	return at > 0 && r.column(s.text[s.ws[0].Start:s.ws[at-1].End]).hosts
}

// placeLabel: "Server location: Germany", "Hosting: EU (Acme Cloud, Frankfurt)"; "Country: Japan" where the line stands
// under the name of a third party; not "Location: we read it in Japan".
func (r *reader) placeLabel(s *sentence, b *document.Block) bool {
	at := s.label()
	if at == 0 {
		return r.underPlaces(s, b)
	}
	title := s.text[s.ws[0].Start:s.ws[at-1].End]
	end := s.segmentEnd(at)
	n := r.column(title)
	if !n.where {
		return r.underPlaces(s, b)
	}
	if !s.verbless(at, end) {
		return false
	}
	m := mood{known: true, party: firstParty, at: -1, verb: store}
	switch {
	case n.hosts && !s.ws[at].Upper && !s.is(at, toward|determiner) && !r.has(s, server): // "Storage: ten years by the law of Spain"
		return false
	case n.hosts:
		r.placesIn(s, at, end, practice.StoreAbroad, m, message.States)
		return true
	case r.transferred(s) || r.titleMood(title).known || s.placesTo(at, end) == at:
		return false
	}
	end = s.placesTo(at, end)
	if up := r.aboutTable(b, -1); up.known && !up.denied || r.thirdTitle(b) {
		m.verb, m.recipient = share, b.Heading[len(b.Heading)-1]
		how := message.Hazy
		if up.passes() {
			how = message.States
		}
		r.placesIn(s, at, end, practice.TransmitAbroad, m, how)
		return true
	}
	return false
}

// underPlaces reads a line without a verb under a heading that asks where data is: "Storage locations | Backups: servers
// in Japan".
func (r *reader) underPlaces(s *sentence, b *document.Block) bool {
	if b.Kind != document.Item || len(b.Heading) == 0 || s.lo > 0 {
		return false
	}
	n := r.column(b.Heading[len(b.Heading)-1])
	at := s.label()
	if !n.hosts || !n.where || !s.verbless(at, len(s.ws)) || (at == 0 || s.placesTo(at, len(s.ws)) == at) && !r.has(s, server) && !s.anySense(hostNoun) {
		return false
	}
	r.placesIn(s, at, len(s.ws), practice.StoreAbroad, mood{known: true, party: firstParty, at: -1, verb: store}, message.States)
	return true
}

// verbless reports that nobody acts in words [lo, hi), which are not many.
func (s *sentence) verbless(lo, hi int) bool {
	return hi-lo <= maxPlaceCell && !s.anyIn(lo, hi, modal|negating|weWord|youWord|relativeWord|supposing)
}

// placesTo is where a run of nothing but places that begins at word lo ends, before hi or a bracket of other things: "USA
// | (standard clauses)", "EU (Germany) |"; lo if there is none.
func (s *sentence) placesTo(lo, hi int) int {
	n := hitFrom(s.places, lo)
	if n == len(s.places) || s.places[n].Hi > hi {
		return lo
	}
	for k := s.places[n].Hi; k < hi; k++ {
		if s.ws[k].Before == '(' && !s.onlyPlaces(k, min(s.closes[k], hi)) {
			hi = k
		}
	}
	if !s.onlyPlaces(lo, hi) {
		return lo
	}
	return hi
}

// placesIn says of the places in words [lo, hi) what is done there.
func (r *sentenceReader) placesIn(s *sentence, lo, hi int, p practice.ID, m mood, how message.Modality) {
	for n := hitFrom(s.places, lo); n < len(s.places) && s.places[n].Hi <= hi; n++ {
		if h := s.places[n]; !s.adjective(h) && !s.noPlace(h) && !s.owns(h.Hi-1) {
			s.place(destination{lo: h.Lo, hi: h.Hi, country: r.tables.Places.Entries[h.Entry].Name}, p, m, how)
		}
	}
}
