-- Lists are sorted and found by indexes: tests/long/plans-at-size.test.ts holds what PostgreSQL makes of each.
-- pg_trgm comes with PostgreSQL, and may be made by who owns the database.
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
-- As a Vietnamese dictionary has it, numbers by their value: what Intl.Collator does in domain/vietnamese-order.ts.
CREATE COLLATION vietnamese (provider = icu, locale = 'vi-u-kn');

-- Worked out by the database, so that what the release before writes has them too.
ALTER TABLE "Nomination"
  ADD COLUMN "nameOrder" TEXT COLLATE public.vietnamese NOT NULL GENERATED ALWAYS AS (translate("subjectName", 'ÐðƉɖ', 'ĐđĐđ')) STORED,
  ADD COLUMN "dueOrder" DATE NOT NULL GENERATED ALWAYS AS (coalesce("dueOn", DATE '9999-12-31')) STORED,
  ADD COLUMN "atBody" TEXT GENERATED ALWAYS AS ("route" -> "step" ->> 'body') STORED;
ALTER TABLE "AwardEntry"
  ADD COLUMN "nameOrder" TEXT COLLATE public.vietnamese NOT NULL GENERATED ALWAYS AS (translate("subjectName", 'ÐðƉɖ', 'ĐđĐđ')) STORED,
  ADD COLUMN "registerOrder" TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (
    lpad((9999 - "year")::text, 4, '0') || ' ' || "body" || ' ' || lpad("number"::text, 8, '0')) STORED;
ALTER TABLE "Obligation"
  ADD COLUMN "dueOrder" DATE NOT NULL GENERATED ALWAYS AS (coalesce("dueOn", DATE '9999-12-31')) STORED;
-- Without foreign keys: the outbox is no part of what it tells of.
ALTER TABLE "Notification"
  ADD COLUMN "nominationId" UUID GENERATED ALWAYS AS (CASE WHEN "pathKind" = 'nomination' THEN "pathId" END) STORED,
  ADD COLUMN "obligationId" UUID GENERATED ALWAYS AS (CASE WHEN "pathKind" = 'obligation' THEN "pathId" END) STORED,
  ADD COLUMN "enquiryId" UUID GENERATED ALWAYS AS (CASE WHEN "pathKind" = 'enquiry' THEN "pathId" END) STORED;

-- Words within a name, a code: what LIKE '%…%' finds.
CREATE INDEX "Nomination_searchText_words_idx" ON "Nomination" USING GIN ("searchText" gin_trgm_ops);
CREATE INDEX "Nomination_code_words_idx" ON "Nomination" USING GIN ("code" gin_trgm_ops);
CREATE INDEX "AwardEntry_searchText_words_idx" ON "AwardEntry" USING GIN ("searchText" gin_trgm_ops);

CREATE INDEX "Nomination_reached_idx" ON "Nomination" USING GIN ("reached");
CREATE INDEX "Nomination_handedTo_idx" ON "Nomination"("handedTo");
CREATE INDEX "Nomination_createdById_idx" ON "Nomination"("createdById");
CREATE INDEX "Nomination_organization_idx" ON "Nomination"("organization");
CREATE INDEX "Nomination_decisionId_idx" ON "Nomination"("decisionId");
CREATE INDEX "Nomination_movement_award_idx" ON "Nomination"("movement", "award");
CREATE INDEX "Nomination_roundId_stage_idx" ON "Nomination"("roundId", "stage");
CREATE INDEX "Nomination_atBody_dueOrder_idx" ON "Nomination"("atBody", "dueOrder");
CREATE INDEX "Nomination_createdAt_idx" ON "Nomination"("createdAt");
CREATE INDEX "Nomination_enteredAt_idx" ON "Nomination"("enteredAt");
CREATE INDEX "Nomination_nameOrder_idx" ON "Nomination"("nameOrder");
CREATE INDEX "Nomination_dueOrder_idx" ON "Nomination"("dueOrder");
CREATE INDEX "Notification_pathId_idx" ON "Notification"("pathId");
CREATE INDEX "Notification_personId_idx" ON "Notification"("personId");
CREATE INDEX "Notification_unit_idx" ON "Notification"("unit");
CREATE INDEX "Notification_createdAt_idx" ON "Notification"("createdAt");
CREATE INDEX "CouncilSession_body_idx" ON "CouncilSession"("body");
CREATE INDEX "CouncilSession_organization_idx" ON "CouncilSession"("organization");
CREATE INDEX "CouncilSession_createdAt_idx" ON "CouncilSession"("createdAt");
CREATE INDEX "CouncilSession_scheduledAt_idx" ON "CouncilSession"("scheduledAt");
CREATE INDEX "SessionMember_personId_idx" ON "SessionMember"("personId");
CREATE INDEX "SessionMember_substituteId_idx" ON "SessionMember"("substituteId");
CREATE INDEX "SessionInvitee_personId_idx" ON "SessionInvitee"("personId");
CREATE INDEX "AgendaItem_nominationId_idx" ON "AgendaItem"("nominationId");
CREATE INDEX "BallotResult_nominationId_idx" ON "BallotResult"("nominationId");
CREATE INDEX "AnnulledBallot_nominationId_idx" ON "AnnulledBallot"("nominationId");
CREATE INDEX "Submission_roundId_idx" ON "Submission"("roundId");
CREATE INDEX "Submission_toBody_idx" ON "Submission"("toBody");
CREATE INDEX "Submission_organization_idx" ON "Submission"("organization");
CREATE INDEX "Submission_createdAt_idx" ON "Submission"("createdAt");
CREATE INDEX "Submission_signedOn_idx" ON "Submission"("signedOn");
CREATE INDEX "SubmissionItem_nominationId_idx" ON "SubmissionItem"("nominationId");
CREATE INDEX "Decision_prepared_idx" ON "Decision"("prepared");
CREATE INDEX "DecisionItem_contestUntil_idx" ON "DecisionItem"("contestUntil");
CREATE INDEX "AwardEntry_decisionId_idx" ON "AwardEntry"("decisionId");
CREATE INDEX "AwardEntry_decidedOn_idx" ON "AwardEntry"("decidedOn");
CREATE INDEX "AwardEntry_nameOrder_idx" ON "AwardEntry"("nameOrder");
CREATE INDEX "AwardEntry_registerOrder_idx" ON "AwardEntry"("registerOrder");
CREATE INDEX "Revocation_leadBody_idx" ON "Revocation"("leadBody");
CREATE INDEX "Revocation_createdAt_idx" ON "Revocation"("createdAt");
CREATE INDEX "Obligation_decisionId_idx" ON "Obligation"("decisionId");
CREATE INDEX "Obligation_debtor_idx" ON "Obligation"("debtor");
CREATE INDEX "Obligation_leadBody_idx" ON "Obligation"("leadBody");
CREATE INDEX "Obligation_toBody_idx" ON "Obligation"("toBody");
CREATE INDEX "Obligation_organization_idx" ON "Obligation"("organization");
CREATE INDEX "Obligation_createdAt_idx" ON "Obligation"("createdAt");
CREATE INDEX "Obligation_dueOrder_idx" ON "Obligation"("dueOrder");
CREATE INDEX "Enquiry_reached_idx" ON "Enquiry" USING GIN ("reached");
CREATE INDEX "Enquiry_leadBody_idx" ON "Enquiry"("leadBody");
CREATE INDEX "Enquiry_organization_idx" ON "Enquiry"("organization");
CREATE INDEX "Enquiry_createdAt_idx" ON "Enquiry"("createdAt");
CREATE INDEX "Enquiry_dueOn_idx" ON "Enquiry"("dueOn");
