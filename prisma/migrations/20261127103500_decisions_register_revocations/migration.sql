-- AlterTable
ALTER TABLE "Decision" ADD COLUMN     "prepared" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "DecisionItem" (
    "nominationId" UUID NOT NULL,
    "decisionId" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,

    CONSTRAINT "DecisionItem_pkey" PRIMARY KEY ("nominationId")
);

-- CreateTable
CREATE TABLE "AwardEntry" (
    "nominationId" UUID NOT NULL,
    "decisionId" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "movement" TEXT NOT NULL,
    "award" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectName" TEXT NOT NULL,
    "subjectUnit" TEXT NOT NULL,
    "searchText" TEXT NOT NULL,
    "decidedOn" DATE NOT NULL,
    "amount" INTEGER,

    CONSTRAINT "AwardEntry_pkey" PRIMARY KEY ("nominationId")
);

-- CreateTable
CREATE TABLE "Revocation" (
    "id" UUID NOT NULL,
    "nominationId" UUID NOT NULL,
    "organization" TEXT NOT NULL,
    "leadBody" TEXT NOT NULL,
    "movement" TEXT NOT NULL,
    "round" TEXT NOT NULL,
    "award" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "decidedOn" DATE NOT NULL,
    "ground" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "amount" INTEGER,
    "dueOn" DATE NOT NULL,
    "itemsReturnedOn" DATE,
    "moneyReturnedOn" DATE,
    "state" TEXT NOT NULL,
    "overdue" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "enteredAt" TIMESTAMP(3) NOT NULL,
    "entryVersion" INTEGER NOT NULL DEFAULT 1,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "started" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Revocation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "DecisionItem_decisionId_idx" ON "DecisionItem"("decisionId");

-- CreateIndex
CREATE INDEX "AwardEntry_subjectUnit_idx" ON "AwardEntry"("subjectUnit");

-- CreateIndex
CREATE INDEX "AwardEntry_movement_award_idx" ON "AwardEntry"("movement", "award");

-- CreateIndex
CREATE UNIQUE INDEX "AwardEntry_body_year_number_key" ON "AwardEntry"("body", "year", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Revocation_nominationId_key" ON "Revocation"("nominationId");

-- CreateIndex
CREATE INDEX "Revocation_state_dueOn_idx" ON "Revocation"("state", "dueOn");

-- AddForeignKey
ALTER TABLE "DecisionItem" ADD CONSTRAINT "DecisionItem_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "Decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DecisionItem" ADD CONSTRAINT "DecisionItem_nominationId_fkey" FOREIGN KEY ("nominationId") REFERENCES "Nomination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AwardEntry" ADD CONSTRAINT "AwardEntry_nominationId_fkey" FOREIGN KEY ("nominationId") REFERENCES "Nomination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AwardEntry" ADD CONSTRAINT "AwardEntry_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "Decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Revocation" ADD CONSTRAINT "Revocation_nominationId_fkey" FOREIGN KEY ("nominationId") REFERENCES "AwardEntry"("nominationId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What a state may say, and what was awarded before the register was there.
ALTER TABLE "Nomination"
  DROP CONSTRAINT nomination_outcome,
  ADD CONSTRAINT nomination_outcome CHECK (outcome IN ('awarded', 'rejected', 'not-selected', 'withdrawn', 'lapsed', 'revoked')),
  DROP CONSTRAINT nomination_awarded_by_decision,
  ADD CONSTRAINT nomination_awarded_by_decision CHECK (outcome NOT IN ('awarded', 'revoked') OR "decisionId" IS NOT NULL);
ALTER TABLE "DecisionItem"
  ADD CONSTRAINT decision_item_outcome CHECK (outcome IN ('awarded', 'refused')),
  ADD CONSTRAINT decision_item_refused_with_reason CHECK (outcome = 'awarded' OR reason IS NOT NULL);
ALTER TABLE "AwardEntry"
  ADD CONSTRAINT award_entry_number CHECK (number >= 1),
  ADD CONSTRAINT award_entry_amount CHECK (amount >= 0);
ALTER TABLE "Revocation"
  ADD CONSTRAINT revocation_ground CHECK (ground IN ('false-achievement', 'false-dossier', 'unlawful-procedure', 'later-finding')),
  ADD CONSTRAINT revocation_state CHECK (state IN ('returning', 'finished')),
  ADD CONSTRAINT revocation_finished_iff_returned CHECK (
    (state = 'finished') = ("itemsReturnedOn" IS NOT NULL AND (amount IS NULL OR "moneyReturnedOn" IS NOT NULL)));

INSERT INTO "AwardEntry" ("nominationId", "decisionId", body, year, number, movement, award, form, "subjectKind",
  "subjectName", "subjectUnit", "searchText", "decidedOn")
SELECT n.id, d.id, d.body, d.year, row_number() OVER (PARTITION BY d.body, d.year ORDER BY d."decidedOn", n.code),
  n.movement, n.award, n.award, n."subjectKind", n."subjectName", n."subjectUnit",
  btrim(regexp_replace(replace(regexp_replace(lower(normalize(n."subjectName", NFD)), '[\u0300-\u036f]', '', 'g'),
    'đ', 'd'), '\s+', ' ', 'g')), d."decidedOn"
FROM "Nomination" n JOIN "Decision" d ON d.id = n."decisionId"
WHERE n.outcome = 'awarded';
