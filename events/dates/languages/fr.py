"""French."""

import re
import unicodedata

from events.dates.expressions import AnyOf, Beside, Between, Distance, Expression, Marked, Point
from events.dates.language import Frame, Language, Leaf, Values, without_accents
from events.dates.languages.shared import (
    CENTURIES_IN_DIGITS,
    LAST_DECADE,
    ROMAN,
    Pair,
    ago,
    ahead,
    centuries,
    century,
    days,
    decade,
    decade_of_this_century,
    decades,
    grouping,
    over_new_year,
    part_of,
    point,
    share_of,
    turn_of_centuries,
    unit_toward,
    within,
)

_MONTHS = {
    "janvier": 1,
    "février": 2,
    "mars": 3,
    "avril": 4,
    "mai": 5,
    "juin": 6,
    "juillet": 7,
    "août": 8,
    "septembre": 9,
    "octobre": 10,
    "novembre": 11,
    "décembre": 12,
}
_SHORT_MONTHS = {
    "jan": 1,
    "janv": 1,
    "fév": 2,
    "févr": 2,
    "avr": 4,
    "jun": 6,
    "jui": 6,
    "juil": 7,
    "juill": 7,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "déc": 12,
}
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_WEEKDAYS = {form: n for n, day in enumerate(_DAYS) for form in (day, f"{day[:3]}.", day[:3])}
_SEASONS = {"printemps": 21, "été": 22, "automne": 23, "hiver": 24}
_SOUTHERN = {f"{season} austral{e}": n + 8 for season, n in _SEASONS.items() for e in ("", "e")}
_NORTHERN = {f"{season} boréal{e}": n for season, n in _SEASONS.items() for e in ("", "e")}
_TEENS = (
    *("un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
    *("onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"),
)
_NUMBERS = {
    **{word: n for n, word in enumerate(_TEENS, 1)},
    **{f"vingt-{word}": 20 + n for n, word in enumerate(_TEENS[:9], 1)},
    "une": 1,
    "vingt": 20,
    "vingt et un": 21,
    "trente": 30,
    "trente et un": 31,
    "quarante": 40,
    "cinquante": 50,
    "soixante": 60,
    "soixante-dix": 70,
    "quatre-vingts": 80,
    "quatre-vingt-dix": 90,
    "cent": 100,
}
_VAGUE = {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "centaine": 100}
_TENS = {
    **{word: _NUMBERS[word] for word in ("vingt", "trente", "quarante", "cinquante", "soixante", "soixante-dix")},
    "septante": 70,
    "quatre-vingt": 80,
    "quatre-vingts": 80,
    "huitante": 80,
    "octante": 80,
    "quatre-vingt-dix": 90,
    "nonante": 90,
}
_ORDINALS = {
    **dict.fromkeys(("premier", "première", "1er", "1ère", "1re"), 1),
    **dict.fromkeys(("deuxième", "second", "seconde", "2e", "2ème", "2nd", "2nde"), 2),
    **dict.fromkeys(("troisième", "3e", "3ème"), 3),
    **dict.fromkeys(("quatrième", "4e", "4ème"), 4),
}
_CENTURIES = {
    **{numeral: n for n, numeral in enumerate(ROMAN, 1)},
    **dict.fromkeys(("premier", "1er"), 1),
    **{
        f"{word.removesuffix('e').replace('cinq', 'cinqu').replace('neuf', 'neuv')}ième": n
        for n, word in enumerate([*_TEENS, "vingt", "vingt et un"], 1)
    },
}
_UNITS: dict[str, str] = {
    form: unit
    for unit, *forms in (
        ("day", "jour", "jours"),
        ("week", "semaine", "semaines"),
        ("month", "mois"),
        ("quarter", "trimestre", "trimestres"),
        ("semester", "semestre", "semestres"),
        ("year", "an", "ans", "année", "années"),
        ("decade", "décennie", "décennies"),
        ("century", "siècle", "siècles"),
    )
    for form in forms
}
_BCE = [
    f"{before} {christ}"
    for before in ("avant", "av.", "av")
    for christ in ("jésus-christ", "jésus christ", "j.-c.", "j.-c", "j.c.", "j.c", "j-c", "jc", "notre ère", "n. è.")
]
_CE = [f"{after} {era.split(' ', 1)[1]}" for era in _BCE for after in ("après", "apr.", "ap.", "ap")]

_THE = "(?:le |la |les |l')?"
_OF = "(?:de la |de l'|des |du |de |d')?"
_TO = "(?:a la |a l'|aux |au |a |en )"
_ERA = "(?: {bce}| {ce})?"
_YEAR = f"(?:,? (?:de l'annee |de l'an |de |en )?(?:{{year}}{_ERA}|{{old_year}} (?:{{bce}}|{{ce}})))"
_DECADE = "(?:les |des |la )?(?:annees|decennie(?: des annees)?)"
_CENTURY = "{century}(?: ?(?:eme|er|e))?"
_LAST_CENTURY = "(?:le )?{last_century}(?: ?(?:eme|er|e))?"
_CIRCA = (
    r"(?:vers|environ|approximativement|circa|ca\.?|c\.|v\.|(?:autour|aux alentours|aux environs) (?=d)|a peu pres|~)"
)
_MAYBE = "(?:tres )?(?:sans doute|peut-etre|probablement|vraisemblablement|possiblement)"
# Two decades or centuries under one name: what stands before and between them.
_PAIRS: tuple[tuple[Pair, str, str], ...] = (
    ("lasted", "(?:des |du |les? )?", "(?: aux? | a | ?[-/] ?)"),
    ("within", "entre (?:les? )?", " et "),
    ("lasted", "entre (?:les? )?", " et "),
    ("every", "(?:les? )?", " et "),
    ("either", "(?:les? )?", " ou (?:aux? )?"),
)
_TURNS: tuple[tuple[Pair, str], ...] = (("within", "(?: et | ?- ?)"), ("either", " ou "))
# The second is no year of its own.
_ONE_NAME_FOR_TWO = "(?!(?:.* )?annees [0-9]+(?: et | ou | a | ?- ?)[0-9]+0$)"

_CLOCK = re.compile(r",?(?: a)? ([01]?[0-9]|2[0-3]) ?(?:h|heures?|:) ?([0-5][0-9])?$")


def _spelling(text: str) -> str:
    """Without accents and raised letters, the time of day as 14:30."""
    plain = without_accents(unicodedata.normalize("NFKC", text)).replace("ieme", "eme")
    return _CLOCK.sub(lambda found: f" {found[1]}:{found[2] or '00'}", plain)


def _ago(values: Values) -> Expression:
    """So many units ago; eight and fifteen days are a week and two."""
    if values["unit"] == "day" and "loosely" not in values and values.get("number") in (8, 15):
        return Distance("week", -(values["number"] // 7))
    return ago(values)


def _ahead(values: Values) -> Expression:
    if values["unit"] == "day" and values.get("number") in (8, 15):
        return Distance("week", values["number"] // 7)
    return ahead(values)


def _last_ones(values: Values) -> Expression:
    return Between("lasted", ago(values), Distance("day", 0))


_AGO = "(?:(?:{almost}|{loosely}) )?{number} {unit}"
_LEAVES = [
    Leaf("day", "le (?:{weekday} )?{day}(?:er)?|{weekday} {day}(?:er)?", point),
    Leaf(
        "day, month and year",
        rf"(?:le )?(?:{{weekday}},? )?(?:le )?{{day}}(?:er|e)?(?: (?:du mois )?d[e']| d')? ?{{month}}{_YEAR}?",
        point,
    ),
    Leaf("day, month and short year", "(?:le )?(?:{day}(?:er)? )?{month} '?(?=3[2-9]|[4-9]){short_year}", point),
    Leaf("day of the last or next month so named", "(?:le )?(?:{weekday} )?{day}(?:er)? {month} {toward}", point),
    Leaf("day, month and year in numbers", "(?:le )?{day}[/.-]{month_number}[/.-]{year}", point),
    Leaf("day, month and short year in numbers", "(?:le )?{day}[/.]{month_number}[/.]{short_year}", point),
    Leaf("day and month in numbers", "(?=(?:le )?[0-9][0-9]/[0-9][0-9]$)(?:le )?{day}/{month_number}", point),
    Leaf("year, month and day in numbers", "{year}[/.]{month_number}[/.]{day}", point),
    Leaf("month and year in numbers", "{month_number}[/.]{year}", point),
    Leaf("month", f"(?:le mois d[e'] ?)?{{month}}{_YEAR}?", point),
    Leaf("season of two years", "(?:l')?{season} (?:de )?{year} ?[-/] ?{number}", over_new_year),
    Leaf("season", f"(?:le |l')?{{season}}{_YEAR}?", point),
    Leaf("quarter", f"(?:le )?{{ordinal}} trimestre{_YEAR}?|t(?=[1-4]){{ordinal}} {{year}}", grouping(33)),
    Leaf("last quarter", "(?:le )?dernier trimestre (?:de )?{year}", lambda v: Point(v["year"], 36)),
    Leaf("third of a year", f"(?:le )?{{ordinal}} (?:tiers|quadrimestre){_YEAR}?", grouping(37)),
    Leaf(
        "half of a year",
        f"(?:le |la )?{{ordinal}} (?:semestre|moitie){_YEAR}?|s(?=[12]){{ordinal}} {{year}}",
        grouping(40),
    ),
    Leaf("year", f"(?:l'annee |annee |l'an |an |l')?{{year}}{_ERA}", point),
    Leaf("year and era", "(?:l'an |an )?{old_year} (?:{bce}|{ce})|l'an {old_year}", point),
    Leaf("year 1000", "l'an mil(?:le)?", lambda _: Point(1000)),
    *(
        Leaf(
            "decades",
            f"{opening}annees (?:{{decade}}|'?{{short_decade}}|{{tens}}){joint}(?:annees )?{LAST_DECADE}",
            decades(kind),
        )
        for kind, opening, joint in _PAIRS
    ),
    Leaf("decade", f"{_DECADE} (?:{{decade}}|'?{{short_decade}}|{{tens}})", decade),
    Leaf("decade", f"{_DECADE} (?:'?{{short_decade}}|{{tens}})", decade_of_this_century),
    Leaf("century", f"(?:le )?{_CENTURY} siecle{_ERA}", century),
    Leaf("century", rf"(?:le )?{{century}}(?:eme|er|e) s\.?{_ERA}", century),
    *(
        Leaf("centuries", rf"{opening}{_CENTURY}{joint}{_LAST_CENTURY} siecles?{_ERA}", centuries(kind))
        for kind, opening, joint in _PAIRS
    ),
    *(
        Leaf(
            "turn of a century",
            f"(?=.*e[- ])(?:a la |la |en )?fin (?:du )?{_CENTURY}(?: siecle)?{joint}"
            f"(?:au |le )?debut (?:du )?{_LAST_CENTURY}(?: siecle)?{_ERA}",
            turn_of_centuries(kind),
        )
        for kind, joint in _TURNS
    ),
    Leaf("weekday", "(?:le |ce )?{weekday}(?: {toward})?(?: matin| soir| midi| apres-midi)?", point),
    Leaf("this or the next", "(?:le |la )?(?=ce|proc){toward} (?:{weekday}|{month}|{season})(?:-ci)?", point),
    Leaf("last, this or next", "(?:le )?(?:mois d[e'] ?)?(?:{month}|{season}) {toward}|l'{season} {toward}", point),
    Leaf("this unit", "(?:le |la )?(?=ce|proc){toward} {unit}(?:-ci)?", unit_toward),
    Leaf("last, this or next unit", "(?:le |la |l')?{unit} {toward}", unit_toward),
    Leaf("time ago", f"(?:il y a|voici|voila|cela fait|ca fait) (?:deja )?{_AGO}", _ago),
    Leaf(
        "time ago",
        "il y a (?:{almost} |{loosely} )?une {vague} d(?:e |'){unit}",
        lambda v: Distance(v["unit"], -v["vague"], loose=True),
    ),
    Leaf("for some time", f"depuis {_AGO}", lambda v: Beside("onwards", _ago(v))),
    Leaf(
        "the last days, weeks or years",
        "(?:au cours des|pendant les|durant les|depuis les|dans les|ces|les) {number} derni(?:er|ere)s {unit}",
        _last_ones,
    ),
    Leaf("time ahead", "dans {number} {unit}", _ahead),
    Leaf("today", "aujourd'hui|ce (?:jour|matin|soir|midi)|cet apres-midi", days(0)),
    Leaf("yesterday", "hier(?: matin| midi| apres-midi| soir)?", days(-1)),
    Leaf("the day before yesterday", "avant[- ]hier(?: matin| midi| apres-midi| soir)?", days(-2)),
    Leaf("tomorrow", "demain(?: matin| midi| apres-midi| soir)?", days(1)),
    Leaf("the day after tomorrow", "apres[- ]demain", days(2)),
    Leaf("unknown year", "une annee inconnue", lambda _: Point(mask="XXXX")),
    Leaf("month unknown", "un mois (?:de |en )(?:l'annee )?{year}", lambda v: Point(v["year"], "XX")),
    Leaf("month and day unknown", "un jour (?:de |en )(?:l'annee )?{year}", lambda v: Point(v["year"], "XX", "XX")),
    Leaf("day unknown", "un jour (?:de |d'|en ){month} {year}", lambda v: Point(v["year"], v["month"], "XX")),
]
_FRAMES = [
    Frame(
        "lasted from … to …",
        rf"{_ONE_NAME_FOR_TWO}(?:depuis |a partir )?{_OF}{_THE}{{a}}"
        rf"(?: (?:jusqu'{_TO}|jusque |{_TO}){_THE}| ?(?<!\bdix)(?<!\bvingt)(?<!\bsoixante)- ?){{b}}",
        lambda _, a, b: Between("lasted", a, b),
    ),
    Frame(
        "one date between … and …",
        rf"{_ONE_NAME_FOR_TWO}(?:quelque part |a un moment )?entre {_THE}{{a}} et {_THE}{{b}}",
        lambda _, a, b: Between("within", a, b),
    ),
    Frame(
        "one date between … and …",
        "(?:dans |pendant |durant )?la nuit du {a} au {b}",
        lambda _, a, b: Between("within", a, b),
    ),
    Frame(
        "lasted between … and …",
        rf"{_ONE_NAME_FOR_TWO}entre {_THE}{{a}} et {_THE}{{b}}",
        lambda _, a, b: Between("lasted", a, b),
    ),
    Frame(
        "one or the other",
        rf"{_ONE_NAME_FOR_TWO}(?:soit )?(?:en |au )?{_THE}{{a}}"
        rf"(?:,? ou (?:bien |peut-etre )?|,? soit )(?:en |au )?{_THE}{{b}}",
        lambda _, a, *b: AnyOf((a, *b)),
        series=True,
    ),
    Frame(
        "one or the other",
        r"{a}(?:(?<=[a-z.])/(?=[a-z])|(?<=\b[0-9][0-9][0-9][0-9])/(?=[0-9]+$)){b}",
        lambda _, a, b: AnyOf((a, b)),
    ),
    Frame(
        "one and the other",
        rf"{_ONE_NAME_FOR_TWO}(?!entre )(?:en )?{_THE}{{a}} (?<!\bvingt )(?<!\btrente )et (?:en )?{_THE}{{b}}",
        lambda _, *dates: AnyOf(dates, every=True),
        series=True,
    ),
    Frame(
        "before",
        rf"(?:(?:peu |juste |bien )?avant |anterieure?(?:ment)? {_TO}){_THE}(?:en )?{{a}}",
        lambda _, a: Beside("before", a),
    ),
    Frame(
        "after",
        rf"(?:(?:peu |juste |bien )?apres |posterieure?(?:ment)? {_TO}|au-dela {_OF}){_THE}(?:en )?{{a}}",
        lambda _, a: Beside("after", a),
    ),
    Frame("or later", "{a} ou (?:plus tard|apres|ulterieurement)", lambda _, a: Beside("or_later", a)),
    Frame("or later", rf"(?:au plus tot|pas avant) (?:en )?{_THE}{{a}}", lambda _, a: Beside("or_later", a)),
    Frame("or later", "{a},? au plus tot", lambda _, a: Beside("or_later", a)),
    Frame("or earlier", "{a} ou (?:plus tot|avant|anterieurement)", lambda _, a: Beside("or_earlier", a)),
    Frame(
        "by",
        rf"(?:(?:au plus tard|pas plus tard qu[e']|pas apres) ?(?:en )?|d'ici (?:a )?(?:au )?){_THE}{{a}}",
        lambda _, a: Beside("or_earlier", a),
    ),
    Frame("by", "{a},? au plus tard", lambda _, a: Beside("or_earlier", a)),
    Frame(
        "since",
        rf"(?:depuis|des(?! annees)|(?:a partir|a compter) (?=d){_OF}) ?(?:en )?{_THE}{{a}}",
        lambda _, a: Beside("onwards", a),
    ),
    Frame(
        "until",
        rf"(?:au moins )?jusqu(?:'{_TO}|e (?:dans |vers )?){_THE}{{a}}",
        lambda _, a: Beside("until", a),
    ),
    Frame("about", rf"{_CIRCA} ?{_OF}(?:en )?{_THE}{{a}}", lambda _, a: Marked("~", a)),
    Frame("about", r"{a},? (?:environ|approximativement|a peu pres|\(environ\))", lambda _, a: Marked("~", a)),
    Frame("probably", rf"{_MAYBE},? {{a}}", lambda _, a: Marked("?", a)),
    Frame("probably", rf"{{a}} ?(?:\(\?\)|\?|,? {_MAYBE})", lambda _, a: Marked("?", a)),
    Frame(
        "early, in the middle or late",
        rf"(?:a |en )?(?:la |le |au |les |aux )?{{part}}[ -]{_OF}{{a}}",
        part_of,
    ),
    Frame("a part of a decade or century", rf"(?:le |la )?{{ordinal}} {{share}} {_OF}{{a}}", share_of),
    Frame("the last part of a decade or century", rf"(?:le |la )?derni(?:ere|er) {{share}} {_OF}{{a}}", share_of),
    Frame(
        "in, on",
        "(?:(?:pendant|durant|courant|dans) (?:le |la |les |l')?|au cours (?:de la|de l'|des|du|de) ?|"
        "(?:en |a la )?date d[eu] |date d[eu] |datant d[eu] |au mois d[e'] ?|en l'|en |au |aux |"
        "a la |a l'|les |la |le |l'){a}",
        lambda _, a: a,
    ),
    Frame("of a year, month or week counted from the anchor", r"{a} (?:de |du |d')(?:la |l')?{b}", within),
]

LANGUAGE = Language(
    code="fr",
    words={
        "month": _MONTHS | _SHORT_MONTHS | {f"{month}.": n for month, n in _SHORT_MONTHS.items()},
        "weekday": _WEEKDAYS,
        "season": _SEASONS | _NORTHERN | _SOUTHERN,
        "day": {word: n for word, n in _NUMBERS.items() if n <= 31} | {"1er": 1, "premier": 1},
        "number": _NUMBERS,
        "vague": _VAGUE,
        "ordinal": _ORDINALS | {"1": 1, "2": 2, "3": 3, "4": 4},
        "century": _CENTURIES,
        "last_century": _CENTURIES | CENTURIES_IN_DIGITS,
        "within": {"entre": True},
        "share": {"moitié": 2, "tiers": 3, "quart": 4},
        "tens": _TENS,
        "last_tens": _TENS,
        "unit": _UNITS,
        "almost": dict.fromkeys(("presque", "près de", "moins de", "un peu moins de", "quasiment"), True),
        "loosely": dict.fromkeys(
            ("environ", "plus de", "un peu plus de", "à peu près", "quelque", "au moins", "approximativement"), True
        ),
        "toward": {
            **dict.fromkeys(("dernier", "dernière", "passé", "passée"), -1),
            **dict.fromkeys(("ce", "cet", "cette", "en cours"), 0),
            **dict.fromkeys(("prochain", "prochaine", "à venir"), 1),
        },
        "part": {
            **dict.fromkeys(
                ("début", "débuts", "tout début", "commencement", "premiers jours", "premiers mois"), "early"
            ),
            **dict.fromkeys(("mi", "milieu"), "mid"),
            **dict.fromkeys(("fin", "toute fin", "derniers jours", "derniers mois"), "late"),
        },
        "bce": dict.fromkeys((*_BCE, "aec"), True),
        "ce": dict.fromkeys((*_CE, "de notre ère", "ec"), True),
    },
    leaves=_LEAVES,
    frames=_FRAMES,
    spelling=_spelling,
    never=frozenset({"été", "ete", "mar", "mer", "sam", "dim", "ven", "jan", "sept", "nov", "ce jour"}),
)
