-- The name as people search it, as domain/search-text.ts has it: without diacritics and capitals, đ as d.
ALTER TABLE "Nomination" ADD COLUMN "searchText" TEXT NOT NULL GENERATED ALWAYS AS (
  lower(regexp_replace(normalize(translate("subjectName", 'đĐ', 'dd'), NFD), '[\u0300-\u036f]', '', 'g'))
) STORED;
