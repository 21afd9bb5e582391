"""Differences between the recount and what the program printed, in words."""

import unicodedata

import breaks

FIGURES = (
    "teachers", "meets_standard", "near_retirement", "in_scope", "undecided", "sent", "disputed", "recorded_late", "enrolled",
    "completed", "percent", "verdict", "min_count", "max_count", "shortfall", "excess",
)
# Names of the districts (rules.md 4.1).
DISTRICTS = {
    "105": "Lai Châu", "106": "Tam Đường", "107": "Mường Tè", "108": "Sìn Hồ", "109": "Phong Thổ", "110": "Than Uyên",
    "111": "Tân Uyên", "112": "Nậm Nhùn", "12": "Lai Châu",
}


def progress(mine, theirs):
    """Differences to a document of `demo` or `progress`."""
    found = []
    for key in ("id", "version", "legal_basis"):
        found += differ(f"plan.{key}", mine["plan"][key], theirs["plan"].get(key))
    for key in ("cutoff", "final"):
        found += differ(key, mine[key], theirs.get(key))
    for part in ("rows", "totals"):
        found += table(part, mine, theirs)
    shown = [each for each in theirs["breaks"] if each["kind"] in breaks.KINDS]
    shown = [[each["kind"], sorted(each["districts"]), each["level"], each["since"][:10]] for each in shown]
    found += [f"breaks: recounted {each}, not shown" for each in surplus(mine["breaks"], shown)]
    found += [f"breaks: shown {each}, not recounted" for each in surplus(shown, mine["breaks"])]
    return found


def table(part, mine, theirs):
    """Differences of `rows` or `totals`: the same rows, each with the same figures."""
    keys = [(row["district"], row["level"]) for row in mine[part]]
    found = differ(f"{part}: which", keys, [(row["district"], row["level"]) for row in theirs[part]])
    shown = {(row["district"], row["level"]): row for row in theirs[part]}
    for row in mine[part]:
        other = shown.get((row["district"], row["level"]))
        if other is None:
            continue
        where = f"{part} {row['district']} {row['level']}"
        for name in FIGURES:
            found += differ(f"{where} {name}", row[name], other.get(name))
        if (row["verdict"] == "UNKNOWN") != bool(other.get("cause")):
            found.append(f"{where} cause: it stands where the verdict is UNKNOWN and nowhere else, here {other.get('cause')!r}")
        if DISTRICTS[row["district"]] not in unicodedata.normalize("NFC", other.get("district_name") or ""):
            found.append(f"{where} district_name: {other.get('district_name')!r}")
        found += last_seen(where, mine, row["district"], other.get("last_seen"))
    return found


def last_seen(where, mine, district, shown):
    """A district was seen on the day on which its last file was received, or later."""
    received = mine["last_received"].get(district)
    if received is not None and (shown is None or shown[:10] < received):
        return [f"{where} last_seen: a file was received on {received}, shown {shown!r}"]
    return []


def assessment(district, theirs):
    """Differences of every judged teacher of a roster to `assess` of the same roster."""
    found = []
    mine = {record.place[1:]: record for record in [*district.records, *district.judged]}
    shown = {(row["sheet"], row["row"]): row for row in theirs["rows"]}
    bad = sorted(place[1:] for place, _ in district.unreadable)
    found += differ(f"{district.code} judged rows", sorted(mine), sorted(shown))
    found += differ(f"{district.code} unreadable rows", bad, sorted({(each["sheet"], each["row"]) for each in theirs["errors"]}))
    for place in sorted(mine.keys() & shown.keys()):
        record, row = mine[place], shown[place]
        where = f"{district.code} {place[0]} row {place[1]} {record.name}"
        for name, value in (("level", record.teacher.level), ("status", record.status), ("months_left", record.months_left)):
            found += differ(f"{where} {name}", value, row[name])
        found += differ(f"{where} could_be_in_scope", record.could_be_in_scope, row["could_be_in_scope"])
    return found


def surplus(these, those):
    """What these have more often than those."""
    rest = list(those)
    return [each for each in these if each not in rest or rest.remove(each)]


def differ(what, mine, theirs):
    """The difference of one value."""
    if mine == theirs and isinstance(mine, bool) == isinstance(theirs, bool):
        return []
    return [f"{what}: recounted {mine!r}, shown {theirs!r}"]
