-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Unit" (
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "shortName" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "parentCode" TEXT,
    "organization" TEXT NOT NULL,
    "email" TEXT,
    "place" TEXT,
    "symbol" TEXT,
    "validFrom" DATE NOT NULL,
    "validTo" DATE,

    CONSTRAINT "Unit_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "FunctionHolder" (
    "function" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "validFrom" DATE NOT NULL,
    "validTo" DATE,
    "citation" TEXT NOT NULL,

    CONSTRAINT "FunctionHolder_pkey" PRIMARY KEY ("function","unit","validFrom")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" UUID NOT NULL,
    "username" TEXT NOT NULL,
    "displayName" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "passwordHash" TEXT,
    "disabledAt" TIMESTAMP(3),

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RoleHolding" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "validFrom" DATE NOT NULL,
    "validTo" DATE,

    CONSTRAINT "RoleHolding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LoginSession" (
    "tokenHash" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "LoginSession_pkey" PRIMARY KEY ("tokenHash")
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "id" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CalendarDay" (
    "date" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "assumption" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "CalendarDay_pkey" PRIMARY KEY ("date")
);

-- CreateTable
CREATE TABLE "Movement" (
    "code" TEXT NOT NULL,
    "current" INTEGER NOT NULL,

    CONSTRAINT "Movement_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "MovementVersion" (
    "code" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "plan" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "filedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "MovementVersion_pkey" PRIMARY KEY ("code","version")
);

