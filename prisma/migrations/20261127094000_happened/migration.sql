-- What has been written down about a path is told to the API processes, whose pages show it without reloading: the
-- kind and the id of the path, no more.
CREATE FUNCTION tell_happened() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('happened', NEW."pathKind" || ':' || NEW."pathId");
  RETURN NULL;
END $$;
CREATE TRIGGER audit_entry_happened AFTER INSERT ON "AuditEntry"
  FOR EACH ROW WHEN (NEW."pathKind" IS NOT NULL AND NEW."pathId" IS NOT NULL) EXECUTE FUNCTION tell_happened();
