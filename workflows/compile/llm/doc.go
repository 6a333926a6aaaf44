// Package llm is the planner that asks a language model: prompt to plan in one shot, behind the same checks as every other plan. It
// speaks to any endpoint that answers as OpenAI's does.
//
//	prompt → retrieve → one request with a schema of its own → answer → plan.Check → (at most twice: its problems) → cross-check → plan
//
// The model proposes and decides nothing. It is shown actions, never connections, secrets or the data of the apps; what a person wrote or
// pasted reaches it marked as data. Its plan passes the same Check as one written by hand, and each thing that it would change, and each
// recipient, address, record and amount, has to be found in the person's own words by the embedded compiler: what isn't becomes a
// question. Where it can't be reached or makes no sense within its budget, the embedded compiler's answer stands.
package llm
