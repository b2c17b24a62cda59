package audit

import (
	"context"
	"errors"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/change"
)

// Versions reads the two policies of c, the older first, and says which
// statements changed. One that cannot be read at all is an *InputError; one that
// is no policy gives an Unknown in its version.
func Versions(ctx context.Context, c Case) (*change.Versions, error) {
	if len(c.Policies) != 2 {
		return nil, errors.New("two versions of a policy are compared")
	}
	c.Goal = Statements // so that labels are read as such
	docs, err := readEach(ctx, c)
	if err != nil {
		return nil, err
	}
	if err := keep(docs, c); err != nil {
		return nil, err
	}
	a, b := docs[0], docs[1]
	if (a.label == nil) != (b.label == nil) {
		return nil, &InputError{File: b.input.Name, Err: errors.New("one of the two is a policy, the other a label or form: give two versions of one")}
	}
	if a.label != nil && a.label.Form.Speaks != b.label.Form.Speaks {
		return nil, &InputError{File: b.input.Name, Err: errors.New("one of the two declares for Android, the other for iOS: give two versions of one")}
	}
	return change.Compare(version(a), version(b), a.statements(), b.statements()), nil
}

func version(d document) change.Version {
	if d.label != nil {
		return change.Version{Input: d.input, Unknowns: d.label.Unknowns}
	}
	return change.Version{Input: d.input, Effective: d.result.Document.Effective, Unread: !readable(d.result), Unknowns: d.result.Unknowns}
}

func (d *document) statements() []message.Statement {
	if d.label != nil {
		return d.label.Statements
	}
	return d.result.Statements
}
