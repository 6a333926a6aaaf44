package salesforce

import "strings"

// quote makes a text a SOQL literal that can't be left: SOQL's only way out of a string is a quote, and a backslash escapes.
func quote(text string) string {
	return "'" + strings.NewReplacer(`\`, `\\`, `'`, `\'`, "\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(text) + "'"
}

// beginning makes a LIKE pattern for texts that begin with one; its % and _ stand for themselves.
func beginning(text string) string { return "'" + likeText(text) + "%'" }

// containing makes a LIKE pattern for texts that hold one.
func containing(text string) string { return "'%" + likeText(text) + "%'" }

func likeText(text string) string {
	quoted := quote(text)
	return strings.NewReplacer("%", `\%`, "_", `\_`).Replace(quoted[1 : len(quoted)-1])
}
