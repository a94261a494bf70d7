-- Keeps mistakes out, and an editor of the tables from doing so unnoticed: what a determined one changes, the chain shows.
CREATE TRIGGER audit_row_stays BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit trail only grows: no row is deleted');
END;

CREATE TRIGGER audit_row_is_final BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit trail only grows: no row is changed');
END;
