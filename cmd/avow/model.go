package main

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/avow-audit/avow/internal/format/model"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/report/text"
	"github.com/avow-audit/avow/internal/scan"
)

// modelFormats are the forms in which models alone are printed.
var modelFormats = []string{"text", "jsonl"}

func newModel(stdout *os.File) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "model FILE...",
		Short: "Say what a model file computes, and why that is said",
		Long: `model reads machine-learning model files and prints, of each, its inputs,
outputs, operators and labels, what it computes (a face's box or geometry, a
face template, age, gender, ethnicity, emotion, liveness, a voiceprint, or
something that is none of these), the reasons, and what could not be told.

No model is run and no protection is undone. That a file can compute something
does not show that an app does.`,
		Example: `  avow model face.tflite
  avow model *.onnx --format jsonl`,
		Args: takes(1, -1, "give a model file"),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := checkModelFormat(format); err != nil {
				return err
			}
			var models []message.Model
			var unknowns []message.Unknown
			var bad []error
			for _, name := range args {
				m, u, err := scan.ModelFile(name)
				if errors.Is(err, model.ErrNotModel) {
					err = errors.New("this is not a model file of a known format")
				}
				if err != nil {
					bad = append(bad, unreadable(name, err)) // the others are read all the same
					continue
				}
				models, unknowns = append(models, m), append(unknowns, u...)
			}
			if len(models) > 0 {
				if err := written("the standard output", writeModels(stdout, format, models, func(w io.Writer) error {
					return text.WriteModels(w, models, unknowns, text.Options{Width: modelWidth})
				})); err != nil {
					return err
				}
			}
			return errors.Join(bad...)
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "`FORMAT` of the output: "+list(modelFormats))
	return cmd
}

// modelWidth is that of a page that goes into a mail or a file.
const modelWidth = 80

func checkModelFormat(format string) error {
	if !slices.Contains(modelFormats, format) {
		return usagef("--format: %q is not a format of models; use one of %s", format, list(modelFormats))
	}
	return nil
}

// writeModels writes models as JSON lines, or by page.
func writeModels(w io.Writer, format string, models []message.Model, page func(io.Writer) error) error {
	if format != "jsonl" {
		return page(w)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for i := range models {
		if err := enc.Encode(&models[i]); err != nil {
			return err
		}
	}
	return nil
}

// modelsOnly keeps of a run what it says of models.
type modelsOnly struct{ apps []message.Inventory }

func (h *modelsOnly) Handle(m message.Message) error {
	if m.Inventory != nil {
		h.apps = append(h.apps, *m.Inventory)
	}
	return nil
}

func (h *modelsOnly) Close() error { return nil }

func (h *modelsOnly) write(stdout *os.File, format string) error {
	if format == "" {
		format = modelFormats[0]
	}
	var models []message.Model
	for _, a := range h.apps {
		models = append(models, a.Models...)
	}
	return written("the standard output", writeModels(stdout, format, models, func(w io.Writer) error {
		return text.WriteModelTable(w, h.apps, text.Options{Width: modelWidth})
	}))
}
