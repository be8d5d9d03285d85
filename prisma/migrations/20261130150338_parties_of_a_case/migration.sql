-- AlterTable
ALTER TABLE "Nomination" ADD COLUMN     "approvedByIds" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN     "hands" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "nomineeWords" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "subjectPersonId" UUID;

-- AlterTable
ALTER TABLE "DecisionItem" ADD COLUMN     "contestUntil" DATE,
ADD COLUMN     "recordedBy" JSONB;

-- AlterTable
ALTER TABLE "Obligation" ADD COLUMN     "handIds" UUID[] DEFAULT ARRAY[]::UUID[];

-- Everybody who worked on a dossier so far, as the record already tells: who drafted, sent or took it back, who changed
-- its text, and who put papers in or took them out.
WITH worked AS (
  SELECT "pathId" AS id, "personId", "forId",
    CASE act WHEN 'draft' THEN 'drafted' WHEN 'submit' THEN 'submitted' ELSE 'withdrew' END AS did
  FROM "Transition"
  WHERE "pathKind" = 'nomination' AND act IN ('draft', 'submit', 'withdraw') AND "personId" IS NOT NULL
  UNION
  SELECT "pathId", "personId", "forId",
    CASE action WHEN 'draft-changed' THEN 'edited' WHEN 'document-added' THEN 'file-added' ELSE 'file-removed' END
  FROM "AuditEntry"
  WHERE "pathKind" = 'nomination' AND "personId" IS NOT NULL
    AND action IN ('draft-changed', 'document-added', 'document-removed')
  UNION
  SELECT d."nominationId", u."personId", NULL, 'file-added'
  FROM "Document" d JOIN "Upload" u ON u.id = d."uploadId" WHERE u."personId" IS NOT NULL
)
UPDATE "Nomination" n SET hands = known.hands
FROM (
  SELECT id, jsonb_agg(jsonb_strip_nulls(jsonb_build_object('personId', "personId", 'did', did, 'forId', "forId"))) AS hands
  FROM worked GROUP BY id
) known
WHERE n.id = known.id;

WITH worked AS (
  SELECT "pathId" AS id, unnest(ARRAY["personId", "forId"]) AS person
  FROM "Transition" WHERE "pathKind" = 'obligation' AND act = 'submit'
  UNION
  SELECT "pathId", unnest(ARRAY["personId", "forId"])
  FROM "AuditEntry" WHERE "pathKind" = 'obligation' AND action IN ('document-added', 'document-removed')
  UNION
  SELECT d."obligationId", u."personId" FROM "ObligationDocument" d JOIN "Upload" u ON u.id = d."uploadId"
)
UPDATE "Obligation" o SET "handIds" = known.hands
FROM (SELECT id, array_agg(person) AS hands FROM worked WHERE person IS NOT NULL GROUP BY id) known
WHERE o.id = known.id;

-- Who approved a dossier at the office's review: they record no decision of it.
UPDATE "Nomination" n SET "approvedByIds" = known.people
FROM (
  SELECT id, array_agg(DISTINCT person) AS people
  FROM (
    SELECT "pathId" AS id, unnest(ARRAY["personId", "forId"]) AS person
    FROM "Transition"
    WHERE "pathKind" = 'nomination' AND act = 'approve' AND "fromStage" = 'office-review'
  ) approved
  WHERE person IS NOT NULL GROUP BY id
) known
WHERE n.id = known.id;
