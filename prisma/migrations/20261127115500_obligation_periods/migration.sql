-- AlterTable
ALTER TABLE "Obligation" ADD COLUMN     "period" TEXT NOT NULL DEFAULT '';

-- A report that recurs is begun once for its period, whoever begins it: a round, or the report before.
ALTER TABLE "Obligation" ADD CONSTRAINT obligation_period CHECK ("period" ~ '^([0-9]{4}-[0-9]{2})?$');
CREATE UNIQUE INDEX obligation_once_for_its_period ON "Obligation" ("movement", "code", "debtor", "period")
  WHERE "period" <> '';
