"""Spanish, of Spain and of the Americas; accents may be missing."""

import re

from events.dates.bounds import month_length
from events.dates.expressions import AnyOf, Beside, Between, Distance, Expression, Marked, Part, PartOf, Point
from events.dates.language import Build, Frame, Language, Leaf, Values, without_accents
from events.dates.languages.shared import (
    CENTURIES_IN_DIGITS,
    LAST_DECADE,
    Pair,
    ago,
    ahead,
    centuries,
    century,
    decade,
    decade_of_this_century,
    decades,
    era_year,
    grouping,
    pair,
    part_of,
    point,
    turn_of_centuries,
    unit_toward,
    within,
)

_MONTHS = {
    "enero": 1,
    "febrero": 2,
    "marzo": 3,
    "abril": 4,
    "mayo": 5,
    "junio": 6,
    "julio": 7,
    "agosto": 8,
    "septiembre": 9,
    "setiembre": 9,
    "octubre": 10,
    "noviembre": 11,
    "diciembre": 12,
}
_SHORT_MONTHS = {
    **{name[:3]: n for name, n in _MONTHS.items()},
    "sept": 9,
    "agto": 8,
    "febr": 2,
    "novbre": 11,
}
_WEEKDAYS = {
    name: n
    for n, day in enumerate(("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"))
    for name in (day, day[:3], f"{day[:3]}.")
}
_SEASONS = {"primavera": 21, "verano": 22, "otoño": 23, "invierno": 24}
_ONES = ("uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve")
_TEENS = ("diez", "once", "doce", "trece", "catorce", "quince", *(f"dieci{one}" for one in _ONES[5:]))
_TENS = {
    word: 10 * n
    for n, word in enumerate(("treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"), 3)
}
_BELOW_HUNDRED = {
    word: n for n, word in enumerate((*_ONES, *_TEENS, "veinte", *(f"veinti{one}" for one in _ONES)), 1)
} | {f"{ten} y {one}" if one else ten: tens + n for ten, tens in _TENS.items() for n, one in enumerate(("", *_ONES))}
_HUNDREDS = {
    "cien": 100,
    "ciento": 100,
    "doscientos": 200,
    "trescientos": 300,
    "cuatrocientos": 400,
    "quinientos": 500,
    "seiscientos": 600,
    "setecientos": 700,
    "ochocientos": 800,
    "novecientos": 900,
}
# Before a noun, “uno” is “un” or “una”.
_NUMBERS = {
    **_BELOW_HUNDRED,
    **{word[:-1]: n for word, n in _BELOW_HUNDRED.items() if word.endswith("uno")},
    **{f"{word[:-1]}a": n for word, n in _BELOW_HUNDRED.items() if word.endswith("uno")},
    **_HUNDREDS,
    **{f"{word[:-2]}as": n for word, n in _HUNDREDS.items() if word.endswith("os")},
    "mil": 1000,
    "un par de": 2,
    "una decena de": 10,
    "una docena de": 12,
    "una veintena de": 20,
    "una treintena de": 30,
    "un centenar de": 100,
}
_DECADES = {
    **{f"{mark}{tens}{end}": tens for tens in range(10, 100, 10) for mark in ("", "'") for end in ("", "s", "'s")},
    **{f"{word}{plural}": tens for word, tens in {"veinte": 20, **_TENS}.items() for plural in ("", "s")},
    "diez": 10,
}
_LAST = -1
_ORDINALS = {
    "primer": 1,
    "primero": 1,
    "primera": 1,
    "segundo": 2,
    "segunda": 2,
    "tercer": 3,
    "tercero": 3,
    "tercera": 3,
    "cuarto": 4,
    "último": _LAST,
    "última": _LAST,
    **{f"{n}{end}": n for n in range(1, 5) for end in ("º", ".º", "°", "o", "ª", ".ª", "er", ".er", "ro", "do", "to")},
    **dict(zip(("i", "ii", "iii", "iv"), range(1, 5), strict=True)),
}
_ROMAN_TENS, _ROMAN_ONES = ("", "x", "xx"), ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_CENTURIES = {
    **{tens + ones: 10 * t + n for t, tens in enumerate(_ROMAN_TENS) for n, ones in enumerate(_ROMAN_ONES) if t + n},
    **{word: n for word, n in _BELOW_HUNDRED.items() if n <= 21},
    **dict(zip(("primero", "segundo", "tercero", "cuarto", "quinto"), range(1, 6), strict=True)),
    **dict(zip(("sexto", "séptimo", "octavo", "noveno", "décimo"), range(6, 11), strict=True)),
}
_UNITS = {
    "día": "day",
    "semana": "week",
    "mes": "month",
    "trimestre": "quarter",
    "semestre": "semester",
    "año": "year",
    "década": "decade",
    "decenio": "decade",
    "siglo": "century",
}
# What stands at the end of a text has lost its full stop.
_ERAS = {
    letter: dict.fromkeys((*endings, *(ending.removesuffix(".") for ending in endings)), True)
    for letter, endings in {
        "a": (
            "a. c.",
            "a. de j. c.",
            "a.c.",
            "a. de c.",
            "a. n. e.",
            "a.n.e.",
            "ac",
            "antes de cristo",
            "antes de nuestra era",
        ),
        "d": ("d. c.", "d.c.", "d. de c.", "e. c.", "e.c.", "dc", "después de cristo", "de nuestra era"),
    }.items()
}
_FEASTS = {
    "navidad": (12, 25),
    "nochebuena": (12, 24),
    "nochevieja": (12, 31),
    "año nuevo": (1, 1),
    "día de reyes": (1, 6),
}
_PARTS = {
    **dict.fromkeys(("principio", "principios", "comienzo", "comienzos", "inicio", "inicios"), "early"),
    **dict.fromkeys(
        ("primeros días", "primeros meses", "primeros años", "primera semana", "primeras décadas"), "early"
    ),
    **dict.fromkeys(("mediados", "mitad"), "mid"),
    **dict.fromkeys(("fin", "fines", "final", "finales", "cierre"), "late"),
    **dict.fromkeys(
        ("últimos días", "últimos meses", "últimos años", "última semana", "últimas décadas", "postrimerías"), "late"
    ),
}

