package github

import "sayso/connectors"

func createAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"open", "create", "file", "raise", "log", "report", "add", "submit", "make", "write", "put", "set up", "register", "enter", "track", "post", "mirror", "copy"},
			Objects: []string{"issue", "GitHub issue", "bug", "bug report", "feature request", "GitHub bug", "GitHub ticket"},
			Patterns: []string{
				"open an issue in {repo}: {title}", "file an issue in {repo} titled {title}", "create an issue {title} in {repo}", "report a bug in {repo}: {title}", "open a GitHub issue in {repo} about {title}", "file a bug against {repo}: {title}",
			},
			Cues: map[string][]string{
				"repo":     {"repo", "repository", "in", "in repo", "in the repo", "in the repository", "on", "for", "against"},
				"title":    {"titled", "called", "title", "with the title", "about", "for", "saying", ":"},
				"body":     {"body", "with the text", "text", "description", "with the description", "with the body", "details"},
				"labels":   {"label", "labels", "labelled", "labeled", "with the label", "with the labels", "tagged"},
				"assignee": {"assigned to", "assign it to", "assignee", "assign to", "assign"},
			},
			Examples: []string{"Open a GitHub issue in orchid/shop: cart loses items on reload", "File an issue in orchid/data titled “Import is slow”, label performance"},
		},
		De: connectors.Asks{
			Verbs:   []string{"eröffnen", "an|legen", "erstellen", "auf|machen", "öffnen", "melden", "ein|stellen", "erfassen", "schreiben", "auf|nehmen", "machen", "erzeugen", "hinzu|fügen", "ein|tragen", "ein|reichen"},
			Objects: []string{"Issue", "GitHub-Issue", "Bug", "Fehlerbericht", "Feature-Request", "GitHub-Ticket", "Fehler"},
			Patterns: []string{
				"eröffne in {repo} ein Issue: {title}", "leg in {repo} ein Issue an: {title}", "mach ein Issue in {repo} auf: {title}", "erstelle in {repo} ein Issue mit dem Titel {title}", "melde in {repo} einen Bug: {title}", "erstelle ein GitHub-Issue in {repo} zu {title}",
			},
			Cues: map[string][]string{
				"repo":     {"Repo", "Repository", "in", "im Repo", "im Repository", "für"},
				"title":    {"Titel", "mit dem Titel", "namens", "zu", "über", "wegen", ":"},
				"body":     {"Text", "mit dem Text", "Beschreibung", "mit der Beschreibung", "Details"},
				"labels":   {"Label", "Labels", "mit dem Label", "mit den Labels"},
				"assignee": {"zugewiesen an", "Bearbeiter", "zuständig"},
			},
			Examples: []string{"Eröffne in orchid/shop ein GitHub-Issue: Warenkorb verliert Artikel beim Neuladen", "Leg in orchid/data ein Issue mit dem Titel „Import ist langsam“ an, Label performance"},
		},
	}
}

func closeAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:    []string{"close", "resolve", "finish", "shut", "mark as done", "complete", "close out"},
			Objects:  []string{"issue", "GitHub issue", "bug", "GitHub ticket"},
			Patterns: []string{"close issue {number} in {repo}", "close issue {number} of {repo} with the comment {comment}", "close {number} in {repo}"},
			Cues: map[string][]string{
				"repo":    {"repo", "repository", "in", "of", "in repo", "in the repo", "on"},
				"number":  {"issue", "number", "issue number", "bug", "no", "#"},
				"comment": {"comment", "with the comment", "and comment", "saying", "with the note", "noting"},
			},
			Examples: []string{"Close issue 42 in orchid/shop", "Close the GitHub issue 42 of orchid/shop with the comment “shipped in 2.4”"},
		},
		De: connectors.Asks{
			Verbs:    []string{"schließen", "zu|machen", "ab|schließen", "erledigen", "beenden", "lösen", "dicht|machen"},
			Objects:  []string{"Issue", "GitHub-Issue", "Bug", "GitHub-Ticket"},
			Patterns: []string{"schließe Issue {number} in {repo}", "schließ das Issue {number} von {repo} mit dem Kommentar {comment}", "mach Issue {number} in {repo} zu"},
			Cues: map[string][]string{
				"repo":    {"Repo", "Repository", "in", "von", "im Repo", "im Repository"},
				"number":  {"Issue", "Nummer", "Bug", "Nr", "#"},
				"comment": {"Kommentar", "mit dem Kommentar", "und kommentiere", "mit dem Hinweis"},
			},
			Examples: []string{"Schließe Issue 42 in orchid/shop", "Mach das GitHub-Issue 42 von orchid/shop mit dem Kommentar „in 2.4 dabei“ zu"},
		},
	}
}

func commentAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:    []string{"comment", "add", "leave", "write", "reply", "post", "note", "answer", "respond", "put", "drop", "append", "chime in", "weigh in", "chip in"},
			Objects:  []string{"comment", "GitHub comment", "issue comment", "reply", "note", "remark", "notice"},
			Patterns: []string{"comment on issue {number} in {repo}: {body}", "comment on issue {number} of {repo} that {body}", "leave a comment on issue {number} in {repo}: {body}", "reply on issue {number} in {repo}: {body}", "comment {body} on issue {number} in {repo}"},
			Cues: map[string][]string{
				"repo":   {"repo", "repository", "in", "of", "in repo", "in the repo"},
				"number": {"issue", "number", "on issue", "PR", "pull request", "to issue", "bug", "#"},
				"body":   {"saying", "with", "with the text", "that", "reading", "comment", ":"},
			},
			Examples: []string{"Comment on issue 42 in orchid/shop: fixed on main", "Leave a comment on the GitHub issue 42 of orchid/shop that we ship on Friday"},
		},
		De: connectors.Asks{
			Verbs:    []string{"kommentieren", "hinzu|fügen", "schreiben", "hinterlassen", "antworten", "posten", "vermerken", "notieren", "ergänzen", "an|merken", "ein|tragen", "an|hängen", "dazu|schreiben", "drunter|schreiben", "dran|schreiben"},
			Objects:  []string{"Kommentar", "GitHub-Kommentar", "Antwort", "Notiz", "Anmerkung", "Bemerkung", "Hinweis"},
			Patterns: []string{"kommentiere Issue {number} in {repo}: {body}", "kommentiere Issue {number} von {repo} mit {body}", "schreib in Issue {number} von {repo}, dass {body}", "hinterlasse in Issue {number} von {repo} den Kommentar {body}", "antworte auf Issue {number} in {repo}: {body}"},
			Cues: map[string][]string{
				"repo":   {"Repo", "Repository", "in", "von", "im Repo", "im Repository"},
				"number": {"Issue", "Nummer", "auf Issue", "zu Issue", "PR", "Pull Request", "Bug", "#"},
				"body":   {"mit", "dass", "mit dem Text", "Kommentar", ":"},
			},
			Examples: []string{"Kommentiere Issue 42 in orchid/shop: auf main behoben", "Schreib in das GitHub-Issue 42 von orchid/shop, dass wir am Freitag liefern"},
		},
	}
}

func openedAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:    []string{"open", "create", "file", "raise", "report", "come in", "appear", "arrive", "submit", "pop up"},
			Objects:  []string{"issue", "GitHub issue", "bug", "new issue", "bug report", "feature request"},
			Patterns: []string{"an issue is opened in {repo}", "a new issue is opened in {repo}", "somebody opens an issue in {repo}", "somebody files a bug in {repo}", "a new GitHub issue comes in", "there is a new issue in {repo}", "a new issue in {repo}"},
			Cues:     map[string][]string{"repo": {"repo", "repository", "in", "on", "in repo", "in the repo", "in the repository"}},
			Examples: []string{"When an issue is opened in the repo orchid/shop", "Whenever somebody files a GitHub issue in orchid/data"},
		},
		De: connectors.Asks{
			Verbs:    []string{"eröffnen", "an|legen", "erstellen", "auf|machen", "öffnen", "melden", "rein|kommen", "ein|gehen", "auf|tauchen", "ein|stellen"},
			Objects:  []string{"Issue", "GitHub-Issue", "Bug", "neues Issue", "Fehlerbericht", "Feature-Request"},
			Patterns: []string{"ein Issue in {repo} eröffnet wird", "in {repo} ein Issue aufgemacht wird", "jemand in {repo} ein Issue eröffnet", "jemand in {repo} einen Bug meldet", "ein neues GitHub-Issue reinkommt", "es ein neues Issue in {repo} gibt", "neues Issue in {repo}"},
			Cues:     map[string][]string{"repo": {"Repo", "Repository", "in", "im Repo", "im Repository"}},
			Examples: []string{"Wenn im Repo orchid/shop ein Issue eröffnet wird", "Sobald jemand in orchid/data ein GitHub-Issue aufmacht"},
		},
	}
}
