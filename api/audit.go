package api

import (
	"context"
	"strconv"

	"sayso/api/audit"
	"sayso/connectors"
)

// AuditLog is the record of who changed what. A change is recorded before it is made, and what can't be recorded isn't done.
type AuditLog interface {
	Record(ctx context.Context, e audit.Entry) error
	// Latest gives a workspace's records ahead of a number, newest first, at most limit; 0 for the newest of all. Of a target alone, where one
	// is given.
	Latest(ctx context.Context, workspace, target string, ahead int64, limit int) ([]audit.Record, error)
}

// Audit lists what is on the record of the workspace, newest first: all of it, or what concerns one run, connection or token.
func (d *Desk) Audit(ctx context.Context, of string, p Page) (List[audit.Record], error) {
	list := List[audit.Record]{Items: []audit.Record{}}
	if err := d.may(ReadAudit); err != nil {
		return list, err
	}
	p, err := p.sound()
	if err != nil {
		return list, err
	}
	from, err := p.after()
	if err != nil {
		return list, err
	}
	ahead := int64(0)
	if from != "" {
		if ahead, err = strconv.ParseInt(from, 10, 64); err != nil || ahead < 1 {
			return list, badCursor()
		}
	}
	if d.service.Audit == nil {
		return list, connectors.Errorf(connectors.Invalid, "no record is kept here")
	}
	records, err := d.service.Audit.Latest(ctx, d.caller.Workspace, of, ahead, p.Limit)
	list.Items = append(list.Items, records...)
	if n := len(records); n == p.Limit && records[n-1].Seq > 1 {
		list.Next = cursorOf(strconv.FormatInt(records[n-1].Seq, 10))
	}
	return list, err
}
