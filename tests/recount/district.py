"""What a district feeds in: its roster with the majors table that settles it, and its nominations (issue 2, items 6 and 7)."""

import dataclasses
import datetime
import re

import law
from sheets import BadCell, Form, date_of, fold, one_of, required, rows_of, table_of, text_of

SEXES = {"nam": "M", "nu": "F"}
YES_NO = {"co": True, "khong": False}
LEVELS = {
    "mam non": "PRESCHOOL", "mn": "PRESCHOOL",
    "tieu hoc": "PRIMARY", "th": "PRIMARY",
    "thcs": "LOWER_SECONDARY", "trung hoc co so": "LOWER_SECONDARY",
}
# Degree, and whether the word itself says that it is a teacher's.
DEGREES = {
    "chua qua dao tao": ("UNTRAINED", None), "so cap": ("ELEMENTARY", None),
    "trung cap": ("INTERMEDIATE", None), "tc": ("INTERMEDIATE", None), "tcsp": ("INTERMEDIATE", True),
    "cao dang": ("COLLEGE", None), "cd": ("COLLEGE", None), "cdsp": ("COLLEGE", True),
    "dai hoc": ("UNIVERSITY", None), "dh": ("UNIVERSITY", None), "dhsp": ("UNIVERSITY", True),
    "thac si": ("MASTER", None), "thac sy": ("MASTER", None), "ths": ("MASTER", None),
    "tien si": ("DOCTOR", None), "tien sy": ("DOCTOR", None), "ts": ("DOCTOR", None),
}
EMPLOYED = {
    "dang lam viec": True, "nghi thai san": True, "nghi khong luong": True,
    "nghi huu": False, "chuyen di": False, "thoi viec": False,
}
TRAINING = {"cao dang": "COLLEGE", "dai hoc": "UNIVERSITY"}
ACTS = {"cu di": "SEND", "thu hoi": "WITHDRAW", "thay the": "REPLACE"}

ROSTER = Form({
    "Mã GV": (False, ["Mã GV"]),
    "Họ và tên": (True, ["Họ và tên", "Họ tên"]),
    "Ngày sinh": (True, ["Ngày sinh"]),
    "Giới tính": (True, ["Giới tính"]),
    "Số định danh": (False, ["Số định danh", "Số CMND/CCCD", "Số CCCD", "Số CMND"]),
    "Cấp học": (True, ["Cấp học"]),
    "Trình độ": (True, ["Trình độ", "Trình độ chuyên môn"]),
    "Chuyên ngành": (False, ["Chuyên ngành"]),
    "Ngành đào tạo giáo viên": (False, ["Ngành đào tạo giáo viên"]),
    "Ngành phù hợp": (False, ["Ngành phù hợp"]),
    "CC NVSP": (False, ["CC NVSP"]),
    "Ngày vào ngành": (False, ["Ngày vào ngành"]),
    "Trạng thái": (False, ["Trạng thái"]),
})
NOMINATIONS = Form({
    "Mã GV": (True, ["Mã GV"]),
    "Họ và tên": (True, ["Họ và tên"]),
    "Ngày sinh": (False, ["Ngày sinh"]),
    "Số định danh": (False, ["Số định danh"]),
    "Cấp học": (True, ["Cấp học"]),
    "Trình độ đào tạo": (True, ["Trình độ đào tạo"]),
    "Số quyết định": (True, ["Số quyết định"]),
    "Ngày quyết định": (True, ["Ngày quyết định"]),
    "Cơ quan quyết định": (True, ["Cơ quan quyết định"]),
    "Trạng thái": (True, ["Trạng thái"]),
    "Thay cho": (False, ["Thay cho"]),
})


@dataclasses.dataclass(eq=False)
class Nomination:
    """A person sent by a decision."""

    number: str
    date: datetime.date
    authority: str
    degree: str
    received: datetime.date
    ended: datetime.date | None = None
    changed: datetime.date | None = None


@dataclasses.dataclass(eq=False)
class Record:
    """A teacher's record in one district: where and when it was fed in, how it was judged, and what befell the person."""

    district: str
    place: tuple
    received: datetime.date
    code: str
    name: str
    personal_id: str | None
    teacher: law.Teacher
    status: str
    months_left: int
    could_be_in_scope: bool
    nominations: list = dataclasses.field(default_factory=list)


def valid_id(text):
    """The national number, 12 digits as text, or an old 9-digit one; `None` for anything else, lost zeros included."""
    return text if text is not None and re.fullmatch(r"\d{12}|\d{9}", text) else None


