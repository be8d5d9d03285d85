-- CreateTable
CREATE TABLE "UnitSuccession" (
    "fromUnit" TEXT NOT NULL,
    "toUnit" TEXT,
    "effectiveOn" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "scope" TEXT NOT NULL DEFAULT '',
    "citation" TEXT NOT NULL,

    CONSTRAINT "UnitSuccession_pkey" PRIMARY KEY ("fromUnit","effectiveOn","scope")
);
