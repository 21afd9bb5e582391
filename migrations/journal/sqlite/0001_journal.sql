-- The journals that a node holds: its own, and its copies of others'. Never updated but by erasure (D38), never deleted.

-- Counter row of one journal and epoch: taken first by every transaction that extends it (D28).
CREATE TABLE journal_head (
    agency   BLOB    NOT NULL, -- owner, 16 bytes
    epoch    INTEGER NOT NULL, -- from 1
    size     INTEGER NOT NULL, -- entries held, omitted ones included
    frontier BLOB    NOT NULL, -- compact range of the tree, 32 bytes per set bit of size
    PRIMARY KEY (agency, epoch)
) STRICT, WITHOUT ROWID;

-- Entries with their exact bytes.
CREATE TABLE journal_entry (
    agency        BLOB    NOT NULL, -- owner, 16 bytes
    epoch         INTEGER NOT NULL, -- from 1
    position      INTEGER NOT NULL, -- from 1, dense
    header        BLOB    NOT NULL, -- exact bytes of the EntryHeader
    record_id     BLOB    NOT NULL, -- record, 16 bytes; copied out of the header for erasure
    leaf          BLOB    NOT NULL, -- leaf hash, 32 bytes
    fact_commit   BLOB    NOT NULL, -- commitment to the FACT part, 32 bytes
    fact_salt     BLOB,             -- salt of the FACT part, 16 bytes; null while withheld
    fact_body     BLOB,             -- body of the FACT part; null while withheld
    person_commit BLOB,             -- commitment to the PERSON part; null when the record has none
    person_salt   BLOB,             -- salt of the PERSON part; null while withheld or erased
    person_body   BLOB,             -- body of the PERSON part; null while withheld or erased
    PRIMARY KEY (agency, epoch, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX journal_entry_record ON journal_entry (agency, record_id);

-- Runs of entries that this node was not given.
CREATE TABLE journal_omitted (
    agency BLOB    NOT NULL, -- owner, 16 bytes
    epoch  INTEGER NOT NULL, -- from 1
    first  INTEGER NOT NULL, -- first position of the run
    count  INTEGER NOT NULL, -- entries in the run
    hashes BLOB    NOT NULL, -- hashes of the covering perfect subtrees, 32 bytes each
    PRIMARY KEY (agency, epoch, first)
) STRICT, WITHOUT ROWID;

-- Signed checkpoints; all are kept (D10).
CREATE TABLE journal_checkpoint (
    agency BLOB    NOT NULL, -- owner, 16 bytes
    epoch  INTEGER NOT NULL, -- from 1
    size   INTEGER NOT NULL, -- entries covered
    note   TEXT    NOT NULL, -- C2SP signed note
    PRIMARY KEY (agency, epoch, size)
) STRICT, WITHOUT ROWID;

-- Receipts: given by the coordinator, or taken by the owner (D11).
CREATE TABLE journal_receipt (
    agency BLOB    NOT NULL, -- owner of the journal covered, 16 bytes
    epoch  INTEGER NOT NULL, -- from 1
    size   INTEGER NOT NULL, -- entries covered
    time   INTEGER NOT NULL, -- receive time, milliseconds; 0 = unknown
    note   TEXT    NOT NULL, -- checkpoint note with the coordinator's cosignature
    PRIMARY KEY (agency, epoch, size, time)
) STRICT, WITHOUT ROWID;

-- Local-only values: never part of any picture, lost with the disk without harm.
CREATE TABLE node_local (
    name  TEXT NOT NULL, -- what it is
    value BLOB NOT NULL, -- the value
    PRIMARY KEY (name)
) STRICT, WITHOUT ROWID;
