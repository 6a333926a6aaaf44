package email

import (
	"bytes"
	"context"
	"errors"
	"mime"
	"path"
	"strings"
	"unicode"

	gomail "github.com/wneessen/go-mail"

	"sayso/connectors"
)

// anyType is the media type of what nothing better is known of.
const anyType = "application/octet-stream"

// attach reads the files and adds them to a message.
func attach(ctx context.Context, msg *gomail.Msg, files connectors.Files, list []connectors.File) error {
	size := int64(0)
	for _, f := range list {
		size += f.Size/3*4 + f.Size/57 // base64, in lines
	}
	if size > MaxMessage { // before any of it is read
		return tooLarge(int(size), MaxMessage)
	}
	if len(list) > 0 && files == nil {
		return connectors.Errorf(connectors.Invalid, "there is no store to read the attachments from")
	}
	for _, f := range list {
		content, err := files.Get(ctx, f)
		if err != nil {
			return unread(f, err)
		}
		msg.AttachReadSeeker(f.Name, bytes.NewReader(content), described(f))
	}
	return nil
}

// described writes an attachment's headers: the name as RFC 2231 has it, which all mail programs read.
func described(f connectors.File) gomail.FileOption {
	mediaType, _, err := mime.ParseMediaType(f.MediaType)
	if err != nil || strings.HasPrefix(mediaType, "multipart/") || strings.HasPrefix(mediaType, "message/") {
		mediaType = anyType // those two may not be in base64 (RFC 2046)
	}
	return func(file *gomail.File) {
		file.Header.Set("Content-Type", mediaType)
		file.Header.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": fileName(f.Name)}))
	}
}

// fileName makes a name safe to save a file under: no folder, no control characters, none that a file system refuses or a reader
// takes for an encoded word, nothing that turns the reading direction around to hide what kind of file it is.
func fileName(name string) string {
	name = path.Base(strings.ReplaceAll(oneLine(name), `\`, "/"))
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Cf, r):
			return -1
		case strings.ContainsRune(`?*<>|":`, r):
			return '_'
		}
		return r
	}, name)
	if strings.Trim(name, "./ ") == "" {
		return "attachment"
	}
	if ext := path.Ext(name); len(name) > maxName && len(ext) < 20 {
		name = cut(strings.TrimSuffix(name, ext), maxName-len(ext)) + ext
	}
	return cut(name, maxName)
}

// unread is the error of an attachment that can't be read. Whatever its kind, nothing was sent.
func unread(f connectors.File, err error) error {
	out := &connectors.Error{Kind: connectors.Unavailable, Code: "attachment", Err: err,
		Message: "the attachment " + fileName(f.Name) + " can't be read: " + err.Error()}
	var known *connectors.Error
	if errors.As(err, &known) && known.Kind != connectors.Unknown {
		out.Kind = known.Kind
	}
	return out
}
