// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"time"
	"weak"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object/objecttest"
)

// TestARequestLeavesNothingBehind: the requests that there are of each object must not
// pile up in memory.
func TestARequestLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	catalogue := NewCatalogue([]object.Definition{objecttest.Widget()})
	widget, _ := catalogue.managed("widget")
	server := NewServer(&widgetProvider{catalogue: catalogue}, catalogue, "test")
	const name = "test_widget"
	null, err := tfprotov6.NewDynamicValue(widget.Terraform(), tftypes.NewValue(widget.Terraform(), nil))
	if err != nil {
		t.Fatal(err)
	}
	for request, send := range map[string]func(ctx context.Context) error{
		"UpgradeResourceState": func(ctx context.Context) error {
			_, err := server.UpgradeResourceState(ctx, &tfprotov6.UpgradeResourceStateRequest{TypeName: name})
			return err
		},
		"UpgradeResourceIdentity": func(ctx context.Context) error {
			_, err := server.UpgradeResourceIdentity(ctx, &tfprotov6.UpgradeResourceIdentityRequest{TypeName: name})
			return err
		},
		"ValidateResourceConfig": func(ctx context.Context) error {
			_, err := server.ValidateResourceConfig(ctx, &tfprotov6.ValidateResourceConfigRequest{TypeName: name, Config: &null})
			return err
		},
		"ReadResource": func(ctx context.Context) error {
			_, err := server.ReadResource(ctx, &tfprotov6.ReadResourceRequest{TypeName: name, CurrentState: &null})
			return err
		},
		"PlanResourceChange": func(ctx context.Context) error {
			_, err := server.PlanResourceChange(ctx, &tfprotov6.PlanResourceChangeRequest{TypeName: name, Config: &null, PriorState: &null, ProposedNewState: &null})
			return err
		},
		"ApplyResourceChange": func(ctx context.Context) error {
			_, err := server.ApplyResourceChange(ctx, &tfprotov6.ApplyResourceChangeRequest{TypeName: name, Config: &null, PlannedState: &null, PriorState: &null})
			return err
		},
		"ImportResourceState": func(ctx context.Context) error {
			_, err := server.ImportResourceState(ctx, &tfprotov6.ImportResourceStateRequest{TypeName: name})
			return err
		},
		"ValidateDataResourceConfig": func(ctx context.Context) error {
			_, err := server.ValidateDataResourceConfig(ctx, &tfprotov6.ValidateDataResourceConfigRequest{TypeName: "test_none"})
			return err
		},
		"ReadDataSource": func(ctx context.Context) error {
			_, err := server.ReadDataSource(ctx, &tfprotov6.ReadDataSourceRequest{TypeName: "test_none"})
			return err
		},
	} {
		t.Run(request, func(t *testing.T) {
			t.Parallel()
			held := sendHolding(t, send)
			runtime.GC()
			if held.Value() != nil {
				t.Error("what the request held is in memory still")
			}
		})
	}
}

type heldKey struct{}

// sendHolding sends a request whose context holds something.
func sendHolding(t *testing.T, send func(ctx context.Context) error) weak.Pointer[[1024]byte] {
	t.Helper()
	something := new([1024]byte)
	if err := send(context.WithValue(t.Context(), heldKey{}, something)); err != nil {
		t.Error(err)
	}
	return weak.Make(something)
}

// TestWhatIsLent is the context that was given, and has ended when it is given back.
func TestWhatIsLent(t *testing.T) {
	t.Parallel()
	given, cancel := context.WithTimeout(context.WithValue(t.Context(), heldKey{}, "held"), time.Hour)
	defer cancel()
	held, giveBack := lend(given)
	want, _ := given.Deadline()
	if got, limited := held.Deadline(); !limited || !got.Equal(want) || held.Value(heldKey{}) != "held" || held.Err() != nil || held.Done() != given.Done() {
		t.Errorf("lent until %v, with %v: %v", got, held.Value(heldKey{}), held.Err())
	}
	giveBack()
	<-held.Done()
	if _, limited := held.Deadline(); limited || held.Value(heldKey{}) != nil || !errors.Is(held.Err(), context.Canceled) {
		t.Errorf("given back with %v: %v", held.Value(heldKey{}), held.Err())
	}
}
