package scan

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/format/apk"
	"github.com/avow-audit/avow/internal/format/elf"
	"github.com/avow-audit/avow/internal/message"
)

// task is one file to read and how.
type task struct {
	file  apk.File
	order int    // place in the package; results are joined in this order
	read  reader // what to do with its content
	abis  []string
	twins []apk.File // the same library for other ABIs
}

// reader is what is done with a file, by kind.
type reader uint8

const (
	readNothing  reader = iota // read elsewhere, or of no interest
	readDex                    // code
	readNative                 // a library, one for its ABIs
	readText                   // text in which hosts and strings may stand
	readSniff                  // look at the first bytes: a model, code under another name, or nothing
	readCompiled               // compiled XML below res/
	readMasked                 // media by its name: a look at the first bytes says whether it is
)

// textual are extensions of files that are text by common use. A file that
// lies about it costs a scan and yields nothing.
var textual = map[string]bool{
	".json": true, ".xml": true, ".js": true, ".html": true, ".htm": true, ".css": true,
	".properties": true, ".txt": true, ".cfg": true, ".conf": true, ".ini": true,
	".yml": true, ".yaml": true, ".csv": true, ".plist": true, ".bundle": true,
	".hbc": true, ".map": true, ".lua": true, ".pbtxt": true, ".prototxt": true,
	".version": false, ".kotlin_module": false,
}

// media are extensions of pictures, fonts and sound, which carry no fact avow
// reads. A package has thousands of them, so only the mark at the beginning of
// the larger ones is looked at.
var media = map[string]bool{
	".png": true, ".webp": true, ".jpg": true, ".jpeg": true, ".gif": true,
	".ttf": true, ".otf": true, ".woff": true, ".woff2": true,
	".ogg": true, ".mp3": true, ".m4a": true, ".wav": true, ".aac": true, ".flac": true,
	".mp4": true, ".webm": true, ".3gp": true, ".mkv": true,
}

// skipped are extensions of build leftovers and drawings. They are not opened.
var skipped = map[string]bool{
	".svg":           true,
	".kotlin_module": true, ".kotlin_builtins": true, ".kotlin_metadata": true, ".version": true,
	".sf": true, ".mf": true, ".rsa": true, ".dsa": true, ".ec": true,
}

// abiOrder is which ABI of a library is read: the one most devices run.
var abiOrder = []string{"arm64-v8a", "armeabi-v7a", "x86_64", "armeabi", "x86", "mips64", "mips"}

// Limits on what is held at once. The largest app known has 250 MB of code in
// 53 files; the largest library of a game engine some 300 MB.
const (
	maxFile = 512 << 20 // bytes of one inflated file
	maxCode = 1 << 30   // bytes of all code, which is held to the end
)

// plan lists what is to be read, in package order, each native library once.
// Code beyond maxCode is left out by name.
func plan(p *apk.Package) (tasks []task, left []message.Unknown) {
	var code uint64
	libs := map[string]int{} // library name -> index in tasks
	for f := range p.Files() {
		t := task{file: f, order: len(tasks), read: kindOf(f.Path)}
		if t.read == readNothing || t.read == readMasked && f.Entry.Size < leastMasked {
			continue
		}
		if t.read == readDex {
			if code += f.Entry.Size; code > maxCode {
				u := unread(inMember(f.Member, f.Path), -1, fmt.Sprintf("not read: the package has more than %d MB of code", maxCode>>20))
				u.Kind = "limit"
				left = append(left, u)
				continue
			}
		}
		if t.read == readNative {
			abi := elf.ABIFromPath(f.Path)
			t.abis = []string{abi}
			name := path.Base(f.Path)
			if i, ok := libs[name]; ok && abi != "" && !slices.Contains(tasks[i].abis, abi) {
				tasks[i].abis = append(tasks[i].abis, abi)
				if rank(abi) < rank(elf.ABIFromPath(tasks[i].file.Path)) {
					tasks[i].file, f = f, tasks[i].file
				}
				tasks[i].twins = append(tasks[i].twins, f)
				continue
			}
			libs[name] = len(tasks)
		}
		tasks = append(tasks, t)
	}
	for i := range p.Members {
		if m := &p.Members[i]; m.Archive == nil {
			tasks = append(tasks, task{file: apk.File{Member: m, Path: "classes.dex"}, order: len(tasks), read: readDex})
		}
	}
	return tasks, left
}

func rank(abi string) int {
	if i := slices.Index(abiOrder, abi); i >= 0 {
		return i
	}
	return len(abiOrder)
}

func kindOf(name string) reader {
	base, ext := path.Base(name), strings.ToLower(path.Ext(name))
	switch {
	case isRootDex(name):
		return readDex
	case name == "AndroidManifest.xml", name == "resources.arsc", name == "resources.pb":
		return readNothing // the manifest stage reads them
	case strings.HasPrefix(name, "lib/") && strings.HasSuffix(base, ".so"):
		return readNative
	case strings.HasPrefix(name, "res/") && ext == ".xml":
		return readCompiled
	case skipped[ext]:
		return readNothing
	case media[ext]:
		return readMasked
	case textual[ext]:
		return readText
	}
	return readSniff
}

// isRootDex reports whether the class loader takes name for code: classes.dex,
// classes2.dex and so on, at the root.
func isRootDex(name string) bool {
	n, ok := strings.CutPrefix(name, "classes")
	if !ok {
		return false
	}
	n, ok = strings.CutSuffix(n, ".dex")
	if !ok {
		return false
	}
	for _, c := range n {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}
