package main

import (
	"bytes"
	"os"
	"testing"
)

// TestTableIsCurrent makes the table again. Set AVOW_ANDROID_JAR and
// AVOW_JADX_JAR to the two files named in the package comment.
func TestTableIsCurrent(t *testing.T) {
	jar, set := os.Getenv("AVOW_ANDROID_JAR"), os.Getenv("AVOW_JADX_JAR")
	if jar == "" || set == "" {
		t.Skip("AVOW_ANDROID_JAR and AVOW_JADX_JAR name no files")
	}
	got, summary, err := build(jar, set)
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("../../internal/code/platform/table.bin")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("the table of these files (%s) is not internal/code/platform/table.bin", summary)
	}
	t.Log(summary)
}

func TestBuildRefusesOtherFiles(t *testing.T) {
	if _, _, err := build("build_test.go", "build_test.go"); err == nil {
		t.Error("a file with another digest is taken")
	}
}
