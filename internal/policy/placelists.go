package policy

import (
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

// Lists of countries that data goes to ("Your data is sent to: | Japan"), and of third parties with the country of
// each ("We share your data with: | Acme (Japan), for mails").

// placeItem reads an item of a list of countries: "Your data is kept in the following countries: | Acme: Japan".
func (r *reader) placeItem(s *place.Sentence, b *document.Block) bool {
	if b.Lead < 0 {
		return false
	}
	at := s.Label()
	end := s.PlacesTo(at, len(s.Ws))
	if end == at {
		return false
	}
	m := r.leadToPlaces(b.Lead)
	p, how := practice.TransmitAbroad, message.States
	switch {
	case m.Verb == word.Store:
		p = practice.StoreAbroad
	case m.Verb == word.Use:
		how = message.Hazy
	case !m.Verb.PassesOn():
		return false
	}
	if at > 0 && !s.AnyIn(0, at, word.You|word.Dweller) && s.Ws[at-1].Upper {
		m.Recipient = s.Text[s.Ws[0].Start:s.Ws[at-1].End]
	}
	s.PlacesIn(at, end, p, m, how)
	return true
}

// leadToPlaces is what a lead-in that ends before places says of data: "Your data is sent to:", "We keep data in the
// following countries:"; not "We have offices in:".
func (r *reader) leadToPlaces(block int) grammar.Mood {
	last := r.lastSentence(block)
	if last == nil {
		return grammar.Mood{}
	}
	s := &place.Sentence{Sentence: last}
	if !s.SpeaksOfData() && !s.Has(word.Server) || s.Any(word.You) || !s.EndsBeforePlaces() {
		return grammar.Mood{}
	}
	var m grammar.Mood
	for i := range s.Moods {
		if o := &s.Moods[i]; !o.ByUser && o.Mood.Known && !o.Mood.Idle && (m.Verb == 0 || m.Verb == word.Use) {
			switch k := o.Mood.Verb; {
			case k == word.Store, k.PassesOn(), k == word.Use && strings.HasPrefix(s.Ws[s.Verbs[i].Lo].Low, "process"):
				m = o.Mood
			}
		}
	}
	m.At = -1
	return m
}

// lastSentence is that of a block, parsed; nil if it is long for a lead-in.
func (r *reader) lastSentence(block int) *grammar.Sentence {
	text := r.Doc.Blocks[block].Text
	from := 0
	if cut := len(text) - mention.MaxHanging; cut > 0 { // every item asks
		from = cut + strings.IndexByte(text[cut:], ' ') + 1
	}
	ranges := prose.Sentences(text[from:])
	if len(ranges) == 0 || from > 0 && len(ranges) == 1 {
		return nil
	}
	last := ranges[len(ranges)-1]
	text = text[from+last.Start : from+last.End]
	if s := r.Alone(text); len(s.Ws) > 0 {
		return s
	}
	return nil
}

// placeOfFirm reads an item that names third parties and their countries under what says that such get data: "Acme (Japan),
// for mails", "Acme: located in Japan", "Acme, a mailer (servers in Japan)".
func (r *reader) placeOfFirm(s *place.Sentence, b *document.Block) {
	up := r.aboutTable(b, -1)
	if !up.Known || up.Denied || !s.Ws[0].Upper {
		return
	}
	m := grammar.Mood{Known: true, Party: grammar.FirstParty, At: -1, Verb: word.Share, Cond: up.Cond, Why: up.Why}
	how := message.Hazy
	if up.Passes() {
		how = message.States
	}
	first := s.NameEnd(0)
	for n := 0; n < len(s.Places) && s.Places[n].Lo < maxFirms; n++ {
		h := s.Places[n]
		if s.Adjective(h) || s.NoPlace(h) || h.Lo < first {
			continue
		}
		d := place.Destination{Lo: h.Lo, Hi: h.Hi, Country: r.Tables.Places.Entries[h.Entry].Name}
		open, end := s.BracketOf(h.Lo)
		switch {
		case open >= 0 && s.HostIn(open, end):
			kept := m
			kept.Verb, kept.Recipient = word.Store, s.Text[s.Ws[0].Start:s.Ws[first-1].End]
			s.Place(d, practice.StoreAbroad, kept, message.States)
		case open > 0 && s.Ws[open-1].Upper && s.SeatIn(open, end):
			if m.Recipient = s.NameBefore(open); open == first {
				m.Recipient = s.Text[s.Ws[0].Start:s.Ws[first-1].End]
			}
			s.Place(d, practice.TransmitAbroad, m, how)
		case open < 0 && s.Is(first, word.Seated) && s.Destined(h.Lo) && s.OnlyPlaces(first+2, h.Lo):
			m.Recipient = s.Text[s.Ws[0].Start:s.Ws[first-1].End]
			s.Place(d, practice.TransmitAbroad, m, how)
		}
	}
}

const maxFirms = 60 // words of an item that lists firms
