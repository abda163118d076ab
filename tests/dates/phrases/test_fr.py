"""French phrases read as dates."""

from collections.abc import Iterator
from itertools import product

import pytest

from events.dates.edtf import parse_edtf
from events.dates.phrases import read_phrase

ANCHOR = parse_edtf("2023-08-08")  # a Tuesday
NO_DATE = ""

READ: dict[str, str] = {
    "mai 68": "1968-05",
    "le 13 mai 68": "1968-05-13",
    "14 juil. 89": "1989-07-14",
    "20 juillet 2023": "2023-07-20",
    "le 1er mai 2010": "2010-05-01",
    "1ᵉʳ mai 2010": "2010-05-01",
    "jeudi 20 juillet 2023": "2023-07-20",
    "le jeudi 20 juillet": "2023-07-20",
    "le vingt-deux juillet 2023": "2023-07-22",
    "le quatorze juillet": "2023-07-14",
    "le sept septembre 2010": "2010-09-07",
    "20/07/2023": "2023-07-20",
    "20.7.2023": "2023-07-20",
    "20/07/23": "2023-07-20",
    "07/2023": "2023-07",
    "juillet 2023": "2023-07",
    "en juillet 2023": "2023-07",
    "au mois d'août 2010": "2010-08",
    "les années 1990": "199X",
    "années 90": "199X",
    "dans les années quatre-vingt-dix": "199X",
    "les années 1980 et 1990": "{198X,199X}",
    "les années 1980-1990": "198X/199X",
    "années 80-90": "198X/199X",
    "fin XVIIIe-début XIXe": "[1767~..1833~]",
    "fin du XVIIIe siècle et début du XIXe": "[1767~..1833~]",
    "fin du XVIIIe ou début du XIXe siècle": "[1767~..1799~,1800~..1833~]",
    "dans les années 1960-1970": "196X/197X",
    "des années 1960 à 1980": "196X/198X",
    "les années 1960 à 1975": "196X/1975",
    "les années soixante et soixante-dix": "{196X,197X}",
    "les années vingt": "192X",
    "les années 10": "191X",
    "fin des années 20": "[1927~..1929~]",
    "XIXe siècle": "18XX",
    "au XIXᵉ siècle": "18XX",
    "dix-neuvième siècle": "18XX",
    "19ème siècle": "18XX",
    "Ier siècle av. J.-C.": "[-0099..0000]",
    "du XVIIIe au XIXe siècle": "17XX/18XX",
    "XVIIIe-XIXe siècles": "17XX/18XX",
    "aux XVIIIe et XIXe siècles": "{17XX,18XX}",
    "au XVIIIe ou au XIXe siècle": "[17XX,18XX]",
    "au printemps 2010": "2010-21",
    "l'été 2010": "2010-22",
    "à l'automne 2010": "2010-23",
    "hiver 2010-2011": "2010-24",
    "hiver austral 2010": "2010-32",
    "début 2015": "[2015-01~..2015-04~]",
    "au début de l'année 2015": "[2015-01~..2015-04~]",
    "mi-juillet 2023": "[2023-07-11~..2023-07-20~]",
    "à la mi-août 2023": "[2023-08-11~..2023-08-20~]",
    "fin des années 90": "[1997~..1999~]",
    "à la fin du XIXe siècle": "[1867~..1899~]",
    "fin juillet 2023": "[2023-07-21~..2023-07-31~]",
    "dès la fin de 2015": "2015-09~/..",
    "premier trimestre 2015": "2015-33",
    "dernier trimestre de 2015": "2015-36",
    "T3 2015": "2015-35",
    "deuxième semestre 2015": "2015-41",
    "première moitié de 2015": "2015-40",
    "première moitié du XIXe siècle": "[1800..1849]",
    "dernier quart du XXe siècle": "[1975..1999]",
    "dernier tiers du XVIIIe siècle": "[1767..1799]",
    "seconde moitié des années 90": "[1995..1999]",
    "entre 2006 et 2019": "[2006..2019]",
    "de 2006 à 2019": "2006/2019",
    "2006-2019": "2006/2019",
    "1851-52": "1851/1852",
    "du 20 au 25 juillet 2023": "2023-07-20/2023-07-25",
    "20-25 juillet 2023": "2023-07-20/2023-07-25",
    "20 au 25 juillet 2023": "2023-07-20/2023-07-25",
    "les 20 et 21 juillet 2023": "{2023-07-20,2023-07-21}",
    "le 20 ou le 21 juillet 2023": "[2023-07-20,2023-07-21]",
    "entre le 20 et le 25 juillet 2023": "[2023-07-20..2023-07-25]",
    "mars à mai 2020": "2020-03/2020-05",
    "de mars à mai 2020": "2020-03/2020-05",
    "de décembre 2019 à février 2020": "2019-12/2020-02",
    "du 28 décembre au 3 janvier 2020": "2019-12-28/2020-01-03",
    "de l'été 2010 à l'hiver 2012": "2010-22/2012-24",
    "des années 1990 aux années 2000": "199X/200X",
    "depuis 2006 jusqu'en 2019": "2006/2019",
    "fin 2015-début 2016": "2015/2016",
    "dans la nuit du 20 au 21 juillet 2023": "[2023-07-20..2023-07-21]",
    "avant 2020": "[..2019]",
    "avant le 20 juillet 2023": "[..2023-07-19]",
    "avant l'été 2010": "[..2010-05]",
    "après 2020": "[2021..]",
    "depuis 1979": "1979/..",
    "depuis le 20 juillet 2023": "2023-07-20/..",
    "jusqu'en 2019": "../2019",
    "jusqu'au 20 juillet 2023": "../2023-07-20",
    "jusqu'à la fin de 2015": "../2015-12~",
    "à partir de 2019": "2019/..",
    "à partir du 1er mai 2010": "2010-05-01/..",
    "dès 2019": "2019/..",
    "d'ici 2019": "[..2019]",
    "d'ici fin 2019": "[..2019-12~]",
    "au plus tard en 2019": "[..2019]",
    "2019 ou plus tard": "[2019..]",
    "vers 2004": "2004~",
    "vers le 20 juillet 2023": "2023-07-20~",
    "environ 2004": "2004~",
    "autour de 2004": "2004~",
    "aux alentours de 1850": "1850~",
    "ca. 1850": "1850~",
    "v. 1850": "1850~",
    "2004 environ": "2004~",
    "sans doute 2004": "2004?",
    "sans doute en juillet 2004": "2004-07?",
    "peut-être 2004": "2004?",
    "2004 ?": "2004?",
    "2004 (?)": "2004?",
    "2004 ou 2005": "[2004,2005]",
    "en 2004 ou en 2005": "[2004,2005]",
    "2004, 2005 ou 2006": "[2004,2005,2006]",
    "2004 et 2006": "{2004,2006}",
    "44 av. J.-C.": "-0043",
    "44 avant Jésus-Christ": "-0043",
    "en 500 avant notre ère": "-0499",
    "14 ap. J.-C.": "0014",
    "de 58 à 51 av. J.-C.": "-0057/-0050",
    "l'an 800": "0800",
    "il y a presque deux décennies": "2004~",
    "il y a près de vingt ans": "2003~",
    "il y a une vingtaine d'années": "2003~",
    "il y a trois semaines": "[2023-07-17..2023-07-23]",
    "il y a deux mois": "2023-06",
    "il y a un an": "2022",
    "il y a plus de dix ans": "2013~",
    "il y a quinze jours": "[2023-07-24..2023-07-30]",
    "depuis trois ans": "2020/..",
    "dans trois jours": "2023-08-11",
    "hier": "2023-08-07",
    "avant-hier": "2023-08-06",
    "hier soir": "2023-08-07",
    "demain": "2023-08-09",
    "aujourd'hui": "2023-08-08",
    "la semaine dernière": "[2023-07-31..2023-08-06]",
    "la semaine passée": "[2023-07-31..2023-08-06]",
    "l'an dernier": "2022",
    "cette semaine": "[2023-08-07..2023-08-13]",
    "ce mois-ci": "2023-08",
    "l'année prochaine": "2024",
    "mardi dernier": "2023-08-01",
    "mardi prochain": "2023-08-15",
    "jeudi": "2023-08-10",
    "mardi 1er août": "2023-08-01",
    "le mois prochain": "2023-09",
    "le mois dernier": "2023-07",
    "en juillet dernier": "2023-07",
    "l'été dernier": "2022-22",
    "cet été": "2023-22",
    "le siècle dernier": "19XX",
    "le 20": "2023-08-20",
    "20 juillet 2023 à 14h30": "2023-07-20T14:30:00",
    "le 20 juillet 2023, 14:30": "2023-07-20T14:30:00",
    "un jour de juillet 2023": "2023-07-XX",
    "mars": "2023-03",
    "aout 2010": "2010-08",
    "fevrier 2010": "2010-02",
    "au cours des dix dernières années": "2013/2023-08-08",
    "depuis le début de l'année 2015": "2015-01~/..",
    "mai/juin 2010": "[2010-05,2010-06]",
    "juillet/août 2010": "[2010-07,2010-08]",
    "6 janvier 2010 ou plus tard": "[2010-01-06..]",
    "1914-15": "1914/1915",
    "hiver 2010/11": "2010-24",
    "été 2010-2011": "2010-30",
    "20/07": "2023-07-20",
    "entre 100 et 44 av. J.-C.": "[-0099..-0043]",
    "cela fait deux ans": "2021",
    "dix-sept juillet 2010": "2010-07-17",
    "du dix-sept au vingt-deux juillet 2010": "2010-07-17/2010-07-22",
    "mi-2015": "[2015-05~..2015-08~]",
    "milieu des années 80": "[1984~..1986~]",
    "avant la fin de 2015": "[..2015-12~]",
    "après le printemps 2010": "[2010-06..]",
    "il y a une quinzaine de jours": "2023-07~",
    "lundi": "2023-08-07",
    "ce lundi": "2023-08-07",
    "en 2015": "2015",
    "fin 1999": "[1999-09~..1999-12~]",
    "au XXe s.": "19XX",
    "IIIe s. apr. J.-C.": "02XX",
    "IIe et Ier siècles av. J.-C.": "{-01XX,-0099..0000}",
    "entre le XVIIIe et le XIXe siècle": "[17XX..18XX]",
    "premier semestre 2020": "2020-40",
    "au deuxième trimestre de l'année 2020": "2020-34",
    "1er trimestre 2020": "2020-33",
    "début du mois dernier": "[2023-07-01~..2023-07-10~]",
    "fin de l'année dernière": "[2022-09~..2022-12~]",
    "de 2006 jusqu'à 2019": "2006/2019",
    "du 1er mai au 3 juin 2010": "2010-05-01/2010-06-03",
    "1er-3 mai 2010": "2010-05-01/2010-05-03",
    "20 juillet": "2023-07-20",
    "vers la fin des années 90": "[1997~..1999~]",
    "vers fin 2010": "[2010-09~..2010-12~]",
    "sans doute vers 2004": "2004%",
    "entre juillet 2010 et mars 2011": "[2010-07..2011-03]",
    "entre le 5 mai 1968 et le 10 juin 1968": "[1968-05-05..1968-06-10]",
    "le 5 mai ou le 6 juin 1968": "[1968-05-05,1968-06-06]",
    "les 5, 6 et 7 mai 1968": "{1968-05-05,1968-05-06,1968-05-07}",
    "janvier, février et mars 2010": "{2010-01,2010-02,2010-03}",
    "2004 et probablement 2005": "{2004,2005?}",
    "2023-07-20": "2023-07-20",
    "mardi 20 juillet 2023 à 9 heures": "2023-07-20T09:00:00",
    "des années 1980": "198X",
    "l'an 50": "0050",
    "l'an mil": "1000",
    "depuis les années 1990": "199X/..",
    "jusque dans les années 1990": "../199X",
    "jusqu'aux années 1990": "../199X",
    "le 20e siècle": "19XX",
    "20e siècle": "19XX",
    "21e siècle": "20XX",
    "100 avant J.-C. ou 99 avant J.-C.": "[-0099,-0098]",
    "juillet-août 2010": "2010-07/2010-08",
    "juillet – août 2010": "2010-07/2010-08",
    "juil. 2010": "2010-07",
    "1er janv. 2010": "2010-01-01",
    "déc. 2019-févr. 2020": "2019-12/2020-02",
    "dès les années 1980": "198X/..",
    "dès 2010": "2010/..",
    "avant l'automne 2010": "[..2010-08]",
    "après le 5 mai": "[2023-05-06..]",
    "au-delà de 2010": "[2011..]",
    "de janvier à mars": "2023-01/2023-03",
    "les années 1980 ou 1990": "[198X,199X]",
    "octobre": "2022-10",
}
REFUSED = (
    "la loi de 2010",
    "article 20",
    "le 20 personnes",
    "une semaine",
    "50",
    "guerre de 1914-1918",
    "mardi gras",
    "mai 20",
    "29 février 2023",
    "été",
    "vingt-sept",
    "au revoir",
    "5 s",
    "la deuxième guerre",
    "mer",
    "avant notre ère",
    "avant Jésus-Christ",
    "le 31 février 2010",
    "quatre-vingt-dix",
    "du 20 au 25",
    "fin 18-début 19",
    "deux ans plus tard",
    "trois jours plus tôt",
    "l'année suivante",
    "la semaine suivante",
    "le jour suivant",
    "le mois précédent",
    "le lundi suivant",
)
SEVERAL = {
    "entre 2006 et 2019": ["[2006..2019]", "2006/2019"],
    "jeudi": ["2023-08-10", "2023-08-03"],
    "les années 1980-1990": ["198X/199X"],
    "les années 20": ["192X", "202X"],
    "entre les années 1960 et 1980": ["[196X..198X]", "196X/198X"],
}
RELATIVE = (
    "il y a deux ans",
    "hier",
    "la semaine dernière",
    "mardi dernier",
    "le mois prochain",
    "le 20",
    "depuis trois ans",
)
MONTHS = {
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
    "fevrier": 2,
    "aout": 8,
    "decembre": 12,
}
YEARS = (1789, 1914, 1970, 2010)
AROUND_A_DATE = {
    "en {}": "{}",
    "vers {}": "{}~",
    "environ {}": "{}~",
    "sans doute {}": "{}?",
    "peut-être en {}": "{}?",
    "depuis {}": "{}/..",
    "à partir de {}": "{}/..",
    "jusqu'en {}": "../{}",
    "jusqu’à {}": "../{}",
    "au plus tard en {}": "[..{}]",
    "{} ou plus tard": "[{}..]",
    "{} (?)": "{}?",
}
BETWEEN_DATES = {
    "de {} à {}": "{}/{}",
    "{} à {}": "{}/{}",
    "{}-{}": "{}/{}",
    "{} – {}": "{}/{}",
    "entre {} et {}": "[{}..{}]",
    "{} ou {}": "[{},{}]",
    "{} et {}": "{{{},{}}}",
}
SEASONS = {"printemps": 21, "été": 22, "automne": 23, "hiver": 24, "ete": 22}
PARTS = {"début": (1, 10), "mi-": (11, 20), "fin": (21, 0)}
LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
CENTURIES = {"XVe": 14, "XVIIIe": 17, "XIXᵉ": 18, "xxe": 19, "21e": 20, "dix-neuvième": 18}
UNITS = {"ans": 1, "années": 1}
NUMBERS = {"deux": 2, "trois": 3, "5": 5, "dix": 10, "vingt": 20, "cinquante": 50}
DECADES = {"les années {}": "{}X", "années {}": "{}X", "dans les années {}": "{}X", "jusqu'aux années {}": "../{}X"}


