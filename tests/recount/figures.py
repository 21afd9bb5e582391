"""The figures of definitions version 1 (issue 2, item 7; protocol.md D14, D23, D31-D33), from what was fed in."""

import collections

import law


class Picture:
    """Who counts where, at a cut-off."""

    def __init__(self, plan, cutoff, districts, college, rulings):
        self.plan = plan
        self.cutoff = cutoff
        self.last = min(cutoff, plan["achieve_by"])
        self.targets = {target["level"]: target for target in plan["target"]}
        self.records = [record for district in districts.values() for record in district.records]
        self.enrolled = {learner.person for learner in college.learners.values() if learner.begun <= cutoff}
        self.diplomas = collections.defaultdict(list)
        for learner in college.learners.values():
            if learner.begun <= cutoff:
                self.diplomas[learner.person] += learner.diplomas
        self.learners = [learner for learner in college.learners.values() if learner.begun <= cutoff]
        self.claims, self.same = claims(self.records, rulings)
        self.disputed = {record for claim in self.claims for record in claim}
        self.twice = twice(self.records, rulings)

    # -- one record

    def person_of(self, record):
        """All records of whoever counts as one person with a record."""
        groups = [*self.claims, *self.same.values(), *self.twice]
        return next((group for group in groups if record in group), [record])

    def stands(self, nomination):
        """Whether a decision is in force: dated from the plan's first day to D, not ended by D."""
        in_time = self.plan["first_day"] <= nomination.date <= self.last
        return in_time and (nomination.ended is None or nomination.ended > self.last)

    def counting(self, record):
        """Nominations that count: numbered, dated from the plan's first day to D, degree high enough, not ended by D."""
        least = self.targets[record.teacher.level]["min_degree"]
        return [
            nomination
            for nomination in record.nominations
            if self.stands(nomination) and law.at_least(nomination.degree, least)
        ]

    def has_diploma(self, records, level):
        """A diploma dated by the cut-off, of at least the plan's degree."""
        least = self.targets[level]["min_degree"]
        dated = [degree for record in records for degree, date in self.diplomas[record] if date <= self.cutoff]
        return any(law.at_least(degree, least) for degree in dated)

    # -- rows

    def row(self, district, level):
        """One row: district and level."""
        here = [r for r in self.records if r.district == district and r.teacher.level == level]
        # Two records of one number are one person, who is in scope if one of them is, and sent by either.
        groups = grouped(here, self.twice)
        figures = statuses([told(group) for group in groups])
        in_scope = [group for group in groups if told(group).status == "IN_SCOPE"]
        claimed = [group for group in in_scope if any(record in self.disputed for record in group)]
        figures["disputed"] = sum(any(self.counting(record) for record in self._all(group)) for group in claimed)
        persons = [self._in_row(group) for group in in_scope if group not in claimed]
        self._count(figures, [person for person in persons if person], level)
        reach = [self._reach_of(group[0]) if len(group) == 1 else self._reach_of_twins(group) for group in groups]
        return self._judge(figures, {"district": district, "level": level}, sums(in_scope_sent(figures), reach))

    def _in_row(self, group):
        """The records of the person who counts in this row; none for the second record of one person in two districts."""
        same = self.same.get(group[0])
        return self._all(group) if same is None else same if same[0] in group else []

    def _all(self, group):
        """With the records of the same number on the lists of other levels of the district."""
        twins = next((twins for twins in self.twice if group[0] in twins), None)
        return group if twins is None else twins

    def _count(self, figures, persons, level):
        sent = [p for p in persons if any(self.counting(record) for record in p)]
        late = [p for p in sent if all(n.received > self.last for record in p for n in self.counting(record))]
        enrolled = [p for p in sent if any(record in self.enrolled for record in p)]
        completed = [p for p in enrolled if self.has_diploma(p, level)]
        counts = {"sent": sent, "recorded_late": late, "enrolled": enrolled, "completed": completed}
        figures.update({name: len(found) for name, found in counts.items()})

    def _reach_of(self, record):
        """What a record may still add to (N, sent) of its row."""
        counts = int(bool(self.counting(record)))
        if record in self.disputed:
            sent = {(0, 0), (0, counts)} if record.status == "IN_SCOPE" else {(0, 0)}
            undecided = {(0, 0), (1, 0), (1, counts)}
        else:
            sent, undecided = {(0, 0)}, {(0, 0), (1, counts)}
        return undecided if record.status == "UNDECIDED" and record.could_be_in_scope else sent

    def _reach_of_twins(self, group):
        """What two or more records of one number may still add: the one person that is counted, or several."""
        known = told(group).status == "IN_SCOPE"
        disputed = any(record in self.disputed for record in group)
        base = (int(known), int(known and not disputed and any(self.counting(record) for record in group)))
        options = set()
        for answers in choices([answers_of(record) for record in group]):
            inside = [record for record, answer in zip(group, answers) if answer]
            sent = [bool(self.counting(record)) for record in inside]
            options |= {(int(bool(inside)), int(bool(inside) and any(map(self.counting, group)))), (len(inside), sum(sent))}
            if disputed:
                options |= {(n, s) for n, most in set(options) for s in range(most + 1)}
        return {(n - base[0], s - base[1]) for n, s in options}

    # -- totals

    def total(self, level):
        """The province: a person once, sent if either decision counts, in the level of the least (district, Mã GV)."""
        rows = collections.defaultdict(list)
        for record in self.records:
            if record.teacher.level == level:
                rows[record.district].append(record)
        figures = statuses([told(group) for row in rows.values() for group in grouped(row, self.twice)])
        persons = self._persons()
        here = [p for p in persons if any(r.status == "IN_SCOPE" for r in p) and level_of(p) == level]
        figures["in_scope"] = len(here)
        figures["disputed"] = sum(
            any(self.counting(r) for r in p if r.status == "IN_SCOPE") for p in here if p[0] in self.disputed
        )
        in_scope_only = [[record for record in p if record.status == "IN_SCOPE"] for p in here]
        self._count(figures, in_scope_only, level)
        reach = [self._reach_of_person(person, level) for person in persons]
        return self._judge(figures, {"district": "12", "level": level}, sums(in_scope_sent(figures), reach))

    def _persons(self):
        # A claim holds whoever stands twice in one of its districts, so it comes last.
        linked = {record: group for group in [*self.twice, *self.claims, *self.same.values()] for record in group}
        persons = []
        for record in self.records:
            group = sorted(linked.get(record, [record]), key=order)
            if group[0] is record:
                persons.append(group)
        return persons

    def _reach_of_person(self, person, level):
        """What a person may still add to (N, sent) of the province: as one, and an open claim also as several."""
        options = set()
        for answers in choices([answers_of(record) for record in person]):
            inside = [record for record, answer in zip(person, answers) if answer]
            sent = [bool(self.counting(record)) for record in inside]
            if inside and level_of(person) == level:
                options.add((1, int(any(sent))))
            elif not inside or level_of(person) != level:
                options.add((0, 0))
            if person[0] in self.disputed or any(person[0] in twins for twins in self.twice):
                mine = [s for record, s in zip(inside, sent) if record.teacher.level == level]
                options.add((len(mine), sum(mine)))
        base = [record for record in person if record.status == "IN_SCOPE"]
        one = bool(base) and level_of(person) == level
        known = (int(one), int(one and any(self.counting(record) for record in base)))
        return {(n - known[0], s - known[1]) for n, s in options}

    # -- verdicts

    def _judge(self, figures, names, reachable):
        """Percent, bounds, shortfall, excess, and the verdict if every reachable (N, sent) has the same."""
        target = self.targets[names["level"]]
        low, high = target["low_percent"], target["high_percent"]
        in_scope, sent = figures["in_scope"], figures["sent"]
        verdicts = {law.verdict(n, s, low, high) for n, s in reachable}
        least, most = law.counts_asked(in_scope, low, high)
        attainable = least <= most
        hundredths = None if in_scope == 0 else sent * 10_000 // in_scope
        return names | figures | {
            "percent": None if hundredths is None else f"{hundredths // 100}.{hundredths % 100:02}",
            "verdict": verdicts.pop() if len(verdicts) == 1 else "UNKNOWN",
            "min_count": least,
            "max_count": most,
            "shortfall": max(0, least - sent) if attainable else None,
            "excess": max(0, sent - most) if attainable else None,
        }


