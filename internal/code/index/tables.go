package index

import "github.com/avow-audit/avow/internal/format/dex"

// The sizes of the app's tables.
func (x *Index) NumStrings() int { return len(x.strings) }
func (x *Index) NumTypes() int   { return len(x.types) }
func (x *Index) NumProtos() int  { return len(x.protos) }
func (x *Index) NumFields() int  { return len(x.fields) }
func (x *Index) NumMethods() int { return len(x.methods) }
func (x *Index) NumClasses() int { return len(x.classes) - 1 }
func (x *Index) NumDefs() int    { return len(x.defs) - 1 }

// NumInsns is the number of instructions scanned, payloads included.
func (x *Index) NumInsns() uint64 { return x.insns }

// Files are the dex files given to [New].
func (x *Index) Files() []*dex.File { return x.files }

// StringBytes returns a string in modified UTF-8. It is part of the dex file.
func (x *Index) StringBytes(s StringID) []byte {
	if uint64(s) >= uint64(len(x.strings)) {
		return nil
	}
	p := x.strings[s]
	return x.files[p.dex].Bytes(p.off, p.len)
}

// TypeBytes returns a type's descriptor, such as "Ljava/lang/String;", in
// modified UTF-8.
func (x *Index) TypeBytes(t TypeID) []byte {
	if uint64(t) >= uint64(len(x.types)) {
		return nil
	}
	return x.StringBytes(x.types[t])
}

// TypeName returns a type's descriptor.
func (x *Index) TypeName(t TypeID) string { return dex.DecodeMUTF8(x.TypeBytes(t)) }

// TypeOfString is the type whose descriptor is the string, or None.
func (x *Index) TypeOfString(s StringID) TypeID { return x.typeOf[s] }

// Method returns the parts of a method's name.
func (x *Index) Method(m MethodID) (class TypeID, name StringID, proto ProtoID) {
	r := x.methods[m]
	return r.class, r.name, r.proto
}

// Field returns the parts of a field's name.
func (x *Index) Field(f FieldID) (class TypeID, name StringID, typ TypeID) {
	r := x.fields[f]
	return r.class, r.name, r.typ
}

// Proto returns a proto's result and parameters. The slice is part of the index.
func (x *Index) Proto(p ProtoID) (result TypeID, params []TypeID) {
	if uint64(p) >= uint64(len(x.protos)) {
		return TypeID(None), nil
	}
	end := uint32(len(x.params))
	if int(p)+1 < len(x.protos) {
		end = x.protos[p+1].params
	}
	return x.protos[p].result, x.params[x.protos[p].params:end]
}

// MethodName returns a method's full name: "Lcom/example/A;->run(I)V".
func (x *Index) MethodName(m MethodID) string {
	if uint64(m) >= uint64(len(x.methods)) {
		return "<method?>"
	}
	r := x.methods[m]
	b := append([]byte(nil), x.TypeBytes(r.class)...)
	b = append(b, "->"...)
	b = append(b, x.StringBytes(r.name)...)
	b = append(b, '(')
	result, params := x.Proto(r.proto)
	for _, t := range params {
		b = append(b, x.TypeBytes(t)...)
	}
	b = append(b, ')')
	return dex.DecodeMUTF8(append(b, x.TypeBytes(result)...))
}

// FieldName returns a field's full name: "Lcom/example/A;->count:I".
func (x *Index) FieldName(f FieldID) string {
	if uint64(f) >= uint64(len(x.fields)) {
		return "<field?>"
	}
	r := x.fields[f]
	b := append([]byte(nil), x.TypeBytes(r.class)...)
	b = append(b, "->"...)
	b = append(b, x.StringBytes(r.name)...)
	b = append(b, ':')
	return dex.DecodeMUTF8(append(b, x.TypeBytes(r.typ)...))
}

