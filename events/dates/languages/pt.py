"""Portuguese, of Brazil and of Portugal."""

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
    "janeiro": 1,
    "fevereiro": 2,
    "março": 3,
    "abril": 4,
    "maio": 5,
    "junho": 6,
    "julho": 7,
    "agosto": 8,
    "setembro": 9,
    "outubro": 10,
    "novembro": 11,
    "dezembro": 12,
}
_WEEKDAYS = {
    form: n
    for n, forms in enumerate(
        (
            ("segunda-feira", "segunda feira", "segunda", "seg.", "2a-feira", "2a feira"),
            ("terça-feira", "terça feira", "terça", "ter.", "3a-feira", "3a feira"),
            ("quarta-feira", "quarta feira", "quarta", "qua.", "4a-feira", "4a feira"),
            ("quinta-feira", "quinta feira", "quinta", "qui.", "5a-feira", "5a feira"),
            ("sexta-feira", "sexta feira", "sexta", "sex.", "6a-feira", "6a feira"),
            ("sábado", "sáb."),
            ("domingo", "dom."),
        )
    )
    for form in forms
}
_SEASONS = {"primavera": 21, "verão": 22, "outono": 23, "inverno": 24}
_SOUTHERN = {f"{season} austral": n + 8 for season, n in _SEASONS.items()}
_NORTHERN = {f"{season} boreal": n for season, n in _SEASONS.items()}
_ONES = ("um", "dois", "três", "quatro", "cinco", "seis", "sete", "oito", "nove")
_TEENS = {
    "dez": 10,
    "onze": 11,
    "doze": 12,
    "treze": 13,
    "catorze": 14,
    "quatorze": 14,
    "quinze": 15,
    "dezesseis": 16,
    "dezasseis": 16,
    "dezessete": 17,
    "dezassete": 17,
    "dezoito": 18,
    "dezenove": 19,
    "dezanove": 19,
    "vinte": 20,
}
_TENS = {"vinte": 20, "trinta": 30, "quarenta": 40, "cinquenta": 50, "sessenta": 60, "setenta": 70, "oitenta": 80}
_TENS |= {"noventa": 90}
_NUMBERS = {
    **{word: n for n, word in enumerate(_ONES, 1)},
    **_TEENS,
    **_TENS,
    **{f"{tens} e {ones}": ten + n for tens, ten in _TENS.items() for n, ones in enumerate(_ONES, 1)},
    "uma": 1,
    "duas": 2,
    "cem": 100,
}
_VAGUE = {"uma dezena de": 10, "uma dúzia de": 12, "uma quinzena de": 15, "uma vintena de": 20, "uma centena de": 100}
_ORDINALS = {
    f"{number}{ending}": n
    for n, numbers in enumerate(
        (("primeir", "1", "1."), ("segund", "2", "2."), ("terceir", "3", "3."), ("quart", "4")), 1
    )
    for number in numbers
    for ending in ("o", "a", *(["", "°"] if number[0].isdigit() else []))
}
_CENTURIES = {
    **{numeral: n for n, numeral in enumerate(ROMAN, 1)},
    **{word: n for word, n in _NUMBERS.items() if n <= 21},
    "primeiro": 1,
}
_UNITS: dict[str, str] = {
    form: unit
    for unit, *forms in (
        ("day", "dia", "dias"),
        ("week", "semana", "semanas"),
        ("month", "mês", "meses"),
        ("quarter", "trimestre", "trimestres"),
        ("semester", "semestre", "semestres"),
        ("year", "ano", "anos"),
        ("decade", "década", "décadas", "decénio", "decênio", "decénios", "decênios"),
        ("century", "século", "séculos"),
    )
    for form in forms
}
_BCE = ("a.c.", "a.c", "a. c.", "a. c", "ac", "antes de cristo", "a.e.c.", "a.e.c", "aec", "antes da era comum")
_CE = ("d.c.", "d.c", "d. c.", "d. c", "dc", "depois de cristo", "e.c.", "e.c", "da era comum", "da nossa era")

