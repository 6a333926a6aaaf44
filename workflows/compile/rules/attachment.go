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

// meansFile reports whether a clause has a pronoun which stands for the file that the step before it got.
func (b *builder) meansFile(c clause) bool {
	if len(b.steps) == 0 || !slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool { return it.word() && it.Is("it", "that", "es", "sie", "das", "them") }) {
		return false
	}
	last := b.steps[len(b.steps)-1]
	return last.t != nil && !last.t.effect() && outputOf(last.t, "", isFile) != "" && (readable(last.t.out) == "" || last.answer != "" && last.t.out.Properties[last.answer].Format == connectors.FormatFile)
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
