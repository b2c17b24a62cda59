package dex

// Access flags, of classes, fields and methods.
const (
	AccPublic       = 0x1
	AccPrivate      = 0x2
	AccProtected    = 0x4
	AccStatic       = 0x8
	AccFinal        = 0x10
	AccSynchronized = 0x20
	AccBridge       = 0x40 // of methods
	AccVarargs      = 0x80 // of methods
	AccVolatile     = 0x40 // of fields
	AccTransient    = 0x80 // of fields
	AccNative       = 0x100
	AccInterface    = 0x200
	AccAbstract     = 0x400
	AccSynthetic    = 0x1000
	AccAnnotation   = 0x2000
	AccEnum         = 0x4000
	AccConstructor  = 0x10000
)

// ClassDef is a row of the class table. Offsets are 0 where there is nothing.
type ClassDef struct {
	Type           uint32 // type id
	Access         uint32
	Super          uint32 // type id, or NoIndex
	InterfacesOff  uint32 // for [File.TypeList]
	Source         uint32 // string id of the source file's name, or NoIndex
	AnnotationsOff uint32 // for [File.Annotations]
	DataOff        uint32 // for [File.Members]
	ValuesOff      uint32 // for [File.StaticValues]
}

// Class returns row i of the class table.
func (f *File) Class(i uint32) ClassDef {
	if uint64(i) >= uint64(len(f.classDefs)/32) {
		return ClassDef{Type: NoIndex, Super: NoIndex, Source: NoIndex}
	}
	b := f.classDefs[int(i)*32 : int(i)*32+32]
	d := ClassDef{
		Type: uint32(u16(b, 0)), Access: u32(b, 4), Super: uint32(u16(b, 8)), InterfacesOff: u32(b, 12),
		Source: u32(b, 16), AnnotationsOff: u32(b, 20), DataOff: u32(b, 24), ValuesOff: u32(b, 28),
	}
	if d.Super == 0xffff { // absent type ids are stored in 16 bits, as Android reads them
		d.Super = NoIndex
	}
	return d
}

// FieldDef is a field that a class defines.
type FieldDef struct {
	Field  uint32 // row of the field table
	Access uint32
	Static bool      // listed among the static fields
	Hidden HiddenAPI // only in a walk of [File.ClassMembers]
}

// MethodDef is a method that a class defines.
type MethodDef struct {
	Method  uint32 // row of the method table
	Access  uint32
	CodeOff uint32    // for [File.Code]; 0 for abstract and native methods
	Virtual bool      // listed among the virtual methods
	Hidden  HiddenAPI // only in a walk of [File.ClassMembers]
}

// Members walks the fields and methods of one class, in the order of the file:
// static fields, instance fields, direct methods, virtual methods.
type Members struct {
	StaticFields, InstanceFields, DirectMethods, VirtualMethods uint32

	r, hidden             reader
	start                 uint64
	fieldsRead, methsRead uint64
	index                 uint32
}

// Members starts a walk at a class's DataOff. With no members, or none that can
// be read, the walk is empty.
func (f *File) Members(off uint32) Members {
	if off == 0 {
		return Members{}
	}
	m := Members{r: f.reader(off), start: uint64(off)}
	m.StaticFields, m.InstanceFields = m.r.uleb(), m.r.uleb()
	m.DirectMethods, m.VirtualMethods = m.r.uleb(), m.r.uleb()
	return m
}

// NextField returns the next field, and false after the last.
func (m *Members) NextField() (FieldDef, bool) {
	total := uint64(m.StaticFields) + uint64(m.InstanceFields)
	if m.r.failed || m.fieldsRead >= total {
		return FieldDef{}, false
	}
	if m.fieldsRead == uint64(m.StaticFields) {
		m.index = 0 // each of the lists counts from nought
	}
	m.index += m.r.uleb()
	d := FieldDef{Field: m.index, Access: m.r.uleb(), Static: m.fieldsRead < uint64(m.StaticFields), Hidden: m.hiddenFlags()}
	m.fieldsRead++
	return d, !m.r.failed
}

// NextMethod returns the next method, and false after the last. Fields that
// were not asked for are passed over.
func (m *Members) NextMethod() (MethodDef, bool) {
	for {
		if _, ok := m.NextField(); !ok {
			break
		}
	}
	total := uint64(m.DirectMethods) + uint64(m.VirtualMethods)
	if m.r.failed || m.methsRead >= total {
		return MethodDef{}, false
	}
	if m.methsRead == 0 || m.methsRead == uint64(m.DirectMethods) {
		m.index = 0
	}
	m.index += m.r.uleb()
	d := MethodDef{Method: m.index, Access: m.r.uleb(), CodeOff: m.r.uleb(), Virtual: m.methsRead >= uint64(m.DirectMethods), Hidden: m.hiddenFlags()}
	m.methsRead++
	return d, !m.r.failed
}

// Pos is the byte offset that the walk has reached.
func (m *Members) Pos() uint64 { return m.r.pos }

// Err says whether the lists run out of the file.
func (m *Members) Err() error {
	if !m.r.failed {
		if m.hidden.failed {
			return problemf("class data", m.start, "the hidden-API flags of its members run out of the file")
		}
		return nil
	}
	return problemf("class data", m.start, "lists %d members, but the file ends after %d",
		uint64(m.StaticFields)+uint64(m.InstanceFields)+uint64(m.DirectMethods)+uint64(m.VirtualMethods),
		m.fieldsRead+m.methsRead)
}
