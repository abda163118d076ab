"""Portuguese phrases read as dates."""

from collections.abc import Iterator
from itertools import product

import pytest

from events.dates.edtf import parse_edtf
from events.dates.phrases import read_phrase

ANCHOR = parse_edtf("2023-08-08")  # a Tuesday
NO_DATE = ""

READ: dict[str, str] = {
    "25 de abril de 74": "1974-04-25",
    "maio de 68": "1968-05",
    "finais do século XVIII ou inícios do século XIX": "[1767~..1799~,1800~..1833~]",
    "20 de julho de 2023": "2023-07-20",
    "1º de maio": "2023-05-01",
    "1º de maio de 2010": "2010-05-01",
    "1.º de maio de 2010": "2010-05-01",
    "primeiro de maio de 2010": "2010-05-01",
    "vinte e cinco de abril de 1974": "1974-04-25",
    "sete de setembro": "2023-09-07",
    "quinta-feira, 20 de julho de 2023": "2023-07-20",
    "20/07/2023": "2023-07-20",
    "20/07": "2023-07-20",
    "dia 20 de julho": "2023-07-20",
    "no dia 20": "2023-08-20",
    "20 jul. 2023": "2023-07-20",
    "julho de 2023": "2023-07",
    "jul/2023": "2023-07",
    "em julho de 2023": "2023-07",
    "anos 1990": "199X",
    "anos 90": "199X",
    "os anos noventa": "199X",
    "nos anos 1980 e 1990": "{198X,199X}",
    "finais do século XVIII e inícios do XIX": "[1767~..1833~]",
    "no fim do século XVIII ou no começo do XIX": "[1767~..1799~,1800~..1833~]",
    "entre os anos 1960 e 1980": "[196X..198X]",
    "entre os anos de 1960 e 1980": "[1960..1980]",
    "dos anos 1960 aos 1980": "196X/198X",
    "dos anos 60 aos 80": "196X/198X",
    "nas décadas de sessenta e setenta": "{196X,197X}",
    "na década de 1960 ou 1970": "[196X,197X]",
    "anos 20": "192X",
    "década de vinte": "192X",
    "década de 90": "199X",
    "na década de 1990": "199X",
    "década de noventa": "199X",
    "século XIX": "18XX",
    "séc. XIX": "18XX",
    "no século dezenove": "18XX",
    "século I a.C.": "[-0099..0000]",
    "séculos XVIII e XIX": "{17XX,18XX}",
    "do século XVIII ao século XIX": "17XX/18XX",
    "séculos XVIII-XIX": "17XX/18XX",
    "entre os séculos XVIII e XIX": "[17XX..18XX]",
    "século XVIII ou XIX": "[17XX,18XX]",
    "primavera de 2010": "2010-21",
    "no verão de 2010-2011": "2010-30",
    "inverno austral de 2010": "2010-32",
    "início de 2015": "[2015-01~..2015-04~]",
    "no início do ano de 2015": "[2015-01~..2015-04~]",
    "meados de julho": "[2023-07-11~..2023-07-20~]",
    "em meados de julho de 2023": "[2023-07-11~..2023-07-20~]",
    "fins dos anos 90": "[1997~..1999~]",
    "no final do século XIX": "[1867~..1899~]",
    "finais de 2015": "[2015-09~..2015-12~]",
    "primeiro trimestre de 2015": "2015-33",
    "1T2015": "2015-33",
    "2º semestre de 2020": "2020-41",
    "primeira metade de 2015": "2015-40",
    "primeira metade do século XIX": "[1800..1849]",
    "último quartel do século XX": "[1975..1999]",
    "entre 2006 e 2019": "[2006..2019]",
    "de 2006 a 2019": "2006/2019",
    "2006-2019": "2006/2019",
    "2006/2007": "2006/2007",
    "2006 até 2019": "2006/2019",
    "desde 2006 até 2019": "2006/2019",
    "de 20 a 25 de julho de 2023": "2023-07-20/2023-07-25",
    "20-25 de julho de 2023": "2023-07-20/2023-07-25",
    "do dia 20 ao dia 25 de julho de 2023": "2023-07-20/2023-07-25",
    "entre os dias 20 e 25 de julho de 2023": "[2023-07-20..2023-07-25]",
    "nos dias 20 e 21 de julho de 2023": "{2023-07-20,2023-07-21}",
    "5, 6 e 7 de maio de 1968": "{1968-05-05,1968-05-06,1968-05-07}",
    "20 ou 21 de julho de 2023": "[2023-07-20,2023-07-21]",
    "março a maio de 2020": "2020-03/2020-05",
    "de dezembro de 2019 a fevereiro de 2020": "2019-12/2020-02",
    "de 28 de dezembro a 3 de janeiro de 2020": "2019-12-28/2020-01-03",
    "dos anos 1990 aos anos 2000": "199X/200X",
    "na noite de 20 para 21 de julho de 2023": "[2023-07-20..2023-07-21]",
    "antes de 2020": "[..2019]",
    "antes do verão de 2010": "[..2010-05]",
    "antes de 20 de julho de 2023": "[..2023-07-19]",
    "depois de 2020": "[2021..]",
    "após 2020": "[2021..]",
    "desde 1979": "1979/..",
    "desde os anos 1990": "199X/..",
    "desde o início de 2015": "2015-01~/..",
    "até 2019": "../2019",
    "até o dia 20 de julho de 2023": "../2023-07-20",
    "até ao fim de 2015": "../2015-12~",
    "a partir de 2019": "2019/..",
    "a partir de 1º de maio de 2010": "2010-05-01/..",
    "a partir do século XIX": "18XX/..",
    "por volta de 2004": "2004~",
    "por volta do ano 2004": "2004~",
    "cerca de 2004": "2004~",
    "c. 1850": "1850~",
    "em torno de 1850": "1850~",
    "provavelmente 2004": "2004?",
    "provavelmente em julho de 2004": "2004-07?",
    "talvez 2004": "2004?",
    "2004?": "2004?",
    "2004 ou 2005": "[2004,2005]",
    "em 2004 ou em 2005": "[2004,2005]",
    "2004, 2005 ou 2006": "[2004,2005,2006]",
    "44 a.C.": "-0043",
    "ano 44 a. C.": "-0043",
    "44 antes de Cristo": "-0043",
    "14 d.C.": "0014",
    "de 58 a 51 a.C.": "-0057/-0050",
    "entre 100 e 44 a.C.": "[-0099..-0043]",
    "há quase duas décadas": "2004~",
    "ha quase duas decadas": "2004~",
    "há três semanas": "[2023-07-17..2023-07-23]",
    "três semanas atrás": "[2023-07-17..2023-07-23]",
    "há dois meses": "2023-06",
    "há um ano": "2022",
    "há cerca de dez anos": "2013~",
    "há uns dez anos": "2013~",
    "há uma dezena de anos": "2013~",
    "faz dois anos": "2021",
    "daqui a três dias": "2023-08-11",
    "ontem": "2023-08-07",
    "anteontem": "2023-08-06",
    "antes de ontem": "2023-08-06",
    "amanhã": "2023-08-09",
    "depois de amanhã": "2023-08-10",
    "hoje": "2023-08-08",
    "ontem à noite": "2023-08-07",
    "na semana passada": "[2023-07-31..2023-08-06]",
    "no mês passado": "2023-07",
    "o ano passado": "2022",
    "na próxima semana": "[2023-08-14..2023-08-20]",
    "no mês que vem": "2023-09",
    "mês que vem": "2023-09",
    "esta semana": "[2023-08-07..2023-08-13]",
    "neste mês": "2023-08",
    "este ano": "2023",
    "na terça-feira passada": "2023-08-01",
    "terça passada": "2023-08-01",
    "na última terça-feira": "2023-08-01",
    "próxima terça-feira": "2023-08-15",
    "quinta-feira": "2023-08-10",
    "em julho passado": "2023-07",
    "no verão passado": "2022-22",
    "no século passado": "19XX",
    "20 de julho de 2023 às 14h30": "2023-07-20T14:30:00",
    "um dia de julho de 2023": "2023-07-XX",
    "2010 ou mais tarde": "[2010..]",
    "2010 em diante": "2010/..",
    "março": "2023-03",
    "marco de 2010": "2010-03",
    "início do mês passado": "[2023-07-01~..2023-07-10~]",
    "final do ano passado": "[2022-09~..2022-12~]",
    "nos últimos dez anos": "2013/2023-08-08",
    "maio/junho de 2010": "[2010-05,2010-06]",
    "verão": "2023-22",
    "junho-julho de 2010": "2010-06/2010-07",
    "quarta-feira 5 de maio": "2023-05-05",
}
REFUSED = (
    "a lei de 2010",
    "artigo 20",
    "uma semana",
    "meio século",
    "50",
    "final de semana",
    "às 14h do dia 20",
    "29 de fevereiro de 2023",
    "segunda",
    "ter",
    "set",
    "até logo",
    "fim de semana passado",
    "fim da semana passada",
    "dois anos depois",
    "três dias antes",
    "no dia seguinte",
    "o ano seguinte",
    "no ano anterior",
    "na segunda-feira seguinte",
)
SEVERAL = {
    "entre 2006 e 2019": ["[2006..2019]", "2006/2019"],
    "até 2019": ["../2019", "[..2019]"],
    "anos 20": ["192X", "202X"],
    "primavera de 2010": ["2010-21", "2010-29"],
    "quinta-feira": ["2023-08-10", "2023-08-03"],
}
RELATIVE = ("há dois anos", "ontem", "na semana passada", "na terça-feira passada", "no mês que vem", "no dia 20")
MONTHS = {
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
    "marco": 3,
    "Julho": 7,
}
YEARS = (1789, 1914, 1970, 2010)
AROUND_A_DATE = {
    "em {}": "{}",
    "por volta de {}": "{}~",
    "cerca de {}": "{}~",
    "provavelmente {}": "{}?",
    "talvez em {}": "{}?",
    "desde {}": "{}/..",
    "a partir de {}": "{}/..",
    "até {}": "../{}",
    "o mais tardar em {}": "[..{}]",
    "{} ou mais tarde": "[{}..]",
    "{} (?)": "{}?",
}
BETWEEN_DATES = {
    "de {} a {}": "{}/{}",
    "{} a {}": "{}/{}",
    "{}-{}": "{}/{}",
    "{} – {}": "{}/{}",
    "entre {} e {}": "[{}..{}]",
    "{} ou {}": "[{},{}]",
    "{} e {}": "{{{},{}}}",
}
SEASONS = {"primavera": 21, "verão": 22, "outono": 23, "inverno": 24, "verao": 22}
PARTS = {"início": (1, 10), "meados": (11, 20), "fins": (21, 0), "no final": (21, 0)}
LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
CENTURIES = {"XV": 14, "XVIII": 17, "XIX": 18, "xx": 19, "21": 20, "dezenove": 18, "dezanove": 18}
NUMBERS = {"dois": 2, "três": 3, "5": 5, "dez": 10, "vinte": 20, "trinta e cinco": 35, "cinquenta": 50}
DECADES = {"os anos {}": "{}X", "anos {}": "{}X", "na década de {}": "{}X", "desde a década de {}": "{}X/.."}


