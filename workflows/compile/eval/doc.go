// Package eval measures how well a compiler understands prompts: it holds what was compiled against what people say is right, and counts.
// People bring their own prompts, one JSON object a line; testdata has some. It compiles nothing itself and carries nothing out.
package eval
