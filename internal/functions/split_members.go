// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package functions

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"math/big"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// splitMembers makes rollout rings.
func splitMembers() *named {
	return &named{
		name: "split_members",
		definition: function.Definition{
			Summary: "Splits members into rollout rings",
			MarkdownDescription: "Splits ids, or other texts, into rings by percentages. Each member's place depends on its own text alone: who joins or leaves moves nobody else, and a ring that grows keeps whom it has. " +
				"So the shares hold on the whole, and not to the member: of 1,000 members some 100 are in a ring of 10 percent. Case makes no difference, and who is named twice counts once.",
			Parameters: []function.Parameter{
				function.ListParameter{Name: "members", ElementType: types.StringType, MarkdownDescription: "The members, as a list or set, such as object ids of users or devices."},
				function.ListParameter{Name: "percentages", ElementType: types.NumberType, MarkdownDescription: "The share of each ring, 100 in sum: `[1, 9, 90]`."},
			},
			VariadicParameter: function.StringParameter{Name: "salt", MarkdownDescription: "Texts that deal the members out in another way, so that not always the same ones go first."},
			Return:            function.ListReturn{ElementType: types.ListType{ElemType: types.StringType}},
		},
		run: func(ctx context.Context, arguments function.ArgumentsData) (any, *function.FuncError) {
			var members []*string
			var percentages []*big.Float
			var salts []string
			if fault := arguments.Get(ctx, &members, &percentages, &salts); fault != nil {
				return nil, fault
			}
			if i := slices.Index(members, nil); i >= 0 {
				return nil, wrong(0, "members", fmt.Errorf("element %d is null", i))
			}
			bounds, err := boundsOf(percentages)
			if err != nil {
				return nil, wrong(1, "percentages", err)
			}
			return split(members, bounds, strings.Join(salts, "\x00")), nil
		},
	}
}

// boundsOf are the upper ends of the rings between 0 and 1.
func boundsOf(percentages []*big.Float) ([]float64, error) {
	if len(percentages) == 0 {
		return nil, fmt.Errorf("there is no ring; give each one a share, such as [1, 9, 90]")
	}
	bounds := make([]float64, len(percentages))
	sum := 0.0
	for i, p := range percentages {
		if p == nil {
			return nil, fmt.Errorf("element %d is null", i)
		}
		share, _ := p.Float64()
		if share < 0 {
			return nil, fmt.Errorf("the share %v is negative", share)
		}
		sum += share
		bounds[i] = sum / 100
	}
	if math.Abs(sum-100) > 1e-6 {
		return nil, fmt.Errorf("the shares are %v in sum, and not 100", sum)
	}
	bounds[len(bounds)-1] = 1
	return bounds, nil
}

// split deals members out, in order within their rings.
func split(members []*string, bounds []float64, salt string) [][]string {
	rings := make([][]string, len(bounds))
	for i := range rings {
		rings[i] = []string{}
	}
	seen := map[string]bool{}
	for _, member := range members {
		folded := strings.ToLower(*member)
		if seen[folded] {
			continue
		}
		seen[folded] = true
		place := placeOf(folded, salt)
		i := slices.IndexFunc(bounds, func(end float64) bool { return place < end })
		rings[i] = append(rings[i], *member)
	}
	for _, ring := range rings {
		slices.Sort(ring)
	}
	return rings
}

// placeOf is a member's place, from 0 to below 1. It must never change: it would move
// people between the rings of a rollout that is under way.
func placeOf(member, salt string) float64 {
	sum := sha256.Sum256([]byte(salt + "\x00" + member))
	return float64(binary.BigEndian.Uint64(sum[:8])>>11) / (1 << 53)
}