-- CreateTable
CREATE TABLE "Round" (
    "id" UUID NOT NULL,
    "movement" TEXT NOT NULL,
    "planVersion" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "organization" TEXT NOT NULL,
    "leadBody" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "opens" DATE NOT NULL,
    "intakeCloses" DATE NOT NULL,
    "reviewBy" DATE,
    "councilBy" DATE,
    "submitBy" DATE,
    "decisionBy" DATE,
    "basis" TEXT,
    "reason" TEXT,
    "warnings" JSONB NOT NULL DEFAULT '[]',
    "lateLeave" JSONB NOT NULL DEFAULT '[]',
    "version" INTEGER NOT NULL DEFAULT 1,
    "enteredAt" TIMESTAMP(3) NOT NULL,
    "entryVersion" INTEGER NOT NULL DEFAULT 1,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "started" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Round_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Nomination" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "roundId" UUID NOT NULL,
    "movement" TEXT NOT NULL,
    "planVersion" INTEGER NOT NULL,
    "organization" TEXT NOT NULL,
    "award" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "subjectName" TEXT NOT NULL,
    "subjectUnit" TEXT NOT NULL,
    "gender" TEXT,
    "position" TEXT,
    "headcount" INTEGER,
    "femaleCount" INTEGER,
    "achievementTitle" TEXT NOT NULL,
    "achievementFrom" DATE NOT NULL,
    "achievementTo" DATE NOT NULL,
    "summary" TEXT NOT NULL,
    "proposingUnit" TEXT NOT NULL,
    "outsideProposer" JSONB,
    "evidence" JSONB NOT NULL DEFAULT '{}',
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "submittedById" UUID,
    "submittedAt" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "stage" TEXT NOT NULL,
    "step" INTEGER NOT NULL DEFAULT 0,
    "route" JSONB NOT NULL,
    "enteredAt" TIMESTAMP(3) NOT NULL,
    "entryVersion" INTEGER NOT NULL DEFAULT 1,
    "dueOn" DATE,
    "deadline" JSONB,
    "hold" JSONB,
    "returnedFrom" INTEGER,
    "returns" INTEGER NOT NULL DEFAULT 0,
    "council" TEXT,
    "approve" INTEGER,
    "reachedCouncil" BOOLEAN NOT NULL DEFAULT false,
    "reached" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "sessionId" UUID,
    "submissionId" UUID,
    "decisionId" UUID,
    "outcome" TEXT,
    "outcomeReason" TEXT,
    "overdue" BOOLEAN NOT NULL DEFAULT false,
    "closedAt" TIMESTAMP(3),
    "started" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Nomination_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Document" (
    "id" UUID NOT NULL,
    "nominationId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "uploadId" UUID NOT NULL,
    "addedAt" TIMESTAMP(3) NOT NULL,
    "replacedAt" TIMESTAMP(3),

    CONSTRAINT "Document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Upload" (
    "id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "contentType" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "personId" UUID,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CriterionCheck" (
    "nominationId" UUID NOT NULL,
    "criterion" TEXT NOT NULL,
    "result" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CriterionCheck_pkey" PRIMARY KEY ("nominationId","criterion")
);

-- CreateTable
CREATE TABLE "CheckOverride" (
    "nominationId" UUID NOT NULL,
    "criterion" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "personId" UUID NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CheckOverride_pkey" PRIMARY KEY ("nominationId","criterion")
);

-- CreateTable
CREATE TABLE "Act" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "route" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "bodyHash" TEXT NOT NULL,
    "pathKind" TEXT NOT NULL,
    "pathId" UUID,
    "kind" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "role" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "status" INTEGER,
    "answer" JSONB,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "settledAt" TIMESTAMP(3),

    CONSTRAINT "Act_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Transition" (
    "id" BIGSERIAL NOT NULL,
    "pathKind" TEXT NOT NULL,
    "pathId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "actId" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "fromStage" TEXT NOT NULL,
    "toStage" TEXT NOT NULL,
    "fromStep" INTEGER,
    "toStep" INTEGER,
    "personId" UUID,
    "role" TEXT,
    "unit" TEXT,
    "onBehalf" JSONB,
    "reason" TEXT,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Transition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" BIGSERIAL NOT NULL,
    "organization" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "personId" UUID,
    "role" TEXT,
    "action" TEXT NOT NULL,
    "pathKind" TEXT,
    "pathId" UUID,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Notification" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "pathKind" TEXT NOT NULL,
    "pathId" UUID NOT NULL,
    "recipient" TEXT NOT NULL,
    "personId" UUID,
    "unit" TEXT,
    "address" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "attachments" JSONB NOT NULL DEFAULT '[]',
    "messageId" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "accepted" INTEGER NOT NULL DEFAULT 0,
    "nextAttempt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "leaseUntil" TIMESTAMP(3),
    "lastError" TEXT,
    "at" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMP(3),

    CONSTRAINT "Notification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Wake" (
    "id" BIGSERIAL NOT NULL,
    "pathKind" TEXT NOT NULL,
    "pathId" UUID NOT NULL,
    "actId" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "fromKind" TEXT NOT NULL,
    "fromId" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "signalled" TIMESTAMP(3),
    "doneAt" TIMESTAMP(3),

    CONSTRAINT "Wake_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CouncilSeat" (
    "id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "personId" UUID,
    "name" TEXT NOT NULL,
    "councilRole" TEXT NOT NULL,
    "position" TEXT,
    "validFrom" DATE NOT NULL,
    "validTo" DATE,

    CONSTRAINT "CouncilSeat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CouncilSession" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "organization" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "ballot" TEXT NOT NULL,
    "scheduledAt" TIMESTAMP(3) NOT NULL,
    "place" TEXT NOT NULL,
    "absenteeUntil" TIMESTAMP(3),
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "enteredAt" TIMESTAMP(3) NOT NULL,
    "entryVersion" INTEGER NOT NULL DEFAULT 1,
    "openedAt" TIMESTAMP(3),
    "closedAt" TIMESTAMP(3),
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "started" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "CouncilSession_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SessionMember" (
    "sessionId" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "personId" UUID,
    "name" TEXT NOT NULL,
    "councilRole" TEXT NOT NULL,
    "position" TEXT,
    "attendance" TEXT NOT NULL DEFAULT 'absent',
    "substituteId" UUID,
    "substituteName" TEXT,
    "letter" UUID,

    CONSTRAINT "SessionMember_pkey" PRIMARY KEY ("sessionId","memberId")
);

-- CreateTable
CREATE TABLE "AgendaItem" (
    "sessionId" UUID NOT NULL,
    "nominationId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "rule" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'listed',
    "reason" TEXT,
    "issued" INTEGER,
    "collected" INTEGER,
    "valid" INTEGER,
    "approve" INTEGER,
    "disapprove" INTEGER,
    "base" INTEGER,
    "needed" INTEGER,

    CONSTRAINT "AgendaItem_pkey" PRIMARY KEY ("sessionId","nominationId")
);

-- CreateTable
CREATE TABLE "Recusal" (
    "sessionId" UUID NOT NULL,
    "nominationId" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "Recusal_pkey" PRIMARY KEY ("sessionId","nominationId","memberId")
);

-- CreateTable
CREATE TABLE "OpenBallot" (
    "sessionId" UUID NOT NULL,
    "nominationId" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "choice" TEXT NOT NULL,
    "receiptHash" TEXT NOT NULL,
    "personId" UUID NOT NULL,

    CONSTRAINT "OpenBallot_pkey" PRIMARY KEY ("sessionId","nominationId","memberId")
);

-- CreateTable
CREATE TABLE "Submission" (
    "id" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "organization" TEXT NOT NULL,
    "award" TEXT NOT NULL,
    "fromBody" TEXT NOT NULL,
    "toBody" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "signedBy" TEXT NOT NULL,
    "signedOn" DATE NOT NULL,
    "state" TEXT NOT NULL,
    "receiptNumber" TEXT,
    "receivedOn" DATE,
    "onBehalf" JSONB,
    "version" INTEGER NOT NULL DEFAULT 1,
    "enteredAt" TIMESTAMP(3) NOT NULL,
    "entryVersion" INTEGER NOT NULL DEFAULT 1,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "started" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Submission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SubmissionItem" (
    "submissionId" UUID NOT NULL,
    "nominationId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'listed',
    "reason" TEXT,

    CONSTRAINT "SubmissionItem_pkey" PRIMARY KEY ("submissionId","nominationId")
);

-- CreateTable
CREATE TABLE "Decision" (
    "id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "decidedOn" DATE NOT NULL,
    "year" INTEGER NOT NULL,
    "signedBy" TEXT NOT NULL,
    "uploadId" UUID,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RehearsalClock" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "offsetMs" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "RehearsalClock_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Person_username_key" ON "Person"("username");

-- CreateIndex
CREATE INDEX "RoleHolding_unit_role_idx" ON "RoleHolding"("unit", "role");

-- CreateIndex
CREATE UNIQUE INDEX "RoleHolding_personId_role_unit_validFrom_key" ON "RoleHolding"("personId", "role", "unit", "validFrom");

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_tokenHash_key" ON "ApiToken"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "Nomination_code_key" ON "Nomination"("code");

-- CreateIndex
CREATE INDEX "Nomination_roundId_award_idx" ON "Nomination"("roundId", "award");

-- CreateIndex
CREATE INDEX "Nomination_stage_dueOn_idx" ON "Nomination"("stage", "dueOn");

-- CreateIndex
CREATE INDEX "Nomination_proposingUnit_idx" ON "Nomination"("proposingUnit");

-- CreateIndex
CREATE INDEX "Document_nominationId_idx" ON "Document"("nominationId");

-- CreateIndex
CREATE INDEX "Act_state_createdAt_idx" ON "Act"("state", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Act_personId_route_key_key" ON "Act"("personId", "route", "key");

-- CreateIndex
CREATE UNIQUE INDEX "Transition_pathKind_pathId_version_key" ON "Transition"("pathKind", "pathId", "version");

-- CreateIndex
CREATE UNIQUE INDEX "Transition_pathKind_pathId_actId_key" ON "Transition"("pathKind", "pathId", "actId");

-- CreateIndex
CREATE INDEX "AuditEntry_organization_id_idx" ON "AuditEntry"("organization", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Notification_key_key" ON "Notification"("key");

-- CreateIndex
CREATE UNIQUE INDEX "Notification_messageId_key" ON "Notification"("messageId");

-- CreateIndex
CREATE INDEX "Notification_state_nextAttempt_idx" ON "Notification"("state", "nextAttempt");

-- CreateIndex
CREATE INDEX "Notification_pathKind_pathId_idx" ON "Notification"("pathKind", "pathId");

-- CreateIndex
CREATE INDEX "Wake_doneAt_createdAt_idx" ON "Wake"("doneAt", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Wake_pathKind_pathId_actId_key" ON "Wake"("pathKind", "pathId", "actId");

-- CreateIndex
CREATE INDEX "CouncilSeat_body_idx" ON "CouncilSeat"("body");

-- CreateIndex
CREATE UNIQUE INDEX "CouncilSession_code_key" ON "CouncilSession"("code");

-- CreateIndex
CREATE UNIQUE INDEX "OpenBallot_receiptHash_key" ON "OpenBallot"("receiptHash");

-- CreateIndex
CREATE UNIQUE INDEX "Submission_fromBody_year_number_key" ON "Submission"("fromBody", "year", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Decision_body_year_number_key" ON "Decision"("body", "year", "number");

-- AddForeignKey
ALTER TABLE "Unit" ADD CONSTRAINT "Unit_parentCode_fkey" FOREIGN KEY ("parentCode") REFERENCES "Unit"("code") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoleHolding" ADD CONSTRAINT "RoleHolding_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LoginSession" ADD CONSTRAINT "LoginSession_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MovementVersion" ADD CONSTRAINT "MovementVersion_code_fkey" FOREIGN KEY ("code") REFERENCES "Movement"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Round" ADD CONSTRAINT "Round_movement_fkey" FOREIGN KEY ("movement") REFERENCES "Movement"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Nomination" ADD CONSTRAINT "Nomination_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Nomination" ADD CONSTRAINT "Nomination_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "Decision"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Document" ADD CONSTRAINT "Document_nominationId_fkey" FOREIGN KEY ("nominationId") REFERENCES "Nomination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Document" ADD CONSTRAINT "Document_uploadId_fkey" FOREIGN KEY ("uploadId") REFERENCES "Upload"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CriterionCheck" ADD CONSTRAINT "CriterionCheck_nominationId_fkey" FOREIGN KEY ("nominationId") REFERENCES "Nomination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CheckOverride" ADD CONSTRAINT "CheckOverride_nominationId_fkey" FOREIGN KEY ("nominationId") REFERENCES "Nomination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SessionMember" ADD CONSTRAINT "SessionMember_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "CouncilSession"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgendaItem" ADD CONSTRAINT "AgendaItem_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "CouncilSession"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AgendaItem" ADD CONSTRAINT "AgendaItem_nominationId_fkey" FOREIGN KEY ("nominationId") REFERENCES "Nomination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Recusal" ADD CONSTRAINT "Recusal_sessionId_nominationId_fkey" FOREIGN KEY ("sessionId", "nominationId") REFERENCES "AgendaItem"("sessionId", "nominationId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Submission" ADD CONSTRAINT "Submission_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SubmissionItem" ADD CONSTRAINT "SubmissionItem_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SubmissionItem" ADD CONSTRAINT "SubmissionItem_nominationId_fkey" FOREIGN KEY ("nominationId") REFERENCES "Nomination"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What a state can say of itself, the database holds.
CREATE SEQUENCE nomination_code_seq;
CREATE SEQUENCE council_session_code_seq;

ALTER TABLE "Nomination"
  ADD CONSTRAINT nomination_closed_iff_outcome CHECK ((stage = 'closed') = (outcome IS NOT NULL)),
  ADD CONSTRAINT nomination_outcome CHECK (outcome IN ('awarded', 'rejected', 'not-selected', 'withdrawn', 'lapsed')),
  ADD CONSTRAINT nomination_awarded_by_decision CHECK (outcome IS DISTINCT FROM 'awarded' OR "decisionId" IS NOT NULL),
  ADD CONSTRAINT nomination_step CHECK (step >= 0),
  ADD CONSTRAINT nomination_achievement CHECK ("achievementFrom" <= "achievementTo");
ALTER TABLE "Round"
  ADD CONSTRAINT round_state CHECK (state IN ('open', 'intake-closed', 'finished', 'cancelled')),
  ADD CONSTRAINT round_dates CHECK (opens <= "intakeCloses");
ALTER TABLE "CouncilSession"
  ADD CONSTRAINT session_state CHECK (state IN ('draft', 'convened', 'open', 'closed', 'concluded', 'cancelled'));
ALTER TABLE "AgendaItem"
  ADD CONSTRAINT item_count CHECK (
    issued IS NULL OR (issued >= collected AND collected >= valid AND valid >= approve + disapprove AND approve >= 0 AND disapprove >= 0)
  ),
  ADD CONSTRAINT item_result_has_count CHECK (state NOT IN ('passed', 'failed', 'agreed', 'refused') OR approve IS NOT NULL);
-- One nomination lies on one agenda, and in one tờ trình that has not gone, at a time.
CREATE UNIQUE INDEX agenda_one_at_a_time ON "AgendaItem" ("nominationId") WHERE state = 'listed';
CREATE UNIQUE INDEX submission_one_at_a_time ON "SubmissionItem" ("nominationId") WHERE state = 'listed';
ALTER TABLE "Submission"
  ADD CONSTRAINT submission_state CHECK (state IN ('draft', 'dispatched', 'received', 'finished'));
ALTER TABLE "Notification"
  ADD CONSTRAINT notification_state CHECK (state IN ('waiting', 'sent', 'failed')),
  ADD CONSTRAINT notification_sent CHECK (state <> 'sent' OR accepted >= 1);
ALTER TABLE "Act"
  ADD CONSTRAINT act_state CHECK (state IN ('pending', 'done'));
