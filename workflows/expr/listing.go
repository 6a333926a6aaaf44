package expr

import (
	"slices"
	"strings"
)

// ends gives the first or the last item of a list; nothing where it is empty.
func ends(place func(n int) int) func(*run, []any) (any, error) {
	return func(_ *run, args []any) (any, error) {
		items, _ := args[0].([]any)
		if len(items) == 0 {
			return nil, nil
		}
		return items[place(len(items))], nil
	}
}

// sortList sorts numbers, texts, dates or amounts of one currency, upwards or downwards.
func sortList(r *run, args []any) (any, error) {
	if args[0] == nil {
		return nil, nil
	}
	items := args[0].([]any)
	keys := make([]any, len(items))
	for i, item := range items {
		var err error
		if keys[i], err = load(item); err != nil {
			return nil, err
		}
	}
	return sorted(r, items, keys, len(args) > 1 && args[1] == "desc", 0)
}

// sorted gives items in the order of their keys. Items with equal keys keep theirs, and those whose key is missing come last.
func sorted(r *run, items, keys []any, desc bool, column int) ([]any, error) {
	if err := r.spend(20 * len(items)); err != nil {
		return nil, err
	}
	places := make([]int, len(items))
	for i := range places {
		places[i] = i
	}
	var failed error
	slices.SortStableFunc(places, func(a, b int) int {
		if keys[a] == nil || keys[b] == nil {
			return truthOrder(keys[a] == nil, keys[b] == nil)
		}
		sign, err := compare(keys[a], keys[b], column)
		if err != nil && failed == nil {
			failed = err
		}
		if desc {
			return -sign
		}
		return sign
	})
	if failed != nil {
		return nil, failed
	}
	out := make([]any, len(items))
	for i, place := range places {
		out[i] = items[place]
	}
	return out, nil
}

// truthOrder puts false before true.
func truthOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// compare is order, which texts that are no dates have, too: that of their letters.
func compare(a, b any, column int) (int, error) {
	if x, ok := a.(string); ok {
		if y, ok := b.(string); ok {
			if _, dated := instant(x); !dated {
				return strings.Compare(x, y), nil
			}
			if _, dated := instant(y); !dated {
				return strings.Compare(x, y), nil
			}
		}
	}
	return order("sort", a, b, column)
}

// unique gives each item of a list once, where it first stands. Items are the same where they are the same JSON.
func unique(r *run, args []any) (any, error) {
	if args[0] == nil {
		return nil, nil
	}
	items := args[0].([]any)
	if err := r.spend(2 * len(items)); err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	out := make([]any, 0, len(items))
	for _, item := range items {
		stored, err := store(item)
		if err != nil {
			return nil, err
		}
		key, err := compact(map[string]any{"": stored})
		if err == nil {
			_, err = r.write(key)
		}
		if err != nil {
			return nil, err
		}
		if !seen[key] {
			seen[key] = true
			out = append(out, item)
		}
	}
	return out, nil
}

// split takes a text apart at every separator.
func split(r *run, args []any) (any, error) {
	if args[0] == nil {
		return nil, nil
	}
	text, err := r.write(args[0].(string))
	if err != nil {
		return nil, err
	}
	parts := strings.Split(text, args[1].(string))
	if err := r.spend(len(parts)); err != nil {
		return nil, err
	}
	out := make([]any, len(parts))
	for i, part := range parts {
		out[i] = part
	}
	return out, nil
}

// replace puts one text in the place of another, wherever it stands.
func replace(r *run, args []any) (any, error) {
	if args[0] == nil {
		return nil, nil
	}
	text, from, to := args[0].(string), args[1].(string), args[2].(string)
	if from == "" {
		return text, nil
	}
	if n := strings.Count(text, from); len(text)+n*(len(to)-len(from)) > MaxValue {
		return nil, tooLong()
	}
	return r.write(strings.ReplaceAll(text, from, to))
}
