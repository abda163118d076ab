"""Load on the loopback, by wrk: so many connections ask in turn for the addresses of a list, for so many seconds."""

import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

SECONDS = 5
CONNECTIONS = 4
_SCRIPT = """
local paths, place = {}, 0
for line in io.lines(%(paths)r) do paths[#paths + 1] = line end
%(headers)s
request = function()
  place = place %% #paths + 1
  return wrk.format("GET", paths[place])
end
done = function(summary, latency)
  print(string.format("FOUND %%d %%d %%d %%d %%d", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99),
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout))
end
"""


class Load(NamedTuple):
    """Requests a second; milliseconds from question to answer at the median and the 99th percentile."""

    rate: float
    median: float
    slowest: float


def load(
    address: str,
    paths: Sequence[str],
    *,
    headers: Mapping[str, str] | None = None,
    connections: int = CONNECTIONS,
    seconds: int = SECONDS,
) -> Load:
    """What a server does under this load. Raises RuntimeError where anything but 2xx and 3xx came back."""
    with TemporaryDirectory() as folder:
        listed, script = Path(folder) / "paths", Path(folder) / "script.lua"
        listed.write_text("\n".join(paths), encoding="utf-8")
        lines = "\n".join(f"wrk.headers[{name!r}] = {value!r}" for name, value in (headers or {}).items())
        script.write_text(_SCRIPT % {"paths": str(listed), "headers": lines}, encoding="utf-8")
        # One thread, so that the paths are asked for in turn; it is not what is waited for.
        command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "60s", "-s", str(script), address]
        output = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603  # ours
    found = re.search(r"FOUND (\d+) (\d+) (\d+) (\d+) (\d+)", output)
    if found is None or int(found[5]) or not int(found[1]):
        raise RuntimeError(f"{address} failed under load:\n{output}")
    requests, microseconds, median, slowest, _ = map(int, found.groups())
    return Load(requests / microseconds * 1e6, median / 1000, slowest / 1000)
