-- CreateTable
CREATE TABLE "AuditSeal" (
    "entryId" BIGINT NOT NULL,
    "organization" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditSeal_pkey" PRIMARY KEY ("entryId")
);

-- CreateTable
CREATE TABLE "AuditUnsealed" (
    "entryId" BIGINT NOT NULL,

    CONSTRAINT "AuditUnsealed_pkey" PRIMARY KEY ("entryId")
);

-- CreateIndex
CREATE UNIQUE INDEX "AuditSeal_organization_position_key" ON "AuditSeal"("organization", "position");

-- AddForeignKey
ALTER TABLE "AuditSeal" ADD CONSTRAINT "AuditSeal_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "AuditEntry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The trail is added to and never changed, nor are its seals and what was written down of the paths.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditEntry"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditSeal"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER transition_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON "Transition"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE "AuditSeal" ADD CONSTRAINT audit_seal_position CHECK (position >= 1);

CREATE FUNCTION remember_unsealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "AuditUnsealed" ("entryId") VALUES (NEW.id);
  RETURN NULL;
END $$;
CREATE TRIGGER audit_entry_unsealed AFTER INSERT ON "AuditEntry"
  FOR EACH ROW EXECUTE FUNCTION remember_unsealed();
INSERT INTO "AuditUnsealed" ("entryId") SELECT id FROM "AuditEntry";
