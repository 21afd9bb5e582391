"""What the college feeds in: enrollments and results (issue 2, item 7)."""

import dataclasses
import datetime

from district import DEGREES, Record
from sheets import BadCell, Form, date_of, fold, one_of, required, rows_of, text_of

STATES = {"dang hoc", "bao luu", "hoc tiep", "thoi hoc", "buoc thoi hoc", "chuyen lop"}
ENROLLMENTS = Form({
    "Mã SV": (True, ["Mã SV"]),
    "Mã GV": (False, ["Mã GV"]),
    "Họ và tên": (True, ["Họ và tên"]),
    "Ngày sinh": (True, ["Ngày sinh"]),
    "Số định danh": (False, ["Số định danh"]),
    "Số quyết định": (True, ["Số quyết định"]),
    "Ngày quyết định": (True, ["Ngày quyết định"]),
    "Cơ quan quyết định": (True, ["Cơ quan quyết định"]),
    "Mã lớp": (True, ["Mã lớp"]),
    "Ngày nhập học": (True, ["Ngày nhập học"]),
    "Trạng thái": (True, ["Trạng thái"]),
})
RESULTS = Form({
    "Mã SV": (True, ["Mã SV"]),
    "Mã GV": (False, ["Mã GV"]),
    "Kết quả": (True, ["Kết quả"]),
    "Trình độ bằng": (False, ["Trình độ bằng"]),
    "Số hiệu bằng": (False, ["Số hiệu bằng"]),
    "Ngày cấp": (False, ["Ngày cấp"]),
})


@dataclasses.dataclass(eq=False)
class Learner:
    """A student of the college who is a teacher of a district."""

    person: Record
    begun: datetime.date
    # The decision named: number, date, authority folded.
    decision: tuple
    # When the last row about the enrollment was received.
    changed: datetime.date
    diplomas: list = dataclasses.field(default_factory=list)


class College:
    """The college and its learners, by Mã SV."""

    def __init__(self, districts):
        self.districts = districts
        self.classes = set()
        self.learners = {}
        self.refused = []

    def feed_enrollments(self, path, file, received):
        """Plays the rows: the first of a student is the enrollment, those after it are changes of its state."""
        self._feed(path, file, ENROLLMENTS, lambda row: self._enroll(row, received))

    def feed_results(self, path, file):
        """Plays the rows that say a diploma; marks of a term count for nothing here."""
        self._feed(path, file, RESULTS, self._result)

    def _feed(self, path, file, form, play):
        for sheet, number, row in rows_of(path, form):
            try:
                required(row, form)
                play(row)
            except BadCell as error:
                self.refused.append(((file, sheet, number), str(error)))

    def _enroll(self, row, received):
        if fold(row["Trạng thái"]) not in STATES:
            raise BadCell(f"Trạng thái: “{row['Trạng thái']}”")
        if text_of(row["Mã lớp"]) not in self.classes:
            raise BadCell(f"Mã lớp: no class “{row['Mã lớp']}”")
        begun = date_of(row["Ngày nhập học"], "Ngày nhập học")
        person = self._district(row).find(row)
        cited = text_of(row["Số quyết định"]), date_of(row["Ngày quyết định"], "Ngày quyết định"), fold(row["Cơ quan quyết định"])
        learner = self.learners.setdefault(text_of(row["Mã SV"]), Learner(person, begun, cited, received))
        if learner.person is not person:
            raise BadCell(f"Mã SV: {row['Mã SV']} is {learner.person.code} {learner.person.name}")
        learner.changed = received

    def _district(self, row):
        """The district is named by number, date and authority of the decision."""
        number, authority = text_of(row["Số quyết định"]), fold(row["Cơ quan quyết định"])
        date = date_of(row["Ngày quyết định"], "Ngày quyết định")
        for district in self.districts.values():
            if district.decisions.get((authority, number, date.year)) == date:
                return district
        raise BadCell(f"no district knows a decision {number} of {date} by “{row['Cơ quan quyết định']}”")

    def _result(self, row):
        learner = self.learners.get(text_of(row["Mã SV"]))
        if learner is None:
            raise BadCell(f"Mã SV: no learner “{row['Mã SV']}”")
        code = text_of(row["Mã GV"])
        if code is not None and code != learner.person.code:
            raise BadCell(f"Mã GV: {row['Mã SV']} is {learner.person.code}, not {code}")
        degree, _ = one_of(row["Trình độ bằng"], "Trình độ bằng", DEGREES) or (None, None)
        date = date_of(row["Ngày cấp"], "Ngày cấp")
        if degree is not None and date is not None and text_of(row["Số hiệu bằng"]) is not None:
            learner.diplomas.append((degree, date))
