-- CreateTable
CREATE TABLE "Obligation" (
    "id" UUID NOT NULL,
    "movement" TEXT NOT NULL,
    "planVersion" INTEGER NOT NULL,
    "roundId" UUID,
    "organization" TEXT NOT NULL,
    "leadBody" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "owedBy" TEXT NOT NULL,
    "debtor" TEXT NOT NULL,
    "toBody" TEXT NOT NULL,
    "toRole" TEXT NOT NULL,
    "dueOn" DATE,
    "request" TEXT,
    "state" TEXT NOT NULL,
    "returned" BOOLEAN NOT NULL DEFAULT false,
    "overdue" BOOLEAN NOT NULL DEFAULT false,
    "submittedById" UUID,
    "submittedAt" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "enteredAt" TIMESTAMP(3) NOT NULL,
    "entryVersion" INTEGER NOT NULL DEFAULT 1,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "started" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Obligation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ObligationDocument" (
    "id" UUID NOT NULL,
    "obligationId" UUID NOT NULL,
    "uploadId" UUID NOT NULL,
    "addedAt" TIMESTAMP(3) NOT NULL,
    "handedInAt" TIMESTAMP(3),
    "replacedAt" TIMESTAMP(3),

    CONSTRAINT "ObligationDocument_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Obligation_movement_code_debtor_idx" ON "Obligation"("movement", "code", "debtor");

-- CreateIndex
CREATE INDEX "Obligation_state_dueOn_idx" ON "Obligation"("state", "dueOn");

-- CreateIndex
CREATE UNIQUE INDEX "Obligation_roundId_code_debtor_key" ON "Obligation"("roundId", "code", "debtor");

-- CreateIndex
CREATE INDEX "ObligationDocument_obligationId_idx" ON "ObligationDocument"("obligationId");

-- AddForeignKey
ALTER TABLE "Obligation" ADD CONSTRAINT "Obligation_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ObligationDocument" ADD CONSTRAINT "ObligationDocument_obligationId_fkey" FOREIGN KEY ("obligationId") REFERENCES "Obligation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ObligationDocument" ADD CONSTRAINT "ObligationDocument_uploadId_fkey" FOREIGN KEY ("uploadId") REFERENCES "Upload"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
