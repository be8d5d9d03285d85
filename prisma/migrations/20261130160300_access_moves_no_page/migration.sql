-- Who comes in and goes out changes nothing that a page shows: it is told to nobody, or each login would have every open
-- page ask anew for units, people and the calendar.
CREATE OR REPLACE FUNCTION tell_happened() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."action" NOT IN ('logged-in', 'login-failed', 'logged-out', 'password-confirmed', 'confirmation-failed',
    'session-ended', 'session-expired', 'token-made', 'token-revoked', 'token-expired') THEN
    PERFORM pg_notify('happened', COALESCE(NEW."pathKind" || ':' || NEW."pathId", 'organization'));
  END IF;
  RETURN NULL;
END $$;
