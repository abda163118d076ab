"""The curators' desk among many events: what its pages cost, beside Django's stock admin."""

import bench.matching  # noqa: F401  # sets Django up
