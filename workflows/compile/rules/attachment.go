package rules

import (
	"slices"
	"strings"

	"sayso/connectors"
)

// Some outputs are lists of files: a mail's attachments. What takes one file is done for each of them.

// filesBefore gives a reference to the latest list of files that a step before s or the trigger gives, "" where there is none.
func (b *builder) filesBefore(s *step) string {
	return b.earlierField(s, "", func(p *connectors.Schema) bool {
		return p.Type == "array" && p.Items != nil && p.Items.Format == connectors.FormatFile
	})
}

// eachFile stands for the file that a step is at which is done for every file of a list.
const eachFile = "${item}"

// forEachFile has a step done for every file of a list, each under its own name.
func (b *builder) forEachFile(s *step, files string) {
	s.over = files
	if s.from != nil {
		for i := s.c.from; i < s.from.end; i++ {
			if it := b.items[i]; fileWord(it) || it.word() && quantifiers[it.Lower] {
				s.from.mark(i, i+1, valued)
			}
		}
	}
	if s.t.in.Properties["key"] == nil {
		return
	}
	if folder, _ := s.with["key"].(string); folder == "" || strings.HasSuffix(folder, "/") {
		s.with["key"] = folder + `${replace(item.name, "/", "-")}` // whoever named the file names no folder
		s.trust = append(s.trust, "key")
	}
}

// fileWord reports whether a word means a file.
func fileWord(it item) bool {
	return it.word() && slices.ContainsFunc(outputNouns, func(n noun) bool {
		return n.format == connectors.FormatFile && (n.words[it.Lower] || len(it.Parts) > 0 && n.words[it.Parts[len(it.Parts)-1]])
	})
}