def first_reading(phrase: str) -> str:
    readings = read_phrase(phrase, languages=["pt"], anchor=ANCHOR)
    return str(readings[0].edtf) if readings else NO_DATE


@pytest.mark.parametrize(("phrase", "edtf"), READ.items())
def test_a_phrase_is_read_as_the_date_it_says(phrase: str, edtf: str) -> None:
    assert first_reading(phrase) == edtf


@pytest.mark.parametrize("phrase", REFUSED)
def test_what_is_no_date_is_not_read(phrase: str) -> None:
    assert first_reading(phrase) == NO_DATE


@pytest.mark.parametrize(("phrase", "edtfs"), SEVERAL.items())
def test_a_phrase_that_may_mean_several_things_has_several_readings(phrase: str, edtfs: list[str]) -> None:
    readings = read_phrase(phrase, languages=["pt"], anchor=ANCHOR)

    assert [str(reading.edtf) for reading in readings] == edtfs


@pytest.mark.parametrize("phrase", RELATIVE)
def test_without_an_anchor_nothing_is_counted_from_one(phrase: str) -> None:
    assert read_phrase(phrase, languages=["pt"]) == []


def test_every_composed_phrase_is_read_as_it_was_composed() -> None:
    composed = dict(phrases())

    wrong = [(phrase, edtf, first_reading(phrase)) for phrase, edtf in composed.items()]

    assert len(composed) >= 2000
    assert [failure for failure in wrong if failure[1] != failure[2]] == []


