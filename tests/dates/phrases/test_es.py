"""Spanish phrases, each read as a native speaker means it."""

import calendar
from collections.abc import Iterator

import pytest

from events.dates import parse_edtf
from events.dates.display import describe
from events.dates.phrases import read_phrase

_ANCHOR = parse_edtf("2023-08-08")

_PHRASES = [
    ("20 de julio de 2023", "2023-07-20"),
    ("jueves, 20 de julio de 2023", "2023-07-20"),
    ("jueves 20 de julio del 2023", "2023-07-20"),
    ("20 jul. 2023", "2023-07-20"),
    ("20-jul-2023", "2023-07-20"),
    ("julio 20, 2023", "2023-07-20"),
    ("1.º de mayo de 1990", "1990-05-01"),
    ("el primero de mayo de 1990", "1990-05-01"),
    ("treinta y uno de mayo de 2020", "2020-05-31"),
    ("cuatro de mayo de mil novecientos noventa y ocho", "1998-05-04"),
    ("20 de julio de 2023 a las 10:30", "2023-07-20T10:30:00"),
    ("20/07/2023", "2023-07-20"),
    ("14.4.1931", "1931-04-14"),
    ("setiembre de 2001", "2001-09"),
    ("mayo del 68", "1968-05"),
    ("el año 1936", "1936"),
    ("en dos mil veinte", "2020"),
    ("la década de los noventa", "199X"),
    ("los años 90", "199X"),
    ("los noventa", "199X"),
    ("los años veinte", "192X"),
    ("los años veinte del siglo XIX", "182X"),
    ("principios de los años 90", "[1990~..1993~]"),
    ("siglo XIX", "18XX"),
    ("el siglo diecinueve", "18XX"),
    ("siglo V a. C.", "-04XX"),
    ("siglos XVIII y XIX", "{17XX,18XX}"),
    ("siglo XVIII o XIX", "[17XX,18XX]"),
    ("entre los siglos XVIII y XIX", "[17XX..18XX]"),
    ("entre el siglo XVIII y el XIX", "[17XX..18XX]"),
    ("del siglo XVIII al XIX", "17XX/18XX"),
    ("entre los siglos V y IV a. C.", "[-04XX..-03XX]"),
    ("finales del siglo XVIII y principios del XIX", "[1767~..1833~]"),
    ("finales del siglo XVIII o principios del XIX", "[1767~..1799~,1800~..1833~]"),
    ("las décadas de 1960 y 1970", "{196X,197X}"),
    ("los años 1960 y 1970", "{196X,197X}"),
    ("los años 60 y 70", "{196X,197X}"),
    ("los sesenta y los setenta", "{196X,197X}"),
    ("entre las décadas de 1960 y 1970", "[196X..197X]"),
    ("la década de 1960 o 1970", "[196X,197X]"),
    ("las décadas de 1960 a 1980", "196X/198X"),
    ("de los años 60 a los 80", "196X/198X"),
    ("de los años 1960 a 1975", "196X/1975"),
    ("segunda mitad del siglo XIX", "[1850..1899]"),
    ("último cuarto del siglo XX", "[1975..1999]"),
    ("a finales del siglo XIX", "[1867~..1899~]"),
    ("a mediados de julio de 2023", "[2023-07-11~..2023-07-20~]"),
    ("fines de 1999", "[1999-09~..1999-12~]"),
    ("primera quincena de febrero de 2024", "[2024-02-01..2024-02-15]"),
    ("segunda quincena de febrero de 2024", "[2024-02-16..2024-02-29]"),
    ("último trimestre de 1999", "1999-36"),
    ("segundo cuatrimestre de 1999", "1999-38"),
    ("segunda mitad de 2019", "2019-41"),
    ("verano austral de 2010", "2010-30"),
    ("invierno de 2009-2010", "2009-24"),
    ("del 20 al 25 de julio", "2023-07-20/2023-07-25"),
    ("del 20 al 25 de julio de 2023", "2023-07-20/2023-07-25"),
    ("20–25 de julio de 2023", "2023-07-20/2023-07-25"),
    ("del 28 de diciembre al 3 de enero de 2020", "2019-12-28/2020-01-03"),
    ("de marzo a mayo de 2020", "2020-03/2020-05"),
    ("1851-52", "1851/1852"),
    ("entre 2006 y 2019", "[2006..2019]"),
    ("entre finales de 1990 y principios de 1991", "[1990-09~..1991-04~]"),
    ("los días 3, 4 y 5 de mayo de 2020", "{2020-05-03,2020-05-04,2020-05-05}"),
    ("verano u otoño de 2020", "[2020-22,2020-23]"),
    ("antes del 5 de mayo de 2020", "[..2020-05-04]"),
    ("antes de 2020", "[..2019]"),
    ("después de 2020", "[2021..]"),
    ("hasta 2019", "../2019"),
    ("desde 1979", "1979/.."),
    ("a partir del 1 de enero de 2020", "2020-01-01/.."),
    ("a más tardar en 2019", "[..2019]"),
    ("no antes de 2020", "[2020..]"),
    ("hacia 1850", "1850~"),
    ("c. 1850", "1850~"),
    ("¿1850?", "1850?"),
    ("44 a. C.", "-0043"),
    ("15 de marzo del año 44 antes de Cristo", "-0043-03-15"),
    ("hace casi dos décadas", "2004~"),
    ("hace más de 30 años", "1993~"),
    ("hace una semana", "[2023-07-31..2023-08-06]"),
    ("hace quince días", "[2023-07-24..2023-07-30]"),
    ("hace un par de meses", "2023-06"),
    ("dos años atrás", "2021"),
    ("dentro de dos semanas", "[2023-08-21..2023-08-27]"),
    ("los últimos diez años", "2013/2023-08-08"),
    ("ayer", "2023-08-07"),
    ("anteayer", "2023-08-06"),
    ("pasado manana", "2023-08-10"),
    ("hoy, martes", "2023-08-08"),
    ("el lunes", "2023-08-07"),
    ("el proximo sabado", "2023-08-12"),
    ("mayo pasado", "2023-05"),
    ("el pasado 2 de mayo", "2023-05-02"),
    ("el próximo 2 de mayo", "2024-05-02"),
    ("el ano que viene", "2024"),
    ("la semana pasada", "[2023-07-31..2023-08-06]"),
    ("el verano pasado", "2022-22"),
    ("enero de este año", "2023-01"),
    ("el lunes de la semana pasada", "2023-07-31"),
    ("a principios de este año", "[2023-01~..2023-04~]"),
    ("4-VIII-1936", "1936-08-04"),
    ("entre los años 1950 y 1960", "[1950..1960]"),
    ("del 300 al 200 a. C.", "-0299/-0199"),
    ("primera década del siglo XX", "190X"),
    ("fines s. XIX", "[1867~..1899~]"),
    ("a finales de los ochenta y principios de los noventa", "[1987~..1993~]"),
    ("desde 1990 hasta la actualidad", "1990/.."),
    ("la tarde del 5 de mayo de 2020", "2020-05-05"),
    ("este miércoles", "2023-08-09"),
    ("este 2 de agosto", "2023-08-02"),
    ("a 5 de mayo de 2020", "2020-05-05"),
    ("Nochebuena de 2019", "2019-12-24"),
]
_NO_DATES = [
    "ahora",
    "siempre",
    "85 muertos",
    "85",
    "veinte",
    "hoy en día",
    "la mañana",
    "mar",
    "el mar",
    "los reyes",
    "un año",
    "los dos años",
    "la segunda mitad",
    "segundo",
    "hace unos años",
    "hasta ahora",
    "entre 5 y 10",
    "2 o 3",
    "la guerra de 1936",
    "31 de noviembre de 2020",
    "el siglo de oro",
]
_WORDED = """
    2023-07-20 2023-07 2023 2023-07-20T10:30:00Z 2023-07-20T10:30:00-04:00 0000 -0043-03-15 0014-08-19 0476
    2010-21 2010-22 2010-23 2010-24 2010-26 2010-29 2010-32 2023-33 2023-34 2023-35 2023-36 2023-37 2023-38 2023-39
    2023-40 2023-41 2004~ 2004? 2004% 2008-09? 2023-07-20~ 2010-21~ 2023-34? 199X 199X? 199X~ XXXX XXXX-12-25
    156X-12-25 15XX-12-25 156X-12 1985-XX 1985-XX-XX 1985-XX-20 2023-07-XX 2006/2019 2004-06~/2006 199X/200X
    2023-07-16/2023-08-08 2010-21/2010-23 2023-33/2023-35 -0099/-0043 1979/.. ../2019 2023-07-20/.. 199X/..
    [2006..2019] [2019,2020] [2023-07-16..2023-08-08] [2019,2021..2023] [2010-08,2010-10] [..2023-07] [..2019]
    [..2023-07-20] [2023-08..] [2023..] [..2010-21] {2019,2020} {1960,1961-12} {199X,200X} {..2019} {2019..}
    {2019,2021..2023} {2019,2020,2022} [2018,2019,2020] {2010-21,2010-22} [2010-23,2011]
"""

