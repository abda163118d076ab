"""The API beside plain REST framework and datasette, in one run."""

import bench.matching  # noqa: F401  # sets Django up
