"""What a report of a problem must not tell."""

from __future__ import annotations

import getpass
import platform

import pytest

from onemetre.processing.app.privacy import scrub

NAMES = [("anna.meier", "<user>"), ("planning-07", "<host>")]


@pytest.mark.parametrize(
    ("hostile", "secrets"),
    [
        ("Cannot read /home/anna.meier/Secret City/lake 1.tif: denied.", ("anna", "Secret", "City", "lake", "1.tif")),
        (r"C:\Users\anna.meier\My Maps\garden.gpkg is open.", ("anna", "Maps", "garden")),
        (r"\\server7\plans\north.tif cannot be written", ("server7", "plans", "north")),
        ("~anna/x.tif and ~/clients/acme.tif", ("anna", "clients", "acme")),
        ("../acme/tender.csv is missing", ("acme", "tender")),
        ("Mrs Smith's garden.tif is damaged: the pixels in columns 0 to 5", ("garden",)),
        (
            "https://anna:geheim@maps.example.com/wms?key=abc123 did not answer",  # pragma: allowlist secret
            ("anna", "geheim", "example", "abc123"),
        ),
        ("proxy anna:geheim@proxy.acme.example:8080 answered 407", ("anna", "geheim", "acme", "8080")),
        ("HTTP_PROXY=proxy.acme.example:3128", ("acme", "3128")),
        ("no route to 10.20.30.40:8080 or 10.20.30.41", ("10.20", "8080")),
        ("/vsicurl/https://bucket.example.com/a b/c.tif?X-Amz-Signature=ff00", ("bucket", "ff00", "c.tif")),
        ("s3://acme-plans/north.tif", ("acme", "north")),
        ("Write to anna.meier@example.com", ("anna", "example")),
        ("user ANNA.MEIER on Planning-07.acme", ("ANNA", "Planning")),
        ('File "/opt/qgis/python/plugins/onemetre/engine/x.py", line 3', ("/opt", "plugins")),
        ("at once: /srv/a/one.tif differs from /srv/b/two.tif", ("srv", "one", "two")),
        ("in quotes '/srv/a b/one.tif'", ("srv", "one")),
        ("=/srv/plans (/srv/others)", ("srv", "plans", "others")),
    ],
)
def test_nothing_private_is_left(hostile: str, secrets: tuple[str, ...]) -> None:
    left = scrub(hostile, NAMES)
    assert not [secret for secret in secrets if secret.lower() in left.lower()], left


def test_what_helps_stays() -> None:
    for text in (
        "The run needs about 1,215 MB of memory, but the limit is 1,090 MB.",
        "onnxruntime 1.31.1, numpy 1.26.4; 0.25 km²/s",
        "ValueError: cannot reshape array of size 3 at 12:31:07",
        "jointseg.s2rgb_v2 is used on cuda:0.",
    ):
        assert scrub(text, NAMES) == text


def test_this_user_and_this_machine_are_known() -> None:
    left = scrub(f"by {getpass.getuser()} on {platform.node()}")
    assert left == "by <user> on <host>"


def test_a_name_inside_a_word_is_not_taken_for_one() -> None:
    assert scrub("Joanna maps", [("anna", "<user>")]) == "Joanna maps"
