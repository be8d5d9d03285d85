-- AlterTable
ALTER TABLE "Nomination" ADD COLUMN     "proposedForIds" UUID[] DEFAULT ARRAY[]::UUID[];

-- AlterTable
ALTER TABLE "Act" ADD COLUMN     "forId" UUID;

-- AlterTable
ALTER TABLE "Transition" ADD COLUMN     "forId" UUID;

-- AlterTable
ALTER TABLE "AuditEntry" ADD COLUMN     "forId" UUID;

-- AlterTable
ALTER TABLE "Obligation" ADD COLUMN     "submittedForId" UUID;

-- CreateTable
CREATE TABLE "Delegation" (
    "id" UUID NOT NULL,
    "delegatorId" UUID NOT NULL,
    "delegateId" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "validFrom" DATE NOT NULL,
    "validTo" DATE NOT NULL,
    "document" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "revokedAt" TIMESTAMP(3),
    "revokedFor" TEXT,

    CONSTRAINT "Delegation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Delegation_delegatorId_idx" ON "Delegation"("delegatorId");

-- CreateIndex
CREATE INDEX "Delegation_delegateId_idx" ON "Delegation"("delegateId");

-- CreateIndex
CREATE INDEX "Delegation_unit_role_idx" ON "Delegation"("unit", "role");

-- AddForeignKey
ALTER TABLE "Delegation" ADD CONSTRAINT "Delegation_delegatorId_fkey" FOREIGN KEY ("delegatorId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delegation" ADD CONSTRAINT "Delegation_delegateId_fkey" FOREIGN KEY ("delegateId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Nobody stands in for himself, and a period has its days in order.
ALTER TABLE "Delegation" ADD CONSTRAINT delegation_two_people CHECK ("delegatorId" <> "delegateId");
ALTER TABLE "Delegation" ADD CONSTRAINT delegation_period CHECK ("validFrom" <= "validTo");
