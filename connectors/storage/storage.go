// Package storage declares object storage: S3 and what speaks as it does.
//
// A file is put with a condition on what is there, so that a second attempt is refused and nobody else's file is overwritten
// unseen; what was there before is kept for the undo. What is deleted is gone, unless the bucket itself keeps versions.
//
// Object storage can't be reached yet; see [connectors.Connector].
package storage

import "sayso/connectors"

// New makes the connector.
func New() *connectors.Connector {
	return &connectors.Connector{
		App: "storage", Title: "S3", Aliases: []string{"S3 bucket", "S3-Bucket", "MinIO", "object storage", "Objektspeicher", "AWS S3", "Amazon S3"}, Kind: []string{"files"},
		Doc: connectors.Doc{
			En: "Files in S3 and compatible object storage",
			De: "Dateien in S3 und kompatiblem Objektspeicher",
		},
		Declared: true,
		Actions:  []*connectors.Operation{put(), get(), list(), remove()},
	}
}