_THE = "(?:os dias |o dia |dias |dia |as |os |a |o )?"
_OF = "(?:dos dias |do dia |da |das |do |dos |de )?"
# The years, and not the decades that they are the first of.
_YEARS_OF = "(?:os anos de (?=[0-9]{4} ))?"
_TO = "(?:ao dia |aos |ao |as |a )"
_ERA = "(?: {bce}| {ce})?"
_YEAR = f"(?:,? (?:do ano de |do ano |de )?(?:{{year}}{_ERA}|{{old_year}} (?:{{bce}}|{{ce}})))"
_TH = r"(?:\.?o|°)?"
_DECADE = "(?:os |as |a |o )?(?:anos|(?:decada|decenio)(?: dos anos| de))(?: de)?"
_CENTURY = r"(?:seculos?|sec\.|secs\.) {century}"
_CIRCA = (
    r"(?:por volta|cerca|em torno|ao redor|a volta|perto|aproximadamente|circa|ca\.?|c\.|la para|por alturas|~|"
    r"mais ou menos|pelo ano|pelos anos(?= [0-9]+))"
)
_MAYBE = "(?:muito )?(?:provavelmente|talvez|possivelmente|presumivelmente|quica|porventura)"
# Two decades or centuries under one name: what stands before and between them.
_PAIRS: tuple[tuple[Pair, str, str], ...] = (
    ("lasted", "(?:d?[ao]s? |de )?", "(?: (?:ate|ate os?|(?:ate )?a[os]?s?) | ?[-/] ?)"),
    ("within", "entre (?:[ao]s? )?", " e (?:[ao]s? )?"),
    ("lasted", "entre (?:[ao]s? )?", " e (?:[ao]s? )?"),
    ("every", "(?:[ao]s? )?", " e (?:[ao]s? )?"),
    ("either", "(?:[ao]s? )?", " ou (?:n?[ao]s? )?"),
)
_TURNS: tuple[tuple[Pair, str], ...] = (("within", "e"), ("either", "ou"))
# The second is no year of its own.
_ONE_NAME_FOR_TWO = "(?!(?:.* )?(?:anos|decadas? de) [0-9]+(?: e | ou | a | aos | ?- ?)[0-9]+0$)"

_CLOCK = re.compile(r",?(?: [aà]s)? ([01]?[0-9]|2[0-3]) ?(?:h|horas?|:) ?([0-5][0-9])?(?: ?min)?$")


def _spelling(text: str) -> str:
    """Without accents and raised letters, the time of day as 14:30."""
    plain = without_accents(unicodedata.normalize("NFKC", text))
    return _CLOCK.sub(lambda found: f" {found[1]}:{found[2] or '00'}", plain)


def _southern(values: Values) -> Expression:
    """The season south of the equator."""
    if not 21 <= values["season"] <= 24:
        raise ValueError("the hemisphere was said")
    return point({**values, "season": values["season"] + 8})


def _last_ones(values: Values) -> Expression:
    return Between("lasted", ago(values), Distance("day", 0))


