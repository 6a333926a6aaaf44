package jira

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"sayso/connectors"
)

type transitionIn struct {
	Issue   string          `json:"issue" jsonschema:"Issue: key, link or summary" de:"Vorgang: Schlüssel, Link oder Titel"`
	Status  string          `json:"status" jsonschema:"Status to bring it to, such as Done" de:"Status, in den er kommen soll, wie erledigt"`
	Comment connectors.Text `json:"comment,omitempty" jsonschema:"Comment to leave with it" de:"Kommentar dazu" trust:"text"`
}

type transitionOut struct {
	Key    string `json:"key" jsonschema:"Key of the issue" de:"Schlüssel des Vorgangs"`
	Status string `json:"status" jsonschema:"Its status now" de:"Sein Status jetzt"`
}

// passage is the before-image of a transition.
type passage struct {
	Key    string `json:"key"`
	Status named  `json:"status"`
}

// way is a transition that an issue can take from where it is.
type way struct {
	named
	To named `json:"to"`
}

func transitionIssue() *connectors.Operation {
	return connectors.Define(connectors.Action[transitionIn, transitionOut]{
		Name: "transition_issue",
		Doc:  connectors.Doc{En: "Bring an issue to another status", De: "Einen Vorgang in einen anderen Status bringen"},
		Asks: transitionAsks(),
		Says: connectors.Sentence{
			En: "Set issue {issue} to {status}[ and comment “{comment}”]",
			De: "Vorgang {issue} auf {status} setzen[ und kommentieren: „{comment}“]"},
		Effect: connectors.Write, Once: connectors.OnceID, UndoBy: "restore",
		Undone: connectors.Sentence{En: "issue {key} back in its old status", De: "Vorgang {key} wieder im alten Status"},
		Before: func(ctx context.Context, c connectors.Call[transitionIn]) (json.RawMessage, error) {
			at, err := where(ctx, c.Conn, c.In.Issue)
			if err != nil {
				return nil, err
			}
			return json.Marshal(at)
		},
		Do:   transition,
		Undo: transitionBack,
		Preview: func(ctx context.Context, c connectors.Call[transitionIn]) ([]connectors.Change, error) {
			at, err := where(ctx, c.Conn, c.In.Issue)
			if err != nil {
				return nil, err
			}
			to, _, err := at.towards(ctx, c.Conn, c.In.Status)
			if err != nil || to.ID == at.Status.ID {
				return nil, err
			}
			return []connectors.Change{{Of: "Issue " + at.Key, Field: "status", Before: at.Status.Name, After: to.Name}}, nil
		},
	})
}

// transition moves the issue, then comments. The comment is a request of its own, because Jira silently drops one that comes with a
// transition without a screen; its marker keeps a second attempt from leaving it twice. Where the comment is refused, the issue
// goes back, so that a failure changed nothing.
func transition(ctx context.Context, c connectors.Call[transitionIn]) (transitionOut, error) {
	at, err := where(ctx, c.Conn, c.In.Issue)
	if err != nil {
		return transitionOut{}, err
	}
	to, id, err := at.towards(ctx, c.Conn, c.In.Status)
	if err != nil {
		return transitionOut{}, err
	}
	commented := false
	if c.In.Comment != "" {
		_, found, err := sought(ctx, c.Conn, at.Key, c.Key, c.Now)
		if err != nil {
			return transitionOut{}, err
		}
		commented = found == connectors.FoundYes
	}
	if to.ID != at.Status.ID {
		if err := take(ctx, c.Conn, at.Key, id); err != nil {
			return transitionOut{}, err
		}
	}
	out := transitionOut{at.Key, to.Name}
	if c.In.Comment == "" || commented {
		return out, nil
	}
	_, err = comment(ctx, c.Conn, at.Key, c.In.Comment, c.Key)
	if err == nil || connectors.KindOf(err) == connectors.Unknown || to.ID == at.Status.ID {
		return out, err
	}
	if backErr := goTo(ctx, c.Conn, passage{at.Key, to}, at.Status); backErr != nil {
		return transitionOut{}, &connectors.Error{Kind: connectors.Unknown, Code: "half_done", Err: err,
			Message: fmt.Sprintf("%s is now %s, but the comment failed (%v), and it can't go back (%v)", at.Key, to.Name, err, backErr)}
	}
	return transitionOut{}, err
}

