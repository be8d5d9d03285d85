-- AlterTable
ALTER TABLE "Nomination" ADD COLUMN     "checksAtClosing" JSONB;

-- CreateTable
CREATE TABLE "RankingSet" (
    "id" UUID NOT NULL,
    "set" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "group" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "publishedById" UUID NOT NULL,
    "publishedBy" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "RankingSet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RankingEntry" (
    "rankingId" UUID NOT NULL,
    "unit" TEXT NOT NULL,
    "rank" INTEGER NOT NULL,
    "score" INTEGER NOT NULL,
    "maximum" INTEGER NOT NULL,

    CONSTRAINT "RankingEntry_pkey" PRIMARY KEY ("rankingId","unit")
);

-- CreateIndex
CREATE UNIQUE INDEX "RankingSet_set_period_group_version_key" ON "RankingSet"("set", "period", "group", "version");

-- AddForeignKey
ALTER TABLE "RankingEntry" ADD CONSTRAINT "RankingEntry_rankingId_fkey" FOREIGN KEY ("rankingId") REFERENCES "RankingSet"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
