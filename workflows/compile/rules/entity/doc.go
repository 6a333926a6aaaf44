// Package entity finds the typed values in a prompt: amounts, dates, durations, recurrences, addresses, channels, keys and quoted
// texts, in English and German notation. Each grammar has a file of its own. It knows no apps, and it never looks into quoted
// text.
package entity
