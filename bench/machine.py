"""The machine on which something is measured."""

import os
import platform
import sqlite3
from pathlib import Path


def described() -> str:
    """Its processor, and the releases of what everything here runs on."""
    return (
        f"{_processor()}, {os.cpu_count()} cores; Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )


def _processor() -> str:
    facts = Path("/proc/cpuinfo")
    lines = facts.read_text(encoding="utf-8").splitlines() if facts.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
