-- The journals that a node holds: its own, and its copies of others'. Never updated but by erasure (D38), never deleted.

-- Counter row of one journal and epoch: taken first by every transaction that extends it (D28).
CREATE TABLE journal_head (
    agency   BYTEA    NOT NULL, -- owner, 16 bytes
    epoch    BIGINT  NOT NULL, -- from 1
    size     BIGINT  NOT NULL, -- entries held, omitted ones included
    frontier BYTEA    NOT NULL, -- compact range of the tree, 32 bytes per set bit of size
    PRIMARY KEY (agency, epoch)
);

-- Entries with their exact bytes.
CREATE TABLE journal_entry (
    agency        BYTEA    NOT NULL, -- owner, 16 bytes
    epoch         BIGINT  NOT NULL, -- from 1
    position      BIGINT  NOT NULL, -- from 1, dense
    header        BYTEA    NOT NULL, -- exact bytes of the EntryHeader
    record_id     BYTEA    NOT NULL, -- record, 16 bytes; copied out of the header for erasure
    leaf          BYTEA    NOT NULL, -- leaf hash, 32 bytes
    fact_commit   BYTEA    NOT NULL, -- commitment to the FACT part, 32 bytes
    fact_salt     BYTEA,             -- salt of the FACT part, 16 bytes; null while withheld
    fact_body     BYTEA,             -- body of the FACT part; null while withheld
    person_commit BYTEA,             -- commitment to the PERSON part; null when the record has none
    person_salt   BYTEA,             -- salt of the PERSON part; null while withheld or erased
    person_body   BYTEA,             -- body of the PERSON part; null while withheld or erased
    PRIMARY KEY (agency, epoch, position)
);

CREATE INDEX journal_entry_record ON journal_entry (agency, record_id);

-- Runs of entries that this node was not given.
CREATE TABLE journal_omitted (
    agency BYTEA    NOT NULL, -- owner, 16 bytes
    epoch  BIGINT  NOT NULL, -- from 1
    first  BIGINT  NOT NULL, -- first position of the run
    count  BIGINT  NOT NULL, -- entries in the run
    hashes BYTEA    NOT NULL, -- hashes of the covering perfect subtrees, 32 bytes each
    PRIMARY KEY (agency, epoch, first)
);

-- Signed checkpoints; all are kept (D10).
CREATE TABLE journal_checkpoint (
    agency BYTEA    NOT NULL, -- owner, 16 bytes
    epoch  BIGINT  NOT NULL, -- from 1
    size   BIGINT  NOT NULL, -- entries covered
    note   TEXT    NOT NULL, -- C2SP signed note
    PRIMARY KEY (agency, epoch, size)
);

-- Receipts: given by the coordinator, or taken by the owner (D11).
CREATE TABLE journal_receipt (
    agency BYTEA    NOT NULL, -- owner of the journal covered, 16 bytes
    epoch  BIGINT  NOT NULL, -- from 1
    size   BIGINT  NOT NULL, -- entries covered
    time   BIGINT  NOT NULL, -- receive time, milliseconds; 0 = unknown
    note   TEXT    NOT NULL, -- checkpoint note with the coordinator's cosignature
    PRIMARY KEY (agency, epoch, size, time)
);

-- Local-only values: never part of any picture, lost with the disk without harm.
CREATE TABLE node_local (
    name  TEXT NOT NULL, -- what it is
    value BYTEA NOT NULL, -- the value
    PRIMARY KEY (name)
);
