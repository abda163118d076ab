"""What is drawn on: percentages of the width, counted from the side where the interface's language begins."""

from dataclasses import dataclass

# How wide the figure is in pixels on a screen of 320, and where a page begins to show minor ticks.
NARROWEST = 292
WIDER = 612


@dataclass(frozen=True)
class Canvas:
    """Turns places into what the template writes: mirrored where the interface runs from right to left."""

    mirrored: bool = False

    def x(self, left: float, width: float = 0.0) -> str:
        """Where what begins at `left` has its left edge on the page."""
        return number(100 - left - width if self.mirrored else left)


def number(value: float) -> str:
    """A coordinate with one decimal at most, whatever the language of the page: a pixel on the widest."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def percent(pixels: float, width: int = NARROWEST) -> float:
    """So many pixels of a figure of that width."""
    return 100 * pixels / width
