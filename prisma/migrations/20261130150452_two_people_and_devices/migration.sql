-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "organization" TEXT;

-- AlterTable
ALTER TABLE "LoginSession" ADD COLUMN     "agent" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "id" UUID NOT NULL DEFAULT gen_random_uuid();

-- CreateTable
CREATE TABLE "LoginDevice" (
    "tokenHash" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LoginDevice_pkey" PRIMARY KEY ("tokenHash","personId")
);

-- CreateTable
CREATE TABLE "PendingChange" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "organization" TEXT NOT NULL,
    "personId" UUID,
    "gainingIds" UUID[] DEFAULT ARRAY[]::UUID[],
    "delegatorId" UUID,
    "body" JSONB NOT NULL,
    "before" JSONB NOT NULL,
    "askedById" UUID NOT NULL,
    "askedAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "settledById" UUID,
    "settledAt" TIMESTAMP(3),
    "reason" TEXT,

    CONSTRAINT "PendingChange_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "LoginDevice_personId_lastUsedAt_idx" ON "LoginDevice"("personId", "lastUsedAt");

-- CreateIndex
CREATE INDEX "PendingChange_organization_state_idx" ON "PendingChange"("organization", "state");

-- CreateIndex
CREATE UNIQUE INDEX "LoginSession_id_key" ON "LoginSession"("id");

-- AddForeignKey
ALTER TABLE "LoginDevice" ADD CONSTRAINT "LoginDevice_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- An account is looked after where its first role of today is, else where its first role was.
UPDATE "Person" p SET "organization" = (
  SELECT u."organization" FROM "RoleHolding" h JOIN "Unit" u ON u."code" = h."unit"
  WHERE h."personId" = p."id"
  ORDER BY (h."validTo" IS NULL OR h."validTo" >= CURRENT_DATE) DESC, h."validFrom", h."id" LIMIT 1
);