_AGO = "(?:(?:{almost}|{loosely}) )?{number} {unit}"
_IN = "(?:n[ao]s? |[ao]s? )?"
_LEAVES = [
    Leaf("day", f"(?:o |no )?dia {{day}}{_TH}|{{weekday}},? (?:dia )?{{day}}", point),
    Leaf(
        "day, month and year",
        rf"(?:(?:o |no )?dia |o |a |aos )?(?:{{weekday}},? (?:dia )?)?{{day}}{_TH} "
        rf"(?:dias )?(?:do mes )?(?:de )?{{month}}{_YEAR}?",
        point,
    ),
    Leaf(
        "day, month and short year",
        f"(?:(?:o |no )?dia )?(?:{{day}}{_TH} (?:de )?)?{{month}} (?:de )?'?(?=3[2-9]|[4-9]){{short_year}}",
        point,
    ),
    Leaf("day of the last or next month so named", rf"(?:(?:o )?dia )?{{day}}{_TH} de {{month}} {{toward}}", point),
    Leaf("day, month and year in numbers", "{day}[/.-]{month_number}[/.-]{year}", point),
    Leaf("day, month and short year in numbers", "{day}[/.]{month_number}[/.]{short_year}", point),
    Leaf("day and month in numbers", "(?=[0-9][0-9]/[0-9][0-9]$){day}/{month_number}", point),
    Leaf("year, month and day in numbers", "{year}[/.]{month_number}[/.]{day}", point),
    Leaf("month and year in numbers", "{month_number}[/.]{year}", point),
    Leaf("month", f"(?:o )?(?:mes de )?{{month}}(?:{_YEAR}|/{{year}})?", point),
    Leaf("season of two years", f"{_IN}{{season}} (?:de )?{{year}} ?[-/] ?{{number}}", over_new_year),
    Leaf("season", f"(?:a |o )?{{season}}{_YEAR}?", point),
    Leaf("season south of the equator", f"(?:a |o )?{{season}}{_YEAR}?", _southern),
    Leaf("quarter", rf"(?:o )?{{ordinal}} (?:trimestre|trim\.){_YEAR}?", grouping(33)),
    Leaf("quarter", "(?=[1-4]t){ordinal}t ?(?:de )?{year}|t(?=[1-4]){ordinal} (?:de )?{year}", grouping(33)),
    Leaf("last quarter", "(?:o )?ultimo trimestre de {year}", lambda v: Point(v["year"], 36)),
    Leaf("third of a year", f"(?:o )?{{ordinal}} (?:terco|quadrimestre){_YEAR}?", grouping(37)),
    Leaf("half of a year", f"(?:o |a )?{{ordinal}} (?:semestre|metade){_YEAR}?", grouping(40)),
    Leaf("year", f"(?:o )?(?:ano de |ano )?{{year}}{_ERA}", point),
    Leaf("year and era", "(?:o )?(?:ano de |ano )?{old_year} (?:{bce}|{ce})|(?:o )?ano (?:de )?{old_year}", point),
    *(
        Leaf(
            "decades",
            f"{opening}(?:anos|decadas? de) (?:{{decade}}|'?{{short_decade}}|{{tens}}){joint}(?:anos )?{LAST_DECADE}",
            decades(kind),
        )
        for kind, opening, joint in _PAIRS
    ),
    Leaf("decade", f"{_DECADE} (?:{{decade}}|'?{{short_decade}}|{{tens}})", decade),
    Leaf("decade", f"{_DECADE} (?:'?{{short_decade}}|{{tens}})", decade_of_this_century),
    Leaf("century", rf"(?:o )?{_CENTURY}{_ERA}", century),
    *(
        Leaf("centuries", rf"{opening}{_CENTURY}{joint}(?:seculo |sec\. )?{{last_century}}{_ERA}", centuries(kind))
        for kind, opening, joint in _PAIRS
    ),
    *(
        Leaf(
            "turn of a century",
            f"(?:em |n?os? )?(?:fi(?:m|ns)|fina(?:l|is)) do {_CENTURY} {joint} "
            rf"(?:em |n?os? )?(?:inici|comec|princip)i?os? do (?:seculo |sec\. )?{{last_century}}{_ERA}",
            turn_of_centuries(kind),
        )
        for kind, joint in _TURNS
    ),
    Leaf("weekday", f"{_IN}{{weekday}}(?: {{toward}})?(?: (?:de manha|a tarde|a noite))?", point),
    Leaf("last, this or next", f"{_IN}{{toward}} (?:{{weekday}}|{{month}}|{{season}})", point),
    Leaf("last, this or next", f"{_IN}(?:mes de )?(?:{{month}}|{{season}}) {{toward}}", point),
    Leaf("last, this or next unit", f"{_IN}{{toward}} {{unit}}|{_IN}{{unit}} {{toward}}", unit_toward),
    Leaf("time ago", f"(?:ha|faz|fazem) (?:ja )?{_AGO}(?: atras)?", ago),
    Leaf(
        "time ago",
        "(?:ha|faz) (?:{almost} |{loosely} )?{vague} {unit}",
        lambda v: Distance(v["unit"], -v["vague"], loose=True),
    ),
    Leaf("time ago", f"{_AGO} atras", ago),
    Leaf("for some time", f"desde ha {_AGO}", lambda v: Beside("onwards", ago(v))),
    Leaf("the last days, weeks or years", "(?:n[ao]s |[ao]s )?ultim[ao]s {number} {unit}", _last_ones),
    Leaf("time ahead", "(?:daqui a|dentro de|em) {number} {unit}", ahead),
    Leaf("today", "hoje(?: a noite| a tarde| de manha)?|est[ae] (?:manha|tarde|noite)", days(0)),
    Leaf("yesterday", "ontem(?: a noite| a tarde| de manha)?", days(-1)),
    Leaf("the day before yesterday", "anteontem|antes de ontem|antontem", days(-2)),
    Leaf("tomorrow", "amanha(?: a noite| a tarde| de manha)?", days(1)),
    Leaf("the day after tomorrow", "depois de amanha", days(2)),
    Leaf("unknown year", "(?:um )?ano desconhecido", lambda _: Point(mask="XXXX")),
    Leaf("month unknown", "(?:um|algum) mes de {year}", lambda v: Point(v["year"], "XX")),
    Leaf("month and day unknown", "(?:um|algum) dia de {year}", lambda v: Point(v["year"], "XX", "XX")),
    Leaf("day unknown", "(?:um|algum) dia de {month} de {year}", lambda v: Point(v["year"], v["month"], "XX")),
]
_FRAMES = [
    Frame(
        "lasted from … to …",
        rf"{_ONE_NAME_FOR_TWO}(?:desde |a partir )?{_OF}{_THE}{{a}}(?: (?:ate {_TO}?|{_TO}){_THE}| ?- ?){{b}}",
        lambda _, a, b: Between("lasted", a, b),
    ),
    Frame(
        "one date between … and …",
        rf"{_ONE_NAME_FOR_TWO}(?:algures |em algum momento )?entre {_YEARS_OF}"
        rf"{_THE}{{a}} (?<!\bvinte )(?<!\btrinta )e {_THE}{{b}}",
        lambda _, a, b: Between("within", a, b),
    ),
    Frame(
        "one date between … and …",
        "(?:n?a )?(?:noite|madrugada) (?:do dia |do |de ){a} para (?:o dia |o )?{b}",
        lambda _, a, b: Between("within", a, b),
    ),
    Frame(
        "lasted between … and …",
        rf"{_ONE_NAME_FOR_TWO}entre {_YEARS_OF}{_THE}{{a}} (?<!\bvinte )(?<!\btrinta )e {_THE}{{b}}",
        lambda _, a, b: Between("lasted", a, b),
    ),
    Frame(
        "one or the other",
        rf"{_ONE_NAME_FOR_TWO}(?:ou )?(?:em |n[ao]s? )?{_THE}{{a}},? ou (?:talvez )?(?:em |n[ao]s? )?{_THE}{{b}}",
        lambda _, *dates: AnyOf(dates),
        series=True,
    ),
    Frame(
        "one or the other",
        r"{a}(?:(?<=[a-z.])/(?=[a-z])|(?<=\b[0-9][0-9][0-9][0-9])/(?=[0-9]+$)){b}",
        lambda _, a, b: AnyOf((a, b)),
    ),
    Frame(
        "one and the other",
        rf"{_ONE_NAME_FOR_TWO}(?!entre )(?:em |n[ao]s? )?{_THE}{{a}} "
        rf"(?<!\bvinte )(?<!\btrinta )e (?:em |n[ao]s? )?{_THE}{{b}}",
        lambda _, *dates: AnyOf(dates, every=True),
        series=True,
    ),
    Frame(
        "before",
        rf"(?:(?:pouco |logo |algum tempo )?antes|anterior(?:mente)?) {_TO}?{_OF}{_THE}{{a}}",
        lambda _, a: Beside("before", a),
    ),
    Frame(
        "after",
        rf"(?:(?:pouco |logo |algum tempo )?(?:depois|apos)|posterior(?:mente)?) {_TO}?{_OF}{_THE}{{a}}",
        lambda _, a: Beside("after", a),
    ),
    Frame("or later", "{a} ou (?:mais tarde|depois|posterior(?:mente)?)", lambda _, a: Beside("or_later", a)),
    Frame("or later", rf"nao antes {_OF}{_THE}{{a}}", lambda _, a: Beside("or_later", a)),
    Frame("or earlier", "{a} ou (?:mais cedo|antes|anterior(?:mente)?)", lambda _, a: Beside("or_earlier", a)),
    Frame(
        "since",
        rf"(?:desde|(?:a partir|a contar) (?=d)) ?{_OF}{_THE}{{a}}",
        lambda _, a: Beside("onwards", a),
    ),
    Frame("since", "{a} em diante", lambda _, a: Beside("onwards", a)),
    Frame("until", rf"(?:pelo menos )?ate {_TO}?{_THE}{{a}}", lambda _, a: Beside("until", a)),
    Frame("by", rf"ate {_TO}?{_THE}{{a}}", lambda _, a: Beside("or_earlier", a)),
    Frame("by", rf"(?:o mais tardar|no maximo) (?:em |ate )?{_THE}{{a}}", lambda _, a: Beside("or_earlier", a)),
    Frame("about", rf"{_CIRCA} ?{_OF}(?:em )?{_THE}{{a}}", lambda _, a: Marked("~", a)),
    Frame("about", r"{a},? (?:aproximadamente|mais ou menos|\(aproximadamente\))", lambda _, a: Marked("~", a)),
    Frame("probably", rf"{_MAYBE},? {{a}}", lambda _, a: Marked("?", a)),
    Frame("probably", rf"{{a}} ?(?:\(\?\)|\?|,? {_MAYBE})", lambda _, a: Marked("?", a)),
    Frame(
        "early, in the middle or late",
        rf"(?:em |n?[ao]s? )?{{part}} {_OF}{{a}}",
        part_of,
    ),
    Frame("a part of a decade or century", rf"(?:n?[ao] )?{{ordinal}} {{share}} {_OF}{{a}}", share_of),
    Frame("the last part of a decade or century", rf"(?:n?[ao] )?ultim[ao] {{share}} {_OF}{{a}}", share_of),
    Frame(
        "in, on",
        "(?:(?:durante|ao longo d[eao]s?|no decurso d[eao]s?|no decorrer d[eao]s?) ?(?:[ao]s? )?|datad[ao] de |"
        "com data de |em |n[ao]s? |aos? |[ao]s? ){a}",
        lambda _, a: a,
    ),
    Frame("of a year, month or week counted from the anchor", r"{a} (?:de|do|da) {b}", within),
]

