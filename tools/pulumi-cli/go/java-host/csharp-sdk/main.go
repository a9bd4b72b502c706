// Command csharp-sdk writes the C# SDK of a schema to a folder: `csharp-sdk schema.json folder`. The language host of .NET,
// which now contains Pulumi's generator, is not available as a Go module; the CLI's module contained it until v3.150.
package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"

	"github.com/pulumi/pulumi/pkg/v3/codegen/dotnet"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

func main() {
	if err := write(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(schemaFile, folder string) error {
	content, err := os.ReadFile(schemaFile)
	if err != nil {
		return err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal(content, &spec); err != nil {
		return err
	}
	bound, problems, err := schema.BindSpec(spec, nil)
	if err != nil {
		return err
	}
	if problems.HasErrors() {
		return problems
	}
	// The generator downloads a logo for NuGet. Nothing here reads it.
	http.DefaultTransport = http.NewFileTransport(http.Dir(folder))
	files, err := dotnet.GeneratePackage("pulumi-cognito-feedback", bound, nil, nil)
	if err != nil {
		return err
	}
	for name, content := range files {
		file := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
