-- CreateTable
CREATE TABLE "ReferenceStamp" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "stamp" UUID NOT NULL DEFAULT gen_random_uuid(),

    CONSTRAINT "ReferenceStamp_pkey" PRIMARY KEY ("id")
);

INSERT INTO "ReferenceStamp" DEFAULT VALUES;

-- Runs as the tables' owner: the service itself only reads the stamp.
CREATE FUNCTION stamp_reference() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  UPDATE "ReferenceStamp" SET stamp = gen_random_uuid();
  RETURN NULL;
END $$;
CREATE TRIGGER unit_stamps_reference AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "Unit"
  FOR EACH STATEMENT EXECUTE FUNCTION stamp_reference();
CREATE TRIGGER function_holder_stamps_reference AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "FunctionHolder"
  FOR EACH STATEMENT EXECUTE FUNCTION stamp_reference();
CREATE TRIGGER unit_succession_stamps_reference AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "UnitSuccession"
  FOR EACH STATEMENT EXECUTE FUNCTION stamp_reference();
CREATE TRIGGER calendar_day_stamps_reference AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "CalendarDay"
  FOR EACH STATEMENT EXECUTE FUNCTION stamp_reference();
