-- AlterTable
ALTER TABLE "Upload" ADD COLUMN     "namedAt" TIMESTAMP(3) DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "Reading" (
    "personId" UUID NOT NULL,
    "readId" UUID NOT NULL,
    "day" DATE NOT NULL,

    CONSTRAINT "Reading_pkey" PRIMARY KEY ("personId","readId","day")
);

-- CreateIndex
CREATE INDEX "Reading_day_idx" ON "Reading"("day");
