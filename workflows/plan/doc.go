// Package plan is the plan language: what a plan is, how it is read from YAML, checked, shown as effects in words, frozen and
// identified by digest. A plan is data: this package carries nothing out and knows nothing of the engine that will.
//
// The way is one: [Parse] → [Check] → [Preview] → [Freeze]. What is approved is the frozen plan's digest, and what was frozen is
// what runs.
package plan
