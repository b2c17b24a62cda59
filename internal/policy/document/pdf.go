package document

import (
	"bytes"
	"errors"
)

func isPDF(data []byte) bool {
	return bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-"))
}

func readPDF(data []byte) (*Document, error) {
	return &Document{Format: PDF}, errors.New("PDF is not read yet")
}
