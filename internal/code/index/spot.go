package index

import "github.com/avow-audit/avow/internal/format/dex"

// FindTypes returns the types whose descriptor, in modified UTF-8, match
// accepts. No code is looked at.
func (x *Index) FindTypes(match func(descriptor []byte) bool) []TypeID {
	var out []TypeID
	for t := range x.types {
		if match(x.TypeBytes(TypeID(t))) {
			out = append(out, TypeID(t))
		}
	}
	return out
}

// FindStrings returns the strings, in modified UTF-8, that match accepts. Names
// of types and members are strings too: [Index.StringUsers] tells which ones
// code loads.
func (x *Index) FindStrings(match func(s []byte) bool) []StringID {
	var out []StringID
	for s := range x.strings {
		if match(x.StringBytes(StringID(s))) {
			out = append(out, StringID(s))
		}
	}
	return out
}

// FindMethods returns the methods whose class and name match accepts, both in
// modified UTF-8. It looks at names alone: at each method that the app defines
// or calls, once, however often it is called.
func (x *Index) FindMethods(match func(class, name []byte) bool) []MethodID {
	var out []MethodID
	for m, r := range x.methods {
		if match(x.TypeBytes(r.class), x.StringBytes(r.name)) {
			out = append(out, MethodID(m))
		}
	}
	return out
}

// FindFields returns the fields whose class and name match accepts.
func (x *Index) FindFields(match func(class, name []byte) bool) []FieldID {
	var out []FieldID
	for f, r := range x.fields {
		if match(x.TypeBytes(r.class), x.StringBytes(r.name)) {
			out = append(out, FieldID(f))
		}
	}
	return out
}

// LookupType returns the type with a descriptor, or None.
func (x *Index) LookupType(descriptor string) TypeID {
	for t := range x.types {
		if string(x.TypeBytes(TypeID(t))) == descriptor {
			return TypeID(t)
		}
	}
	return TypeID(None)
}

// MethodsOf returns the methods that the app names in a class, in the order of
// their numbers.
func (x *Index) MethodsOf(class TypeID) []uint32 {
	if uint64(class) >= uint64(len(x.types)) {
		return nil
	}
	x.membersOnce.Do(func() {
		x.members = newCSR(len(x.types), len(x.methods), func(m uint32) uint32 { return uint32(x.methods[m].class) })
	})
	return x.members.list(uint32(class))
}

// Natives returns the methods whose body is in a native library.
func (x *Index) Natives() []DefID {
	var out []DefID
	for d := range x.NumDefs() {
		if x.defs[d].access&dex.AccNative != 0 {
			out = append(out, DefID(d))
		}
	}
	return out
}

// Escape is a way by which code is reached or loaded that no dex file shows.
type Escape string

// The escapes.
const (
	Reflects   Escape = "reflects"    // finds or calls members by name
	LoadsClass Escape = "loads-class" // finds classes by name, or in files
	LoadsCode  Escape = "loads-code"  // makes a class loader over other dex files
	LoadsLib   Escape = "loads-lib"   // loads a native library
	CallsOut   Escape = "calls-out"   // runs another program
)

// escapes names the methods of the platform that open an escape. An empty name
// stands for every method of the class.
var escapes = []struct {
	class, name string
	escape      Escape
}{
	{"Ljava/lang/Class;", "forName", LoadsClass},
	{"Ljava/lang/Class;", "getMethod", Reflects},
	{"Ljava/lang/Class;", "getMethods", Reflects},
	{"Ljava/lang/Class;", "getDeclaredMethod", Reflects},
	{"Ljava/lang/Class;", "getDeclaredMethods", Reflects},
	{"Ljava/lang/Class;", "getField", Reflects},
	{"Ljava/lang/Class;", "getFields", Reflects},
	{"Ljava/lang/Class;", "getDeclaredField", Reflects},
	{"Ljava/lang/Class;", "getDeclaredFields", Reflects},
	{"Ljava/lang/Class;", "getConstructor", Reflects},
	{"Ljava/lang/Class;", "getConstructors", Reflects},
	{"Ljava/lang/Class;", "getDeclaredConstructor", Reflects},
	{"Ljava/lang/Class;", "getDeclaredConstructors", Reflects},
	{"Ljava/lang/Class;", "newInstance", Reflects},
	{"Ljava/lang/reflect/Method;", "invoke", Reflects},
	{"Ljava/lang/reflect/Constructor;", "newInstance", Reflects},
	{"Ljava/lang/reflect/Proxy;", "newProxyInstance", Reflects},
	{"Ljava/lang/reflect/Field;", "get", Reflects},
	{"Ljava/lang/reflect/Field;", "set", Reflects},
	{"Ljava/lang/invoke/MethodHandles$Lookup;", "", Reflects},
	{"Ljava/lang/ClassLoader;", "loadClass", LoadsClass},
	{"Ljava/lang/ClassLoader;", "findClass", LoadsClass},
	{"Ljava/lang/ClassLoader;", "defineClass", LoadsCode},
	{"Ldalvik/system/DexClassLoader;", "", LoadsCode},
	{"Ldalvik/system/PathClassLoader;", "", LoadsCode},
	{"Ldalvik/system/BaseDexClassLoader;", "", LoadsCode},
	{"Ldalvik/system/DelegateLastClassLoader;", "", LoadsCode},
	{"Ldalvik/system/InMemoryDexClassLoader;", "", LoadsCode},
	{"Ldalvik/system/DexFile;", "", LoadsCode},
	{"Ljava/lang/System;", "load", LoadsLib},
	{"Ljava/lang/System;", "loadLibrary", LoadsLib},
	{"Ljava/lang/Runtime;", "load", LoadsLib},
	{"Ljava/lang/Runtime;", "loadLibrary", LoadsLib},
	{"Ljava/lang/Runtime;", "exec", CallsOut},
	{"Ljava/lang/ProcessBuilder;", "start", CallsOut},
}

// EscapeMethod is a method of the platform that opens an escape. Its users are
// [Index.Callers].
type EscapeMethod struct {
	Method MethodID
	Escape Escape
}

// Escapes returns the methods named in the app that reach code which no dex
// file shows, in the order of their numbers.
func (x *Index) Escapes() []EscapeMethod {
	byClass := map[string]int{}
	for i, e := range escapes {
		if _, ok := byClass[e.class]; !ok {
			byClass[e.class] = i // rows of one class stand together
		}
	}
	rows := make([]int, len(x.types))
	for t := range x.types {
		rows[t] = -1
		if i, ok := byClass[string(x.TypeBytes(TypeID(t)))]; ok {
			rows[t] = i
		}
	}
	var out []EscapeMethod
	for m, r := range x.methods {
		if r.class == TypeID(None) || rows[r.class] < 0 {
			continue
		}
		name := x.StringBytes(r.name)
		for i := rows[r.class]; i < len(escapes) && escapes[i].class == escapes[rows[r.class]].class; i++ {
			if escapes[i].name == "" || escapes[i].name == string(name) {
				out = append(out, EscapeMethod{MethodID(m), escapes[i].escape})
				break
			}
		}
	}
	return out
}
