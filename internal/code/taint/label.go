package taint

import "github.com/avow-audit/avow/internal/code/index"

// label names a cell of an object.
type label uint32

type labelKind uint8

const (
	lField   labelKind = iota // a field of a class
	lElem                     // an element of an array or list with a known number
	lKey                      // an entry of a map, bundle or intent with a known key
	lAny                      // some element or entry
	lGiven                    // the element or entry whose key only the caller knows; id: the node of the key
	lSite                     // the entry asked for at a place under a name that is not known; id: the place
	lCell                     // a cell named by a model
	lContent                  // the data that an object of the platform carries
)

type labelRow struct {
	kind labelKind
	id   uint32
}

type labels struct {
	rows []labelRow
	at   map[labelRow]label
}

// The labels with fixed numbers.
const (
	content label = iota
	anyKey
)

func newLabels() labels {
	t := labels{at: map[labelRow]label{}}
	t.get(lContent, 0)
	t.get(lAny, 0)
	return t
}

func (t *labels) get(k labelKind, id uint32) label {
	r := labelRow{k, id}
	if l, ok := t.at[r]; ok {
		return l
	}
	l := label(len(t.rows))
	t.rows = append(t.rows, r)
	t.at[r] = l
	return l
}

// keyed reports whether a label is an element or entry.
func (t *labels) keyed(l label) bool {
	k := t.rows[l].kind
	return k == lElem || k == lKey || k == lAny || k == lGiven || k == lSite
}

// texts numbers strings of the analysis: constants and what they add up to.
type texts struct {
	all []string
	at  map[string]uint32
}

func (t *texts) id(s string) uint32 {
	if n, ok := t.at[s]; ok {
		return n
	}
	n := uint32(len(t.all))
	t.all = append(t.all, s)
	t.at[s] = n
	return n
}

// fieldLabel is the label of a field, whichever subclass the code names it by.
func (e *Engine) fieldLabel(f index.FieldID) label {
	if l := e.fieldLabels[f]; l != 0 {
		return l
	}
	class, name, typ := e.x.Field(f)
	def := f
	if uint32(e.h.Class(class)) == index.None {
		// Of the platform: models name it by name alone.
		l := e.cell(string(e.x.StringBytes(name)))
		e.fieldLabels[f] = l
		return l
	}
	for c := e.h.Class(class); uint32(c) != index.None; c = e.h.Class(e.x.Class(c).Super) {
		if d, ok := e.fieldIn(c, name, typ); ok {
			def = d
			break
		}
	}
	l := e.labels.get(lField, uint32(def))
	e.fieldLabels[f] = l
	return l
}

type fieldKey struct {
	class index.ClassID
	name  index.StringID
	typ   index.TypeID
}

// fieldIn finds a field that a class itself defines.
func (e *Engine) fieldIn(c index.ClassID, name index.StringID, typ index.TypeID) (index.FieldID, bool) {
	if !e.fieldsRead[c] {
		e.fieldsRead[c] = true
		for _, d := range e.x.FieldDefs(c) {
			if uint32(d.Field) == index.None {
				continue
			}
			_, n, t := e.x.Field(d.Field)
			e.fieldsOf[fieldKey{c, n, t}] = d.Field
		}
	}
	d, ok := e.fieldsOf[fieldKey{c, name, typ}]
	return d, ok
}

// fieldRule is the rule of a platform's field that holds data, or -1.
func (e *Engine) fieldRule(f index.FieldID) int {
	class, name, _ := e.x.Field(f)
	if uint32(e.h.Class(class)) != index.None {
		return -1
	}
	return e.rules.Field(e.x.TypeBytes(class), e.x.StringBytes(name))
}

// cell is the label of a cell that models name.
func (e *Engine) cell(name string) label { return e.labels.get(lCell, e.texts.id(name)) }
