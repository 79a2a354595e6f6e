# One node; its data, settings and keystore in the current folder.
set -eu
cat > opensearch.yml <<END
cluster.name: caseledger
discovery.type: single-node
network.host: 127.0.0.1
http.port: $OPENSEARCH_PORT
transport.port: $TRANSPORT_PORT
path.data: $PWD/indexes
path.logs: $PWD
# Else a disk that is 85 to 95 % full leaves indexes unassigned or read-only.
cluster.routing.allocation.disk.threshold_enabled: false
# Else garbage not yet collected counts as used, and a bulk load meets 429 whatever the heap.
indices.breaker.total.use_real_memory: false
END
# The short form of a logger is not read, and the log would stay empty.
cat > log4j2.properties <<END
appender.console.type=Console
appender.console.name=console
appender.console.layout.type=PatternLayout
appender.console.layout.pattern=%d %p %c{1} %m%n
rootLogger.level=info
rootLogger.appenderRef.console.ref=console
END
exec "$JAVA" -Xms512m -Xmx512m -XX:+UseSerialGC -Djava.io.tmpdir="$PWD" \
    --enable-native-access=ALL-UNNAMED -cp "$FETCHED/lib/*" \
    -Dopensearch.path.home="$FETCHED" -Dopensearch.path.conf="$PWD" \
    org.opensearch.bootstrap.OpenSearch
