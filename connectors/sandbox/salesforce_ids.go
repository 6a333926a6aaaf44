package sandbox

import "strings"

const sfDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// sfNewID makes the nth id of an object: its prefix, the instance, a number in base 62, and the check suffix.
func sfNewID(prefix string, n int) string {
	number := make([]byte, 9)
	for i := len(number) - 1; i >= 0; i-- {
		number[i] = sfDigits[n%62]
		n /= 62
	}
	id := prefix + "5g0" + string(number)
	return id + sfSuffix(id)
}

// sfSuffix computes the three characters that make a case-sensitive id of 15 characters safe where case is lost: of each five
// characters one, whose bits tell which of them are upper case.
func sfSuffix(id15 string) string {
	var suffix strings.Builder
	for block := range 3 {
		bits := 0
		for i := range 5 {
			if c := id15[block*5+i]; c >= 'A' && c <= 'Z' {
				bits |= 1 << i
			}
		}
		suffix.WriteByte("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"[bits])
	}
	return suffix.String()
}

// sfLongID gives an id of 15 or 18 characters in its form of 18, and reports whether it is one.
func sfLongID(id string) (string, bool) {
	for i := range len(id) {
		if !strings.Contains(sfDigits, id[i:i+1]) {
			return "", false
		}
	}
	switch len(id) {
	case 15:
		return id + sfSuffix(id), true
	case 18:
		// The suffix says which letters are upper case, so that an id is found whatever happened to its case.
		restored := []byte(strings.ToLower(id[:15]))
		for block := range 3 {
			bits := strings.IndexByte("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345", strings.ToUpper(id[15+block : 16+block])[0])
			if bits < 0 {
				return "", false
			}
			for i := range 5 {
				if bits&(1<<i) != 0 {
					at := block*5 + i
					restored[at] = strings.ToUpper(string(restored[at]))[0]
				}
			}
		}
		return string(restored) + sfSuffix(string(restored)), true
	}
	return "", false
}
