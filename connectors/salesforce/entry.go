package salesforce

import (
	"strings"
	"time"
)

// entryOf makes a note a line of a description: its day, the text, and a mark of the effect that it is. By the mark an entry is known
// again, so that it is appended once and can be taken out alone.
func entryOf(note string, now time.Time, key string) string {
	note = strings.TrimSpace(strings.ReplaceAll(note, "\r\n", "\n"))
	if note == "" {
		return ""
	}
	return now.UTC().Format(time.DateOnly) + ": " + note + " (Sayso " + key[:min(8, len(key))] + ")"
}

// appended adds an entry to a description, once.
func appended(description, entry string) string {
	if _, ok := without(description, entry); ok {
		return description
	}
	if strings.TrimSpace(description) == "" {
		return entry
	}
	return description + "\n\n" + entry
}

// without takes an entry out of a description, and reports whether it was in it.
func without(description, entry string) (string, bool) {
	description = strings.ReplaceAll(description, "\r\n", "\n")
	before, after, ok := strings.Cut(description, entry)
	if !ok {
		return description, false
	}
	before, after = strings.TrimSuffix(before, "\n\n"), strings.TrimPrefix(after, "\n\n")
	if before != "" && after != "" {
		return before + "\n\n" + after, true
	}
	return before + after, true
}
