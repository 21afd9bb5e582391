"""What a second play of the same year has added to the agencies' journals.

    grown.py DIR PROGRESS.json

PROGRESS.json is what the first play printed; its `vector` says how far each journal was then. Whatever stands behind that in
an agency's own journal (DIR/nodes/*/node.sqlite) must be a read trace; in the coordinator's own also a receipt or SEEN, for
they witness the exchange and are no agency's act. Prints what stands there against it, and the number of entries looked at;
the exit code is 1 if there is any.
"""

import json
import sqlite3
import sys
import uuid
from pathlib import Path

READ_TRACE, RECEIPT, SEEN = 7, 600, 601
# Number of `kind` in EntryHeader (protocol.md D3).
KIND_FIELD = 5


def main(folder, progress):
    """Exit code."""
    told = {(entry["agency"], entry["epoch"]): entry["size"] for entry in progress["vector"]}
    nodes = sorted((folder / "nodes").iterdir())
    found, looked = [], 0
    own = {}
    for node in nodes:
        agency = json.loads((node / "trust.json").read_text(encoding="utf-8"))["content"]["agency"]
        own[agency] = node
        allowed = {READ_TRACE, RECEIPT, SEEN} if node.name == "coordinator" else {READ_TRACE}
        for epoch, position, header in entries(node / "node.sqlite", agency):
            looked += 1
            if position > told.get((agency, epoch), 0) and kind_of(header) not in allowed:
                found.append(f"{node.name} epoch {epoch} position {position}: kind {kind_of(header)} was appended")
    if set(own) != {agency for agency, _ in told}:
        found.append(f"the vector names {len(told)} journals, there are {len(own)} nodes")
    print("\n".join([*found, f"{looked} entries"]))
    return 1 if found else 0


def entries(store, agency):
    """(epoch, position, header bytes) of an agency's own journal."""
    database = sqlite3.connect(f"file:{store}?mode=ro", uri=True)
    try:
        query = "SELECT epoch, position, header FROM journal_entry WHERE agency = ? ORDER BY epoch, position"
        return database.execute(query, (uuid.UUID(agency).bytes,)).fetchall()
    finally:
        database.close()


def kind_of(header):
    """The kind of an entry, from the exact protobuf bytes of its header."""
    at = 0
    while at < len(header):
        tag, at = varint(header, at)
        value, at = varint(header, at)
        if tag >> 3 == KIND_FIELD:
            return value
        if tag & 7 == 2:
            at += value
    return 0


def varint(data, at):
    """(value, next place)."""
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))))
