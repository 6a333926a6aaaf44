// Package access knows who may come in: accounts, browsers that are signed in, the clients that act for people, and what people granted
// them. Its rules are those of OAuth 2.1 and its companions; each stands where it holds, with the number of its RFC.
//
// It refuses to know HTTP and SQL: the protocol's endpoints are in api/oauth, and what is kept goes through the ports declared here.
// Everything that opens a door is random, given out once and kept as its SHA-256 alone; a password is kept as its argon2id.
package access
