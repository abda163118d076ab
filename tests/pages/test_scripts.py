"""The scripts of an embed: small, and at one with the server's side."""

import gzip
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from events.api.filters import EVENT_PARAMETERS
from timeline.pages.oembed import LOOKS, SANDBOX

FOLDER = Path(settings.BASE_DIR) / "timeline" / "static" / "timeline"
SCRIPTS = [FOLDER / "embed.js", FOLDER / "frame.js"]


def test_what_a_page_runs_of_them_is_two_kilobytes_at_most() -> None:
    """A publisher's page runs the one, ours the other."""
    assert max(len(gzip.compress(path.read_bytes())) for path in SCRIPTS) <= 2048


def test_they_are_as_they_are_read_without_a_build_step() -> None:
    for path in SCRIPTS:
        assert max(map(len, path.read_text(encoding="utf-8").splitlines())) <= 145, path.name


@pytest.mark.loaders
def test_node_can_read_them() -> None:
    node = shutil.which("node")
    assert node is not None

    for path in SCRIPTS:
        subprocess.run([node, "--check", path], check=True)


def test_the_attributes_of_the_element_are_parameters_of_the_embed() -> None:
    listed = re.search(r"const names = \[(.*?)\]", SCRIPTS[0].read_text(encoding="utf-8"), re.S)
    assert listed is not None

    names = set(re.findall(r'"(\w+)"', listed[1]))

    assert names == {*EVENT_PARAMETERS, *LOOKS} - {"timeline", "cursor", "page_size"}


def test_the_element_sandboxes_its_frame_as_the_snippet_does() -> None:
    assert f'"{SANDBOX}"' in SCRIPTS[0].read_text(encoding="utf-8")


def test_any_site_may_load_the_element_as_a_module_too(client: Client, db: None) -> None:
    answer = client.get("/static/timeline/embed.js")

    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    answer.close()
