"""The figure on top of a timeline: how dense it is, and what each leading actor did when. Pure Python, no Django.

`drawing` puts it together from the `axis`, the `density` above and the `lanes` below it, whose `marks` say by their
form how much of a date is known. All lengths along the axis are percentages of the width, so that the figure fits any
page; what has a width in pixels is measured at the narrowest.
"""

from timeline.pages.figure.drawing import Figure, draw, draw_bins

__all__ = ["Figure", "draw", "draw_bins"]
