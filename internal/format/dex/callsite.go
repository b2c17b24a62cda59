package dex

// HandleKind is what a method handle does with its target.
type HandleKind uint16

// The kinds of method handles.
const (
	HandleStaticPut HandleKind = iota
	HandleStaticGet
	HandleInstancePut
	HandleInstanceGet
	HandleInvokeStatic
	HandleInvokeInstance
	HandleInvokeConstructor
	HandleInvokeDirect
	HandleInvokeInterface
)

// Invokes says that the target is a method rather than a field.
func (k HandleKind) Invokes() bool {
	return k >= HandleInvokeStatic && k <= HandleInvokeInterface
}

// MethodHandle is a row of the method handle table.
type MethodHandle struct {
	Kind   HandleKind
	Target uint32 // row of the field or method table
}

// MethodHandle returns row i of the method handle table.
func (f *File) MethodHandle(i uint32) MethodHandle {
	if uint64(i) >= uint64(len(f.methodHandles)/8) {
		return MethodHandle{0xffff, NoIndex}
	}
	b := f.methodHandles[int(i)*8:]
	return MethodHandle{HandleKind(u16(b, 0)), uint32(u16(b, 4))}
}

// CallSiteOff is the byte offset of the array of call site i, or 0.
func (f *File) CallSiteOff(i uint32) uint32 {
	if uint64(i) >= uint64(len(f.callSiteIDs)/4) {
		return 0
	}
	return u32(f.callSiteIDs, int(i)*4)
}

// CallSite is what an invoke-custom links to.
type CallSite struct {
	Handle uint32  // the bootstrap method: row of the method handle table
	Name   uint32  // string id of the method's name
	Type   uint32  // proto id of the method
	Args   []Value // further arguments of the bootstrap method
}

// CallSite reads call site i.
func (f *File) CallSite(i uint32) (CallSite, error) {
	cs, _, err := f.callSite(i)
	return cs, err
}

// callSite is CallSite, and says how many bytes it read.
func (f *File) callSite(i uint32) (cs CallSite, read int64, err error) {
	off := f.CallSiteOff(i)
	r := f.reader(off)
	if n := r; n.uleb() > MaxParams {
		return cs, 0, problemf("call site", uint64(off), "has more arguments than a method can take")
	}
	vs := r.array(0)
	read = int64(r.pos) - int64(off)
	if r.failed {
		return cs, read, problemf("call site", uint64(off), "is broken after %d arguments", len(vs))
	}
	if len(vs) < 3 || vs[0].Kind != ValueMethodHandle || vs[1].Kind != ValueString || vs[2].Kind != ValueMethodType {
		return cs, read, problemf("call site", uint64(off), "does not start with a method handle, a name and a type")
	}
	return CallSite{uint32(vs[0].Int), uint32(vs[1].Int), uint32(vs[2].Int), vs[3:]}, read, nil
}