_MONTH_NAMES = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()  # noqa: SIM905
)
_DAY_WORDS = {1: "primero", 2: "dos", 12: "doce", 15: "quince", 21: "veintiuno", 22: "veintidós", 28: "veintiocho"}
_TENS_WORDS = {
    30: "treinta",
    40: "cuarenta",
    50: "cincuenta",
    60: "sesenta",
    70: "setenta",
    80: "ochenta",
    90: "noventa",
}
_ROMAN = {15: "XV", 16: "XVI", 17: "XVII", 18: "XVIII", 19: "XIX", 20: "XX", 21: "XXI"}
_COUNTS = {
    1: "un",
    2: "dos",
    3: "tres",
    5: "cinco",
    8: "8",
    12: "doce",
    20: "veinte",
    25: "veinticinco",
    31: "treinta y un",
}


def _first(phrase: str) -> str | None:
    readings = read_phrase(phrase, languages=["es"], anchor=_ANCHOR)
    return str(readings[0].edtf) if readings else None


def _without_accents(phrase: str) -> str:
    return phrase.translate(str.maketrans("áéíóúñ", "aeioun"))


def _of_days() -> Iterator[tuple[str, str]]:
    for month, name in enumerate(_MONTH_NAMES, 1):
        for year in (1492, 1936, 2024):
            for day, word in _DAY_WORDS.items():
                edtf = f"{year}-{month:02}-{day:02}"
                weekday = "lunes martes miércoles jueves viernes sábado domingo".split()[  # noqa: SIM905
                    calendar.weekday(year, month, day)
                ]
                yield f"{day} de {name} de {year}", edtf
                yield f"el {weekday} {day} de {name} de {year}", edtf
                yield f"el {word} de {name} del {year}", edtf
                yield f"{name.upper()} {day}, {year}", edtf
                yield f"{day}/{month}/{year}", edtf
            yield f"antes del 2 de {name} de {year}", f"[..{year}-{month:02}-01]"
            yield f"desde el 5 de {name} de {year}", f"{year}-{month:02}-05/.."
            yield f"hasta el 5 de {name} de {year}", f"../{year}-{month:02}-05"
            yield f"alrededor del 5 de {name} de {year}", f"{year}-{month:02}-05~"
            for form in ("del 3 al 9 de {} de {}", "3-9 de {} de {}", "desde el 3 hasta el 9 de {} de {}"):
                yield form.format(name, year), f"{year}-{month:02}-03/{year}-{month:02}-09"
            yield f"entre el 3 y el 9 de {name} de {year}", f"[{year}-{month:02}-03..{year}-{month:02}-09]"
            yield f"el 3 o el 9 de {name} de {year}", f"[{year}-{month:02}-03,{year}-{month:02}-09]"


