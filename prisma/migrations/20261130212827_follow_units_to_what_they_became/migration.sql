-- AlterTable
ALTER TABLE "UnitSuccession" ADD COLUMN     "toldAt" TIMESTAMP(3);

-- AlterTable
ALTER TABLE "Nomination" ADD COLUMN     "handedTo" TEXT;

-- AlterTable
ALTER TABLE "Submission" ADD COLUMN     "fromLead" BOOLEAN;
