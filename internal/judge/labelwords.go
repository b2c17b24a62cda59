package judge

import (
	"fmt"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
)

// typeWords names the type of the form and what is said of it: ` ("Precise
// location": collected, optional)`.
func (v *view) typeWords() string {
	list := v.label.declares
	if len(list) == 0 {
		list = v.label.holds
	}
	if len(list) == 0 {
		return ""
	}
	term := list[0].Term
	var marks []string
	for _, s := range list {
		if s.Term != term {
			continue
		}
		for _, m := range s.Label.Marks {
			if w := strings.ReplaceAll(string(m), "-", " "); m != message.Category && !slices.Contains(marks, w) {
				marks = append(marks, w)
			}
		}
	}
	if len(marks) == 0 {
		return fmt.Sprintf(" (%q)", clip(term, 60))
	}
	return fmt.Sprintf(" (%q: %s)", clip(term, 60), strings.Join(marks, ", "))
}

// labelWord names the label in a sentence.
func (v *view) labelWord() string {
	if v.label.Asks {
		return "a permission text"
	}
	return "the label"
}

// declaresWord is what it does to what it names.
func (v *view) declaresWord() string {
	if v.label.Asks {
		return "asks for"
	}
	return "declares"
}

// noWords says how the label says no.
func (v *view) noWords() string {
	switch {
	case len(v.label.denies) > 0:
		return "the label says that no data is collected"
	case len(v.label.omits) > 0:
		return fmt.Sprintf("the label does not declare it, though its form has a type for it (%q)", clip(v.label.omits[0].Term, 60))
	}
	return ""
}

// roomWords goes on with what the rules of the form leave out, where that may
// explain it.
func (v *view) roomWords() string {
	switch {
	case !v.label.SameApp:
		return "; it speaks of the publisher's app on another system"
	case v.label.OwnCode:
		return "; it need not cover what libraries do"
	case v.excepted():
		return "; it need not show what is kept no longer than a request takes"
	}
	return ""
}