def statuses(records):
    """Counts by status; teachers are those employed on the list."""
    count = collections.Counter(record.status for record in records)
    return {
        "teachers": len(records) - count["NOT_EMPLOYED"],
        "meets_standard": count["MEETS_STANDARD"],
        "near_retirement": count["NEAR_RETIREMENT"],
        "in_scope": count["IN_SCOPE"],
        "undecided": count["UNDECIDED"],
    }


def claims(records, rulings):
    """Open double claims as groups of records, and {record: records of the one person} by ruling."""
    by_number = collections.defaultdict(list)
    for record in records:
        if record.personal_id is not None and len(record.personal_id) == 12 and record.personal_id.isdecimal():
            by_number[record.personal_id].append(record)
    open_claims, same = [], {}
    for group in by_number.values():
        if len({record.district for record in group}) < 2:
            continue
        names = {(record.district, record.code) for record in group}
        ruling = next((r for r in rulings if {(p["district"], p["teacher_code"]) for p in r["person"]} >= names), None)
        if ruling is None:
            open_claims.append(group)
        elif ruling["verdict"] == "SAME_PERSON":
            first = [(person["district"], person["teacher_code"]) for person in ruling["person"]]
            group = sorted(group, key=lambda record: first.index((record.district, record.code)))
            same.update({record: group for record in group})
    return open_claims, same


