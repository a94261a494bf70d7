-- Keeps mistakes out, and an editor of the tables from doing so unnoticed: what a determined one changes, the chain shows.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit trail only grows: no row is changed or deleted' USING ERRCODE = '23000';
END
$$;

CREATE TRIGGER audit_row_stays BEFORE UPDATE OR DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
