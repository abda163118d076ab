"""Citations of sources, events and timelines, as people print them and as reference managers read them. Pure Python."""
