-- AlterTable
ALTER TABLE "AgendaItem" ADD COLUMN     "annulled" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Recusal" ADD COLUMN     "takenBack" INTEGER;

-- CreateTable
CREATE TABLE "Sitting" (
    "sessionId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "openedAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),

    CONSTRAINT "Sitting_pkey" PRIMARY KEY ("sessionId","number")
);

-- CreateTable
CREATE TABLE "SittingSeat" (
    "sessionId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "memberId" UUID NOT NULL,
    "attendance" TEXT NOT NULL,
    "substituteName" TEXT,
    "letter" UUID,

    CONSTRAINT "SittingSeat_pkey" PRIMARY KEY ("sessionId","number","memberId")
);

-- CreateTable
CREATE TABLE "AnnulledBallot" (
    "sessionId" UUID NOT NULL,
    "nominationId" UUID NOT NULL,
    "ballot" INTEGER NOT NULL,
    "method" TEXT NOT NULL,
    "cast" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AnnulledBallot_pkey" PRIMARY KEY ("sessionId","nominationId","ballot")
);

-- AddForeignKey
ALTER TABLE "Sitting" ADD CONSTRAINT "Sitting_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "CouncilSession"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SittingSeat" ADD CONSTRAINT "SittingSeat_sessionId_number_fkey" FOREIGN KEY ("sessionId", "number") REFERENCES "Sitting"("sessionId", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnnulledBallot" ADD CONSTRAINT "AnnulledBallot_nominationId_fkey" FOREIGN KEY ("nominationId") REFERENCES "Nomination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Meetings that were held before: a sitting for each opening, with who was absent by its timeline. Who stood in for whom is
-- known of the last one alone.
INSERT INTO "Sitting" ("sessionId", "number", "openedAt", "endedAt")
SELECT opening.id, opening.number, opening.at,
  CASE WHEN opening.next IS NULL AND opening.state = 'open' THEN NULL ELSE
    (SELECT max(ending.at) FROM "Transition" ending
      WHERE ending."pathKind" = 'council-session' AND ending."pathId" = opening.id AND ending.act IN ('adjourn', 'close')
        AND ending.version > opening.version AND (opening.next IS NULL OR ending.version < opening.next)) END
FROM (
  SELECT s.id, s.state, t.at, t.version,
    row_number() OVER (PARTITION BY s.id ORDER BY t.version)::int AS number,
    lead(t.version) OVER (PARTITION BY s.id ORDER BY t.version) AS next
  FROM "Transition" t JOIN "CouncilSession" s ON s.id = t."pathId"
  WHERE t."pathKind" = 'council-session' AND t.act = 'open'
) opening;

INSERT INTO "SittingSeat" ("sessionId", "number", "memberId", attendance, "substituteName", letter)
SELECT m."sessionId", opening.number, m."memberId",
  CASE WHEN opening.is_last THEN m.attendance
    WHEN opening.detail -> 'absent' @> to_jsonb(m."memberId"::text) THEN 'absent' ELSE 'present' END,
  CASE WHEN opening.is_last THEN m."substituteName" END,
  CASE WHEN opening.is_last THEN m.letter END
FROM "SessionMember" m JOIN (
  SELECT t."pathId" AS id, t.detail,
    row_number() OVER (PARTITION BY t."pathId" ORDER BY t.version)::int AS number,
    lead(t.version) OVER (PARTITION BY t."pathId" ORDER BY t.version) IS NULL AS is_last
  FROM "Transition" t WHERE t."pathKind" = 'council-session' AND t.act = 'open'
) opening ON opening.id = m."sessionId";
