"""The formats of the vectors, written from their specifications: protobuf as far as an entry's header needs it (D3), trees
of RFC 6962, notes of c2sp.org/{signed-note,tlog-checkpoint,tlog-cosignature}."""

import base64
import hashlib
import re
import struct

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


class Refused(Exception):
    """The bytes are not what they claim to be."""


def need(condition, reason):
    if not condition:
        raise Refused(reason)


def is_refused(work, *arguments):
    try:
        work(*arguments)
    except Refused:
        return True
    return False


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def unhex(texts):
    return [bytes.fromhex(text) for text in texts]


# Protobuf, as far as a header needs it.

BYTES, UNSIGNED, SIGNED = "bytes", "unsigned", "signed"
HEADER = {  # field number: name, kind, bits
    1: ("agency", BYTES, None),
    2: ("epoch", UNSIGNED, 32),
    3: ("position", UNSIGNED, 64),
    4: ("tx_remaining", UNSIGNED, 32),
    5: ("kind", UNSIGNED, 32),
    6: ("schema_revision", UNSIGNED, 32),
    7: ("min_reader", UNSIGNED, 32),
    8: ("record_id", BYTES, None),
    9: ("revision", UNSIGNED, 64),
    10: ("verb", UNSIGNED, 32),
    11: ("recorded_at", SIGNED, 64),
}


def varint(number):
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def read_varint(data, at):
    number, shift = 0, 0
    while True:
        need(at < len(data) and shift < 70, "a number that does not end")
        number |= (data[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if data[at - 1] < 0x80:
            return number, at


def encode_header(fields):
    out = b""
    for number, (name, kind, bits) in HEADER.items():
        value = fields[name]
        if kind == BYTES and value:
            out += varint(number << 3 | 2) + varint(len(value)) + value
        elif kind != BYTES and value:
            out += varint(number << 3) + varint(value % 2**bits)
    return out


def decode_header(data):
    fields = {name: b"" if kind == BYTES else 0 for name, kind, _ in HEADER.values()}
    at = 0
    while at < len(data):
        tag, at = read_varint(data, at)
        need(tag >> 3 in HEADER, "unknown field")
        name, kind, bits = HEADER[tag >> 3]
        need(tag & 7 == (2 if kind == BYTES else 0), "wrong wire type")
        value, at = read_varint(data, at)
        if kind == BYTES:
            need(at + value <= len(data), "cut off")
            fields[name], at = data[at : at + value], at + value
        else:
            need(value < 2**bits, "number too large")
            fields[name] = value - 2**64 if kind == SIGNED and value >= 2**63 else value
    need(encode_header(fields) == data, "not the canonical form")
    need(len(fields["agency"]) == 16 and len(fields["record_id"]) == 16, "an id has 16 bytes")
    need(all(fields[name] > 0 for name in ("epoch", "position", "revision")), "numbered from 1")
    return fields


# RFC 6962 trees, by their recursive definition.

def node(left, right):
    return sha256(b"\x01", left, right)


def split(size):
    """The largest power of two below size."""
    return 1 << (size - 1).bit_length() - 1


def tree_root(leaves):
    if not leaves:
        return sha256()
    if len(leaves) == 1:
        return leaves[0]
    return node(tree_root(leaves[: split(len(leaves))]), tree_root(leaves[split(len(leaves)) :]))


def proof_root(leaf, index, size, path):
    need(0 <= index < size, "no such leaf")
    if size == 1:
        need(not path, "the path is too long")
        return leaf
    need(path, "the path is too short")
    left, *below, sibling = split(size), *path
    if index < left:
        return node(proof_root(leaf, index, left, below), sibling)
    return node(sibling, proof_root(leaf, index - left, size - left, below))


def cover(first, end, start=0, level=None):
    """The subtrees (start, level) that cover the leaves first..end, found from the top of the tree down."""
    level = (end - 1).bit_length() if level is None else level
    stop = start + 2**level
    if stop <= first or end <= start:
        return []
    if first <= start and stop <= end:
        return [(start, level)]
    half = start + 2 ** (level - 1)
    return cover(first, end, start, level - 1) + cover(first, end, half, level - 1)


def run(leaves, first, end):
    return [tree_root(leaves[start : start + 2**level]) for start, level in cover(first, end)]


def known_root(known, start, size):
    """The root over subtrees known as {(first leaf, number of leaves): hash}."""
    if (start, size) in known:
        return known[start, size]
    need(size > 1, "a leaf is covered by nothing")
    left = split(size)
    return node(known_root(known, start, left), known_root(known, start + left, size - left))


def rule_leaves(count, departs_after=None):
    other = count if departs_after is None else departs_after
    return [sha256(b"\x00", struct.pack(">Q", i), b"o" if i >= other else b"") for i in range(count)]


# Keys and signed notes.

SIGNATURE, COSIGNATURE = 1, 4


def public_key(seed):
    raw = serialization.Encoding.Raw, serialization.PublicFormat.Raw
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed)).public_key().public_bytes(*raw)