def first_reading(phrase: str) -> str:
    readings = read_phrase(phrase, languages=["fr"], anchor=ANCHOR)
    return str(readings[0].edtf) if readings else NO_DATE


@pytest.mark.parametrize(("phrase", "edtf"), READ.items())
def test_a_phrase_is_read_as_the_date_it_says(phrase: str, edtf: str) -> None:
    assert first_reading(phrase) == edtf


@pytest.mark.parametrize("phrase", REFUSED)
def test_what_is_no_date_is_not_read(phrase: str) -> None:
    assert first_reading(phrase) == NO_DATE


@pytest.mark.parametrize(("phrase", "edtfs"), SEVERAL.items())
def test_a_phrase_that_may_mean_several_things_has_several_readings(phrase: str, edtfs: list[str]) -> None:
    readings = read_phrase(phrase, languages=["fr"], anchor=ANCHOR)

    assert [str(reading.edtf) for reading in readings] == edtfs


@pytest.mark.parametrize("phrase", RELATIVE)
def test_without_an_anchor_nothing_is_counted_from_one(phrase: str) -> None:
    assert read_phrase(phrase, languages=["fr"]) == []


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
        said, date = f"{month} {year}", f"{year}-{m:02}"
        for (words, edtf), form in product(AROUND_A_DATE.items(), (said, f"{month}, {year}")):
            yield words.format(form), edtf.format(date)
        for part, (first, last) in PARTS.items():
            yield f"{part} {said}".replace("- ", "-"), f"[{date}-{first:02}~..{date}-{last or LAST_DAYS[m - 1]:02}~]"
        for day in (2, 14, 28):
            yield f"{day} {said}", f"{date}-{day:02}"
            yield f"le {day:02} {said}", f"{date}-{day:02}"
            yield f"avant le {day} {said}", f"[..{date}-{day - 1:02}]"
            yield f"après le {day - 1} {said}".replace("le 1 ", "le 1er "), f"[{date}-{day:02}..]"
            yield f"{day:02}/{m:02}/{year}", f"{date}-{day:02}"
            yield f"du {day - 1} au {day} {said}".replace("du 1 ", "du 1er "), f"{date}-{day - 1:02}/{date}-{day:02}"
        yield f"1er {said}", f"{date}-01"


