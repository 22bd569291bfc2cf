// Reads an Alloy configuration (standard input) by Alloy's own parser and prints its blocks, one a line. It exits with 1
// for what that parser refuses. It does not know the components: whether a block takes an argument, Alloy alone can say.
package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/grafana/alloy/syntax/ast"
	"github.com/grafana/alloy/syntax/parser"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	text, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	file, err := parser.ParseFile("stdin", text)
	if err != nil {
		return err
	}
	for _, statement := range file.Body {
		if block, ok := statement.(*ast.BlockStmt); ok {
			fmt.Println(strings.TrimSpace(strings.Join(block.Name, ".") + " " + block.Label))
		}
	}
	return nil
}
