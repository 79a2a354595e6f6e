# Mailpit into $1: its SMTP and its API. The pages are not in its Go module, and are not needed here.
set -eu
export GOBIN="$1" CGO_ENABLED=0
go install -ldflags "-s -w" github.com/axllent/mailpit@v1.27.11