class District:
    """One district and everything that it has fed in."""

    def __init__(self, code):
        self.code = code
        self.records = []
        # Rows that were judged and not entered.
        self.judged = []
        self.unreadable = []
        self.refused = []
        self.majors = {}
        self.decisions = {}

    # -- roster

    def feed_majors(self, path):
        """The officer's answers per (level, degree, major); empty ones stay unknown."""
        for line in table_of(path):
            level = one_of(line["caphoc"], "Cấp học", LEVELS)
            degree, _ = one_of(line["trinhdo"], "Trình độ", DEGREES)
            answers = [one_of(line[key], key, YES_NO) for key in ("nganhdaotaogiaovien", "nganhphuhop")]
            self.majors[level, degree, major_key(line["chuyennganh"])] = answers

    def feed_roster(self, path, file, received):
        """Judges every row of the roster; who cannot be read is in no figure. A number belongs to one person (rules.md 8): a
        row with the number of another record is judged, and refused when it is to be entered.
        """
        for sheet, number, row in rows_of(path, ROSTER):
            try:
                record = self._record(row, (file, sheet, number), received)
            except BadCell as error:
                self.unreadable.append(((file, sheet, number), str(error)))
                continue
            theirs = valid_id(record.personal_id)
            twin = next((r for r in self.records if theirs is not None and r.personal_id == theirs), None)
            if twin is None:
                self.records.append(record)
            else:
                self.judged.append(record)
                self.refused.append((record.place, f"the number of “{record.name}” is that of {twin.code} {twin.name}"))

    def _record(self, row, place, received):
        required(row, ROSTER)
        degree, says_teacher = one_of(row["Trình độ"], "Trình độ", DEGREES)
        level = one_of(row["Cấp học"], "Cấp học", LEVELS)
        answers = [one_of(row[name], name, YES_NO) for name in ("Ngành đào tạo giáo viên", "Ngành phù hợp")]
        table = self.majors.get((level, degree, major_key(text_of(row["Chuyên ngành"]))), (None, None))
        # A row's own value wins, then what the degree's own word says, then the officer's table.
        teacher_major = next((said for said in (answers[0], says_teacher, table[0]) if said is not None), None)
        employed = one_of(row["Trạng thái"], "Trạng thái", EMPLOYED)
        teacher = law.Teacher(
            sex=one_of(row["Giới tính"], "Giới tính", SEXES),
            born=date_of(row["Ngày sinh"], "Ngày sinh", partial=True),
            level=level,
            degree=degree,
            employed=employed is not False,
            teacher_major=teacher_major,
            suitable_major=table[1] if answers[1] is None else answers[1],
            certificate=one_of(row["CC NVSP"], "CC NVSP", YES_NO),
            recruited=date_of(row["Ngày vào ngành"], "Ngày vào ngành"),
        )
        code, name, number = (text_of(row[column]) for column in ("Mã GV", "Họ và tên", "Số định danh"))
        return Record(self.code, place, received, code, name, number, teacher, *law.status(teacher))

    # -- finding a person

    def find(self, row):
        """The one record that a row means: by Mã GV, else by a valid number, else by name and birth date."""
        code, number = text_of(row["Mã GV"]), valid_id(text_of(row["Số định danh"]))
        name, born = fold(row["Họ và tên"]), date_of(row["Ngày sinh"], "Ngày sinh", partial=True)
        if code is not None:
            found = [record for record in self.records if record.code == code]
        elif number is not None:
            found = [record for record in self.records if record.personal_id == number]
        else:
            found = []
        if not found and code is None:
            found = [r for r in self.records if fold(r.name) == name and r.teacher.born == born]
        if len(found) != 1:
            raise BadCell(f"{len(found)} persons of {self.code} are “{code or number or row['Họ và tên']}”")
        person = found[0]
        if fold(person.name) != name or (born is not None and person.teacher.born != born):
            raise BadCell(f"“{row['Họ và tên']}”, {born} contradicts {person.code} {person.name}, {person.teacher.born}")
        theirs = valid_id(person.personal_id)
        if number is not None and theirs is not None and len(number) == len(theirs) and number != theirs:
            raise BadCell(f"the number of “{row['Họ và tên']}” contradicts that of {person.code}")
        return person

    # -- nominations

    def feed_nominations(self, path, file, received):
        """Plays the rows of a form; a row that names nobody, or contradicts what is known, is refused."""
        for sheet, number, row in rows_of(path, NOMINATIONS):
            try:
                self._play(row, received)
            except BadCell as error:
                self.refused.append(((file, sheet, number), str(error)))

    def _play(self, row, received):
        required(row, NOMINATIONS)
        act = one_of(row["Trạng thái"], "Trạng thái", ACTS)
        degree = one_of(row["Trình độ đào tạo"], "Trình độ đào tạo", TRAINING)
        number, date = text_of(row["Số quyết định"]), date_of(row["Ngày quyết định"], "Ngày quyết định")
        authority, instead_of = fold(row["Cơ quan quyết định"]), text_of(row["Thay cho"])
        person = self.find(row)
        # Number, symbol and year are unique per authority: one decision has one date.
        if self.decisions.get((authority, number, date.year), date) != date:
            raise BadCell(f"decision {number} of {date.year} has another date")
        if one_of(row["Cấp học"], "Cấp học", LEVELS) != person.teacher.level:
            raise BadCell(f"Cấp học contradicts {person.code}")
        self.decisions[authority, number, date.year] = date
        if act == "WITHDRAW":
            end([nomination for nomination in person.nominations if nomination.number == instead_of], date, received)
            return
        if act == "REPLACE":
            end([n for r in self.records if r.code == instead_of for n in r.nominations], date, received)
        known = [n for n in person.nominations if (n.number, n.date, n.authority) == (number, date, authority)]
        if not known:
            person.nominations.append(Nomination(number, date, authority, degree, received))


def end(nominations, date, received):
    """Ends those that stand."""
    standing = [nomination for nomination in nominations if nomination.ended is None]
    if not standing:
        raise BadCell("Thay cho names no nomination that stands")
    for nomination in standing:
        nomination.ended = date
        nomination.changed = received


def major_key(major):
    """A major as the tables tell majors apart: letters with their accents, without case."""
    return (major or "").casefold()
