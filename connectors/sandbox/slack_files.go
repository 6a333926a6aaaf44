package sandbox

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
)

// slackUpload is a file between its announcement and its completion. Nobody sees it, and Slack forgets it; so does a restart.
type slackUpload struct {
	file    slackFile
	arrived bool
}

// slackFile is a file that was shared. Of its content only size and digest are kept.
type slackFile struct {
	ID      string            `json:"id"`
	Name    string            `json:"name"`
	Title   string            `json:"title"`
	Alt     string            `json:"alt_txt,omitempty"`
	User    string            `json:"user"`
	Size    int               `json:"size"`
	SHA256  string            `json:"sha256"`
	Created int64             `json:"created"`
	Shares  map[string]string `json:"shares,omitempty"` // the message that shows it, by conversation
}

func (f slackFile) view(private func(channel string) bool) map[string]any {
	shares := map[string]map[string]any{"public": {}, "private": {}}
	for channel, ts := range f.Shares {
		side := "public"
		if private(channel) {
			side = "private"
		}
		shares[side][channel] = []any{map[string]any{"ts": ts}}
	}
	return map[string]any{"id": f.ID, "name": f.Name, "title": f.Title, "alt_txt": f.Alt, "user": f.User, "size": f.Size, "created": f.Created,
		"timestamp": f.Created, "shares": shares, "permalink": slackWorkspace + "files/" + f.User + "/" + f.ID + "/" + f.Name}
}

func (s *slack) private(channel string) bool {
	ch, err := s.conversation(channel)
	return err != nil || ch.Private
}

func (s *slack) filesGetUploadURL(c slackCall) (slackAnswer, error) {
	size, err := strconv.Atoi(c.args["length"])
	if err != nil || size <= 0 || c.args["filename"] == "" {
		return nil, slackFailure("invalid_arguments")
	}
	f := slackFile{ID: fmt.Sprintf("F0SANDBX%03d", s.journal.count("file")+len(s.uploads)+1), Name: c.args["filename"], Alt: c.args["alt_txt"], User: slackBot, Size: size}
	ticket := hex.EncodeToString([]byte(f.ID))
	s.uploads[ticket] = &slackUpload{file: f}
	return slackAnswer{"file_id": f.ID, "upload_url": s.site + "/upload/v1/" + ticket}, nil
}

// upload takes a file's bytes. The ticket in the address is all that is asked for.
func (s *slack) upload(w http.ResponseWriter, r *http.Request) {
	content, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 64<<20))
	s.mu.Lock()
	defer s.mu.Unlock()
	u := s.uploads[r.PathValue("ticket")]
	if err != nil || u == nil || len(content) != u.file.Size {
		http.Error(w, "bad upload", http.StatusBadRequest)
		return
	}
	sum := sha256.Sum256(content)
	u.file.SHA256, u.arrived = hex.EncodeToString(sum[:]), true
	_, _ = fmt.Fprintf(w, "OK - %d", len(content))
}

func (s *slack) filesCompleteUpload(c slackCall) (slackAnswer, error) {
	var named []struct{ ID, Title string }
	if json.Unmarshal([]byte(c.args["files"]), &named) != nil || len(named) != 1 {
		return nil, slackFailure("invalid_arguments")
	}
	ticket := hex.EncodeToString([]byte(named[0].ID))
	u := s.uploads[ticket]
	if u == nil || !u.arrived {
		return nil, slackFailure("file_not_found")
	}
	ch, err := s.writable(c.args["channel_id"])
	if err != nil {
		return nil, err
	}
	f := u.file
	m := slackMessage{Channel: ch.ID, User: slackBot, Text: c.args["initial_comment"], ThreadTS: c.args["thread_ts"], Files: []string{f.ID}, TS: s.nextTS()}
	f.Title, f.Created, f.Shares = named[0].Title, s.now().Unix(), map[string]string{ch.ID: m.TS}
	if f.Title == "" {
		f.Title = f.Name
	}
	if err := s.putMessage(m, nil); err != nil {
		return nil, err
	}
	if err := s.journal.put("file", f.ID, f, c.effect("%s: file %s uploaded", ch.label(), f.Name)); err != nil {
		return nil, err
	}
	delete(s.uploads, ticket)
	return slackAnswer{"files": []any{f.view(s.private)}}, nil
}

func (s *slack) filesList(c slackCall) (slackAnswer, error) {
	from, _ := strconv.ParseInt(c.args["ts_from"], 10, 64)
	all := []any{}
	for _, f := range list[slackFile](s.journal, "file") {
		if f.Created >= from && (c.args["user"] == "" || c.args["user"] == f.User) {
			all = append(all, f.view(s.private))
		}
	}
	count, page := 100, 1
	if n, err := strconv.Atoi(c.args["count"]); err == nil && n > 0 {
		count = min(n, 1000)
	}
	if n, err := strconv.Atoi(c.args["page"]); err == nil && n > 0 {
		page = n
	}
	pages := (len(all) + count - 1) / count
	first, last := min((page-1)*count, len(all)), min(page*count, len(all))
	return slackAnswer{"files": all[first:last], "paging": map[string]any{"count": count, "total": len(all), "page": page, "pages": pages}}, nil
}

func (s *slack) filesInfo(c slackCall) (slackAnswer, error) {
	var f slackFile
	if !s.journal.get("file", c.args["file"], &f) {
		return nil, slackFailure("file_not_found")
	}
	return slackAnswer{"file": f.view(s.private)}, nil
}

func (s *slack) filesDelete(c slackCall) (slackAnswer, error) {
	var f slackFile
	if !s.journal.get("file", c.args["file"], &f) {
		return nil, slackFailure("file_not_found")
	}
	if f.User != slackBot {
		return nil, slackFailure("cant_delete_file")
	}
	return nil, s.journal.put("file", f.ID, nil, c.effect("File %s deleted", f.Name))
}