def _of_months() -> Iterator[tuple[str, str]]:
    for month, name in enumerate(_MONTH_NAMES, 1):
        for year in (1789, 2016):
            edtf, last = f"{year}-{month:02}", calendar.monthrange(year, month)[1]
            for form in (
                "{} de {}",
                "{} del {}",
                "{} {}",
                "el mes de {} de {}",
                "en {} del año {}",
                "durante {} de {}",
            ):
                yield form.format(name, year), edtf
            for form in ("hacia {} de {}", "c. {} de {}", "{} de {} (aproximado)"):
                yield form.format(name, year), f"{edtf}~"
            for form in ("quizás {} de {}", "{} de {} (?)", "tal vez en {} de {}"):
                yield form.format(name, year), f"{edtf}?"
            parts = {"principios": (1, 10), "mediados": (11, 20), "finales": (21, last), "fines": (21, last)}
            for part, (begin, end) in parts.items():
                for form in ("{} de {} de {}", "a {} de {} del {}"):
                    yield form.format(part, name, year), f"[{edtf}-{begin:02}~..{edtf}-{end:02}~]"
            yield f"{name} de {year} o después", f"[{edtf}..]"
            for later, other in enumerate(_MONTH_NAMES[month:], month + 1):
                yield f"de {name} a {other} de {year}", f"{edtf}/{year}-{later:02}"
                yield f"entre {name} y {other} de {year}", f"[{edtf}..{year}-{later:02}]"


