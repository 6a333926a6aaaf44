package jira

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"sayso/connectors"
)

type commentIn struct {
	Issue string          `json:"issue" jsonschema:"Issue: key, link or summary" de:"Vorgang: Schlüssel, Link oder Titel"`
	Body  connectors.Text `json:"body" jsonschema:"What the comment says" de:"Was im Kommentar steht" trust:"text"`
}

type commentOut struct {
	ID string `json:"id" jsonschema:"Id of the comment" de:"ID des Kommentars"`
}

func addComment() *connectors.Operation {
	return connectors.Define(connectors.Action[commentIn, commentOut]{
		Name:   "add_comment",
		Doc:    connectors.Doc{En: "Comment on an issue", De: "Einen Vorgang kommentieren"},
		Asks:   commentAsks(),
		Says:   connectors.Sentence{En: "Comment on issue {issue}: “{body}”", De: "Vorgang {issue} kommentieren: „{body}“"},
		Effect: connectors.Write, Once: connectors.OnceFind, UndoBy: "delete",
		Undone: connectors.Sentence{En: "comment on {issue} deleted (people may have been notified of it)", De: "Kommentar zu {issue} gelöscht (es können Benachrichtigungen hinausgegangen sein)"},
		Doubt:  connectors.Doc{En: "I don't know whether the comment was added.", De: "Ich weiß nicht, ob der Kommentar hinzugefügt wurde."},
		// The key is kept for the undo: a summary that means one issue now may mean two by then.
		Before: func(ctx context.Context, c connectors.Call[commentIn]) (json.RawMessage, error) {
			key, err := locate(ctx, c.Conn, c.In.Issue)
			if err != nil {
				return nil, err
			}
			return json.Marshal(keyOut{key})
		},
		Do: func(ctx context.Context, c connectors.Call[commentIn]) (commentOut, error) {
			key, err := locate(ctx, c.Conn, c.In.Issue)
			if err != nil {
				return commentOut{}, err
			}
			id, err := comment(ctx, c.Conn, key, c.In.Body, c.Key)
			return commentOut{id}, err
		},
		Undo: func(ctx context.Context, u connectors.Undoing[commentIn, commentOut]) error {
			var on keyOut
			if err := json.Unmarshal(u.Before, &on); err != nil {
				return connectors.Errorf(connectors.Invalid, "the before-image can't be read: %v", err)
			}
			return uncomment(ctx, u.Conn, on.Key, u.Out.ID)
		},
		Find: func(ctx context.Context, c connectors.Call[commentIn]) (commentOut, connectors.Found, error) {
			key, err := locate(ctx, c.Conn, c.In.Issue)
			if err != nil {
				return commentOut{}, connectors.FoundCannotTell, err
			}
			id, found, err := sought(ctx, c.Conn, key, c.Key, c.Now)
			return commentOut{id}, found, err
		},
	})
}

// comment adds a comment with its marker and gives its id.
func comment(ctx context.Context, c *connectors.Connection, issue string, text connectors.Text, key string) (string, error) {
	var made struct {
		ID string `json:"id"`
	}
	body := map[string]any{"body": document(text), "properties": marker(key)}
	if err := write(ctx, c, http.MethodPost, pathOf(issue, "comment"), body, &made); err != nil {
		return "", err
	}
	if made.ID == "" {
		return "", unreadable(connectors.Unknown, "which comment was added")
	}
	return made.ID, nil
}

// uncomment deletes a comment and is content where it is gone.
func uncomment(ctx context.Context, c *connectors.Connection, issue, id string) error {
	err := write(ctx, c, http.MethodDelete, pathOf(issue, "comment", id), nil, nil)
	if gone(err) {
		return nil
	}
	return err
}

const (
	clocks      = 5 * time.Minute // by how much Jira's clock may be behind ours
	commentPage = 100
	timeLayout  = "2006-01-02T15:04:05.000-0700"
)

// sought looks among an issue's comments, the latest first, for the one that was added with a key.
func sought(ctx context.Context, c *connectors.Connection, issue, key string, begun time.Time) (id string, found connectors.Found, err error) {
	for from := 0; ; from += commentPage {
		var page struct {
			Total    int `json:"total"`
			Comments []struct {
				ID         string `json:"id"`
				Created    string `json:"created"`
				Properties []struct {
					Key   string          `json:"key"`
					Value json.RawMessage `json:"value"`
				} `json:"properties"`
			} `json:"comments"`
		}
		args := url.Values{"expand": {"properties"}, "orderBy": {"-created"}, "startAt": {strconv.Itoa(from)}, "maxResults": {strconv.Itoa(commentPage)}}
		if err := read(ctx, c, pathOf(issue, "comment"), args, &page); err != nil {
			return "", connectors.FoundCannotTell, err
		}
		if page.Comments == nil {
			return "", connectors.FoundCannotTell, unreadable(connectors.Unavailable, "which comments there are")
		}
		for _, one := range page.Comments {
			for _, p := range one.Properties {
				var value struct{ Key string }
				if p.Key == property && json.Unmarshal(p.Value, &value) == nil && value.Key == key {
					return one.ID, connectors.FoundYes, nil
				}
			}
			if at, err := time.Parse(timeLayout, one.Created); err == nil && at.Before(begun.Add(-clocks)) {
				return "", connectors.FoundNo, nil
			}
		}
		if len(page.Comments) == 0 || from+len(page.Comments) >= page.Total {
			return "", connectors.FoundNo, nil
		}
	}
}
