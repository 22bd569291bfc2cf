// Prints a Dockerfile (standard input) as JSON, read by the parser that builds images. It exits with 1 for what that
// parser refuses, and for what its linter warns of.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
)

type stage struct {
	Name     string    `json:"name"`
	Base     string    `json:"base"`
	Commands []command `json:"commands"`
}

type command struct {
	Name      string `json:"name"`
	Arguments any    `json:"arguments"`
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	file, err := parser.Parse(os.Stdin)
	if err != nil {
		return err
	}
	warned := false
	warn := func(rule, _, _, text string, _ []parser.Range) {
		warned = true
		fmt.Fprintf(os.Stderr, "%s: %s\n", rule, text)
	}
	for _, warning := range file.Warnings {
		warn("Parser", "", "", warning.Short, nil)
	}
	parsed, _, err := instructions.Parse(file.AST, linter.New(&linter.Config{Warn: warn}))
	if err != nil {
		return err
	}
	if warned {
		return fmt.Errorf("the Dockerfile has warnings")
	}
	stages := make([]stage, 0, len(parsed))
	for _, each := range parsed {
		commands := make([]command, 0, len(each.Commands))
		for _, instruction := range each.Commands {
			commands = append(commands, command{instruction.Name(), instruction})
		}
		stages = append(stages, stage{each.Name, each.BaseName, commands})
	}
	return json.NewEncoder(os.Stdout).Encode(stages)
}
