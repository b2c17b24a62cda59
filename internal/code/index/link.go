package index

import (
	"fmt"

	"github.com/avow-audit/avow/internal/format/dex"
)

// link finds the definition of each type and each method, and makes sure that
// the hierarchy has no cycles.
func (x *Index) link() {
	x.classOf = make([]ClassID, len(x.types))
	for i := range x.classOf {
		x.classOf[i] = ClassID(None)
	}
	x.defOf = make([]DefID, len(x.methods))
	for i := range x.defOf {
		x.defOf[i] = DefID(None)
	}
	for c := range x.NumClasses() {
		row := &x.classes[c]
		if row.typ == TypeID(None) {
			x.linkProblem(row, "class %d has no name", row.row)
			continue
		}
		if first := x.classOf[row.typ]; first != ClassID(None) {
			x.linkProblem(row, shadowClass, typeName{x, row.typ}, x.classes[first].dex)
			continue
		}
		x.classOf[row.typ] = ClassID(c)
		for d := row.def; d < x.classes[c+1].def; d++ {
			m := x.defs[d].method
			switch {
			case m == MethodID(None):
				x.linkProblem(row, "class %s defines a method that is not in the method table", typeName{x, row.typ})
			case x.methods[m].class != row.typ:
				x.linkProblem(row, "class %s defines a method of another class, %s", typeName{x, row.typ}, methodName{x, m})
			case x.defOf[m] != DefID(None):
				x.linkProblem(row, shadowMethod, methodName{x, m})
			default:
				x.defOf[m] = DefID(d)
			}
		}
	}
	x.cutCycles()
}

// Patterns of the problems that hide nothing.
const (
	shadowClass  = "class %s is defined a second time; the first, in dex %d, counts"
	shadowMethod = "method %s is defined a second time; the first counts"
)

// linkProblem notes a problem of a class. Alike ones of one file are counted
// on the first: a package that holds its code twice has as many as classes.
func (x *Index) linkProblem(row *classRow, format string, args ...any) {
	key := linkKey{row.dex, format}
	if i, ok := x.linkFirst[key]; ok {
		x.linkProblems[i].Count++
		return
	}
	if x.linkFirst == nil {
		x.linkFirst = map[linkKey]int{}
	}
	x.linkFirst[key] = len(x.linkProblems)
	off := int64(x.files[row.dex].Header.Classes.Off) + 32*int64(row.row)
	x.linkProblems = append(x.linkProblems, Problem{
		Dex: int(row.dex), Count: 1, Shadow: format == shadowClass || format == shadowMethod,
		Problem: dex.Problem{Where: "class defs", Offset: off, Msg: fmt.Sprintf(format, args...)},
	})
}

type linkKey struct {
	dex    uint32
	format string
}

// typeName and methodName put off spelling a name until it is printed.
type (
	typeName struct {
		x *Index
		t TypeID
	}
	methodName struct {
		x *Index
		m MethodID
	}
)

func (n typeName) String() string   { return n.x.TypeName(n.t) }
func (n methodName) String() string { return n.x.MethodName(n.m) }
