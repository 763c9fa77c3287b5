package sheet

import (
	"path"
	"strings"
)

// appleParts are parts by which documents of Apple's office programs are known: as a file of today, as one of 2009, and
// as a folder that was packed for the mail.
var appleParts = []string{"index.zip", "index.apxl", "index.xml", "index/document.iwa"}

// isApple reports whether a zip file is a document of Numbers, Pages or Keynote.
func isApple(a *archive) bool {
	for _, name := range a.under("") {
		folder, bundle := "", strings.SplitN(name, "/", 2)[0]
		if e := ending(bundle); e == "numbers" || e == "pages" || e == "key" {
			folder = bundle
		}
		for _, part := range appleParts {
			if name == path.Join(folder, part) && (part != "index.xml" || a.has(path.Join(folder, "buildVersionHistory.plist"))) {
				return true
			}
		}
		if strings.HasPrefix(name, path.Join(folder, "index")+"/") && ending(name) == "iwa" {
			return true
		}
	}
	return false
}
