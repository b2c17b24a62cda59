package taint

import (
	"strings"

	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/code/model"
	"github.com/avow-audit/avow/internal/code/platform"
)

// callee is what is known of a method by its name, whoever calls it.
type callee struct {
	class  index.TypeID
	name   index.StringID
	text   []byte // the name
	proto  index.ProtoID
	params []index.TypeID
	result index.TypeID
	source int          // rule, or -1
	sink   int          // rule, or -1
	bodied bool         // the class that the sink's rule names has its code in the app
	secret int          // rule, or -1
	model  *model.Model // of the named class, nil if none
	init   bool         // a constructor
	own    bool         // the named class is the app's
	value  bool         // the result is a number or string
	object bool         // the result is another object
}

// callee looks a method up once.
func (e *Engine) callee(m index.MethodID) *callee {
	if c := e.callees[m]; c != nil {
		return c
	}
	c := &callee{source: -1, sink: -1, secret: -1}
	c.class, c.name, c.proto = e.x.Method(m)
	c.result, c.params = e.x.Proto(c.proto)
	name := e.x.StringBytes(c.name)
	c.text = name
	c.init = string(name) == "<init>"
	c.own = uint32(e.inside(c.class)) != index.None
	c.value, c.object = e.resultOf(c.result)
	sig := func() string { return e.signature(c.params) }
	c.model = e.modelFor(c.class, name, c.params)
	e.above(c.class, func(desc []byte) bool {
		if c.source < 0 {
			c.source = e.rules.Source(desc, name, sig)
		}
		if c.secret < 0 {
			c.secret = e.rules.Secret(desc, name)
		}
		if c.sink < 0 {
			if c.sink = e.rules.Sink(desc, name, sig); c.sink >= 0 {
				c.bodied = uint32(e.inside(e.x.LookupType(string(desc)))) != index.None
			}
		}
		return c.source < 0 && c.sink < 0
	})
	e.callees[m] = c
	return c
}

// signature writes parameters as Java does.
func (e *Engine) signature(params []index.TypeID) string {
	s := "("
	for i, t := range params {
		if i > 0 {
			s += ","
		}
		s += dotted(e.x.TypeName(t))
	}
	return s + ")"
}

var primitives = map[string]string{"Z": "boolean", "B": "byte", "S": "short", "C": "char", "I": "int", "J": "long", "F": "float", "D": "double"}

func dotted(desc string) string {
	dims := 0
	for strings.HasPrefix(desc, "[") {
		desc = desc[1:]
		dims++
	}
	if p := primitives[desc]; p != "" {
		desc = p
	} else {
		desc = javaName(desc)
	}
	return desc + strings.Repeat("[]", dims)
}

// resultOf tells values, whose identity says nothing, from objects.
func (e *Engine) resultOf(t index.TypeID) (value, object bool) {
	b := e.x.TypeBytes(t)
	if len(b) == 0 || b[0] == 'V' {
		return false, false
	}
	if len(b) == 1 || valueTypes[string(b)] {
		return true, false
	}
	return false, true
}

var valueTypes = map[string]bool{
	"Ljava/lang/String;": true, "Ljava/lang/Integer;": true, "Ljava/lang/Long;": true, "Ljava/lang/Double;": true, "Ljava/lang/Float;": true,
	"Ljava/lang/Boolean;": true, "Ljava/lang/Character;": true, "Ljava/lang/Short;": true, "Ljava/lang/Byte;": true, "Ljava/lang/CharSequence;": true,
	"Ljava/lang/Number;": true,
}

// above calls do for a type and what is above it, nearest first, until do
// returns false.
func (e *Engine) above(t index.TypeID, do func(desc []byte) bool) {
	// One level of the hierarchy after the other: List comes before the
	// Collection that an abstract super class names.
	var own []index.TypeID
	var plat []platform.Class
	seenOwn, seenPlat := map[index.TypeID]bool{}, map[platform.Class]bool{}
	add := func(t index.TypeID) {
		if uint32(t) == index.None || seenOwn[t] {
			return
		}
		seenOwn[t] = true
		own = append(own, t)
	}
	addPlat := func(c platform.Class) {
		if !seenPlat[c] {
			seenPlat[c] = true
			plat = append(plat, c)
		}
	}
	add(t)
	for len(own)+len(plat) > 0 {
		level, plats := own, plat
		own, plat = nil, nil
		for _, t := range level {
			b := e.x.TypeBytes(t)
			if c := e.h.Class(t); uint32(c) != index.None {
				if !do(b) {
					return
				}
				e.h.Supers(c, add)
			} else if c, ok := platform.Lookup(b); ok {
				if !seenPlat[c] {
					seenPlat[c] = true
					plats = append(plats, c)
				}
			} else if !do(b) {
				return
			}
		}
		for _, c := range plats {
			if !do(c.Name()) {
				return
			}
			if s, ok := c.Super(); ok {
				addPlat(s)
			}
			for i := range c.Interfaces() {
				addPlat(i)
			}
		}
	}
}

// modelFor finds the nearest model of a method.
func (e *Engine) modelFor(t index.TypeID, name []byte, params []index.TypeID) *model.Model {
	var found *model.Model
	spell := func() []string {
		out := make([]string, len(params))
		for i, p := range params {
			out[i] = e.x.TypeName(p)
		}
		return out
	}
	e.above(t, func(desc []byte) bool {
		if c := e.models.Class(desc); c != nil {
			found = c.Method(name, spell, len(params))
		}
		return found == nil && string(name) != "<init>" // constructors are not inherited
	})
	return found
}
