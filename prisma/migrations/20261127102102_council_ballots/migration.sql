-- AlterTable
ALTER TABLE "CouncilSession" ADD COLUMN     "convenedAt" TIMESTAMP(3),
ADD COLUMN     "resumesAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "AgendaItem" ADD COLUMN     "ballot" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "OpenBallot" DROP CONSTRAINT "OpenBallot_pkey",
ADD COLUMN     "ballot" INTEGER NOT NULL DEFAULT 1,
ADD CONSTRAINT "OpenBallot_pkey" PRIMARY KEY ("sessionId", "nominationId", "ballot", "memberId");

-- CreateTable
CREATE TABLE "SessionInvitee" (
    "sessionId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT,
    "personId" UUID,

    CONSTRAINT "SessionInvitee_pkey" PRIMARY KEY ("sessionId","position")
);

-- CreateTable
CREATE TABLE "Teller" (
    "sessionId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "title" TEXT,

    CONSTRAINT "Teller_pkey" PRIMARY KEY ("sessionId","position")
);

-- CreateTable
CREATE TABLE "BallotResult" (
    "sessionId" UUID NOT NULL,
    "nominationId" UUID NOT NULL,
    "ballot" INTEGER NOT NULL,
    "method" TEXT NOT NULL,
    "issued" INTEGER NOT NULL,
    "collected" INTEGER NOT NULL,
    "valid" INTEGER NOT NULL,
    "approve" INTEGER NOT NULL,
    "disapprove" INTEGER NOT NULL,
    "base" INTEGER NOT NULL,
    "needed" INTEGER NOT NULL,
    "passed" BOOLEAN NOT NULL,
    "closedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "BallotResult_pkey" PRIMARY KEY ("sessionId","nominationId","ballot")
);

-- CreateTable
CREATE TABLE "VoterRoll" (
    "sessionId" UUID NOT NULL,
    "nominationId" UUID NOT NULL,
    "ballot" INTEGER NOT NULL,
    "memberId" UUID NOT NULL,
    "personId" UUID,
    "written" BOOLEAN NOT NULL,

    CONSTRAINT "VoterRoll_pkey" PRIMARY KEY ("sessionId","nominationId","ballot","memberId")
);

-- CreateTable
CREATE TABLE "SecretBallot" (
    "receiptHash" TEXT NOT NULL,
    "sessionId" UUID NOT NULL,
    "nominationId" UUID NOT NULL,
    "ballot" INTEGER NOT NULL,
    "choice" TEXT NOT NULL,

    CONSTRAINT "SecretBallot_pkey" PRIMARY KEY ("receiptHash")
);

-- CreateTable
CREATE TABLE "TieWord" (
    "sessionId" UUID NOT NULL,
    "nominationId" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "choice" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "TieWord_pkey" PRIMARY KEY ("nominationId","role")
);

-- CreateIndex
CREATE INDEX "SecretBallot_sessionId_nominationId_idx" ON "SecretBallot"("sessionId", "nominationId");

-- AddForeignKey
ALTER TABLE "SessionInvitee" ADD CONSTRAINT "SessionInvitee_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "CouncilSession"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Teller" ADD CONSTRAINT "Teller_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "CouncilSession"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BallotResult" ADD CONSTRAINT "BallotResult_nominationId_fkey" FOREIGN KEY ("nominationId") REFERENCES "Nomination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What a state can say of itself, the database holds.
ALTER TABLE "CouncilSession"
  DROP CONSTRAINT session_state,
  ADD CONSTRAINT session_state CHECK (state IN ('draft', 'convened', 'open', 'adjourned', 'closed', 'concluded', 'cancelled')),
  ADD CONSTRAINT session_adjourned_until CHECK (state <> 'adjourned' OR "resumesAt" IS NOT NULL);
ALTER TABLE "AgendaItem" ADD CONSTRAINT item_ballot CHECK (ballot >= 1);
ALTER TABLE "SecretBallot" ADD CONSTRAINT secret_choice CHECK (choice IN ('approve', 'disapprove', 'abstain'));
ALTER TABLE "TieWord"
  ADD CONSTRAINT tie_word CHECK (choice IN ('approve', 'disapprove') AND role IN ('council-chair', 'head'));
ALTER TABLE "BallotResult"
  ADD CONSTRAINT result_count CHECK (
    issued >= collected AND collected >= valid AND valid >= approve + disapprove AND approve >= 0 AND disapprove >= 0
  );
-- Who voted before there was a roll, and what the one ballot there was came to.
INSERT INTO "VoterRoll" SELECT "sessionId", "nominationId", 1, "memberId", "personId", false FROM "OpenBallot";
INSERT INTO "BallotResult"
  SELECT i."sessionId", i."nominationId", 1, s.ballot, i.issued, i.collected, i.valid, i.approve, i.disapprove, i.base,
    i.needed, i.state <> 'failed', s."closedAt"
  FROM "AgendaItem" i JOIN "CouncilSession" s ON s.id = i."sessionId"
  WHERE i.state IN ('passed', 'failed', 'agreed', 'refused') AND i.base IS NOT NULL AND s."closedAt" IS NOT NULL;
