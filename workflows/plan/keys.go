package plan

import (
	"maps"
	"slices"
	"strconv"
)

// sortedKeys lists a map's keys in order, so that nothing depends on the order of a map.
func sortedKeys[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m)) //workflowcheck:ignore it is sorted
}

func itoa(n int) string { return strconv.Itoa(n) }

// join is the path of a key within what holds it.
func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
