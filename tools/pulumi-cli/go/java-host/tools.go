//go:build tools

// Package tools names the program that this module pins. Nothing compiles it: it keeps `go mod tidy` from
// dropping the requirement. v0.20.0 is the newest version in Go's checksum database.
package tools

import _ "github.com/pulumi/pulumi-java/pkg/cmd/pulumi-language-java"