LANGUAGE = Language(
    code="pt",
    words={
        "month": {form: n for month, n in _MONTHS.items() for form in (month, month[:3], f"{month[:3]}.")},
        "weekday": _WEEKDAYS,
        "season": _SEASONS | _NORTHERN | _SOUTHERN,
        "day": {word: n for word, n in _NUMBERS.items() if n <= 31} | dict.fromkeys(("1o", "1.o", "1°", "primeiro"), 1),
        "number": _NUMBERS,
        "vague": _VAGUE,
        "ordinal": _ORDINALS,
        "century": _CENTURIES,
        "last_century": _CENTURIES | CENTURIES_IN_DIGITS,
        "within": {"entre": True},
        "share": {"metade": 2, "terço": 3, "quarto": 4, "quartel": 4},
        "tens": _TENS,
        "last_tens": _TENS,
        "unit": _UNITS,
        "almost": dict.fromkeys(("quase", "perto de", "menos de", "pouco menos de"), True),
        "loosely": dict.fromkeys(
            ("cerca de", "mais de", "pouco mais de", "uns", "umas", "aproximadamente", "pelo menos", "por volta de"),
            True,
        ),
        "toward": {
            **dict.fromkeys(("passado", "passada", "último", "última"), -1),
            **dict.fromkeys(("este", "esta", "neste", "nesta", "em curso", "corrente", "atual"), 0),
            **dict.fromkeys(("próximo", "próxima", "que vem", "vindouro", "que entra"), 1),
        },
        "part": {
            **dict.fromkeys(("início", "inícios", "começo", "começos", "princípio", "princípios"), "early"),
            **dict.fromkeys(("primeiros dias", "primeiros meses", "primeiros anos"), "early"),
            **dict.fromkeys(("meados", "meio"), "mid"),
            **dict.fromkeys(("fim", "fins", "final", "finais"), "late"),
            **dict.fromkeys(("últimos dias", "últimos meses", "últimos anos"), "late"),
        },
        "bce": dict.fromkeys(_BCE, True),
        "ce": dict.fromkeys(_CE, True),
    },
    leaves=_LEAVES,
    frames=_FRAMES,
    spelling=_spelling,
    never=frozenset(
        {"mar", "set", "out", "dez", "ago", "mai", "segunda", "quarta", "quinta", "sexta", "terça", "terca"}
    ),
)
