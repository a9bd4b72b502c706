//go:build tools

// Package tools names the program that this module pins. Nothing compiles it: it keeps `go mod tidy` from
// dropping the requirement.
package tools

import _ "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml"
