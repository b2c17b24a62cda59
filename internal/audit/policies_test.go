package audit

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// Documents are read beside each other, and come in the order given; of several that cannot be read,
// the first is told.
func TestReadEachInOrder(t *testing.T) {
	dir := t.TempDir()
	var paths []string
	for i := range 20 {
		path := filepath.Join(dir, fmt.Sprintf("policy%02d.txt", i))
		text := "Privacy Policy\n\nThis privacy policy says what Acme collects, uses and shares. We collect your precise location and your contacts, and we share them with our advertising partners.\n"
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	docs, err := readEach(context.Background(), Case{Policies: paths[:15], Labels: nil})
	if err != nil || len(docs) != 15 {
		t.Fatalf("%d documents, %v", len(docs), err)
	}
	for i, d := range docs {
		if want := filepath.Base(paths[i]); d.input.Name != want || len(d.result.Statements) == 0 || d.result.Statements[0].Document != want {
			t.Errorf("document %d is %q with %d statements", i, d.input.Name, len(d.result.Statements))
		}
	}
	for _, i := range []int{17, 4, 9} {
		if err := os.Remove(paths[i]); err != nil {
			t.Fatal(err)
		}
	}
	var input *InputError
	if _, err := readEach(context.Background(), Case{Policies: paths}); !errors.As(err, &input) || input.File != paths[4] {
		t.Errorf("not the first that is missing, but %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := readEach(ctx, Case{Policies: paths}); !errors.Is(err, context.Canceled) {
		t.Errorf("a run that was stopped goes on: %v", err)
	}
}
