package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/mention"
	"github.com/avow-audit/avow/internal/policy/place"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
	"github.com/avow-audit/avow/internal/practice"
)

// Places without a verb: a label and its answer ("Hosting: Germany"), and "no" with transfers ("No transfers outside the EU").

// placesNamed reads such a line; it reports that nothing else says there where data goes.
func (r *reader) placesNamed(s *place.Sentence, b *document.Block) bool {
	if b.Kind == document.Heading || b.Kind == document.Cell {
		return false
	}
	if r.noTransfer(s, b) {
		r.placeLabel(s, b)
		return true
	}
	if s.Lo == 0 && b.Kind == document.Item && len(s.Places) > 0 {
		r.placeOfFirm(s, b)
	}
	return len(s.Places) > 0 && (r.placeLabel(s, b) || s.Lo == 0 && b.Kind == document.Item && r.placeItem(s, b))
}

// noTransfer: "No transfers outside the EU", "Hosting: Spain · no third-country transfer", "No international transfer
// takes place", not "there is no ... unless", which has its verb. Under the name of a third party it is said of that.
func (r *reader) noTransfer(s *place.Sentence, b *document.Block) bool {
	said := false
	var away []place.Destination // in their order
	for i := range s.Ws {
		if s.Ws[i].Low != "no" || i > 0 && !s.Begins(i) {
			continue
		}
		k := i + 1
		for k < len(s.Ws) && k <= i+maxNoTransfer && !strings.HasPrefix(s.Ws[k].Low, "transfer") {
			k++
		}
		if k == len(s.Ws) || k > i+maxNoTransfer || s.AnyIn(i+1, k, word.Modal|word.Be|word.We|word.You) {
			continue
		}
		end := s.SegmentEnd(k)
		if s.AnyIn(k, end, word.Supposing|word.Contrast) || slices.ContainsFunc(s.Ws[k:end], func(w prose.Word) bool { return w.Low == "without" }) {
			continue
		}
		if away == nil {
			away = slices.DeleteFunc(s.Destinations(), func(d place.Destination) bool { return !d.Outside })
		}
		first, _ := slices.BinarySearchFunc(away, i, func(d place.Destination, i int) int { return d.Lo - i })
		for _, d := range away[first:] {
			if d.Lo >= end {
				break
			}
			if d.Lo > i {
				if n := len(b.Heading); n > 0 && (mention.ThirdTitle(&r.Reader, b) || r.hostLabel(s) || r.aboutTable(b, -1).Known) {
					d.Bound = b.Heading[n-1]
				}
				s.Place(d, practice.TransmitAbroad, grammar.Mood{Known: true, At: -1, Denied: true}, message.States)
				said = true
			}
		}
	}
	return said
}

const maxNoTransfer = 5 // words: "no cross-border data transfers"

// hostLabel reports a label of where something is hosted: "Hosting: Spain".
func (r *reader) hostLabel(s *place.Sentence) bool {
	at := s.Label()
	return at > 0 && r.column(s.Text[s.Ws[0].Start:s.Ws[at-1].End]).Hosts
}

// placeLabel: "Server location: Germany", "Hosting: EU (Acme Cloud, Frankfurt)"; "Country: Japan" where the line stands
// under the name of a third party; not "Location: we read it in Japan".
func (r *reader) placeLabel(s *place.Sentence, b *document.Block) bool {
	at := s.Label()
	if at == 0 {
		return r.underPlaces(s, b)
	}
	title := s.Text[s.Ws[0].Start:s.Ws[at-1].End]
	end := s.SegmentEnd(at)
	n := r.column(title)
	if !n.Where {
		return r.underPlaces(s, b)
	}
	if !s.Verbless(at, end) {
		return false
	}
	m := grammar.Mood{Known: true, Party: grammar.FirstParty, At: -1, Verb: word.Store}
	switch {
	case n.Hosts && !s.Ws[at].Upper && !s.Is(at, word.Toward|word.Determiner) && !s.Has(word.Server): // "Storage: ten years by the law of Spain"
		return false
	case n.Hosts:
		s.PlacesIn(at, end, practice.StoreAbroad, m, message.States)
		return true
	case s.Transferred() || r.titleMood(title).Known || s.PlacesTo(at, end) == at:
		return false
	}
	end = s.PlacesTo(at, end)
	if up := r.aboutTable(b, -1); up.Known && !up.Denied || mention.ThirdTitle(&r.Reader, b) {
		m.Verb, m.Recipient = word.Share, b.Heading[len(b.Heading)-1]
		how := message.Hazy
		if up.Passes() {
			how = message.States
		}
		s.PlacesIn(at, end, practice.TransmitAbroad, m, how)
		return true
	}
	return false
}

// underPlaces reads a line without a verb under a heading that asks where data is: "Storage locations | Backups: servers
// in Japan".
func (r *reader) underPlaces(s *place.Sentence, b *document.Block) bool {
	if b.Kind != document.Item || len(b.Heading) == 0 || s.Lo > 0 {
		return false
	}
	n := r.column(b.Heading[len(b.Heading)-1])
	at := s.Label()
	if !n.Hosts || !n.Where || !s.Verbless(at, len(s.Ws)) || (at == 0 || s.PlacesTo(at, len(s.Ws)) == at) && !s.Has(word.Server) && !s.AnySense(word.HostNoun) {
		return false
	}
	s.PlacesIn(at, len(s.Ws), practice.StoreAbroad, grammar.Mood{Known: true, Party: grammar.FirstParty, At: -1, Verb: word.Store}, message.States)
	return true
}
