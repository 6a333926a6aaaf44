package wordpress

import "sayso/connectors"

type createIn struct {
	Title      string          `json:"title" jsonschema:"Title" de:"Titel" trust:"text"`
	Content    connectors.Text `json:"content" jsonschema:"What the post says" de:"Was im Beitrag steht" trust:"text"`
	Status     status          `json:"status,omitempty" jsonschema:"draft or publish; draft if not given" de:"draft (Entwurf) oder publish (veröffentlicht); ohne Angabe Entwurf" trust:"yours"`
	Categories []string        `json:"categories,omitempty" jsonschema:"Categories by name" de:"Kategorien, mit Namen"`
	Tags       []string        `json:"tags,omitempty" jsonschema:"Tags to add" de:"Schlagwörter, die dazukommen"`
}

type postOut struct {
	ID  string         `json:"id" jsonschema:"Id of the post" de:"ID des Beitrags"`
	URL connectors.URL `json:"url" jsonschema:"Link to the post" de:"Link zum Beitrag"`
}

func createPost() *connectors.Operation {
	return connectors.Define(connectors.Action[createIn, postOut]{
		Name: "create_post",
		Doc:  connectors.Doc{En: "Write a post, as a draft or published", De: "Einen Beitrag schreiben, als Entwurf oder veröffentlicht"},
		Asks: createAsks(),
		Says: connectors.Sentence{
			En: "Write the post “{title}”[ with status {status}][ in {categories}][ with the tags {tags}]",
			De: "Den Beitrag „{title}“ schreiben[, Status {status}][, in {categories}][, mit den Schlagwörtern {tags}]"},
		Effect: connectors.Write, Once: connectors.OnceFind, UndoBy: "trash",
		Undone: connectors.Sentence{En: "post {id} moved to the trash (people may have read it)", De: "Beitrag {id} in den Papierkorb gelegt (er kann gelesen worden sein)"},
		Doubt:  connectors.Doc{En: "I don't know whether the post was written.", De: "Ich weiß nicht, ob der Beitrag angelegt wurde."},
	})
}

type updateIn struct {
	Post    string          `json:"post" jsonschema:"Post: id, link or title" de:"Beitrag: ID, Link oder Titel"`
	Title   string          `json:"title,omitempty" jsonschema:"New title" de:"Neuer Titel" trust:"text"`
	Content connectors.Text `json:"content,omitempty" jsonschema:"What the post is to say" de:"Was im Beitrag stehen soll" trust:"text"`
	Status  string          `json:"status,omitempty" jsonschema:"draft, publish, pending or private" de:"draft (Entwurf), publish (veröffentlicht), pending oder private" trust:"yours"`
}

func updatePost() *connectors.Operation {
	return connectors.Define(connectors.Action[updateIn, postOut]{
		Name: "update_post",
		Doc:  connectors.Doc{En: "Change a post, or publish it", De: "Einen Beitrag ändern oder veröffentlichen"},
		Asks: updateAsks(),
		Says: connectors.Sentence{
			En: "Change the post {post}[: title “{title}”][, status {status}][, text “{content}”]",
			De: "Den Beitrag {post} ändern[: Titel „{title}“][, Status {status}][, Text „{content}“]"},
		Effect: connectors.Write, Once: connectors.OnceID, UndoBy: "restore",
		Undone: connectors.Sentence{En: "post {id} as it was", De: "Beitrag {id} wieder im alten Stand"},
		Doubt:  connectors.Doc{En: "I don't know whether the post was changed.", De: "Ich weiß nicht, ob der Beitrag geändert wurde."},
	})
}

type uploadIn struct {
	File  connectors.File `json:"file" jsonschema:"The file" de:"Die Datei"`
	Title string          `json:"title,omitempty" jsonschema:"Title in the media library" de:"Titel in der Mediathek" trust:"text"`
}

type mediaOut struct {
	ID  string         `json:"id" jsonschema:"Id in the media library" de:"ID in der Mediathek"`
	URL connectors.URL `json:"url" jsonschema:"Link to the file" de:"Link zur Datei"`
}

func uploadMedia() *connectors.Operation {
	return connectors.Define(connectors.Action[uploadIn, mediaOut]{
		Name:   "upload_media",
		Doc:    connectors.Doc{En: "Upload a file to the media library", De: "Eine Datei in die Mediathek hochladen"},
		Asks:   uploadAsks(),
		Says:   connectors.Sentence{En: "Upload {file} to the media library[ as “{title}”]", De: "{file} in die Mediathek hochladen[ als „{title}“]"},
		Effect: connectors.Write, Once: connectors.OnceFind, UndoBy: "delete",
		Undone: connectors.Sentence{En: "file {id} deleted from the media library", De: "Datei {id} aus der Mediathek gelöscht"},
		Doubt:  connectors.Doc{En: "I don't know whether the file was uploaded.", De: "Ich weiß nicht, ob die Datei hochgeladen wurde."},
	})
}
