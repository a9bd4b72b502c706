package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"golang.org/x/mod/modfile"
)

// Link adds the SDKs in a project's folder `sdks` to the project's dependencies.
func (host *host) Link(
	ctx context.Context, request *pulumirpc.LinkRequest,
) (*pulumirpc.LinkResponse, error) {
	for _, sdk := range request.Packages {
		if err := host.link(ctx, request.Info.RootDirectory, filepath.ToSlash(sdk.Path)); err != nil {
			return nil, err
		}
	}
	return &pulumirpc.LinkResponse{}, nil
}

func (host *host) link(ctx context.Context, project, sdk string) error {
	switch host.language {
	case "go":
		content, err := os.ReadFile(filepath.Join(project, sdk, "go.mod"))
		if err != nil {
			return err
		}
		replacement := modfile.ModulePath(content) + "=./" + sdk
		return run(ctx, project, "go", "mod", "edit", "-replace", replacement)
	case "nodejs":
		content, err := os.ReadFile(filepath.Join(project, sdk, "package.json"))
		if err != nil {
			return err
		}
		var manifest struct{ Name string }
		if err := json.Unmarshal(content, &manifest); err != nil {
			return err
		}
		return run(ctx, project, "npm", "pkg", "set", "dependencies."+manifest.Name+"=file:"+sdk)
	case "python":
		return addRequirement(filepath.Join(project, "requirements.txt"), sdk)
	}
	return fmt.Errorf("no packages are linked in %s", host.language)
}

func addRequirement(file, sdk string) error {
	content, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if slices.Contains(strings.Split(string(content), "\n"), sdk) {
		return nil
	}
	return os.WriteFile(file, append([]byte(sdk+"\n"), content...), 0o644)
}

// InstallDependencies installs a project's dependencies, including the linked SDKs.
func (host *host) InstallDependencies(
	request *pulumirpc.InstallDependenciesRequest, stream pulumirpc.LanguageRuntime_InstallDependenciesServer,
) error {
	project := request.Info.RootDirectory
	switch host.language {
	case "go":
		return run(stream.Context(), project, "go", "mod", "tidy")
	case "nodejs":
		return run(stream.Context(), project, "npm", "install", "--prefer-offline", "--no-audit", "--no-fund")
	case "python":
		environment := request.Info.Options.GetFields()["virtualenv"].GetStringValue()
		if environment == "" {
			return errors.New("Pulumi.yaml names no virtualenv")
		}
		if err := run(stream.Context(), project, "python3", "-m", "venv", environment); err != nil {
			return err
		}
		python := filepath.Join(project, environment, "bin", "python")
		return run(stream.Context(), project, python, "-m", "pip", "install", "--quiet", "-r", "requirements.txt")
	}
	return fmt.Errorf("no packages are installed in %s", host.language)
}

func run(ctx context.Context, folder, name string, args ...string) error {
	command := exec.CommandContext(ctx, name, args...)
	command.Dir = folder
	if output, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", command, err, output)
	}
	return nil
}
