-- AlterTable
ALTER TABLE "CriterionCheck" ADD COLUMN     "saidAt" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "ReplacedCheck" (
    "nominationId" UUID NOT NULL,
    "criterion" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "result" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "replacedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ReplacedCheck_pkey" PRIMARY KEY ("nominationId","criterion","version")
);

-- AddForeignKey
ALTER TABLE "ReplacedCheck" ADD CONSTRAINT "ReplacedCheck_nominationId_fkey" FOREIGN KEY ("nominationId") REFERENCES "Nomination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
