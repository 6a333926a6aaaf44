package salesforce

import (
	"context"
	"strings"
	"time"

	"sayso/connectors"
)

type logActivityIn struct {
	About   string          `json:"about" jsonschema:"Account, contact, opportunity or lead that the activity was about, by name or id" de:"Account, Kontakt, Opportunity oder Lead, um den es ging, mit Name oder Id"`
	Subject string          `json:"subject" jsonschema:"Subject, such as Call" de:"Betreff, etwa Anruf"`
	Note    connectors.Text `json:"note,omitempty" jsonschema:"What was said or done" de:"Was besprochen oder getan wurde"`
}

func logActivity() *connectors.Operation {
	record := creation[logActivityIn](draftActivity)
	return connectors.Define(connectors.Action[logActivityIn, created]{
		Name: "log_activity",
		Doc: connectors.Doc{En: "Log what was done for a record, such as a call or a meeting, as a completed task.",
			De: "Hält fest, was zu einem Datensatz getan wurde, etwa einen Anruf, als erledigte Aufgabe."},
		Asks: connectors.Phrases{
			En: connectors.Asks{
				Verbs:   []string{"log", "record", "enter", "note", "add", "track", "put", "put down", "document", "jot down"},
				Objects: []string{"activity", "call", "phone call", "meeting", "visit", "conversation", "task", "touchpoint"},
				Patterns: []string{"log a call with {about}[ - subject {subject}][, note: {note}]",
					"log a meeting with {about}", "log an email", "record an email", "log a mail", "log the activity {subject} for {about}",
					"record that we talked to {about}"},
				Cues: map[string][]string{
					"about":   {"with", "for", "about", "on", "under"},
					"subject": {"subject", "titled", "called"},
					"note":    {"note", "notes", "that", "saying"},
				},
				Examples: []string{"Log a call with Delacroix Textiles, subject pricing call, note: they want 12% off for three years", "Log a meeting with ACME Corp in the CRM"},
			},
			De: connectors.Asks{
				Verbs:   []string{"ein|tragen", "protokollieren", "erfassen", "fest|halten", "vermerken", "dokumentieren", "loggen", "nach|tragen", "notieren", "an|legen", "hinterlegen", "auf|schreiben"},
				Objects: []string{"Aktivität", "Anruf", "Telefonat", "Gespräch", "Termin", "Besuch", "Treffen"},
				Patterns: []string{"trag das Telefonat mit {about} als Aktivität ein",
					"protokolliere einen Anruf bei {about}[, Betreff {subject}][, Notiz: {note}]",
					"halte das Gespräch mit {about} fest"},
				Cues: map[string][]string{
					"about":   {"mit", "bei", "zu", "für"},
					"subject": {"Betreff", "Thema", "Titel"},
					"note":    {"Notiz", "dass", "Inhalt"},
				},
				Examples: []string{"Protokolliere einen Anruf bei Müller GmbH, Betreff Wartung, Notiz: Termin im März",
					"Trag das Telefonat mit Nordlicht Yachten als Aktivität ein"},
			},
		},
		Says: connectors.Sentence{En: "Log the activity “{subject}” with {about}[: {note}]",
			De: "Die Aktivität „{subject}“ bei {about} eintragen[: {note}]"},
		Effect: connectors.Write, Once: connectors.OnceKey, UndoBy: "delete",
		Undone: connectors.Sentence{En: "activity “{subject}” deleted", De: "Aktivität „{subject}“ gelöscht"},
		Do:     record.do, Find: record.findIn("Task"), Undo: record.undoIn("Task"),
	})
}

func draftActivity(ctx context.Context, call connectors.Call[logActivityIn]) (draft, error) {
	d := draft{object: "Task", fields: map[string]any{"Subject": call.In.Subject, "Status": "Completed",
		"ActivityDate": call.Now.UTC().Format(time.DateOnly)}}
	d.put("Description", string(call.In.Note))
	field, id, err := subjectOf(ctx, call.Conn, strings.TrimSpace(call.In.About))
	if err != nil {
		return d, err
	}
	d.put(field, id)
	return d, nil
}

// kind is an object that an activity can be about, and the field by which the activity hangs on it.
type kind struct {
	object
	field string
}

func kindsOfSubject() []kind {
	return []kind{{accounts(), "WhatId"}, {contacts(), "WhoId"}, {opportunities(), "WhatId"}, {leads(), "WhoId"}}
}

// subjectOf finds the record that an activity is about, among all kinds that it can be about.
func subjectOf(ctx context.Context, c *connectors.Connection, about string) (field, id string, err error) {
	for _, k := range kindsOfSubject() {
		if k.isID(about) {
			r, err := k.one(ctx, c, about, "")
			return k.field, r.text("Id"), err
		}
	}
	var matches []string
	collect := func(k kind, rows []row) {
		for _, r := range rows {
			field, id = k.field, r.text("Id")
			matches = append(matches, k.what+" "+k.told(r))
		}
	}
	for _, k := range kindsOfSubject() {
		rows, err := k.named(ctx, c, about, "")
		if err != nil {
			return "", "", err
		}
		collect(k, rows)
	}
	var known []string
	if len(matches) == 0 {
		for _, k := range kindsOfSubject() {
			near, err := k.near(ctx, c, about, "")
			if err != nil {
				return "", "", err
			}
			rows, err := k.spelt(ctx, c, about, near)
			if err != nil {
				return "", "", err
			}
			collect(k, rows)
			known = append(known, names(near)...)
		}
	}
	switch len(matches) {
	case 0:
		return "", "", connectors.NoSuch("account, contact, opportunity or lead", about, known)
	case 1:
		return field, id, nil
	}
	return "", "", connectors.Several("record", about, matches)
}
