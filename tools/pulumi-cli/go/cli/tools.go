//go:build tools

// Package tools names the program that this module pins. Nothing compiles it: it keeps `go mod tidy` from
// dropping the requirement. A newer version: `go get github.com/pulumi/pulumi/pkg/v3@v3.x.y`, `go mod tidy`.
// go.mod repeats a `replace` of pkg/v3, since a module's replacements count only in its own builds.
package tools

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
