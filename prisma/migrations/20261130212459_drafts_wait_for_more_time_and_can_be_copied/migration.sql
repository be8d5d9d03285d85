-- AlterTable
ALTER TABLE "Nomination" ADD COLUMN     "copiedFromId" UUID,
ADD COLUMN     "timeUp" DATE;

-- CreateIndex
CREATE INDEX "Nomination_copiedFromId_idx" ON "Nomination"("copiedFromId");

-- AddForeignKey
ALTER TABLE "Nomination" ADD CONSTRAINT "Nomination_copiedFromId_fkey" FOREIGN KEY ("copiedFromId") REFERENCES "Nomination"("id") ON DELETE SET NULL ON UPDATE CASCADE;
