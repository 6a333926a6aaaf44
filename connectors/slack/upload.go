package slack

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"sayso/connectors"
)

type uploadIn struct {
	Channel string          `json:"channel" jsonschema:"Channel: #name, name or id" de:"Kanal: #Name, Name oder ID"`
	File    connectors.File `json:"file" jsonschema:"The file" de:"Die Datei"`
	Comment connectors.Text `json:"comment,omitempty" jsonschema:"What to say with it" de:"Was dazu gesagt wird" trust:"text"`
}

type uploadOut struct {
	ID  string         `json:"id" jsonschema:"Id of the file" de:"ID der Datei"`
	URL connectors.URL `json:"url" jsonschema:"Link to the file" de:"Link zur Datei"`
}

// file is a file as Slack gives it.
type file struct {
	ID     string                        `json:"id"`
	Alt    string                        `json:"alt_txt"`
	Link   string                        `json:"permalink"`
	Shares map[string]map[string][]share `json:"shares"` // by "public" or "private", then by channel
}

type share struct {
	TS string `json:"ts"`
}

// uploadFile shares a file in three calls: announce it, send its bytes, complete it. Only the last one shows it to anybody, so
// that an attempt that stopped before can begin anew. A file takes no metadata; what Slack does offer for a text of ours is the
// description for screen readers (alt_txt), which is where the marker goes. People who read with their eyes don't see it.
func uploadFile() *connectors.Operation {
	return connectors.Define(connectors.Action[uploadIn, uploadOut]{
		Name:   "upload_file",
		Doc:    connectors.Doc{En: "Share a file in a channel", De: "Eine Datei in einem Kanal teilen"},
		Asks:   uploadAsks(),
		Says:   connectors.Sentence{En: "Share {file} in channel {channel}[ with the words “{comment}”]", De: "{file} im Kanal {channel} teilen[ mit den Worten „{comment}“]"},
		Effect: connectors.Write, Once: connectors.OnceFind, UndoBy: "delete", Long: true,
		Lag:    30 * time.Second, // Slack shares files in the background
		Undone: connectors.Sentence{En: "file deleted from {channel} (people may have opened it)", De: "Datei aus {channel} gelöscht (sie kann geöffnet worden sein)"},
		Doubt:  connectors.Doc{En: "I don't know whether the file was shared.", De: "Ich weiß nicht, ob die Datei geteilt wurde."},
		Do:     upload,
		Undo: func(ctx context.Context, u connectors.Undoing[uploadIn, uploadOut]) error {
			return unshare(ctx, u.Conn, u.Out.ID)
		},
		Find: func(ctx context.Context, c connectors.Call[uploadIn]) (uploadOut, connectors.Found, error) {
			me, err := whoAmI(ctx, c.Conn)
			if err != nil {
				return uploadOut{}, connectors.FoundCannotTell, err
			}
			f, found, err := soughtFile(ctx, c.Conn, me.UserID, c.Key, c.Now)
			return uploadOut{f.ID, fileLink(me, f, c.In.File.Name)}, found, err
		},
	})
}

func upload(ctx context.Context, c connectors.Call[uploadIn]) (uploadOut, error) {
	channel, err := findChannel(ctx, c.Conn, c.In.Channel)
	if err != nil {
		return uploadOut{}, err
	}
	content, err := c.Files.Get(ctx, c.In.File)
	if err != nil {
		return uploadOut{}, err
	}
	if len(content) == 0 {
		return uploadOut{}, connectors.Errorf(connectors.Invalid, "%s is empty; Slack takes no empty files", c.In.File.Name)
	}
	me, err := whoAmI(ctx, c.Conn)
	if err != nil {
		return uploadOut{}, err
	}
	id, err := send(ctx, c, content)
	if err != nil {
		return uploadOut{}, err
	}
	args := map[string]any{"channel_id": channel, "files": []any{map[string]any{"id": id, "title": c.In.File.Name}}}
	if c.In.Comment != "" {
		args["initial_comment"] = escape(string(c.In.Comment))
	}
	if err := write(ctx, c.Conn, "files.completeUploadExternal", args, nil); err != nil {
		return uploadOut{}, err
	}
	return uploadOut{id, fileLink(me, file{ID: id}, c.In.File.Name)}, nil
}

