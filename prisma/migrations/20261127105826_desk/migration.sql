-- AlterTable
ALTER TABLE "Enquiry" ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'difficulty';

-- CreateTable
CREATE TABLE "DeskAssignment" (
    "nominationId" UUID NOT NULL,
    "step" INTEGER NOT NULL,
    "personId" UUID NOT NULL,
    "assignedById" UUID NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "DeskAssignment_pkey" PRIMARY KEY ("nominationId","step")
);

-- CreateTable
CREATE TABLE "DeskNote" (
    "id" UUID NOT NULL,
    "nominationId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "forId" UUID,
    "unit" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "DeskNote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DossierVersion" (
    "nominationId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "submittedAt" TIMESTAMP(3) NOT NULL,
    "fields" JSONB NOT NULL,

    CONSTRAINT "DossierVersion_pkey" PRIMARY KEY ("nominationId","number")
);

-- CreateIndex
CREATE INDEX "DeskNote_nominationId_at_idx" ON "DeskNote"("nominationId", "at");

-- CreateIndex
CREATE INDEX "Enquiry_nominationId_idx" ON "Enquiry"("nominationId");

-- AddForeignKey
ALTER TABLE "DeskAssignment" ADD CONSTRAINT "DeskAssignment_nominationId_fkey" FOREIGN KEY ("nominationId") REFERENCES "Nomination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DeskNote" ADD CONSTRAINT "DeskNote_nominationId_fkey" FOREIGN KEY ("nominationId") REFERENCES "Nomination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DossierVersion" ADD CONSTRAINT "DossierVersion_nominationId_fkey" FOREIGN KEY ("nominationId") REFERENCES "Nomination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Enquiry" ADD CONSTRAINT "Enquiry_nominationId_fkey" FOREIGN KEY ("nominationId") REFERENCES "Nomination"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- An opinion is asked for about a nomination.
ALTER TABLE "Enquiry" ADD CONSTRAINT enquiry_kind CHECK (kind IN ('difficulty', 'opinion') AND (kind <> 'opinion' OR "nominationId" IS NOT NULL));
