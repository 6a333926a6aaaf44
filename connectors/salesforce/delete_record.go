package salesforce

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"sayso/connectors"
)

type deleteRecordIn struct {
	Object string `json:"object" jsonschema:"Kind of record by its API name, such as Account" de:"Art des Datensatzes mit ihrem API-Namen, etwa Account" trust:"yours"`
	ID     string `json:"id" jsonschema:"Salesforce id of the record" de:"Salesforce-Id des Datensatzes"`
}

type deleteRecordOut struct {
	ID string `json:"id" jsonschema:"Salesforce id of the deleted record" de:"Salesforce-Id des gelöschten Datensatzes"`
}

func deleteRecord() *connectors.Operation {
	return connectors.Define(connectors.Action[deleteRecordIn, deleteRecordOut]{
		Name: "delete_record",
		Doc: connectors.Doc{En: "Delete a record; it goes to the recycle bin, and so do the records under it.",
			De: "Löscht einen Datensatz; er kommt in den Papierkorb, und was unter ihm hängt, auch."},
		Asks: connectors.Phrases{
			En: connectors.Asks{
				Verbs:   []string{"delete", "remove", "erase", "trash"},
				Objects: []string{"record", "account", "contact", "lead", "opportunity", "task", "Salesforce record"},
				Patterns: []string{"delete the {object} {id}", "delete the {object} with the id {id}",
					"remove the record {id} from {object}"},
				Cues: map[string][]string{
					"id":     {"id", "with the id", "number"},
					"object": {"of type", "object"},
				},
				Examples: []string{"Delete the Lead 00Q5g000000000AEAU",
					"Remove the Opportunity with the id 0065g000000000BEAU from Salesforce"},
			},
			De: connectors.Asks{
				Verbs:   []string{"löschen", "entfernen", "weg|werfen"},
				Objects: []string{"Datensatz", "Account", "Kontakt", "Lead", "Opportunity", "Aufgabe", "Konto"},
				Patterns: []string{"lösche den {object} {id}", "lösche den {object} mit der Id {id}",
					"entferne den Datensatz {id} aus {object}"},
				Cues: map[string][]string{
					"id":     {"Id", "mit der Id", "Nummer"},
					"object": {"vom Typ", "Objekt"},
				},
				Examples: []string{"Lösche den Lead 00Q5g000000000AEAU",
					"Entferne die Opportunity mit der Id 0065g000000000BEAU aus Salesforce"},
			},
		},
		Says:   connectors.Sentence{En: "Delete the {object} {id}", De: "{object} {id} löschen"},
		Effect: connectors.Write, Once: connectors.OnceID, UndoBy: "undelete", Destructive: true,
		Undone: connectors.Sentence{En: "{object} {id} taken out of the recycle bin", De: "{object} {id} aus dem Papierkorb geholt"},
		Do:     remove, Before: beforeRemoval, Find: removed, Preview: previewRemoval,
		Undo: func(ctx context.Context, u connectors.Undoing[deleteRecordIn, deleteRecordOut]) error {
			object, id, err := u.In.target()
			if err != nil {
				return err
			}
			return undelete(ctx, u.Conn, object, id)
		},
	})
}

// target reads which record is meant.
func (in deleteRecordIn) target() (object, id string, err error) {
	object, id = strings.TrimSpace(in.Object), strings.TrimSpace(in.ID)
	words := map[string]string{
		"account": "Account", "konto": "Account", "kunde": "Account", "contact": "Contact", "kontakt": "Contact", "lead": "Lead",
		"opportunity": "Opportunity", "deal": "Opportunity", "verkaufschance": "Opportunity",
		"task": "Task", "activity": "Task", "aktivitaet": "Task", "aufgabe": "Task",
	}
	if api, ok := words[connectors.Fold(object)]; ok {
		object = api
	}
	if !fieldForm(object) {
		return "", "", connectors.Errorf(connectors.Invalid, "%q is not the API name of a kind of record", in.Object)
	}
	if !idForm.MatchString(id) {
		return "", "", connectors.Errorf(connectors.Invalid, "%q is not a Salesforce id; it has 15 or 18 letters and digits", in.ID)
	}
	return object, id, nil
}

// remove deletes the record. One that is in the recycle bin already was deleted by an earlier attempt, or needs no deleting.
func remove(ctx context.Context, call connectors.Call[deleteRecordIn]) (deleteRecordOut, error) {
	object, id, err := call.In.target()
	if err != nil {
		return deleteRecordOut{}, err
	}
	_, err = send(ctx, call.Conn, connectors.Request{Method: http.MethodDelete, Path: base + "/sobjects/" + object + "/" + id})
	if err != nil && connectors.AsError(err).Code != "ENTITY_IS_DELETED" {
		return deleteRecordOut{}, err
	}
	return deleteRecordOut{ID: id}, nil
}

// beforeRemoval keeps the whole record. An undo doesn't need it, since Salesforce keeps it too; a person may.
func beforeRemoval(ctx context.Context, call connectors.Call[deleteRecordIn]) (json.RawMessage, error) {
	object, id, err := call.In.target()
	if err != nil {
		return nil, err
	}
	record, _, err := read(ctx, call.Conn, object+"/"+id)
	if err != nil {
		return nil, err
	}
	return json.Marshal(record)
}

// removed tells whether the record is in the recycle bin. One that is nowhere, not even there, leaves the question open.
func removed(ctx context.Context, call connectors.Call[deleteRecordIn]) (deleteRecordOut, connectors.Found, error) {
	object, id, err := call.In.target()
	if err != nil {
		return deleteRecordOut{}, connectors.FoundCannotTell, err
	}
	deleted, known, err := inRecycleBin(ctx, call.Conn, object, id)
	switch {
	case err != nil || !known:
		return deleteRecordOut{}, connectors.FoundCannotTell, err
	case deleted:
		return deleteRecordOut{ID: id}, connectors.FoundYes, nil
	}
	return deleteRecordOut{}, connectors.FoundNo, nil
}

// inRecycleBin asks for a record among all records, deleted ones included.
func inRecycleBin(ctx context.Context, c *connectors.Connection, object, id string) (deleted, known bool, err error) {
	p, err := askPage(ctx, c, connectors.Request{Method: http.MethodGet, Path: base + "/queryAll",
		Query: url.Values{"q": {"SELECT Id, IsDeleted FROM " + object + " WHERE Id = " + quote(id)}}})
	if err != nil || len(*p.Records) == 0 {
		return false, false, err
	}
	deleted, ok := (*p.Records)[0]["IsDeleted"].(bool)
	return deleted, ok, nil
}

func previewRemoval(ctx context.Context, call connectors.Call[deleteRecordIn]) ([]connectors.Change, error) {
	object, id, err := call.In.target()
	if err != nil {
		return nil, err
	}
	record, _, err := read(ctx, call.Conn, object+"/"+id)
	if err != nil {
		return nil, err
	}
	name := record.text("Name")
	if name == "" {
		name = record.text("Subject")
	}
	return []connectors.Change{{Of: object + " " + name, Field: "IsDeleted", Before: "false", After: "true"}}, nil
}
