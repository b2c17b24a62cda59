package scan

import (
	"fmt"
	"math"

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

// readModel looks at the head of a file and reads it if it is a model.
func (w *worker) readModel(t task, name string, head []byte, out *one) {
	size := int64(t.file.Entry.Size)
	if _, ok := model.Sniff(t.file.Path, head, size); !ok || size > maxModel {
		return
	}
	m, err := model.Read(t.file.Path, w.content(t, name, out))
	if err != nil {
		return // the head looked like a model, the whole is none
	}
	readable := m.Format != model.Unknown && m.Format != model.ByteNN
	out.model = &message.Model{
		File: name, Format: string(m.Format), Size: m.Size, SHA256: m.SHA256,
		Inputs: tensors(m.Inputs), Outputs: tensors(m.Outputs), Labels: len(m.Labels),
		Modules: m.Modules, Entropy: math.Round(m.Entropy*100) / 100, Readable: readable,
	}
	for _, r := range w.cat.Model(m.SHA256) {
		out.hits = append(out.hits, hit{rule: r, kind: "model", subject: t.file.Path, place: message.Place{File: name, Offset: 0}, meant: true})
	}
	if !readable {
		out.unknowns = append(out.unknowns, message.Unknown{
			Kind: "encrypted", Side: message.SideApp, Where: message.Place{File: name, Offset: 0}, Touches: bodyPractices,
			Reason: fmt.Sprintf("This file is named like a model and its content looks random (%.2f of 8 bits a byte): what it computes cannot be read.", m.Entropy),
		})
	}
	for _, p := range m.Problems {
		u := unread(name, p.Offset, located(p.Where, p.Msg))
		u.Touches = bodyPractices
		out.unknowns = append(out.unknowns, u)
	}
}

func tensors(ts []model.Tensor) []string {
	var out []string
	for _, t := range ts {
		out = append(out, t.String())
	}
	return out
}
