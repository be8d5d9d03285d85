-- AlterTable
ALTER TABLE "AuditSeal" ADD COLUMN     "format" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "SealedRow" (
    "id" BIGINT NOT NULL,
    "entryId" BIGINT NOT NULL,
    "table" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "form" INTEGER NOT NULL,
    "digest" TEXT,

    CONSTRAINT "SealedRow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UnsealedEntry" (
    "entryId" BIGINT NOT NULL,
    "transaction" BIGINT NOT NULL,
    "since" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "UnsealedEntry_pkey" PRIMARY KEY ("entryId")
);

-- CreateTable
CREATE TABLE "UnsealedRow" (
    "id" BIGSERIAL NOT NULL,
    "transaction" BIGINT NOT NULL,
    "table" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "form" INTEGER NOT NULL,
    "digest" TEXT,
    "since" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "UnsealedRow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditCheck" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "heads" JSONB NOT NULL,
    "findings" JSONB NOT NULL,
    "found" INTEGER NOT NULL,
    "writtenTo" TEXT,

    CONSTRAINT "AuditCheck_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "SealedRow_entryId_idx" ON "SealedRow"("entryId");

-- CreateIndex
CREATE INDEX "SealedRow_table_key_id_idx" ON "SealedRow"("table", "key", "id");

-- CreateIndex
CREATE INDEX "UnsealedEntry_transaction_idx" ON "UnsealedEntry"("transaction");

-- CreateIndex
CREATE INDEX "UnsealedRow_transaction_idx" ON "UnsealedRow"("transaction");

-- AddForeignKey
ALTER TABLE "SealedRow" ADD CONSTRAINT "SealedRow_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "AuditSeal"("entryId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A plan as it was sent, and by whom.
ALTER TABLE "MovementVersion" ADD COLUMN "filedById" UUID, ADD COLUMN "source" TEXT;

-- A queue of its own, so that a worker of the release before, which seals entries without their rows, finds none.
CREATE OR REPLACE FUNCTION remember_unsealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "UnsealedEntry" ("entryId", transaction, since)
  VALUES (NEW.id, pg_current_xact_id()::text::bigint, now() AT TIME ZONE 'utc');
  RETURN NULL;
END $$;
WITH waiting AS (DELETE FROM "AuditUnsealed" RETURNING "entryId")
INSERT INTO "UnsealedEntry" ("entryId", transaction, since)
SELECT "entryId", 0, now() AT TIME ZONE 'utc' FROM waiting;

-- The content of a row that is sealed: the listed columns, and the hash of the bytes of the upload that it names, at
-- a column or within one (onBehalf.document). Whoever verifies works it out without this function
-- (activities/audit/rows.ts).
CREATE FUNCTION sealed_content(content jsonb, columns text[], upload text) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_object_agg(name, value) FROM (
    SELECT name, content->name AS value FROM unnest(columns) AS name
    UNION ALL
    SELECT upload || '.sha256',
      to_jsonb((SELECT sha256 FROM "Upload" WHERE id =
        CASE WHEN content #>> string_to_array(upload, '.') ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
          THEN (content #>> string_to_array(upload, '.'))::uuid END))
    WHERE upload <> '') AS one
$$;

-- Its arguments, from prisma/sealed-tables.ts: the list's number, the key's columns, the sealed ones, and the one that
-- names an upload.
CREATE FUNCTION seal_row() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  columns text[] := string_to_array(TG_ARGV[2], ',');
  before jsonb;
  after jsonb;
  said jsonb;
BEGIN
  IF TG_OP <> 'INSERT' THEN before := sealed_content(to_jsonb(OLD), columns, TG_ARGV[3]); END IF;
  IF TG_OP <> 'DELETE' THEN after := sealed_content(to_jsonb(NEW), columns, TG_ARGV[3]); END IF;
  IF before IS NOT DISTINCT FROM after THEN RETURN NULL; END IF;
  IF TG_OP = 'DELETE' THEN said := to_jsonb(OLD); ELSE said := to_jsonb(NEW); END IF;
  INSERT INTO "UnsealedRow" (transaction, "table", key, form, digest, since)
  SELECT pg_current_xact_id()::text::bigint, TG_TABLE_NAME, string_agg(said->>name, '/' ORDER BY place),
    TG_ARGV[0]::int, encode(sha256(convert_to(after::text, 'UTF8')), 'hex'), now() AT TIME ZONE 'utc'
  FROM unnest(string_to_array(TG_ARGV[1], ',')) WITH ORDINALITY AS one(name, place);
  RETURN NULL;
END $$;

CREATE TRIGGER sealed_row_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "SealedRow"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
