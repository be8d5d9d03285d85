-- AlterTable
ALTER TABLE "Notification" ADD COLUMN     "failedAt" TIMESTAMP(3),
ADD COLUMN     "insteadOf" UUID,
ADD COLUMN     "settledAt" TIMESTAMP(3),
ADD COLUMN     "settledById" UUID,
ADD COLUMN     "told" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "Notification_insteadOf_key" ON "Notification"("insteadOf");