func transitionBack(ctx context.Context, u connectors.Undoing[transitionIn, transitionOut]) error {
	var old passage
	if err := json.Unmarshal(u.Before, &old); err != nil {
		return connectors.Errorf(connectors.Invalid, "the before-image can't be read: %v", err)
	}
	now, err := where(ctx, u.Conn, old.Key)
	if err != nil {
		return err
	}
	if now.Status.ID != old.Status.ID {
		if u.Out.Status != "" && now.Status.Name != u.Out.Status {
			return connectors.Errorf(connectors.Conflict, "somebody has set %s to %s since (it was %s); it was left as it is", old.Key, now.Status.Name, old.Status.Name)
		}
		if err := goTo(ctx, u.Conn, now, old.Status); err != nil {
			return err
		}
	}
	if u.In.Comment == "" {
		return nil
	}
	id, found, err := sought(ctx, u.Conn, old.Key, u.Key, u.Now)
	if err != nil || found != connectors.FoundYes {
		return err
	}
	return uncomment(ctx, u.Conn, old.Key, id)
}

// where reads which status an issue is in.
func where(ctx context.Context, c *connectors.Connection, called string) (passage, error) {
	key, err := locate(ctx, c, called)
	if err != nil {
		return passage{}, err
	}
	i, err := fetch(ctx, c, key, "status")
	if err == nil && i.status().ID == "" {
		err = unreadable(connectors.Unavailable, "in which status the issue is")
	}
	return passage{i.Key, i.status()}, err
}

// towards finds the status that a word means among those the issue can go to, and the transition that leads there; the
// transition's own name ("Start work") will do as well. Where the issue is there already, there is none to take.
func (p passage) towards(ctx context.Context, c *connectors.Connection, word string) (to named, transition string, err error) {
	ways, err := p.ways(ctx, c)
	if err != nil {
		return named{}, "", err
	}
	statuses, byName := []named{p.Status}, make([]named, 0, len(ways))
	for _, w := range ways {
		if w.To.ID != p.Status.ID {
			statuses = append(statuses, w.To)
		}
		byName = append(byName, w.named)
	}
	found := meant(word, statuses, statusWords)
	if len(found) == 0 {
		for _, t := range meant(word, byName, nil) {
			found = append(found, ways[slices.IndexFunc(ways, func(w way) bool { return w.ID == t.ID })].To)
		}
	}
	switch len(found) {
	case 1:
		return found[0], transitionTo(ways, found[0]), nil
	case 0:
		return named{}, "", connectors.Errorf(connectors.NotFound, "%s is %s and can't go to %q; it can go to %s", p.Key, p.Status.Name, word, listed(statuses[1:]))
	}
	return named{}, "", connectors.Several("status", word, names(found))
}

func listed(statuses []named) string {
	if len(statuses) == 0 {
		return "no other status"
	}
	return strings.Join(names(statuses), ", ")
}

func (p passage) ways(ctx context.Context, c *connectors.Connection) ([]way, error) {
	var answer struct {
		Transitions []way `json:"transitions"`
	}
	err := read(ctx, c, pathOf(p.Key, "transitions"), nil, &answer)
	if err == nil && answer.Transitions == nil {
		err = unreadable(connectors.Unavailable, "where the issue can go")
	}
	return answer.Transitions, err
}

func transitionTo(ways []way, status named) string {
	for _, w := range ways {
		if w.To.ID == status.ID {
			return w.ID
		}
	}
	return ""
}

// goTo brings an issue back to a status, if its workflow has a way.
func goTo(ctx context.Context, c *connectors.Connection, from passage, to named) error {
	ways, err := from.ways(ctx, c)
	if err != nil {
		return err
	}
	id := transitionTo(ways, to)
	if id == "" {
		return connectors.Errorf(connectors.Conflict, "%s can't go back from %s to %s: its workflow has no such transition", from.Key, from.Status.Name, to.Name)
	}
	return take(ctx, c, from.Key, id)
}

func take(ctx context.Context, c *connectors.Connection, key, transition string) error {
	return write(ctx, c, http.MethodPost, pathOf(key, "transitions"), map[string]any{"transition": map[string]string{"id": transition}}, nil)
}
