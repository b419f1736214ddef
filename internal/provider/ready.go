// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
	"google.golang.org/grpc/encoding"
	protocodec "google.golang.org/grpc/encoding/proto"
	"google.golang.org/grpc/mem"
	"google.golang.org/protobuf/proto"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/engine"
)

// EncodedSchema is a server's answer to GetProviderSchema as it goes over the wire: the
// same bytes in each build of the same source. The error tells what is at fault in the
// definitions.
func EncodedSchema(ctx context.Context, s tfprotov6.ProviderServer) ([]byte, error) {
	made, err := s.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return nil, fmt.Errorf("make the schema: %w", err)
	}
	if len(made.Diagnostics) > 0 {
		return nil, fmt.Errorf("make the schema: %s: %s", made.Diagnostics[0].Summary, made.Diagnostics[0].Detail)
	}
	// The messages of the protocol are for that package alone to make.
	message, err := tf6server.New(Address, s).GetProviderSchema(ctx, nil)
	if err != nil {
		return nil, fmt.Errorf("make the schema: %w", err)
	}
	return proto.MarshalOptions{Deterministic: true}.Marshal(message)
}

// WithSchema is a server whose answer to GetProviderSchema is there already, as
// [EncodedSchema] has made it. Nothing is compiled for it, and nothing encoded: that would
// be most of what the provider does when Terraform starts it. What gRPC writes is changed
// for the whole process, which can serve no other provider: call it once, before serving.
func WithSchema(s engine.Server, encoded []byte) tfprotov6.ProviderServer {
	encoding.RegisterCodecV2(schemaCodec{CodecV2: encoding.GetCodecV2(protocodec.Name), encoded: encoded})
	return withSchema{s}
}

// withSchema answers in place of a server what [schemaCodec] writes otherwise.
type withSchema struct{ engine.Server }

func (withSchema) GetProviderSchema(context.Context, *tfprotov6.GetProviderSchemaRequest) (*tfprotov6.GetProviderSchemaResponse, error) {
	return &tfprotov6.GetProviderSchemaResponse{}, nil
}

// schemaCodec writes messages of the protocol. One of them is always the same.
type schemaCodec struct {
	encoding.CodecV2
	encoded []byte
}

// Marshal writes a message.
func (c schemaCodec) Marshal(message any) (mem.BufferSlice, error) {
	if m, ok := message.(proto.Message); ok && m.ProtoReflect().Descriptor().FullName() == "tfplugin6.GetProviderSchema.Response" {
		return mem.BufferSlice{mem.SliceBuffer(c.encoded)}, nil
	}
	return c.CodecV2.Marshal(message)
}
