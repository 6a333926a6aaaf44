// Package store keeps what Sayso itself has to remember in an SQL database: the adapters of the ports that other
// packages declare, one file a port. Today the database is one SQLite file in the data folder.
//
// A [DB] has one writer and several readers, so that a write never waits in the middle of a transaction, and what was
// committed is on disk. Several processes may have the same file open.
//
// The package decides nothing: rules live with the ports. It imports no surface and no workflow, and of api the ports and what goes through them.
package store
