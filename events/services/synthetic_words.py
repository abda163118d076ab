"""Words that no language has, drawn as words are in running text: the nth of them 1/n as often as the first."""

from itertools import accumulate, product
from random import Random

_SYLLABLES = "ba ce do fu gi ha jo ku le ma ni po qua re su ti vo wa xe yu za bri cla dro fle gru sto"
WORDS = ["".join(syllables) for syllables in product(_SYLLABLES.split(), repeat=3)]
_WEIGHTS = list(accumulate(1 / rank for rank in range(1, len(WORDS) + 1)))


def random_words(random: Random, number: int) -> str:
    """As many words as asked for, of 19 683."""
    return " ".join(random.choices(WORDS, cum_weights=_WEIGHTS, k=number))
