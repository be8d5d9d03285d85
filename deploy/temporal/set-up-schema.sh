#!/bin/sh
# Brings the schemas of Temporal's two databases to the version of this image. Can be repeated: an upgrade of the
# server is a new image tag and another run. Connection: SQL_… in the environment.
set -eu

for schema in temporal visibility; do
  database=temporal
  [ "$schema" = visibility ] && database=temporal_visibility
  temporal-sql-tool --database "$database" setup-schema --version 0.0
  temporal-sql-tool --database "$database" update-schema \
    --schema-dir "/etc/temporal/schema/postgresql/v12/$schema/versioned"
done
