// Package doctor looks at an installation as those see it who use it: at its address from outside, where proxies, certificates and clocks get in the
// way, and at what it holds, where tokens expire. Each [Check] says in words what is wrong and what to do.
//
// It only looks. It changes nothing, signs in nowhere and prints no secret.
package doctor
