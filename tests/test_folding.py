"""Words that are the same to a reader are the same to search, in every script; others stay apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.folding import LONGEST_WORD, fold, fold_for_index

# Ways to write the same: each finds the others.
SAME = {
    "English": ["Café Société | cafe societe", "Qur’an | Quran | Qur'an | Qurʾān", "ﬁnal | final", "O`Neill | ONeill"],
    "abbreviations": ["U.S. | US | U.S", "U.S.A. | USA", "z.B. | zB", "أ.ف.ب | أ.ف.ب. | افب", "י.ל. | יל"],
    "Spanish": ["Perú | Peru | PERÚ | Peru\u0301", "año | ano", "vergüenza | verguenza", "Núñez | nunez"],
    "German": ["Straße | Strasse | STRASSE | STRAẞE", "Köln | koln"],
    "French": ["Œuvre | oeuvre", "Élysée | elysee", "aujourd’hui | aujourd'hui"],
    "Turkish": ["İstanbul | istanbul | ISTANBUL | ıstanbul", "Erdoğan | erdogan", "Diyarbakır | diyarbakir"],
    "northern Europe": ["Łódź | lodz", "Sørensen | Sorensen", "Þór | thor", "Đoković | Dokovic", "Ærø | aero"],
    "Vietnamese": ["Việt | viet", "Đặng | dang"],
    "Azerbaijani": ["Əliyev | Aliyev"],
    "Russian": ["Королёв | королев | КОРОЛЁВ"],
    "Ukrainian": ["Київ | киів", "ґанок | ганок"],
    "Greek": ["Αθήνα | αθηνα | ΑΘΗΝΑ", "ΣΊΣΥΦΟΣ | Σίσυφος | σισυφοσ"],
    "Arabic": [
        "إيران | ايران | أيران | آيران",
        "مُحَمَّد | محمد | محـــمد",
        "الرئيس | رئيس",
        "الألعاب | ألعاب",
        "على | علي",
        "وزارة | وزاره",
        "مسؤول | مسوول",
        "ٱلله | الله | ﷲ",
        "٢٠٢٣ | 2023",
    ],
    "Persian": [
        "می\u200cشود | میشود | مي\u200cشود",
        "کتاب | كتاب",
        "خانهٔ | خانه | خانۀ",
        "اسرائیل | إسرائيل",
        "ایران | إيران",
        "۱۴۰۲ | 1402",
    ],
    "Urdu": ["پاکستان | پاكستان", "ہے | هي"],
    "Hebrew": [
        "שָׁלוֹם | שלום",
        "צה\"ל | צה״ל | צה''ל | צהל",
        "ז'בוטינסקי | ז׳בוטינסקי | זבוטינסקי",
        'ארה"ב | ארה״ב | ארה”ב',
        "ג'ורג' | ג׳ורג׳",
        "בְּרֵאשִׁ֖ית | בראשית",
    ],
    "Yiddish": ["ייִדיש | יידיש | ײדיש"],
    "Hindi": ["\u0928\u093cई | \u0929ई", "२०२३ | 2023"],
    "Japanese": ["ｲｽﾗｴﾙ | イスラエル", "ガザ | カ\u3099サ\u3099"],
    "Korean": ["서울 | \u1109\u1165\u110b\u116e\u11af"],
    "full width": ["ＴＯＫＹＯ２０２０ | tokyo2020"],
    "signs nobody sees": ["co\u00adop | coop", "\u2067Iran\u2069 | iran", "Iran\ufe0f | iran", "a\u034fb | ab"],
}

# What a text is found by, beside the words that stand in it.
FOUND_BY = {
    "Iran’s": {"irans", "iran"},
    "l’Iran": {"liran", "iran"},
    "al-Assad": {"al", "assad"},
    "والحكومة": {"والحكومه", "حكومه"},
    "بإيران": {"بايران", "ايران"},
    "للحكومة": {"للحكومه", "حكومه"},
    "کتاب\u200cها": {"كتابها", "كتاب", "ها"},
    "באיראן": {"באיראן", "איראן"},
    "והממשלה": {"והממשלה", "ממשלה"},
    'בצה"ל': {"בצהל", "צהל"},
    "イスラエルの大統領": {"イスラエル", "の", "大", "統", "領"},
}

APART = ["Iran | Iraq", "שלום | סלום", "حرب | حزب", "ザ | サ", "का | की", "año | anio", "19 | 9", "г | к"]


def rows(table: dict[str, list[str]]) -> list[list[str]]:
    return [row.split(" | ") for written in table.values() for row in written]


@pytest.mark.parametrize("ways", rows(SAME), ids="=".join)
def test_what_is_the_same_to_a_reader_meets(ways: list[str]) -> None:
    first, *others = ways

    assert fold(first)
    assert [fold(other) for other in others] == [fold(first)] * len(others)
    assert all(set(fold(first)) <= set(fold_for_index(other)) for other in ways)


@pytest.mark.parametrize("text", FOUND_BY)
def test_what_is_written_together_is_found_by_its_parts(text: str) -> None:
    assert FOUND_BY[text] <= set(fold_for_index(text))


@pytest.mark.parametrize("ways", rows({"": APART}), ids="≠".join)
def test_what_differs_to_a_reader_stays_apart(ways: list[str]) -> None:
    one, other = ways

    assert not set(fold(one)) & set(fold_for_index(other))


def test_a_question_asks_for_no_parts() -> None:
    assert fold("l’Iran والرئيس באיראן") == ["liran", "والرييس", "באיראן"]


def test_what_only_looks_like_an_article_or_a_preposition_stays() -> None:
    assert fold("الله الف") == ["الله", "الف"]
    assert list(fold_for_index("בית")) == ["בית"]
    assert list(fold_for_index("وقت")) == ["وقت"]


def test_signs_and_full_stops_part_words() -> None:
    assert fold("«Talks» end—today… 3.5% (see: a/b_c) e.g.this") == [
        *("talks", "end", "today", "3", "5", "see", "a", "b", "c", "eg", "this"),
    ]


@pytest.mark.parametrize("text", ["", " ", "…!?«»", "'\"'", "\u200c", "\u0301", "💣", "\0", "\ud800", "+ - * ( ) :"])
def test_signs_alone_are_no_words(text: str) -> None:
    assert fold(text) == list(fold_for_index(text)) == []


def test_no_word_is_longer_than_words_are() -> None:
    assert fold("a" * 5000) == ["a" * LONGEST_WORD] == list(fold_for_index("A" * 5000))


@given(st.text())
def test_words_are_folded_once_for_all(text: str) -> None:
    words = fold(text)

    assert fold(" ".join(words)) == words
    assert set(words) <= set(fold_for_index(text))


@given(st.text())
def test_no_word_holds_what_a_query_language_reads(text: str) -> None:
    for word in fold_for_index(text):
        assert 0 < len(word) <= LONGEST_WORD
        assert not set(word) & set(" \t\n\0'\"\\*^:()-+{}&|!<>.,")
        assert not any("A" <= character <= "Z" or "\ud800" <= character <= "\udfff" for character in word)
