// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"strings"

	"github.com/alecthomas/kong"
)

type completionCmd struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"Which shell: bash, zsh or fish."`
}

// Help tells where the script goes.
func (completionCmd) Help() string {
	return `In ~/.bashrc: source <(m365 completion bash). In ~/.zshrc, after compinit: source <(m365 completion zsh). With fish: m365 completion fish > ~/.config/fish/completions/m365.fish`
}

// Run prints what the shell has to read. All three ask the program itself for
// candidates, so that the script need not change with it.
func (c completionCmd) Run(s streams) error {
	script := map[string]string{
		"bash": `_m365() {
  local IFS=$'\n'
  COMPREPLY=($(m365 complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _m365 m365
`,
		"zsh": `_m365() {
  compadd -- ${(f)"$(m365 complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)"} || _files
}
compdef _m365 m365
`,
		"fish": `complete -c m365 -a '(m365 complete -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'
`,
	}[c.Shell]
	_, err := fmt.Fprint(s.out, script)
	return err
}

type completeCmd struct {
	Words []string `arg:"" optional:"" help:"The words after m365, of which the last is still being typed."`
}

// Run prints how the last word may go on, a line each.
func (c completeCmd) Run(s streams, parser *kong.Kong) error {
	for _, candidate := range candidates(parser.Model.Node, c.Words) {
		if _, err := fmt.Fprintln(s.out, candidate); err != nil {
			return err
		}
	}
	return nil
}

// candidates are the commands, flags or values of a flag that the last of the words
// may become. After -- another program's words stand, of which nothing is known.
func candidates(node *kong.Node, words []string) []string {
	if len(words) == 0 {
		words = []string{""}
	}
	before, typed := words[:len(words)-1], words[len(words)-1]
	var last string
	for _, word := range before {
		if word == "--" {
			return nil
		}
		node, last = descend(node, word), word
	}
	all := flagNames(node)
	if !strings.HasPrefix(typed, "-") {
		all = append(values(node, last), commandNames(node)...)
	}
	var fitting []string
	for _, candidate := range all {
		if strings.HasPrefix(candidate, typed) {
			fitting = append(fitting, candidate)
		}
	}
	return fitting
}

// descend is the command that a word names below another, or that other.
func descend(node *kong.Node, word string) *kong.Node {
	for _, child := range node.Children {
		if child.Name == word {
			return child
		}
	}
	return node
}

func commandNames(node *kong.Node) []string {
	var names []string
	for _, child := range node.Children {
		if !child.Hidden {
			names = append(names, child.Name)
		}
	}
	return names
}

// flags are those of a command, of those above it, and of the one that it stands for
// when nothing more is said.
func flags(node *kong.Node) []*kong.Flag {
	var all []*kong.Flag
	if node.DefaultCmd != nil {
		all = append(all, node.DefaultCmd.Flags...)
	}
	for ; node != nil; node = node.Parent {
		all = append(all, node.Flags...)
	}
	return all
}

func flagNames(node *kong.Node) []string {
	var names []string
	for _, flag := range flags(node) {
		if !flag.Hidden {
			names = append(names, "--"+flag.Name)
		}
	}
	return names
}

// values are what the flag just before takes, where it is one of few.
func values(node *kong.Node, before string) []string {
	for _, flag := range flags(node) {
		if "--"+flag.Name == before && flag.Enum != "" {
			return flag.EnumSlice()
		}
	}
	return nil
}
