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
			x.linkProblem(row, "class %s is defined a second time; the first, in dex %d, counts", x.TypeName(row.typ), x.classes[first].dex)
			continue
		}
		x.classOf[row.typ] = ClassID(c)
		for d := row.def; d < x.classes[c+1].def; d++ {
			m := x.defs[d].method
			switch {
			case m == MethodID(None):
				x.linkProblem(row, "class %s defines a method that is not in the method table", x.TypeName(row.typ))
			case x.methods[m].class != row.typ:
				x.linkProblem(row, "class %s defines a method of another class, %s", x.TypeName(row.typ), x.MethodName(m))
			case x.defOf[m] != DefID(None):
				x.linkProblem(row, "method %s is defined a second time; the first counts", x.MethodName(m))
			default:
				x.defOf[m] = DefID(d)
			}
		}
	}
	x.cutCycles()
}

func (x *Index) linkProblem(row *classRow, format string, args ...any) {
	off := int64(x.files[row.dex].Header.Classes.Off) + 32*int64(row.row)
	x.linkProblems = append(x.linkProblems, Problem{int(row.dex),
		dex.Problem{Where: "class defs", Offset: off, Msg: fmt.Sprintf(format, args...)}})
}
