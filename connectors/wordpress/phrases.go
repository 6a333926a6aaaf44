package wordpress

import "sayso/connectors"

func createAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"publish", "write", "create", "draft", "post", "blog", "add", "prepare", "make", "put up", "save", "store", "file"},
			Objects: []string{"blog post", "post", "article", "WordPress post", "WordPress draft", "blog article", "blog entry", "news item", "draft post", "draft", "blog draft"},
			Patterns: []string{
				"publish a post titled {title}", "write a blog post about {content}", "create a draft titled {title}", "draft a blog post titled {title} about {content}", "publish {content} on the blog", "blog about {content}", "publish it on the website", "post it on the blog",
				"put it on the website",
			},
			Cues: map[string][]string{
				"title":      {"titled", "called", "title", "with the title", "headline", "headed"},
				"content":    {"about", "content", "with the content", "with the text", "saying", "body", "text", "on"},
				"status":     {"as", "status", "as a"},
				"categories": {"category", "categories", "in the category", "in the categories", "under", "filed under"},
				"tags":       {"tag", "tags", "tagged", "with the tag", "with the tags"},
			},
			Examples: []string{"Publish a blog post titled “Spring release” saying “The new cart is live”", "Draft a WordPress post titled “Opening hours” about the holidays, category News"},
		},
		De: connectors.Asks{
			Verbs:   []string{"veröffentlichen", "schreiben", "erstellen", "an|legen", "verfassen", "posten", "bloggen", "publizieren", "ein|stellen", "vor|bereiten", "entwerfen", "ab|legen", "speichern", "online stellen", "raus|hauen", "hoch|laden"},
			Objects: []string{"Blogbeitrag", "Beitrag", "Artikel", "WordPress-Beitrag", "Blogartikel", "Blogpost", "Blog-Beitrag", "Blogeintrag", "Beitragsentwurf", "Blogentwurf", "WordPress-Entwurf", "WordPress-Draft", "WordPress-Artikel", "News-Beitrag"},
			Patterns: []string{
				"veröffentliche einen Beitrag mit dem Titel {title}", "schreib einen Blogbeitrag über {content}", "leg einen Entwurf mit dem Titel {title} an", "veröffentliche {content} im Blog", "stell {content} auf die Website", "blogge über {content}",
			},
			Cues: map[string][]string{
				"title":      {"Titel", "mit dem Titel", "namens", "Überschrift", "mit der Überschrift"},
				"content":    {"über", "Inhalt", "mit dem Inhalt", "mit dem Text", "Text", "zu", "zum Thema"},
				"status":     {"als", "Status"},
				"categories": {"Kategorie", "Kategorien", "in der Kategorie", "in den Kategorien", "unter"},
				"tags":       {"Schlagwort", "Schlagwörter", "Tag", "Tags", "mit dem Tag", "mit den Tags", "mit dem Schlagwort"},
			},
			Examples: []string{"Veröffentliche einen Blogbeitrag mit dem Titel „Frühjahrsversion“ und dem Text „Der neue Warenkorb ist da“", "Leg einen WordPress-Beitrag mit dem Titel „Öffnungszeiten“ als Entwurf an, Kategorie News"},
		},
	}
}

func updateAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"update", "change", "edit", "publish", "unpublish", "rename", "retitle", "revise", "set", "rewrite", "correct", "take offline", "put live", "put back", "pull", "pull back", "take down", "go live"},
			Objects: []string{"post", "blog post", "article", "WordPress post", "draft", "blog article", "page", "title", "headline"},
			Patterns: []string{
				"publish the draft {post}", "update the post {post}", "change the title of the post {post} to {title}", "rename the post {post} to {title}", "set the post {post} to {status}", "change the text of the post {post} to {content}", "unpublish the post {post}",
			},
			Cues: map[string][]string{
				"post":    {"post", "article", "draft", "the post", "the article", "blog post", "the draft"},
				"title":   {"title", "title to", "titled", "new title", "to"},
				"content": {"text", "content", "text to", "content to", "to say", "saying", "with the text"},
				"status":  {"status", "to", "as", "status to"},
			},
			Examples: []string{"Change the title of the post “Spring release” to “Summer release”", "Set the WordPress post 311 to draft"},
		},
		De: connectors.Asks{
			Verbs:   []string{"ändern", "aktualisieren", "bearbeiten", "um|benennen", "überarbeiten", "setzen", "korrigieren", "veröffentlichen", "offline nehmen", "live schalten", "online stellen", "ab|ändern", "um|schreiben", "vom Netz nehmen", "live gehen", "online gehen", "offline stellen", "offline schalten", "online schalten"},
			Objects: []string{"Beitrag", "Blogbeitrag", "Artikel", "WordPress-Beitrag", "Entwurf", "Blogartikel", "Blogpost", "Seite", "Titel", "Überschrift"},
			Patterns: []string{
				"veröffentliche den Entwurf {post}", "aktualisiere den Beitrag {post}", "ändere den Titel des Beitrags {post} in {title}", "benenne den Beitrag {post} in {title} um", "setze den Beitrag {post} auf {status}", "ändere den Text des Beitrags {post} in {content}",
			},
			Cues: map[string][]string{
				"post":    {"Beitrag", "Artikel", "Entwurf", "den Beitrag", "des Beitrags", "Blogbeitrag", "WordPress-Beitrag"},
				"title":   {"Titel", "Titel in", "neuer Titel", "Titel auf", "in"},
				"content": {"Text", "Inhalt", "Text in", "mit dem Text"},
				"status":  {"Status", "auf", "als", "Status auf"},
			},
			Examples: []string{"Ändere den Titel des Beitrags „Frühjahrsversion“ in „Sommerversion“", "Setze den WordPress-Beitrag 311 auf Entwurf"},
		},
	}
}

func uploadAsks() connectors.Phrases {
	return connectors.Phrases{
		En: connectors.Asks{
			Verbs:   []string{"upload", "add", "put", "import", "push", "place"},
			Objects: []string{"media", "image", "picture", "photo", "media library", "file", "media file", "PDF", "video"},
			Patterns: []string{
				"upload {file} to WordPress", "upload {file} to the media library", "add {file} to the media library", "put {file} into the media library", "upload it to the website", "upload the image to the blog", "upload {file} to the site",
			},
			Cues: map[string][]string{
				"file":  {"file", "the file", "image", "picture", "the PDF", "attachment"},
				"title": {"titled", "called", "title", "with the title", "as"},
			},
			Examples: []string{"Upload the invoice PDF to the WordPress media library titled “Invoice”", "Add the attachment to the media library"},
		},
		De: connectors.Asks{
			Verbs:   []string{"hoch|laden", "hinzu|fügen", "legen", "stellen", "importieren", "ab|legen", "ein|stellen", "uploaden"},
			Objects: []string{"Medien", "Bild", "Foto", "Mediathek", "Datei", "Mediendatei", "Medienbibliothek", "PDF", "Video"},
			Patterns: []string{
				"lade {file} in WordPress hoch", "lade {file} in die Mediathek hoch", "füge {file} der Mediathek hinzu", "leg {file} in der Mediathek ab", "lade das Bild auf die Website hoch", "{file} in die Mediathek hochladen", "lade es in die Mediathek",
			},
			Cues: map[string][]string{
				"file":  {"Datei", "die Datei", "Bild", "das PDF", "Anhang", "den Anhang"},
				"title": {"Titel", "mit dem Titel", "namens", "als"},
			},
			Examples: []string{"Lade das Rechnungs-PDF in die WordPress-Mediathek hoch", "Füge den Anhang der Mediathek hinzu"},
		},
	}
}
