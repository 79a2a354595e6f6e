# A cluster of our own, of Debian's newest PostgreSQL, on TCP and with a password: one that is elsewhere.
set -eu
programs=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
if [ ! -d cluster ]; then
    rm -rf draft
    echo caseledger > password
    "$programs/initdb" -D draft -U owner -A scram-sha-256 --pwfile=password \
        -E UTF8 --locale=C.UTF-8
    mv draft cluster
fi
exec "$programs/postgres" -D cluster -h 127.0.0.1 -p "$POSTGRES_PORT" -k ""
