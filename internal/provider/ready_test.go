// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"context"
	"errors"
	"net"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/encoding"
	protocodec "google.golang.org/grpc/encoding/proto"
	"google.golang.org/grpc/test/bufconn"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/known/emptypb"
)

// TestTheSchemaThatIsReadyIsTheOneThatIsMade asks a server that makes its schema and one
// that has it ready, as Terraform does.
func TestTheSchemaThatIsReadyIsTheOneThatIsMade(t *testing.T) {
	t.Setenv("TF_LOG_SDK", "OFF")
	encoded, err := EncodedSchema(t.Context(), NewServer("test"))
	if err != nil {
		t.Fatal(err)
	}
	codec := encoding.GetCodecV2(protocodec.Name)
	made := served(t, NewServer("test"), codec)
	ready := served(t, withSchema{NewServer("test")}, schemaCodec{CodecV2: codec, encoded: encoded})
	for _, name := range []protoreflect.Name{"GetProviderSchema", "GetResourceIdentitySchemas"} {
		want, got := ask(t, made, name), ask(t, ready, name)
		if proto.Size(want) < 1000 {
			t.Errorf("%s: an answer of %d bytes says nothing", name, proto.Size(want))
		}
		if !proto.Equal(want, got) {
			t.Errorf("%s: what is ready is not what is made", name)
		}
	}
}

func TestEachBuildEncodesTheSameSchema(t *testing.T) {
	t.Setenv("TF_LOG_SDK", "OFF")
	var encoded [2][]byte
	for i := range encoded {
		var err error
		if encoded[i], err = EncodedSchema(t.Context(), NewServer("test")); err != nil {
			t.Fatal(err)
		}
	}
	if !cmp.Equal(encoded[0], encoded[1]) {
		t.Error("two answers of one source differ")
	}
}

// served serves a provider over gRPC, without Terraform's handshake.
func served(t *testing.T, p tfprotov6.ProviderServer, codec encoding.CodecV2) *grpc.ClientConn {
	t.Helper()
	s := grpc.NewServer(grpc.ForceServerCodecV2(codec))
	plugin := &tf6server.GRPCProviderPlugin{Name: Address, GRPCProvider: func() tfprotov6.ProviderServer { return p }}
	if err := plugin.GRPCServer(nil, s); err != nil {
		t.Fatal(err)
	}
	listener := bufconn.Listen(1 << 20)
	ended := make(chan error)
	go func() { ended <- s.Serve(listener) }()
	t.Cleanup(func() {
		s.Stop()
		if err := <-ended; err != nil && !errors.Is(err, grpc.ErrServerStopped) {
			t.Error(err)
		}
	})
	client, err := grpc.NewClient("passthrough:provider", grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(1<<28)),
		grpc.WithContextDialer(func(ctx context.Context, _ string) (net.Conn, error) { return listener.DialContext(ctx) }))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = client.Close() })
	return client
}

// ask calls a method of the protocol that takes no arguments.
func ask(t *testing.T, client *grpc.ClientConn, method protoreflect.Name) proto.Message {
	t.Helper()
	typ, err := protoregistry.GlobalTypes.FindMessageByName("tfplugin6." + protoreflect.FullName(method) + ".Response")
	if err != nil {
		t.Fatal(err)
	}
	answer := typ.New().Interface()
	if err := client.Invoke(t.Context(), "/tfplugin6.Provider/"+string(method), &emptypb.Empty{}, answer); err != nil {
		t.Fatal(err)
	}
	return answer
}
