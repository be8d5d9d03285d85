import pg from 'pg';

/**
 * How often the rows of each table are written again: `all` as often as it takes, the others so often at most. A session has some
 * forty nominations, of twenty-five one raises an enquiry, of what is over there is much, of what goes on little.
 */
const tables: Record<string, number | 'all'> = {
  Round: 19,
  ...{ Nomination: 'all', Decision: 'all', DecisionItem: 'all', AwardEntry: 'all', Transition: 'all' },
  ...{ CriterionCheck: 1500, Document: 1500, DeskAssignment: 1500, DossierVersion: 1500 },
  ...{ AuditEntry: 1000, Notification: 700, Revocation: 1000, Submission: 4000, SubmissionItem: 4000 },
  ...{ CouncilSession: 1000, AgendaItem: 1000, SessionMember: 1000, BallotResult: 4000 },
  ...{ Obligation: 4000, ObligationDocument: 1500, Enquiry: 2000 },
};

/** Ids of cases, and of what belongs to them: each copy has its own. */
const ids = new Set([
  ...['id', 'nominationId', 'sessionId', 'submissionId', 'decisionId', 'obligationId', 'enquiryId', 'pathId'],
  ...['copiedFromId', 'insteadOf'],
]);

/** Every twentieth copy is of the same organization and round, every four hundredth of the same unit. */
const OTHERS = 20;
const own = `k % ${OTHERS} = 0`;
const elsewhere = (column: string) =>
  `CASE WHEN ${own} THEN ${column} ELSE ${column} || '-' || k % ${OTHERS} END`;
const unit = (column: string) => `CASE WHEN k % 400 = 0 THEN ${column} ELSE ${column} || '-' || k % 3000 END`;
const person = (column: string) => `CASE WHEN ${own} THEN ${column} ELSE twin(${column}, k) END`;

const values: Record<string, string> = {
  roundId: `CASE WHEN ${own} THEN t."roundId" ELSE twin(t."roundId", k % ${OTHERS}) END`,
  organization: elsewhere('t."organization"'),
  leadBody: elsewhere('t."leadBody"'),
  reached: `CASE WHEN ${own} THEN t."reached" ELSE ARRAY(SELECT u || '-' || k % ${OTHERS} FROM unnest(t."reached") u) END`,
  proposingUnit: unit('t."proposingUnit"'),
  subjectUnit: unit('t."subjectUnit"'),
  unit: unit('t."unit"'),
  debtor: unit('t."debtor"'),
  toBody: elsewhere('t."toBody"'),
  fromBody: elsewhere('t."fromBody"'),
  fromUnit: unit('t."fromUnit"'),
  createdById: person('t."createdById"'),
  personId: person('t."personId"'),
  body: elsewhere('t."body"'),
  // Of what is long over there is much, of what goes on little.
  contestUntil: 'NULL',
  prepared: 'false',
  decidedOn: `t."decidedOn" - k % 1000`,
  signedOn: `t."signedOn" - k % 1000`,
  scheduledAt: `t."scheduledAt" - k * interval '1 hour'`,
  subjectName: `t."subjectName" || ' ' || k`,
  createdAt: `t."createdAt" - k * interval '1 minute'`,
  enteredAt: `t."enteredAt" - k * interval '1 minute'`,
  dueOn: `t."dueOn" + k % 90`,
  route: `CASE WHEN ${own} THEN t."route" ELSE
    regexp_replace(t."route"::text, '"body": "([^"]+)"', '"body": "\\1-' || k % ${OTHERS} || '"', 'g')::jsonb END`,
};
/** Most of these are over. */
const ended: Record<string, string> = {
  ...{ CouncilSession: 'concluded', Submission: 'finished', Revocation: 'finished', Enquiry: 'closed' },
  Obligation: 'waived',
};
/** Of a round the copies are the nineteen others. */
const ofRound: Record<string, string> = { ...values, id: 'twin(t."id", k)' };
/** What of these names is no unit, or stays. */
const asTheyAre = new Set(['Transition.unit', 'Decision.body', 'AwardEntry.body']);
const numbered = new Set(['code', 'key', 'messageId', 'actId']);

/**
 * Writes the cases that are there again and again, until there are as many as a province has: in a few statements, without
 * triggers and foreign keys, for tests of what the database makes of queries at that size.
 */
export async function fillWithCases(ownerUrl: string, nominations: number): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`SET session_replication_role = replica`);
    // What is copied here is only as large as the truth, not as coherent.
    await client.query(`DO $$ DECLARE c record; BEGIN
      FOR c IN SELECT conname, conrelid::regclass AS of FROM pg_constraint
        WHERE contype = 'c' AND connamespace = 'public'::regnamespace
      LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', c.of, c.conname); END LOOP; END $$`);
    await client.query(`CREATE FUNCTION pg_temp.twin(id uuid, k int) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT
      AS $$ SELECT md5(id::text || ':' || k)::uuid $$`);
    const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM "Nomination"');
    const all = Math.ceil(nominations / (rows[0]?.n ?? 1));
    for (const [table, times] of Object.entries(tables))
      await client.query(await copying(client, table, times === 'all' ? all : Math.min(times, all)));
    await client.query('ANALYZE');
    return await sizes(client);
  } finally {
    await client.end();
  }
}

async function copying(client: pg.Client, table: string, times: number): Promise<string> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `SELECT column_name AS name, data_type AS type FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER'`,
    [table],
  );
  const columns = rows.filter(({ name, type }) => !(name === 'id' && type === 'bigint'));
  const value = ({ name, type }: { name: string; type: string }) => {
    const column = `t."${name}"`;
    // What follows a decision is owed to no other body.
    if (table === 'Obligation' && name === 'toBody') return unit(column);
    const over = ended[table];
    if (name === 'state' && over !== undefined)
      return `CASE WHEN k % 50 = 0 THEN ${column} ELSE '${over}' END`;
    const given = (table === 'Round' ? ofRound : values)[name];
    if (table === 'Round' && numbered.has(name)) return column;
    if (given !== undefined && !asTheyAre.has(`${table}.${name}`)) return given;
    if (ids.has(name)) return `twin(${column}, k)`;
    if (numbered.has(name)) return `${column} || '-' || k`;
    if (name === 'number') return type === 'integer' ? `${column} + k * 100` : `${column} || '-' || k`;
    return column;
  };
  const written = columns.map((column) => value(column).replaceAll('twin(', 'pg_temp.twin('));
  return `INSERT INTO "${table}" (${columns.map(({ name }) => `"${name}"`).join(', ')})
    SELECT ${written.join(', ')} FROM "${table}" t, generate_series(1, ${times}) k`;
}

/** How many rows each table has. */
async function sizes(client: pg.Client): Promise<Record<string, number>> {
  const { rows } = await client.query<{ name: string; n: number }>(
    `SELECT relname AS name, reltuples::int AS n FROM pg_class
     WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  );
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
}