def _of_years() -> Iterator[tuple[str, str]]:
    for year in range(1801, 2020, 3):
        for form in ("{}", "en {}", "el año {}", "del {}"):
            yield form.format(year), f"{year}"
        yield f"antes de {year}", f"[..{year - 1}]"
        yield f"después de {year}", f"[{year + 1}..]"
        yield f"a partir de {year}", f"{year}/.."
        yield f"hasta {year}", f"../{year}"
        yield f"de {year} a {year + 7}", f"{year}/{year + 7}"
        yield f"entre {year} y {year + 7}", f"[{year}..{year + 7}]"
        yield f"{year} o {year + 1}", f"[{year},{year + 1}]"
        yield f"{year} y {year + 1}", f"{{{year},{year + 1}}}"
        yield f"circa {year}", f"{year}~"
        yield f"a principios de {year}", f"[{year}-01~..{year}-04~]"
        yield f"fines de {year}", f"[{year}-09~..{year}-12~]"
        for season, number in (("primavera", 21), ("verano", 22), ("otoño", 23), ("invierno", 24)):
            yield f"{season} de {year}", f"{year}-{number}"
        for ordinal, number in (("primer", 33), ("segundo", 34), ("tercer", 35), ("último", 36)):
            yield f"el {ordinal} trimestre de {year}", f"{year}-{number}"


def _of_many_years() -> Iterator[tuple[str, str]]:
    for tens, word in _TENS_WORDS.items():
        for form in ("los años {}", "la década de los {}", "década del {}", "los {}", "años {}"):
            yield form.format(tens), f"19{tens // 10}X"
            yield form.format(word), f"19{tens // 10}X"
        for century, roman in _ROMAN.items():
            yield f"los años {word} del siglo {roman}", f"{century - 1}{tens // 10}X"
    for century, roman in _ROMAN.items():
        for form in ("siglo {}", "el siglo {}", "s. {}", "en el siglo {}"):
            yield form.format(roman), f"{century - 1}XX"
        yield f"primera mitad del siglo {roman}", f"[{century - 1}00..{century - 1}50]"
        yield f"a comienzos del siglo {roman}", f"[{century - 1}00~..{century - 1}33~]"
        yield f"siglo {roman} a. C.", f"-{century - 1}XX"


def _of_distances() -> Iterator[tuple[str, str]]:
    for count, word in _COUNTS.items():
        month_number = 2023 * 12 + 8 - 1 - count
        for form in ("hace {} {}", "{} {} atrás"):
            yield form.format(word, "año" if count == 1 else "años"), f"{2023 - count}"
            yield (
                form.format(word, "mes" if count == 1 else "meses"),
                f"{month_number // 12}-{month_number % 12 + 1:02}",
            )
        yield f"desde hace {word} años", f"{2023 - count}/.."
        yield f"hace casi {word} años", f"{2023 - count}~"
        yield f"dentro de {word} años", f"{2023 + count}"


def _generated() -> dict[str, str]:
    pairs = (*_of_days(), *_of_months(), *_of_years(), *_of_many_years(), *_of_distances())
    return {form: edtf for phrase, edtf in pairs for form in (phrase, _without_accents(phrase))}


@pytest.mark.parametrize(("phrase", "edtf"), _PHRASES)
def test_a_phrase_is_read_as_it_is_meant(phrase: str, edtf: str) -> None:
    assert _first(phrase) == edtf


@pytest.mark.parametrize("phrase", _NO_DATES)
def test_what_is_no_date_has_no_reading(phrase: str) -> None:
    assert read_phrase(phrase, languages=["es"], anchor=_ANCHOR) == []


def test_between_two_years_says_first_once_within_and_then_lasting() -> None:
    readings = read_phrase("entre 2006 y 2019", languages=["es"])

    assert [str(reading.edtf) for reading in readings] == ["[2006..2019]", "2006/2019"]


@pytest.mark.parametrize(
    ("phrase", "edtf"),
    [
        ("los años 1960 y 1970", ["{196X,197X}"]),
        ("entre los siglos XVIII y XIX", ["[17XX..18XX]", "17XX/18XX"]),
        ("entre el 5 y el 10", ["[2023-08-05..2023-08-10]", "2023-08-05/2023-08-10"]),
        ("verano de 2010", ["2010-22", "2010-30"]),
        ("el verano pasado", ["2022-22", "2022-30"]),
        ("verano austral de 2010", ["2010-30"]),
    ],
)
def test_a_phrase_has_these_readings_and_no_others(phrase: str, edtf: list[str]) -> None:
    assert [str(reading.edtf) for reading in read_phrase(phrase, languages=["es"], anchor=_ANCHOR)] == edtf


def test_every_combination_of_the_words_is_read() -> None:
    generated = _generated()

    wrong = [(phrase, edtf, found) for phrase, edtf in generated.items() if (found := _first(phrase)) != edtf]

    assert len(generated) >= 2000
    assert wrong == []


def test_what_dates_are_described_with_is_read_back() -> None:
    worded = {edtf: describe(parse_edtf(edtf), "es") for edtf in _WORDED.split()}

    wrong = [(edtf, words, found) for edtf, words in worded.items() if (found := _first(words)) != edtf]

    assert wrong == []