_THE = "(?:(?:el|la|los|las) )?"
_OF = "(?:del|de)"
_IN_WORDS = "{thousand}(?: {hundreds})?(?: {below_hundred})?"
_YEAR = f"(?:{{year}}(?: {{bce}}| {{ce}})?|{{old_year}} (?:{{bce}}|{{ce}})|{_IN_WORDS})"
_OF_YEAR = f",? (?:(?:{_OF} )?(?:el )?(?:ano )?{_YEAR}|del? (?:ano )?'?{{short_year}})"
_TH = "(?:º|\\.º|°|o|ro|ero|er)?"
_DAY = f"{{day}}{_TH}"
_MONTH = "(?:{month}|{short_month}\\.?)"
_WEEKDAY = "(?:(?:el )?{weekday},? )?"
_HEMISPHERE = r"(?: \(?(?:(?:en el|del) )?(?:hemisferio )?{hemisphere}\)?)?"
_DECADES_NAME = "(?:(?:decadas?|decenios?) (?:de los anos|de los|del ano|del|de)|anos)"
_DECADE_OF = f"(?:la |las |los )?{_DECADES_NAME}"
_CENTURY = "(?:siglo|s\\.|s) {century}(?: {bce}| {ce})?"
# Two decades or centuries under one name: what stands before and between them.
_PAIRS: tuple[tuple[Pair, str, str], ...] = (
    (
        "lasted",
        "(?:(?:del?|desde)(?: el| las?| los)? |el |las? |los )?",
        "(?: (?:al?|hasta)(?: el| las?| los)? | ?- ?)",
    ),
    ("within", "(?:en algun momento )?entre (?:el |las? |los )?", " (?:y|e) (?:el |las? |los )?"),
    ("lasted", "entre (?:el |las? |los )?", " (?:y|e) (?:el |las? |los )?"),
    ("every", "(?:el |las? |los )?", " (?:y|e) (?:el |las? |los )?"),
    ("either", "(?:el |las? |los )?", " (?:o|u) (?:el |las? |los )?"),
)
_PAIRS_OF_DAYS: tuple[tuple[Pair, str, str], ...] = (
    ("lasted", "(?:del|desde el|de)", "(?:al|hasta el)"),
    ("within", "entre el", "y el"),
    ("lasted", "entre el", "y el"),
)
_TURNS: tuple[tuple[Pair, str], ...] = (("within", "y"), ("either", "o"))
# The second is no year of its own.
_ONE_NAME_FOR_TWO = (
    "(?!(?!.*entre (?:los )?anos)(?:.* )?(?:anos|decadas? de|decenios? de) [0-9]+(?: y | o | a | ?- ?)[0-9]+0$)"
)
_AGO = "(?:(?:ya|apenas|escasamente|exactamente|justo) )?(?:(?:{almost}|{loosely}) )?{number} {unit}"
_FIRST = "(?:el |los anos (?=[0-9]{4}))?(?:dia )?"
_CIRCA = (
    "(?:(?:alrededor|cerca) de |alrededor del |cerca del |en torno al? |(?:alla )?hacia |alla por |sobre "
    r"|aproximadamente (?:en |el )?|(?:aprox|circa|ca|c)\.? ?|mas o menos (?:en |el )?|~ ?)"
)
_AT_OCLOCK = re.compile(r",? a las? ([0-9]{1,2}:[0-9]{2})(?: ?(?:h|hs|horas)\.?)?(?= utc|$)")
_MAYBE = "(?:probablemente|posiblemente|quizas?|tal vez|acaso|a lo mejor)(?: en)?"


