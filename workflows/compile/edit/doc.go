// Package edit changes a plan by talking: "also tell #finance, and only above 500 EUR", "ohne die Mail". The plan's text is changed where
// words were said about it and nowhere else: comments, order, quotes and spaces of the rest stay as they are, to the byte. What isn't
// understood is asked, and nothing is changed then.
//
//	words → requests → edits → splices in the text → the plan that the text now says
//
// Each splice is held against the same edit made to the plan itself; where the two differ, the text is laid out in a way that can't be
// edited in place, and that is said. It carries nothing out.
package edit
