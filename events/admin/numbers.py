"""Numbers that a page sent back."""


def number(given: str, *, digits: int = 9) -> int | None:
    """What was sent as a number of so many digits at most; None for anything else."""
    return int(given) if given.isascii() and given.isdecimal() and len(given) <= digits else None