def phrases() -> Iterator[tuple[str, str]]:
    """Phrases with the date that each was made from."""
    yield from of_months()
    yield from of_two_dates()
    yield from of_years()
    yield from of_many_years()


def of_months() -> Iterator[tuple[str, str]]:
    for (month, m), year in product(MONTHS.items(), YEARS):
        said, date = f"{month} de {year}", f"{year}-{m:02}"
        for (words, edtf), form in product(AROUND_A_DATE.items(), (said, f"{month} {year}")):
            yield words.format(form), edtf.format(date)
        for part, (first, last) in PARTS.items():
            yield f"{part} de {said}", f"[{date}-{first:02}~..{date}-{last or LAST_DAYS[m - 1]:02}~]"
        for day in (2, 14, 28):
            yield f"{day} de {said}", f"{date}-{day:02}"
            yield f"no dia {day:02} de {said}", f"{date}-{day:02}"
            yield f"antes de {day} de {said}", f"[..{date}-{day - 1:02}]"
            yield f"depois de {day - 1} de {said}".replace(" 1 ", " 1º "), f"[{date}-{day:02}..]"
            yield f"{day:02}/{m:02}/{year}", f"{date}-{day:02}"
            yield f"de {day - 1} a {day} de {said}".replace(" 1 ", " 1º "), f"{date}-{day - 1:02}/{date}-{day:02}"
        yield f"1º de {said}", f"{date}-01"


