"""Checks the golden vectors with code of its own, so that a mistake in the services cannot hide in both.

    python check.py [FOLDER]    checks the *.json files of the folder (default: the one of this script)

Prints for each file how many of its vectors hold, then what does not, and ends with 1 if anything does not.
Needs PyPI's cryptography, for Ed25519.
"""

import json
import struct
import sys
import uuid
from pathlib import Path

sys.dont_write_bytecode = True  # the vectors' folder stays as it is
from formats import (  # noqa: E402
    COSIGNATURE,
    Refused,
    checkpoint_text,
    cosigned_message,
    cover,
    decode_header,
    encode_header,
    is_refused,
    known_root,
    need,
    proof_root,
    public_key,
    rule_leaves,
    run,
    sha256,
    sign,
    signature_line,
    signature_of,
    signed_checkpoint,
    tree_root,
    unhex,
    verifier_key,
    verify,
    verify_checkpoint,
    verify_receipt,
)

# One function per file: gives each vector and its claims as (what, found, expected).

def commit(kind, part):
    if "commit" in part:
        return bytes.fromhex(part["commit"])
    return sha256(b"lienthong/part/v1\x00", bytes([kind]), *unhex([part["salt"], part["body"]]))


def commits(file):
    for v in file["vectors"]:
        kind = {"FACT": 1, "PERSON": 2}[v["part"]]
        yield v, [("commit", commit(kind, {"salt": v["salt"], "body": v["body"]}).hex(), v["commit"])]


def headers(file):
    for v in file["canonical"]:
        fields = dict(v["header"])
        for name in ("agency", "record_id"):
            fields[name] = uuid.UUID(fields[name]).bytes
        for name in ("position", "revision", "recorded_at"):
            fields[name] = int(fields[name])
        data = bytes.fromhex(v["bytes"])
        yield v, [("bytes", encode_header(fields), data), ("header", decode_header(data), fields)]
    for v in file["refused"]:
        yield v, [("refused", is_refused(decode_header, bytes.fromhex(v["bytes"])), True)]


def leaves(file):
    of_entry = {}
    for v in file["vectors"]:
        header = bytes.fromhex(v["header"])
        decode_header(header)
        person = bytes(32) if v["person"] is None else commit(2, v["person"])
        leaf = sha256(b"\x00", header, commit(1, v["fact"]), person).hex()
        same = of_entry.setdefault(v["entry"], leaf)
        owners = [entry for entry, other in of_entry.items() if other == leaf]
        yield v, [("leaf", leaf, v["leaf"]), ("leaf of its entry", leaf, same), ("entry", owners, [v["entry"]])]


def roots(file):
    for v in file["counted"]:
        yield v, [("root", tree_root(rule_leaves(v["size"])).hex(), v["root"])]
    reference = [sha256(b"\x00", data) for data in unhex(file["reference_data"])]
    for v in file["reference"]:
        yield v, [("root", tree_root(reference[: v["size"]]).hex(), v["root"])]


def runs(file):
    for v in file["covers"]:
        first, end = int(v["first"]) - 1, int(v["first"]) - 1 + int(v["count"])
        claims = [("levels", [level for _, level in cover(first, end)], v["levels"])]
        if not v.get("levels_only"):
            claims.append(("hashes", run(rule_leaves(end), first, end), unhex(v["hashes"])))
        yield v, claims
    for v in file["mixed"]:
        all_leaves, known, at, claims = rule_leaves(v["size"]), {}, 0, []
        for item in v["items"]:
            end = at + (item["omitted"] if isinstance(item, dict) else item)
            if isinstance(item, dict):
                subtrees, hashes = cover(at, end), unhex(item["hashes"])
                claims.append(("hashes", run(all_leaves, at, end), hashes))
                known.update({(start, 2**level): hash for (start, level), hash in zip(subtrees, hashes)})
            else:
                known.update({(i, 1): all_leaves[i] for i in range(at, end)})
            at = end
        yield v, claims + [("size", at, v["size"]), ("root", known_root(known, 0, at).hex(), v["root"])]
    for v in file["refused"]:
        needed = len(cover(v["before"], v["before"] + v["omitted"]))
        yield v, [("refused", needed != len(v["hashes"]), True)]


def proof(v):
    index = int(v["position"]) - 1
    return proof_root(bytes.fromhex(v["leaf"]), index, int(v["size"]), unhex(v["path"]))


def leads_to_root(v):
    need(proof(v).hex() == v["root"], "another root")


def proofs(file):
    for v in file["vectors"]:
        all_leaves = rule_leaves(int(v["size"]))
        leaf = all_leaves[int(v["position"]) - 1].hex()
        yield v, [
            ("leaf", leaf, v["leaf"]),
            ("root", tree_root(all_leaves).hex(), v["root"]),
            ("root of the path", proof(v).hex(), v["root"]),
        ]
    for v in file["refused"]:
        yield v, [("refused", is_refused(leads_to_root, v), True)]