def _spelled(text: str) -> str:
    """Without accents, and with the time of a clock as all the languages write it."""
    return _AT_OCLOCK.sub(r", \1", without_accents(text))


def _dated(values: Values) -> Expression:
    """A point whose year may be in words, its month shortened, its season on one half of the earth."""
    said = dict(values)
    if "thousand" in said:
        said["year"] = said["thousand"] + said.get("hundreds", 0) + said.get("below_hundred", 0)
    if "short_month" in said:
        said["month"] = said["short_month"]
    if "season" in said:
        said["season"] += said.get("hemisphere", 0)
    return point(said)


def _southern(values: Values) -> Expression:
    """The season as it is called south of the equator."""
    return _dated({**values, "hemisphere": 8})


def _pointing(values: Values) -> Expression:
    """A point that was pointed at: “este” is the nearest, behind or ahead."""
    return _dated({name: value for name, value in values.items() if (name, value) != ("toward", 0)})


def _grouping(first: int, parts: int) -> Build:
    """The part of a year that `ordinal` counts among so many."""

    def build(values: Values) -> Expression:
        return grouping(first)({**values, "ordinal": parts if values["ordinal"] == _LAST else values["ordinal"]})

    return build


def _of_century(values: Values) -> Expression:
    """The decade of `tens` in `century`, or in the last one where none was said."""
    if "bce" in values:
        raise ValueError("decades before the common era are not named like this")
    return decade({"decade": (values.get("century", 20) - 1) * 100 + values["tens"]})


def _decade_of_century(values: Values) -> Expression:
    """The decade that `ordinal` counts in a century."""
    if "bce" in values:
        raise ValueError("decades before the common era are not counted like this")
    place = 10 if values["ordinal"] == _LAST else values["ordinal"]
    return decade({"decade": (values["century"] - 1) * 100 + (place - 1) * 10})


def _before_our_era(values: Values) -> Expression:
    """From one year to another that share their “a. C.”."""
    first, last = values["old_year"], values["number"]
    if first < last or not last:
        raise ValueError("years before the common era run backward")
    return Between("within" if "between" in values else "lasted", Point(1 - first), Point(1 - last))


