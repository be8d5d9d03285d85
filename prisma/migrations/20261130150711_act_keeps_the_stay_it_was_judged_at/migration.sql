-- AlterTable
ALTER TABLE "Act" ADD COLUMN     "stay" TEXT;
