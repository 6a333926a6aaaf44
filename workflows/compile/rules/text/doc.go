// Package text turns a prompt into tokens: cleaned of what can't be seen, each with its place in the prompt as it was typed, and
// with the stem and the inflections of its words known in English and German. It knows languages and no apps.
package text
