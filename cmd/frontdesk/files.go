package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// mayWrite fails where a file cannot be written: nobody wants to hear that after the work of an hour. Nothing is changed; an
// empty path is none.
func mayWrite(path string) error {
	if path == "" {
		return nil
	}
	_, missing := os.Lstat(path)
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		return notWritten(path, err)
	}
	err = f.Close()
	if missing != nil {
		err = errors.Join(err, os.Remove(path))
	}
	return err
}

// writeFile writes a file anew, for its owner only: it may hold what customers wrote.
func writeFile(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return notWritten(path, err)
	}
	if err := errors.Join(write(f), f.Close()); err != nil {
		return notWritten(path, err)
	}
	return nil
}

// notWritten says why a file cannot be written, and what to do about it.
func notWritten(path string, err error) error {
	folder := relative(filepath.Dir(path))
	path = relative(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: there is no folder %s; make it (mkdir -p %s), or name another", path, folder, folder)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s: this user may not write into %s; name a folder of its own", path, folder)
	case errors.Is(err, syscall.ENOTDIR):
		return fmt.Errorf("%s: %s is no folder; name another", path, folder)
	case errors.Is(err, syscall.EISDIR):
		return fmt.Errorf("%s: this is a folder; name a file in it", path)
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fmt.Errorf("%s: the disk is full; make room, or name a file elsewhere", path)
	case errors.Is(err, syscall.EROFS):
		return fmt.Errorf("%s: nothing can be written there, it is mounted read-only; name a file elsewhere", path)
	}
	return fmt.Errorf("write %s: %w", path, err)
}

// notRead says why a file cannot be read, and what to do about it.
func notRead(path string, err error) error {
	return fmt.Errorf("%s: %w", relative(path), unreadable(err))
}

// unreadable is notRead for a path that is told beside.
func unreadable(err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("there is no such file; look at its name and folder")
	case errors.Is(err, fs.ErrPermission):
		return errors.New("this user may not read it; allow that, or go on as its owner")
	case errors.Is(err, syscall.EISDIR):
		return errors.New("this is a folder; name a file in it")
	}
	return err
}
