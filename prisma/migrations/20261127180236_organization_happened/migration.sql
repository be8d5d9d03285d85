-- What is written down about no path is about the organization: units, councils, people, rankings, the calendar. That it
-- happened is told as well, and no more.
CREATE OR REPLACE FUNCTION tell_happened() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('happened', COALESCE(NEW."pathKind" || ':' || NEW."pathId", 'organization'));
  RETURN NULL;
END $$;
DROP TRIGGER audit_entry_happened ON "AuditEntry";
CREATE TRIGGER audit_entry_happened AFTER INSERT ON "AuditEntry" FOR EACH ROW EXECUTE FUNCTION tell_happened();
