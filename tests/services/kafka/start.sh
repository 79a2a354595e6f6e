# One broker that is also its controller; its data in the current folder.
set -eu
cat > server.properties <<END
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:$CONTROLLER_PORT
controller.listener.names=CONTROLLER
listeners=PLAINTEXT://127.0.0.1:$KAFKA_PORT,CONTROLLER://127.0.0.1:$CONTROLLER_PORT
log.dirs=$PWD/topics
# The defaults ask for three brokers, and for 50 partitions at the first group and transaction.
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=4
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
# By default a group's first member waits 3 s for others.
group.initial.rebalance.delay.ms=0
END
set -- "$JAVA" -Xms128m -Xmx512m -XX:+UseSerialGC -Djava.io.tmpdir="$PWD" \
    -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp "$FETCHED/*"
# A fixed id of the cluster: a random one may begin with "-", which the tool takes for an option.
[ -f topics/meta.properties ] || "$@" kafka.tools.StorageTool format \
    --cluster-id Y2FzZWxlZGdlci1rYWZrYQ --config server.properties
exec "$@" kafka.Kafka server.properties