def of_two_dates() -> Iterator[tuple[str, str]]:
    for (month, m), (later, n), words in product(MONTHS.items(), MONTHS.items(), BETWEEN_DATES):
        if m < n:
            yield words.format(month, f"{later} 1999"), BETWEEN_DATES[words].format(f"1999-{m:02}", f"1999-{n:02}")
    for first, last in product(YEARS, (2011, 2019)):
        for words, edtf in BETWEEN_DATES.items():
            yield words.format(first, last), edtf.format(first, last)


def of_years() -> Iterator[tuple[str, str]]:
    for year in YEARS:
        yield f"avant {year}", f"[..{year - 1}]"
        yield f"après {year}", f"[{year + 1}..]"
        yield f"début {year}", f"[{year}-01~..{year}-04~]"
        yield f"{year} av. J.-C.", f"-{year - 1}"
        for (season, n), opening in product(SEASONS.items(), ("", "en ", "au ")):
            yield f"{opening}{season} {year}", f"{year}-{n}"


def of_many_years() -> Iterator[tuple[str, str]]:
    for century, n in CENTURIES.items():
        yield f"au {century} siècle", f"{n}XX"
        yield f"fin du {century} siècle", f"[{n}67~..{n}99~]"
        yield f"première moitié du {century} siècle", f"[{n}00..{n}49]"
    for (number, n), unit in product(NUMBERS.items(), UNITS):
        yield f"il y a {number} {unit}", f"{2023 - n}"
        yield f"il y a environ {number} {unit}", f"{2023 - n}~"
    for (words, edtf), decade in product(DECADES.items(), range(1930, 2000, 10)):
        yield words.format(decade), edtf.format(decade // 10)
        yield words.format(decade % 100), edtf.format(decade // 10)
