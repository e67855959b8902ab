package configs

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	maxFile   = 1 << 20 // bytes
	maxFiles  = 10_000
	maxFolder = 20 // levels of folders
)

// File is one file of the config folder. Its content is UTF-8 with LF line ends and without a byte order mark.
type File struct {
	Path    string // relative to the config folder, with slashes
	Content []byte
	folder  string // as the admin named it
}

// At is a position in the file, as the admin knows it.
func (f File) At(line, column int) Position {
	return f.source().at(line, column)
}

func (f File) source() *source {
	return &source{name: filepath.Join(f.folder, f.Path), dir: f.folder}
}

// reader reads the files of one folder and keeps count.
type reader struct {
	fsys  fs.FS
	name  string // of the folder, for positions
	dir   string // of the folder on disk, or empty
	p     *Problems
	count int
	files []File // all that were read
}

func (r *reader) at(rel string) Position {
	return Position{File: filepath.Join(r.name, rel)}
}

// read returns a file's text, ok false where it is missing or cannot be used; the latter is noted.
func (r *reader) read(rel string) (f File, ok bool) {
	content, err := readFile(r.fsys, rel)
	if errors.Is(err, fs.ErrNotExist) {
		return File{}, false
	}
	if err != nil {
		r.p.Add(r.at(rel), readable(err), "check the file and its permissions")
		return File{}, false
	}
	if len(content) > maxFile {
		r.p.Add(r.at(rel), "the file is larger than 1 MiB", "split it into several files")
		return File{}, false
	}
	f = File{Path: rel, Content: normalize(content), folder: r.name}
	if !r.isText(f) {
		return File{}, false
	}
	r.files = append(r.files, f)
	return f, true
}

func readFile(fsys fs.FS, rel string) ([]byte, error) {
	info, err := fs.Stat(fsys, rel)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, errors.New("it is a folder, and a file belongs here")
	}
	if !info.Mode().IsRegular() { // a pipe would block for ever
		return nil, errors.New("not a regular file")
	}
	file, err := fsys.Open(rel)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	return io.ReadAll(io.LimitReader(file, maxFile+1))
}

// readable is the cause alone: the path is in the position already.
func readable(err error) string {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return "cannot be read: " + pathErr.Err.Error()
	}
	return "cannot be read: " + err.Error()
}

func normalize(content []byte) []byte {
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
	content = bytes.ReplaceAll(content, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(content, []byte("\r"), []byte("\n"))
}

// isText notes the first byte that is not UTF-8 or is a control character.
func (r *reader) isText(f File) bool {
	line, column := 1, 0
	for rest := f.Content; len(rest) > 0; {
		c, size := utf8.DecodeRune(rest)
		rest = rest[size:]
		column++
		switch {
		case c == utf8.RuneError && size == 1:
			r.p.Add(f.At(line, column), "the file is not UTF-8"+otherEncoding(f.Content), "save it as UTF-8")
			return false
		case c == '\n':
			line, column = line+1, 0
		case c < ' ' && c != '\t', c == 0x7f:
			r.p.Add(f.At(line, column), fmt.Sprintf("a control character (%U)", c), "remove it")
			return false
		}
	}
	return true
}

// otherEncoding names the encoding where the file begins with its mark.
func otherEncoding(content []byte) string {
	if bytes.HasPrefix(content, []byte("\xff\xfe")) || bytes.HasPrefix(content, []byte("\xfe\xff")) {
		return ", but UTF-16"
	}
	return ""
}

// walk reads the files below a folder, sorted by path; want tells from a file's path whether it is one of ours.
func (r *reader) walk(folder string, want func(string) bool) []File {
	var above []fs.FileInfo
	for _, rel := range []string{".", folder} {
		if info, err := fs.Stat(r.fsys, rel); err == nil {
			above = append(above, info)
		}
	}
	return r.walkDown(folder, want, above)
}

// walkDown reads the files below a folder; above are the folders that it is in, and itself.
func (r *reader) walkDown(folder string, want func(string) bool, above []fs.FileInfo) []File {
	entries, err := fs.ReadDir(r.fsys, folder)
	if errors.Is(err, fs.ErrNotExist) && !strings.Contains(folder, "/") {
		return nil
	}
	if err != nil {
		r.p.Add(r.at(folder), readable(err), "check the folder and its permissions")
		return nil
	}
	if len(above) > maxFolder {
		r.p.Add(r.at(folder), fmt.Sprintf("more than %d folders deep", maxFolder), "is this the right folder?")
		return nil
	}
	var files []File
	for _, e := range entries {
		if r.count++; r.count > maxFiles {
			break
		}
		files = append(files, r.visit(path.Join(folder, e.Name()), want, above)...)
	}
	return files
}

func (r *reader) visit(rel string, want func(string) bool, above []fs.FileInfo) []File {
	if skipped(path.Base(rel)) {
		return nil
	}
	info, err := fs.Stat(r.fsys, rel) // follows links, which Kubernetes makes all files of
	if err == nil && info.IsDir() {
		if slices.ContainsFunc(above, func(folder fs.FileInfo) bool { return os.SameFile(folder, info) }) {
			r.p.Add(r.at(rel), "this link leads back up to a folder that it is in", "remove it")
			return nil
		}
		return r.walkDown(rel, want, append(slices.Clip(above), info))
	}
	if !want(rel) {
		if path.Ext(rel) == ".yml" {
			r.p.Warn(r.at(rel), "this is not read", "rename it to end in .yaml")
		}
		return nil
	}
	if err != nil {
		r.p.Add(r.at(rel), readable(err), "check the file, or the link, and its permissions")
		return nil
	}
	if f, ok := r.read(rel); ok {
		return []File{f}
	}
	return nil
}

// skipped are hidden files and what editors leave behind.
func skipped(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") ||
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#")
}
