-- When two spellings are one, as domain/identity.ts has it, which says why; tests/paths/desk.test.ts holds the two together.
-- In NFD, so that lower() needs to know the letters of ASCII alone, whatever the database's locale.
CREATE FUNCTION near_name(name TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT translate(regexp_replace(
    regexp_replace(
      btrim(regexp_replace(
        lower(translate(
          normalize(regexp_replace(name, '[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]', '', 'g'), NFD),
          'ĐÐðƉɖ', 'đđđđđ')),
        '[\s.,]+', ' ', 'g')),
      '^(?:(?:đo\u0302\u0300ng chi\u0301|lua\u0323\u0302t su\u031b|ky\u0303 su\u031b|ba\u0301c si\u0303|tie\u0302\u0301n si\u0303|tha\u0323c si\u0303|pho\u0301 gia\u0301o su\u031b|gia\u0301o su\u031b|cu\u031b\u0309 nha\u0302n|o\u0302ng|ba\u0300|anh|chi\u0323|co\u0302|tha\u0302\u0300y|ba\u0301c|đ/c|pgs|gs|tskh|ts|ths|bs|ks|cn|ls|nsnd|nsu\u031bt|ngnd|ngu\u031bt) )+', ''),
    '[\u0300-\u036f]', '', 'g'), 'đ', 'd')
$$;
CREATE FUNCTION paper_number(number TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT regexp_replace(
    normalize(upper(normalize(translate(regexp_replace(number, '\s', '', 'g'), 'đÐðƉɖ', 'ĐĐĐĐĐ'), NFD)), NFC),
    '^0+(?=[0-9])', '')
$$;

ALTER TABLE "Nomination" ADD COLUMN "namesakeWords" JSONB NOT NULL DEFAULT '[]',
  ADD COLUMN "nearName" TEXT NOT NULL GENERATED ALWAYS AS (public.near_name("subjectName")) STORED;
-- Worked out by the database as well; Ð is found as Đ.
ALTER TABLE "Nomination" DROP COLUMN "searchText";
ALTER TABLE "Nomination" ADD COLUMN "searchText" TEXT NOT NULL GENERATED ALWAYS AS (
  lower(regexp_replace(normalize(translate("subjectName", 'đĐÐðƉɖ', 'dddddd'), NFD), '[\u0300-\u036f]', '', 'g'))
) STORED;
ALTER TABLE "AwardEntry"
  ADD COLUMN "nearName" TEXT NOT NULL GENERATED ALWAYS AS (public.near_name("subjectName")) STORED;
ALTER TABLE "Submission"
  ADD COLUMN "numberKey" TEXT NOT NULL GENERATED ALWAYS AS (public.paper_number("number")) STORED;
ALTER TABLE "Decision"
  ADD COLUMN "numberKey" TEXT NOT NULL GENERATED ALWAYS AS (public.paper_number("number")) STORED;

-- Not unique: what was recorded twice before stays so. Who records looks, under a lock.
-- CreateIndex
CREATE INDEX "Nomination_nearName_idx" ON "Nomination"("nearName");

-- CreateIndex
CREATE INDEX "Submission_fromBody_year_numberKey_idx" ON "Submission"("fromBody", "year", "numberKey");

-- CreateIndex
CREATE INDEX "Decision_body_year_numberKey_idx" ON "Decision"("body", "year", "numberKey");

-- CreateIndex
CREATE INDEX "AwardEntry_nearName_idx" ON "AwardEntry"("nearName");
