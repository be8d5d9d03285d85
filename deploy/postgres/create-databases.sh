#!/bin/sh
# Run once by the postgres image, when its data folder is new: a database for the service, with a role that owns its
# tables, one that the service runs as and one for reports (their rights come with the migrations), and databases and a
# role for Temporal, so that neither can read the other's.
set -eu

psql --username postgres --set ON_ERROR_STOP=1 \
  --set owner_password="$OWNER_DATABASE_PASSWORD" \
  --set app_password="$APP_DATABASE_PASSWORD" \
  --set reader_password="$READER_DATABASE_PASSWORD" \
  --set temporal_password="$TEMPORAL_DATABASE_PASSWORD" <<'SQL'
create role thi_dua login password :'owner_password';
create role thi_dua_app login password :'app_password';
create role thi_dua_reader login password :'reader_password';
create database thi_dua owner thi_dua;
revoke connect on database thi_dua from public;
grant connect on database thi_dua to thi_dua_app, thi_dua_reader;

create role temporal login password :'temporal_password';
create database temporal owner temporal;
create database temporal_visibility owner temporal;
revoke connect on database temporal, temporal_visibility from public;
SQL
