package email

import (
	"context"
	"slices"
	"time"

	"github.com/emersion/go-imap/v2"

	"sayso/connectors"
)

// Bounds of a search. What it gives is kept with the run, so it has to stay small.
const (
	defaultLimit = 20
	maxLimit     = 100
	window       = 2000      // of so many matches, the newest, the time is looked at
	maxFetched   = 256 << 10 // of a mail, in bytes as it travels
	maxBody      = 10_000    // of a mail's text, in bytes
	maxBodies    = 200_000   // of all texts together
	maxSnippet   = 200       // bytes
)

type searchIn struct {
	From    string `json:"from,omitempty" jsonschema:"Part of the sender's name or address" de:"Teil von Name oder Adresse des Absenders"`
	Subject string `json:"subject,omitempty" jsonschema:"Part of the subject line" de:"Teil des Betreffs" trust:"text"`
	Text    string `json:"text,omitempty" jsonschema:"Words anywhere in the mail" de:"Wörter irgendwo in der Mail" trust:"text"`
	Since   string `json:"since,omitempty" jsonschema:"Only mail since then: a date, a time, or a duration back such as 7d" de:"Nur Mail seit dann: ein Datum, ein Zeitpunkt oder eine Dauer zurück wie 7d"`
	Unread  bool   `json:"unread,omitempty" jsonschema:"Only mail that is unread" de:"Nur ungelesene Mail"`
	Limit   int    `json:"limit,omitempty" jsonschema:"At most so many mails, the newest; 20 if not given, 100 at most" de:"Höchstens so viele Mails, die neuesten; 20 ohne Angabe, höchstens 100" most:"100"`
}

type searchOut struct {
	Messages []message `json:"messages" jsonschema:"The mails, newest first" de:"Die Mails, neueste zuerst"`
	Total    int       `json:"total" jsonschema:"How many mails match" de:"Wie viele Mails passen"`
}

type message struct {
	From      connectors.Email    `json:"from" jsonschema:"Address of the sender; empty if it can't be read" de:"Adresse des Absenders; leer, wenn nicht lesbar"`
	Name      string              `json:"name" jsonschema:"Name of the sender" de:"Name des Absenders" trust:"text"`
	To        []connectors.Email  `json:"to" jsonschema:"Addresses of the recipients" de:"Adressen der Empfänger"`
	Subject   string              `json:"subject" jsonschema:"Subject line" de:"Betreff" trust:"text"`
	Date      connectors.DateTime `json:"date" jsonschema:"When it arrived" de:"Wann sie ankam"`
	Snippet   string              `json:"snippet" jsonschema:"The beginning of the text, in one line" de:"Der Anfang des Textes, in einer Zeile" trust:"text"`
	Body      connectors.Text     `json:"body" jsonschema:"The text, shortened where it is long" de:"Der Text, gekürzt, wo er lang ist"`
	MessageID string              `json:"message_id" jsonschema:"Message-ID in angle brackets" de:"Message-ID in spitzen Klammern" trust:"text"`
	Unread    bool                `json:"unread" jsonschema:"Whether it is unread" de:"Ob sie ungelesen ist"`
}

func searchAction() connectors.Action[searchIn, searchOut] {
	return connectors.Action[searchIn, searchOut]{
		Name: "search",
		Doc:  connectors.Doc{En: "Search the inbox for mail", De: "Im Posteingang nach Mails suchen"},
		Asks: searchAsks(),
		Says: connectors.Sentence{
			En: "Search the inbox[ for mail from {from}][, subject “{subject}”][, with “{text}”][, since {since}][, at most {limit}]",
			De: "Posteingang durchsuchen[ nach Mail von {from}][, Betreff „{subject}“][, mit „{text}“][, seit {since}][, höchstens {limit}]",
		},
		Effect: connectors.Read,
		Do:     search,
	}
}

