# OpenSearch's jars into $1, laid out as in its own distribution. The published jars of a module have no
# descriptor, without which it is not found: no HTTP, no analyzers.
set -eu
flock .. mvn -q -B dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$1/lib"
mkdir "$1/bin" "$1/plugins" "$1/extensions" # OpenSearch would make them, but may not write here.
cd "$1/lib"
version=$(ls | sed -n 's/^opensearch-\([0-9.]*\)\.jar$/\1/p')

module() { # NAME CLASS JAR…: a module's jars must not lie in lib/ too
    folder=../modules/$1
    mkdir -p "$folder"
    cat > "$folder/plugin-descriptor.properties" <<END
name=$1
description=$1
version=$version
opensearch.version=$version
java.version=21
classname=org.opensearch.$2
END
    shift 2
    mv "$@" "$folder"
}

module transport-netty4 transport.Netty4ModulePlugin netty-* opensearch-netty4-* transport-netty4-*
module analysis-common analysis.common.CommonAnalysisModulePlugin analysis-common-*
module mapper-extras index.mapper.MapperExtrasModulePlugin mapper-extras-*
module reindex index.reindex.ReindexModulePlugin \
    reindex-* http* commons-* opensearch-rest-client-* opensearch-ssl-config-*
