package scan

import (
	"fmt"

	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/trace"
)

// noBody is the kind of an Unknown for native methods that no library of the
// package has a body for.
const noBody = "native-method"

// natives names the classes of the app's own code with native methods whose body
// was not found, though an entry point leads to them. Where a library registers
// methods on its own, the body may be in it: then code of the package was not
// followed. Else it is in none of the files.
func (j *joined) natives() []message.Unknown {
	if j.trace == nil {
		return nil
	}
	kind, why := noBody, "no library of the package has a body for them"
	for _, l := range j.found.calls {
		if l.OnLoad {
			kind, why = message.Reflection, fmt.Sprintf("no library has a body for them under a name that tells so; %s may register some when it is loaded", l.File)
			break
		}
	}
	c := &j.found.code
	var out []message.Unknown
	last := index.ClassID(index.None)
	for _, n := range j.trace.Natives {
		if n.Binding != trace.Unbound || !j.trace.Reach.Reached(n.Def) {
			continue
		}
		class := c.x.Def(n.Def).Class
		if class == last {
			out[len(out)-1].Count++
			continue
		}
		name := c.x.TypeName(c.x.Class(class).Type)
		if o := j.originOf(name); o != message.OriginApp && o != message.OriginUnsure {
			continue
		}
		last = class
		at := c.defPlace(n.Def)
		out = append(out, message.Unknown{
			Kind: kind, Side: message.SideApp, Where: at, Count: 1,
			Reason: fmt.Sprintf("The native methods of %s were not followed: %s.", at.Class, why),
		})
	}
	return out
}

// countNatives says where the bodies of native methods are.
func (j *joined) countNatives(inv *message.Inventory) {
	if j.trace == nil {
		return
	}
	for _, n := range j.trace.Natives {
		inv.Code.Native++
		switch n.Binding {
		case trace.Exported:
			inv.Code.NativeExported++
		case trace.Registered:
			inv.Code.NativeRegistered++
		}
	}
}
