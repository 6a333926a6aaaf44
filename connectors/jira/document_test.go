package jira

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
)

func TestTextsAsDocuments(t *testing.T) {
	raw, err := json.Marshal(document("See https://acme.example/a?b=c.\r\nNow.\n\n\n*not bold*"))
	require.NoError(t, err)
	require.JSONEq(t, `{"type": "doc", "version": 1, "content": [
		{"type": "paragraph", "content": [
			{"type": "text", "text": "See "},
			{"type": "text", "text": "https://acme.example/a?b=c", "marks": [{"type": "link", "attrs": {"href": "https://acme.example/a?b=c"}}]},
			{"type": "text", "text": "."}, {"type": "hardBreak"}, {"type": "text", "text": "Now."}]},
		{"type": "paragraph", "content": [{"type": "text", "text": "*not bold*"}]}]}`, string(raw))
}

func TestThereAndBack(t *testing.T) {
	for _, text := range []connectors.Text{"one line", "two\nlines", "two\n\nparagraphs", "a https://b.example c", "Ümläute & <tags> {braces}"} {
		raw, err := json.Marshal(document(text))
		require.NoError(t, err)
		require.Equal(t, text, plainText(raw))
	}
	require.Empty(t, plainText(nil))
	require.Empty(t, plainText(json.RawMessage("null")))
	require.Empty(t, plainText(json.RawMessage(`"a text of version 2"`)))
}

func TestWhatOthersWrote(t *testing.T) {
	got := plainText(json.RawMessage(`{"type": "doc", "version": 1, "content": [
		{"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": "Steps"}]},
		{"type": "orderedList", "content": [
			{"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Open"}]}]},
			{"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Ask "}, {"type": "mention", "attrs": {"text": "@Anna"}}]},
				{"type": "bulletList", "content": [{"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "emoji", "attrs": {"shortName": ":ok:"}}]}]}]}]}]},
		{"type": "table", "content": [{"type": "tableRow", "content": [
			{"type": "tableCell", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "a"}]}]},
			{"type": "tableCell", "content": [{"type": "paragraph", "content": [{"type": "inlineCard", "attrs": {"url": "https://b.example"}}]}]}]}]},
		{"type": "mediaSingle", "content": [{"type": "media"}]},
		{"type": "somethingNew", "content": [{"type": "text", "text": "end"}]}]}`))
	require.Equal(t, connectors.Text("Steps\n\n1. Open\n2. Ask @Anna\n  - :ok:\n\na | https://b.example | \n\nend"), got)
}

func TestMeanings(t *testing.T) {
	offered := []named{{"1", "Höchste"}, {"2", "Hoch"}, {"3", "Mittel"}}
	for word, want := range map[string]string{"high": "Hoch", "HOCH": "Hoch", "urgent": "Höchste", "hoechste": "Höchste", "normal": "Mittel"} {
		got, err := choose("priority", word, offered, priorityWords)
		require.NoError(t, err)
		require.Equal(t, want, got.Name)
	}
	_, err := choose("priority", "", offered, priorityWords)
	require.Error(t, err)
	_, err = choose("status", "erledigt", []named{{"1", "Closed"}, {"2", "Resolved"}}, statusWords)
	require.ErrorContains(t, err, "Closed, Resolved")
	got, err := choose("status", "closed", []named{{"1", "Closed"}, {"2", "Resolved"}}, statusWords)
	require.NoError(t, err)
	require.Equal(t, "Closed", got.Name, "the site's own name goes first")
}
