// Loads compose files as compose does, and prints the whole of what they mean as JSON.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/compose-spec/compose-go/v2/cli"
)

func main() {
	options, err := cli.NewProjectOptions(os.Args[1:], cli.WithOsEnv)
	if err == nil {
		project, failed := options.LoadProject(context.Background())
		if err = failed; err == nil {
			said, _ := project.MarshalJSON()
			fmt.Println(string(said))
			return
		}
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
