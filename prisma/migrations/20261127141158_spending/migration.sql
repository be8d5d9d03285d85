-- CreateTable
CREATE TABLE "Spending" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "expire" TIMESTAMP(3),

    CONSTRAINT "Spending_pkey" PRIMARY KEY ("key")
);
