-- DropIndex
DROP INDEX "Obligation_roundId_code_debtor_key";

-- AlterTable
ALTER TABLE "Obligation" ADD COLUMN     "decisionId" UUID,
ADD COLUMN     "submissionId" UUID;

-- CreateIndex
CREATE INDEX "Obligation_roundId_idx" ON "Obligation"("roundId");

-- CreateIndex
CREATE INDEX "Obligation_submissionId_idx" ON "Obligation"("submissionId");

-- AddForeignKey
ALTER TABLE "Obligation" ADD CONSTRAINT "Obligation_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Obligation" ADD CONSTRAINT "Obligation_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "Decision"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Once each: of what the opening of a round begins (as before), and of what a decision begins.
CREATE UNIQUE INDEX obligation_of_round_once ON "Obligation" ("roundId", "code", "debtor") WHERE "decisionId" IS NULL;
CREATE UNIQUE INDEX obligation_of_decision_once ON "Obligation" ("decisionId", "roundId", "submissionId", "code")
  NULLS NOT DISTINCT WHERE "decisionId" IS NOT NULL;

-- What an office does after a decision is owed to no other body, which could accept or return it.
ALTER TABLE "Obligation" ADD CONSTRAINT obligation_after_decision CHECK (
  CASE WHEN "decisionId" IS NULL THEN "kind" <> 'after-decision' AND "submissionId" IS NULL AND "state" <> 'done'
  ELSE "kind" = 'after-decision' AND "roundId" IS NOT NULL AND "toBody" = "debtor" AND "dueOn" IS NOT NULL
    AND "state" IN ('owed', 'done', 'waived') END
);