def _portion(parts: int) -> Build:
    """The half or quarter of a century that `ordinal` counts; the year between two halves is in both."""

    def build(values: Values) -> Expression:
        place = parts if values["ordinal"] == _LAST else values["ordinal"]
        if place > parts or "bce" in values:
            raise ValueError("a century has no such part")
        first = (values["century"] - 1) * 100
        end = min(first + 100 // parts * place, first + 99)
        return Between("within", Point(first + 100 // parts * (place - 1)), Point(end))

    return build


def _half_of_decade(values: Values) -> Expression:
    """The first or second five years of a decade, of the last century where none was said."""
    if values["ordinal"] not in (1, 2, _LAST):
        raise ValueError("a decade has two halves")
    first = values.get("decade", 1900 + values.get("tens", 0)) + (0 if values["ordinal"] == 1 else 5)
    return Between("within", Point(first), Point(first + 4))


def _across_years(values: Values) -> Expression:
    """The winter that ends in the year after, or in the south the summer."""
    year, end = values["year"], values["until"]
    if values["season"] not in (22, 24) or (year + 1) % 100 != end % 100:
        raise ValueError("no other season lies in two years")
    return Point(year, {22: 30, 24: 24}[values["season"]])


def _third(values: Values) -> Expression:
    """The third of a century that `ordinal` counts."""
    thirds: dict[int, Part] = {1: "early", 2: "mid", 3: "late", _LAST: "late"}
    if values["ordinal"] not in thirds:
        raise ValueError("there are three thirds")
    return PartOf(thirds[values["ordinal"]], century(values))


def _fortnight(values: Values) -> Expression:
    """The first or second “quincena” of a month."""
    year, month = values["year"], values["month"]
    if values["ordinal"] not in (1, 2, _LAST):
        raise ValueError("a month has two of them")
    first, last = (1, 15) if values["ordinal"] == 1 else (16, month_length(year, month))
    return Between("within", Point(year, month, first), Point(year, month, last))


def _feast(values: Values) -> Expression:
    """The day of a feast."""
    month, day = values["feast"]
    return Point(era_year(values), month, day, toward=values.get("toward"))


def _days_of_month(kind: Pair) -> Build:
    """Two days of a month that was not said."""
    return lambda values: pair(kind, Point(day=values["day"]), Point(day=values["until"]))


def _up_to_today(values: Values) -> Expression:
    """The last so many units, up to today."""
    return Between("lasted", Distance(values["unit"], -values.get("number", 1)), Distance("day", 0))


def _from_today(values: Values) -> Expression:
    """The next so many units, from today on."""
    return Between("lasted", Distance("day", 0), Distance(values["unit"], values.get("number", 1)))


def _past(values: Values) -> Expression:
    """So many whole units before this one."""
    return Between("lasted", Distance(values["unit"], -values["number"]), Distance(values["unit"], -1))


def _coming(values: Values) -> Expression:
    """So many whole units after this one."""
    return Between("lasted", Distance(values["unit"], 1), Distance(values["unit"], values["number"]))


def _weeks_ago(values: Values) -> Expression:
    """“Ocho días” are a week, “quince días” are two."""
    return Distance("week", -values["weeks"])


_LEAVES = [
    Leaf(
        "day, month and year",
        f"{_WEEKDAY}{_THE}(?:dias? )?{_DAY}(?: (?:{_OF}))? (?:mes de )?{_MONTH}(?:{_OF_YEAR})?",
        _dated,
    ),
    Leaf("month, day and year", f"{_WEEKDAY}{_MONTH} {_DAY}(?:{_OF_YEAR})?", _dated),
    Leaf(
        "day, month and year in numbers", f"{_WEEKDAY}{_THE}(?:dia )?{{day}}[/.-]{{month_number}}[/.-]{{year}}", point
    ),
    Leaf("day, month and year in numbers", f"{_WEEKDAY}{_THE}{{day}}[/.-]{{month_number}}[/.-]{{short_year}}", point),
    Leaf("day, month and year", f"{{day}}[/-]{_MONTH}[/-](?:{{year}}|{{short_year}})", _dated),
    Leaf(
        "day, month and year",
        "{day}[/. -]{roman_month}[/. -]{year}",
        lambda v: Point(v["year"], v["roman_month"], v["day"]),
    ),
    Leaf("year, month and day in numbers", "{year}[/.]{month_number}[/.]{day}", point),
    Leaf("month and year in numbers", "{month_number}[/.]{year}", point),
    Leaf("month and year in numbers", f"{_MONTH}/{{year}}", _dated),
    Leaf("day and month in numbers", "(?:el |el dia |dia ){day}[/-]{month_number}", point),
    Leaf(
        "last, this or next",
        f"{_THE}{{toward}} (?:{{weekday}},? )?(?:dia )?{_DAY} de {_MONTH}(?:{_OF_YEAR})?",
        _pointing,
    ),
    Leaf("last, this or next", f"{_WEEKDAY}{_THE}(?:dia )?{_DAY} de {_MONTH} (?:del )?{{toward}}", _pointing),
    Leaf("last, this or next", f"{_THE}{{toward}} dia {{day}}|{_THE}dia {{day}} {{toward}}", _pointing),
    Leaf("month", f"{_THE}(?:mes de )?{_MONTH}{_OF_YEAR}|{_THE}(?:mes de )?{{month}}", _dated),
    Leaf(
        "last, this or next",
        f"{_THE}{{toward}} (?:mes de )?{{month}}|{_THE}(?:mes de )?{{month}} {{toward}}",
        _pointing,
    ),
    Leaf("season", f"{_THE}{{season}}(?: {{hemisphere}})?(?:{_OF_YEAR})?{_HEMISPHERE}", _dated),
    Leaf("season south of the equator", f"{_THE}{{season}}(?:{_OF_YEAR})?", _southern),
    Leaf("season", f"{_THE}{{season}} (?:{_OF} )?{{year}}[/-](?:[0-9]{{2}}(?=[0-9]))?{{until}}", _across_years),
    Leaf("last, this or next", f"{_THE}{{toward}} {{season}}|{_THE}{{season}} {{toward}}", _dated),
    Leaf("season south of the equator", f"{_THE}{{toward}} {{season}}|{_THE}{{season}} {{toward}}", _southern),
    Leaf("quarter", f"{_THE}{{ordinal}} trimestre(?:{_OF_YEAR})?", _grouping(33, 4)),
    Leaf("third of a year", f"{_THE}{{ordinal}} (?:cuatrimestre|tercio(?=.*[0-9]))(?:{_OF_YEAR})?", _grouping(37, 3)),
    Leaf("half of a year", f"{_THE}{{ordinal}} (?:semestre|mitad(?=.*[0-9]))(?:{_OF_YEAR})?", _grouping(40, 2)),
    Leaf("half of a month", f"{_THE}{{ordinal}} quincena de {{month}} (?:{_OF} )?{{year}}", _fortnight),
    Leaf("year", f"(?:{_THE}|este )(?:mismo )?(?:ano )?{{year}}(?: {{bce}}| {{ce}})?", point),
    Leaf("year and era", f"{_THE}(?:ano )?{{old_year}} (?:{{bce}}|{{ce}})", point),
    Leaf(
        "years before our era",
        "(?:(?:del|de|desde el|{between} el|{between}) )?{old_year} ?(?:-|al?|hasta el|y el|y) ?{number} {bce}",
        _before_our_era,
    ),
    Leaf("year in words", f"(?:el ano|en el ano|del ano|en|ano) {_IN_WORDS}", _dated),
    Leaf("year of two digits", "(?:(?:en |del? )?(?:el )?ano '?|'|(?:en el|del) (?=3[2-9]|[4-9])){short_year}", point),
    Leaf("year", "(?:(?:en |del )?(?:el )?)?ano {old_year}", point),
    Leaf("decade", f"(?:{_DECADE_OF}|los) {{decade}}(?:'?s)?", decade),
    Leaf("decade", f"(?:{_DECADE_OF}|los(?! (?:10|diez))) {{tens}}(?: del {_CENTURY})?", _of_century),
    Leaf("decade", f"(?:{_DECADE_OF}|los(?! (?:10|diez))) {{tens}}", decade_of_this_century),
    *(
        Leaf(
            "decades",
            f"(?!entre (?:los )?anos [0-9]{{4}}){opening}(?:{_DECADES_NAME} |(?<=los )(?!10|diez))"
            f"(?:{{decade}}|{{tens}}){joint}(?:anos )?{LAST_DECADE}",
            decades(kind),
        )
        for kind, opening, joint in _PAIRS
    ),
    Leaf("century", f"{_THE}{_CENTURY}", century),
    *(
        Leaf(
            "centuries",
            rf"{opening}(?:siglos?|ss?\.|ss) {{century}}{joint}(?:siglo )?{{last_century}}(?: {{bce}}| {{ce}})?",
            centuries(kind),
        )
        for kind, opening, joint in _PAIRS
    ),
    *(
        Leaf(
            "turn of a century",
            f"(?:a )?(?:fin|final)(?:es)? del (?:siglo|s\\.) {{century}} {joint} "
            "(?:a )?(?:principi|comienz|inici)os del (?:(?:siglo|s\\.) )?{last_century}(?: {bce}| {ce})?",
            turn_of_centuries(kind),
        )
        for kind, joint in _TURNS
    ),
    Leaf("half of a decade", f"{_THE}{{ordinal}} mitad de {_DECADE_OF} (?:{{tens}}|{{decade}})", _half_of_decade),
    Leaf("half of a decade", f"{_THE}{{ordinal}} mitad de los {{tens}}", _half_of_decade),
    Leaf("decade of a century", f"{_THE}{{ordinal}} decada del {_CENTURY}", _decade_of_century),
    Leaf("half of a century", f"{_THE}{{ordinal}} mitad (?:del )?{_CENTURY}", _portion(2)),
    Leaf("quarter of a century", f"{_THE}{{ordinal}} cuarto (?:del )?{_CENTURY}", _portion(4)),
    Leaf(
        "third of a century",
        f"{_THE}{{ordinal}} tercio (?:del )?{_CENTURY}",
        _third,
    ),
    Leaf("weekday", f"(?!.*\\bmar\\b)(?:{_THE}{{toward}} )?(?:el )?{{weekday}}(?: {{toward}})?", _pointing),
    Leaf("weekday and day", "(?:el )?{weekday},? (?:dia )?{day}", point),
    Leaf("day of the month", "(?:el |del )(?=[0-9]){day}|(?:(?:el|del) )?dia {day}", point),
    *(
        Leaf("days of the month", f"{opening} (?:dia )?{{day}} {joint} (?:dia )?{{until}}", _days_of_month(kind))
        for kind, opening, joint in _PAIRS_OF_DAYS
    ),
    Leaf("last, this or next", f"(?!.*\\bdias?\\b){_THE}{{toward}} (?:mismo |misma )?{{unit}}", unit_toward),
    Leaf("last, this or next", f"(?!.*\\bdias?\\b){_THE}{{unit}} {{toward}}", unit_toward),
    Leaf("the last one", "(?:el|la) ultim[oa] {unit}", _up_to_today),
    Leaf("the last ones", f"{_THE}ultim[oa]s {{number}} {{unit}}|{_THE}{{number}} ultim[oa]s {{unit}}", _up_to_today),
    Leaf("the past ones", f"{_THE}pasad[oa]s {{number}} {{unit}}|{_THE}{{number}} {{unit}} pasad[oa]s", _past),
    Leaf("the next ones", f"{_THE}proxim[oa]s {{number}} {{unit}}|{_THE}{{number}} proxim[oa]s {{unit}}", _from_today),
    Leaf("the coming ones", f"{_THE}{{number}} {{unit}} que vienen", _coming),
    Leaf(
        "part of this year, month or century",
        f"(?:(?:a|al|en|el|hacia) )?{{part}} (?:de la|{_OF}) {{unit}}",
        lambda values: PartOf(values["part"], Distance(values["unit"], 0)),
    ),
    Leaf("time ago", "hace (?:unos )?{weeks}", _weeks_ago),
    Leaf(
        "time ago",
        f"hace (?!(?:ocho|quince) dias){_AGO}(?: atras)?|(?:{{almost}} |{{loosely}} )?{{number}} {{unit}} atras",
        ago,
    ),
    Leaf("time ago", "hace medio siglo", lambda _: Distance("year", -50, loose=True)),
    Leaf("time ago", "hace (?:un )?ano y medio", lambda _: Distance("month", -18, loose=True)),
    Leaf("time ahead", "(?:dentro de|en) {number} {unit}", ahead),
    Leaf(
        "yesterday, today or tomorrow",
        "(?:(?:el |al )?dia de |la jornada de )?{deictic}(?: mismo)?"
        "(?:,? (?:dia )?{weekday}| por la (?:manana|tarde))?",
        lambda values: Distance("day", values["deictic"]),
    ),
    Leaf("today", "est[ae] (?:misma )?(?:manana|tarde|mediodia)", lambda _: Distance("day", 0)),
    Leaf("feast", f"{_THE}(?:{{toward}} )?(?:dia de )?{{feast}}(?: {{toward}}|{_OF_YEAR})?", _feast),
    Leaf("unknown year", "un ano desconocido", lambda values: Point(mask="XXXX")),
    Leaf("month unknown", "(?:un|algun) mes (?:de|del|en) (?:ano )?{year}", lambda v: Point(v["year"], "XX")),
    Leaf(
        "month and day unknown",
        "(?:un|algun) dia (?:de|del|en) (?:ano )?{year}",
        lambda v: Point(v["year"], "XX", "XX"),
    ),
    Leaf(
        "day unknown",
        f"(?:un|algun) dia (?:de|en) {{month}} {_OF} {{year}}",
        lambda v: Point(v["year"], v["month"], "XX"),
    ),
]
_FRAMES = [
    Frame("one and the other", "{a}, (?:y|e) {b}", lambda _, *dates: AnyOf(dates, every=True), series=True),
    Frame(
        "about the turn from … to …",
        "(?:a |en )?(?:fin|final)(?:es)? del? {a} y (?:a )?(?:principi|comienz|inici)os del? {b}",
        lambda _, a, b: Between("within", PartOf("late", a), PartOf("early", b)),
    ),
    Frame(
        "lasted from … to …",
        f"{_ONE_NAME_FOR_TWO}(?:(?:desde|de|del) )?{_FIRST}{{a}} ?(?: (?:al|a|hasta)(?: el)?(?: dia)? |-) ?{{b}}",
        lambda _, a, b: Between("lasted", a, b),
    ),
    Frame("lasted from … to …", "{a}(?<=[0-9]{4})/(?=[0-9]{2,4}\\Z){b}", lambda _, a, b: Between("lasted", a, b)),
    Frame(
        "one date between … and …",
        f"{_ONE_NAME_FOR_TWO}(?:(?:en )?(?:algun|un) (?:momento|dia) )?"
        f"entre {_FIRST}{{a}},? (?:y|e)(?: el)?(?: dia)? {{b}}",
        lambda _, a, b: Between("within", a, b),
    ),
    Frame(
        "lasted between … and …",
        f"{_ONE_NAME_FOR_TWO}entre {_FIRST}{{a}},? (?:y|e)(?: el)?(?: dia)? {{b}}",
        lambda _, a, b: Between("lasted", a, b),
    ),
    Frame(
        "one or the other",
        _ONE_NAME_FOR_TWO + "(?:en )?(?:(?:los|el) )?(?:dias? )?{a},? (?:o bien|o|u)(?: el)?(?: dia)? {b}",
        lambda _, *dates: AnyOf(dates),
        series=True,
    ),
    Frame("one or the other", "{a}(?<=[0-9]{4})/(?=[0-9]{2,4}\\Z){b}", lambda _, a, b: AnyOf((a, b))),
    Frame(
        "one and the other",
        _ONE_NAME_FOR_TWO + "(?:en )?(?:(?:los|el) )?(?:dias? )?{a}(?<!nta),? (?:y|e)(?: el)?(?: dia)? {b}",
        lambda _, *dates: AnyOf(dates, every=True),
        series=True,
    ),
    Frame(
        "before",
        "(?:(?:en algun momento |poco |justo )?antes del?|(?:con anterioridad|anterior|anteriores|previo) al?) {a}",
        lambda _, a: Beside("before", a),
    ),
    Frame(
        "after",
        "(?:(?:en algun momento |poco |justo )?(?:despues|luego) del?|tras"
        "|(?:con posterioridad|posterior|posteriores) al?) {a}",
        lambda _, a: Beside("after", a),
    ),
    Frame("not before", "no antes del? {a}", lambda _, a: Beside("or_later", a)),
    Frame(
        "or later", "{a},? (?:o|u) (?:despues|mas tarde|posterior|posteriormente)", lambda _, a: Beside("or_later", a)
    ),
    Frame("or earlier", "{a},? (?:o|u) (?:antes|anterior|anteriormente)", lambda _, a: Beside("or_earlier", a)),
    Frame(
        "by",
        "(?:para|no mas tarde del?|no despues del?|(?:a mas tardar|como muy tarde|como tarde)(?: en)?) {a}",
        lambda _, a: Beside("or_earlier", a),
    ),
    Frame(
        "every date until …",
        "todas las fechas hasta {a}",
        lambda _, a: AnyOf((Beside("or_earlier", a),), every=True),
    ),
    Frame("every date from …", "todas las fechas desde {a}", lambda _, a: AnyOf((Beside("or_later", a),), every=True)),
    Frame(
        "since",
        "(?:ya )?(?:desde|del?(?=.* hasta (?:la a|el p|n))|a (?:partir|contar) del?) {a}"
        "(?: en adelante| hasta (?:la actualidad|el presente|nuestros dias))?",
        lambda _, a: Beside("onwards", a),
    ),
    Frame("onwards", "(?:del? )?{a},? en adelante", lambda _, a: Beside("onwards", a)),
    Frame("until", "(?:hasta|de aqui a) {a}", lambda _, a: Beside("until", a)),
    Frame("about", f"{_CIRCA}{{a}}", lambda _, a: Marked("~", a)),
    Frame(
        "about",
        r"{a},? (?:aproximadamente|aprox\.?|mas o menos|\((?:aproximado|aproximadamente|aprox\.?|ca?\.|circa)\))",
        lambda _, a: Marked("~", a),
    ),
    Frame("probably", f"{_MAYBE} {{a}}", lambda _, a: Marked("?", a)),
    Frame(
        "probably",
        r"{a} ?(?:\?|\(\?\)|,? \((?:incierto|dudoso)\)|,? (?:probablemente|quizas?|posiblemente))",
        lambda _, a: Marked("?", a),
    ),
    Frame("probably", r"¿ ?{a} ?\?", lambda _, a: Marked("?", a)),
    Frame(
        "early, in the middle or late",
        f"(?:(?:a|al|en|hacia|para|en el|en la|durante) )?{_THE}{{part}} (?:{_OF} |(?=s\\.|siglo )){{a}}",
        part_of,
    ),
    Frame("a date in", "(?:en )?(?:algun|un) (?:momento|dia|mes|ano) del? {a}", lambda _, a: a),
    Frame("part of a day", "(?:en )?(?:la |el )?(?:manana|tarde|madrugada|mediodia) del? {a}", lambda _, a: a),
    Frame(
        "in, on",
        r"(?:en(?! el [0-9]{1,2}\Z)|durante|del?|al|a(?= [0-9]{1,2} de )"
        "|(?:a lo largo|en el transcurso|dentro) del?|tod[oa]|fechado) {a}",
        lambda _, a: a,
    ),
    Frame("of a year, month or week counted from the anchor", r"{a} (?:de|del) {b}", within),
]

LANGUAGE = Language(
    code="es",
    words={
        "month": _MONTHS,
        "short_month": _SHORT_MONTHS,
        "roman_month": {roman: n for roman, n in _CENTURIES.items() if n <= 12 and set(roman) <= set("ivx")},
        "between": {"entre": True},
        "weekday": _WEEKDAYS,
        "season": _SEASONS,
        "hemisphere": {"norte": 4, "boreal": 4, "sur": 8, "austral": 8},
        "day": {**{word: n for word, n in _BELOW_HUNDRED.items() if n <= 31}, "primero": 1},
        "thousand": {"mil": 1000, "dos mil": 2000},
        "hundreds": _HUNDREDS,
        "below_hundred": _BELOW_HUNDRED,
        "number": _NUMBERS,
        "ordinal": _ORDINALS,
        "tens": _DECADES,
        "last_tens": _DECADES,
        "century": _CENTURIES,
        "last_century": _CENTURIES | CENTURIES_IN_DIGITS,
        "unit": _UNITS | {f"{name}{'es' if name == 'mes' else 's'}": unit for name, unit in _UNITS.items()},
        "weeks": {"ocho días": 1, "quince días": 2},
        "deictic": {
            "hoy": 0,
            "ayer": -1,
            "mañana": 1,
            "anteayer": -2,
            "antier": -2,
            "antes de ayer": -2,
            "pasado mañana": 2,
        },
        "feast": _FEASTS,
        "some": {"un día": True, "algún día": True},
        "almost": dict.fromkeys(("casi", "cerca de", "menos de", "poco menos de", "algo menos de"), True),
        "loosely": dict.fromkeys(
            ("más de", "poco más de", "algo más de", "unos", "unas", "alrededor de", "aproximadamente"), True
        ),
        "toward": {
            **dict.fromkeys(("pasado", "pasada"), -1),
            **dict.fromkeys(("este", "esta", "presente", "actual", "corriente", "en curso"), 0),
            **dict.fromkeys(("próximo", "próxima", "venidero", "venidera", "entrante", "que viene"), 1),
        },
        "part": _PARTS,
        "bce": _ERAS["a"],
        "ce": _ERAS["d"],
    },
    leaves=_LEAVES,
    frames=_FRAMES,
    spelling=_spelled,
)