def keys(file):
    for v in file["vectors"] + file["foreign"]:
        public = public_key(v["seed"])
        claims = [("public", public.hex(), v["public"])]
        claims.append(("verifier_key", verifier_key(v["name"], v["type"], public), v["verifier_key"]))
        if "note" in v:
            text, signature = signature_of(v["note"], v["name"], v["type"], public)
            verify(public, signature, text.encode())
            claims.append(("signature", sign(v["seed"], text.encode()), signature))
        yield v, claims


def notes(file):
    for v in file["vectors"]:
        fields, public = v["checkpoint"], public_key(v["seed"])
        text = checkpoint_text(fields)
        said = f"lienthong/{fields['agency']}/{fields['epoch']}", int(fields["size"]), bytes.fromhex(fields["root"])
        yield v, [
            ("public", public.hex(), v["public"]),
            ("text", text, v["text"]),
            ("note", signed_checkpoint(text, v["seed"]), v["note"]),
            ("checkpoint", verify_checkpoint(v["note"], public), said),
        ]
    for v in file["refused"]:
        yield v, [("refused", is_refused(verify_checkpoint, v["note"], bytes.fromhex(v["public"])), True)]


def receipts(file):
    for v in file["vectors"]:
        text, public, seconds = checkpoint_text(v["checkpoint"]), public_key(v["coordinator_seed"]), int(v["time"])
        name, message = f"lienthong/{v['coordinator']}", cosigned_message(seconds, text)
        blob = struct.pack(">Q", seconds) + sign(v["coordinator_seed"], message.encode())
        line = signature_line(name, COSIGNATURE, public, blob)
        verify_checkpoint(v["note"], public_key(v["journal_seed"]))
        yield v, [
            ("public", public.hex(), v["public"]),
            ("verifier_key", verifier_key(name, COSIGNATURE, public), v["verifier_key"]),
            ("message", message, v["message"]),
            ("receipt", line, v["receipt"]),
            ("note", signed_checkpoint(text, v["journal_seed"]) + line, v["note"]),
            ("read", verify_receipt(v["note"], v["coordinator"], public), (text, seconds)),
        ]
    for v in file["refused"]:
        public = bytes.fromhex(v["public"])
        yield v, [("refused", is_refused(verify_receipt, v["note"], v["coordinator"], public), True)]


def prove_fork(v):
    """D25, from what the vector shows alone: notes, and with a position leaves and paths."""
    (name, size, root), (other_name, other_size, other_root) = (
        verify_checkpoint(side["note"], bytes.fromhex(v["public"])) for side in v["branches"]
    )
    need(name == other_name, "two journals")
    if v["position"] is None:
        need(size == other_size, "two sizes")
        need(root != other_root, "one root")
        return
    need(v["branches"][0]["leaf"] != v["branches"][1]["leaf"], "one leaf")
    for side, size, root in zip(v["branches"], (size, other_size), (root, other_root)):
        leads_to_root({**side, "position": v["position"], "size": size, "root": root.hex()})


def forks(file):
    for v in file["vectors"]:
        claims = [("public", public_key(v["seed"]).hex(), v["public"]), ("refused", is_refused(prove_fork, v), False)]
        for side in v["branches"]:
            all_leaves = rule_leaves(int(side["size"]), side["departs_after"])
            fields = {**side, "agency": v["agency"], "epoch": v["epoch"]}
            claims.append(("root", tree_root(all_leaves).hex(), side["root"]))
            claims.append(("note", signed_checkpoint(checkpoint_text(fields), v["seed"]), side["note"]))
            if v["position"] is not None:
                claims.append(("leaf", all_leaves[int(v["position"]) - 1].hex(), side["leaf"]))
        yield v, claims
    for v in file["not_a_fork"]:
        yield v, [("refused", is_refused(prove_fork, v), True)]


FILES = [commits, headers, leaves, roots, runs, proofs, keys, notes, receipts, forks]


def check(path, claims_of, failures):
    """Number of the file's vectors that hold; what does not is added to the failures."""
    held = 0
    try:
        for vector, claims in claims_of(json.loads(path.read_text("utf-8"))):
            name = vector.get("name") or vector.get("size")
            wrong = [claim for claim in claims if claim[1] != claim[2]]
            failures += [f"{path.name}: {name}: {what} is {got!r}, not {want!r}" for what, got, want in wrong]
            held += not wrong
    except (Refused, ArithmeticError, LookupError, OSError, TypeError, ValueError) as error:
        failures.append(f"{path.name}: after {held} vectors: {error!r}")
    return held


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    failures = []
    for claims_of in FILES:
        path = folder / f"{claims_of.__name__}.json"
        print(path.name, check(path, claims_of, failures))
    print(*failures, sep="\n", file=sys.stderr, end="\n" if failures else "")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
