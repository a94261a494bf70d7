-- What the node must remember besides records and parcels.
-- Instants are milliseconds since 1970 UTC. A column named 'sealed' is encrypted under the node's own key at rest.

-- Settings that the node makes itself, and facts it must not forget.
CREATE TABLE fact (
    name    ${text} NOT NULL PRIMARY KEY,
    content ${text} NOT NULL
);

-- The audit trail. Work appends to audit_waiting, which nobody contends for; the chain takes from there in batches, in
-- transactions of its own. In audit no row changes or goes: see V2_1.
CREATE TABLE audit_waiting (
    n      ${identity},
    at     ${big} NOT NULL,
    event  ${text} NOT NULL,
    node   ${text} NOT NULL,
    detail ${text} NOT NULL
);

CREATE TABLE audit (
    n        ${big} NOT NULL PRIMARY KEY,
    at       ${big} NOT NULL,
    event    ${text} NOT NULL,
    node     ${text} NOT NULL,
    detail   ${text} NOT NULL,
    previous ${bytes} NOT NULL,
    digest   ${bytes} NOT NULL
);
CREATE INDEX audit_node ON audit (node, n);

-- Values of protected fields, apart from their records. The digest is the one that stands in the record: two nodes may
-- each have authored a version of this number, and only one of them counts in the end.
CREATE TABLE disclosure (
    id      ${text} NOT NULL,
    path    ${text} NOT NULL,
    version integer NOT NULL,
    digest  ${bytes} NOT NULL,
    sealed  ${bytes} NOT NULL,
    PRIMARY KEY (id, path, version, digest)
);

-- Tombstones: no disclosure of this field up to this version is kept, given on or taken in again.
CREATE TABLE disclosure_recall (
    id      ${text} NOT NULL,
    path    ${text} NOT NULL,
    version integer NOT NULL,
    at      ${big} NOT NULL,
    PRIMARY KEY (id, path)
);

-- Files taken in: one row a file and mapping, so that the same file twice is harmless and a broken-off one goes on.
CREATE TABLE import (
    file     ${bytes} NOT NULL,
    mapping  ${text} NOT NULL,
    name     ${text} NOT NULL,
    state    ${text} NOT NULL CHECK (state IN ('running', 'done', 'failed')),
    rows_read     integer NOT NULL,
    rows_accepted integer NOT NULL,
    rows_refused  integer NOT NULL,
    at       ${big} NOT NULL,
    report   ${text},
    PRIMARY KEY (file, mapping)
);
CREATE INDEX import_at ON import (at);

-- Rows that were not taken in, with why. What stood in them, and what is wrong with it, is personal data.
CREATE TABLE quarantine (
    file    ${bytes} NOT NULL,
    mapping ${text} NOT NULL,
    place   integer NOT NULL,
    sealed  ${bytes} NOT NULL,
    state   ${text} NOT NULL CHECK (state IN ('open', 'mended', 'discarded')),
    at      ${big} NOT NULL,
    PRIMARY KEY (file, mapping, place)
);
CREATE INDEX quarantine_at ON quarantine (at);

-- Input files as they came, in pieces, until their retention ends.
CREATE TABLE retained_file (
    file  ${bytes} NOT NULL PRIMARY KEY,
    size  ${big} NOT NULL,
    until ${big} NOT NULL
);
CREATE TABLE retained_piece (
    file   ${bytes} NOT NULL REFERENCES retained_file (file) ON DELETE CASCADE,
    n      integer NOT NULL,
    sealed ${bytes} NOT NULL,
    PRIMARY KEY (file, n)
);

-- Differences that were found, with their evidence, and what became of them.
CREATE TABLE discrepancy (
    class    ${text} NOT NULL,
    record   ${text} NOT NULL,
    evidence ${text} NOT NULL,
    state    ${text} NOT NULL CHECK (state IN ('open', 'settled')),
    at       ${big} NOT NULL,
    PRIMARY KEY (class, record)
);