def sign(seed, message):
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed)).sign(message)


def key_id(name, kind, public):
    return sha256(name.encode(), b"\n", bytes([kind]), public)[:4]


def verifier_key(name, kind, public):
    material = base64.b64encode(bytes([kind]) + public).decode()
    return f"{name}+{key_id(name, kind, public).hex()}+{material}"


def signature_line(name, kind, public, signature):
    return f"— {name} {base64.b64encode(key_id(name, kind, public) + signature).decode()}\n"


def open_note(note):
    """Text and [(name, key id, signature)] of a note, unverified."""
    need(not re.search(r"[\x00-\x09\x0b-\x1f]", note), "control character")
    text, blank, lines = note.rpartition("\n\n")
    need(blank and lines.endswith("\n"), "no signature")
    signatures = []
    for line in lines[:-1].split("\n"):
        match = re.fullmatch(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})", line)
        need(match, "malformed signature line")
        blob = decode_base64(match[2])
        need(len(blob) > 4, "no signature behind the key id")
        signatures.append((match[1], blob[:4], blob[4:]))
    return text + "\n", signatures


def decode_base64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise Refused("not base64") from error
    need(base64.b64encode(data).decode() == text, "not the one form of base64")
    return data


def signature_of(note, name, kind, public):
    text, signatures = open_note(note)
    found = [blob for signer, id, blob in signatures if (signer, id) == (name, key_id(name, kind, public))]
    need(found, "not signed by the key")
    return text, found[0]


def verify(public, signature, message):
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature as error:
        raise Refused("signature does not verify") from error


UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"


def read_checkpoint(text):
    match = re.fullmatch(rf"(lienthong/{UUID}/([1-9]\d*))\n(0|[1-9]\d*)\n(\S+)\n", text, re.ASCII)
    need(match, "not a checkpoint of a journal")
    root = decode_base64(match[4])
    need(len(root) == 32 and int(match[2]) < 2**32 and int(match[3]) < 2**64, "out of range")
    return match[1], int(match[3]), root


def verify_checkpoint(note, public):
    name, size, root = read_checkpoint(open_note(note)[0])
    text, signature = signature_of(note, name, SIGNATURE, public)
    verify(public, signature, text.encode())
    return name, size, root


def cosigned_message(seconds, text):
    return f"cosignature/v1\ntime {seconds}\n{text}"


def verify_receipt(note, coordinator, public):
    text, blob = signature_of(note, f"lienthong/{coordinator}", COSIGNATURE, public)
    read_checkpoint(text)
    need(len(blob) == 72, "a cosignature has a time and a signature")
    (seconds,) = struct.unpack(">Q", blob[:8])
    need(seconds < 2**63, "time out of range")
    verify(public, blob[8:], cosigned_message(seconds, text).encode())
    return text, seconds


def checkpoint_text(fields):
    root = base64.b64encode(bytes.fromhex(fields["root"])).decode()
    return f"lienthong/{fields['agency']}/{fields['epoch']}\n{fields['size']}\n{root}\n"


def signed_checkpoint(text, seed):
    name, public = text.partition("\n")[0], public_key(seed)
    return text + "\n" + signature_line(name, SIGNATURE, public, sign(seed, text.encode()))
