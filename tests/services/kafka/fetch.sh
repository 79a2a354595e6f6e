# Kafka's jars into $1. Maven's local repository bears one writer: hence flock.
set -eu
flock .. mvn -q -B dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$1"