def of_two_dates() -> Iterator[tuple[str, str]]:
    for (month, m), (later, n), words in product(MONTHS.items(), MONTHS.items(), BETWEEN_DATES):
        if m < n:
            yield words.format(month, f"{later} de 1999"), BETWEEN_DATES[words].format(f"1999-{m:02}", f"1999-{n:02}")
    for first, last in product(YEARS, (2011, 2019)):
        for words, edtf in BETWEEN_DATES.items():
            yield words.format(first, last), edtf.format(first, last)


def of_years() -> Iterator[tuple[str, str]]:
    for year in YEARS:
        yield f"antes de {year}", f"[..{year - 1}]"
        yield f"após {year}", f"[{year + 1}..]"
        yield f"início de {year}", f"[{year}-01~..{year}-04~]"
        yield f"{year} a.C.", f"-{year - 1}"
        for (season, n), opening in product(SEASONS.items(), ("", "na ", "no ")):
            yield f"{opening}{season} de {year}", f"{year}-{n}"


def of_many_years() -> Iterator[tuple[str, str]]:
    for century, n in CENTURIES.items():
        yield f"no século {century}", f"{n}XX"
        yield f"fins do século {century}", f"[{n}67~..{n}99~]"
        yield f"primeira metade do século {century}", f"[{n}00..{n}49]"
    for number, n in NUMBERS.items():
        yield f"há {number} anos", f"{2023 - n}"
        yield f"{number} anos atrás", f"{2023 - n}"
        yield f"há cerca de {number} anos", f"{2023 - n}~"
    for (words, edtf), decade in product(DECADES.items(), range(1930, 2000, 10)):
        yield words.format(decade), edtf.format(decade // 10)
        yield words.format(decade % 100), edtf.format(decade // 10)
