-- CreateTable
CREATE TABLE "Enquiry" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "movement" TEXT NOT NULL,
    "planVersion" INTEGER NOT NULL,
    "roundId" UUID,
    "nominationId" UUID,
    "organization" TEXT NOT NULL,
    "leadBody" TEXT NOT NULL,
    "fromUnit" TEXT NOT NULL,
    "toBody" TEXT NOT NULL,
    "toRole" TEXT NOT NULL,
    "reached" TEXT[],
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "answer" TEXT,
    "answeredAt" TIMESTAMP(3),
    "dueOn" DATE NOT NULL,
    "state" TEXT NOT NULL,
    "overdue" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "enteredAt" TIMESTAMP(3) NOT NULL,
    "entryVersion" INTEGER NOT NULL DEFAULT 1,
    "createdById" UUID NOT NULL,
    "createdForId" UUID,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "started" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Enquiry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Enquiry_code_key" ON "Enquiry"("code");

-- CreateIndex
CREATE INDEX "Enquiry_state_dueOn_idx" ON "Enquiry"("state", "dueOn");

-- CreateIndex
CREATE INDEX "Enquiry_fromUnit_idx" ON "Enquiry"("fromUnit");

-- An enquiry that was answered has its answer.
ALTER TABLE "Enquiry" ADD CONSTRAINT enquiry_state CHECK (state IN ('asked', 'answered', 'closed'));
ALTER TABLE "Enquiry" ADD CONSTRAINT enquiry_answer CHECK ((answer IS NULL) = ("answeredAt" IS NULL) AND (state <> 'answered' OR answer IS NOT NULL));
