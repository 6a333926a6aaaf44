// Package connectors is the SDK that every app of Sayso is written with: what an action is, what it does to the
// world, how it is kept from happening twice and how it is undone.
//
// An action is a pair of Go structs and a function. The structs are the only source of its schema: plans, REST, MCP,
// the language model, forms and documents all read what [SchemaOf] derives from them. A [Connection] carries the
// credential to the connection's own host and nowhere else. A [Registry] is a value that is handed in; nothing
// registers itself.
//
// The package knows nothing of workflows, of HTTP servers and of SQL, and it imports no app.
package connectors
