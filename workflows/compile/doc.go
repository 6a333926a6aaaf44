// Package compile is the way from a sentence to a plan: what is asked of a compiler and what it answers. The compilers themselves
// are in the packages below; both end in plan.Check, so that a plan from a prompt is held to what a plan written by hand is.
//
// A compiler answers with a plan, with questions, or with the reason why it can't be done. It never guesses, it carries nothing
// out, and it sees neither credentials nor the data of the apps.
package compile
