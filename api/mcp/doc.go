// Package mcp is the surface for assistants: ChatGPT, Claude, Cursor and whoever else speaks the Model Context Protocol, over Streamable HTTP
// without sessions, or on standard input and output.
//
// It is thin over the use cases of package api: each tool is a struct that goes in, a struct that comes out and a few lines between. What it adds
// is what an assistant needs and a program doesn't. Texts that came from connected systems leave it as [Data], in an envelope that they can't
// close, so that nobody takes them for orders. A call is no proof of a person: an approval is confirmed where the client can ask one, and on a
// signed page where it can't or where policy asks for the approval. Errors say what to do next.
//
// It refuses to check credentials and where a request comes from, which is done before; to reach past the desk of its caller; and to take a secret as an argument.
package mcp
