-- What the exchange keeps. Every row here is written in the transaction of the step that it belongs to; nothing
-- that is needed after a crash stands anywhere else. Instants are milliseconds since 1970, UTC.

-- One ledger (origin, stream) and how far it is held. Own ledgers are those whose origin is this node.
CREATE TABLE ledger (
    n            ${identity},
    origin       ${text} NOT NULL,
    stream       ${text} NOT NULL,
    epoch        ${big} NOT NULL,      -- of the head
    sequence     ${big} NOT NULL,      -- of the head; 0 before the first parcel of an epoch
    head         ${bytes},             -- digest of the head's header
    sealed_at    ${big} NOT NULL,      -- of the head
    directory    integer NOT NULL,     -- version that the head was sealed under
    outcomes     ${big} NOT NULL,      -- highest own outcome number
    stopped      ${text},                 -- why nothing more is sealed or accepted, else null
    UNIQUE (origin, stream)
);

-- Parcels as they came: the evidence. Never changed, except that an awaited body is filled in.
CREATE TABLE parcel (
    ledger       ${big} NOT NULL REFERENCES ledger (n),
    epoch        ${big} NOT NULL,
    sequence     ${big} NOT NULL,
    digest       ${bytes} NOT NULL,    -- of the header
    header       ${bytes} NOT NULL,
    signature    ${bytes} NOT NULL,
    records      ${bytes},             -- null while the body is awaited
    disclosures  ${bytes},             -- as encrypted by the origin; null if none came
    stored_at    ${big} NOT NULL,
    PRIMARY KEY (ledger, epoch, sequence)
);

-- The current version of each record; its place is where its signed evidence lies, null until it is sealed.
CREATE TABLE record (
    key_hash     ${text} NOT NULL,
    kind         ${text} NOT NULL,
    first_author ${text} NOT NULL,
    id           ${text} NOT NULL,
    version      integer NOT NULL,
    digest       ${bytes} NOT NULL,
    previous     ${bytes},
    author       ${text} NOT NULL,
    holder       ${text} NOT NULL,
    status       ${text} NOT NULL,
    division     ${text} NOT NULL,
    period       ${text},
    subject      ${text},
    at           ${big} NOT NULL,
    body         ${json} NOT NULL,
    ledger       ${big},
    epoch        ${big},
    sequence     ${big},
    idx          integer,
    PRIMARY KEY (key_hash, kind, first_author)
);

-- Every other verified version held: history, waiting, refused by its lineage, or the losing branch of a fork.
CREATE TABLE other_version (
    id           ${text} NOT NULL,
    digest       ${bytes} NOT NULL,
    version      integer NOT NULL,
    outcome      ${text} NOT NULL,
    code         ${text},
    body         ${json} NOT NULL,
    ledger       ${big},
    epoch        ${big},
    sequence     ${big},
    idx          integer,
    PRIMARY KEY (id, digest)
);

-- Further places of a version that stands in several ledgers.
CREATE TABLE other_place (
    id           ${text} NOT NULL,
    digest       ${bytes} NOT NULL,
    ledger       ${big} NOT NULL,
    epoch        ${big} NOT NULL,
    sequence     ${big} NOT NULL,
    idx          integer NOT NULL,
    PRIMARY KEY (id, digest, ledger, epoch, sequence, idx)
);

-- Authored and committed, not yet sealed into this stream.
CREATE TABLE unsealed (
    n            ${identity},
    stream       ${text} NOT NULL,
    id           ${text} NOT NULL,
    digest       ${bytes} NOT NULL,
    body         ${json} NOT NULL,
    bytes        integer NOT NULL,     -- of the body
    at           ${big} NOT NULL
);
CREATE INDEX unsealed_stream ON unsealed (stream, n);

-- What this node said of records of a ledger, where it is not plain "applied"; numbered without gaps.
CREATE TABLE outcome (
    ledger       ${big} NOT NULL,
    number       ${big} NOT NULL,
    epoch        ${big} NOT NULL,
    sequence     ${big} NOT NULL,
    idx          integer NOT NULL,
    outcome      ${text} NOT NULL,
    code         ${text},
    reason       ${text},
    PRIMARY KEY (ledger, number)
);
CREATE INDEX outcome_place ON outcome (ledger, epoch, sequence, idx);

-- Signed receipts of other nodes: the latest per receiver and ledger, and every one that carries outcomes.
CREATE TABLE receipt (
    receiver     ${text} NOT NULL,
    ledger       ${big} NOT NULL,
    epoch        ${big} NOT NULL,
    sequence     ${big} NOT NULL,
    outcomes_after   ${big} NOT NULL,
    outcomes_through ${big} NOT NULL,
    digest       ${bytes} NOT NULL,    -- of the header at that place
    body         ${bytes} NOT NULL,
    signature    ${bytes} NOT NULL,
    at           ${big} NOT NULL,
    PRIMARY KEY (receiver, ledger, outcomes_through, epoch, sequence)
);
-- How far a receiver is: asked with every message, while the receipts with outcomes grow in number.
CREATE INDEX receipt_place ON receipt (receiver, ledger, epoch, sequence);

-- How far a neighbour has stored receipts (its own name as receiver: how far it stored ours).
CREATE TABLE receipt_stored (
    neighbour    ${text} NOT NULL,
    receiver     ${text} NOT NULL,
    ledger       ${big} NOT NULL,
    epoch        ${big} NOT NULL,
    sequence     ${big} NOT NULL,
    outcomes     ${big} NOT NULL,
    PRIMARY KEY (neighbour, receiver, ledger)
);

-- Two headers under one sequence: both are kept.
CREATE TABLE equivocation (
    ledger       ${big} NOT NULL,
    epoch        ${big} NOT NULL,
    sequence     ${big} NOT NULL,
    digest       ${bytes} NOT NULL,
    header       ${bytes} NOT NULL,
    signature    ${bytes} NOT NULL,
    at           ${big} NOT NULL,
    PRIMARY KEY (ledger, epoch, sequence, digest)
);

-- Proofs of versions whose ledger is not for this node: what a record that was handed on continues.
CREATE TABLE proof (
    id           ${text} NOT NULL,
    digest       ${bytes} NOT NULL,    -- of the version
    origin       ${text} NOT NULL,     -- and what follows: the place of the header in it
    stream       ${text} NOT NULL,
    epoch        ${big} NOT NULL,
    sequence     ${big} NOT NULL,
    document     ${bytes} NOT NULL,
    at           ${big} NOT NULL,
    PRIMARY KEY (id, digest)
);