// send announces a file and sends its bytes to where Slack wants them. Nobody sees anything of it yet.
func send(ctx context.Context, c connectors.Call[uploadIn], content []byte) (id string, err error) {
	var ticket struct {
		URL string `json:"upload_url"`
		ID  string `json:"file_id"`
	}
	args := url.Values{"filename": {c.In.File.Name}, "length": {strconv.Itoa(len(content))}, "alt_txt": {mark(c.In.File.Name, c.Key)}}
	if err := ask(ctx, c.Conn, "files.getUploadURLExternal", args, &ticket); err != nil {
		return "", err
	}
	if ticket.ID == "" || ticket.URL == "" {
		return "", connectors.Errorf(connectors.Unavailable, "Slack didn't say where to send the file")
	}
	resp, err := c.Conn.Send(ctx, connectors.Request{Method: http.MethodPost, Elsewhere: ticket.URL, Unsigned: true, Reads: true, Body: content,
		Header: http.Header{"Content-Type": {"application/octet-stream"}}})
	if err != nil {
		return "", err
	}
	if e := resp.Err(); e != nil {
		e.Message = "Slack didn't take the file's content: " + e.Message
		return "", e
	}
	return ticket.ID, nil
}

func mark(name, key string) string { return name + " · sayso-" + key }

// soughtFile looks for the file that was sent with a key among those of our bot since the step began.
func soughtFile(ctx context.Context, c *connectors.Connection, me, key string, begun time.Time) (file, connectors.Found, error) {
	for page := 1; page <= pages; page++ {
		args := url.Values{"user": {me}, "ts_from": {strconv.FormatInt(begun.Add(-clocks).Unix(), 10)}, "count": {"100"}, "page": {strconv.Itoa(page)}}
		var answer struct {
			Files  []file `json:"files"`
			Paging struct {
				Pages int `json:"pages"`
			} `json:"paging"`
		}
		if err := read(ctx, c, "files.list", args, &answer); err != nil {
			if says(err, "missing_scope", "no_permission", "not_allowed_token_type") {
				return file{}, connectors.FoundCannotTell, nil
			}
			return file{}, connectors.FoundCannotTell, err
		}
		i := slices.IndexFunc(answer.Files, func(f file) bool { return strings.HasSuffix(f.Alt, "sayso-"+key) })
		if i >= 0 {
			return answer.Files[i], connectors.FoundYes, nil
		}
		if page >= answer.Paging.Pages {
			return file{}, connectors.FoundNo, nil
		}
	}
	return file{}, connectors.FoundCannotTell, nil
}

// fileLink gives a file's address; Slack goes by the id in it, so that it can be made without asking.
func fileLink(me identity, f file, name string) connectors.URL {
	return connectors.URL(fmt.Sprintf("%s/files/%s/%s/%s", strings.TrimSuffix(me.URL, "/"), me.UserID, f.ID, url.PathEscape(strings.ToLower(name))))
}

// unshare deletes a file and the messages that show it, which Slack would leave standing empty.
func unshare(ctx context.Context, c *connectors.Connection, id string) error {
	var answer struct {
		File file `json:"file"`
	}
	err := read(ctx, c, "files.info", url.Values{"file": {id}}, &answer)
	if says(err, "file_not_found", "file_deleted") {
		return nil
	}
	if err != nil {
		return err
	}
	for _, side := range answer.File.Shares {
		for channel, shares := range side {
			for _, s := range shares {
				if err := remove(ctx, c, place{channel, s.TS}); err != nil {
					return err
				}
			}
		}
	}
	err = write(ctx, c, "files.delete", map[string]any{"file": id}, nil)
	if says(err, "file_not_found", "file_deleted") {
		return nil
	}
	return err
}
