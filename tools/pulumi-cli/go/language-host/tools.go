//go:build tools

// Package tools names the program that this module pins. Nothing compiles it: it keeps `go mod tidy` from
// dropping the requirement. A separate module, because later versions of sdk/v3 lack this program.
package tools

import _ "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs"
