package doctor

import (
	"context"

	"sayso/api"
	"sayso/api/audit"
	"sayso/connectors"
)

// Holdings are what an installation keeps.
type Holdings struct {
	Connections func(context.Context) ([]api.Health, error)
	Database    func(context.Context) error // reads it through, and says what is damaged
	Records     func(context.Context) ([]audit.List, error)
	RecordKey   string
}

// Inside looks at what an installation keeps: whether its database is whole, the record unchanged, and each connection still able to sign in.
func Inside(ctx context.Context, h Holdings) []Check {
	list := []Check{database(ctx, h), record(ctx, h)}
	connections, err := h.Connections(ctx)
	if err != nil {
		return append(list, well("connections", "the connections can't be read: %v", "die Verbindungen lassen sich nicht lesen: %v", err).but(Wrong,
			"Put the file named key of the data folder back from a backup.", "Leg die Datei key des Datenordners aus einer Sicherung zurück."))
	}
	for _, c := range connections {
		list = append(list, connection(c))
	}
	return list
}

func database(ctx context.Context, h Holdings) Check {
	if err := h.Database(ctx); err != nil {
		return well("database", "the database is damaged: %v", "die Datenbank ist beschädigt: %v", err).but(Wrong,
			"Stop Sayso, keep a copy of the data folder, and put a backup back with `sayso restore`.",
			"Halte Sayso an, hebe eine Kopie des Datenordners auf und spiele mit `sayso restore` eine Sicherung ein.")
	}
	return well("database", "the database is whole", "die Datenbank ist heil")
}

func record(ctx context.Context, h Holdings) Check {
	lists, err := h.Records(ctx)
	if err != nil {
		return well("audit", "the record can't be read: %v", "das Protokoll lässt sich nicht lesen: %v", err).but(Wrong, "See `sayso audit verify`.", "Sieh `sayso audit verify`.")
	}
	records := int64(0)
	for _, l := range lists {
		r, err := audit.Verify(l, h.RecordKey)
		if err != nil || len(r.Findings) > 0 {
			return well("audit", "the record isn't as it was written", "das Protokoll ist nicht, wie es geschrieben wurde").but(Wrong, "`sayso audit verify` says where.", "`sayso audit verify` sagt, wo.")
		}
		records += r.Records
	}
	return well("audit", "the record is whole: %d entries", "das Protokoll ist heil: %d Einträge", records)
}

func connection(c api.Health) Check {
	name := "connection " + c.ID
	if c.Err == nil {
		return well(name, "%s signs in as %s", "%s meldet sich als %s an", c.ID, c.Identity)
	}
	e := connectors.AsError(c.Err)
	advice := e.Kind.Rule().Advice
	outcome := Wrong
	if e.Kind == connectors.Unavailable || e.Kind == connectors.Limited {
		outcome = Warning // the app's trouble, which may pass
	}
	return well(name, "%s: %s", "%s: %s", c.ID, e.Message).but(outcome, advice.En, advice.De)
}
