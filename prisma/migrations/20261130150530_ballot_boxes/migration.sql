-- AlterTable
ALTER TABLE "CouncilSession" ADD COLUMN     "committed" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "BoxedChoice" (
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "nominationId" UUID NOT NULL,
    "ballot" INTEGER NOT NULL,
    "choice" TEXT NOT NULL,

    CONSTRAINT "BoxedChoice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BoxedReceipt" (
    "receiptHash" TEXT NOT NULL,
    "sessionId" UUID NOT NULL,
    "nominationId" UUID NOT NULL,
    "ballot" INTEGER NOT NULL,

    CONSTRAINT "BoxedReceipt_pkey" PRIMARY KEY ("receiptHash")
);

-- CreateTable
CREATE TABLE "BallotBox" (
    "sessionId" UUID NOT NULL,
    "nominationId" UUID NOT NULL,
    "ballot" INTEGER NOT NULL,
    "method" TEXT NOT NULL,
    "ballots" INTEGER NOT NULL,
    "nonce" TEXT NOT NULL,
    "root" TEXT NOT NULL,

    CONSTRAINT "BallotBox_pkey" PRIMARY KEY ("sessionId","nominationId","ballot")
);

-- CreateIndex
CREATE INDEX "BoxedChoice_sessionId_nominationId_idx" ON "BoxedChoice"("sessionId", "nominationId");

-- CreateIndex
CREATE INDEX "BoxedReceipt_sessionId_nominationId_idx" ON "BoxedReceipt"("sessionId", "nominationId");

-- CreateIndex
CREATE INDEX "AuditEntry_pathId_id_idx" ON "AuditEntry"("pathId", "id");

ALTER TABLE "BoxedChoice" ADD CONSTRAINT boxed_choice CHECK (choice IN ('approve', 'disapprove', 'abstain'));
ALTER TABLE "BallotBox" ADD CONSTRAINT ballot_box CHECK (method IN ('open', 'secret') AND ballots >= 1);
-- Sessions that were there before: ballots cast in them under the earlier release were committed to nowhere.
UPDATE "CouncilSession" SET committed = false;
-- Ballots notify nothing: the moment would tell who has just voted.
DROP TRIGGER audit_entry_happened ON "AuditEntry";
CREATE TRIGGER audit_entry_happened AFTER INSERT ON "AuditEntry"
  FOR EACH ROW WHEN (NEW.action <> 'ballots-cast') EXECUTE FUNCTION tell_happened();