// search looks through the inbox without leaving a trace in it.
func search(ctx context.Context, call connectors.Call[searchIn]) (searchOut, error) {
	a, err := accountOf(call.Conn)
	if err != nil {
		return searchOut{}, err
	}
	limit := call.In.Limit
	switch {
	case limit == 0:
		limit = defaultLimit
	case limit < 0 || limit > maxLimit:
		return searchOut{}, connectors.Errorf(connectors.Invalid, "limit is %d; it is a number from 1 to %d", limit, maxLimit)
	}
	since, err := pointInTime(call.In.Since, call.Now)
	if err != nil {
		return searchOut{}, err
	}
	m, err := a.openMailbox(ctx)
	if err != nil {
		return searchOut{}, err
	}
	defer m.end()
	if _, err := m.client.Select("INBOX", &imap.SelectOptions{ReadOnly: true}).Wait(); err != nil {
		return searchOut{}, m.failed("the inbox", err)
	}
	hits, total, err := m.match(criteria(call.In, since), since)
	if err != nil {
		return searchOut{}, err
	}
	messages, err := m.read(hits[:min(len(hits), limit)])
	return searchOut{Messages: messages, Total: total}, err
}

// criteria says what is searched for in IMAP's terms.
func criteria(in searchIn, since time.Time) *imap.SearchCriteria {
	c := &imap.SearchCriteria{}
	for _, field := range []imap.SearchCriteriaHeaderField{{Key: "From", Value: oneLine(in.From)}, {Key: "Subject", Value: oneLine(in.Subject)}} {
		if field.Value != "" {
			c.Header = append(c.Header, field)
		}
	}
	if text := oneLine(in.Text); text != "" {
		c.Text = []string{text}
	}
	if in.Unread {
		c.NotFlag = []imap.Flag{imap.FlagSeen}
	}
	if !since.IsZero() {
		c.Since = since.AddDate(0, 0, -1) // IMAP knows whole days, of a time zone we don't know; match looks closer
	}
	return c
}

// hit is a message that matches.
type hit struct {
	uid     imap.UID
	arrived time.Time
}

// match finds the messages that match, newest first, and how many there are.
func (m *inbox) match(c *imap.SearchCriteria, since time.Time) ([]hit, int, error) {
	found, err := m.client.UIDSearch(c, nil).Wait()
	if err != nil {
		return nil, 0, m.failed("the search", err)
	}
	uids, total := newest(found.All, window)
	if len(uids) == 0 {
		return nil, 0, nil
	}
	times, err := m.client.Fetch(imap.UIDSetNum(uids...), &imap.FetchOptions{UID: true, InternalDate: true}).Collect()
	if err != nil {
		return nil, 0, m.failed("reading", err)
	}
	var hits []hit
	for _, t := range times {
		if t.InternalDate.Before(since) {
			total--
			continue
		}
		hits = append(hits, hit{t.UID, t.InternalDate})
	}
	slices.SortFunc(hits, func(a, b hit) int {
		if d := b.arrived.Compare(a.arrived); d != 0 {
			return d
		}
		return int(b.uid) - int(a.uid)
	})
	return hits, total, nil
}

// read fetches messages and gives them in the order of the hits.
func (m *inbox) read(hits []hit) ([]message, error) {
	all := make([]message, 0, len(hits))
	if len(hits) == 0 {
		return all, nil
	}
	var set imap.UIDSet
	for _, h := range hits {
		set.AddNum(h.uid)
	}
	section := &imap.FetchItemBodySection{Peek: true, Partial: &imap.SectionPartial{Size: maxFetched}}
	fetched, err := m.client.Fetch(set, &imap.FetchOptions{UID: true, Flags: true, BodySection: []*imap.FetchItemBodySection{section}}).Collect()
	if err != nil {
		return nil, m.failed("reading", err)
	}
	longest := min(maxBody, maxBodies/len(hits))
	for _, h := range hits {
		for _, f := range fetched {
			if f.UID != h.uid || len(f.BodySection) == 0 {
				continue
			}
			msg := parse(f.BodySection[0].Bytes, longest)
			msg.Date = connectors.DateTime(h.arrived.UTC().Format(time.RFC3339))
			msg.Unread = !slices.Contains(f.Flags, imap.FlagSeen) && !slices.Contains(f.Flags, "\\seen")
			all = append(all, msg)
			break
		}
	}
	return all, nil
}

// pointInTime reads "7d" back from now, a date in UTC, or a time; the zero time for "".
func pointInTime(text string, now time.Time) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	if back, err := connectors.ParseDuration(text); err == nil {
		return now.Add(-back), nil
	}
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, nil
		}
	}
	return time.Time{}, connectors.Errorf(connectors.Invalid, "since is %q; write it as 7d, 2026-12-31 or 2026-12-31T09:00:00Z", text)
}
