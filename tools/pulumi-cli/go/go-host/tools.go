//go:build tools

// Package tools names the program that this module pins. Nothing compiles it: it keeps `go mod tidy` from
// dropping the requirement. A module of its own, because later versions of sdk/v3 leave this program out.
package tools

import _ "github.com/pulumi/pulumi/sdk/v3/go/pulumi-language-go"
