// Package expr is the expression language of plans: what stands in `if:` and between ${ and }.
//
// An expression is parsed once ([Parse], [ParseValue]), lists what it refers to, tells its type and how far its result can
// be trusted against a [Scope], and is evaluated against decoded JSON. The grammar is that of github.com/expr-lang/expr, of
// which an allow-list is let through; types and evaluation are this package's own, so that amounts of money are decimals and
// never floats, and so that the same expression over the same values gives the same result on every machine and in every
// replay. A parsed expression is immutable and may be used by many goroutines at once.
//
// The package reads no clock, no environment and no file, keeps no state, and knows nothing of plans, apps and engines. What
// one evaluation may cost is capped, see the Max constants.
//
// # Lists and dates
//
// map, filter, any, all, sum and sortBy look at every item of a list: filter(search.issues, .priority == "High"), where .priority is
// short for #.priority and # is the item. A date and a duration give a date, invoice.due + "3d"; two dates give the days between them.
// A text that is a date counts as one wherever it comes from.
//
// # Nothing
//
// A value that isn't there (an optional output that was left out, a step that was skipped) is nothing, written nil. It equals
// only itself, counts as false, and reads as an empty text; but it can't be compared by size nor calculated with, so that
// a missing amount never slips past a limit. A value that consists of one ${…} which gives nothing is left out of the map or
// list it stands in. A name that the scope doesn't have at all is an error, unless default() or ?? stands in for it.
package expr
