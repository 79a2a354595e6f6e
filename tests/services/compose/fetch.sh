# Compose's own loader into $1: what `docker compose config` does, without Docker.
set -eu
CGO_ENABLED=0 go build -ldflags "-s -w" -o "$1/compose" .
