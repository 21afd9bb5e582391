"""Reading of what officers fill in: workbooks and CSV tables with the dirt of real files.

Nothing here knows what a form means: a form is a table of column headers, and a row comes back as texts, dates and its
number as Excel shows it, or as a refusal with its reason.
"""

import csv
import datetime
import io
import re
import unicodedata

import openpyxl

# The header stands somewhere in the first rows of a sheet (issue 2, item 6).
HEADER_WITHIN = 20
# Excel counts days from here (rules.md 7).
SERIAL_ZERO = datetime.date(1899, 12, 30)
# A number in this range in a birth column is a year, not a serial (issue 2, item 6).
YEARS = range(1900, 2101)
# A row with fewer required cells than this is a title, a total or a signature, and nobody's row.
LEAST_FILLED = 3


def fold(value):
    """Letters for matching only: no accents, no case, single spaces; đ is mapped by hand (rules.md 7)."""
    text = unicodedata.normalize("NFD", str(value)).translate(str.maketrans("đĐðÐɖƉ", "dDdDdD"))
    bare = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(bare.lower().split())


def header_key(value):
    """A header without anything but its letters and digits."""
    return re.sub(r"[^a-z0-9]", "", fold(value))


def text_of(value):
    """What a cell says, as text with single spaces in NFC; `None` when it says nothing."""
    if value is None:
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = " ".join(unicodedata.normalize("NFC", str(value)).split())
    return text or None


class BadCell(Exception):
    """A cell that cannot be read; says which column and why."""


def date_of(value, column, partial=False):
    """A legal date: a date cell, a serial, or d/m/yyyy with / - or a dot. With `partial` a year or month/year is a date too."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    text = text_of(value)
    if text is None:
        return None
    if re.fullmatch(r"\d{1,6}", text):
        number = int(text)
        if number in YEARS:
            if partial:
                return datetime.date(number, 1, 1)
            raise BadCell(f"{column}: “{text}” is a year, not a day")
        if isinstance(value, str):
            raise BadCell(f"{column}: “{text}” is no date")
        return SERIAL_ZERO + datetime.timedelta(days=number)
    parts = re.fullmatch(r"(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})", text)
    if not parts or (parts[1] is None and not partial):
        raise BadCell(f"{column}: “{text}” is no date dd/mm/yyyy")
    try:
        return datetime.date(int(parts[3]), int(parts[2]), int(parts[1] or 1))
    except ValueError:
        raise BadCell(f"{column}: “{text}” is no day of the calendar") from None


def required(row, form):
    """The required texts of a row."""
    for name in form.required:
        if text_of(row[name]) is None:
            raise BadCell(f"{name}: empty")


def one_of(value, column, words):
    """What a word stands for in `words` (folded word → meaning)."""
    text = text_of(value)
    if text is None:
        return None
    if fold(text) not in words:
        raise BadCell(f"{column}: “{text}” is none of {', '.join(words)}")
    return words[fold(text)]


class Form:
    """Columns of a form: {name: (required, headers that mean it)}."""

    def __init__(self, columns):
        self.columns = columns
        self.required = [name for name, (required, _) in columns.items() if required]
        self.names = {header_key(header): name for name, (_, headers) in columns.items() for header in headers}

    def places(self, cells):
        """Which column stands where, if these cells are the header."""
        places = {}
        for at, cell in enumerate(cells):
            name = self.names.get(header_key(cell)) if cell is not None else None
            if name is not None:
                places.setdefault(name, at)
        return places if all(name in places for name in self.required) else None


def rows_of(path, form):
    """Yields (sheet, row number, {column: cell}) for every row of the workbook that is somebody's."""
    book = openpyxl.load_workbook(path, data_only=True, read_only=True)
    try:
        for sheet in book.worksheets:
            yield from _rows_of_sheet(sheet, form)
    finally:
        book.close()


def _rows_of_sheet(sheet, form):
    places = None
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        if places is None:
            if number > HEADER_WITHIN:
                return
            places = form.places(cells)
        elif form.places(cells) is None and not _is_total_or_numbers(cells):
            row = dict.fromkeys(form.columns)
            row.update({name: cells[at] for name, at in places.items() if at < len(cells)})
            filled = sum(text_of(row[name]) is not None for name in form.required)
            if filled >= min(LEAST_FILLED, len(form.required)):
                yield sheet.title, number, row


def _is_total_or_numbers(cells):
    said = [text for text in map(text_of, cells) if text is not None]
    if not said or fold(said[0]).startswith(("tong cong", "tong so", "cong:")):
        return True
    return all(re.fullmatch(r"\(\d+\)", text) for text in said)


def table_of(path):
    """A CSV table with `,` `;` or tab, BOM or not: a list of {folded header: text or None}."""
    text = path.read_text(encoding="utf-8-sig")
    first = text.splitlines()[0] if text else ""
    separator = max(",;\t", key=first.count)
    lines = list(csv.reader(io.StringIO(text), delimiter=separator))
    keys = [header_key(header) for header in lines[0]]
    return [dict(zip(keys, map(text_of, line))) for line in lines[1:] if any(map(text_of, line))]
