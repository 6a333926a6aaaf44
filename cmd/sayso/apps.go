package main

import (
	"context"
	"sort"
	"strings"

	"github.com/spf13/cobra"

	"sayso/api"
	"sayso/connectors"
)

func (s *session) appsCommand() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use: "apps [APP[.ACTION]]", Short: "List the apps, the actions of one, or the arguments of an action", Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return s.withLibrary(c.Context(), func(h *home) error {
				if len(args) == 0 {
					return s.listApps(c.Context(), h, asJSON)
				}
				return s.showApp(h, args[0], asJSON)
			})
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON, with schemas")
	return c
}

func (s *session) listApps(ctx context.Context, h *home, asJSON bool) error {
	var views []api.App
	for _, c := range h.Registry.Apps() {
		views = append(views, api.AppOf(c, "en"))
	}
	if asJSON {
		return s.json(views)
	}
	for _, v := range views {
		doc := v.Doc
		if v.NotYet {
			doc += " " + s.paint(grey, "(planned, can't be reached yet)")
		}
		s.printf("%-14s %s\n", s.paint(bold, v.App), doc)
	}
	return s.writePauses(ctx, h)
}

func (s *session) showApp(h *home, name string, asJSON bool) error {
	app, action, one := strings.Cut(name, ".")
	c, ok := h.Registry.App(app)
	if !ok {
		return usage{h.NoApp(app, "en")}
	}
	v := api.AppOf(c, "en")
	if !one {
		if asJSON {
			return s.json(v)
		}
		if c.Declared {
			s.printf("%s\n", c.NotYet().En)
		}
		for _, a := range v.Actions {
			s.printf("%-34s %s %s\n", s.paint(bold, a.Action), s.badge(string(a.Effect)), a.Doc)
		}
		return nil
	}
	for _, a := range v.Actions {
		if a.Action != name {
			continue
		}
		if asJSON {
			return s.json(a)
		}
		s.writeAction(a)
		return nil
	}
	return usage{connectors.Errorf(connectors.Invalid, "%s has no action %q; `sayso apps %s` lists them", c.Title, action, app)}
}

func (s *session) writeAction(a api.Action) {
	s.printf("%s %s\n%s\n", s.paint(bold, a.Action), s.badge(string(a.Effect)), a.Doc)
	if a.Undo != "" {
		s.printf("undo: %s\n", a.Undo)
	}
	for _, part := range []struct {
		title  string
		schema *connectors.Schema
	}{{"takes", a.In}, {"gives", a.Out}} {
		s.printf("%s:\n", part.title)
		for _, name := range argumentNames(part.schema) {
			p := part.schema.Properties[name]
			kind := p.Type
			if p.Format != "" {
				kind = p.Format
			}
			for _, r := range part.schema.Required {
				if r == name && part.title == "takes" {
					kind += "!"
				}
			}
			s.printf("  %-16s %-10s %s\n", name, kind, s.paint(grey, p.Description))
		}
	}
}

func argumentNames(schema *connectors.Schema) []string {
	if len(schema.PropertyOrder) > 0 {
		return schema.PropertyOrder
	}
	var names []string
	for name := range schema.Properties {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
