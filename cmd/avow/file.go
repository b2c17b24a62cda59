package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/avow-audit/avow/internal/audit"
)

// file is an output that stays as it was until something is written: a run that
// fails leaves no empty report behind, and an older one alone.
type file struct {
	*os.File
	created, began bool
}

func create(name string) (*file, error) {
	_, err := os.Lstat(name)
	created := errors.Is(err, fs.ErrNotExist)
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE, 0o666)
	if err != nil {
		return nil, written(name, err)
	}
	return &file{File: f, created: created}, nil
}

func (f *file) Write(p []byte) (int, error) {
	if !f.began {
		f.began = true
		if st, err := f.Stat(); err == nil && st.Mode().IsRegular() { // no pipe, no device
			if err := f.Truncate(0); err != nil {
				return 0, err
			}
		}
	}
	return f.File.Write(p)
}

func (f *file) Close() error {
	err := written(f.Name(), f.File.Close())
	if f.created && !f.began {
		err = errors.Join(err, os.Remove(f.Name()))
	}
	return err
}

// outputError says that an output could not be written whole.
type outputError struct {
	name string
	err  error
}

func (e *outputError) Error() string { return fmt.Sprintf("can't write %s: %v", e.name, e.err) }

// written makes an outputError of err, which may be nil.
func written(name string, err error) error {
	if err == nil {
		return nil
	}
	return &outputError{name, plainly(err, "there is no such folder")}
}

// unreadable says that an input cannot be read at all.
func unreadable(name string, err error) error {
	err = plainly(err, "there is no such file")
	if msg, ok := strings.CutPrefix(err.Error(), name+": "); ok {
		err = errors.New(msg)
	}
	return &audit.InputError{File: name, Err: err}
}

// plainly takes the path and the system call out of an error, and words the
// most common one.
func plainly(err error, absent string) error {
	var pe *fs.PathError
	switch {
	case !errors.As(err, &pe):
		return err
	case errors.Is(err, fs.ErrNotExist):
		return errors.New(absent)
	}
	return pe.Err
}