// Class is a class definition.
type Class struct {
	Dex      int    // which of the files
	Row      uint32 // of the file's class table
	Type     TypeID
	Super    TypeID // None for java.lang.Object, and where the hierarchy would run in a circle
	Access   uint32
	Shadowed bool // an earlier class of the same name is loaded instead
}

// Class returns class definition c.
func (x *Index) Class(c ClassID) Class {
	r := &x.classes[c]
	return Class{int(r.dex), r.row, r.typ, r.super, r.access, r.typ == TypeID(None) || x.classOf[r.typ] != c}
}

// Interfaces returns the types that a class says it implements, None where one
// is not there or would make the hierarchy run in a circle. The slice is part of
// the index.
func (x *Index) Interfaces(c ClassID) []TypeID {
	return x.ifaces[x.classes[c].iface:x.classes[c+1].iface]
}

// ClassDefs returns the range of a class's methods, direct ones first.
func (x *Index) ClassDefs(c ClassID) (lo, hi DefID) {
	return DefID(x.classes[c].def), DefID(x.classes[c+1].def)
}

// ClassOf is the definition of a type that Android would load, or None for a
// type that the app does not define.
func (x *Index) ClassOf(t TypeID) ClassID {
	if uint64(t) >= uint64(len(x.classOf)) {
		return ClassID(None)
	}
	return x.classOf[t]
}

// DefOf is the definition of a method in its own class, or None.
func (x *Index) DefOf(m MethodID) DefID {
	if uint64(m) >= uint64(len(x.defOf)) {
		return DefID(None)
	}
	return x.defOf[m]
}

// Declares returns the method that a class itself defines under a name and
// proto, whatever class the name's user wrote, or None.
func (x *Index) Declares(c ClassID, name StringID, proto ProtoID) DefID {
	lo, hi := x.ClassDefs(c)
	for d := lo; d < hi; d++ {
		if m := x.defs[d].method; m != MethodID(None) && x.methods[m].name == name && x.methods[m].proto == proto {
			return d
		}
	}
	return DefID(None)
}

// Def is a method definition.
type Def struct {
	Method  MethodID
	Class   ClassID
	Access  uint32
	CodeOff uint32 // for [dex.File.Code] of the class's file; 0 without code
	Virtual bool   // subject to overriding
}

// Def returns method definition d.
func (x *Index) Def(d DefID) Def {
	r := &x.defs[d]
	return Def{r.method, r.class, r.access &^ accVirtual, r.code, r.access&accVirtual != 0}
}

// File is the dex file that holds a method definition.
func (x *Index) File(d DefID) *dex.File { return x.files[x.classes[x.defs[d].class].dex] }

// Code reads the body of a method. It fails for a method without one.
func (x *Index) Code(d DefID) (dex.Code, error) { return x.File(d).Code(x.defs[d].code) }

// Subclasses returns the classes, as [ClassID]s, that name a type as their
// super class or as an interface: one step down the hierarchy. The slice is
// part of the index.
func (x *Index) Subclasses(t TypeID) []uint32 {
	if uint64(t) >= uint64(len(x.types)) {
		return nil
	}
	x.subsOnce.Do(x.makeSubclasses)
	return x.subs.list(uint32(t))
}

func (x *Index) makeSubclasses() {
	// One item for each class's super and each interface.
	type edge struct {
		to    TypeID
		class ClassID
	}
	edges := make([]edge, 0, x.NumClasses()+len(x.ifaces))
	for c := range x.NumClasses() {
		id := ClassID(c)
		if x.Class(id).Shadowed {
			continue
		}
		if s := x.classes[c].super; s != TypeID(None) {
			edges = append(edges, edge{s, id})
		}
		for _, t := range x.Interfaces(id) {
			if t != TypeID(None) {
				edges = append(edges, edge{t, id})
			}
		}
	}
	x.subs = newCSR(len(x.types), len(edges), func(i uint32) uint32 { return uint32(edges[i].to) })
	for i, e := range x.subs.items {
		x.subs.items[i] = uint32(edges[e].class)
	}
}
