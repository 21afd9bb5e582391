"""The law, written again from its words: retirement (Decree 135/2020), the standard and who must reach it (Education Law
2019 Art. 72, Decree 71/2020 Art. 2), the target bands of the plan. See rules.md 1, 2 and issue 2, items 5 to 7.
"""

import dataclasses
import datetime

LEVELS = ("PRESCHOOL", "PRIMARY", "LOWER_SECONDARY")
# Degrees from the least to the greatest.
DEGREES = ("UNTRAINED", "ELEMENTARY", "INTERMEDIATE", "COLLEGE", "UNIVERSITY", "MASTER", "DOCTOR")
# Service left is counted from here (Decree 71 Art. 2), and who was recruited after it is in a gap of the law.
COUNTED_FROM = datetime.date(2020, 7, 1)
# Below this nobody can be in scope, whatever is not known.
LEAST_MONTHS = 84

# Normal age in months by year of retirement (Decree 135 Art. 4): before 2021, the steps from 2021 on, and the last.
AGES = {"M": (60 * 12, 60 * 12 + 3, 3, 62 * 12), "F": (55 * 12, 55 * 12 + 4, 4, 60 * 12)}


def retirement(sex, born):
    """(year, month) at whose end a person retires: first year y with birth month + age(y) falling into y."""
    birth = born.year * 12 + born.month - 1
    before, first, step, last = AGES[sex]
    if (birth + before) // 12 <= 2020:
        return divmod(birth + before, 12)[0], (birth + before) % 12 + 1
    year = 2021
    while True:
        month = birth + min(first + step * (year - 2021), last)
        if month // 12 <= year:
            # Before `year` only if a step was jumped over; Decree 135 has no such case.
            return month // 12, month % 12 + 1
        year += 1


def months_left(retires):
    """Months of service from 01/07/2020 to the end of the month of retirement: 06/2027 is 84 (reading R1)."""
    year, month = retires
    return (year - COUNTED_FROM.year) * 12 + (month - COUNTED_FROM.month) + 1


@dataclasses.dataclass
class Teacher:
    """What a roster row says of a teacher; unknown answers are `None`."""

    sex: str
    born: datetime.date
    level: str
    degree: str
    employed: bool = True
    teacher_major: bool | None = None
    suitable_major: bool | None = None
    certificate: bool | None = None
    recruited: datetime.date | None = None


def both(one, other):
    """And, with unknown."""
    if one is False or other is False:
        return False
    return None if one is None or other is None else True


def either(one, other):
    """Or, with unknown."""
    if one is True or other is True:
        return True
    return None if one is None or other is None else False


def at_least(degree, least):
    """Whether a degree is at least another."""
    return DEGREES.index(degree) >= DEGREES.index(least)


def meets_standard(teacher):
    """Education Law Art. 72(1); `None` where the missing answer decides."""
    if teacher.level == "PRESCHOOL":
        return both(at_least(teacher.degree, "COLLEGE"), teacher.teacher_major)
    by_certificate = both(teacher.suitable_major, teacher.certificate)
    return both(at_least(teacher.degree, "UNIVERSITY"), either(teacher.teacher_major, by_certificate))


def threshold(teacher):
    """Months that Decree 71 Art. 2 asks of somebody below the standard; `None` where its text has a gap."""
    if teacher.recruited is not None and teacher.recruited > COUNTED_FROM:
        return None
    if teacher.level == "PRIMARY":
        return {"INTERMEDIATE": 96, "COLLEGE": 84}.get(teacher.degree)
    return 84


def status(teacher):
    """(status, months left, could be in scope): the first status that applies, in the order of issue 2, item 6."""
    left = months_left(retirement(teacher.sex, teacher.born))
    if not teacher.employed:
        return "NOT_EMPLOYED", left, False
    meets = meets_standard(teacher)
    if meets:
        return "MEETS_STANDARD", left, False
    asked = threshold(teacher)
    if meets is None or asked is None:
        return "UNDECIDED", left, left >= LEAST_MONTHS
    in_scope = left >= asked
    return ("IN_SCOPE" if in_scope else "NEAR_RETIREMENT"), left, in_scope


def counts_asked(in_scope, low, high):
    """(least count that is not below, greatest count that is not above), both bounds inclusive, on integers."""
    return -(-low * in_scope // 100), high * in_scope // 100


def verdict(in_scope, sent, low, high):
    """Where a count stands in the band."""
    if in_scope == 0:
        return "NOT_APPLICABLE"
    least, most = counts_asked(in_scope, low, high)
    if least > most:
        return "UNATTAINABLE"
    return "BELOW" if sent < least else "ABOVE" if sent > most else "INSIDE"
