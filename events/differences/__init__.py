"""What differs between two documents of one record, claim by claim and word by word: pure Python."""

from events.differences.comparing import Difference, compare
from events.differences.words import Segment, compare_words

__all__ = ["Difference", "Segment", "compare", "compare_words"]