def twice(records, rulings):
    """Groups of records of one district with one number of which no ruling says that they are different persons."""
    by_number = collections.defaultdict(list)
    for record in records:
        if record.personal_id is not None and record.personal_id.isdecimal() and len(record.personal_id) in (9, 12):
            by_number[record.district, record.personal_id].append(record)
    groups = []
    for group in by_number.values():
        names = {(record.district, record.code) for record in group}
        ruled = any({(p["district"], p["teacher_code"]) for p in ruling["person"]} >= names for ruling in rulings)
        if len(group) > 1 and not ruled:
            groups.append(sorted(group, key=order))
    return groups


def grouped(row, twins):
    """The records of a row by person."""
    group_of = {record: [r for r in group if r in row] for group in twins for record in group}
    groups = [group_of.get(record, [record]) for record in row]
    return [group for record, group in zip(row, groups) if group[0] is record]


def told(group):
    """The record that says what a person is in a row: one in scope, else the first."""
    return min(group, key=lambda record: (record.status != "IN_SCOPE", order(record)))


def order(record):
    """The order that settles in which level a person is."""
    return record.district, record.code or ""


def level_of(person):
    """The level of a person for the province: of the least record in scope or possibly so."""
    may = [r for r in person if r.status == "IN_SCOPE"] or [r for r in person if r.could_be_in_scope] or person
    return min(may, key=order).teacher.level


def answers_of(record):
    """Whether a record is in scope: what is known, or both."""
    if record.status == "UNDECIDED" and record.could_be_in_scope:
        return (False, True)
    return (record.status == "IN_SCOPE",)


def choices(options):
    """Every way to take one of each."""
    ways = [()]
    for option in options:
        ways = [(*way, answer) for way in ways for answer in option]
    return ways


def in_scope_sent(figures):
    """The point value (N, sent)."""
    return figures["in_scope"], figures["sent"]


def sums(point, options):
    """Every (N, sent) that the point and one of each option's additions come to."""
    reached = {point}
    for option in options:
        if option != {(0, 0)}:
            reached = {(n + dn, s + ds) for n, s in reached for dn, ds in option}
    return reached
