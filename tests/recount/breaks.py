"""Breaks that follow from single rows of what was fed in (docs/breaks.md): whoever has a decision and stands in no cell,
whoever is counted late, persons in two districts or twice in one, and who began to study before the decision. Other breaks between
the college and the districts are not recounted.
"""

import collections

import law
from sheets import fold

KINDS = (
    "DECISION_BEFORE_PLAN", "DECISION_AFTER_DEADLINE", "UNDECIDED_SENT", "SENT_OUTSIDE_LIST", "LATE_EVIDENCE", "DOUBLE_CLAIM",
    "LIKELY_SAME_PERSON", "DUPLICATE_IN_DISTRICT", "BEGUN_BEFORE_DECISION",
)


def recounted(picture):
    """[kind, districts, level, day since which the coordinator has it] of each, sorted."""
    found = []
    for record in picture.records:
        least = picture.targets[record.teacher.level]["min_degree"]
        # To a degree below the plan's nobody is sent; the district may refuse such a row (D34) or keep it, both are lawful.
        for nomination in record.nominations:
            kind = nomination_kind(picture, record, nomination) if law.at_least(nomination.degree, least) else None
            if kind is not None:
                found.append([kind, [record.district], record.teacher.level, nomination.received.isoformat()])
    found += [between("DOUBLE_CLAIM", claim) for claim in picture.claims]
    found += [between("DUPLICATE_IN_DISTRICT", group) for group in picture.twice]
    found += [early for early in (begun_early(picture, learner) for learner in picture.learners) if early]
    found += [between("LIKELY_SAME_PERSON", pair) for pair in alike(picture.records)]
    return sorted(found)


def nomination_kind(picture, record, nomination):
    """What is to be said about a nomination; `None` when it counts in time, or has ended by D."""
    if nomination.date < picture.plan["first_day"]:
        return "DECISION_BEFORE_PLAN"
    if nomination.date > picture.plan["achieve_by"]:
        return "DECISION_AFTER_DEADLINE"
    if nomination not in picture.counting(record):
        return None
    if record.status == "UNDECIDED":
        return "UNDECIDED_SENT"
    if record.status != "IN_SCOPE":
        return "SENT_OUTSIDE_LIST"
    # In time is who has one decision in time, in whichever record; a disputed person counts for the province (D31).
    person = picture.person_of(record)
    counting = [each for one in person if one.status == "IN_SCOPE" for each in picture.counting(one)]
    return "LATE_EVIDENCE" if all(each.received > picture.last for each in counting) else None


def begun_early(picture, learner):
    """Study begun before the day of the decision that it names; not while no decision in force sends the person."""
    named = [n for n in learner.person.nominations if (n.number, n.date, n.authority) == learner.decision]
    if not named or learner.begun >= named[0].date:
        return None
    standing = [nomination for nomination in learner.person.nominations if picture.stands(nomination)]
    is_basis = named[0].ended is None or named[0].ended > learner.begun if named[0] in standing else bool(standing)
    if not is_basis:
        return None
    person = learner.person
    since = max(learner.changed, named[0].received, named[0].changed or named[0].received, person.received)
    return ["BEGUN_BEFORE_DECISION", [person.district], person.teacher.level, since.isoformat()]


def between(kind, records):
    """A break between districts stands since the last of the records is there, in the level of the least."""
    first = min(records, key=lambda record: (record.district, record.code or ""))
    districts = sorted({record.district for record in records})
    return [kind, districts, first.teacher.level, max(record.received for record in records).isoformat()]


def alike(records):
    """Pairs of records of two districts with one folded name and birth date and no common number."""
    groups = collections.defaultdict(list)
    for record in records:
        groups[fold(record.name), record.teacher.born].append(record)
    for group in groups.values():
        for at, one in enumerate(group):
            for other in group[at + 1 :]:
                same_number = one.personal_id is not None and one.personal_id == other.personal_id
                if one.district != other.district and not same_number:
                    yield [one, other]
