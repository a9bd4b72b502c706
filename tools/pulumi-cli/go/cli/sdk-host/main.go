// Serves `pulumi package add` and `pulumi package gen-sdk` as the language host in this program's file name, such as
// pulumi-language-python, with the generators of the Pulumi CLI that this module pins. The language hosts that build from
// Go modules are older than those commands and do not support them.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/emptypb"
)

type host struct {
	pulumirpc.UnimplementedLanguageRuntimeServer
	language string
}

func main() {
	name := strings.TrimSuffix(filepath.Base(os.Args[0]), ".exe")
	server := &host{language: strings.TrimPrefix(name, "pulumi-language-")}
	handle, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		Init: func(registrar *grpc.Server) error {
			pulumirpc.RegisterLanguageRuntimeServer(registrar, server)
			return nil
		},
	})
	if err == nil {
		// The CLI finds the host by its port.
		fmt.Println(handle.Port)
		err = <-handle.Done
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// GetPluginInfo is the CLI's first call to each host.
func (host *host) GetPluginInfo(context.Context, *emptypb.Empty) (*pulumirpc.PluginInfo, error) {
	return &pulumirpc.PluginInfo{}, nil
}
