-- AlterTable
ALTER TABLE "Act" ADD COLUMN     "unheard" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "Act_unheard_settledAt_idx" ON "Act"("unheard", "settledAt");
