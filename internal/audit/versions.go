package audit

import "github.com/avow-audit/avow/internal/policy/change"

// Versions reads two versions of a policy and says which statements changed. A
// file that cannot be read at all is an *InputError; one that is no policy
// gives an Unknown in its version.
func Versions(old, new string) (*change.Versions, error) {
	a, err := readPolicy(old)
	if err != nil {
		return nil, &InputError{File: old, Err: err}
	}
	b, err := readPolicy(new)
	if err != nil {
		return nil, &InputError{File: new, Err: err}
	}
	v := &change.Versions{Old: version(a), New: version(b)}
	v.Changes, v.Same = change.Between(a.result.Statements, b.result.Statements)
	return v, nil
}

func version(d document) change.Version {
	return change.Version{Input: d.input, Effective: d.result.Document.Effective, Unknowns: d.result.Unknowns}
}
