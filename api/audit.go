package api

import (
	"context"

	"sayso/api/audit"
)

// AuditLog is the record of who changed what. A change is recorded before it is made, and what can't be recorded isn't done.
type AuditLog interface {
	Record(ctx context.Context, e audit.Entry) error
}
