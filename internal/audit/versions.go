package audit

import (
	"context"
	"errors"

	"github.com/avow-audit/avow/internal/policy/change"
)

// Versions reads the two policies of c, the older first, and says which
// statements changed. One that cannot be read at all is an *InputError; one that
// is no policy gives an Unknown in its version.
func Versions(ctx context.Context, c Case) (*change.Versions, error) {
	if len(c.Policies) != 2 {
		return nil, errors.New("two versions of a policy are compared")
	}
	docs, err := readEach(ctx, c)
	if err != nil {
		return nil, err
	}
	if err := keep(docs, c); err != nil {
		return nil, err
	}
	v := &change.Versions{Old: version(docs[0]), New: version(docs[1])}
	v.Changes, v.Same = change.Between(docs[0].result.Statements, docs[1].result.Statements)
	return v, nil
}

func version(d document) change.Version {
	return change.Version{Input: d.input, Effective: d.result.Document.Effective, Unknowns: d.result.Unknowns}
}
