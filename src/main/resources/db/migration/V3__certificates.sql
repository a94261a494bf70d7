-- Hour certificates that this node has issued. Instants are milliseconds since 1970 UTC.

-- The last running number under each delegation and period; a number once given is never given again.
CREATE TABLE certificate_serial (
    delegation ${text} NOT NULL,
    period     ${text} NOT NULL,
    last       ${big} NOT NULL,
    PRIMARY KEY (delegation, period)
);

-- One row a certificate. "judged" is the digest of its judgement, so that issuing again sees whose hours have changed.
CREATE TABLE certificate (
    serial  ${text} NOT NULL PRIMARY KEY,
    subject ${text} NOT NULL,
    period  ${text} NOT NULL,
    record  ${text} NOT NULL,
    face    ${text} NOT NULL,
    judged  ${bytes} NOT NULL,
    state   ${text} NOT NULL,     -- active, replaced or revoked
    at      ${big} NOT NULL
);
-- nobody has two in force for one period
CREATE UNIQUE INDEX certificate_active ON certificate (subject, period) WHERE state = 'active';
