package scan

import (
	"cmp"
	"fmt"
	"math"
	"os"
	"slices"

	"github.com/avow-audit/avow/internal/biometric/role"
	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/format/model"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

// maxModel bounds the model files that are read whole: the largest seen in an
// app is under 200 MB.
const maxModel = 512 << 20

// bodyPractices are what an unreadable model could compute.
var bodyPractices = []practice.ID{
	practice.FaceDetection, practice.FaceGeometry, practice.FaceTemplate, practice.Age,
	practice.Gender, practice.Ethnicity, practice.Emotion, practice.Voiceprint,
}

// ModelFile reads one model file by itself. What is wrong with it is among the
// unknowns; the error says that it cannot be read or is no model.
func ModelFile(path string) (message.Model, []message.Unknown, error) {
	st, err := os.Stat(path)
	switch {
	case err != nil:
		return message.Model{}, nil, err
	case st.IsDir():
		return message.Model{}, nil, fmt.Errorf("this is a folder, not a model file")
	case st.Size() > maxModel:
		return message.Model{}, nil, fmt.Errorf("the file has %d bytes, more than the limit of %d for a model", st.Size(), int64(maxModel))
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return message.Model{}, nil, err
	}
	rules, err := role.Load()
	if err != nil {
		return message.Model{}, nil, err
	}
	m, err := model.Read(path, data)
	if err != nil {
		return message.Model{}, nil, err
	}
	cat, err := catalog.Load()
	if err != nil {
		return message.Model{}, nil, err
	}
	name := baseName(path)
	return describeModel(name, path, &m, rules, cat.Model(m.SHA256)), modelUnknowns(name, &m), nil
}

// readModel looks at the head of a file and reads it if it is a model. content
// gives the whole file.
func (w *worker) readModel(t task, name string, head []byte, out *one, content func() []byte) {
	size := int64(t.file.Entry.Size)
	if _, ok := model.Sniff(t.file.Path, head, size); !ok || size > maxModel {
		return
	}
	m, err := model.Read(t.file.Path, content())
	if err != nil {
		return // the head looked like a model, the whole is none
	}
	rules, err := role.Load()
	if err != nil {
		out.unknowns = append(out.unknowns, unread(name, -1, "the built-in rules for models are broken: "+err.Error()))
		return
	}
	known := w.cat.Model(m.SHA256)
	out.models = append(out.models, describeModel(name, t.file.Path, &m, rules, known))
	for _, r := range known {
		out.hits = append(out.hits, hit{rule: r, kind: "model", subject: t.file.Path, place: message.Place{File: name, Offset: 0}, meant: true})
	}
	out.unknowns = append(out.unknowns, modelUnknowns(name, &m)...)
}

// firstLabels is how many labels are listed, the rest is counted.
const firstLabels = 16

// describeModel says what a model is, as reports do. path has the name that its
// author gave the file; known are the facts of the catalog about its digest.
func describeModel(name, path string, m *model.Model, rules *role.Table, known []*catalog.Rule) message.Model {
	told := rules.Tell(path, m)
	d := message.Model{
		File: name, Format: string(m.Format), Size: m.Size, SHA256: m.SHA256, Name: m.Name, Producer: m.Producer,
		Inputs: tensors(m.Inputs), Outputs: tensors(m.Outputs), Parameters: m.Params,
		Labels: len(m.Labels), Label: m.Labels[:min(len(m.Labels), firstLabels)],
		Modules: m.Modules, Entropy: math.Round(m.Entropy*100) / 100, Readable: readable(m), Untold: told.Untold,
	}
	for _, k := range m.Kinds {
		d.Operators = append(d.Operators, message.Operator{Kind: k.Kind, Count: k.N})
	}
	for _, r := range known {
		d.Roles = append(d.Roles, knownRoles(r)...)
	}
	for _, r := range told.Roles {
		if slices.ContainsFunc(d.Roles, func(k message.ModelRole) bool { return k.Role == r.Role }) {
			continue // known by the file itself
		}
		d.Roles = append(d.Roles, message.ModelRole{
			Role: r.Role, Practice: r.Practice, Confidence: r.Confidence.String(), Reason: r.Reason, Part: r.Part, Rules: r.Rules,
		})
	}
	return d
}

// knownRoles are those that the catalog knows of a file by its digest.
func knownRoles(r *catalog.Rule) (out []message.ModelRole) {
	sure := role.Strong
	if r.Weight != message.Primary {
		sure = role.Medium
	}
	for _, p := range r.Practices {
		out = append(out, message.ModelRole{
			Role: string(p), Practice: p, Confidence: sure.String(), Rules: []string{r.String()},
			Reason: "the file is known by its sha256: " + r.Note,
		})
	}
	return out
}

func readable(m *model.Model) bool { return m.Format != model.Unknown && m.Format != model.ByteNN }

// modelUnknowns says what of a model could not be read.
func modelUnknowns(name string, m *model.Model) []message.Unknown {
	var out []message.Unknown
	if !readable(m) {
		out = append(out, message.Unknown{
			Kind: "encrypted", Side: message.SideApp, Where: message.Place{File: name, Offset: 0}, Touches: bodyPractices,
			Reason: fmt.Sprintf("This file is named like a model and its content looks random (%.2f of 8 bits a byte): what it computes cannot be read.", m.Entropy),
		})
	}
	for _, p := range m.Problems {
		u := unread(name, p.Offset, located(p.Where, p.Msg))
		u.Touches = bodyPractices
		out = append(out, u)
	}
	return out
}

// roleWeights says what a role is worth by how surely it is told; one that is
// only weakly told is worth nothing.
var roleWeights = map[string]message.Weight{role.Strong.String(): message.Primary, role.Medium.String(): message.Supporting}

// modelEvidence turns the roles of models into evidence. A role that is only
// weakly told is listed with the model and is no evidence. A file that the
// catalog knows by its digest has its evidence from there.
func (j *joined) modelEvidence() []message.Evidence {
	known := map[string]bool{}
	for _, h := range j.found.hits {
		if h.kind == "model" {
			for _, p := range h.rule.Practices {
				known[h.place.File+" "+string(p)] = true
			}
		}
	}
	var out []message.Evidence
	asks := j.asksFor(j.found.models)
	for _, m := range j.found.models {
		for _, r := range m.Roles {
			weight, ok := roleWeights[r.Confidence]
			if !ok || r.Practice == "" || known[m.File+" "+string(r.Practice)] {
				continue
			}
			e := message.Evidence{
				Practice: r.Practice, Rung: message.Present, Weight: weight, Kind: "model", Subject: m.File,
				Text:   fmt.Sprintf("The package contains the model file %s and can compute with it: %s.", m.File, r.Reason),
				Origin: message.OriginUnsure, Places: []message.Place{{File: cmp.Or(m.Within, m.File), Offset: m.At}}, Count: 1,
				Note: "that a model is there does not show that it is run",
			}
			if m.Within != "" {
				e.Text = fmt.Sprintf("The native library %s holds a model among its constants and can compute with it: %s.", m.Within, r.Reason)
			}
			if len(r.Rules) > 0 {
				e.Rule = r.Rules[0]
			}
			j.joinModel(&e, asks[m.File])
			out = append(out, e)
		}
	}
	return out
}

func tensors(ts []model.Tensor) []string {
	var out []string
	for _, t := range ts {
		out = append(out, t.String())
	}
	return out
}
