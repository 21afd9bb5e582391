"""Counts the table of a rehearsed year again, from the files fed in and the written definitions alone.

    recount.py DIR [--cutoff DATE] [--compare PROGRESS.json] [--assess CODE=ASSESS.json]...

DIR is the directory of the rehearsal; only DIR/input is read. Without `--compare` and `--assess` the rows and totals are
printed as JSON, in the shape that `lienthong progress --format json` has for them. With `--compare` the differences to such a
document are printed, one a line; with `--assess` those of every judged teacher to `lienthong assess --format json` of the
roster of district CODE. The exit code is 1 when there is one, 2 for a wrong call or input that is not as its manifest says.

Nothing here is shared with the program: the two readings of the same words check each other.
"""

import argparse
import datetime
import hashlib
import json
import sys
import tomllib
from pathlib import Path

import breaks
import compare
import law
from college import College
from district import District
from figures import Picture


def main(arguments):
    """Exit code."""
    call = argparse.ArgumentParser(description="recount of a rehearsed year")
    call.add_argument("dir", type=Path)
    call.add_argument("--cutoff", type=datetime.date.fromisoformat)
    call.add_argument("--compare", type=Path)
    call.add_argument("--assess", action="append", default=[])
    call = call.parse_args(arguments)
    year = Year(call.dir / "input")
    document = year.document(call.cutoff)
    if not (call.compare or call.assess):
        print(json.dumps(document, ensure_ascii=False, indent=1))
        return 0
    differences = []
    if call.compare is not None:
        differences += compare.progress(document, json.loads(call.compare.read_text(encoding="utf-8")))
    for pair in call.assess:
        code, path = pair.split("=", 1)
        differences += compare.assessment(year.districts[code], json.loads(Path(path).read_text(encoding="utf-8")))
    print("\n".join(differences), end="\n" if differences else "")
    return 1 if differences else 0


class Year:
    """Everything that was fed in, played in the order of the manifest."""

    def __init__(self, folder):
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        self.plan = None
        self.clock = None
        self.districts = {}
        self.college = College(self.districts)
        self.frozen = set()
        self.rulings = []
        self.seen = {}
        for entry in sorted(manifest, key=lambda entry: entry["order"]):
            self._play(entry, folder / entry["file"])

    def _play(self, entry, path):
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() != entry["sha256"]:
            sys.exit(f"{path}: not the file of the manifest")
        kind, agency, file = entry["kind"], entry["agency"], entry["file"]
        received = datetime.date.fromisoformat(entry["received_on"])
        self.seen[agency] = max(received, self.seen.get(agency, received))
        if kind in ("clock", "plan", "freeze", "ruling", "classes", "away"):
            self._toml(kind, tomllib.loads(content.decode("utf-8")))
        elif kind in ("majors", "roster", "nominations"):
            district = self.districts.setdefault(agency, District(agency))
            if kind == "majors":
                district.feed_majors(path)
            elif kind == "roster":
                district.feed_roster(path, file, received)
            else:
                district.feed_nominations(path, file, received)
        elif kind == "enrollments":
            self.college.feed_enrollments(path, file, received)
        elif kind == "results":
            self.college.feed_results(path, file)
        else:
            sys.exit(f"{path}: a kind of file that is not known: {kind}")

    def _toml(self, kind, said):
        if kind == "clock":
            self.clock = said["step"]
        elif kind == "plan":
            self.plan = dates(said)
        elif kind == "freeze":
            self.frozen.update(said["districts"])
        elif kind == "ruling":
            self.rulings.append(said)
        elif kind == "classes":
            self.college.classes.update(each["code"] for each in said["class"])

    def document(self, cutoff):
        """Rows and totals at a cut-off, as of the last step of the clock."""
        cutoff = cutoff or self.plan["achieve_by"]
        picture = Picture(self.plan, cutoff, self.districts, self.college, self.rulings)
        missing = set(self.plan["districts"]) - self.frozen
        if missing:
            sys.exit(f"no frozen list, so no denominator: {', '.join(sorted(missing))}")
        as_of = f"{self.clock[-1]['date']}T{self.clock[-1]['time']}:00+07:00"
        return {
            "plan": {key: self.plan[key] for key in ("id", "version", "legal_basis")},
            "cutoff": cutoff.isoformat(),
            "as_of": as_of,
            "final": as_of[:10] > "2021-12-31",
            "rows": [picture.row(code, level) for code in self.plan["districts"] for level in law.LEVELS],
            "totals": [picture.total(level) for level in law.LEVELS],
            "breaks": breaks.recounted(picture),
            "last_received": {agency: day.isoformat() for agency, day in sorted(self.seen.items())},
            "refused": refusals(self.districts, self.college),
        }


def dates(plan):
    """The plan with its days as days."""
    for key in ("first_day", "achieve_by", "review_date"):
        plan[key] = datetime.date.fromisoformat(plan[key])
    return plan


def refusals(districts, college):
    """Rows that count nowhere, with their reasons."""
    lists = [d.unreadable + d.refused for d in districts.values()] + [college.refused]
    return [{"file": f, "sheet": s, "row": n, "why": why} for some in lists for (f, s, n), why in some]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
