// Package wordpress declares WordPress: posts that are written and changed, and media that are uploaded.
//
// WordPress honours no idempotency key, so a new post and a file carry a marker by which they are looked for before they are ever
// sent again. A post is a draft unless the plan says that it is to be published.
//
// WordPress can't be reached yet; see [connectors.Connector].
package wordpress

import "sayso/connectors"

// New makes the connector.
func New() *connectors.Connector {
	return &connectors.Connector{
		App: "wordpress", Title: "WordPress", Aliases: []string{"WP", "WordPress-Blog", "WordPress-Seite"}, Kind: []string{"publishing"},
		Doc: connectors.Doc{
			En: "Posts and media of a WordPress site",
			De: "Beiträge und Medien einer WordPress-Website",
		},
		Declared: true,
		Actions:  []*connectors.Operation{createPost(), updatePost(), uploadMedia()},
	}
}

// status is whether a new post can be seen.
type status string

func (status) Values() []string { return []string{"draft", "publish"} }
