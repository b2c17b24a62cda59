package change

import (
	"encoding/json"
	"io"

	"github.com/avow-audit/avow/internal/message"
)

// Versions are two versions of a policy, compared.
type Versions struct {
	Old, New Version
	Answers  []Answer
	Changes  []Change
	Same     int // statements that stand in both
}

// Compare compares what was read of two versions. Where one could not be read
// there is nothing to compare: it is not known what it says.
func Compare(old, new Version, before, after []message.Statement) *Versions {
	v := &Versions{Old: old, New: new}
	if v.Compared() {
		v.Answers = Answers(before, after)
		v.Changes, v.Same = Between(before, after)
	}
	return v
}

// Compared reports whether both versions could be read.
func (v *Versions) Compared() bool { return !v.Old.Unread && !v.New.Unread }

// Version is one of them: the file and what could not be read of it.
type Version struct {
	message.Input
	Effective string            `json:"effective,omitempty"` // date as written
	Unread    bool              `json:"unread,omitempty"`    // it could not be read at all; Unknowns say why
	Unknowns  []message.Unknown `json:"unknowns,omitempty"`
}

// Schema names the form of the lines.
const Schema = "avow-policy-diff-1"

// WriteLines writes v as JSON lines: the two documents, each answer that
// differs, each change, the counts. There are no counts if one of the two could
// not be read.
func WriteLines(w io.Writer, v *Versions) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	head := struct {
		Schema string  `json:"schema"`
		Old    Version `json:"old"`
		New    Version `json:"new"`
	}{Schema, v.Old, v.New}
	if err := enc.Encode(head); err != nil {
		return err
	}
	for i := range v.Answers {
		if err := enc.Encode(struct {
			Answer *Answer `json:"answer"`
		}{&v.Answers[i]}); err != nil {
			return err
		}
	}
	for i := range v.Changes {
		if err := enc.Encode(struct {
			Change *Change `json:"change"`
		}{&v.Changes[i]}); err != nil {
			return err
		}
	}
	if !v.Compared() {
		return nil
	}
	return enc.Encode(struct {
		Summary Counts `json:"summary"`
	}{v.Counts()})
}

// Counts are the statements of each kind.
type Counts struct {
	Same    int `json:"same"`
	Changed int `json:"changed"`
	Added   int `json:"added"`
	Removed int `json:"removed"`
}

// Counts counts the changes.
func (v *Versions) Counts() Counts {
	c := Counts{Same: v.Same}
	for _, x := range v.Changes {
		switch x.Kind {
		case Changed:
			c.Changed++
		case Added:
			c.Added++
		case Removed:
			c.Removed++
		}
	}
	return c
}
