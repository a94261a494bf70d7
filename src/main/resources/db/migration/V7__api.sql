-- Who may ask over HTTP. Of a token only a hash under a key of this node is kept: the token itself is shown once.
-- scopes, mappings and kinds are words between spaces; instants are milliseconds since 1970 UTC.
CREATE TABLE api_token (
    id       ${text} NOT NULL PRIMARY KEY,
    hash     ${bytes} NOT NULL UNIQUE,
    who      ${text} NOT NULL,
    scopes   ${text} NOT NULL,
    mappings ${text} NOT NULL,
    kinds    ${text} NOT NULL,
    created  ${big} NOT NULL,
    expires  ${big},
    revoked  ${big}
);

-- What was answered under an idempotency key, encrypted, so that the same request is answered again and not done again.
CREATE TABLE api_answer (
    token   ${text} NOT NULL,
    name    ${text} NOT NULL,
    request ${bytes} NOT NULL,
    sealed  ${bytes} NOT NULL,
    at      ${big} NOT NULL,
    PRIMARY KEY (token, name)
);
CREATE INDEX api_answer_at ON api_answer (at);

-- Certificates of one person, found while somebody waits; there are few beside the hour records, which pay for no index.
CREATE INDEX record_certificate ON record (subject) WHERE kind = 'hour-certificate';
