#!/bin/sh
# Run once by the postgres image, when its data folder is new: a database and a role of its own for the service,
# and for Temporal, so that neither can read the other's.
set -eu

psql --username postgres --set ON_ERROR_STOP=1 \
  --set app_password="$APP_DATABASE_PASSWORD" \
  --set temporal_password="$TEMPORAL_DATABASE_PASSWORD" <<'SQL'
create role thi_dua login password :'app_password';
create database thi_dua owner thi_dua;
revoke connect on database thi_dua from public;

create role temporal login password :'temporal_password';
create database temporal owner temporal;
create database temporal_visibility owner temporal;
revoke connect on database temporal, temporal_visibility from public;
SQL
