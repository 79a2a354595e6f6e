# A gateway to a folder of buckets, and one of old versions: absolute, for relative paths confuse it.
set -eu
mkdir -p buckets versions
exec "$FETCHED/versitygw" --port "127.0.0.1:$S3_PORT" --region us-east-1 \
    --access caseledger --secret caseledger --quiet --keep-alive \
    posix --versioning-dir "$PWD/versions" "$PWD/buckets"
