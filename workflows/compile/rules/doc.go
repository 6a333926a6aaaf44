// Package rules is the embedded compiler: prompt to plan without a network and without a model, in about a millisecond. It knows
// two languages and no apps; all it knows of an app are the phrases, names and schemas of its actions.
//
//	prompt → text.Clean → tokens → entities → items → clauses → candidates → filled slots → steps → plan
//
// What says when, how often and with whose approval something is to be done (pauses, loops, what happens at the same time, approvals) is
// taken out of its clause before the clause is read, so that it fills no argument.
//
// A clause is one request. Its words pick an action, its typed values fill the action's arguments, and what it leaves out is
// taken from earlier clauses, from outputs of earlier steps, from a look-up, or asked for. Text in quotation marks fills
// arguments and picks nothing. Words that no part of the plan made use of raise a question, since they are the strongest sign of
// a wrong plan.
package rules
